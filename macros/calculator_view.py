"""A calculator as its template prints it: every number written, every sentence chosen."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from macros import answer, interval_chart, numberform, spec, working
from macros.calculator_words import beside
from macros.page import Page
from macros.spec import Calculator


@dataclass(frozen=True)
class Said:
    """A sentence in its slot: which message it is, and its HTML; hidden if there is none."""

    slot: str
    kind: str  # the slot's plain name, for its look
    key: str
    html: Markup


def bold(sentence: str) -> Markup:
    """`**13 av 48** personer` with its strong parts marked."""
    parts = [escape(part) for part in sentence.split("**")]
    return Markup().join(
        Markup("<strong>{}</strong>").format(part) if index % 2 else part
        for index, part in enumerate(parts)
    )


class View:
    """What the template prints: everything in words already."""

    def __init__(self, made: Calculator, page: Page, own: dict):
        self.made, self.words, self.own = made, page.words, own
        self.name = made.name
        self.answer = working.work_out(made, made.defaults)
        self.writer = answer.Writer(made, page.words, own, self.answer)

    def text(self, key: str) -> str:
        """A word that all calculators share."""
        return self.words[f"calculator.{key}"]

    def value(self, key: str) -> str:
        """The value with this dotted key, with its unit."""
        return self.writer.value(key.rpartition(".")[2], self.answer.values[key])

    def in_row(self, row: str, field: str) -> str:
        """A field's label with its row's."""
        return self.words.say("calculator.in-row", row=row, field=field)

    @property
    def groups(self) -> list[dict]:
        """The inputs that stand once, group by group; a legend of None: no group."""
        found: dict[str | None, list] = {}
        for name, field in self.made.spec.inputs.items():
            found.setdefault(field.group, []).append(self._field(name))
        legends = self.own.get("groups", {})
        return [{"legend": legends.get(group), "fields": f} for group, f in found.items()]

    @property
    def rows(self) -> list[dict]:
        """Each row with its fields, card and sentences."""
        rows = self.made.spec.rows
        return [
            {
                "id": row,
                "label": self.own["rows"][row],
                "fields": [self._field(f"{row}.{name}") for name in rows.inputs],
                "says": self._says("rows.reading", rows.reading, row),
                "out": row in self.answer.left_out,
            }
            for row in self.made.rows
        ]

    def _field(self, key: str) -> dict:
        name = key.rpartition(".")[2]
        field, words = self.made.field(key), self.own["inputs"][name]
        default = self.made.defaults[key]
        written = "" if default is None else numberform.write(default, self.words.language)
        return {
            "key": key,
            "id": f"{self.name}-{key.replace('.', '-')}",
            "label": words["label"],
            "help": words.get("help"),
            "unit": self.words[f"unit.{field.unit}.field"],
            "value": written,
            "size": len(numberform.write(field.max, self.words.language)) + field.decimals,
        }

    @property
    def rows_help(self) -> str | None:
        """What to do with rows that one does not have."""
        return self.own.get("rows_help")

    def _said(self, slot: str, choices: list, row: str | None, name: str) -> Said:
        key, sentence = self.writer.chosen(slot, choices, row)
        return Said(f"{row}.{name}" if row else name, name, key, bold(sentence))

    def _says(self, place: str, slots: dict, row: str | None) -> list[Said]:
        return [self._said(f"{place}.{name}", slots[name], row, name) for name in slots]

    @property
    def headline(self) -> Said:
        """The answer in one sentence."""
        return self._said("headline", self.made.spec.headline, None, "headline")

    @property
    def cards(self) -> list[dict]:
        """The large figures: those that stand once, then one for each row."""
        once = [
            {
                "row": None,
                "out": False,
                "figure": card.figure,
                "label": self.writer.label(card.figure),
                "says": self._says(f"cards.{index}.say", card.say, None),
            }
            for index, card in enumerate(self.made.spec.cards)
        ]
        card = self.made.spec.rows and self.made.spec.rows.card
        each = [
            {
                "row": row,
                "out": row in self.answer.left_out,
                "figure": f"{row}.{card.figure}",
                "label": self.own["rows"][row],
                "says": self._says("rows.card.say", card.say, row),
            }
            for row in (self.made.rows if card else ())
        ]
        return once + each

    @property
    def reading(self) -> list[Said]:
        """What the whole answer means, sentence by sentence."""
        return self._says("reading", self.made.spec.reading, None)

    @property
    def limits(self) -> list[str]:
        """What the answer does not say."""
        return [self.own["limits"][key] for key in self.made.spec.limits]

    @property
    def tables(self) -> list[dict]:
        """The tables with a line for each row."""
        return [
            self._table(name, self.own["tables"][name], [column.value for column in columns])
            for name, columns in self.made.spec.tables.items()
        ]

    def _table(self, name: str, caption: str, names: list[str]) -> dict:
        labels = [self.writer.label(value) for value in names]
        lines = [
            {
                "row": row,
                "label": self.own["rows"][row],
                "out": row in self.answer.left_out,
                "cells": [
                    {
                        "key": f"{row}.{value}",
                        "label": label,
                        "said": self._beside(f"{value}-{name}", row),
                    }
                    for value, label in zip(names, labels, strict=True)
                ],
            }
            for row in self.made.rows
        ]
        return {"caption": caption, "heads": labels, "lines": lines}

    def _beside(self, slot: str, row: str) -> Said | None:
        """The sentence beside a value; None where the spec has none."""
        message = beside(self.made).get(slot)
        return message and self._said("", [spec.Choice(say=message)], row, slot)

    @property
    def working(self) -> list[dict]:
        """Each result's formula in words, and below it with the numbers in."""
        rows, found = self.made.spec.rows, []
        for name, result in rows.results.items() if rows else ():
            lines = [
                self._line(f"rows.results.{name}", row, name, self.own["rows"][row])
                for row in self.made.rows
            ]
            found.append((f"rows.results.{name}", name, result, lines))
        for name, result in self.made.spec.results.items():
            lines = [self._line(f"results.{name}", None, name, None)]
            found.append((f"results.{name}", name, result, lines))
        return [
            {
                "label": self.writer.label(name),
                "formula": self.writer.in_words(self.made.trees[place]),
                "sign": ":" if result.unit == spec.TRUTH else " =",
                "lines": lines,
            }
            for place, name, result, lines in found
            if result.working
        ]

    def _line(self, place: str, row: str | None, name: str, label: str | None) -> dict:
        return {
            "row": row,
            "label": label,
            "key": f"{row}.{name}" if row else name,
            "numbers": self.writer.in_numbers(self.made.trees[place], row),
            "out": row in self.answer.left_out,
        }

    @property
    def chart(self) -> dict | None:
        """The two drawings, the key and the table."""
        chart = self.made.spec.chart
        if chart is None:
            return None
        names = [n for n in (chart.value, chart.low, chart.high, chart.goal) if n]
        end = interval_chart.axis_end(self._highest())
        return {
            "caption": self.own["chart"]["caption"],
            "measured": self.own["chart"]["measured"],
            "alternative": self.own["chart"]["alternative"],
            "goal": chart.goal,
            "key": [(kind, self.own["chart"].get(kind)) for kind in ("dot", "goal")],
            "drawings": [
                self._drawing(layout, end)
                for layout in (interval_chart.WIDE, interval_chart.NARROW)
            ],
            "table": self._table("drawn", self.own["chart"]["caption"], names),
        }

    def _highest(self) -> float:
        chart, values = self.made.spec.chart, self.answer.values
        names = [name for name in (chart.high, chart.goal) if name]
        return max((values[f"{row}.{n}"] or 0 for row in self.made.rows for n in names), default=0)

    def _drawing(self, layout: interval_chart.Layout, end: float) -> dict:
        chart = self.made.spec.chart
        rows = [self._drawn(layout, row, index, end) for index, row in enumerate(self.made.rows)]
        bottom = layout.height(len(rows)) - 34
        ticks = range(interval_chart.TICKS + 1)
        return {
            "layout": layout,
            "height": layout.height(len(rows)),
            "bottom": bottom,
            "rows": rows,
            "ticks": [
                {
                    "index": i,
                    "x": interval_chart.place(layout, end * i / interval_chart.TICKS, end),
                    "text": self._tick(chart.value, end * i / interval_chart.TICKS, i),
                }
                for i in ticks
            ],
        }

    def _tick(self, name: str, value: float, index: int) -> str:
        """The last number of the axis has the unit."""
        text = numberform.write(value, self.words.language)
        unit = self.words.raw(f"unit.{self.made.kind(name).unit}.written")
        unit = unit if isinstance(unit, str) else unit["other"]
        return unit.replace("{n}", text) if index == interval_chart.TICKS else text

    def _drawn(self, layout: interval_chart.Layout, row: str, index: int, end: float) -> dict:
        chart, values = self.made.spec.chart, self.answer.values
        at = {
            key: None if not name or values[f"{row}.{name}"] is None
            else interval_chart.place(layout, values[f"{row}.{name}"], end)
            for key, name in (
                ("value", chart.value), ("low", chart.low),
                ("high", chart.high), ("goal", chart.goal),
            )
        }  # fmt: skip
        top = layout.top + index * layout.row
        y = top + layout.dot
        whole = None not in (at["value"], at["low"], at["high"])
        return {
            "id": row,
            "label": self.own["rows"][row],
            "label_y": top + layout.label,
            "figure": (layout.figure[0], top + layout.figure[1]),
            "beside": (layout.beside[0], top + layout.beside[1]),
            "said": self._beside(f"{chart.value}-drawn", row),
            "key": f"{row}.{chart.value}",
            "y": y,
            "x": at["value"] or "0",
            "interval": interval_chart.interval(at["low"], at["high"], y) if whole else "",
            "goal": interval_chart.mark(at["goal"], y) if at["goal"] else "",
            "drawn": whole,
        }
