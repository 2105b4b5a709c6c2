# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""What compiling costs: seconds, memory and instantiations of the fixed programs beside this file.

python3 bench/compile_time/measure.py [--json FILE]        a table over all compilers found, and its numbers for bench/figures.py
python3 bench/compile_time/measure.py --budget g++-12      fails when attention.cpp or block.cpp costs more than promised
"""
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
PROGRAMS = ("xsimd", "headers", "dot", "attention", "masked_attention", "self_attention", "block")
COMPILERS = ("g++-12", "clang++-14", "clang++-19")
FLAGS = ("-std=c++20", "-O3", "-DNDEBUG", "-march=native", "-c")
LONGEST = 4.0  # times xsimd alone
LARGEST = 600  # MB
BLOCK = 20.0, 1200  # seconds and MB of a whole transformer block
INSTANTIATIONS = {"attention": 6000, "block": 15000}  # at most, as clang 19 counts them


def cost(compiler, program, *extra, output="/dev/null"):
    """User seconds and peak memory in MB of one compilation."""
    process = subprocess.Popen([compiler, *FLAGS, *extra, f"-I{ROOT / 'include'}", str(HERE / f"{program}.cpp"), "-o", output])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{program}.cpp does not compile with {compiler}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def instantiations(compiler, program):
    """Functions and classes instantiated, as clang counts them: the same number on every run of one version."""
    with tempfile.TemporaryDirectory() as directory:
        cost(compiler, program, "-ftime-trace", "-ftime-trace-granularity=0", output=f"{directory}/a.o")
        events = json.loads((pathlib.Path(directory) / "a.json").read_text())["traceEvents"]
    return sum(event["name"] in ("InstantiateFunction", "InstantiateClass") for event in events)


def budget(compiler):
    floor = min(cost(compiler, "xsimd")[0] for _ in range(3))
    measured = [cost(compiler, "attention") for _ in range(2)]
    seconds, memory = min(s for s, _ in measured), max(m for _, m in measured)
    print(f"{compiler}: attention.cpp {seconds:.1f} s, {seconds / floor:.1f} times xsimd alone (at most {LONGEST:g}); "
          f"{memory:.0f} MB (at most {LARGEST})")
    failed = seconds > LONGEST * floor or memory > LARGEST
    seconds, memory = cost(compiler, "block")
    print(f"{compiler}: block.cpp {seconds:.1f} s (at most {BLOCK[0]:g}), {memory:.0f} MB (at most {BLOCK[1]})")
    failed = failed or seconds > BLOCK[0] or memory > BLOCK[1]
    if "clang version 19" in subprocess.run([compiler, "--version"], capture_output=True, text=True, check=True).stdout:
        for program, most in INSTANTIATIONS.items():
            count = instantiations(compiler, program)
            print(f"{compiler}: {program}.cpp {count} instantiations (at most {most})")
            failed = failed or count > most
    return failed


def collect(runs=2):
    """The least of a few runs of every program with every compiler found."""
    compilers = [c for c in COMPILERS if shutil.which(c)]
    found = {"date": datetime.date.today().isoformat(), "flags": FLAGS, "compilers": compilers, "programs": {}, "instantiations": {}}
    for program in PROGRAMS:
        found["programs"][program] = {}
        for compiler in compilers:
            measured = [cost(compiler, program) for _ in range(runs)]
            found["programs"][program][compiler] = {"seconds": min(s for s, _ in measured), "megabytes": max(m for _, m in measured)}
        if "clang++-19" in compilers:
            found["instantiations"][program] = instantiations("clang++-19", program)
    return found


def table(found):
    print("| program | " + " | ".join(f"{c}: s | MB" for c in found["compilers"]) + " | instantiations |")
    print("|---|" + "---|" * (2 * len(found["compilers"]) + 1))
    for program, costs in found["programs"].items():
        cells = [text for c in found["compilers"] for text in (f"{costs[c]['seconds']:.1f}", f"{costs[c]['megabytes']:.0f}")]
        print(f"| {program} | " + " | ".join(cells) + f" | {found['instantiations'].get(program, '–')} |")


def main(arguments):
    if arguments[:1] == ["--budget"]:
        return budget(arguments[1])
    found = collect()
    table(found)
    if arguments[:1] == ["--json"]:
        pathlib.Path(arguments[1]).write_text(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
