# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""The soundness matrix is complete: every public operation has its row, and every row answers for every kind of mistake.

A row is a file of tests/compile_fail/matrix/ with
    // operations: <name> <name>…          the public operations it is the row of
    …  // reject(<kind>): <regex>          on a line that must be rejected; several kinds are parted by commas
    // not-applicable(<kind>): <why>       for a kind of mistake that cannot be made with these operations
Every operation of a row must itself stand on a rejected line of every kind that applies. The operations are read off the
headers: functions, operators (`unary-` is the one with one operand) and the types that hold elements.
"""
import pathlib
import re
import sys

sys.path.insert(0, "tools")
import public_names  # noqa: E402

KINDS = ("rank", "extent", "absent", "doubled", "names-and-positions", "value-type")
INCLUDE = pathlib.Path("include/tenon")
# Where operations are declared: what makes expressions, what holds elements, what evaluates, layers.
HEADERS = sorted([*INCLUDE.glob("expr/*.hpp"), *INCLUDE.glob("tensor/*.hpp"), INCLUDE / "eval.hpp", *INCLUDE.glob("nn/*.hpp")])
# A layer under its other name, or what several layers share.
SAME = {"dense_layer", "linear_layer", "affine", "affine_of", "affine_with", "projection", "embedding_layer", "embedding_of", "norm_of",
        "layer_norm_layer", "rms_norm_layer", "rope_layer", "kv_cache_of"}
# What layers are told or asked with, and is not called.
TOLD = {"scale", "positions", "grouped", "merged", "value_dim", "to_memory", "in_out", "out_in", "no_bias", "pre_norm", "post_norm", "rotary",
        "takes", "options", "KnownOption", "OnlyOfItsKind", "SameOrder", "AsManyAxes", "CacheAxes",
        "layer_of_other_axes", "cache_of_other_axes", "normalized", "feed_forward_takes", "patch_row", "patch_column",
        "pixel_row", "pixel_column", "patch_side", "PatchesCut", "adjacent_pairs", "half_split"}
# Public functions that take any expression: no shape can be wrong.
NO_SHAPE = {"describe", "operator[]", "dropout", "initialize", "generic_in", "summary"}
# Member functions are not read off the headers, but for the operators among them; these take what can be wrong.
MEMBERS = {"at"}
OPERATOR = re.compile(r"\boperator\s*(\(\)|\[\]|&&|\|\||[=!<>]=|[-+*/%&|^]=|[-+*/%<>=!~&|^])\s*\(([^()]*)\)")


def operations(texts):
    """Every operation that the headers, {path: text}, declare in namespace tenon, documented or not."""
    found = set()
    for path, text in texts.items():
        if str(path).endswith(public_names.INNER):
            continue
        code = re.sub(r"//[^\n]*", "", text)
        for name, _ in public_names.public_names(text, documented=False):
            if name.startswith("nn::"):
                found.add(name.removeprefix("nn::"))
            elif re.search(rf"(\[\[nodiscard\]\]|\b(auto|void|bool)\b)[^;{{}}]*\b{name}\(", code):
                found.add(name)
        found |= set(re.findall(r"\bclass (\w+) : public memory<", code)) | set(re.findall(r"(?m)^using (\w+) = tensor<", code))
        for symbol, operands in OPERATOR.findall(code):
            unary = "," not in operands and symbol in ("-", "+", "!", "~", "*", "&")
            found.add(f"unary{symbol}" if unary else f"operator{symbol}")
    return (found | MEMBERS) - NO_SHAPE - TOLD - SAME


def used(operation, code):
    """True when a line of code has the operation in it."""
    match = re.match(r"(operator|unary)(\W+)$", operation)
    if not match:
        return bool(re.search(rf"\b{operation}\b", code))
    symbol = re.escape(match.group(2))
    if match.group(1) == "unary":
        return bool(re.search(rf"[(=,]\s*{symbol}\w", code))
    if operation == "operator()":
        return bool(re.search(r"\)\w+\(", code))
    return bool(re.search(rf" {symbol} ", code))


class Row:
    """One file of the matrix."""

    def __init__(self, path, text):
        self.path = path
        self.operations = " ".join(re.findall(r"(?m)^// operations: *(.*)$", text)).split()
        self.not_applicable = set(re.findall(r"(?m)^// not-applicable\(([^)]*)\): *\S", text))
        self.rejected = [(code, {kind.strip() for kind in kinds.split(",")})
                         for code, kinds in re.findall(r"(?m)^(.*?)// reject\(([^)]*)\):", text)]

    def problems(self):
        named = self.not_applicable.union(*(kinds for _, kinds in self.rejected))
        if not self.operations:
            yield f"{self.path}: no `// operations:` line"
        for kind in sorted(named - set(KINDS)):
            yield f"{self.path}: {kind} is no kind of mistake; they are {', '.join(KINDS)}"
        for kind in KINDS:
            for operation in self.operations:
                if not self.count(operation, kind) and kind not in self.not_applicable:
                    yield f"{self.path}: {operation}: no line is rejected for {kind}, and nothing says that it cannot be"
            if kind in self.not_applicable and any(kind in kinds for _, kinds in self.rejected):
                yield f"{self.path}: {kind} is rejected and is said not to apply"

    def count(self, operation, kind):
        return sum(kind in kinds and used(operation, code) for code, kinds in self.rejected)


def examine(texts, rows):
    """The problems, and a sentence that counts."""
    problems = [problem for row in rows for problem in row.problems()]
    have = {operation for row in rows for operation in row.operations}
    known = operations(texts)
    problems += [f"{name}: a public operation without a row in tests/compile_fail/matrix/" for name in sorted(known - have)]
    problems += [f"{name}: has a row in tests/compile_fail/matrix/ but is no public operation" for name in sorted(have - known)]
    cells = [bool(row.count(operation, kind)) for row in rows for operation in row.operations for kind in KINDS]
    lines = sum(len(row.rejected) for row in rows)
    return problems, (f"{len(known)} operations x {len(KINDS)} kinds of mistake: {sum(cells)} cells rejected (by {lines} lines), "
                      f"{len(cells) - sum(cells)} said not to apply")


def self_test(texts, rows):
    """A new operation, a row without one kind and a row that names an operation in vain must each be noticed."""
    before, _ = examine(texts, rows)
    for planted in ("template <Expression E>\n[[nodiscard]] constexpr auto planted(E&& e) { return e; }",
                    "/// Documented.\ntemplate <class A, class B>\nconstexpr auto operator%(A&& a, B&& b) { return a; }"):
        after, _ = examine({**texts, INCLUDE / "expr/planted.hpp": f"namespace tenon {{\n{planted}\n}}"}, rows)
        assert len(after) == len(before) + 1, f"a planted operation is not noticed: {planted}"
    for text in ("// operations: sum\n(void)sum<key>(x);  // reject(absent): x", "// operations: sum mean\n" + "".join(
            f"(void)sum<key>(x);  // reject({kind}): x\n" for kind in KINDS)):
        assert list(Row(pathlib.Path("planted.cpp"), text).problems()), f"a planted gap is not noticed: {text}"


def main():
    texts = {path: path.read_text() for path in HEADERS}
    rows = [Row(path, path.read_text()) for path in sorted(pathlib.Path("tests/compile_fail/matrix").glob("*.cpp"))]
    self_test(texts, rows)
    problems, summary = examine(texts, rows)
    print("\n".join(problems) or summary)
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
