"""The values of a calculator's spec: defaults, constants, examples, and what one click fills in."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from macros.facts import Facts, FactsError
from macros.given import look_up
from macros.spec import INVENTED, Calculator, Given, Group, Input, Rows, Spec, number_of
from macros.working import refuse


class Values:
    """Looks values up, and keeps the sources that they come from."""

    def __init__(self, path: Path, facts: Facts, sources: list[str]):
        self.path, self.facts, self.sources = path, facts, sources

    def fail(self, key: str, reason: str) -> NoReturn:
        """Raises FactsError with the file and the key."""
        raise FactsError(f"{self.path}: {key}: {reason}") from None

    def number(self, place: str, given: Given | None, source: str | None = None) -> float | None:
        """The number given, or the one that the named fact holds. Raises FactsError."""
        try:
            value, origin = look_up(self.facts, given)
        except KeyError as error:
            self.fail(place, error.args[0])
        for each in (origin, source):
            if each and each != INVENTED and each not in self.sources:
                self.sources.append(each)
        return value

    def known_source(self, source: str):
        """Raises FactsError where nobody has described the source."""
        if source not in self.facts.sources:
            self.fail("sources", f"{source} is not in facts/sources.yml; add it")


def filled(values: Values, spec: Spec, groups: dict[str, Group], trees: dict) -> Calculator:
    """The calculator with every value in place. Raises FactsError with file, key and reason."""
    return _Filler(values, spec, groups).calculator(trees)


class _Filler:
    def __init__(self, values: Values, spec: Spec, groups: dict[str, Group]):
        self.values, self.spec, self.groups = values, spec, groups
        self.defaults: dict[str, float | None] = {}
        self.default_sources: dict[str, list[str]] = {}

    def calculator(self, trees: dict) -> Calculator:
        spec, values = self.spec, self.values
        self._all_defaults()
        constants = {
            name: values.number(f"constants.{name}", each.value, each.source)
            for name, each in spec.constants.items()
        }
        examples = [self._example(index) for index in range(len(spec.examples))]
        fills = {name: self._fill(f"fill.{name}", given) for name, given in spec.fill.items()}
        return Calculator(
            values.path.stem, values.path, spec, self.groups, trees, constants, self.defaults,
            examples, fills, values.sources, self.default_sources,
        )  # fmt: skip

    # -- Defaults ---------------------------------------------------------------------------------

    def _all_defaults(self):
        for name, field in self.spec.inputs.items():
            if isinstance(field.default, dict | list):
                self.values.fail(f"inputs.{name}.default", "this input stands once; give one value")
            self._default(f"inputs.{name}", name, field, field.default)
        for group in self.groups.values():
            for index, row in enumerate(group.ids):
                for name, field in group.spec.inputs.items():
                    place = f"rows.{group.id}.inputs.{name}"
                    given = self._of_row(place, field.default, row, index)
                    self._default(place, f"{row}.{name}", field, given)

    def _of_row(self, place: str, given, row: str, index: int) -> Given | None:
        if isinstance(given, list):
            return given[index]
        if not isinstance(given, dict):
            self.values.fail(f"{place}.default", "each row has its own; write `row: value`")
        if row not in given:
            self.values.fail(f"{place}.default", f"the row {row} has none; add `{row}: ...`")
        return given[row]

    def _default(self, place: str, key: str, field: Input, given: Given | None):
        value = self.values.number(f"{place}.default", given, field.source)
        self.defaults[key] = value
        source = field.source or (INVENTED if self.spec.example_only else None)
        if value is not None and not isinstance(given, str) and source is None:
            self.values.fail(
                f"{place}.source", "a typed default needs a source; add it, or name a fact"
            )
        found = self.default_sources.setdefault(key.rpartition(".")[2], [])
        origin = look_up(self.values.facts, given)[1] if isinstance(given, str) else None
        found += [each for each in (origin, source) if each and each not in found]
        # A field that is not there yet may be empty.
        if not field.when and (reason := refuse(field, value)):
            self.values.fail(f"{place}.default", f"{given} is refused: {reason[0]}")

    # -- Examples and fillings --------------------------------------------------------------------

    def _owner(self, row: str) -> Group | None:
        return next((g for g in self.groups.values() if row in g.ids or number_of(g, row)), None)

    def _rows_of(self, key: str) -> Rows | None:
        owner = self._owner(key.rpartition(".")[0])
        return owner.spec if owner else None

    def _fields(self, place: str, keys):
        """Fails where a key names no field."""
        for key in keys:
            row, _, name = key.rpartition(".")
            rows = self._rows_of(key)
            if name not in (rows.inputs if rows else {} if row else self.spec.inputs):
                self.values.fail(f"{place}.{key}", "there is no such field; correct the name")

    def _example(self, index: int):
        example, place = self.spec.examples[index], f"examples.{index}"
        self._fields(f"{place}.given", [*example.given, *example.refuses])
        given = {k: self.values.number(f"{place}.given.{k}", v) for k, v in example.given.items()}
        gives = {
            k: v if isinstance(v, bool) else self.values.number(f"{place}.gives.{k}", v)
            for k, v in example.gives.items()
        }
        for key in gives:
            row, _, name = key.rpartition(".")
            owner = self._owner(row)
            if name not in (owner.names if owner else () if row else self.spec.results):
                self.values.fail(f"{place}.gives.{key}", "there is no such result; correct it")
        if not gives and not example.refuses:
            self.values.fail(place, "nothing is expected; add `gives` or `refuses`")
        return example.name, self._whole(given), gives, example.refuses

    def _whole(self, given: dict) -> dict:
        """The defaults but for what is given; free rows up to the last one that is named."""
        found = {**self.defaults, **given}
        for group in self.groups.values():
            numbers = {number_of(group, key.rpartition(".")[0]) for key in given} - {None}
            for number in range(1, max(numbers, default=0) + 1):
                for name in group.spec.inputs:
                    found.setdefault(f"{group.row(number)}.{name}", None)
        return found

    def _fill(self, place: str, given: dict) -> dict[str, float | None]:
        """The whole form as one click fills it in: what is not named is emptied if it may be."""
        self._fields(place, given)
        values = {key: self.values.number(f"{place}.{key}", each) for key, each in given.items()}
        found = {}
        for key, default in self.defaults.items():
            rows = self._rows_of(key) if "." in key else None
            if rows and rows.free:
                continue  # the example's rows go; those given come
            fields = rows.inputs if rows else self.spec.inputs
            empty = fields[key.rpartition(".")[2]].optional or (rows and rows.optional)
            found[key] = values.get(key, None if empty else default)
        return found | values
