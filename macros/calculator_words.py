"""
A page's own words for its calculator: `calculator:` in the front matter, held against the spec.

What is missing, unknown or asks for a number that does not exist is an error with its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros import formula
from macros.answer import PLACE
from macros.facts import FactsError
from macros.page import Page
from macros.spec import Calculator, Choice, Group, LinesChart

FORMS = {"one", "other"}
LAYERS = ("bar", "dot", "other", "mark", "band")  # of a chart of rows, in the order of its key
_ROW = {"label", "help", "left", "right"}
_INPUT = {"label", "help", "choices", "ends"}


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
        for group in sorted(self.given.keys() - needed.keys() - {"row_groups"}):
            self._fault(group, "no such words are asked for; correct the key or remove it")
        for group, keys in needed.items():
            given = self.given.get(group) or {}
            if not isinstance(given, dict):
                self._fault(group, "write `key: words`, a line each")
                continue
            for key in sorted(keys - given.keys()):
                self._fault(f"{group}.{key}", "this word is missing; add it")
            for key in sorted(given.keys() - keys):
                self._fault(f"{group}.{key}", "nothing asks for this word; remove it")
            for key in sorted(keys & given.keys()):
                self._shape(group, key, given[key])
        self._row_groups()
        if self.faults:
            raise FactsError("\n".join(self.faults))
        return self.given

    def _fault(self, key: str, reason: str):
        self.faults.append(f"{self.where}: calculator.{key}: {reason}")

    def _row_groups(self):
        for group, words in (self.given.get("row_groups") or {}).items():
            if group not in self.made.groups or set(words) - {"legend", "help"}:
                self._fault(
                    f"row_groups.{group}", "write {legend: ..., help: ...} for rows of the spec"
                )

    def _shape(self, group: str, key: str, word):
        shape = {"inputs": self._input, "rows": self._rows, "heads": self._heads, "chart": None}
        if group in shape:
            check = shape[group]
            if check:
                check(key, word)
            return
        forms = word if isinstance(word, dict) else {"other": word}
        if set(forms) - FORMS or "other" not in forms:
            self._fault(f"{group}.{key}", "write a text, or the forms {one: ..., other: ...}")
            return
        if group not in ("say", "checks"):
            return
        known = _places(self.made, group)[key]
        for place in {place for text in forms.values() for place in PLACE.findall(str(text))}:
            if place.removesuffix("_n") not in known:
                there = ", ".join(sorted(known))
                self._fault(f"{group}.{key}", f"nothing fills {{{place}}}; there are: {there}")

    def _input(self, key: str, word):
        if not isinstance(word, dict) or "label" not in word or set(word) - _INPUT:
            self._fault(f"inputs.{key}", "write {label: ..., help: ...}; help may be left out")
            return
        field = self.made.kind(key)
        choices = word.get("choices") or {}
        if not isinstance(choices, dict) or list(choices) != field.choices:
            names = ", ".join(field.choices) or "none"
            self._fault(f"inputs.{key}.choices", f"write a text for each, in this order: {names}")
        ends = word.get("ends", ["", ""])
        if not isinstance(ends, list) or len(ends) != 2 or ("ends" in word) > field.radio:
            self._fault(f"inputs.{key}.ends", "write [text at the lowest, text at the highest]")

    def _rows(self, key: str, word):
        group = self.made.groups[key]
        if group.spec.free:
            if not isinstance(word, str) or "{n}" not in word:
                self._fault(f"rows.{key}", 'write a text with {n} in it, e.g. "Week {n}"')
            return
        given = word if isinstance(word, dict) else {}
        for row in sorted(set(group.ids) ^ given.keys()):
            why = "nothing asks for this word; remove it" if row in given else "is missing; add it"
            self._fault(f"rows.{key}.{row}", why)
        for row, each in given.items():
            if isinstance(each, dict) and ("label" not in each or set(each) - _ROW):
                self._fault(
                    f"rows.{key}.{row}", "write {label: ..., help: ..., left: ..., right: ...}"
                )

    def _heads(self, key: str, word):
        needed = self.made.groups[key].spec.heads.keys()
        if not isinstance(word, dict) or word.keys() != needed:
            self._fault(f"heads.{key}", f"write a heading for each of: {', '.join(sorted(needed))}")


def _needed(made: Calculator) -> dict[str, set[str]]:
    """Group -> the keys that the spec asks for."""
    spec, groups = made.spec, made.groups.values()
    inputs = dict(spec.inputs)
    for group in groups:
        inputs |= group.spec.inputs
    checks = [*spec.checks, *(check for group in groups for check in group.spec.checks)]
    needed = {
        "inputs": set(inputs),
        "results": _shown(made) - inputs.keys() - spec.constants.keys(),
        "say": {choice.say for choice in _choices(made)} | set(beside(made).values()),
        "limits": set(spec.limits),
    }
    optional = {
        "groups": {field.group for field in spec.inputs.values() if field.group},
        "constants": set(spec.constants) & _shown(made),
        "checks": {check.say for check in checks},
        "rows": {g.id for g in groups if not g.spec.steps and g.spec.fixed != "fidelity"},
        "heads": {g.id for g in groups if g.spec.heads},
        "tables": set(spec.tables),
        "blank": {each for table in spec.tables.values() for each in table.blank},
        "chart": {"caption", "measured", "alternative", "key"} if spec.chart else set(),
        "fill": set(spec.fill),
    }
    return needed | {group: keys for group, keys in optional.items() if keys}


def _choices(made: Calculator) -> Iterator[Choice]:
    """Every sentence that may be said, with its test."""
    spec = made.spec
    yield from spec.headline
    slots = [spec.reading, *(card.say for card in spec.cards)]
    for group in made.groups.values():
        slots += _slots_of(group)
    for each in slots:
        for choices in each.values():
            yield from choices


def _slots_of(group: Group) -> list[dict]:
    return [group.spec.reading, *([group.spec.card.say] if group.spec.card else [])]


def _shown(made: Calculator) -> set[str]:
    """The values that stand somewhere with their label, or in a formula that is shown."""
    spec, found = made.spec, set()
    places = {"results": spec.results}
    places |= {f"rows.{group.id}.results": group.spec.results for group in made.groups.values()}
    for place, results in places.items():
        for name, result in results.items():
            if result.working:
                found |= {name} | formula.names_in(made.trees[f"{place}.{name}"])
    found = {name.rpartition(".")[2] for name in found}
    found |= {card.figure for card in spec.cards}
    found |= {column.value for table in spec.tables.values() for column in table.columns}
    return found | set(drawn(made))


def taken(made: Calculator) -> set[str]:
    """
    The results that a reader takes away as text or CSV: those with a working, and helpers of
    sentences and formulas only where the answer shows them as a figure, in a table or a drawing.
    """
    spec = made.spec
    found = {card.figure for card in spec.cards}
    found |= {column.value for table in spec.tables.values() for column in table.columns}
    rows = {name: place for place, name in results(made)}
    # A drawing may have a copy of its own of another value.
    found |= {name for name in drawn(made) if not isinstance(made.trees.get(rows.get(name)), str)}
    return found | {name for _, name in results(made) if made.kind(name).working}


def results(made: Calculator) -> Iterator[tuple[str, str]]:
    """Place of the tree and name of every result."""
    yield from ((f"results.{name}", name) for name in made.spec.results)
    for group in made.groups.values():
        yield from ((f"rows.{group.id}.results.{name}", name) for name in group.spec.results)


def drawn(made: Calculator) -> list[str]:
    """The values of rows that the chart draws, in the order of its table's columns."""
    chart = made.spec.chart
    if chart is None:
        return []
    if isinstance(chart, LinesChart):
        return list(chart.lines)
    names = [chart.text, chart.bar, chart.dot, *(chart.interval or ()), chart.other, chart.mark]
    return list(dict.fromkeys(name for name in names if name))


