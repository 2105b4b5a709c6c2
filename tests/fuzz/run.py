# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Feeds a reader of weight files with what libFuzzer invents, under address and undefined-behaviour sanitizers.

python3 tests/fuzz/run.py safetensors|npy|npz [seconds=20] [compiler…] [-- compiler's flags…]

Starts from tests/fuzz/corpus and tests/files/data. What makes the reader crash, hang, or ask for more than 64 MB is kept in
build/fuzz and ends the run with an error. Skipped where no clang has libFuzzer (Debian: libclang-rt-14-dev).
"""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77  # CTest's SKIP_RETURN_CODE of these tests
BUILD = ["-std=c++20", "-O1", "-g", "-fsanitize=fuzzer,address,undefined", "-fno-sanitize-recover=all"]
# (The machine may be busy: a minute for one input is a hang.)
RUN = ["-max_len=4096", "-timeout=60", "-report_slow_units=60", "-malloc_limit_mb=64", "-rss_limit_mb=2048",
       "-print_final_stats=1"]


def main():
    arguments, _, flags = " ".join(sys.argv[1:]).partition(" -- ")
    target, *rest = arguments.split()
    seconds = rest.pop(0) if rest and rest[0].isdigit() else "20"
    keep = ROOT / "build/fuzz"
    keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        program = directory / target
        for compiler in rest or ["clang++-14", "clang++-19", "clang++"]:
            try:
                (directory / "empty.cpp").write_text("extern \"C\" int LLVMFuzzerTestOneInput(char const*, unsigned long) { return 0; }\n")
                subprocess.run([compiler, *BUILD, str(directory / "empty.cpp"), "-o", str(program)], check=True, capture_output=True)
                break
            except (OSError, subprocess.CalledProcessError):
                print(f"{compiler} is not there, or has no libFuzzer")
        else:
            print(f"skipped: the reader of {target} is not fuzzed")
            return SKIPPED
        subprocess.run([compiler, *BUILD, f"-I{ROOT}/include", f"-I{ROOT}", *flags.split(), str(ROOT / f"tests/fuzz/{target}.cpp"),
                        "-o", str(program), *(["-lzip"] if target == "npz" else [])], check=True)
        seeds = directory / "seeds"
        seeds.mkdir()
        for source in [*(ROOT / "tests/fuzz/corpus" / target).iterdir(), *(ROOT / "tests/files/data").glob(f"*.{target}")]:
            (seeds / source.name).write_bytes(source.read_bytes())
        found = directory / "found"
        found.mkdir()
        run = subprocess.run([str(program), *RUN, f"-max_total_time={seconds}", f"-artifact_prefix={keep}/{target}_", str(found), str(seeds)],
                             text=True, capture_output=True, env={**os.environ, "ASAN_OPTIONS": "detect_leaks=1"})
        lines = run.stderr.splitlines()
        print("\n".join(lines[-60:] if run.returncode else [line for line in lines if line.startswith(("stat::", "Done"))]))
        return 1 if run.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
