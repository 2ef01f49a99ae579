"""
A calculator's spec, `facts/calculators/<name>.yml`: which keys there are, and what each may hold.

Values have dotted keys: `finished` stands once, `studies.reached` belongs to the row `studies`.
No word of any language is here, and nothing of HTML. macros/spec_file.py reads the files.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from macros.facts import Fact, Id

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]  # in formulas
Given = float | dt.date | str  # a number, a day, or the fact that holds it
Where = Annotated[str, Field(pattern=r"^[a-z0-9/-]+\.md$")]  # a page, from the language's folder

TRUTH = "truth"  # the unit of what holds or does not
INVENTED = "invented"  # the source of a default that is made up for the example
DATE = "date"  # the unit of days, which formulas see as days since 1970-01-01
MONEY = "money"  # the unit of amounts, written in the currency that the reader chooses
MOST_DECIMALS = 3
EPOCH = dt.date(1970, 1, 1)


class Input(Fact):
    """
    What a reader fills in.

    `default` is a mapping where the input belongs to fixed rows, a list where rows are free.
    """

    kind: Literal["number", "date", "choice", "scale"] = "number"
    unit: Id
    default: Given | dict[Id, Given | None] | list[Given | None] | None
    min: float = 0
    max: float
    choices: list[Id] = []  # of a choice: the values 1, 2, 3, …
    decimals: int = Field(default=0, ge=0, le=MOST_DECIMALS)  # at most so many; 0: whole numbers
    source: Id | None = None  # of a default typed here, or `invented`; a fact brings its own
    optional: bool = False  # may be left empty: what needs it then has no answer
    group: Id | None = None  # inputs of one group stand together under a legend
    when: str | None = None  # the field is there only where this holds

    @model_validator(mode="before")
    @classmethod
    def _range(cls, given):
        """Choices say their own range; days become numbers."""
        if not isinstance(given, dict):
            return given
        found = dict(given)
        if found.get("choices") and not {"min", "max"} & found.keys():
            found |= {"min": 1, "max": len(found["choices"])}
        for end in ("min", "max"):
            if isinstance(found.get(end), dt.date) and found.get("kind") == DATE:
                found[end] = (found[end] - EPOCH).days
        return found

    @model_validator(mode="after")
    def _kind(self):
        if bool(self.choices) != (self.kind == "choice"):
            raise ValueError("`choices` belong to `kind: choice`; add them, or change the kind")
        if (self.kind == DATE) != (self.unit == DATE):
            raise ValueError("days have `kind: date` and `unit: date`; correct the other")
        if self.min >= self.max:
            raise ValueError("`max` is not above `min`; correct the range")
        return self

    @property
    def radio(self) -> bool:
        """Chosen among a few, not typed."""
        return self.kind in ("choice", "scale")


class Constant(Fact):
    """A number that the formulas share."""

    value: Given
    unit: Id
    source: Id | None = None  # of a number that is typed here; a fact brings its own


class Result(Fact):
    """A number, or with `unit: truth` a truth, by a formula over what stands above it."""

    formula: str
    unit: Id
    decimals: int = Field(default=0, ge=0, le=6)
    working: bool = True  # shown step by step; a mere helper of sentences is not


class Known(Fact):
    """A number of each row that nobody types: published, or a code of the spec's own."""

    unit: Id
    decimals: int | None = Field(default=None, ge=0, le=6)  # None: as many as it has
    values: dict[Id, Given | None]


class Steps(Fact):
    """Rows that are worked out: one for each number from `from` to `to`."""

    name: Name
    unit: Id
    from_: float = Field(alias="from")
    to: float
    by: float = Field(gt=0)

    @property
    def values(self) -> list[float]:
        """The numbers, both ends among them."""
        count = round((self.to - self.from_) / self.by)
        return [self.from_ + self.by * index for index in range(count + 1)]


