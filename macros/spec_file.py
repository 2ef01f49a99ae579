"""
A calculator made ready from its spec: formulas parsed, defaults looked up in the facts.

    >>> goal = load(Path("facts/calculators/goal.yml"), facts)
    >>> goal.defaults["studies.reached"]
    8.0

What leads nowhere in a spec is a FactsError that names file, key and reason.
"""

from __future__ import annotations

import re
from pathlib import Path

from macros import facts as fact_files
from macros import formula, spec_rows, spec_values
from macros.facts import Facts, FactsError
from macros.spec import TRUTH, Calculator, Card, Check, Group, Input, Result, Slots, Spec
from macros.spec_values import Values

# The keys of a chart that name values of its rows.
_IN_ROWS = {"text", "bar", "dot", "other", "interval", "along", "lines", "dots"}

_made: dict[Path, tuple] = {}  # path -> (time of change, facts, calculator)


def load(path: Path, facts: Facts) -> Calculator:
    """The calculator in this file, read once. Raises FactsError with file, key and reason."""
    stamp = path.stat().st_mtime_ns
    known = _made.get(path)
    if known is None or known[0] != stamp or known[1] is not facts:
        _made[path] = known = (stamp, facts, _load(path, facts))
    return known[2]


def _load(path: Path, facts: Facts) -> Calculator:
    spec = fact_files.read(path, Spec)
    first = path.read_text("utf-8").partition("\n")[0]
    if not re.match(r"# .+\?$", first):
        raise FactsError(f"{path}:1: the first line asks what the calculator answers: # ...?")
    return _Maker(path, spec, facts).make()


