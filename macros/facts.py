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
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

# check and load_yaml are for the modules that have files of their own to read.
from macros.factfile import (  # noqa: F401
    DOI,
    HTTPS,
    ID,
    PLACE,
    FactsError,
    check,
    load_yaml,
    read,
)
from macros.interval import wilson
from macros.settled import Settled

LANGUAGES = ("sv", "da", "fi")

Id = Annotated[str, Field(pattern=ID)]
Language = Literal["sv", "da", "fi", "en"]

Place = Annotated[str, Field(pattern=PLACE)]

# So few people may point to a person, unless the number is a total outcome of a whole group.
SMALL = 5
TOTAL_OUTCOMES = {"employed", "employment", "studies", "occupation", "job-or-education"}
WHOLE_GROUPS = {"started", "registered", "finished", "participants", "referred"}
STAFF = {"staff", "national-staff"}


class Fact(BaseModel):
    """Strict and frozen: an unknown key is a misspelt key."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Source(Settled, Fact):
    """A publication: who wrote it, when, and how far somebody has checked it."""

    kind: Literal["report", "article", "trial", "review", "guide", "scale", "web", "book"]
    authors: list[str] = Field(min_length=1)  # the last may be "et al."; "Unknown": nobody is named
    year: int | None = Field(default=None, ge=1900, le=2100)  # None: the document is undated
    title: str
    publisher: str  # journal with volume and pages, or the body that published it
    language: Language
    url: str | None = Field(default=None, pattern=HTTPS)  # official addresses only
    doi: str | None = Field(default=None, pattern=DOI)
    # How it was checked: the whole document, its abstract or opening, or somebody else's citation.
    verified: Literal["whole", "excerpt", "cited", "unverified"]
    checked: dt.date
    note: str | None = None  # in English, for editors: what was seen and what would settle doubts

    @property
    def unsure(self) -> bool:
        """Whether nobody has read it from beginning to end."""
        return self.verified != "whole"


class Figure(Settled, Fact):
    """
    One published number with all that is needed to read it honestly.

    A share has `k` and `n`, or `published` (per cent) where the source gives no denominator.
    Of a score, `k` and `n` are the points reached and the points possible.
    Words (label, what n is, weakness) are under the same id in the page that owns the figure.
    """

    kind: Literal["share", "count", "mean", "score", "ratio"]
    k: int | None = Field(default=None, ge=0)
    n: int | None = Field(default=None, ge=1)
    n_published: bool = True
    published: float | None = None  # the value as printed, in `unit`; never recomputed
    approximate: Literal["about", "almost", "over"] | None = None  # "almost 90"
    low: float | None = None  # limits of a 95 % interval as printed
    high: float | None = None
    unit: Literal["percent", "people", "points", "months", "days", "fte", "services", "ratio"]
    outcome: Id | None = None  # what is counted, e.g. employment, job-or-education
    group: Id | None = None  # who: started, registered, finished, ips, control ...
    months: float | None = None  # length of follow-up
    date: dt.date | None = None  # status day
    period: tuple[dt.date, dt.date] | None = None
    precision: Literal["day", "month", "year"] = "day"  # how exact date and period are
    source: Id
    place: Place
    goal: float | None = None  # per cent, where the project set one
    derived: str | None = None  # where the value is our arithmetic on the source's numbers: how
    verified: bool = True
    usually: ClassVar[str] = "author"

    @property
    def unsure(self) -> bool:
        """Whether its total is not published, or nobody has seen the figure in its source."""
        return not (self.verified and self.n_published)

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
    def _has_a_value(self):
        if self.kind == "share" and self.k is None and self.published is None:
            raise ValueError("a share needs k and n, or `published`; add one of them")
        if self.kind != "share" and self.published is None:
            raise ValueError(f"a {self.kind} needs `published`, the value as printed")
        if self.kind != "share" and self.goal is not None:
            raise ValueError(f"a {self.kind} has no goal in per cent: remove `goal`")
        return self

    @model_validator(mode="after")
    def _has_its_denominator(self):
        if self.k is not None and self.n is None:
            raise ValueError("k and n belong together; add the missing one")
        if self.k is not None and self.k > self.n:
            raise ValueError(f"k = {self.k} is more than n = {self.n}")
        if self.kind == "share" and self.n is None and self.n_published:
            raise ValueError("a share without n says so: add `n_published: false`")
        if self.n is not None and not self.n_published:
            raise ValueError("n is given, so remove `n_published: false`")
        # Sources print whole per cents: half a point either way is rounding, more is a mistake.
        printed = None if self.share is None else self.published
        if printed is not None and abs(100 * self.share - printed) > 0.5:
            raise ValueError(
                f"published {printed:g} % is not {self.k} of {self.n}, "
                f"which is {100 * self.share:.1f} %; correct one of them"
            )
        return self

    @model_validator(mode="after")
    def _has_its_time(self):
        if self.date is None and self.period is None and self.months is None:
            raise ValueError("a figure needs `date`, `period` or `months` (of follow-up)")
        if self.period is not None and self.period[0] > self.period[1]:
            raise ValueError("the period ends before it begins; turn the days round")
        return self

    @property
    def small(self) -> bool:
        """Whether the number, or what it leaves of n, is of so few people that it may name one."""
        if self.group in STAFF:
            return False
        if self.kind == "count" and self.unit == "people":
            return self.published < SMALL
        if self.share is None:
            return False
        return self.k < SMALL or 0 < self.n - self.k < SMALL


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
        if len(self.headline) > 3:
            raise ValueError("headline has more than three figures: keep the three that matter")
        if self.kind == "model" and self.figures:
            raise ValueError("a model has no outcomes: remove the figures, or change `kind`")
        return self

    @model_validator(mode="after")
    def _nobody_recognised(self):
        for key, figure in self.figures.items():
            total = {key, figure.outcome} <= TOTAL_OUTCOMES and figure.group in WHOLE_GROUPS
            if figure.small and not total:
                raise ValueError(
                    f"figures.{key} is of fewer than {SMALL} people and is no total outcome: "
                    "somebody could be recognised; remove it"
                )
        return self


class Principle(Fact):
    """One of the eight. Its number is its place in the current list; pages use the id."""

    id: Id
    numbers: dict[Id, int | None]  # its number in each list of `lists`; None: not in that list


class Principles(Fact):
    """Order of the IPS Employment Center, and the numbers in the lists people know."""

    lists: dict[Id, Id]  # list id -> source id
    principles: list[Principle]

    @property
    def ids(self) -> list[str]:
        """The ids in the current order."""
        return [principle.id for principle in self.principles]

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


class Benchmark(Settled, Fact):
    """A published outcome elsewhere, with its definition: never a goal, never a test of effect."""

    design: Literal["trial", "review", "follow-up", "programme"]
    model: Literal["ips", "supported-employment"] = "ips"  # what the arm `ips` really got
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
    place: Place
    verified: bool

    @property
    def unsure(self) -> bool:
        """Whether something in it is our reading, not the source's words."""
        return not self.verified

    @model_validator(mode="after")
    def _complete(self):
        if self.ips is None and self.ratio is None:
            raise ValueError("a benchmark needs `ips`, or `ratio`; add one of them")
        if self.ratio is not None and self.difference is not None:
            raise ValueError("low and high belong to one number: keep `ratio` or `difference`")
        if (self.low is None) != (self.high is None):
            raise ValueError("low and high belong together; add the missing one")
        return self