class Choice(Fact):
    """A sentence of the page's words, said if `when` holds and no place of it lacks an answer."""

    say: Id
    when: str | None = None
    count: Name | None = None  # the number that chooses between the forms `one` and `other`


Slots = dict[Id, list[Choice]]  # in each slot the first choice that holds is said, or nothing


class Check(Fact):
    """What inputs must fulfil together; if it fails, field `at` shows the message `say`."""

    test: str
    say: Id
    at: Name


class Card(Fact):
    """A figure in large type with what belongs below it, k of n first."""

    figure: Name
    say: Slots = {}


class Rows(Fact):
    """Inputs and results that stand once for each row: fixed, added by the reader, or steps."""

    fixed: list[Id] | Literal["fidelity"] = []
    free: int | None = Field(default=None, ge=1, le=200)  # the reader adds rows, at most so many
    steps: Steps | None = None
    label: Name | None = None  # of steps: the value that names the row; else the step itself
    optional: bool = False  # a row whose fields are all empty is left out
    heads: dict[Id, Id] = {}  # a heading -> the row before which it stands
    links: dict[Id, Where] = {}  # row -> the page that helps with it
    known: dict[Name, Known] = {}
    back: dict[Name, Name] = {}  # name -> whose value in the row above it is
    first: dict[Name, Name] = {}  # name -> whose value in the first row it is
    inputs: dict[Name, Input] = {}
    results: dict[Name, Result] = {}
    checks: list[Check] = []
    card: Card | None = None
    reading: Slots = {}

    @model_validator(mode="after")
    def _one_kind(self):
        if sum(map(bool, (self.fixed, self.free, self.steps))) != 1:
            raise ValueError("rows are `fixed`, `free` or `steps`; give one of them")
        if (self.steps and self.inputs) or (self.free and not self.inputs):
            raise ValueError("free rows have inputs, steps have none; correct `inputs`")
        if self.free and (self.known or self.heads or self.links):
            raise ValueError("free rows have no `known`, `heads` or `links`; remove them")
        return self


class Axis(Fact):
    """Where a chart's axis begins and ends, if it is not from 0 to the next round number."""

    from_: float = Field(alias="from")
    to: float


class RowsChart(Fact):
    """A line for each row, with what stands on it: bar, dot, interval, second dot, mark."""

    kind: Literal["rows"]
    rows: Id
    text: Name  # the value that is written
    beside: Id | None = None  # the sentence beside it: k of n
    bar: Name | None = None
    dot: Name | None = None
    other: Name | None = None
    interval: tuple[Name, Name] | None = None
    mark: Name | None = None
    band: tuple[Name, Name] | None = None  # values that stand once, behind all rows
    dense: bool = False
    axis: Axis | None = None


class LinesChart(Fact):
    """Lines over steps, with dots where a truth holds, and a mark at a value of the axis."""

    kind: Literal["lines"]
    rows: Id
    along: Name
    lines: list[Name] = Field(min_length=1, max_length=3)
    dots: Name | None = None
    mark: Name | None = None


class Column(Fact):
    """A row's value, and the sentence beside it: k of n."""

    value: Name
    beside: Id | None = None


class Table(Fact):
    """A line for each row, or for those that count, perhaps with columns to fill in by hand."""

    rows: Id
    columns: list[Column] = []
    only: Name | None = None  # the truth that a row must fulfil
    sort: Name | None = None
    down: bool = False  # the largest first
    take: int | None = Field(default=None, ge=1)
    blank: list[Id] = []
    link: bool = False
    shut: bool = False  # folded away on the screen


class Example(Fact):
    """The defaults but for `given`, and what must come out; written as `decimals` has it."""

    name: str
    given: dict[str, Given | None] = {}
    gives: dict[str, Given | bool | None] = {}
    refuses: dict[str, str] = {}  # field -> word key of the message


