"""
Everything under `facts/`, read once, checked against a schema, and given out as plain objects.

    >>> facts = load(Path("facts"))
    >>> facts.figure("hudiksvall.employment").share
    0.2708333333333333

A broken file raises `FactsError`, which names the file, the key and the reason.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from macros.interval import wilson

LANGUAGES = ("sv", "da", "fi")

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Language = Literal["sv", "da", "fi", "en"]


class FactsError(Exception):
    """A fact file is wrong: the message names file, key, reason and cure."""


class Fact(BaseModel):
    """Strict and frozen: an unknown key is a misspelt key."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Source(Fact):
    """A publication: who wrote it, when, and how far somebody has checked it."""

    kind: Literal["report", "article", "trial", "review", "guide", "scale", "web", "book"]
    authors: list[str] = Field(min_length=1)
    year: int | None = Field(default=None, ge=1900, le=2100)  # None: the document is undated
    title: str
    publisher: str  # journal with volume and pages, or the body that published it
    language: Language
    url: str | None = Field(default=None, pattern=r"^https://")  # official addresses only
    doi: str | None = Field(default=None, pattern=r"^10\.\d{4,9}/\S+$")
    # How it was checked: the whole document, its abstract or opening, or somebody else's citation.
    verified: Literal["whole", "excerpt", "cited", "unverified"]
    checked: dt.date
    note: str | None = None  # in English, for editors: what was seen and what would settle doubts


