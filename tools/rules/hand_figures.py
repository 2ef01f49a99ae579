"""
No figure typed by hand that a fact could give: it would have to be kept equal in three languages.

Taken are percentages, decimals, "k of n", and whole numbers of 11 or more that equal a fact of a
source that the page cites; words before "per cent" too. Years, dates, code and ids are not taken.
An exception stands in the page's front matter with its reason: `hand_numbers: {"65": "..."}`.
"""

from __future__ import annotations

import re

from macros.module_page import MINUTES
from tools.rules.project import Fault, PageFile, Project

_PERCENT_WORD = r"(?:procent\b|prosent(?:ti|tia|in)\b|pct\.|per cent)"
_NUMBER = r"\d+(?:[\u00a0 ]\d{3})*(?:[.,]\d+)?"
_PERCENT = re.compile(rf"({_NUMBER})[\u00a0 ]?(?:%|{_PERCENT_WORD})", re.IGNORECASE)
_K_OF_N = re.compile(r"\b(\d+) (?:av|af) (?:de |totalt )?(\d+)\b|(?<![\d/])(\d+)/(\d+)(?![\d/])")
_DECIMAL = re.compile(r"(?<![\d.,/\-–])(\d+[.,]\d+)(?![\d/]|\.\d)")
_WHOLE = re.compile(r"(?<![\d.,/@#\w-])(\d{2,})(?![\d.,]\d|\w|-\d)")
_SMALL = (
    "ett|en|två|tre|fyra|fem|sex|sju|åtta|nio|tolv|én|to|fire|seks|syv|otte|ni|ti|elleve|tolv"
    "|yksi|kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan|yhdeksän"
)
_SPELT = re.compile(
    rf"\b((?:{_SMALL})|\w*(?:tio|ton|tjugo|trettio|hundra|tredve|tyve|halvtreds|tres|halvfjerds|firs|halvfems"
    rf"|hundrede|kymmentä|toista|sata)\w*)[\u00a0 ]{_PERCENT_WORD}",
    re.IGNORECASE,
)
# What is no figure although it has digits: dates, years, times of day, links, macros, attributes.
_IGNORED = re.compile(
    r"\{\{.*?\}\}|\]\([^)]*\)|<[^>]*>|\{[^}]*\}|https?://\S+"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b"
)
_MONTH = re.compile(
    r"\b\d{1,2}\.? (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november"
    r"|december|januar|februar|marts|august|tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys"
    r"|loka|marras|joulu)\w*",
    re.IGNORECASE,
)
LEAST = 11


def faults(project: Project):
    """Every figure that a macro should give."""
    for _, _, page in project.every_page():
        known = _facts_of(project, _cited(project, page))
        excused = {str(key) for key in page.meta.get("hand_numbers") or {}}
        for number, line in page.lines:
            text = _MONTH.sub(_blank, _IGNORED.sub(_blank, line))
            text = re.sub(r"^\s*\d+\. ", _blank, text)  # a list's own number
            text = MINUTES.sub(_blank, text)
            yield from _line_faults(page, number, text, known, excused)
        for text in _front_matter(page):
            line = page.line_of(re.escape(text[:30]))
            shown = _MONTH.sub(_blank, _IGNORED.sub(_blank, text))
            yield from _line_faults(page, line, shown, known, excused)
        for key, reason in (page.meta.get("hand_numbers") or {}).items():
            if not str(reason or "").strip():
                yield Fault(
                    page.path,
                    page.line_of("^hand_numbers"),
                    f"hand_numbers: {key} has no reason",
                    "say why this figure cannot come from facts/",
                )


def _front_matter(page: PageFile):
    """The sentences that stand in the front matter: description, labels, doors."""

    def texts(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for inner in value.values():
                yield from texts(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner)

    # A calculator's sentences have named places for its numbers; its own module checks them.
    left_out = ("hand_numbers", "kept_terms", "translated_from", "calculator")
    yield from texts({key: value for key, value in page.meta.items() if key not in left_out})


def _line_faults(page: PageFile, number: int, text: str, known: dict, excused: set):
    found: dict[str, str] = {}
    for pattern, kind in ((_PERCENT, "a percentage"), (_DECIMAL, "a decimal")):
        for match in pattern.finditer(text):
            found.setdefault(match[1], kind)
    for match in _K_OF_N.finditer(text):
        k, n = (match[1], match[2]) if match[1] else (match[3], match[4])
        found[f"{k}/{n}"] = "a count of a total"
    for match in _SPELT.finditer(text):
        found[match[1]] = "a percentage in words"
    for match in _WHOLE.finditer(text):
        if int(match[1]) >= LEAST and float(match[1]) in known:
            found.setdefault(match[1], f"the fact {known[float(match[1])]}")
    for figure, kind in found.items():
        if figure not in excused:
            yield Fault(
                page.path,
                number,
                f"{figure} is {kind} typed by hand",
                "use {{ figure(...) }}, or add it with a reason to hand_numbers",
            )


def _blank(match) -> str:
    return " " * len(match.group())


def _cited(project: Project, page: PageFile) -> set[str]:
    """The sources that a page leans on, through any macro."""
    cited = set()
    for call in page.calls:
        first = call.arguments[0] if call.arguments else None
        if call.name == "source":
            cited.add(first)
        elif call.name == "figure" and isinstance(first, str):
            owner, _, key = first.partition(".")
            if owner in project.facts.reports:
                figure = project.facts.reports[owner].figures.get(key)
                cited.update({figure.source} if figure else ())
            elif owner in project.facts.benchmarks:
                cited.add(project.facts.benchmarks[owner].source)
        elif call.name == "report" and first in project.facts.reports:
            cited.update(project.facts.reports[first].sources)
    return cited


def _facts_of(project: Project, sources: set[str]) -> dict[float, str]:
    """Every number that a fact of these sources holds -> the fact's name."""
    known: dict[float, str] = {}
    for owner, report in project.facts.reports.items():
        for key, figure in report.figures.items():
            if figure.source in sources:
                for value in (figure.k, figure.n, figure.published, figure.goal):
                    if value is not None:
                        known.setdefault(float(value), f"{owner}.{key}")
    for owner, benchmark in project.facts.benchmarks.items():
        if benchmark.source in sources and benchmark.n:
            known.setdefault(float(benchmark.n), f"{owner}.n")
    return known
