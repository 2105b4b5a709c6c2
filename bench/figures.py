# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""What bench/run.sh measured, as tables and figures.

python3 bench/figures.py RESULT.json...            prints tables
python3 bench/figures.py --write RESULT.json...    keeps the numbers in docs/figures/measured.json and draws from them:
                                                   docs/figures/*.svg, the tables of docs/performance.md and of README.md
python3 bench/figures.py --add RESULT.json...      the same for some rows, which join those kept of the same build and processor
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
WORDS = {"fused": "fused", "packed": "fused, packed weights", "unfused": "unfused", "eigen": "Eigen", "plain": "plain loops", "copy": "memory copy", "read": "memory read",
         "openblas": "OpenBLAS", "onednn": "oneDNN", "libxsmm": "libxsmm", "libtorch": "libtorch", "onnxruntime": "ONNX Runtime"}
RIVALS = ("eigen", "openblas", "onednn", "libxsmm", "libtorch", "onnxruntime")
LENGTHS = (128, 256, 512, 1024, 2048, 4096)
BARS = {  # what is meant to be reached on one thread with AVX-512: of the FMA peak or, where memory is the limit, of a copy or read
    "attention/bhsd/1x8x128x64": 0.86,
    "attention/bhsd/1x8x512x64": 0.90,
    "attention/bhsd/1x8x1024x64": 0.90,
    "attention/bhsd/1x8x4096x64": 0.88,
    "attention/bhsd/1x8x1024x128": 0.90,
    "attention/bhsd/1x8x1000x80": 0.84,
    "attention/bshd/1x8x1024x64": 0.87,
    "attention/bshd/10x8x20x64": 0.58,
    "causal/bhsd/1x8x128x64": 0.72,
    "causal/bhsd/1x8x512x64": 0.83,
    "causal/bhsd/1x8x1024x64": 0.86,
    "score/alibi/bshd/1x8x512x64": 0.88,
    "score/soft_cap/bshd/1x8x512x64": 0.82,
    "score/bias_seq_key/bshd/1x8x512x64": 0.83,
    "score/bias_key_seq/bshd/1x8x512x64": 0.83,
    "score/soft_cap_bias_causal/bshd/1x8x512x64": 0.72,
    "score/window/bshd/1x8x512x64": 0.70,
    "layer/10x20x64": 0.80,
    "dot/64x64x64": 0.95,
    "dot/200x512x64": 0.95,
    "dot/1024x768x768": 0.93,
    "dot/1024x3072x768": 0.92,
    "dot/197x197x64": 0.85,
    "decode/1024": 0.85,
    "decode/4096": 0.85,
    "weights/out_in/1x768x768x32": 0.85,
    "weights/out_in/1x3072x768x8": 0.85,
    "weights/out_in/1x768x3072x8": 0.85,
    "weights/out_in/1x50257x768": 0.85,
    "weights/in_out/1x768x768x32": 0.85,
    "weights/in_out/1x3072x768x8": 0.85,
    "weights/in_out/1x768x3072x8": 0.85,
    "weights/in_out/1x50257x768": 0.85,
    "rows/softmax/4096x4096": 0.80,
    "rows/layer_norm/16384x768": 0.80,
    "rows/gelu/4096x4096": 0.80,
    "block/1x1024x768": 0.87,
    "block/1x512x256": 0.88,
}
SLACK = {"avx512": 0.0, "avx2": 0.04, "avx2_fma": 0.04}  # what other instruction sets are allowed below it; others have no bar
GROUPS = ("layer", "attention", "causal", "score", "block", "decode", "token", "weights", "dot", "dot_transposed", "rows", "math", "stories", "digits", "threads")
LAYOUTS = {"bhsd": "[batch, head, seq, head_dim]", "bshd": "[batch, seq, head, head_dim]"}
SCORES = {"alibi": "ALiBi", "soft_cap": "soft-cap", "bias_seq_key": "bias [seq, key]", "bias_key_seq": "bias [key, seq]",
          "soft_cap_bias_causal": "soft-cap + bias + causal", "window": "window 128"}
DRAWN = ("layer/10x20x64", "attention/bshd/10x8x20x64", "attention/bhsd/1x8x128x64", "attention/bhsd/1x8x1024x64",
         "attention/bshd/1x8x1024x64", "causal/bhsd/1x8x1024x64", "causal/bshd/1x8x1024x64", "dot/64x64x64", "dot/200x512x64",
         "dot/197x197x64", "dot/1024x3072x768")
CONTEXT = ("date", "compiler", "processor", "instruction_set", "clock", "seconds_each", "threads", *RIVALS)
COMPILERS, SETS = ("g++", "clang"), ("avx512", "avx2_fma", "avx2", "sse2")


# --- reading ----------------------------------------------------------------------------------------------------------
def place(order, name):
    return order.index(name) if name in order else len(order)


def load(paths):
    """{runs: [{context, rows: {row: {peak, contenders: {name: numbers}}}}], compile}: only what is shown. Files of one compiler,
    instruction set and number of threads are one run; the first run is the one that the page is about."""
    runs, found = {}, {}
    for path in paths:
        result = json.loads(pathlib.Path(path).read_text())
        if "programs" in result:
            found["compile"] = result
            continue
        context = {k: result["context"][k] for k in CONTEXT if k in result["context"]}
        run = runs.setdefault((context["compiler"], context["instruction_set"], int(context.get("threads", 1))),
                              {"context": context, "rows": {}})
        for entry in result["benchmarks"]:
            if entry.get("error_message") == "not offered":
                continue
            if entry.get("error_occurred"):
                raise SystemExit(f"{entry['name']}: {entry['error_message']}")
            name, contender = entry["name"].split("/iterations:")[0].rsplit("/", 1)
            row = run["rows"].setdefault(name, {"peak": entry["peak"], "contenders": {}})
            unit = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}[entry["time_unit"]]
            row["contenders"][contender] = {"seconds": entry["real_time"] * unit} | {
                k: entry[k] for k in ("of_peak", "GB/s", "memory", "difference", "windows", "predicted") if k in entry}
    for run in runs.values():
        run["rows"] = dict(sorted(run["rows"].items(), key=lambda item: place(GROUPS, item[0].split("/")[0])))
    order = sorted(runs, key=lambda k: (k[2], place(SETS, k[1]), place(COMPILERS, k[0].split()[0]), k[0]))
    return {"runs": [runs[k] for k in order]} | found


def joined(kept, added):
    """What was kept, with the rows of `added` in their runs; rows of another day say so in the context."""
    for run in added["runs"]:
        same = [k for k in kept["runs"] if all(k["context"].get(c) == run["context"].get(c) for c in ("compiler", "instruction_set", "threads", "processor"))]
        if len(same) != 1:
            raise SystemExit(f"no kept run is that of {run['context']['compiler']}, {set_words(run)}, {run['context']['processor']}: write a whole one")
        day = run["context"]["date"][:10]
        if day != same[0]["context"]["date"][:10]:
            same[0]["context"].setdefault("added", {}).setdefault(day, []).extend(run["rows"])
        rows = same[0]["rows"] | run["rows"]
        same[0]["rows"] = dict(sorted(rows.items(), key=lambda item: place(GROUPS, item[0].split("/")[0])))
    return kept | {k: v for k, v in added.items() if k == "compile"}


def threads(run):
    return int(run["context"].get("threads", 1))


def set_words(run):
    return run["context"]["instruction_set"].upper().replace("AVX512", "AVX-512").replace("AVX2_FMA", "AVX2")


def best_eigen(contenders):
    """Eigen's faster way: all scores of a head at once, or 64 queries at a time."""
    ways = [contenders[c] for c in ("eigen", "eigen_blocks") if c in contenders]
    return min(ways, key=lambda c: c["seconds"]) if ways else None


def numbers(row):
    """The contenders that are shown, Eigen's two ways as one."""
    shown = {c: row["contenders"][c] for c in WORDS if c in row["contenders"]}
    if eigen := best_eigen(row["contenders"]):
        shown["eigen"] = eigen
    return shown


def memory_limit(shown):
    """What a row is measured against where memory is the limit: a read or a copy in the same run."""
    return shown.get("read") or shown.get("copy")


def reached(row, contender="fused"):
    """The fraction of the peak, or of a copy or read."""
    shown = numbers(row)
    if contender not in shown:
        return None
    if limit := memory_limit(shown):
        return limit["seconds"] / shown[contender]["seconds"]
    return shown[contender].get("of_peak")


def bar(name, run):
    """What this run should reach in a row, or None."""
    slack = SLACK.get(run["context"]["instruction_set"])
    return None if slack is None or name not in BARS or threads(run) > 1 else BARS[name] - slack


# --- words ------------------------------------------------------------------------------------------------------------
def label(name, layout=True):
    group, *rest = name.split("/")
    sizes = rest[-1].replace("x", "×")
    if group == "layer":
        return f"the blog's layer, {sizes}"
    if group in ("attention", "causal"):
        kind = "attention" if group == "attention" else "causal attention" if layout else "causal"
        return f"{kind} {sizes}" + (f" {LAYOUTS[rest[0]]}" if layout else f" [{', '.join(rest[0])}]")
    if group == "score":
        return f"attention, {SCORES[rest[0]]}, {sizes}" + (f" {LAYOUTS[rest[1]]}" if layout else "")
    if group == "block":
        return f"a pre-norm block, {sizes}, causal"
    if group == "decode":
        of = {"cache": "one query against {} keys [key, head, head_dim]", "grouped": "four query heads for each head of {} keys"}
        return (of[rest[0]] if rest[1:] else "one query against {} keys").format(sizes)
    if group == "weights":
        by, times = rest[-1].split("x")[:3], rest[-1].split("x")[3:]
        return f"{'×'.join(by)}, weights [{rest[0].replace('_', ', ')}]" + "".join(f", {n} matrices in turn" for n in times)
    if group == "token":
        return f"a token after {rest[1]} others, a GPT-2 block of {rest[0]} features"
    if group == "stories":
        return f"stories260K, a token after {sizes} others" if rest[0] == "token" else f"stories260K, a prompt of {sizes} tokens"
    if group == "digits":
        return f"the digits model, {sizes} image{'' if sizes == '1' else 's'} at a time"
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


def cell(value, strong=False):
    return "" if value is None else f"**{value:.2f}**" if strong else f"{value:.2f}"


def fraction_table(run):
    head = ["M×N×K, or batch×heads×positions×features", "bar", "fused", "`out = …`", "unfused", "plain loops", "fused takes", "unfused: times that",
            "plain loops"]
    rows = []
    for name, row in run["rows"].items():
        shown = row["contenders"]
        if "of_peak" not in shown.get("fused", {}):
            continue

        def part(c, shown=shown):
            return cell(shown[c]["of_peak"]) if c in shown else ""

        def times(c, shown=shown):
            return f"{shown[c]['seconds'] / shown['fused']['seconds']:.1f}" if c in shown else ""

        rows.append([label(name), cell(bar(name, run)), f"**{part('fused')}**", part("assigned"), part("unfused"), part("plain"),
                     seconds(shown["fused"]["seconds"]), times("unfused"), times("plain")])
    return markdown(head, rows)


def rival_table(run):
    """Fractions of the peak, and how many times our time the fastest rival needs."""
    rows, present = [], [c for c in RIVALS if any(c in numbers(r) for r in run["rows"].values())]
    for name, row in run["rows"].items():
        shown = numbers(row)
        others = {c: shown[c] for c in present if c in shown}
        if "fused" not in shown or not others:
            continue
        fastest = min(others, key=lambda c: others[c]["seconds"])
        ratio = others[fastest]["seconds"] / min(shown[c]["seconds"] for c in ("fused", "packed") if c in shown)
        rows.append([label(name), cell(reached(row), ratio >= 1), cell(reached(row, "packed"), ratio >= 1), *(cell(reached(row, c), c == fastest and ratio < 1) for c in present),
                     f"{WORDS[fastest]}, {ratio:.2f}"])
    return markdown(["fraction of the peak, or of a copy or read", "fused", "packed weights", *(WORDS[c] for c in present), "fastest rival: times ours"], rows)


def single_runs(found):
    return [run for run in found["runs"] if threads(run) == 1]


def build_table(found):
    """What each compiler and instruction set reaches of its own peak."""
    runs = single_runs(found)
    rows = []
    for name in dict.fromkeys(name for run in runs for name in run["rows"]):
        cells = []
        for run in runs:
            value, wanted = reached(run["rows"][name]) if name in run["rows"] else None, bar(name, run)
            cells.append(cell(value, strong=value is not None and wanted is not None and round(value, 2) < round(wanted, 2)))
        if any(cells):
            rows.append([label(name), cell(BARS.get(name)), *cells])
    return markdown(["fraction, fused", "bar, AVX-512", *(f"{run['context']['compiler']}, {set_words(run)}" for run in runs)], rows)


def thread_table(found):
    """Two threads and more: our speedup beside the peak's, and the rivals' time beside ours."""
    tables = []
    for run in found["runs"]:
        single = next((one for one in single_runs(found) if all(one["context"][k] == run["context"][k] for k in ("compiler", "instruction_set"))),
                      None)
        if threads(run) == 1 or single is None:
            continue
        rows, present = [], [c for c in RIVALS if any(c in numbers(r) for r in run["rows"].values())]
        for name, row in run["rows"].items():
            shown, alone = numbers(row), numbers(single["rows"][name]) if name in single["rows"] else {}
            if "fused" not in shown or "fused" not in alone:
                continue
            peak = row["peak"] / single["rows"][name]["peak"]
            faster = alone["fused"]["seconds"] / shown["fused"]["seconds"]
            rows.append([label(name), seconds(shown["fused"]["seconds"]), f"{faster:.2f}", f"{peak:.2f}", f"{faster / peak:.2f}",
                         *(f"{shown[c]['seconds'] / shown['fused']['seconds']:.2f}" if c in shown else "" for c in present)])
        tables.append(markdown([f"{threads(run)} threads", "fused takes", "times one thread", "the peak", "of the peak's",
                                *(f"{WORDS[c]}: times ours" for c in present)], rows))
    return "\n\n".join(tables) or "Not measured."


def prediction_table(run):
    rows = []
    for name, row in run["rows"].items():
        fused = row["contenders"].get("fused", {})
        if "predicted" in fused:
            rows.append([label(name), seconds(fused["predicted"]), seconds(fused["seconds"]), f"{fused['seconds'] / fused['predicted']:.2f}"])
    return markdown(["fused", "predicted", "measured", "times"], rows) if rows else "Not measured."


def memory_table(run):
    rows = []
    for name, row in run["rows"].items():
        if not name.startswith(("attention/", "causal/", "layer/", "block/")):
            continue
        c = row["contenders"]
        rows.append([label(name), *(size(c[w]["memory"]) if w in c else "" for w in ("fused", "unfused", "eigen", "eigen_blocks", "plain"))])
    return markdown(["beside inputs and result", "fused", "unfused", "Eigen, a head's scores", "Eigen, 64 queries", "plain loops"], rows)


def rows_table(run):
    order = ("read", "copy", "fused", "unfused", *RIVALS, "plain")
    chosen = {name: numbers(row) for name, row in run["rows"].items() if memory_limit(numbers(row))}
    order = [c for c in order if any(c in shown for shown in chosen.values())]
    rows = []
    for name, shown in chosen.items():
        rows.append([label(name), cell(bar(name, run)), cell(reached(run["rows"][name])),
                     *(f"{shown[c]['GB/s']:.1f} ({seconds(shown[c]['seconds'])})" if c in shown else "" for c in order)])
    return markdown(["GB/s, and time", "bar", "fused: of the copy or read", *(WORDS[c] for c in order)], rows)


def compile_table(found):
    cost = found["compile"]
    head = ["program"]
    for compiler in cost["compilers"]:
        head += [f"{compiler}: s", "× xsimd", "MB"]
    rows = []
    for program, by_compiler in cost["programs"].items():
        cells = [f"`{program}.cpp`"]
        for compiler in cost["compilers"]:
            c, least = by_compiler[compiler], cost["programs"]["xsimd"][compiler]
            cells += [f"{c['seconds']:.1f}", f"{c['seconds'] / least['seconds']:.1f}", f"{c['megabytes']:.0f}"]
        count = cost["instantiations"].get(program)
        rows.append([*cells, f"{count}" if count is not None else ""])
    return markdown([*head, "instantiations"], rows)


def verdict(found):
    """Which bars are missed, and where a rival is faster: said by the numbers, not by us."""
    missed, faster = [], []
    for run in found["runs"]:
        where = f"{run['context']['compiler']}, {set_words(run)}, {threads(run)} thread{'s' if threads(run) > 1 else ''}"
        for name, row in run["rows"].items():
            shown, value, wanted = numbers(row), reached(row), bar(name, run)
            if value is not None and wanted is not None and round(value, 2) < round(wanted, 2):
                missed.append(f"- Below its bar of {wanted:.2f} ({where}): {label(name)}, {value:.3f}.")
            for rival in ("unfused", "plain", *RIVALS):
                ours = min((shown[c]["seconds"] for c in ("fused", "packed") if c in shown), default=0)
                if rival in shown and shown[rival]["seconds"] < 0.98 * ours:
                    faster.append(f"- {WORDS[rival][0].upper()}{WORDS[rival][1:]} is faster than fused ({where}): {label(name)}, "
                                  f"{ours / shown[rival]['seconds']:.2f} times.")
    return "\n".join([*(missed or ["- Every bar is reached."]), *(faster or ["- No rival is faster than fused anywhere."])])


def context_words(found):
    run = found["runs"][0]
    c = run["context"]
    peaks = [row["peak"] for row in run["rows"].values()]
    later = "".join(f" ({', '.join(dict.fromkeys(r.split('/')[0] for r in rows))}: {day})" for day, rows in c.get("added", {}).items())
    return (f"{c['date'][:10]}{later}, {c['compiler']}, {set_words(run)}, {c['processor']}, one thread, "
            f"{c['clock']}; FMA peak of the same run {min(peaks):.0f} to {max(peaks):.0f} GFLOP/s")


def versions(found):
    c = found["runs"][0]["context"]
    return "\n".join(f"- {WORDS[r]} {c[r]}" for r in RIVALS if r in c) or "- Eigen 3.4"


# --- figures ----------------------------------------------------------------------------------------------------------
def figures(found):
    """{file name: SVG text}"""
    rows, caption = found["runs"][0]["rows"], context_words(found)
    groups = []
    for name in DRAWN:
        if name in rows:
            values = {c: n["of_peak"] * 100 for c, n in numbers(rows[name]).items()}
            groups.append((label(name, layout=False), values, BARS[name] * 100 if name in BARS else None))
    names = {c: WORDS[c] for c in ("fused", "unfused", *RIVALS, "plain") if any(c in values for _, values, _ in groups)}
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
        + [(f"{WORDS[c]}, [b, s, h, d]", svg.COLOURS[c], "", percent(along("bshd", c, "of_peak"))) for c in ("unfused", *RIVALS, "plain") if along("bshd", c, "of_peak")],
        LENGTHS, [(p, f"{p} %") for p in range(0, 101, 20)], "positions")
    inputs = [(T, 4 * 8 * T * 64 * 4) for T in LENGTHS]
    drawn["attention_memory.svg"] = svg.lines(
        "Attention, 8 heads of 64: memory beside inputs and result", caption,
        [("unfused", svg.COLOURS["unfused"], "", along("bshd", "unfused", "memory")),
         ("Eigen, a head's scores", svg.COLOURS["eigen"], "", along("bshd", "scores", "memory")),
         ("(inputs and result)", svg.PALE, "3 3", inputs), ("fused: a tile", fused, "", along("bshd", "fused", "memory"))],
        LENGTHS, [(10 ** p, w) for p, w in ((4, "10 KB"), (5, "100 KB"), (6, "1 MB"), (7, "10 MB"), (8, "100 MB"), (9, "1 GB"), (10, "10 GB"))],
        "positions", logarithmic=True)
    memory_bound = [(label(n), {c: v["GB/s"] for c, v in numbers(r).items()}, None) for n, r in rows.items()
                    if memory_limit(numbers(r)) and not n.startswith("weights/")]  # (too many to draw: the tables have them)
    names = {c: WORDS[c] for c in ("read", "copy", "fused", "unfused", *RIVALS, "plain") if any(c in v for _, v, _ in memory_bound)}
    if memory_bound:
        largest = 10 * (max(max(v.values()) for _, v, _ in memory_bound) // 10 + 1)
        drawn["rows.svg"] = svg.bars("GB/s read and written once, next to a copy of the same size", caption, memory_bound, names, largest,
                                     "{:.0f}", 10)
    return drawn


# --- pages ------------------------------------------------------------------------------------------------------------
def sections(found):
    """{marker: text}"""
    first = found["runs"][0]
    made = {"context": f"Measured {context_words(found)}.", "fractions": fraction_table(first), "memory": memory_table(first),
            "rows": rows_table(first), "verdict": verdict(found), "rivals": rival_table(first), "versions": versions(found),
            "builds": build_table(found), "threads": thread_table(found), "predicted": prediction_table(first)}
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
    add, write = arguments[:1] == ["--add"], arguments[:1] in (["--write"], ["--add"])
    paths = arguments[1:] if write else arguments
    if [str(pathlib.Path(p).resolve()) for p in paths] == [str(MEASURED)]:
        found = json.loads(MEASURED.read_text())
    else:
        found = load(paths)
    if add:
        found = joined(json.loads(MEASURED.read_text()), found)
    if write:
        missing = [name for name in DRAWN if not found["runs"] or name not in found["runs"][0]["rows"]]
        if missing:
            raise SystemExit(f"the pages want a whole run; missing: {', '.join(missing)}")
        FIGURES.mkdir(parents=True, exist_ok=True)
        if "compile" not in found and MEASURED.exists():  # compile times are measured apart: those that are there stay
            found |= {k: v for k, v in json.loads(MEASURED.read_text()).items() if k == "compile"}
        MEASURED.write_text(json.dumps(found, indent=1) + "\n")
        for path, text in outputs(found).items():
            path.write_text(text)
            print(f"wrote {path.relative_to(ROOT)}")
        return 0
    for run in found["runs"]:
        print(f"\n{context_words({'runs': [run]}).replace('one thread', str(threads(run)) + ' thread(s)')}")
        for table in (fraction_table, rows_table, rival_table, prediction_table):
            text = table(run)
            if text.count("\n") > 1:
                print("\n" + text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
