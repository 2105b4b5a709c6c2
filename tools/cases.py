# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Reads the compile-failure cases (tests/compile_fail/) and what the compilers said to them, for the generated pages.

A case tells about itself in comment lines `// <word>: <text>`, continued by lines that begin with `//   `.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CASES = pathlib.Path("tests/compile_fail")
COMPILERS = ("g++-12", "clang++-14", "clang++-19")


class Case:
    """One file: its words, and its code as (mark, line): ' ' always there, '-' wrong, '+' right, 's' spelled by sizes."""

    def __init__(self, path):
        self.path = path
        self.name = ".".join(path.with_suffix("").parts[1:])  # as in CTest
        self.words = {}
        self.body = []
        word = None
        mark = " "
        for line in path.read_text().splitlines():
            match = re.match(r"// ([a-z-]+)(?:\([a-z]+\))?: *(.*)$", line)
            if match:
                word, text = match.groups()
                self.words[word] = (self.words[word] + "\n" if word in self.words else "") + text
                continue
            if word and re.match(r"//   +\S", line):
                self.words[word] += " " + line[2:].strip()
                continue
            word = None
            if re.match(r"#\s*(if|elif).*TENON_SPELLED_BY_SIZES", line):
                mark = "s"
            elif re.match(r"#\s*(if|elif).*TENON_EXPECT_ERROR", line):
                mark = "-"
            elif re.match(r"#\s*else", line):
                mark = "+"
            elif re.match(r"#\s*endif", line):
                mark = " "
            elif not re.match(r"(//|#|$|}|int main\(\) \{|using namespace tenon::axes;)", line):
                self.body.append((mark, line))
        margin = min([len(line) - len(line.lstrip()) for _, line in self.body], default=0)
        self.body = [(mark, line[margin:]) for mark, line in self.body]

    def word(self, key, default=""):
        return self.words.get(key, default)

    def diff(self):
        """The program with the wrong and the right lines marked."""
        return "\n".join(f"{mark} {line}" for mark, line in self.body if mark != "s")

    def program(self, mark):
        """The program's one spelling: '-', '+' or 's'."""
        return "\n".join(line for m, line in self.body if m in (" ", mark))

    def has(self, mark):
        return any(m == mark for m, _ in self.body)

    @property
    def title(self):
        return self.word("title") or self.path.stem.replace("_", " ").capitalize()


def cases(museum):
    """The cases, in order of their paths; those of the museum or the others (matrix files are no cases)."""
    found = [Case(path) for path in sorted(CASES.rglob("*.cpp"))]
    return [case for case in found if case.has("-") and (("museum" in case.path.parts) == museum)]


def sentences(include=pathlib.Path("include/tenon")):
    """Every sentence of a static_assert in the headers: {text: header}."""
    found = {}
    for path in sorted(include.rglob("*.hpp")):
        text = re.sub(r"//[^\n]*", "", re.sub(r'"((?:\\.|[^"\\])*)"', lambda m: '"' + m.group(1).replace("//", "\0") + '"',
                                              path.read_text())).replace("\0", "//")
        for match in re.finditer(r'((?:"(?:\\.|[^"\\])*"\s*)+)', text):
            sentence = "".join(re.findall(r'"((?:\\.|[^"\\])*)"', match.group(1)))
            if sentence.startswith("tenon: ") and "docs/errors.md#" in sentence:
                found.setdefault(sentence, str(path.relative_to(include)))
    return found


def anchor_of(text):
    match = re.search(r"docs/errors\.md#([a-z0-9-]+)", text)
    return match.group(1) if match else ""


def heading(anchor):
    """A heading whose link, as Git hosts make them, is the anchor."""
    return anchor.replace("-", " ").capitalize()


def introductions(path=CASES / "sections.md"):
    """What the sections of docs/errors.md begin with: {anchor: paragraph}."""
    parts = re.split(r"(?m)^## (.+)\n", path.read_text())[1:]
    return {anchor.strip(): text.strip() for anchor, text in zip(parts[::2], parts[1::2])}


def compile_cases(directory, selected):
    """Writes each compiler's errors to directory/<case>.<compiler>.txt, as the tests do."""
    for compiler in COMPILERS:
        if not shutil.which(compiler):
            print(f"{compiler} is not installed: its lines stay as they are", file=sys.stderr)
            continue
        for case in selected:
            run = subprocess.run([compiler, "-std=c++20", "-fsyntax-only", "-w", "-fdiagnostics-color=never", "-Iinclude",
                                  "-DTENON_EXPECT_ERROR", str(case.path)], capture_output=True, text=True,
                                 env={"LC_ALL": "C", "PATH": "/usr/local/bin:/usr/bin:/bin"})
            errors = [m.group(1) for m in re.finditer(r"(?m)(?:^|[: ])((?:fatal )?error: .*)$", run.stderr)]
            if errors:
                (directory / f"{case.name}.{compiler}.txt").write_text("\n".join(errors) + "\n")


def first_errors(directory, case):
    """{compiler: first error line} of a case, from the files that the tests wrote."""
    said = {}
    for compiler in COMPILERS:
        path = directory / f"{case.name}.{compiler}.txt"
        if path.exists():
            said[compiler] = path.read_text().splitlines()[0]
    return said


def page_main(page, make, museum):
    """The command line of a page's generator: writes the page, or with --check compares it."""
    parser = argparse.ArgumentParser(description=f"Makes {page} from the compile-failure cases.")
    parser.add_argument("--check", action="store_true", help="compare with the page, write nothing")
    parser.add_argument("--from", dest="directory", help="first errors that the tests wrote; without it the cases are compiled")
    arguments = parser.parse_args()
    selected = cases(museum)
    with tempfile.TemporaryDirectory() as temporary:
        directory = pathlib.Path(arguments.directory or temporary)
        if not arguments.directory:
            compile_cases(directory, selected)
        text = make(selected, directory)
        present = [c for c in COMPILERS if any((directory / f"{case.name}.{c}.txt").exists() for case in selected)]
    path = pathlib.Path(page)
    if not arguments.check:
        path.write_text(text)
        print(f"{page}: {len(selected)} cases")
        return 0

    def comparable(lines):  # without what compilers that are not here say
        return [line for line in lines.splitlines() if not line.startswith(tuple(c for c in COMPILERS if c not in present) or "\0")]

    if not path.exists() or comparable(path.read_text()) != comparable(text):
        import difflib
        old = comparable(path.read_text()) if path.exists() else []
        print("\n".join(list(difflib.unified_diff(old, comparable(text), page, "from the cases", lineterm="", n=1))[:60]))
        print(f"{page} is not what the cases give: run python3 {sys.argv[0]}")
        return 1
    print(f"{page} is what {len(selected)} cases give ({', '.join(present) or 'no compiler'})")
    return 0
