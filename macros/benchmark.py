"""
What others have reached, for comparison: never a goal, never a test of effect.

    {{ benchmarks("chart") }}   the shares with IPS beside those of the group compared with
    {{ benchmarks("table") }}   every study with its definition, time, numbers and source

The words of each stand in the front matter of ips/evidence.md, under `benchmarks:`.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from macros import alphabet
from macros.chart import Chart, Dot, Line, draw
from macros.facts import Arm, Benchmark
from macros.figure import percent, plain
from macros.page import Page
from macros.render import MacroError
from macros.source import cite, where
from macros.table import Column, Row, table
from macros.templating import fill
from macros.words import Words

OWNER = "ips/evidence.md"


@dataclass(frozen=True)
class _Study:
    id: str
    fact: Benchmark
    label: str
    counted: str
    note: str

    @property
    def compared(self) -> bool:
        return self.fact.control is not None


def benchmarks(page: Page, part: str) -> str:
    """The chart or the table. Raises MacroError for another part and for missing words."""
    if part not in PARTS:
        raise MacroError(f'benchmarks("{part}") does not exist', f"use one of: {', '.join(PARTS)}")
    order = alphabet.key(page.language)
    studies = [_study(page, key) for key in page.facts.benchmarks]
    # By name, never by result; those with a group to compare with first.
    studies.sort(key=lambda study: (_group(study), order(study.label), study.fact.months or 0))
    return page.block(PARTS[part](page, studies))


def words_of(words: Words, key: str) -> dict:
    """A study's label, what is counted, and its note. Raises MacroError if they are missing."""
    own = (words.front_matter(OWNER).get("benchmarks") or {}).get(key) or {}
    for need in ("label", "counted"):
        if not own.get(need):
            file = words.docs / words.language / OWNER
            raise MacroError(
                f"{file}: benchmarks.{key}.{need} is missing",
                f"add `{key}: {{label: …, counted: …, note: …}}` under `benchmarks:`",
            )
    return own


def _study(page: Page, key: str) -> _Study:
    own = words_of(page.words, key)
    fact = page.facts.benchmarks[key]
    page.cite(fact.source)
    return _Study(key, fact, own["label"], own["counted"], own.get("note") or "")


def _group(study: _Study) -> int:
    if study.compared:
        return 0
    return 1 if study.fact.ratio is not None else 2


_GROUPS = ("compared", "relative", "alone")


def _chart(page: Page, studies: list[_Study]) -> Markup:
    words = page.words
    drawn = [study for study in studies if study.fact.ips is not None]
    lines, group = [], None
    for study in drawn:
        new = _group(study) != group
        group = _group(study)
        lines.append(
            Line(
                study.label,
                _dots(study.fact),
                _pair(page, study.fact),
                _beside(page, study.fact),
                group=words[f"benchmark.group.{_GROUPS[group]}"] if new else "",
            )
        )
    every = all(s.fact.ips.published > s.fact.control.published for s in drawn if s.compared)
    columns = [
        Column(words["benchmark.study"]),
        Column(words["benchmark.counted"]),
        Column(words["benchmark.time"]),
        Column(words["benchmark.ips"], number=True),
        Column(words["benchmark.control"], number=True),
    ]
    rows = [
        Row(
            [
                study.label,
                study.counted,
                _time(page, study.fact),
                _ips(page, study.fact),
                _arm(page, study.fact.control),
            ]
        )
        for study in drawn
    ]
    chart = Chart(
        finding=words["benchmark.finding_every" if every else "benchmark.finding_some"],
        measured=words["benchmark.measured"],
        lines=lines,
        table=table(words["benchmark.caption"], columns, rows),
        kind="ips",
    )
    return draw(words, chart)


def _dots(fact: Benchmark) -> list[Dot]:
    dots = [Dot(fact.ips.published, "dot" if fact.model == "ips" else "other")]
    return dots + ([Dot(fact.control.published, "control")] if fact.control else [])


def _pair(page: Page, fact: Benchmark) -> str:
    ips = percent(page.words, fact.ips.published)
    if fact.control is None:
        return ips
    return page.words.say(
        "benchmark.pair", ips=ips, control=percent(page.words, fact.control.published)
    )


def _beside(page: Page, fact: Benchmark) -> str:
    """After how long."""
    return "" if fact.months is None else page.words.say("benchmark.months", n=int(fact.months))


def _time(page: Page, fact: Benchmark):
    return _beside(page, fact) or _none(page)


def _ips(page: Page, fact: Benchmark):
    """The share with IPS, or with what a study without the whole of IPS gave."""
    said = _arm(page, fact.ips)
    if fact.model == "ips":
        return said
    note = page.words[f"benchmark.model.{fact.model}"]
    return fill("counted.html", label=said, more="", note=note)


def _arm(page: Page, arm: Arm | None):
    """The published share, and of how many people where that is published too."""
    if arm is None:
        return _none(page)
    size = "" if arm.n is None else page.words.say("benchmark.of", n=arm.n)
    return fill("counted.html", label=percent(page.words, arm.published), more=size, note="")


def _none(page: Page) -> Markup:
    return fill("none.html", words=page.words["benchmark.not_given"])


def _table(page: Page, studies: list[_Study]) -> Markup:
    words = page.words
    columns = [
        Column(words["benchmark.study"]),
        Column(words["benchmark.counted"]),
        Column(words["benchmark.ips"], number=True),
        Column(words["benchmark.control"], number=True),
        Column(words["benchmark.difference"], number=True),
        Column(words["benchmark.source"]),
    ]
    rows, group = [], None
    for study in studies:
        fact = study.fact
        new = _group(study) != group
        group = _group(study)
        time = _beside(page, fact)
        rows.append(
            Row(
                [
                    _label(page, study),
                    fill("counted.html", label=study.counted, more=time, note=study.note),
                    _ips(page, fact),
                    _arm(page, fact.control),
                    _difference(page, fact),
                    _source(page, fact),
                ],
                id=f"benchmark-{study.id}",
                group=words[f"benchmark.group.{_GROUPS[group]}"] if new else "",
            )
        )
    return table(words["benchmark.table"], columns, rows, kind="benchmarks")


def _label(page: Page, study: _Study) -> Markup:
    """Name, country, design and size."""
    words, fact = page.words, study.fact
    parts = [words[f"country.{fact.country}"], words[f"benchmark.design.{fact.design}"]]
    if fact.studies is not None:
        parts.append(words.say("benchmark.studies", n=fact.studies))
    if fact.n is not None:
        parts.append(words.say("benchmark.people", n=fact.n))
    return fill("counted.html", label=study.label, more=" · ".join(parts), note="")


def _difference(page: Page, fact: Benchmark):
    """Relative or absolute, as the study gives it, with its interval; never worked out here."""
    words = page.words
    if fact.ratio is not None:
        said = words.say("benchmark.times", value=plain(words, fact.ratio))
    elif fact.difference is not None:
        said = words.say("benchmark.points", value=plain(words, fact.difference))
    else:
        return _none(page)
    limits = ""
    if fact.low is not None:
        limits = f"{plain(words, fact.low)}–{plain(words, fact.high)}"
    level = words["figure.level"]
    return fill("value.html", figure=_value(said, limits), level=level)


def _value(value: str, interval: str) -> dict:
    return {"value": value, "interval": interval, "k_of_n": "", "caution": ""}


def _source(page: Page, fact: Benchmark) -> Markup:
    said = Markup("{}, {}").format(cite(page, fact.source), where(page, fact))
    return said if fact.verified else Markup("{}. {}").format(said, page.words["figure.unverified"])


PARTS = {"chart": _chart, "table": _table}
