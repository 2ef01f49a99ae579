"""
A calculator's results for given inputs, or what is wrong with them.

    >>> work_out(goal, goal.defaults).values["studies.missing"]
    2.0

The twin is in docs/assets/calculator.js.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from macros import formula
from macros.spec import Calculator, Check, Input


@dataclass(frozen=True)
class Answer:
    """All values, or for each field that is wrong a word key with what fills its places."""

    values: dict[str, float | bool | None]
    errors: dict[str, tuple[str, dict]]
    left_out: set[str]  # rows
    columns: dict[str, list]  # name -> the values of the rows that are not left out


def refuse(field: Input, value: float | None) -> tuple[str, dict] | None:
    """Why the field cannot take this value, as word key and places; None if it can."""
    if value is None:
        return None if field.optional else ("number.empty", {})
    if not field.min <= value <= field.max:
        return "number.out-of-range", {"min": field.min, "max": field.max}
    scaled = value * 10**field.decimals
    if abs(scaled - math.floor(scaled + 0.5)) > formula.TOLERANCE * max(1.0, abs(scaled)):
        if field.decimals == 0:
            return "number.not-whole", {}
        return "number.too-many-decimals", {"n": field.decimals}
    return None


def left_out(calculator: Calculator, given: dict) -> set[str]:
    """The rows whose fields are all empty, where the spec lets rows be left out."""
    rows = calculator.spec.rows
    if not rows or not rows.optional:
        return set()
    return {
        row for row in rows.fixed if all(given.get(f"{row}.{name}") is None for name in rows.inputs)
    }


def work_out(calculator: Calculator, given: dict[str, float | None]) -> Answer:
    """Every result for these inputs, or the errors."""
    spec, trees = calculator.spec, calculator.trees
    out = left_out(calculator, given)
    errors, values = {}, {}
    for key in calculator.defaults:
        values[key] = given.get(key)
        if key.rpartition(".")[0] in out:
            continue
        if reason := refuse(calculator.field(key), values[key]):
            errors[key] = reason
            values[key] = None
    shared = {name: values[name] for name in spec.inputs}
    shared |= {name: constant.value for name, constant in spec.constants.items()}
    columns: dict[str, list] = {}
    for row in calculator.rows:
        scope = shared | {name: values[f"{row}.{name}"] for name in spec.rows.inputs}
        for name in spec.rows.results:
            scope[name] = formula.evaluate(trees[f"rows.results.{name}"], scope)
            values[f"{row}.{name}"] = scope[name]
        if row in out:
            continue
        failed = _failed(calculator, "rows.checks", spec.rows.checks, scope)
        errors = {f"{row}.{name}": why for name, why in failed.items()} | errors
        for name in (*spec.rows.inputs, *spec.rows.results):
            columns.setdefault(name, []).append(scope[name])
    for name in (*spec.rows.inputs, *spec.rows.results) if spec.rows else ():
        columns.setdefault(name, [])
    scope = shared | columns
    for name in spec.results:
        values[name] = scope[name] = formula.evaluate(trees[f"results.{name}"], scope)
    errors = _failed(calculator, "checks", spec.checks, scope) | errors
    return Answer(values, errors, out, columns)


def _failed(calculator: Calculator, place: str, checks: list[Check], scope: dict) -> dict:
    """Field -> word key of the first check that fails; one that lacks a number does not fail."""
    failed = {}
    for index, check in enumerate(checks):
        if formula.evaluate(calculator.trees[f"{place}.{index}"], scope) is False:
            failed.setdefault(check.at, (f"check.{check.say}", {}))
    return failed
