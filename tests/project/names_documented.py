# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Every public name has an entry in docs/reference.md: it stands there between backticks, alone or with its arguments."""
import pathlib
import re
import sys

sys.path.insert(0, "tools")
import public_names  # noqa: E402


def main():
    page = pathlib.Path("docs/reference.md")
    text = page.read_text() if page.exists() else ""
    code = " ".join(re.findall(r"`[^`\n]+`", text) + re.findall(r"```cpp\n(.*?)```", text, re.S))
    words = set(re.findall(r"\w+", code))
    names = public_names.all_names()
    missing = [f"{name} ({header})" for name, header in names.items() if name.split("::")[-1] not in words]
    print("\n".join(["docs/reference.md says nothing of:"] + missing) if missing else f"{len(names)} public names are documented")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
