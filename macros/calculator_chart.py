"""
Where things stand in a calculator's chart: two drawings, wide and narrow, one rule.

The browser draws the same parts by the same rule (docs/assets/calculator_chart.js is the twin), so
the drawing made at build is the one that a reader comes back to. Every function gives the text of
a path or an attribute; all measures are in the drawing's own units, 20 to a rem at full size.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

TICKS = 5  # parts of an axis
BELOW = 34  # room for the numbers below an axis


@dataclass(frozen=True)
class Layout:
    """The measures of one drawing of rows."""

    name: str
    width: int
    left: int  # where the axis begins
    length: int  # of the axis
    row: int  # height of a row
    label: int  # y of the label within the row
    figure: tuple[int, int]  # x, y of the value
    beside: tuple[int, int]  # x, y of the sentence beside it
    dot: int  # y of the dot
    top: int = 8

    def bottom(self, rows: int) -> int:
        """Where the rows end."""
        return self.top + rows * self.row


# The narrow drawing has the value at its right end, beside the label (docs/assets/calculator.css).
WIDE = Layout("wide", 760, 262, 282, 60, 36, (562, 26), (562, 47), 30)
NARROW = Layout("narrow", 300, 5, 245, 92, 20, (300, 20), (0, 43), 68)
DENSE_WIDE = Layout("wide", 760, 400, 262, 34, 22, (680, 22), (680, 22), 17)
DENSE_NARROW = Layout("narrow", 300, 5, 200, 52, 18, (300, 42), (300, 42), 36)


@dataclass(frozen=True)
class Field:
    """The measures of one drawing of lines."""

    name: str
    width: int
    left: int
    length: int
    top: int
    height: int

    @property
    def bottom(self) -> int:
        """Where the lines' ground is."""
        return self.top + self.height


WIDE_FIELD = Field("wide", 760, 90, 640, 16, 300)
NARROW_FIELD = Field("narrow", 300, 80, 208, 16, 200)


def axis_end(highest: float) -> float:
    """
    The end of an axis that holds the value: 1, 2, 5 or 10 times a power of ten.

    >>> axis_end(41.0), axis_end(51.6), axis_end(0)
    (50.0, 100.0, 1.0)
    """
    end = 1.0
    while end * 10 < highest:
        end *= 10
    return next(end * step for step in (1, 2, 5, 10) if end * step >= highest)


def axis(values: Iterable[float | None]) -> tuple[float, float]:
    """Where an axis begins and ends that holds these values and 0."""
    there = [value for value in values if value is not None]
    lowest = min(there, default=0.0)
    return -axis_end(-lowest) if lowest < 0 else 0.0, axis_end(max([*there, 0.0]))


def tenths(value: float) -> str:
    """A measure to a tenth, as it stands in a drawing."""
    whole = math.floor(value * 10 + 0.5)
    return str(whole // 10) if whole % 10 == 0 else str(whole / 10)


def along(left: int, length: int, value: float, ends: tuple[float, float]) -> str:
    """The x of a value. What lies beyond the axis stands at its end."""
    share = (value - ends[0]) / (ends[1] - ends[0])
    return tenths(left + length * min(1.0, max(0.0, share)))


def height(field: Field, value: float, ends: tuple[float, float]) -> str:
    """The y of a value in a drawing of lines."""
    share = (value - ends[0]) / (ends[1] - ends[0])
    return tenths(field.bottom - field.height * min(1.0, max(0.0, share)))


def tick(ends: tuple[float, float], index: int, parts: int = TICKS) -> float:
    """The number at a tick of the axis."""
    return ends[0] + (ends[1] - ends[0]) * index / parts


def bar(start: str, end: str, y: int) -> str:
    """A bar along a row."""
    return f"M{start} {y - 9}H{end}v18H{start}Z"


def interval(low: str, high: str, y: int) -> str:
    """An interval with its two ends."""
    return f"M{low} {y}H{high}M{low} {y - 5}v10M{high} {y - 5}v10"


def other(x: str, y: int) -> str:
    """The second dot, a square on its corner: its form tells it from the first."""
    return f"M{x} {y - 9}l9 9l-9 9l-9-9Z"


def mark(x: str, y: int) -> str:
    """The mark of a goal across a row."""
    return f"M{x} {y - 14}v28"


def band(low: str, high: str, bottom: int) -> str:
    """What stands once, behind all rows."""
    return f"M{low} 0H{high}V{bottom}H{low}Z"


def line(points: Iterable[tuple[str, str] | None]) -> str:
    """A line through the points; it breaks where there is none."""
    text, pen = "", "M"
    for point in points:
        if point is None:
            pen = "M"
        else:
            text += f"{pen}{point[0]} {point[1]}"
            pen = "L"
    return text


def rings(points: Iterable[tuple[str, str]]) -> str:
    """A ring around each point."""
    return "".join(f"M{x} {y}m-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0" for x, y in points)


def upright(x: str, field: Field) -> str:
    """A mark across a drawing of lines."""
    return f"M{x} {field.top}V{field.bottom}"
