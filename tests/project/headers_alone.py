# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Every header compiles alone, with every warning an error: python3 tests/project/headers_alone.py <compiler> [flags]

The umbrella and the vector headers cost more than all others; a header that another includes first is still tried alone.
"""
import pathlib
import subprocess
import sys

FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-Iinclude",
         "-march=native"]


def main():
    compiler, *flags = sys.argv[1:]
    headers = sorted(pathlib.Path("include/tenon").rglob("*.hpp"))
    failed = 0
    for header in headers:
        name = header.relative_to("include")
        run = subprocess.run([compiler, *FLAGS, *flags, "-x", "c++", "-"], input=f"#include <{name}>\n", text=True,
                             capture_output=True)
        if run.returncode:
            failed += 1
            print(f"{name} does not compile alone:\n{run.stderr[:2000]}")
    print(f"{len(headers) - failed} of {len(headers)} headers compile alone with {compiler}")
    return bool(failed) or not headers


if __name__ == "__main__":
    sys.exit(main())
