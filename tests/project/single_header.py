# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""The generated single header compiles alone and runs a program: python3 tests/project/single_header.py <compiler>"""
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, "tools")
import make_single_header  # noqa: E402


def main():
    compiler = sys.argv[1]
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        (directory / "tenon.hpp").write_text(make_single_header.single_header())
        program = pathlib.Path("tests/project/small_program.cpp").read_text().replace("<tenon/tenon.hpp>", '"tenon.hpp"')
        (directory / "main.cpp").write_text(program)
        subprocess.run([compiler, "-std=c++20", "-O1", "-march=native", "-Wall", "-Wextra", "-Werror", f"-I{directory}",
                        str(directory / "main.cpp"), "-o", str(directory / "main")], check=True)
        subprocess.run([str(directory / "main")], check=True)
    print("the single header compiles alone and its program runs")


if __name__ == "__main__":
    main()
