# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Runs clang-tidy over the library, through one program that includes and uses it: python3 tools/tidy.py [clang-tidy] [file…]

The checks are in .clang-tidy. Templates are only seen where they are used, hence the program.
"""
import pathlib
import subprocess
import sys

PROGRAMS = ["tests/project/small_program.cpp"]
FILES = "tests/project/written_files.cpp"  # weight files, where their libraries are installed
LIBRARIES = ("nlohmann/json.hpp", "zip.h")


def installed(header):
    return any((pathlib.Path(where) / header).exists() for where in ("/usr/include", "/usr/local/include"))


def main():
    tool = sys.argv[1] if len(sys.argv) > 1 else "clang-tidy"
    programs = sys.argv[2:] or [*PROGRAMS, *([FILES] if all(map(installed, LIBRARIES)) else [])]
    if not sys.argv[2:] and FILES not in programs:
        print(f"{FILES} is skipped: nlohmann_json or libzip is not installed")
    run = subprocess.run([tool, "--quiet", *programs, "--", "-std=c++20", "-Iinclude", "-I.", "-march=native"],
                         capture_output=True, text=True)
    print(run.stdout[-8000:])
    if run.returncode:
        print(run.stderr[-2000:])
    return run.returncode


if __name__ == "__main__":
    sys.exit(main())
