# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Every header compiles alone, with every warning an error: python3 tests/project/headers_alone.py <compiler> [flags]

Headers of io/ that need a library which is not there are skipped, and said to be. The umbrella and the vector headers cost more than all others; a header that another includes first is still tried alone.
"""
import pathlib
import subprocess
import sys

FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror", "-Iinclude",
         "-march=native"]
LIBRARIES = ("nlohmann/json.hpp", "zip.h")


def lacks(compiler, header):
    """The headers of other libraries that a header of io/ needs and that are not there."""
    if header.parent.name != "io":
        return []
    run = subprocess.run([compiler, *FLAGS[:1], "-M", "-MG", "-Iinclude", str(header)], text=True, capture_output=True)
    return [name for name in LIBRARIES if f" {name}" in run.stdout.replace("\\\n", " ")]


def main():
    compiler, *flags = sys.argv[1:]
    headers = sorted(pathlib.Path("include/tenon").rglob("*.hpp"))
    failed = skipped = 0
    for header in headers:
        missing = lacks(compiler, header)
        if missing:
            skipped += 1
            print(f"skipped {header}: there is no {' and no '.join(missing)}")
            continue
        name = header.relative_to("include")
        run = subprocess.run([compiler, *FLAGS, *flags, "-x", "c++", "-"], input=f"#include <{name}>\n", text=True,
                             capture_output=True)
        if run.returncode:
            failed += 1
            print(f"{name} does not compile alone:\n{run.stderr[:2000]}")
    print(f"{len(headers) - failed - skipped} of {len(headers)} headers compile alone with {compiler}")
    return bool(failed) or not headers


if __name__ == "__main__":
    sys.exit(main())
