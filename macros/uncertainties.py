"""
What the facts and the glossary mark as unsure, and what would settle each.

    {{ uncertainties("sources") }}    publications that nobody has read from beginning to end
    {{ uncertainties("figures") }}    figures without a published total, or not seen in their source
    {{ uncertainties("fidelity") }}   items of the fidelity scale with limits that nobody has seen
    {{ uncertainties("terms") }}      terms, in any language, that somebody should look at

Each list holds all that is marked so and nothing else; tests/test_uncertainties.py sees to it.
"""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup, escape

from macros import alphabet, benchmark, fidelity, figure
from macros.facts import LANGUAGES, Figure
from macros.page import Page
from macros.render import MacroError
from macros.settled import ORDER, SettledBy
from macros.source import short
from macros.table import Column, Row, table
from macros.templating import fill, foreign

SOURCES = "about/sources.md"  # all sources stand there, so the lists lead there and cite nothing


class _Doubt(NamedTuple):
    """A thing in doubt: the row's id, its name for the order, two cells, what would settle it."""

    id: str
    name: str
    what: Markup
    known: Markup
    settled: SettledBy


def uncertainties(page: Page, group: str) -> str:
    """The table of a group. Raises MacroError for an unknown group."""
    if group not in GROUPS:
        known = ", ".join(GROUPS)
        raise MacroError(f'uncertainties("{group}") does not exist', f"use one of: {known}")
    words, order = page.words, alphabet.key(page.language)
    doubts = sorted(
        GROUPS[group](page), key=lambda each: (ORDER.index(each.settled), order(each.name))
    )
    if not doubts:
        return page.block(Markup("<p>{}</p>").format(words["unsure.nothing"]))
    columns = [Column(words[f"unsure.what.{group}"]), Column(words["unsure.known"])]
    rows, above = [], None
    for doubt in doubts:
        heading = "" if doubt.settled == above else words[f"unsure.settled_by.{doubt.settled}"]
        above = doubt.settled
        rows.append(Row([doubt.what, doubt.known], id=f"unsure-{doubt.id}", group=heading))
    return page.block(table(words[f"unsure.caption.{group}"], columns, rows, kind="unsure"))


def _sources(page: Page):
    words = page.words
    for key, fact in page.facts.sources.items():
        if fact.unsure:
            title = foreign(fact.title, fact.language, page.language)
            seen = words.say(f"source.verified.{fact.verified}", date=words.date(fact.checked))
            what = _two(_source(page, key), title)
            yield _Doubt(f"source-{key}", short(page, key).striptags(), what, seen, fact.settled)


def _figures(page: Page):
    words = page.words
    for owner, report in page.facts.reports.items():
        for key, fact in report.figures.items():
            if fact.unsure:
                own = figure.words_of(words, owner, key)
                href = page.href(f"reports/{owner}.md", f"figure-{key}")
                front = words.front_matter(f"reports/{owner}.md")
                told = front.get("nav_title") or front["title"]
                what = _two(_link(href, own["label"]), f"{told}: {_value(words, fact)}")
                known = _two(_why(words, fact), own.get("weakness") or "")
                yield _Doubt(f"figure-{owner}-{key}", own["label"], what, known, fact.settled)
    for key, fact in page.facts.benchmarks.items():
        if fact.unsure:
            own = benchmark.words_of(words, key)
            what = _two(
                _link(page.href(benchmark.OWNER, f"benchmark-{key}"), own["label"]), own["counted"]
            )
            known = _two(words["figure.unverified"] + ".", own.get("note") or "")
            yield _Doubt(f"benchmark-{key}", own["label"], what, known, fact.settled)


def _value(words, fact: Figure) -> str:
    hidden = fact.kind == "share" and fact.n is not None and fact.n < figure.TOO_FEW
    if fact.kind != "share":
        return figure.measure(words, fact)
    return words["figure.too_few"] if hidden else figure.share(words, fact)


def _why(words, fact: Figure) -> str:
    reasons = [] if fact.n_published else [words["figure.n_not_published"]]
    reasons += [] if fact.verified else [words["figure.unverified"]]
    return ". ".join(reasons) + "."


def _fidelity(page: Page):
    words = page.words
    for item in page.facts.fidelity:
        if item.unsure:
            name = fidelity.words_of(page, item.id)["name"]
            head = words.say("fidelity.item", number=item.number, name=name)
            what = _two(escape(head), _source(page, item.source))
            seen = words[f"unsure.seen.{item.verified}"]
            yield _Doubt(f"item-{item.id}", f"{item.number:02}", what, seen, item.settled)


def _terms(page: Page):
    words = page.words
    every = {code: words.other(code).side_file("_glossary") or {} for code in LANGUAGES}
    for code, entries in every.items():
        for key, entry in entries.items():
            if entry.get("status") == "unsure":
                text, language = _term(every, key, page.language)
                name = foreign(text, language, page.language)
                term, speaks = _term(every, key, code)
                own = Markup("{}: {}").format(
                    words[f"language.{code}"], foreign(term, speaks, page.language)
                )
                what = _link(page.href("glossary.md", key), name)
                yield _Doubt(f"term-{code}-{key}", text, what, own, "professional")


def _term(every: dict, key: str, first: str) -> tuple[str, str]:
    """The entry's term and its language: this one's, or that of the first that has such a thing."""
    codes = [first, *(code for code in LANGUAGES if code != first)]
    code = next(code for code in codes if every[code][key].get("term"))
    return every[code][key]["term"], code


def _source(page: Page, key: str) -> Markup:
    return _link(page.href(SOURCES, f"source-{key}"), short(page, key))


def _link(href: str, text) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href, text)


def _two(first, more) -> Markup:
    return fill("counted.html", label=first, more=more, note="")


GROUPS = {"sources": _sources, "figures": _figures, "fidelity": _fidelity, "terms": _terms}
