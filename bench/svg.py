# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
"""Two kinds of figure as SVG text: grouped horizontal bars, and lines over a logarithmic axis."""
import math
from html import escape

FONT = "font-family='system-ui,-apple-system,Segoe UI,Helvetica,Arial,sans-serif'"
COLOURS = {"fused": "#0b5fa5", "unfused": "#62a8dc", "eigen": "#d9822b", "plain": "#8a8f98", "copy": "#3d8f5f", "read": "#3d8f5f",
           "openblas": "#b5443c", "onednn": "#7a5ba6", "libxsmm": "#c39b2e", "libtorch": "#c2578f", "onnxruntime": "#2f8f8f"}
INK, PALE, GRID = "#1f2328", "#59636e", "#e3e6ea"


def text(x, y, words, size=12, anchor="start", colour=INK, weight="normal"):
    return (f"<text x='{x:.1f}' y='{y:.1f}' font-size='{size}' text-anchor='{anchor}' fill='{colour}' "
            f"font-weight='{weight}'>{escape(words)}</text>")


def line(x1, y1, x2, y2, colour=GRID, width=1, dash=""):
    dashes = f" stroke-dasharray='{dash}'" if dash else ""
    return f"<line x1='{x1:.1f}' y1='{y1:.1f}' x2='{x2:.1f}' y2='{y2:.1f}' stroke='{colour}' stroke-width='{width}'{dashes}/>"


def page(width, height, title, caption, parts):
    """A white card: readable on a dark page too."""
    head = (f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height:.0f}' width='{width}' height='{height:.0f}' "
            f"{FONT} role='img' aria-label='{escape(title, quote=True)}'>")
    card = f"<rect width='{width}' height='{height:.0f}' rx='6' fill='#ffffff'/>"
    said = [text(20, height - 12 - 15 * below, words, 10.5, colour=PALE) for below, words in enumerate(reversed(caption.split("; ")))]
    return "\n".join([head, card, text(20, 30, title, 15, weight="600"), *parts, *said, "</svg>", ""])


def legend(x, y, entries):
    """[(colour, words)] in a row; a colour of None is a tick, for bars."""
    parts = []
    for colour, words in entries:
        if colour is None:
            parts.append(line(x + 5, y - 10, x + 5, y + 1, INK, 2))
        else:
            parts.append(f"<rect x='{x:.1f}' y='{y - 9:.1f}' width='11' height='11' rx='2' fill='{colour}'/>")
        parts.append(text(x + 17, y, words, 12))
        x += 17 + 6.6 * len(words) + 22
    return parts


def bars(title, caption, groups, names, largest, unit, step):
    """groups: [(label, {contender: value}, bar or None)]; names: {contender: words}; grid lines at each step."""
    width, left, right, top = 820, 262, 56, 84
    scale = (width - left - right) / largest
    parts, y = [], top
    for label, values, bar in groups:
        present = [c for c in names if c in values]
        parts.append(text(left - 10, y + 6.5 * len(present) + 4, label, 12, "end"))
        for i, contender in enumerate(present):
            length = max(values[contender] * scale, 1)
            parts.append(f"<rect x='{left}' y='{y}' width='{length:.1f}' height='11' rx='1.5' fill='{COLOURS[contender]}'/>")
            end = length
            if i == 0 and bar is not None and 0 < bar * scale - length < 34:
                end = bar * scale  # the number stands beyond the tick
            parts.append(text(left + end + 5, y + 9.5, unit.format(values[contender]), 10, colour=PALE))
            if i == 0 and bar is not None:
                parts.append(line(left + bar * scale, y - 3, left + bar * scale, y + 14, INK, 2))
            y += 13
        y += 12
    grid = []
    for i in range(int(round(largest / step)) + 1):
        x = left + i * step * scale
        grid += [line(x, top - 6, x, y - 6), text(x, top - 12, unit.format(i * step), 10.5, "middle", PALE)]
    entries = [(COLOURS[c], words) for c, words in names.items() if any(c in values for _, values, _ in groups)]
    if any(bar is not None for _, _, bar in groups):
        entries.append((None, "bar"))
    return page(width, y + 44, title, caption, [*legend(20, 54, entries), *grid, *parts])


def lines(title, caption, series, xs, y_ticks, x_words, logarithmic=False):
    """series: [(words, colour, dash, [(x, y)])] over logarithmic x; y_ticks: [(value, words)], the first and last are the ends."""
    width, height, left, right, top, bottom = 820, 440, 70, 190, 56, 80
    low, high = y_ticks[0][0], y_ticks[-1][0]
    measure = math.log if logarithmic else float

    def at_x(x):
        return left + (math.log2(x) - math.log2(xs[0])) / (math.log2(xs[-1]) - math.log2(xs[0])) * (width - left - right)

    def at_y(y):
        return height - bottom - (measure(y) - measure(low)) / (measure(high) - measure(low)) * (height - top - bottom)

    parts = []
    for value, words in y_ticks:
        parts += [line(left, at_y(value), width - right, at_y(value)), text(left - 8, at_y(value) + 4, words, 10.5, "end", PALE)]
    for x in xs:
        parts.append(text(at_x(x), height - bottom + 18, str(x), 10.5, "middle", PALE))
    parts.append(text(left + (width - left - right) / 2, height - bottom + 36, x_words, 11.5, "middle", PALE))
    ends = []
    for words, colour, dash, points in series:
        if not points:
            continue
        path = " ".join(f"{at_x(x):.1f},{at_y(y):.1f}" for x, y in points)
        dashes = f" stroke-dasharray='{dash}'" if dash else ""
        parts.append(f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='2.2'{dashes}/>")
        parts += [f"<circle cx='{at_x(x):.1f}' cy='{at_y(y):.1f}' r='3' fill='{colour}'/>" for x, y in points]
        ends.append([at_y(points[-1][1]), words, colour])
    ends.sort()
    for above, below in zip(ends, ends[1:]):  # labels never overlap
        below[0] = max(below[0], above[0] + 15)
    for y, words, colour in ends:
        parts.append(text(width - right + 10, y + 4, words, 12, colour=colour, weight="600"))
    return page(width, height, title, caption, parts)
