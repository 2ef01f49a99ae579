"""
Dots with intervals, as two drawings: a wide one (labels left) and a narrow one (labels above).

The caption says the finding, then what is measured; the same numbers stand in a table below.
Everything that has to be worked out is worked out here: the template only draws.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from math import ceil

from markupsafe import Markup

from macros.templating import fill
from macros.words import Words

LINE = 21  # px from one line of text to the next, at 16 px


@dataclass(frozen=True)
class Dot:
    """A value in per cent with its interval. `kind` decides shape and colour: see KINDS."""

    value: float
    kind: str = "dot"
    low: float | None = None
    high: float | None = None


# dot: a share with its interval; open: published without n; control: the group compared with;
# other: something else than IPS; goal: what the project aimed at.
KINDS = ("dot", "control", "open", "other", "goal")


@dataclass(frozen=True)
class Line:
    """A line of the chart: its label, its dots, and what is printed beside them."""

    label: str
    dots: list[Dot]
    said: str  # 27,1 %
    more: str = ""  # 13 av 48
    group: str = ""  # a heading above this line


@dataclass(frozen=True)
class _Layout:
    """Measures of one drawing, in px."""

    name: str
    width: int
    left: int  # where zero is
    right: int  # where the axis ends
    label_chars: int
    more_chars: int
    above: bool  # labels above the dots instead of left of them


WIDE = _Layout("wide", 760, 250, 580, 27, 18, above=False)
NARROW = _Layout("narrow", 300, 10, 272, 33, 38, above=True)


@dataclass(frozen=True)
class Chart:
    """
    What a chart says. `table` holds all that is drawn; empty, where one stands right below.

    `kind` chooses another word for a plain dot in the key: `chart.key.<kind>`.
    """

    finding: str
    measured: str
    lines: list[Line]
    table: Markup | str = ""
    kind: str = ""


def draw(words: Words, chart: Chart) -> Markup:
    """The figure: caption, key, two drawings, and the table behind a disclosure."""
    dots = [dot for line in chart.lines for dot in line.dots]
    has_interval = any(dot.low is not None for dot in dots)
    top = _top(max((dot.high or dot.value for dot in dots), default=100))
    key = [
        {"sign": _sign(kind, has_interval), "words": words[_key(kind, chart.kind, has_interval)]}
        for kind in KINDS
        if any(dot.kind == kind for dot in dots)
    ]
    return fill(
        "chart.html",
        chart=chart,
        key=key,
        alternative=words.say("chart.alternative", finding=chart.finding),
        drawings=[_drawing(words, layout, chart.lines, top) for layout in (WIDE, NARROW)],
        summary=words["chart.as_table"],
    )


def _key(name: str, kind: str, has_interval: bool) -> str:
    if name == "dot" and kind:
        return f"chart.key.{kind}"
    return f"chart.key.{name}" if has_interval or name != "dot" else "chart.key.plain"


def _sign(name: str, has_interval: bool) -> dict:
    """The mark beside its words in the key, drawn in a field of 36 by 20."""
    reach = (4, 32) if name == "dot" and has_interval else None
    return _shape(name, 18, 10, reach, tall=9)


def _top(highest: float) -> int:
    """The end of the axis: the next whole step of 10 or 20 per cent."""
    step = _step(highest)
    return min(100, ceil(highest / step - 1e-9) * step)


def _step(highest: float) -> int:
    return 10 if highest <= 50 else 20


@dataclass
class _Drawing:
    """What the template draws; all numbers are rounded coordinates."""

    name: str
    width: int
    height: int = 0
    grid: list = field(default_factory=list)  # (x, path, label)
    strips: list = field(default_factory=list)  # (from, to): where the grid shows, in y
    texts: list = field(default_factory=list)  # (x, y, class, text)
    marks: list = field(default_factory=list)  # shapes, see _shape
    axis: int = 0  # where the axis' numbers stand


def _drawing(words: Words, layout: _Layout, lines: list[Line], top: int) -> _Drawing:
    drawing = _Drawing(layout.name, layout.width)
    y = 4
    for line in lines:
        if line.group:
            drawing.texts.append((0, y + 24, "chart-group", line.group))
            y += 40
        y = (_above if layout.above else _beside)(drawing, layout, line, y, top)
    if not layout.above:
        drawing.strips = [(0, y)]
    drawing.axis, drawing.height = y + 22, y + 30
    step = _step(top)
    for value in range(0, top + 1, step):
        label = words.number(value) + ("\u00a0%" if value == top else "")
        x = _x(layout, value, top)
        path = "".join(f"M{x} {start}V{end}" for start, end in drawing.strips)
        drawing.grid.append((x, path, label))
    return drawing


def _beside(drawing: _Drawing, layout: _Layout, line: Line, y: int, top: int) -> int:
    """Label left, dots in the middle, value right; gives the next line's y."""
    label = _wrap(line.label, layout.label_chars)
    more = _wrap(line.more, layout.more_chars)
    height = max(len(label), 1 + len(more)) * LINE + 18
    middle = y + height // 2
    _text(drawing, 0, middle, label, "chart-label")
    said = [(line.said, "chart-value"), *((part, "chart-more") for part in more)]
    start = middle - (len(said) - 1) * LINE // 2 + 6
    for place, (text, kind) in enumerate(said):
        drawing.texts.append((layout.right + 18, start + place * LINE, kind, text))
    _mark(drawing, layout, line, middle, top)
    return y + height


