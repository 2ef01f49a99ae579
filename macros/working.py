"""
A calculator's results for given inputs, or what is wrong with them.

    >>> work_out(goal, goal.defaults).values["studies.missing"]
    2.0

The twin is docs/assets/working.js.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from macros import formula
from macros.spec import Calculator, Check, Group, Input, Rows, number_of


@dataclass(frozen=True)
class Answer:
    """All values, or for each field that is wrong a word key with what fills its places."""

    values: dict[str, float | bool | None]
    errors: dict[str, tuple[str, dict]]
    left_out: set[str]  # rows
    hidden: set[str]  # keys of fields that are not there now
    columns: dict[str, list]  # name -> the values of the rows that are not left out
    rows: dict[str, list[str]]  # group -> the ids of all its rows


def refuse(field: Input, value: float | None) -> tuple[str, dict] | None:
    """Why the field cannot take this value, as word key and places; None if it can."""
    if value is None:
        if field.optional:
            return None
        return "number.not-chosen" if field.radio else "number.empty", {}
    if not field.min <= value <= field.max:
        return "number.out-of-range", {"min": field.min, "max": field.max}
    scaled = value * 10**field.decimals
    if abs(scaled - math.floor(scaled + 0.5)) > formula.TOLERANCE * max(1.0, abs(scaled)):
        if field.decimals == 0:
            return "number.not-whole", {}
        return "number.too-many-decimals", {"n": field.decimals}
    return None


def rows_of(group: Group, given: dict) -> list[str]:
    """The ids of the rows: of free rows as many as are given."""
    if not group.spec.free:
        return group.ids
    numbers = {number_of(group, key.rpartition(".")[0]) for key in given} - {None}
    return [group.row(number) for number in range(1, max(numbers, default=0) + 1)]


def work_out(calculator: Calculator, given: dict[str, float | None]) -> Answer:
    """Every result for these inputs, or the errors."""
    return _Worker(calculator, given).answer()


class _Worker:
    """Fills one answer, from what stands once through the rows to the results over them."""

    def __init__(self, calculator: Calculator, given: dict):
        self.made, self.given = calculator, given
        rows = {group.id: rows_of(group, given) for group in calculator.groups.values()}
        self.found = Answer({}, {}, set(), set(), {}, rows)

    def answer(self) -> Answer:
        spec, values = self.made.spec, self.found.values
        once = dict(self.made.constants)
        self._inputs("inputs", "", spec.inputs, once)
        outer = dict(once)
        for group in self.made.groups.values():
            self._group(group, once)
        outer |= values
        outer |= self.found.columns
        for name in spec.results:
            values[name] = outer[name] = formula.evaluate(self.made.trees[f"results.{name}"], outer)
        self._check("checks", "", spec.checks, outer)
        return self.found

    def _inputs(self, place: str, row: str, fields: dict[str, Input], scope: dict):
        """The inputs' values into the scope; what is wrong or not there has none."""
        for name, field in fields.items():
            key = f"{row}.{name}" if row else name
            when = self.made.trees.get(f"{place}.{name}.when")
            value = self.given.get(key)
            if when is not None and formula.evaluate(when, scope) is not True:
                self.found.hidden.add(key)
                value = None
            elif row not in self.found.left_out and (reason := refuse(field, value)):
                self.found.errors[key] = reason
                value = None
            self.found.values[key] = scope[name] = value

    def _group(self, group: Group, once: dict):
        spec, found, trees = group.spec, self.found, self.made.trees
        for name in group.names:
            found.columns[name] = []
        before: dict = {}
        began: dict = {}
        for index, row in enumerate(found.rows[group.id]):
            if spec.optional and self._empty(spec, row):
                found.left_out.add(row)
            scope = once | {name: values[index] for name, values in group.known.items()}
            self._inputs(f"rows.{group.id}.inputs", row, spec.inputs, scope)
            scope |= {name: before.get(of) for name, of in spec.back.items()}
            # The first row looks at itself; its results are not there yet.
            scope |= {name: began.get(of, scope.get(of)) for name, of in spec.first.items()}
            for name in spec.results:
                scope[name] = formula.evaluate(trees[f"rows.{group.id}.results.{name}"], scope)
            for name in group.names:
                found.values[f"{row}.{name}"] = scope[name]
            if row in found.left_out:
                continue
            before, began = scope, began or scope
            self._check(f"rows.{group.id}.checks", row, spec.checks, scope)
            for name in group.names:
                found.columns[name].append(scope[name])

    def _empty(self, spec: Rows, row: str) -> bool:
        """Nothing stands in the fields that are always there."""
        always = [name for name, field in spec.inputs.items() if not field.when]
        return all(self.given.get(f"{row}.{name}") is None for name in always)

    def _check(self, place: str, row: str, checks: list[Check], scope: dict):
        """The first check that fails at a field; one that lacks a number does not fail."""
        for index, check in enumerate(checks):
            key = f"{row}.{check.at}" if row else check.at
            if formula.evaluate(self.made.trees[f"{place}.{index}"], scope) is False:
                self.found.errors.setdefault(key, (f"check.{check.say}", {}))
