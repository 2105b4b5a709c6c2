# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""The code in README.md and docs/ compiles: python3 tests/project/docs_code.py <compiler>

A ```cpp block that begins with #include is a whole program: it is compiled, and run when it has a main(). When a ```text
block follows at once, its lines must occur in what the program prints. A ```cpp block that contains `// error` after its
#include must be rejected with one error of tenon's; a ```text block after it quotes g++, its lines broken anywhere. In both
… stands for anything. Other blocks are fragments and are left alone. Programs with Eigen are skipped where there is none,
programs with weight files where their libraries are not.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FLAGS = ["-std=c++20", "-O1", "-march=native", "-Wall", "-Wextra", "-Werror", "-Iinclude"]
EIGEN = [pathlib.Path(where) for where in ("/usr/include/eigen3", "/usr/local/include/eigen3", "/usr/include")]
FILES = "#include <tenon/io/open.hpp>"
EIGEN = next((where for where in EIGEN if (where / "Eigen/Core").exists()), None)


def has_headers(compiler, *names):
    text = "".join(f"#include <{name}>\n" for name in names)
    return subprocess.run([compiler, "-std=c++20", "-E", "-x", "c++", "-"], input=text, text=True, capture_output=True).returncode == 0


def blocks(text):
    """Yields (line, program, output or None) for the whole programs of a page."""
    for match in re.finditer(r"```cpp\n(.*?)```\n(?:\s*```text\n(.*?)```)?", text, re.S):
        if match.group(1).lstrip().startswith("#include"):
            yield text.count("\n", 0, match.start()) + 2, match.group(1), match.group(2)


def quoted(text, output):
    """True when the output holds the text, in which … stands for anything and spaces and line breaks are the same."""
    parts = [r"\s+".join(re.escape(word) for word in part.split()) for part in text.split("…")]
    return re.search(".*?".join(parts), output, re.S)


def check(compiler, where, program, output, directory):
    """What is wrong with one program, or an empty text."""
    source = pathlib.Path(directory) / "block.cpp"
    binary = pathlib.Path(directory) / "block"
    source.write_text(program)
    wrong = re.search(r"// *error", program)
    runs = "int main" in program and not wrong
    build = subprocess.run([compiler, *FLAGS, *([f"-isystem{EIGEN}"] if EIGEN else []), str(source), *(["-o", str(binary)] if runs else ["-fsyntax-only"]), *(["-lzip"] if runs and FILES in program else [])],
                           capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
    if wrong:
        errors = re.findall(r"error: .*", build.stderr)
        if len(errors) != 1 or "tenon: " not in errors[0]:
            return f"{where}: should be rejected with one error of tenon's, but gives {errors or 'none'}"
        if output and "clang" not in compiler and not quoted(output, build.stderr):
            return f"{where}: the error is not the one quoted:\n{build.stderr[:3000]}"
        return ""
    if build.returncode:
        return f"{where}: does not compile\n{build.stderr[:3000]}"
    if runs:
        run = subprocess.run([str(binary)], capture_output=True, text=True, timeout=300, cwd=directory)
        if run.returncode:
            return f"{where}: exits with {run.returncode}\n{run.stderr[:1000]}"
        for line in (output or "").splitlines():
            if line.strip() and not any(quoted(line, printed) for printed in run.stdout.splitlines()):
                return f"{where}: does not print: {line}\nbut\n{run.stdout[:1000]}"
    return ""


def main():
    compiler = sys.argv[1]
    problems, count, skipped = [], 0, []
    no_files = not has_headers(compiler, "nlohmann/json.hpp", "zip.h")
    with tempfile.TemporaryDirectory() as directory:
        for page in [pathlib.Path("README.md"), *sorted(pathlib.Path("docs").rglob("*.md"))]:
            if not page.exists() or page.name in ("errors.md", "museum.md"):  # generated from code that is tested
                continue
            for line, program, output in blocks(page.read_text()):
                if "#include <Eigen/" in program and not EIGEN:
                    skipped.append("Eigen")
                    continue
                if FILES in program and no_files:
                    skipped.append("nlohmann_json or libzip")
                    continue
                count += 1
                problem = check(compiler, f"{page}:{line}", program, output, directory)
                if problem:
                    problems.append(problem)
    print("\n".join(problems) or f"{count} programs of the documentation hold" +
          (f"; {len(skipped)} skipped: there is no {', no '.join(sorted(set(skipped)))}" if skipped else ""))
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
