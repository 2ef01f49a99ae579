"""
What the browser needs to keep a calculator right: trees, words and units, as one block of JSON.

docs/assets/calculator.js names the same parts in its types.
"""

from __future__ import annotations

import json

from markupsafe import Markup

from macros import answer, formula, spec
from macros.calculator_view import View
from macros.calculator_words import beside
from macros.spec import Calculator


def data(view: View) -> Markup:
    """The block as JSON that is safe inside a script element."""
    text = json.dumps(_data(view), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - it can close no element


def _data(view: View) -> dict:
    made, words, own = view.made, view.words, view.own
    rows, trees = made.spec.rows, made.trees
    units = {made.kind(name).unit for name in _names(made)} - {spec.TRUTH}
    data = {
        "language": words.language,
        "kinds": {name: _kind(made.kind(name)) for name in _names(made)},
        "constants": {name: constant.value for name, constant in made.spec.constants.items()},
        "inputs": _inputs(made.spec.inputs),
        "results": {name: trees[f"results.{name}"] for name in made.spec.results},
        "checks": _checks("checks", made.spec.checks, trees),
        "slots": {"headline": _choices("headline", made.spec.headline, trees)}
        | _slots("reading", made.spec.reading, trees),
        "rows": None,
        "chart": made.spec.chart and made.spec.chart.model_dump(exclude={"kind"}),
        "say": own["say"],
        "wrong": own.get("checks", {}),
        "labels": {name: own["inputs"][name]["label"] for name in own["inputs"]},
        "units": {unit: words.raw(f"unit.{unit}.written") for unit in sorted(units)},
        "number": {key: words.raw(f"number.{key}") for key in _NUMBER},
        "operators": answer.operator_words(words),
        "truth": [words["unit.truth.fails"], words["unit.truth.holds"]],
        "text": {key: view.text(key) for key in _TEXT},
    }  # fmt: skip
    for index, card in enumerate(made.spec.cards):
        data["slots"] |= _slots(f"cards.{index}.say", card.say, trees)
    if rows:
        card = _slots("rows.card.say", rows.card.say, trees) if rows.card else {}
        data["rows"] = {
            "ids": made.rows,
            "labels": own["rows"],
            "optional": rows.optional,
            "inputs": _inputs(rows.inputs),
            "results": {name: trees[f"rows.results.{name}"] for name in rows.results},
            "checks": _checks("rows.checks", rows.checks, trees),
            "slots": card | _slots("rows.reading", rows.reading, trees),
        }
        data["rows"]["slots"] |= {slot: [[say, None, None]] for slot, say in beside(made).items()}
    return data


_NUMBER = (
    "empty", "not-a-number", "ambiguous", "too-long", "out-of-range", "not-whole",
    "too-many-decimals",
)  # fmt: skip
_TEXT = (
    "left-empty", "no-answer", "understood", "error.prefix", "error.field", "error.title",
    "in-row", "waiting",
)  # fmt: skip


def _names(made: Calculator) -> list[str]:
    inner = [*made.spec.rows.inputs, *made.spec.rows.results] if made.spec.rows else []
    return [*made.spec.inputs, *made.spec.constants, *inner, *made.spec.results]


def _kind(kind) -> list:
    decimals = None if isinstance(kind, spec.Input | spec.Constant) else kind.decimals
    return [kind.unit, decimals, isinstance(kind, spec.Input)]


def _inputs(inputs: dict) -> dict:
    return {
        name: {"min": f.min, "max": f.max, "decimals": f.decimals, "optional": f.optional}
        for name, f in inputs.items()
    }


def _checks(place: str, checks: list, trees: dict) -> list:
    found = []
    for index, check in enumerate(checks):
        tree = trees[f"{place}.{index}"]
        found.append([tree, check.say, check.at, sorted(formula.names_in(tree))])
    return found


def _slots(place: str, slots: dict, trees: dict) -> dict:
    return {name: _choices(f"{place}.{name}", choices, trees) for name, choices in slots.items()}


def _choices(place: str, choices: list, trees: dict) -> list:
    return [
        [choice.say, trees.get(f"{place}.{index}"), choice.count]
        for index, choice in enumerate(choices)
    ]
