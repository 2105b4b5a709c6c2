# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""What bench/run.sh measured, as tables and figures.

python3 bench/figures.py RESULT.json...            prints tables
python3 bench/figures.py --write RESULT.json...    keeps the numbers in docs/figures/measured.json and draws from them:
                                                   docs/figures/*.svg, the tables of docs/performance.md and of README.md
python3 bench/figures.py --check                   fails when the pages and figures are not those of measured.json

A RESULT is what a benchmark program writes with --benchmark_out, or what bench/compile_time/measure.py writes with --json.
Nothing in the pages between the markers is written by hand.
"""
import json
import pathlib
import re
import sys

import svg

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIGURES = ROOT / "docs" / "figures"
MEASURED = FIGURES / "measured.json"
PAGES = (ROOT / "docs" / "performance.md", ROOT / "README.md")
WORDS = {"fused": "fused", "unfused": "unfused", "eigen": "Eigen", "plain": "plain loops", "copy": "memory copy"}
LENGTHS = (128, 256, 512, 1024, 2048, 4096)
FLOORS = {  # fractions of peak that g++ 12 with AVX-512 is meant to reach on one thread
    "attention/bhsd/1x8x1024x64": 0.82,
    "attention/bshd/1x8x1024x64": 0.80,
    "causal/bhsd/1x8x1024x64": 0.75,
    "causal/bshd/1x8x1024x64": 0.75,
    "layer/10x20x64": 0.65,
    "dot/200x512x64": 0.90,
}
GROUPS = ("layer", "attention", "causal", "dot", "dot_transposed", "rows")
LAYOUTS = {"bhsd": "[batch, head, seq, head_dim]", "bshd": "[batch, seq, head, head_dim]"}
DRAWN = ("layer/10x20x64", "attention/bshd/10x8x20x64", "attention/bhsd/1x8x128x64", "attention/bhsd/1x8x1024x64",
         "attention/bshd/1x8x1024x64", "causal/bhsd/1x8x1024x64", "causal/bshd/1x8x1024x64", "dot/64x64x64", "dot/200x512x64",
         "dot/197x197x64", "dot/1024x3072x768")


# --- reading ----------------------------------------------------------------------------------------------------------
def load(paths):
    """{context, rows: {row: {peak, contenders: {name: numbers}}}, compile}: only what is shown."""
    found = {"context": {}, "rows": {}}
    for path in paths:
        result = json.loads(pathlib.Path(path).read_text())
        if "programs" in result:
            found["compile"] = result
            continue
        context = {k: result["context"].get(k) for k in ("date", "compiler", "processor", "instruction_set", "clock", "seconds_each")}
        found["context"] = found["context"] or context
        for entry in result["benchmarks"]:
            if entry.get("error_occurred"):
                raise SystemExit(f"{entry['name']}: {entry['error_message']}")
            name, contender = entry["name"].split("/iterations:")[0].rsplit("/", 1)
            row = found["rows"].setdefault(name, {"peak": entry["peak"], "contenders": {}})
            unit = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}[entry["time_unit"]]
            row["contenders"][contender] = {"seconds": entry["real_time"] * unit} | {
                k: entry[k] for k in ("of_peak", "GB/s", "memory", "difference", "windows") if k in entry}
    found["rows"] = dict(sorted(found["rows"].items(), key=lambda item: GROUPS.index(item[0].split("/")[0])))
    return found


def best_eigen(contenders):
    """Eigen's faster way: all scores of a head at once, or 64 queries at a time."""
    ways = [contenders[c] for c in ("eigen", "eigen_blocks") if c in contenders]
    return min(ways, key=lambda c: c["seconds"]) if ways else None


def numbers(row):
    """The contenders that are shown, Eigen's two ways as one."""
    shown = {c: row["contenders"][c] for c in ("fused", "unfused", "plain", "copy") if c in row["contenders"]}
    if eigen := best_eigen(row["contenders"]):
        shown["eigen"] = eigen
    return shown


# --- words ------------------------------------------------------------------------------------------------------------
def label(name, layout=True):
    group, *rest = name.split("/")
    sizes = rest[-1].replace("x", "×")
    if group == "layer":
        return f"the blog's layer, {sizes}"
    if group in ("attention", "causal"):
        kind = "attention" if group == "attention" else "causal attention" if layout else "causal"
        return f"{kind} {sizes}" + (f" {LAYOUTS[rest[0]]}" if layout else f" [{', '.join(rest[0])}]")
    if group == "dot_transposed":
        return f"dot {sizes}, right operand [N, K]"
    return f"{' '.join([group, *rest[:-1]]).replace('rows ', '').replace('_', ' ')} {sizes}"


def seconds(s):
    return f"{s * 1e6:.0f} µs" if 1e-5 <= s < 1e-3 else f"{s * 1e6:.2f} µs" if s < 1e-5 else f"{s * 1e3:.2f} ms" if s < 1 else f"{s:.2f} s"


def size(b):
    return "0" if b == 0 else f"{b:.0f} B" if b < 1024 else f"{b / 1024:.0f} KB" if b < 1 << 20 else f"{b / (1 << 20):.1f} MB"


def markdown(head, rows, align=None):
    align = align or "---:"
    return "\n".join(["| " + " | ".join(head) + " |", "|---|" + f"{align}|" * (len(head) - 1),
                      *("| " + " | ".join(row) + " |" for row in rows)])


def fraction_table(found):
    head = ["M×N×K, or batch×heads×positions×features", "floor", "fused", "`out = …`", "unfused", "Eigen", "plain loops", "fused takes",
            "unfused: times that", "Eigen", "plain loops"]
    rows = []
    for name, row in found["rows"].items():
        shown = numbers(row)
        if not any("of_peak" in c for c in shown.values()):
            continue
        every = shown | {"assigned": row["contenders"].get("assigned")}

        def part(c):
            return f"{every[c]['of_peak']:.2f}" if every.get(c) else ""

        def times(c):
            return f"{shown[c]['seconds'] / shown['fused']['seconds']:.1f}" if c in shown and "fused" in shown else ""

        floor = FLOORS.get(name)
        fused = part("fused")
        rows.append([label(name), f"{floor:.2f}" if floor else "", f"**{fused}**" if fused else "", part("assigned"), part("unfused"),
                     part("eigen"), part("plain"), seconds(shown["fused"]["seconds"]) if "fused" in shown else "", times("unfused"),
                     times("eigen"), times("plain")])
    return markdown(head, rows)


def memory_table(found):
    rows = []
    for name, row in found["rows"].items():
        if not name.startswith(("attention/", "causal/", "layer/")):
            continue
        c = row["contenders"]
        rows.append([label(name), *(size(c[w]["memory"]) if w in c else "" for w in ("fused", "unfused", "eigen", "eigen_blocks", "plain"))])
    return markdown(["beside inputs and result", "fused", "unfused", "Eigen, a head's scores", "Eigen, 64 queries", "plain loops"], rows)


def rows_table(found):
    order = ("copy", "fused", "unfused", "eigen", "plain")
    rows = []
    for name, row in found["rows"].items():
        shown = numbers(row)
        if "copy" in shown:
            rows.append([label(name), *(f"{shown[c]['GB/s']:.1f} ({seconds(shown[c]['seconds'])})" if c in shown else "" for c in order)])
    return markdown(["GB/s, and time", *(WORDS[c] for c in order)], rows)


def compile_table(found):
    cost = found["compile"]
    head = ["program"]
    for compiler in cost["compilers"]:
        head += [f"{compiler}: s", "× xsimd", "MB"]
    rows = []
    for program, by_compiler in cost["programs"].items():
        cells = [f"`{program}.cpp`"]
        for compiler in cost["compilers"]:
            c, floor = by_compiler[compiler], cost["programs"]["xsimd"][compiler]
            cells += [f"{c['seconds']:.1f}", f"{c['seconds'] / floor['seconds']:.1f}", f"{c['megabytes']:.0f}"]
        count = cost["instantiations"].get(program)
        rows.append([*cells, f"{count}" if count is not None else ""])
    return markdown([*head, "instantiations"], rows)


def verdict(found):
    """Which floors are missed, and where a rival is faster: said by the numbers, not by us."""
    missed, faster = [], []
    for name, row in found["rows"].items():
        shown = numbers(row)
        if name in FLOORS and shown["fused"]["of_peak"] < FLOORS[name]:
            missed.append(f"- Below its floor of {FLOORS[name]:.2f}: {label(name)}, {shown['fused']['of_peak']:.3f}.")
        for rival in ("unfused", "eigen", "plain"):
            if rival in shown and shown[rival]["seconds"] < 0.98 * shown["fused"]["seconds"]:
                faster.append(f"- {WORDS[rival][0].upper()}{WORDS[rival][1:]} is faster than fused: {label(name)}, "
                              f"{shown['fused']['seconds'] / shown[rival]['seconds']:.2f} times.")
    return "\n".join([*(missed or ["- Every floor is reached."]), *(faster or ["- No rival is faster than fused anywhere."])])


def context_words(found):
    c = found["context"]
    peaks = [row["peak"] for row in found["rows"].values()]
    return (f"{c['date'][:10]}, {c['compiler']}, {c['instruction_set'].upper().replace('AVX512', 'AVX-512')}, {c['processor']}, one thread, "
            f"{c['clock']}; FMA peak of the same run {min(peaks):.0f} to {max(peaks):.0f} GFLOP/s")


# --- figures ----------------------------------------------------------------------------------------------------------
def figures(found):
    """{file name: SVG text}"""
    rows, caption = found["rows"], context_words(found)
    groups = []
    for name in DRAWN:
        if name in rows:
            values = {c: n["of_peak"] * 100 for c, n in numbers(rows[name]).items()}
            groups.append((label(name, layout=False), values, FLOORS[name] * 100 if name in FLOORS else None))
    names = {c: WORDS[c] for c in ("fused", "unfused", "eigen", "plain")}
    drawn = {"fractions.svg": svg.bars("Fraction of the FMA peak, useful operations only", caption, groups, names, 100, "{:.0f} %", 20)}

    def along(layout, contender, key):
        found_rows = ((T, rows.get(f"attention/{layout}/1x8x{T}x64")) for T in LENGTHS)
        chosen = ((T, numbers(r).get(contender) if contender != "scores" else r["contenders"].get("eigen")) for T, r in found_rows if r)
        return [(T, c[key]) for T, c in chosen if c]

    def percent(points):
        return [(T, 100 * value) for T, value in points]

    fused = svg.COLOURS["fused"]
    drawn["attention_length.svg"] = svg.lines(
        "Attention, 8 heads of 64: fraction of the FMA peak", caption,
        [("fused, [b, h, s, d]", fused, "5 3", percent(along("bhsd", "fused", "of_peak"))),
         ("fused, [b, s, h, d]", fused, "", percent(along("bshd", "fused", "of_peak")))]
        + [(f"{WORDS[c]}, [b, s, h, d]", svg.COLOURS[c], "", percent(along("bshd", c, "of_peak"))) for c in ("unfused", "eigen", "plain")],
        LENGTHS, [(p, f"{p} %") for p in range(0, 101, 20)], "positions")
    inputs = [(T, 4 * 8 * T * 64 * 4) for T in LENGTHS]
    drawn["attention_memory.svg"] = svg.lines(
        "Attention, 8 heads of 64: memory beside inputs and result", caption,
        [("unfused", svg.COLOURS["unfused"], "", along("bshd", "unfused", "memory")),
         ("Eigen, a head's scores", svg.COLOURS["eigen"], "", along("bshd", "scores", "memory")),
         ("(inputs and result)", svg.PALE, "3 3", inputs), ("fused: a tile", fused, "", along("bshd", "fused", "memory"))],
        LENGTHS, [(10 ** p, w) for p, w in ((4, "10 KB"), (5, "100 KB"), (6, "1 MB"), (7, "10 MB"), (8, "100 MB"), (9, "1 GB"), (10, "10 GB"))],
        "positions", logarithmic=True)
    memory_bound = [(label(n), {c: v["GB/s"] for c, v in numbers(r).items()}, None) for n, r in rows.items() if n.startswith("rows/")]
    names = {c: WORDS[c] for c in ("copy", "fused", "unfused", "eigen", "plain")}
    if memory_bound:
        largest = 10 * (max(max(v.values()) for _, v, _ in memory_bound) // 10 + 1)
        drawn["rows.svg"] = svg.bars("GB/s read and written once, next to a copy of the same size", caption, memory_bound, names, largest,
                                     "{:.0f}", 10)
    return drawn


# --- pages ------------------------------------------------------------------------------------------------------------
def sections(found):
    """{marker: text}"""
    made = {"context": f"Measured {context_words(found)}.", "fractions": fraction_table(found), "memory": memory_table(found),
            "rows": rows_table(found), "verdict": verdict(found)}
    if "compile" in found:
        made["compile"] = f"Measured {found['compile']['date']} with `{' '.join(found['compile']['flags'])}`.\n\n{compile_table(found)}"
    made["figures"] = (
        "![Fraction of the FMA peak: fused, unfused, Eigen and plain loops](docs/figures/fractions.svg)\n\n"
        "![Attention from 128 to 4096 positions](docs/figures/attention_length.svg)\n\n"
        "![Memory of attention from 128 to 4096 positions](docs/figures/attention_memory.svg)\n\n"
        f"Measured {context_words(found)}. `./bench/run.sh` measures the same on your machine.")
    return made


def filled(page, made):
    page_text = page.read_text()
    for marker, text in made.items():
        pattern = re.compile(rf"(<!-- {marker}:begin[^>]*-->\n).*?(<!-- {marker}:end -->)", re.S)
        page_text = pattern.sub(lambda m, text=text: f"{m.group(1)}{text}\n{m.group(2)}", page_text)
    return page_text


def outputs(found):
    made = sections(found)
    result = {FIGURES / name: drawing for name, drawing in figures(found).items()}
    return result | {page: filled(page, made) for page in PAGES if page.exists()}


def main(arguments):
    if arguments[:1] == ["--check"]:
        wrong = [path for path, text in outputs(json.loads(MEASURED.read_text())).items() if not path.exists() or path.read_text() != text]
        for path in wrong:
            print(f"{path.relative_to(ROOT)} is not what measured.json gives: run python3 bench/figures.py --write docs/figures/measured.json")
        return 1 if wrong else 0
    write = arguments[:1] == ["--write"]
    paths = arguments[1:] if write else arguments
    if [str(pathlib.Path(p).resolve()) for p in paths] == [str(MEASURED)]:
        found = json.loads(MEASURED.read_text())
    else:
        found = load(paths)
    if write:
        missing = [name for name in DRAWN if name not in found["rows"]]
        if missing:
            raise SystemExit(f"the pages want a whole run; missing: {', '.join(missing)}")
        FIGURES.mkdir(parents=True, exist_ok=True)
        MEASURED.write_text(json.dumps(found, indent=1) + "\n")
        for path, text in outputs(found).items():
            path.write_text(text)
            print(f"wrote {path.relative_to(ROOT)}")
        return 0
    print(context_words(found) if found["rows"] else "")
    for table in (fraction_table, rows_table):
        text = table(found)
        if text.count("\n") > 1:
            print("\n" + text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
