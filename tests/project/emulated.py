#!/usr/bin/env python3
# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""The run tests of tests/subset.txt for a processor that this machine is not: compiled by a cross compiler, run by an
emulator. Without either it is skipped.

emulated.py BUILD_DIRECTORY COMPILER EMULATOR SYSTEM_DIRECTORY HEADER_DIRECTORY... [-- FLAGS...]

SYSTEM_DIRECTORY holds the processor's C library, for the emulator's dynamic linker.

The headers of the libraries that tenon stands on are the same for every processor, but their directory also holds this
machine's C library; so only what is needed of it is linked into a directory of its own.
"""
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77  # CTest's SKIP_RETURN_CODE of this test
LIBRARIES = ("xsimd", "boost", "catch2")


def sources():
    for line in (ROOT / "tests/subset.txt").read_text().splitlines():
        path, _, remark = (part.strip() for part in line.partition("#"))
        if path and remark not in ("only with sanitizers", "not emulated"):
            yield path


def headers(build, directories):
    own = build / "include"
    own.mkdir(parents=True, exist_ok=True)
    for library in LIBRARIES:
        found = next((d / library for d in directories if (d / library).is_dir()), None)
        if found is None:
            sys.exit(f"no headers of {library} in {', '.join(map(str, directories))}")
        link = own / library
        link.unlink(missing_ok=True)
        link.symlink_to(found)
    return own


def call(command):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return result.returncode, result.stdout


def main():
    build, compiler, emulator, system, *rest = sys.argv[1:]
    flags = rest[rest.index("--") + 1 :] if "--" in rest else []
    directories = [pathlib.Path(d) for d in (rest[: rest.index("--")] if "--" in rest else rest)]
    for tool in (compiler, emulator):
        if shutil.which(tool) is None:
            print(f"skipped: {tool} is not installed")
            sys.exit(SKIPPED)
    build = pathlib.Path(build)
    own = headers(build, directories)
    compile_ = [compiler, "-std=c++20", *flags, f"-I{ROOT}/include", f"-I{ROOT}", "-isystem", str(own)]
    compile_ += [f'-DTENON_TEST_DIR="{ROOT}/tests"']

    start = build / "main.cpp"
    start.write_text("#define CATCH_CONFIG_MAIN\n#include <catch2/catch.hpp>\n")
    status, output = call([*compile_, "-c", str(start), "-o", str(build / "main.o")])
    if status:
        sys.exit(output)

    def test(source):
        began = time.monotonic()
        program = build / source.replace("/", "_").removesuffix(".cpp")
        status, output = call([*compile_, str(ROOT / "tests" / source), str(build / "main.o"), "-o", str(program)])
        if status:
            return source, status, "does not compile:\n" + output, 0, 0
        built = time.monotonic()
        # A program without a test case is no success.
        status, output = call([emulator, "-L", system, str(program), "-w", "NoTests"])
        return source, status, output, built - began, time.monotonic() - built

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for source, status, output, built, ran in pool.map(test, sources()):
            print(f"{'FAILED' if status else 'passed'} {source}: built in {built:.0f} s, ran in {ran:.0f} s", flush=True)
            if status:
                print(output)
                failed += 1
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
