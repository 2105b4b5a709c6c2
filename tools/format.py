# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Formats the C++ of the repository: python3 tools/format.py [--check] [clang-format]"""
import pathlib
import subprocess
import sys

FOLDERS = ("include", "tests", "examples", "bench")


def main():
    arguments = [a for a in sys.argv[1:] if a != "--check"]
    check = "--check" in sys.argv
    files = [str(p) for folder in FOLDERS for p in sorted(pathlib.Path(folder).rglob("*")) if p.suffix in (".hpp", ".cpp")]
    run = subprocess.run([arguments[0] if arguments else "clang-format", *(["--dry-run", "-Werror"] if check else ["-i"]), *files],
                         capture_output=True, text=True)
    if run.returncode:
        wrong = sorted({line.split(":")[0] for line in run.stderr.splitlines() if "error:" in line})
        print("\n".join(wrong) or run.stderr)
        print(f"{len(wrong)} of {len(files)} files are not formatted: run python3 tools/format.py")
    else:
        print(f"{len(files)} files are formatted")
    return run.returncode


if __name__ == "__main__":
    sys.exit(main())