class Figure(Fact):
    """
    One published number with all that is needed to read it honestly.

    A share has `k` and `n`, or `published` (per cent) where the source gives no denominator.
    Words (label, what n is, weakness) are under the same id in the page that owns the figure.
    """

    kind: Literal["share", "count", "mean", "score", "ratio"]
    k: int | None = Field(default=None, ge=0)
    n: int | None = Field(default=None, ge=1)
    n_published: bool = True
    published: float | None = None  # the value as printed, in `unit`; never recomputed
    low: float | None = None  # limits of a 95 % interval as printed
    high: float | None = None
    unit: Literal["percent", "people", "points", "months", "days", "fte", "services", "ratio"]
    outcome: Id | None = None  # what is counted, e.g. employment, job-or-education
    group: Id | None = None  # who: started, registered, finished, ips, control ...
    months: float | None = None  # length of follow-up
    date: dt.date | None = None  # status day
    period: tuple[dt.date, dt.date] | None = None
    source: Id
    place: str  # section, page or table in the source
    goal: float | None = None  # per cent, where the project set one
    derived: str | None = None  # where the value is our arithmetic on the source's numbers: how
    verified: bool = True

    @property
    def share(self) -> float | None:
        """k / n between 0 and 1, or None where the source has no denominator."""
        if self.kind != "share" or self.k is None or self.n is None:
            return None
        return self.k / self.n

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval of the share, or None."""
        return None if self.share is None else wilson(self.k, self.n)

    @model_validator(mode="after")
    def _complete(self):
        if self.kind == "share":
            if self.k is None and self.published is None:
                raise ValueError("a share needs k and n, or `published`; add one of them")
            if (self.k is None) != (self.n is None) and self.published is None:
                raise ValueError("k and n belong together; add the missing one")
            if self.k is not None and self.n is not None and self.k > self.n:
                raise ValueError(f"k = {self.k} is more than n = {self.n}")
            if self.n is None and self.n_published:
                raise ValueError("a share without n says so: add `n_published: false`")
        elif self.published is None:
            raise ValueError(f"a {self.kind} needs `published`, the value as printed")
        if self.date is None and self.period is None and self.months is None:
            raise ValueError("a figure needs `date`, `period` or `months` (of follow-up)")
        return self


class Report(Fact):
    """A local project or model. `figures` is empty for a model: it has no outcomes."""

    kind: Literal["project", "service", "model"]
    country: Literal["se", "dk", "fi"]
    place: str  # as the place calls itself
    status: Literal["ended", "permanent", "handed-over", "running", "undated"]
    period: tuple[dt.date, dt.date | None] | None = None
    precision: Literal["day", "month", "year"] = "day"
    sources: list[Id] = Field(min_length=1)
    headline: list[Id] = []  # the figures to show as cards, at most three, never ranked
    figures: dict[Id, Figure] = {}

    @model_validator(mode="after")
    def _headline_exists(self):
        for name in self.headline:
            if name not in self.figures:
                raise ValueError(f"headline names {name}, which is not among the figures")
        if self.kind == "model" and self.figures:
            raise ValueError("a model has no outcomes: remove the figures, or change `kind`")
        return self


class Principle(Fact):
    """One of the eight. Its number is its place in the current list; pages use the id."""

    id: Id
    numbers: dict[Id, int | None]  # its number in each list of `lists`; None: not in that list


class Principles(Fact):
    """Order of the IPS Employment Center, and the numbers in the lists people know."""

    lists: dict[Id, Id]  # list id -> source id
    principles: list[Principle]

    @model_validator(mode="after")
    def _lists_agree(self):
        for principle in self.principles:
            if set(principle.numbers) != set(self.lists):
                raise ValueError(f"{principle.id}: numbers must name exactly {sorted(self.lists)}")
        return self


class Arm(Fact):
    """One arm of a study, or the one group of a follow-up."""

    k: int | None = Field(default=None, ge=0)
    n: int | None = Field(default=None, ge=1)
    published: float  # per cent as printed


class Benchmark(Fact):
    """A published outcome elsewhere, with its definition: never a goal, never a test of effect."""

    design: Literal["trial", "review", "follow-up", "programme"]
    country: Literal["se", "dk", "no", "fi", "us", "gb", "many"]
    outcome: Id  # competitive-job, job-or-education, any-activity ...
    months: float | None = None
    n: int | None = Field(default=None, ge=1)  # people in the study
    studies: int | None = None
    ips: Arm | None = None
    enhanced: Arm | None = None  # IPS with something added, where the study had such an arm
    control: Arm | None = None
    ratio: float | None = None  # relative: times as many
    difference: float | None = None  # absolute: percentage points
    low: float | None = None
    high: float | None = None
    source: Id
    place: str
    verified: bool


class FidelityItem(Fact):
    """One of the 25 items. Its name and summary are words; the thresholds are here."""

    id: Id
    number: int = Field(ge=1, le=25)
    section: Literal["staffing", "organisation", "services"]
    principles: list[Id]  # empty: an item on the structure of the service
    unit: str | None = None
    cuts: list[float] | None = None  # lower limits of scores 2, 3, 4, 5 (descending for caseload)
    verified: Literal["all", "top", "none"]


class Facts(Fact):
    """All facts. Look figures up by `owner.name`: `hudiksvall.employment`."""

    sources: dict[Id, Source]
    reports: dict[Id, Report]
    principles: Principles
    benchmarks: dict[Id, Benchmark]
    fidelity: list[FidelityItem]

    @model_validator(mode="after")
    def _sources_exist(self):
        def need(source, where):
            if source not in self.sources:
                raise ValueError(f"{where}: source {source} is not in facts/sources.yml; add it")

        for name, report in self.reports.items():
            for source in report.sources:
                need(source, f"reports/{name}.yml: sources")
            for key, figure in report.figures.items():
                need(figure.source, f"reports/{name}.yml: figures.{key}")
        for key, benchmark in self.benchmarks.items():
            need(benchmark.source, f"benchmarks.yml: {key}")
        for key, source in self.principles.lists.items():
            need(source, f"principles.yml: lists.{key}")
        known = {principle.id for principle in self.principles.principles}
        for item in self.fidelity:
            for principle in set(item.principles) - known:
                raise ValueError(f"fidelity.yml: {item.id}: no principle {principle}")
        return self

    def figure(self, name: str) -> Figure:
        """The figure `report.key`. Raises KeyError with the names that exist."""
        owner, _, key = name.partition(".")
        if owner not in self.reports:
            raise KeyError(f"no report {owner}; there are: {', '.join(sorted(self.reports))}")
        figures = self.reports[owner].figures
        if key not in figures:
            raise KeyError(f"{owner} has no figure {key}; it has: {', '.join(sorted(figures))}")
        return figures[key]


def load(folder: Path) -> Facts:
    """All facts below `folder`; read again only when a file there has changed."""
    files = sorted(folder.rglob("*.yml"))
    return _load(folder, tuple((path, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _load(folder: Path, _stamps) -> Facts:
    reports = {path.stem: read(path, Report) for path in sorted((folder / "reports").glob("*.yml"))}
    data = {
        "sources": read(folder / "sources.yml", dict[Id, Source]),
        "reports": reports,
        "principles": read(folder / "principles.yml", Principles),
        "benchmarks": read(folder / "benchmarks.yml", dict[Id, Benchmark]),
        "fidelity": read(folder / "fidelity.yml", list[FidelityItem]),
    }
    try:
        return Facts(**data)
    except ValidationError as error:
        raise FactsError(_message(folder, error)) from None


def read(path: Path, schema):
    """The YAML file at `path` as `schema`. Raises FactsError with file, key and reason."""
    from pydantic import TypeAdapter

    return check(path, load_yaml(path), TypeAdapter(schema))


def check(path: Path, data, adapter):
    """`data`, read from `path`, as the adapter's type. Raises FactsError with every fault."""
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        raise FactsError(_message(path, error)) from None


def _message(path: Path, error: ValidationError) -> str:
    lines = []
    for fault in error.errors():
        key = ".".join(str(part) for part in fault["loc"]) or "(the whole file)"
        reason = fault["msg"].removeprefix("Value error, ")
        if fault["type"] == "extra_forbidden":
            reason = "unknown key; correct its spelling or remove it"
        elif fault["type"] == "missing":
            reason = "this key is missing; add it"
        lines.append(f"{path}: {key}: {reason}")
    return "\n".join(lines)


class _Loader(yaml.SafeLoader):
    """YAML as people mean it: a key given twice is a mistake, not the last one's victory."""


def _mapping(loader, node):
    loader.flatten_mapping(node)
    seen = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node)
        if not isinstance(key, str | int):
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} is no text; put it in quotes", key_node.start_mark
            )
        if key in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {key!r} stands here twice", key_node.start_mark
            )
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load_yaml(path: Path, text: str | None = None, first_line: int = 1):
    """The data in a YAML file. Raises FactsError with file and line."""
    try:
        return yaml.load(path.read_text("utf-8") if text is None else text, _Loader)  # noqa: S506
    except FileNotFoundError:
        raise FactsError(f"{path}: the file is missing; create it") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        problem = getattr(error, "problem", None) or str(error)
        raise FactsError(f"{path}:{line}: not valid YAML: {problem}") from None
