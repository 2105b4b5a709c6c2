# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Runs clang-tidy over the library, through one program that includes and uses it: python3 tools/tidy.py [clang-tidy] [file…]

The checks are in .clang-tidy. Templates are only seen where they are used, hence the program.
"""
import subprocess
import sys

PROGRAMS = ["tests/project/small_program.cpp"]


def main():
    tool = sys.argv[1] if len(sys.argv) > 1 else "clang-tidy"
    programs = sys.argv[2:] or PROGRAMS
    run = subprocess.run([tool, "--quiet", *programs, "--", "-std=c++20", "-Iinclude", "-I.", "-march=native"],
                         capture_output=True, text=True)
    print(run.stdout[-8000:])
    if run.returncode:
        print(run.stderr[-2000:])
    return run.returncode


if __name__ == "__main__":
    sys.exit(main())
