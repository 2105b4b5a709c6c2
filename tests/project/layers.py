# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Every #include of the library keeps the layers apart, and every header is short and guarded.

The layers are those of docs/design/architecture.md: a header may include headers of its own folder and of the folders
named here, config.hpp and fwd.hpp.
"""
import pathlib
import re
import sys

SEES = {
    "meta": [],
    "shape": ["meta"],
    "tensor": ["shape", "meta"],
    "expr": ["tensor", "shape", "meta"],
    "kernel": ["shape", "meta"],
    "schedule": ["expr", "tensor", "shape", "meta", "kernel"],
    "eval": ["schedule", "expr", "tensor", "shape", "meta", "kernel"],
    "nn": ["eval", "expr", "tensor", "shape", "meta"],
    "io": ["tensor", "shape", "meta"],
}
ROOT = {"config.hpp": [], "fwd.hpp": ["meta", "shape"]}  # tenon.hpp sees everything
FORBIDDEN_OUTSIDE = {"xsimd": "kernel/simd.hpp", "boost": "meta/", "nlohmann": "io/safetensors.hpp", "zip.h": "io/npz.hpp"}
LONGEST = 400


def folder_of(path):
    """The layer of a path below include/tenon; eval.hpp is a layer of one header."""
    return path.split("/")[0] if "/" in path else ("eval" if path == "eval.hpp" else "")


def check(headers):
    """Yields what is wrong in a mapping from a path below include/tenon to its text."""
    for path, text in headers.items():
        layer = folder_of(path)
        lines = text.splitlines()
        if len(lines) >= LONGEST:
            yield f"{path}: {len(lines)} lines; one idea a header, and under {LONGEST}"
        if "#pragma once" not in lines:
            yield f"{path}: no #pragma once"
        if "SPDX-License-Identifier: MIT" not in text:
            yield f"{path}: no SPDX lines"
        if layer and layer not in SEES:
            yield f"{path}: a folder that the layers do not know"
            continue
        for number, line in enumerate(lines, 1):
            match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if not match:
                continue
            kind, target = match.groups()
            where = f"{path}:{number}: includes {target}"
            if kind == '"':
                yield f"{where} in quotes; use angle brackets and the path from include/"
            vendor = target.split("/")[0]
            if vendor in FORBIDDEN_OUTSIDE and not path.startswith(FORBIDDEN_OUTSIDE[vendor]):
                yield f"{where}; only {FORBIDDEN_OUTSIDE[vendor]} may"
            if not target.startswith("tenon/"):
                continue
            target = target[len("tenon/"):]
            if target not in headers:
                yield f"{where}, which is not there"
            if path == "tenon.hpp" or target in ROOT:
                continue
            seen = folder_of(target)
            allowed = SEES[layer] + [layer] if layer else ROOT.get(path, [])
            if seen not in allowed:
                yield f"{where}; {layer or path} sees only {', '.join(allowed) or 'nothing'}"


def self_test():
    """A check that finds nothing must be able to find something."""
    good = "// SPDX-License-Identifier: MIT\n#pragma once\n"
    planted = {
        "shape/axis.hpp": good + "#include <tenon/expr/dot.hpp>\n",
        "expr/dot.hpp": good + "#include <xsimd/xsimd.hpp>\n#include <boost/hana.hpp>\n",
        "kernel/gemm.hpp": good + "#include <tenon/expr/dot.hpp>\n" + "\n" * LONGEST,
        "nn/dense.hpp": good + '#include "dense_eigen.hpp"\n#include <tenon/shape/none.hpp>\n',
        "misc/a.hpp": good,
        "meta/pack.hpp": "",
        "io/open.hpp": good + "#include <zip.h>\n#include <nlohmann/json.hpp>\n#include <tenon/nn/dense.hpp>\n",
    }
    found = list(check(planted))
    assert len(found) == 13, "\n".join(["the layer test misses a planted fault:"] + found)


def main():
    self_test()
    root = pathlib.Path("include/tenon")
    headers = {str(path.relative_to(root)): path.read_text() for path in sorted(root.rglob("*.hpp"))}
    problems = list(check(headers))
    print("\n".join(problems) or f"{len(headers)} headers keep the layers")
    return bool(problems) or not headers


if __name__ == "__main__":
    sys.exit(main())
