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
from macros import formula
from macros.facts import Facts, FactsError
from macros.spec import TRUTH, Calculator, Card, Check, Input, Result, Slots, Spec
from macros.working import refuse

_PARTS = {"", "k", "n", "goal"}  # of a figure that a default may take


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
        self.path, self.spec, self.facts = path, spec, facts
        self.trees: dict = {}
        self.sources = list(spec.sources)

    def make(self) -> Calculator:
        spec = self.spec
        self._names_once()
        known = dict.fromkeys([*spec.inputs, *spec.constants], formula.NUMBER)
        inner = dict(known)
        if spec.rows:
            inner |= dict.fromkeys(spec.rows.inputs, formula.NUMBER)
            self._results("rows.results", spec.rows.results, inner)
            self._checks("rows.checks", spec.rows.checks, inner, spec.rows.inputs)
            for name in (*spec.rows.inputs, *spec.rows.results):
                truth = inner[name] == formula.TRUTH
                known[name] = formula.TRUTHS if truth else formula.NUMBERS
        self._results("results", spec.results, known)
        self._checks("checks", spec.checks, known, spec.inputs)
        self._shown(inner, known)
        defaults = self._defaults()
        examples = [self._example(index, defaults) for index in range(len(spec.examples))]
        for source in self.sources:
            if source not in self.facts.sources:
                self._fail("sources", f"{source} is not in facts/sources.yml; add it")
        return Calculator(
            self.path.stem, self.path, spec, self.trees, defaults, examples, self.sources
        )

    def _fail(self, key: str, reason: str):
        raise FactsError(f"{self.path}: {key}: {reason}") from None

    def _names_once(self):
        rows = self.spec.rows
        seen = set(formula.FUNCTIONS) | formula.LAZY | {"not", "row"}
        places = {"inputs": self.spec.inputs, "constants": self.spec.constants}
        if rows:
            places |= {"rows.inputs": rows.inputs, "rows.results": rows.results}
        for place, group in {**places, "results": self.spec.results}.items():
            for name in group:
                if name in seen:
                    self._fail(f"{place}.{name}", "the name is taken; choose another")
                if name.endswith("_n"):
                    self._fail(f"{place}.{name}", "{..._n} is the bare number in sentences; rename")
                seen.add(name)

    def _tree(self, key: str, text: str, names: dict, kind: str):
        try:
            self.trees[key] = formula.parse(text, names, kind)
        except formula.FormulaError as error:
            self._fail(key, str(error))

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

    def _shown(self, inner: dict, known: dict):
        """All that is said and shown names values that exist, and tests that can be read."""
        spec, rows = self.spec, self.spec.rows
        self._slots("", {"headline": spec.headline}, known)
        self._slots("reading.", spec.reading, known)
        for index, card in enumerate(spec.cards):
            self._card(f"cards.{index}", card, known)
        if rows:
            self._slots("rows.reading.", rows.reading, inner)
            if rows.card:
                self._card("rows.card", rows.card, inner)
        for name in ("value", "low", "high", "goal") if spec.chart else ():
            if value := getattr(spec.chart, name):
                self._known(f"chart.{name}", value, inner)
        for table, columns in spec.tables.items():
            for index, column in enumerate(columns):
                self._known(f"tables.{table}.{index}.value", column.value, inner)

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

    def _known(self, key: str, name: str, names: dict):
        if name not in names:
            self._fail(key, f"{name} is no input or result here; there are: {', '.join(names)}")

    def _defaults(self) -> dict[str, float | None]:
        found = {}
        for name, field in self.spec.inputs.items():
            self._default(f"inputs.{name}", name, field, field.default, found)
        if self.spec.rows:
            for row in self.spec.rows.fixed:
                for name, field in self.spec.rows.inputs.items():
                    key = f"rows.inputs.{name}"
                    if not isinstance(field.default, dict) or row not in field.default:
                        self._fail(f"{key}.default", f"the row {row} has none; add `{row}: ...`")
                    self._default(key, f"{row}.{name}", field, field.default[row], found)
        return found

    def _default(self, place: str, key: str, field: Input, given, found: dict):
        if isinstance(given, dict):
            self._fail(f"{place}.default", "this input stands once; give one value")
        found[key] = self._value(f"{place}.default", given)
        if isinstance(given, int | float) and field.source is None:
            self._fail(f"{place}.source", "a typed default needs a source; add it, or name a fact")
        if field.source:
            self.sources.append(field.source)
        if reason := refuse(field, found[key]):
            self._fail(f"{place}.default", f"{given} is refused: {reason[0]}")

    def _value(self, place: str, given):
        """The number given, or the one that the named fact holds."""
        if not isinstance(given, str):
            return float(given) if type(given) in (int, float) else given
        report, _, rest = given.partition(".")
        key, _, part = rest.partition(".")
        try:
            figure = self.facts.figure(f"{report}.{key}")
        except KeyError as error:
            self._fail(place, error.args[0])
        value = getattr(figure, part or "published", None) if part in _PARTS else None
        if value is None:
            self._fail(place, f"{given} holds no number; write one of report.figure, .k, .n, .goal")
        if figure.source not in self.sources:
            self.sources.append(figure.source)
        return float(value)

    def _example(self, index: int, defaults: dict):
        example, place = self.spec.examples[index], f"examples.{index}"
        given = {k: self._value(f"{place}.given.{k}", v) for k, v in example.given.items()}
        gives = {k: self._value(f"{place}.gives.{k}", v) for k, v in example.gives.items()}
        rows = self.spec.rows
        results = set(self.spec.results)
        if rows:
            results |= {f"{row}.{name}" for row in rows.fixed for name in rows.results}
        for key in given.keys() | example.refuses.keys():
            if key not in defaults:
                self._fail(f"{place}.given.{key}", "there is no such field")
        for key in gives.keys() - results:
            self._fail(f"{place}.gives.{key}", "there is no such result")
        if not gives and not example.refuses:
            self._fail(place, "nothing is expected; add `gives` or `refuses`")
        return example.name, {**defaults, **given}, gives, example.refuses
