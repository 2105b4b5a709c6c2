# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""The results of bench/run.sh as a table: python3 bench/figures.py build/bench/results/*.json"""
import json
import pathlib
import sys

CONTENDERS = ("fused", "assigned", "spelled", "unfused", "plain", "eigen", "eigen_blocks", "copy")


def load(paths):
    """Rows in the order of the files: {row: {contender: counters}}, and the context of the first file."""
    rows, context = {}, None
    for path in paths:
        result = json.loads(pathlib.Path(path).read_text())
        context = context or result["context"]
        for entry in result["benchmarks"]:
            if entry.get("error_occurred"):
                continue
            row, contender = entry["name"].split("/iterations:")[0].rsplit("/", 1)
            entry["seconds"] = entry["real_time"] * {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}[entry["time_unit"]]
            rows.setdefault(row, {})[contender] = entry
    return rows, context


def table(rows):
    present = [c for c in CONTENDERS if any(c in row for row in rows.values())]
    yield "| row | " + " | ".join(present) + " | peak |"
    yield "|---|" + "---:|" * (len(present) + 1)
    for name, row in rows.items():
        cells = []
        for contender in present:
            if contender not in row:
                cells.append("")
            elif "of_peak" in row[contender]:
                cells.append(f"{row[contender]['of_peak']:.3f}")
            else:
                cells.append(f"{row[contender].get('GB/s', 0):.1f} GB/s")
        yield f"| {name} | " + " | ".join(cells) + f" | {next(iter(row.values()))['peak']:.0f} |"


if __name__ == "__main__":
    found, _ = load(sys.argv[1:])
    print("\n".join(table(found)))
