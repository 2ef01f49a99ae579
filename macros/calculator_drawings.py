"""A calculator's chart as its template prints it: two drawings, the key, and the table."""

from __future__ import annotations

from textwrap import shorten

from macros import calculator_chart as chart
from macros import numberform
from macros.calculator_tables import lines
from macros.calculator_view import View
from macros.calculator_words import LAYERS, drawn
from macros.spec import Group, LinesChart, RowsChart

DENSE_LABEL = 50  # characters


def drawings(view: View) -> dict | None:
    """The chart, or None where the spec has none."""
    spec = view.made.spec.chart
    if spec is None:
        return None
    words, group = view.own["chart"], view.made.groups[spec.rows]
    names = drawn(view.made)
    kind = _Lines if isinstance(spec, LinesChart) else _Rows
    return {
        "kind": spec.kind,
        "caption": words["caption"],
        "measured": words["measured"],
        "alternative": words["alternative"],
        "key": _key(view, spec),
        "drawings": kind(view, spec, group).both(),
        "table": {
            "id": "drawn",
            "caption": words["caption"],
            "heads": [view.writer.label(name) for name in names],
            "blank": [],
            "empty": False,
            "lines": lines(view, group, "drawn", names),
        },
    }


def _key(view: View, spec) -> list[dict]:
    """Sign and words of each layer or line."""
    texts = view.own["chart"]["key"]
    if isinstance(spec, RowsChart):
        parts = [(layer, layer) for layer in LAYERS if getattr(spec, layer)]
        return [
            {"sign": "interval" if part == "dot" and spec.interval else part, "text": texts[key]}
            for part, key in parts
        ]
    found = [{"sign": f"line{i}", "text": texts[name]} for i, name in enumerate(spec.lines, 1)]
    return found + [{"sign": p, "text": texts[p]} for p in ("dots", "mark") if getattr(spec, p)]


class _Rows:
    """A line for each row."""

    def __init__(self, view: View, spec: RowsChart, group: Group):
        self.view, self.spec, self.group = view, spec, group
        self.ids = [row for row in group.ids if row not in view.answer.left_out]
        self.ends = self._ends()

    @property
    def parts(self) -> int:
        """Of the axis: where the spec says its ends, one for each whole step if they are few."""
        whole = round(self.ends[1] - self.ends[0])
        return whole if self.spec.axis and whole <= 10 else chart.TICKS

    def both(self) -> list[dict]:
        """The wide and the narrow drawing."""
        pair = (
            (chart.DENSE_WIDE, chart.DENSE_NARROW)
            if self.spec.dense
            else (chart.WIDE, chart.NARROW)
        )
        return [self._drawing(layout) for layout in pair]

    def _at(self, row: str | None, name: str | None) -> float | None:
        key = f"{row}.{name}" if row else name
        return self.view.answer.values.get(key) if name else None

    def _ends(self) -> tuple[float, float]:
        spec = self.spec
        if spec.axis:
            return spec.axis.from_, spec.axis.to
        names = [spec.bar, spec.dot, spec.other, spec.mark, *(spec.interval or ())]
        values = [self._at(row, name) for row in self.ids for name in names]
        return chart.axis([*values, *(self._at(None, name) for name in spec.band or ())])

    def _drawing(self, layout: chart.Layout) -> dict:
        bottom = layout.bottom(len(self.ids))
        x = [
            chart.along(layout.left, layout.length, chart.tick(self.ends, i, self.parts), self.ends)
            for i in range(self.parts + 1)
        ]
        low, high = (self._x(layout, None, name) for name in self.spec.band or (None, None))
        return {
            "layout": layout,
            "bottom": bottom,
            "height": bottom + chart.BELOW,
            "ticks": [
                {
                    "index": i,
                    "x": at,
                    "text": self._number(i),
                }
                for i, at in enumerate(x)
            ],
            "long_unit": _long_unit(self.view, self._unit()),
            "band": chart.band(low, high, bottom) if low and high else "",
            "has_band": bool(self.spec.band),
            "rows": [self._row(layout, row) for row in self.group.ids],
        }

    def _number(self, index: int) -> str:
        value = chart.tick(self.ends, index, self.parts)
        return _tick(self.view, self._unit(), value, unit=index == self.parts)

    def _label(self, row: str) -> str:
        """The row's name; in a dense chart no longer than fits. The table has it whole."""
        label = self.view.writer.row(row)
        return shorten(label, DENSE_LABEL, placeholder=" …") if self.spec.dense else label

    def _unit(self) -> str:
        return next(
            name for name in (self.spec.bar, self.spec.dot, self.spec.other, self.spec.mark) if name
        )

    def _x(self, layout: chart.Layout, row: str | None, name: str | None) -> str | None:
        value = self._at(row, name)
        return None if value is None else chart.along(layout.left, layout.length, value, self.ends)

    def _row(self, layout: chart.Layout, row: str) -> dict:
        spec, y = self.spec, layout.dot
        start = chart.along(layout.left, layout.length, max(0.0, self.ends[0]), self.ends)
        bar, dot, other, mark = (
            self._x(layout, row, name) for name in (spec.bar, spec.dot, spec.other, spec.mark)
        )
        low, high = (self._x(layout, row, name) for name in spec.interval or (None, None))
        out = row not in self.ids
        return {
            "id": row,
            "label": self._label(row),
            "free": bool(self.group.spec.free),
            "out": out,
            "y": 0 if out else layout.top + self.ids.index(row) * layout.row,
            "text": f"{row}.{spec.text}",
            "said": self.view.beside(f"{spec.text}-drawn", row),
            "bar": chart.bar(start, bar, y) if bar else "",
            "interval": chart.interval(low, high, y) if low and high else "",
            "dot": dot or "",
            "other": chart.other(other, y) if other else "",
            "mark": chart.mark(mark, y) if mark else "",
            "layers": {layer for layer in (*LAYERS, "interval") if getattr(spec, layer)},
        }


