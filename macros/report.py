"""
A local report in parts.

    {{ report("hudiksvall", "glance") }}    where, when, what became of it
    {{ report("hudiksvall", "cards") }}     the headline figures
    {{ report("hudiksvall", "chart") }}     all shares, each with its interval, and a table
    {{ report("hudiksvall", "table") }}     every figure with k, n, definition, date and source
"""

from __future__ import annotations

from markupsafe import Markup, escape

from macros.chart import Chart, Dot, Line, draw
from macros.facts import Figure, Report
from macros.figure import TOO_FEW, Shown, percent, shown, span
from macros.page import Page
from macros.render import MacroError
from macros.source import cite, where
from macros.table import Column, Row, table
from macros.templating import fill, foreign
from macros.words import split

COUNTRY_LANGUAGE = {"se": "sv", "dk": "da", "fi": "fi"}


def report(page: Page, name: str, part: str) -> str:
    """One part of a report. Raises MacroError for unknown reports and parts."""
    if name not in page.facts.reports:
        known = ", ".join(sorted(page.facts.reports))
        raise MacroError(f"report {name} does not exist", f"use one of: {known}")
    if part not in PARTS:
        raise MacroError(f"a report has no part {part}", f"use one of: {', '.join(PARTS)}")
    fact = page.facts.reports[name]
    if part != "glance" and not fact.figures:
        raise MacroError(f"report {name} has no figures to show", 'only "glance" works for it')
    page.marks.add(f"{part}:{name}")
    return PARTS[part](page, name, fact)


def _glance(page: Page, _name: str, fact: Report) -> str:
    words = page.words
    period = words["report.undated"]
    if fact.period is not None:
        period = span(words, fact.period, fact.precision)
    place = foreign(fact.place, COUNTRY_LANGUAGE[fact.country], page.language)
    items = [
        ("place", Markup("{}, {}").format(place, words[f"country.{fact.country}"])),
        ("period", period),
        ("kind", words[f"report.kinds.{fact.kind}"]),
        ("status", words[f"report.statuses.{fact.status}"]),
        ("sources", Markup("; ").join(cite(page, source) for source in fact.sources)),
    ]
    items = [(words[f"report.{key}"], value) for key, value in items]
    return page.block(fill("glance.html", items=items))


def _cards(page: Page, name: str, fact: Report) -> str:
    if not fact.headline:
        raise MacroError(
            f"report {name} has no headline figures", f"add `headline:` to facts/reports/{name}.yml"
        )
    figures = [shown(page, name, key) for key in fact.headline]
    # The table may come further down, so the links to it wait until the page is read.
    return page.block(
        lambda: fill(
            "cards.html",
            items=[{"figure": item, "target": _target(page, name, item)} for item in figures],
            words=_card_words(page),
        )
    )


def _target(page: Page, name: str, item: Shown) -> str:
    """Where source and weakness stand: in the table of this page or of the report's own."""
    anchor = f"figure-{item.id}"
    if f"table:{name}" in page.marks:
        return f"#{anchor}"
    own = f"reports/{name}.md"
    body = split(page.words.docs / page.language / own)[1]
    has_table = f'report("{name}", "table")' in body
    return page.href(own, anchor) if has_table and page.path != own else ""


def _card_words(page: Page) -> dict[str, str]:
    keys = ("uncertainty", "level", "counted_among", "weakness", "more")
    return {key: page.words[f"figure.{key}"] for key in keys}


def _chart(page: Page, name: str, fact: Report) -> str:
    words = page.words
    shares = [shown(page, name, key) for key, figure in fact.figures.items() if drawable(figure)]
    if not shares:
        raise MacroError(f"report {name} has no shares to draw", 'use "cards" or "table"')
    first = shares[0]
    rows = [
        Row([item.label, item.k_of_n, item.value, interval(page, item), _goal(page, item)])
        for item in shares
    ]
    columns = [
        Column(words["figure.label"]),
        Column(words["figure.counted"], number=True),
        Column(words["figure.share"], number=True),
        Column(words["figure.interval_95"], number=True),
        Column(words["figure.goal"], number=True),
    ]
    chart = Chart(
        finding=words.say("report.chart.finding", label=first.label, share=first.value),
        measured=words["report.chart.measured"],
        lines=[line(item.label, item) for item in shares],
        table=table(words["report.chart.caption"], columns, rows),
    )
    return page.block(draw(words, chart))


def drawable(fact: Figure) -> bool:
    """Outcomes with k and n, and those published without n; not who the people were."""
    if fact.kind != "share" or (fact.n is not None and fact.n < TOO_FEW):
        return False
    return fact.share is not None or fact.n is None


def line(label: str, item: Shown, *, with_goal: bool = True) -> Line:
    """A share as a line of a chart: dot and interval, or an open ring where n is not published."""
    fact = item.fact
    if fact.share is None:
        dots = [Dot(fact.published, "open")]
    else:
        low, high = fact.interval
        dots = [Dot(100 * fact.share, "dot", 100 * low, 100 * high)]
    if with_goal and fact.goal is not None:
        dots.append(Dot(fact.goal, "goal"))
    more = " · ".join(part for part in (item.k_of_n, item.caution) if part)
    return Line(label, dots, item.value, more)


def _goal(page: Page, item: Shown):
    goal = item.fact.goal
    return none(page) if goal is None else percent(page.words, goal)


def interval(page: Page, item: Shown) -> Markup:
    """The interval in a table's cell, or a dash."""
    if not item.interval:
        return none(page)
    return Markup('<span class="nobr">{}</span>').format(item.interval)


def none(page: Page) -> Markup:
    """A dash for the eye, words for the ear."""
    return fill("none.html", words=page.words["figure.none"])


def _table(page: Page, name: str, fact: Report) -> str:
    words = page.words
    columns = [
        Column(words["figure.label"]),
        Column(words["figure.value"], number=True),
        Column(words["figure.of"]),
        Column(words["figure.source"]),
        Column(words["figure.weakness"]),
    ]
    rows = []
    for key in fact.figures:
        item = shown(page, name, key)
        value = fill("value.html", figure=item, level=words["figure.level"])
        rows.append(
            Row(
                [
                    item.label,
                    value,
                    fill("counted.html", label=item.of, more=item.when, note=""),
                    _source(page, item.fact),
                    item.weakness or words["figure.no_weakness"],
                ],
                id=f"figure-{key}",
            )
        )
    return page.block(table(words["report.table"], columns, rows, kind="figures"))


def _source(page: Page, fact: Figure) -> Markup:
    """The source, the place in it, and whether the value is our own arithmetic."""
    words = page.words
    parts = [Markup("{}, {}").format(cite(page, fact.source), where(page, fact))]
    if fact.derived is not None:
        parts.append(escape(words["figure.derived"]))
    if not fact.verified:
        parts.append(escape(words["figure.unverified"]))
    return Markup(". ").join(parts)


PARTS = {"glance": _glance, "cards": _cards, "chart": _chart, "table": _table}
