"""
All local reports side by side: `{{ reports_compared() }}`.

In the order of the language's alphabet, never ranked: the reports count different things of
different people, and the table says what each of them counts.
"""

from __future__ import annotations

from markupsafe import Markup

from macros import alphabet
from macros.chart import Chart, draw
from macros.facts import Report
from macros.figure import Shown, shown, span
from macros.page import Page
from macros.render import MacroError
from macros.report import drawable, interval, line, none
from macros.table import Column, Row, table
from macros.templating import fill

EMPLOYMENT = "employment"  # the outcome by which reports are set side by side


def reports_compared(page: Page) -> str:
    """All reports by the language's alphabet: what each counted, of whom, and how sure it is."""
    words = page.words
    rows, lines = [], []
    for name in _in_order(page):
        fact = page.facts.reports[name]
        key = _employment(fact)
        item = None if key is None else shown(page, name, key)
        rows.append(Row([*_head(page, name, fact), *_outcome(page, fact, item)]))
        if item is not None and drawable(item.fact):
            lines.append(line(title_of(page, f"reports/{name}.md"), item, with_goal=False))
    columns = [
        Column(words["report.report"]),
        Column(words["report.country"]),
        Column(words["report.period"]),
        Column(words["report.counted"]),
        Column(words["figure.counted"], number=True),
        Column(words["figure.share"], number=True),
        Column(words["figure.interval_95"], number=True),
    ]
    chart = Chart(words["report.compared.finding"], words["report.compared.measured"], lines)
    caption = words["report.compared.caption"]
    return page.block(draw(words, chart) + table(caption, columns, rows, kind="compared"))


def _head(page: Page, name: str, fact: Report) -> list:
    """Which report it is: its name as a link, country and years."""
    words, path = page.words, f"reports/{name}.md"
    link = Markup('<a href="{}">{}</a>').format(page.href(path), title_of(page, path))
    period = span(words, fact.period, "year") if fact.period else words["report.undated"]
    period = Markup('<span class="nobr">{}</span>').format(period)
    return [link, words[f"country.{fact.country}"], period]


def _outcome(page: Page, fact: Report, item: Shown | None) -> list:
    """What it counted, k of n, share and interval; or that it has no outcome."""
    if item is None:
        key = "report.no_outcome_model" if fact.kind == "model" else "report.no_outcome"
        return [page.words[key], none(page), none(page), none(page)]
    what = fill("counted.html", label=item.label, more=item.of, note="")
    share = fill("counted.html", label=item.value, more=item.caution, note="")
    return [what, item.k_of_n or none(page), share, interval(page, item)]


def _in_order(page: Page) -> list[str]:
    order = alphabet.key(page.language)
    return sorted(page.facts.reports, key=lambda name: order(title_of(page, f"reports/{name}.md")))


def title_of(page: Page, path: str) -> str:
    """The short name of another page of the language. Raises MacroError where it is missing."""
    meta = page.words.front_matter(path)
    if not meta.get("title"):
        file = page.words.docs / page.language / path
        raise MacroError(f"{file} is missing or has no title", "write the page with its `title:`")
    return meta.get("nav_title") or meta["title"]


def _employment(fact: Report) -> str | None:
    """The headline share of people who got a job; None where the report has none."""
    for key in fact.headline or fact.figures:
        figure = fact.figures[key]
        if figure.kind == "share" and figure.outcome == EMPLOYMENT:
            return key
    return None
