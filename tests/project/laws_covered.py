# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Three lists, one law: every law has a static test, a case for each sentence that says it, and a place in docs/errors.md.

python3 tests/project/laws_covered.py [directory of the errors that the compile-failure tests kept]
"""
import pathlib
import re
import sys

sys.path.insert(0, "tools")
import cases  # noqa: E402

LAWS = sorted(pathlib.Path("include/tenon/shape").glob("laws*.hpp"))


def main():
    problems = []
    laws = [name for path in LAWS for name in re.findall(r"\bconcept (\w+)", path.read_text())]
    static = "\n".join(path.read_text() for path in pathlib.Path("tests/static").rglob("*.cpp"))
    headers = "\n".join(path.read_text() for path in pathlib.Path("include/tenon").rglob("*.hpp"))
    said = "\n".join(case.word("law") for museum in (False, True) for case in cases.cases(museum))
    for law in laws:
        if not re.search(rf"\b{law}\s*<", static):
            problems.append(f"law {law}: no test in tests/static/")
        if re.search(rf"static_assert\(\s*{law}\s*<", headers) and not re.search(rf"\b{law}\b", said):
            problems.append(f"law {law}: no case in tests/compile_fail/ says `// law: {law}`")
    kept = ""
    if len(sys.argv) > 1 and pathlib.Path(sys.argv[1]).is_dir():
        kept = "\n".join(path.read_text() for path in pathlib.Path(sys.argv[1]).glob("*.txt"))
    page = pathlib.Path("docs/errors.md")
    page = page.read_text() if page.exists() else ""
    introductions = cases.introductions()
    anchors = {cases.anchor_of(sentence) for sentence in cases.sentences()}
    problems += [f"tests/compile_fail/sections.md says nothing about #{anchor}" for anchor in anchors - introductions.keys()]
    problems += [f"tests/compile_fail/sections.md: no sentence leads to #{anchor}" for anchor in introductions.keys() - anchors]
    for sentence, header in cases.sentences().items():
        if kept and sentence not in kept:
            problems.append(f"{header}: no compile-failure case meets this sentence: {sentence}")
        if f"## {cases.heading(cases.anchor_of(sentence))}\n" not in page:
            problems.append(f"{header}: docs/errors.md has no section #{cases.anchor_of(sentence)}")
    print("\n".join(sorted(set(problems))) or f"{len(laws)} laws and {len(cases.sentences())} sentences are covered")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