class _Maker:
    """Turns a spec into a calculator, and says where something in it leads nowhere."""

    def __init__(self, path: Path, spec: Spec, facts: Facts):
        self.path, self.spec = path, spec
        self.values = Values(path, facts, list(spec.sources))
        self.trees: dict = {}
        self.groups: dict[str, Group] = {}

    def make(self) -> Calculator:
        spec = self.spec
        self._names_once()
        for name, rows in spec.rows.items():
            self.groups[name] = spec_rows.group(name, rows, self.groups, self.values)
        once = dict.fromkeys([*spec.inputs, *spec.constants], formula.NUMBER)
        self._whens("inputs", spec.inputs, once)
        outer, inner = dict(once), {}
        for group in self.groups.values():
            inner[group.id] = self._in_rows(group, once)
            self._columns(group, inner[group.id], outer)
        self._results("results", spec.results, outer)
        self._checks("checks", spec.checks, outer, spec.inputs)
        self._said(inner, outer)
        self._shown(inner, outer)
        made = spec_values.filled(self.values, spec, self.groups, self.trees)
        for source in made.sources:
            self.values.known_source(source)
        return made

    def _fail(self, key: str, reason: str):
        self.values.fail(key, reason)

    # -- Names and rows ---------------------------------------------------------------------------

    def _names_once(self):
        # The last two are words of a link (docs/assets/takeaway.js).
        seen = {*formula.FUNCTIONS, *formula.LAZY, "not", "row", "has", "currency", "unfinished"}
        places = {"inputs": self.spec.inputs, "constants": self.spec.constants}
        for group, rows in self.spec.rows.items():
            for part in ("known", "inputs", "back", "first", "results"):
                places[f"rows.{group}.{part}"] = getattr(rows, part)
            if rows.steps:
                places[f"rows.{group}.steps"] = [rows.steps.name]
        for place, names in {**places, "results": self.spec.results}.items():
            for name in names:
                if name in seen:
                    self._fail(f"{place}.{name}", "the name is taken; choose another")
                if name.endswith("_n"):
                    self._fail(f"{place}.{name}", "{..._n} is the bare number in sentences; rename")
                seen.add(name)

    def _in_rows(self, group: Group, once: dict) -> dict:
        """The names and kinds that formulas of a row may use; its formulas parsed on the way."""
        place, rows = f"rows.{group.id}", group.spec
        names = once | dict.fromkeys([*group.known, *rows.inputs], formula.NUMBER)
        self._whens(f"{place}.inputs", rows.inputs, names)
        for part in ("back", "first"):
            names |= dict.fromkeys(getattr(rows, part), formula.NUMBER)
        self._results(f"{place}.results", rows.results, names)
        for part in ("back", "first"):
            for name, of in getattr(rows, part).items():
                if of not in {*group.known, *rows.inputs, *rows.results}:
                    self._fail(f"{place}.{part}.{name}", f"{of} is no value of these rows")
        self._checks(f"{place}.checks", rows.checks, names, rows.inputs)
        return names

    def _columns(self, group: Group, inner: dict, outer: dict):
        """What formulas that stand once see of the rows: columns, and fixed rows by their names."""
        for name in group.names:
            truth = inner[name] == formula.TRUTH
            outer[name] = formula.TRUTHS if truth else formula.NUMBERS
            if group.spec.fixed:
                outer |= {f"{row}.{name}": inner[name] for row in group.ids if row.isidentifier()}

    # -- Formulas ---------------------------------------------------------------------------------

    def _tree(self, key: str, text: str, names: dict, kind: str):
        try:
            self.trees[key] = formula.parse(text, names, kind)
        except formula.FormulaError as error:
            self._fail(key, str(error))

    def _whens(self, place: str, inputs: dict[str, Input], names: dict):
        for name, field in inputs.items():
            if field.when:
                self._tree(f"{place}.{name}.when", field.when, names, formula.TRUTH)

    def _results(self, place: str, results: dict[str, Result], names: dict):
        for name, result in results.items():
            kind = formula.TRUTH if result.unit == TRUTH else formula.NUMBER
            self._tree(f"{place}.{name}", result.formula, names, kind)
            names[name] = kind

    def _checks(self, place: str, checks: list[Check], names: dict, fields: dict):
        for index, check in enumerate(checks):
            self._tree(f"{place}.{index}", check.test, names, formula.TRUTH)
            if check.at not in fields:
                self._fail(f"{place}.{index}.at", f"{check.at} is no input here")

    # -- What is said and shown -------------------------------------------------------------------

    def _said(self, inner: dict[str, dict], outer: dict):
        spec = self.spec
        self._slots("", {"headline": spec.headline}, outer)
        self._slots("reading.", spec.reading, outer)
        for index, card in enumerate(spec.cards):
            self._card(f"cards.{index}", card, outer)
        for group, rows in spec.rows.items():
            self._slots(f"rows.{group}.reading.", rows.reading, inner[group])
            if rows.card:
                self._card(f"rows.{group}.card", rows.card, inner[group])

    def _card(self, place: str, card: Card, names: dict):
        self._known(f"{place}.figure", card.figure, names)
        self._slots(f"{place}.say.", card.say, names)

    def _slots(self, place: str, slots: Slots, names: dict):
        for slot, choices in slots.items():
            for index, choice in enumerate(choices):
                key = f"{place}{slot}.{index}"
                if choice.when:
                    self._tree(key, choice.when, names, formula.TRUTH)
                if choice.count:
                    self._known(f"{key}.count", choice.count, names)

    def _shown(self, inner: dict[str, dict], outer: dict):
        if self.spec.chart:
            self._chart(self.spec.chart, inner, outer)
        for name, table in self.spec.tables.items():
            place = f"tables.{name}"
            within = self._rows_of(place, table.rows, inner)
            for index, column in enumerate(table.columns):
                self._known(f"{place}.columns.{index}.value", column.value, within)
            for part in ("only", "sort"):
                if named := getattr(table, part):
                    self._known(f"{place}.{part}", named, within)
            if not table.columns and not table.blank:
                self._fail(place, "the table has no columns; add `columns` or `blank`")

    def _chart(self, chart, inner: dict[str, dict], outer: dict):
        within = self._rows_of("chart", chart.rows, inner)
        for part, names in chart.model_dump(include=_IN_ROWS).items():
            for name in [names] if isinstance(names, str) else names or ():
                self._known(f"chart.{part}", name, within)
        for name in getattr(chart, "band", None) or ():
            self._known("chart.band", name, outer)
        if chart.mark:
            self._known("chart.mark", chart.mark, outer if chart.kind == "lines" else within)

    def _rows_of(self, place: str, name: str, inner: dict[str, dict]) -> dict:
        if name not in inner:
            self._fail(f"{place}.rows", f"there are no rows {name}; there are: {', '.join(inner)}")
        return inner[name]

    def _known(self, key: str, name: str, names: dict):
        if name not in names:
            self._fail(key, f"{name} is no input or result here; there are: {', '.join(names)}")