class Spec(Fact):
    """The whole file."""

    inputs: dict[Name, Input] = {}
    constants: dict[Name, Constant] = {}
    rows: dict[Id, Rows] = {}
    results: dict[Name, Result] = {}
    checks: list[Check] = []
    headline: list[Choice] = Field(min_length=1)
    cards: list[Card] = []
    reading: Slots = {}
    chart: Annotated[RowsChart | LinesChart, Field(discriminator="kind")] | None = None
    tables: dict[Id, Table] = {}
    money: bool = False  # amounts are in a currency that the reader chooses
    example_only: bool = False  # fields begin empty; the answer shows the defaults as an example
    fill: dict[Id, dict[str, Given]] = {}  # values that one click fills in
    limits: list[Id] = Field(min_length=1)
    examples: list[Example] = Field(min_length=5)
    sources: list[Id] = Field(min_length=1)


@dataclass(frozen=True)
class Group:
    """A group of rows made ready."""

    id: str
    spec: Rows
    ids: list[str]  # as built; of free rows those of the example
    known: dict[str, list[float | None]]  # name -> a value for each row, steps among them

    def row(self, number: int) -> str:
        """The id of a free row, counted from 1."""
        return f"{self.id}-{number}"

    @property
    def names(self) -> list[str]:
        """Every value that a row has, in the order in which formulas may use them."""
        rows = self.spec
        return [*self.known, *rows.inputs, *rows.back, *rows.first, *rows.results]

    @property
    def label(self) -> str | None:
        """The value that names a row of steps."""
        return self.spec.label or (self.spec.steps.name if self.spec.steps else None)


@dataclass(frozen=True)
class Calculator:
    """A spec made ready: trees instead of formulas, defaults looked up."""

    name: str
    path: Path
    spec: Spec
    groups: dict[str, Group]
    trees: dict[str, list | str | float]  # place in the spec -> tree
    constants: dict[str, float]
    defaults: dict[str, float | None]  # dotted key -> value
    examples: list[tuple[str, dict, dict, dict]]  # name, given, gives, refuses
    fills: dict[str, dict[str, float | None]]
    sources: list[str]
    default_sources: dict[str, list[str]]  # name of an input -> where its defaults are from

    def group_of(self, row: str) -> Group:
        """The group that a row belongs to. Raises KeyError."""
        return next(g for g in self.groups.values() if row in g.ids or number_of(g, row))

    def field(self, key: str) -> Input:
        """The input with this dotted key. Raises KeyError."""
        row, _, name = key.rpartition(".")
        return (self.group_of(row).spec if row else self.spec).inputs[name]

    def kind(self, name: str) -> Input | Result | Constant | Known | Steps:
        """What is called so, wherever it stands in the spec. Raises KeyError."""
        name = name.rpartition(".")[2]
        for group in self.groups.values():
            rows = group.spec
            if name in rows.back or name in rows.first:
                return self.kind({**rows.back, **rows.first}[name])
            if rows.steps and name == rows.steps.name:
                return rows.steps
            for part in (rows.known, rows.inputs, rows.results):
                if name in part:
                    return part[name]
        return {**self.spec.inputs, **self.spec.constants, **self.spec.results}[name]

    def decimals(self, name: str) -> int | None:
        """How many decimals the value is written with; None: as many as it has."""
        return getattr(self.kind(name), "decimals", None) if not self.typed(name) else None

    def is_truth(self, name: str) -> bool:
        """Holds or does not hold, and is no number."""
        return self.kind(name).unit == TRUTH

    def typed(self, name: str) -> bool:
        """Filled in by a reader, or taken over from what is."""
        return isinstance(self.kind(name), Input)


def number_of(group: Group, row: str) -> int | None:
    """Which of the free rows this is, counted from 1; None if it is none of them."""
    start, _, end = row.rpartition("-")
    if not group.spec.free or start != group.id or not end.isdecimal() or end[0] == "0":
        return None
    return int(end) if int(end) <= group.spec.free else None