def _above(drawing: _Drawing, layout: _Layout, line: Line, y: int, top: int) -> int:
    """Label, then value, then dots; gives the next line's y."""
    label = _wrap(line.label, layout.label_chars)
    for place, text in enumerate(label):
        drawing.texts.append((0, y + 18 + place * LINE, "chart-label", text))
    y += len(label) * LINE
    said = [line.said, *_wrap(line.more, layout.more_chars)]
    for place, text in enumerate(said):
        kind = "chart-more" if place else "chart-value"
        drawing.texts.append((0, y + 18 + place * LINE, kind, text))
    y += len(said) * LINE
    # Labels above: the grid shows only where dots are, so that it crosses no words.
    drawing.strips.append((y + 6, y + 42))
    _mark(drawing, layout, line, y + 24, top)
    return y + 52


def _wrap(text: str, chars: int) -> list[str]:
    # Only at spaces and hyphens, and never at a no-break space, which textwrap takes for a space.
    kept = text.replace("\u00a0", "\x01")
    lines = textwrap.wrap(kept, chars, break_long_words=False)
    return [line.replace("\x01", "\u00a0") for line in lines]


def _text(drawing: _Drawing, x: int, middle: int, parts: list[str], kind: str) -> None:
    start = middle - (len(parts) - 1) * LINE // 2 + 6
    for place, text in enumerate(parts):
        drawing.texts.append((x, start + place * LINE, kind, text))


def _x(layout: _Layout, value: float, top: int) -> float:
    return _short(layout.left + (layout.right - layout.left) * value / top)


def _short(value: float) -> float:
    """To a tenth of a px; whole numbers without a point."""
    value = round(value, 1)
    return int(value) if value == int(value) else value


def _mark(drawing: _Drawing, layout: _Layout, line: Line, y: int, top: int) -> None:
    # Goals first, so that a dot on its goal covers it and not the other way round.
    for dot in sorted(line.dots, key=lambda dot: dot.kind != "goal"):
        reach = None
        if dot.low is not None:
            reach = (_x(layout, dot.low, top), _x(layout, dot.high, top))
        drawing.marks.append(_shape(dot.kind, _x(layout, dot.value, top), y, reach))


def _shape(kind: str, x: float, y: int, reach=None, tall: int = 14) -> dict:
    """What the template needs to draw a mark: its middle, its corner, and its lines as paths."""
    lines = ""
    if kind == "goal":
        lines = f"M{x} {y - tall}v{2 * tall}"
    elif reach:
        low, high = reach
        lines = f"M{low} {y}H{high}M{low} {y - 5}v10M{high} {y - 5}v10"
    return {
        "kind": kind,
        "x": x,
        "y": y,
        "corner": (_short(x - 6.5), _short(y - 6.5)),
        "lines": lines,
    }
