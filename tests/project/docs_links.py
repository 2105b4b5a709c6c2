# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Every link between the pages leads somewhere: the file is there, and so is the heading that an anchor names."""
import pathlib
import re
import sys
import urllib.parse

ROOT = pathlib.Path(".")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def prose(text):
    """A page without its code."""
    return re.sub(r"`[^`\n]*`", "", re.sub(r"```.*?```", "", text, flags=re.S))


def anchors(text):
    """The anchors of a page's headings, as Git hosts make them."""
    found = set()
    for heading in re.findall(r"(?m)^#+ (.*)$", re.sub(r"```.*?```", "", text, flags=re.S)):
        heading = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
        found.add(re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-"))
    return found


def check(pages):
    """Yields what is wrong with the links of {path: text}."""
    for path, text in pages.items():
        for link in LINK.findall(prose(text)):
            if re.match(r"[a-z]+:", link):
                continue  # elsewhere
            target, _, anchor = link.partition("#")
            to = (path.parent / urllib.parse.unquote(target)).resolve().relative_to(ROOT.resolve()) if target else path
            if to not in pages and not (ROOT / to).exists():
                yield f"{path}: there is no {to}"
            elif anchor and to in pages and anchor not in anchors(pages[to]):
                yield f"{path}: {to} has no heading #{anchor}"


def self_test():
    page = pathlib.Path("README.md")
    planted = {page: "# A `b` c: d\n[ok](#a-b-c-d) [no](#a) [no](docs/none.md) [ok](https://x.y) `[x](no.md)`\n"}
    found = list(check(planted))
    assert len(found) == 2, found


def main():
    self_test()
    pages = {path: path.read_text() for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "tests/README.md"]}
    problems = list(check(pages))
    print("\n".join(problems) or f"the links of {len(pages)} pages lead somewhere")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