def beside(made: Calculator) -> dict[str, str]:
    """Slot -> message of the sentences that stand beside values in charts and cells: k of n."""
    chart = made.spec.chart
    found = {f"{chart.text}-drawn": chart.beside} if getattr(chart, "beside", None) else {}
    for name, table in made.spec.tables.items():
        found |= {f"{c.value}-{name}": c.beside for c in table.columns if c.beside}
    return found


def beside_of(made: Calculator, group: str) -> dict[str, str]:
    """Those of `beside` that belong to this group of rows."""
    tables = {name for name, table in made.spec.tables.items() if table.rows == group}
    if made.spec.chart and made.spec.chart.rows == group:
        tables.add("drawn")
    return {slot: say for slot, say in beside(made).items() if slot.split("-", 1)[1] in tables}


def _places(made: Calculator, part: str) -> dict[str, set[str]]:
    """Message -> the names that may fill its places."""
    spec = made.spec
    outer = {*spec.inputs, *spec.constants, *spec.results}
    found: dict[str, set[str]] = {}

    def allow(say: str, names: set[str]):
        found[say] = found[say] & names if say in found else names

    if part == "checks":
        for check in spec.checks:
            allow(check.say, outer)
    else:
        for slots in ({"headline": spec.headline}, spec.reading, *(c.say for c in spec.cards)):
            for choice in (choice for choices in slots.values() for choice in choices):
                allow(choice.say, outer)
    for group in made.groups.values():
        inner = outer | {*group.names, "row"}
        if part == "checks":
            says = [check.say for check in group.spec.checks]
        else:
            says = [c.say for slots in _slots_of(group) for each in slots.values() for c in each]
            says += beside_of(made, group.id).values()
        for say in says:
            allow(say, inner)
    return found
