"""
What the browser needs to keep a calculator right: trees, words and units, as one block of JSON.

docs/assets/calculator.js names the same parts in its types.
"""

from __future__ import annotations

import json
import re

from markupsafe import Markup

from macros import answer, formula
from macros.calculator_view import View
from macros.calculator_words import beside_of, results, taken
from macros.spec import Calculator, Group, Input


def data(view: View) -> Markup:
    """The block as JSON that is safe inside a script element."""
    text = json.dumps(_data(view), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - it can close no element


def _data(view: View) -> dict:
    made, words, own = view.made, view.words, view.own
    trees, names = made.trees, _names(view)
    units = {made.kind(name).unit for name in names}
    slots = {"headline": _choices("headline", made.spec.headline, trees)}
    slots |= _slots("reading", made.spec.reading, trees)
    for index, card in enumerate(made.spec.cards):
        said = _slots(f"cards.{index}.say", card.say, trees)
        slots |= {f"card{index}-{slot}": choices for slot, choices in said.items()}
    return {
        "language": words.language,
        "currency": _currency(words) if made.spec.money else None,
        "kinds": {name: _kind(view, name) for name in names},
        "constants": made.constants,
        "inputs": _inputs("inputs", made.spec.inputs, trees),
        "results": {name: trees[f"results.{name}"] for name in made.spec.results},
        "checks": _checks("checks", made.spec.checks, trees),
        "slots": slots,
        "rows": [_rows(view, group) for group in made.groups.values()],
        "defaults": made.defaults,
        "exampleOnly": made.spec.example_only,
        "chart": _chart(made.spec.chart),
        "tables": [
            {"id": name} | table.model_dump(include={"rows", "only", "sort", "down", "take"})
            for name, table in made.spec.tables.items()
        ],
        "say": own["say"],
        "wrong": own.get("checks", {}),
        "labels": _labels(made, own),
        "units": {
            unit: words.raw(f"unit.{unit}.written")
            for unit in sorted(units)
            if f"unit.{unit}.written" in words
        },
        "number": {key: words.raw(f"number.{key}") for key in _NUMBER},
        "operators": answer.operator_words(words),
        "truth": [words["unit.truth.fails"], words["unit.truth.holds"]],
        "text": {key: view.text(key) for key in _TEXT},
    }


_NUMBER = (
    "empty", "empty-date", "out-of-range-date", "not-chosen", "not-a-number", "not-a-date",
    "ambiguous", "ambiguous-whole", "too-long", "out-of-range", "not-whole", "too-many-decimals",
)  # fmt: skip
_TEXT = (
    "left-empty", "no-answer", "understood", "error.prefix", "error.field", "error.title",
    "in-row", "waiting", "added", "removed", "copied", "link-copied", "select",
)  # fmt: skip


def _names(view: View) -> list[str]:
    spec = view.made.spec
    inner = [name for group in view.made.groups.values() for name in group.names]
    return [*spec.inputs, *spec.constants, *inner, *spec.results]


def _kind(view: View, name: str) -> list:
    """Unit, decimals, whether somebody types it, and the texts of its choices."""
    made, kind = view.made, view.made.kind(name)
    texts = None
    if getattr(kind, "choices", None):
        given = view.own["inputs"][next(n for n in view.own["inputs"] if made.kind(n) is kind)]
        texts = [given["choices"][choice] for choice in kind.choices]
    return [kind.unit, made.decimals(name), isinstance(kind, Input), texts]


def _labels(made: Calculator, own: dict) -> dict:
    """The names of values: what is taken away as text or CSV is what has one."""
    inputs = {name: each["label"] for name, each in own["inputs"].items()}
    helpers = {name for _, name in results(made)} - taken(made)
    named = {name: text for name, text in own["results"].items() if name not in helpers}
    return inputs | named | own.get("constants", {})


def _currency(words) -> dict:
    names = {key: words[f"calculator.currency.{key}"] for key in answer.CURRENCIES}
    return {"start": answer.currency(words), "names": names}


def _rows(view: View, group: Group) -> dict:
    trees, rows, place = view.made.trees, group.spec, f"rows.{group.id}"
    slots = _slots(f"{place}.reading", rows.reading, trees)
    if rows.card:
        slots |= _slots(f"{place}.card.say", rows.card.say, trees)
    slots |= {
        slot: [[say, ["has", slot.partition("-")[0]], None]]
        for slot, say in beside_of(view.made, group.id).items()
    }
    labels = None
    if rows.free:
        labels = view.own["rows"][group.id]
    elif not rows.steps:
        labels = {row: view.writer.row(row) for row in group.ids}
    return {
        "id": group.id,
        "ids": group.ids,
        "free": rows.free or 0,
        "optional": rows.optional,
        "labels": labels,
        "label": group.label,
        "known": group.known,
        "back": rows.back,
        "first": rows.first,
        "inputs": _inputs(f"{place}.inputs", rows.inputs, trees),
        "results": {name: trees[f"{place}.results.{name}"] for name in rows.results},
        "checks": _checks(f"{place}.checks", rows.checks, trees),
        "slots": slots,
    } | ({"beyond": True} if _beyond(view, rows, slots) else {})


def _beyond(view: View, rows, slots: dict) -> bool:
    """Whether what the rows say hangs on a result that stands once."""
    choices = [choice for each in slots.values() for choice in each]
    said = [view.own["say"][say] for say, _, _ in choices]
    said += [view.own["checks"][check.say] for check in rows.checks]
    names = set(re.findall(r"\{(\w+?)(?:_n)?\}", json.dumps(said)))
    names |= {count for _, _, count in choices}
    names = names.union(*(formula.names_in(when) for _, when, _ in choices if when is not None))
    return not names.isdisjoint(view.made.spec.results)


def _chart(chart) -> dict | None:
    return chart and chart.model_dump(by_alias=True, exclude={"beside", "dense"})


def _inputs(place: str, inputs: dict, trees: dict) -> dict:
    return {
        name: {
            "kind": f.kind, "min": f.min, "max": f.max, "decimals": f.decimals,
            "optional": f.optional, "when": trees.get(f"{place}.{name}.when"),
        }
        for name, f in inputs.items()
    }  # fmt: skip


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