class FidelityItem(Settled, Fact):
    """One of the 25 items. Its name and summary are words; the thresholds are here."""

    id: Id
    number: int = Field(ge=1, le=25)
    section: Literal["staffing", "organisation", "services"]
    principles: list[Id]  # empty: an item on the structure of the service
    unit: str | None = None
    # Where the scores 2, 3, 4 and 5 begin; falling where less is better (caseload, days).
    cuts: tuple[float, float, float, float] | None = None
    verified: Literal["all", "top", "none"]  # which limits somebody has seen in `source`
    source: Id
    note: str | None = None  # in English, for editors
    usually: ClassVar[str] = "form"

    @property
    def unsure(self) -> bool:
        """Whether one of its limits was not seen in a source."""
        return self.verified != "all"

    @model_validator(mode="after")
    def _complete(self):
        if self.cuts is not None:
            if self.unit is None:
                raise ValueError("cuts have a unit: add `unit`")
            if list(self.cuts) not in (sorted(self.cuts), sorted(self.cuts, reverse=True)):
                raise ValueError("cuts go one way, up or down: put them in order")
        return self


class Facts(Fact):
    """All facts. Look figures up by `owner.name`: `hudiksvall.employment`."""

    sources: dict[Id, Source]
    reports: dict[Id, Report]
    principles: Principles
    benchmarks: dict[Id, Benchmark]
    fidelity: list[FidelityItem]

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
    facts = Facts(**data)
    faults = [f"{folder}/{fault}" for fault in _dangling(facts)]
    if faults:
        raise FactsError("\n".join(faults))
    return facts


def _dangling(facts: Facts):
    """A message for each id that one file uses and the file that should know it does not."""
    used = [(f"principles.yml: lists.{k}", source) for k, source in facts.principles.lists.items()]
    used += [(f"benchmarks.yml: {key}.source", b.source) for key, b in facts.benchmarks.items()]
    used += [(f"fidelity.yml: {item.id}.source", item.source) for item in facts.fidelity]
    for name, report in facts.reports.items():
        where = f"reports/{name}.yml"
        used += [(f"{where}: sources", source) for source in report.sources]
        used += [(f"{where}: figures.{k}.source", f.source) for k, f in report.figures.items()]
        for key, figure in report.figures.items():
            if figure.source in facts.sources and figure.source not in report.sources:
                missing = f"{figure.source} is missing in the report's `sources`; add it"
                yield f"{where}: figures.{key}.source: {missing}"
    for where, source in used:
        if source not in facts.sources:
            yield f"{where}: there is no source {source} in sources.yml; correct it or add it there"
    known = {principle.id for principle in facts.principles.principles}
    for item in facts.fidelity:
        for principle in item.principles:
            if principle not in known:
                yield f"fidelity.yml: {item.id}.principles: there is no principle {principle}"
