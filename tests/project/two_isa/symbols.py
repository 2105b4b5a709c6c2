# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Each of two translation units has kernels of its own: python3 symbols.py <nm> <object;object;…> [--objects A B]

The linker keeps one of two weak functions of one name. So what computes (tenon::kernel, tenon::schedule, evaluation) must
be named after its instruction set and its threads, and no object may hold code that is named after the other's. A and B
are parts of the objects' names: `narrow`, compiled for SSE2, and `wide` unless told.
"""
import re
import subprocess
import sys

COMPUTES = re.compile(r"^(?:[\w:<>, *&]+ )?tenon::(kernel|schedule|detail::run|evaluate)")
TAG = re.compile(r"tenon::(?:\w+::)*(avx512|avx2_fma|avx2|avx|sse4_2|sse4_1|ssse3|sse3|sse2|neon64|generic)(_openmp\d+)?::")


def weak_functions(nm, path):
    out = subprocess.run([nm, "-C", "--defined-only", path], capture_output=True, text=True, check=True).stdout
    return {m.group(1) for m in re.finditer(r"(?m)^[0-9a-f]* [WuV] (.*)$", out) if "tenon::" in m.group(1)}


def tags(functions):
    return {isa + threads for function in functions for isa, threads in TAG.findall(function)}


def main():
    arguments, names = sys.argv[1:], ["narrow", "wide"]
    if "--objects" in arguments:
        at = arguments.index("--objects")
        names = arguments[at + 1:at + 3]
        del arguments[at:at + 3]
    nm, objects = arguments[0], [path for path in ";".join(arguments[1:]).split(";") if path]
    narrow, wide = (weak_functions(nm, next(path for path in objects if name in path.split("/")[-1])) for name in names)
    problems = []
    if names[0] == "narrow" and tags(narrow) != {"sse2"}:
        problems.append(f"the narrow object has code of {sorted(tags(narrow))}")
    if len(tags(narrow)) != 1 or len(tags(wide)) != 1 or tags(narrow) == tags(wide):
        problems.append(f"the {names[0]} object has code of {sorted(tags(narrow))}, the {names[1]} one of {sorted(tags(wide))}")
    shared = narrow & wide
    problems += [f"in both objects, so the linker keeps one: {name[:200]}" for name in sorted(shared) if COMPUTES.match(name)]
    print("\n".join(problems) or f"{len(narrow)} and {len(wide)} functions, each with kernels of its own; "
          f"{len(shared)} shared ones do not compute")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
