"""
Where things stand in a chart of dots with intervals: two drawings, wide and narrow, one rule.

The browser moves the same parts by the same rule (`place` and `axis_end` have their twins in
docs/assets/calculator.js), so the drawing made at build is the one that a reader comes back to.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

TICKS = 5  # parts of the axis


@dataclass(frozen=True)
class Layout:
    """The measures of one drawing, in its own units: 20 of them are a rem at full size."""

    name: str
    width: int
    left: int  # where the axis begins
    length: int  # of the axis
    row: int  # height of a row
    label: int  # y of the label within the row
    figure: tuple[int, int]  # x, y of the value
    beside: tuple[int, int]  # x, y of k of n
    dot: int  # y of the dot
    top: int = 8

    def height(self, rows: int) -> int:
        """With the axis and its numbers below the rows."""
        return self.top + rows * self.row + 34


WIDE = Layout("wide", 760, 250, 330, 60, 36, (598, 26), (598, 47), 30)
NARROW = Layout("narrow", 300, 10, 270, 96, 20, (0, 44), (80, 44), 70)


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


def place(layout: Layout, value: float, end: float) -> str:
    """The x of a value, to a tenth, as it stands in the drawing."""
    tenths = math.floor((layout.left + layout.length * value / end) * 10 + 0.5)
    return str(tenths // 10) if tenths % 10 == 0 else str(tenths / 10)


def interval(low: str, high: str, y: int) -> str:
    """The path of an interval with its two ends."""
    return f"M{low} {y}H{high}M{low} {y - 5}v10M{high} {y - 5}v10"


def mark(x: str, y: int) -> str:
    """The path of the goal's mark."""
    return f"M{x} {y - 14}v28"
