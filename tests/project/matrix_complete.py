# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""The soundness matrix is complete: every public operation has its row, and every row answers for every kind of mistake.

A row is a file of tests/compile_fail/matrix/ with
    // operations: <name> <name>…          the public functions it is the row of
    …  // reject(<kind>): <regex>          on a line that must be rejected; several kinds are parted by commas
    // not-applicable(<kind>): <why>       for a kind of mistake that cannot be made here
An operation is a public function of the headers in expr/ and of what evaluates.
"""
import pathlib
import re
import sys

sys.path.insert(0, "tools")
import public_names  # noqa: E402

KINDS = {"rank", "extent", "absent", "doubled", "names-and-positions", "value-type"}
# Public functions of expr/ that take any expression, or none: no shape can be wrong.
NO_SHAPE = {"describe"}


def operations():
    """Public functions declared in expr/: names that are neither types, concepts nor variables."""
    found = set()
    for path in sorted(pathlib.Path("include/tenon/expr").glob("*.hpp")):
        if str(path).endswith(public_names.INNER):
            continue
        text = path.read_text()
        for name, _ in public_names.public_names(text):
            if re.search(rf"(\[\[nodiscard\]\]|auto)[^;{{}}]*\b{name}\(", text):
                found.add(name)
    return found - NO_SHAPE


def main():
    problems = []
    rows = {}
    for path in sorted(pathlib.Path("tests/compile_fail/matrix").glob("*.cpp")):
        text = path.read_text()
        names = re.findall(r"(?m)^// operations: *(.*)$", text)
        if not names:
            problems.append(f"{path}: no `// operations:` line")
        for name in " ".join(names).split():
            rows[name] = path
        answered = set()
        for kinds in re.findall(r"// (?:reject|not-applicable)\(([^)]*)\)", text):
            answered |= {kind.strip() for kind in kinds.split(",")}
        problems += [f"{path}: says nothing of {kind}" for kind in sorted(KINDS - answered)]
        problems += [f"{path}: {kind} is no kind of mistake; they are {', '.join(sorted(KINDS))}" for kind in sorted(answered - KINDS)]
    known = operations()
    problems += [f"{name}: a public operation without a row in tests/compile_fail/matrix/" for name in sorted(known - set(rows))]
    print("\n".join(problems) or f"{len(rows)} operations have rows in the soundness matrix")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
