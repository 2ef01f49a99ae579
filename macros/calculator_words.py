"""
A page's own words for its calculator: `calculator:` in the front matter, held against the spec.

What is missing, unknown or asks for a number that does not exist is an error with its place.
"""

from __future__ import annotations

from macros import formula
from macros.answer import PLACE
from macros.facts import FactsError
from macros.page import Page
from macros.spec import Calculator

FORMS = {"one", "other"}


class OwnWords:
    """The words of one page for one calculator."""

    def __init__(self, page: Page, made: Calculator):
        self.made = made
        self.where = page.words.docs / page.language / page.path
        self.given = page.meta.get("calculator") or {}
        self.faults: list[str] = []

    def checked(self) -> dict:
        """The words. Raises FactsError with every fault, a line each."""
        needed = _needed(self.made)
        for group in self.given.keys() - needed.keys() - {"rows_help"}:
            self._fault(group, "no such words are asked for; correct the key or remove it")
        for group, keys in needed.items():
            given = self.given.get(group) or {}
            for key in sorted(keys - given.keys()):
                self._fault(f"{group}.{key}", "this word is missing; add it")
            for key in sorted(given.keys() - keys):
                self._fault(f"{group}.{key}", "nothing asks for this word; remove it")
            for key in keys & given.keys():
                self._shape(group, key, given[key])
        if self.faults:
            raise FactsError("\n".join(self.faults))
        return self.given

    def _fault(self, key: str, reason: str):
        self.faults.append(f"{self.where}: calculator.{key}: {reason}")

    def _shape(self, group: str, key: str, word):
        """An input is a label, perhaps with help; a message has text or forms, and known places."""
        if group == "inputs":
            if not isinstance(word, dict) or "label" not in word or set(word) - {"label", "help"}:
                self._fault(f"{group}.{key}", "write {label: ..., help: ...}; help may be left out")
            return
        forms = word if isinstance(word, dict) else {"other": word}
        if set(forms) - FORMS or "other" not in forms:
            self._fault(f"{group}.{key}", "write a text, or the forms {one: ..., other: ...}")
            return
        if group not in ("say", "checks"):
            return
        inner, outer = _places(self.made, key, group)
        for place in {place for text in forms.values() for place in PLACE.findall(str(text))}:
            if place.removesuffix("_n") not in (inner | outer):
                known = ", ".join(sorted(inner | outer))
                self._fault(f"{group}.{key}", f"nothing fills {{{place}}}; there are: {known}")


def _needed(made: Calculator) -> dict[str, set[str]]:
    """Group -> the keys that the spec asks for."""
    spec, rows = made.spec, made.spec.rows
    inputs, results = dict(spec.inputs), dict(spec.results)
    says = [spec.headline, *spec.reading.values()]
    says += [choices for card in spec.cards for choices in card.say.values()]
    checks = list(spec.checks)
    if rows:
        inputs |= rows.inputs
        results |= rows.results
        checks += rows.checks
        says += rows.reading.values()
        says += rows.card.say.values() if rows.card else ()
    needed = {
        "inputs": set(inputs),
        "results": {name for name, result in results.items() if result.working} | _shown(made),
        "say": {choice.say for choices in says for choice in choices},
        "limits": set(spec.limits),
    }
    needed["results"] &= set(results)
    optional = {
        "groups": {field.group for field in inputs.values() if field.group},
        "constants": set(spec.constants),
        "checks": {check.say for check in checks},
        "rows": set(made.rows),
        "tables": set(spec.tables),
    }
    needed |= {group: keys for group, keys in optional.items() if keys}
    needed["say"] |= set(beside(made).values())
    if spec.chart:
        needed["chart"] = {"caption", "measured", "alternative", "dot"}
        needed["chart"] |= {"goal"} if spec.chart.goal else set()
    return needed


def _shown(made: Calculator) -> set[str]:
    """The results that stand somewhere with their label, or in a formula that is shown."""
    spec, found = made.spec, set()
    for place, results in (
        ("rows.results", spec.rows.results if spec.rows else {}),
        ("results", spec.results),
    ):
        for name, result in results.items():
            if result.working:
                found |= formula.names_in(made.trees[f"{place}.{name}"])
    found |= {card.figure for card in spec.cards}
    found |= {column.value for columns in spec.tables.values() for column in columns}
    if spec.chart:
        found |= {spec.chart.value, spec.chart.low, spec.chart.high}
    return found


def beside(made: Calculator) -> dict[str, str]:
    """Slot -> message of the sentences that stand beside dots and in cells: k of n."""
    chart, tables = made.spec.chart, made.spec.tables
    found = {f"{chart.value}-drawn": chart.beside} if chart else {}
    for name, columns in tables.items():
        found |= {f"{c.value}-{name}": c.beside for c in columns if c.beside}
    return found


def _places(made: Calculator, key: str, group: str) -> tuple[set, set]:
    """The names that may fill the places of a message: those of its row, and those of all."""
    spec, rows = made.spec, made.spec.rows
    outer = {*spec.inputs, *spec.constants, *spec.results}
    if not rows:
        return set(), outer
    slots = [*rows.reading.values(), *(rows.card.say.values() if rows.card else ())]
    said = {choice.say for choices in slots for choice in choices}
    said |= {check.say for check in rows.checks} if group == "checks" else set()
    said |= set(beside(made).values())
    return ({*rows.inputs, *rows.results, "row"} if key in said else set()), outer
