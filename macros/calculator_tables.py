"""The tables of a calculator: a line for each row, or for those that count."""

from __future__ import annotations

from macros.calculator_view import View
from macros.spec import Group, Table


def tables(view: View) -> list[dict]:
    """Every table of the spec, ready to print."""
    return [_table(view, name, table) for name, table in view.made.spec.tables.items()]


def _table(view: View, name: str, table: Table) -> dict:
    group = view.made.groups[table.rows]
    columns = [(column.value, bool(column.beside)) for column in table.columns]
    done = lines(view, group, name, [value for value, _ in columns])
    shown = chosen(view, table, group)
    order = {row: index for index, row in enumerate(shown)}
    done.sort(key=lambda line: order.get(line["row"], len(order)))
    for line in done:
        line["out"] = line["out"] or line["row"] not in order
        line["href"] = _href(view, group, line["row"]) if table.link else None
        if table.only or table.sort:
            line["head"] = None
    return {
        "id": name,
        "caption": view.own["tables"][name],
        "heads": [view.writer.label(value) for value, _ in columns],
        "blank": [view.own["blank"][each] for each in table.blank],
        "lines": done,
        "shut": table.shut,
        "empty": not shown,
    }


def lines(view: View, group: Group, name: str, names: list[str]) -> list[dict]:
    """A line for each row with these values."""
    labels = [view.writer.label(value) for value in names]
    heads = {before: key for key, before in group.spec.heads.items()}
    return [
        {
            "row": row,
            "label": view.writer.row(row),
            "head": view.own["heads"][group.id][heads[row]] if row in heads else None,
            "out": row in view.answer.left_out,
            "href": None,
            "cells": [
                {
                    "key": f"{row}.{value}",
                    "label": label,
                    "said": view.beside(f"{value}-{name}", row),
                }
                for value, label in zip(names, labels, strict=True)
            ],
        }
        for row in group.ids
    ]


def chosen(view: View, table: Table, group: Group) -> list[str]:
    """The rows that the table shows, in its order. The twin is in calculator.js."""
    values = view.answer.values
    rows = [row for row in view.answer.rows[group.id] if row not in view.answer.left_out]
    if table.only:
        rows = [row for row in rows if values[f"{row}.{table.only}"] is True]
    if table.sort:
        sign = -1 if table.down else 1
        with_answer = [row for row in rows if values[f"{row}.{table.sort}"] is not None]
        without = [row for row in rows if row not in with_answer]
        with_answer.sort(key=lambda row: sign * values[f"{row}.{table.sort}"])
        rows = with_answer + without
    return rows[: table.take]


def _href(view: View, group: Group, row: str) -> str | None:
    path = group.spec.links.get(row)
    return view.page.href(path) if path else None
