# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Each translation unit of tests/project/two_isa/ has kernels of its own: python3 symbols.py <nm> <object;object;…>

The linker keeps one of two weak functions of one name. So what computes (tenon::kernel, tenon::schedule, evaluation) must
be named after its instruction set, and no object may hold code that is named after the other's.
"""
import re
import subprocess
import sys

COMPUTES = re.compile(r"^(?:[\w:<>, *&]+ )?tenon::(kernel|schedule|detail::run|evaluate)")
TAG = re.compile(r"tenon::(?:\w+::)*(avx512|avx2_fma|avx2|avx|sse4_2|sse4_1|ssse3|sse3|sse2|neon64|generic)::")


def weak_functions(nm, path):
    out = subprocess.run([nm, "-C", "--defined-only", path], capture_output=True, text=True, check=True).stdout
    return {m.group(1) for m in re.finditer(r"(?m)^[0-9a-f]* [WuV] (.*)$", out) if "tenon::" in m.group(1)}


def tags(functions):
    return {tag for function in functions for tag in TAG.findall(function)}


def main():
    nm, objects = sys.argv[1], [path for path in ";".join(sys.argv[2:]).split(";") if path]
    narrow, wide = (weak_functions(nm, next(path for path in objects if name in path.split("/")[-1]))
                    for name in ("narrow", "wide"))
    problems = []
    if tags(narrow) != {"sse2"}:
        problems.append(f"the narrow object has code of {sorted(tags(narrow))}")
    if "sse2" in tags(wide) or not tags(wide):
        problems.append(f"the wide object has code of {sorted(tags(wide))}")
    shared = narrow & wide
    problems += [f"in both objects, so the linker keeps one: {name[:200]}" for name in sorted(shared) if COMPUTES.match(name)]
    print("\n".join(problems) or f"{len(narrow)} and {len(wide)} functions, each with kernels of its own; "
          f"{len(shared)} shared ones do not compute")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