class _Lines:
    """Lines over steps."""

    def __init__(self, view: View, spec: LinesChart, group: Group):
        self.view, self.spec, self.group = view, spec, group
        columns = view.answer.columns
        self.along = columns[spec.along]
        there = [value for value in self.along if value is not None] or [0.0, 1.0]
        self.x_ends = (there[0], there[-1])
        length = self.x_ends[1] - self.x_ends[0]
        self.parts = next((n for n in (chart.TICKS, 4, 6) if length % n == 0), chart.TICKS)
        self.y_ends = chart.axis(value for name in spec.lines for value in columns[name])

    def both(self) -> list[dict]:
        """The wide and the narrow drawing."""
        return [self._drawing(field) for field in (chart.WIDE_FIELD, chart.NARROW_FIELD)]

    def _along(self, index: int) -> str:
        value = chart.tick(self.x_ends, index, self.parts)
        return _tick(self.view, self.spec.along, value, unit=index == self.parts)

    def _level(self, index: int) -> str:
        return _tick(self.view, self.spec.lines[0], chart.tick(self.y_ends, index), unit=False)

    def _points(self, field: chart.Field, name: str) -> list[tuple[str, str] | None]:
        return [
            None if x is None or y is None else self._point(field, x, y)
            for x, y in zip(self.along, self.view.answer.columns[name], strict=True)
        ]

    def _point(self, field: chart.Field, x: float, y: float) -> tuple[str, str]:
        return (
            chart.along(field.left, field.length, x, self.x_ends),
            chart.height(field, y, self.y_ends),
        )

    def _drawing(self, field: chart.Field) -> dict:
        spec, columns = self.spec, self.view.answer.columns
        points = {name: self._points(field, name) for name in spec.lines}
        rung = columns[spec.dots] if spec.dots else []
        marked = self.view.answer.values[spec.mark] if spec.mark else None
        within = marked is not None and self.x_ends[0] <= marked <= self.x_ends[1]
        return {
            "layout": field,
            "bottom": field.bottom,
            "height": field.bottom + chart.BELOW,
            "ticks": [
                {
                    "index": i,
                    "x": chart.tenths(field.left + field.length * i / self.parts),
                    "text": self._along(i),
                }
                for i in range(self.parts + 1)
            ],
            "long_unit": _long_unit(self.view, self.spec.along),
            "levels": [
                {
                    "index": i,
                    "y": chart.tenths(field.bottom - field.height * i / chart.TICKS),
                    "text": self._level(i),
                }
                for i in range(chart.TICKS + 1)
            ],
            "lines": [(name, i, chart.line(points[name])) for i, name in enumerate(spec.lines, 1)],
            "has_dots": bool(spec.dots),
            "rings": chart.rings(
                point
                for point, held in zip(points[spec.lines[0]], rung, strict=False)
                if held is True and point
            ),
            "has_mark": bool(spec.mark),
            "mark": chart.upright(
                chart.along(field.left, field.length, marked, self.x_ends), field
            ) if within else "",
        }  # fmt: skip


def _tick(view: View, name: str, value: float, *, unit: bool) -> str:
    """A number of an axis, with its unit if asked for and there is one."""
    text, key = numberform.write(value, view.words.language), view.made.kind(name).unit
    known = unit and f"unit.{key}.written" in view.words
    return view.writer.with_unit(key, text) if known else text


def _long_unit(view: View, name: str) -> bool:
    """Whether the last number of an axis needs the place of the one before it, on a phone.
    Of the unit alone, so that it holds for whatever number the reader's own values bring.
    """
    bare, whole = (_tick(view, name, 0, unit=unit) for unit in (False, True))
    return len(whole) - len(bare) > 4
