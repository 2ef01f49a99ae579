"""
A calculator's spec, `facts/calculators/<name>.yml`: which keys there are, and what each may hold.

Values have dotted keys: `finished` stands once, `studies.reached` belongs to the row `studies`.
No word of any language is here, and nothing of HTML. macros/spec_file.py reads the files.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from macros.facts import Fact, Id

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]  # in formulas
Given = float | str  # a number, or the fact that holds it: `hudiksvall.employment.k`

TRUTH = "truth"  # the unit of what holds or does not
MOST_DECIMALS = 3


class Input(Fact):
    """What a reader fills in. `default` is per row where the input belongs to rows."""

    unit: Id
    default: Given | dict[Id, Given] | None
    min: float = 0
    max: float
    decimals: int = Field(default=0, ge=0, le=MOST_DECIMALS)  # at most so many; 0: whole numbers
    source: Id | None = None  # of a default that is typed here; a fact brings its own
    optional: bool = False  # may be left empty: what needs it then has no answer
    group: Id | None = None  # inputs of one group stand together under a legend


class Constant(Fact):
    """A number that the formulas share."""

    value: float
    unit: Id
    source: Id


class Result(Fact):
    """A number, or with `unit: truth` a truth, by a formula over what stands above it."""

    formula: str
    unit: Id
    decimals: int = Field(default=0, ge=0, le=6)
    working: bool = True  # shown step by step; a mere helper of sentences is not


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
    say: Slots


class Rows(Fact):
    """Inputs and results that stand once for each row."""

    fixed: list[Id] = Field(min_length=1)
    optional: bool = False  # a row whose fields are all empty is left out
    inputs: dict[Name, Input]
    results: dict[Name, Result] = {}
    checks: list[Check] = []
    card: Card | None = None
    reading: Slots = {}


class Chart(Fact):
    """A dot with its interval for each row, and a mark where the goal is."""

    kind: Literal["intervals"]
    value: Name
    low: Name
    high: Name
    goal: Name | None = None
    beside: Id  # the sentence beside each dot: k of n


class Column(Fact):
    """A row's value, and the sentence beside it: k of n."""

    value: Name
    beside: Id | None = None


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
    rows: Rows | None = None
    results: dict[Name, Result] = {}
    checks: list[Check] = []
    headline: list[Choice] = Field(min_length=1)
    cards: list[Card] = []
    reading: Slots = {}
    chart: Chart | None = None
    tables: dict[Id, list[Column]] = {}
    limits: list[Id] = Field(min_length=1)
    examples: list[Example] = Field(min_length=5)
    sources: list[Id] = Field(min_length=1)

    @model_validator(mode="after")
    def _rows_where_needed(self):
        if self.rows is None and (self.chart or self.tables):
            raise ValueError("`chart` and `tables` show rows; add `rows`, or remove them")
        return self


@dataclass(frozen=True)
class Calculator:
    """A spec made ready: trees instead of formulas, defaults looked up."""

    name: str
    path: Path
    spec: Spec
    trees: dict[str, list | str | float]  # place in the spec -> tree
    defaults: dict[str, float | None]  # dotted key -> value
    examples: list[tuple[str, dict, dict, dict]]  # name, given, gives, refuses
    sources: list[str]

    @property
    def rows(self) -> list[str]:
        """The ids of the rows."""
        return self.spec.rows.fixed if self.spec.rows else []

    def field(self, key: str) -> Input:
        """The input with this dotted key."""
        row, _, name = key.rpartition(".")
        return self.spec.rows.inputs[name] if row else self.spec.inputs[name]

    def kind(self, name: str) -> Input | Result | Constant:
        """What is called so, wherever it stands in the spec."""
        rows = self.spec.rows
        for group in (rows.inputs, rows.results) if rows else ():
            if name in group:
                return group[name]
        return {**self.spec.inputs, **self.spec.constants, **self.spec.results}[name]
