"""
The eight principles: their numbers in the lists that people know, and the way to each page.

    {{ principle_crosswalk() }}   a table of the eight in seven lists
    {{ principle_cards() }}       the eight with a sentence each
"""

from __future__ import annotations

from markupsafe import Markup

from macros.page import Page
from macros.render import MacroError
from macros.table import Column, Row, table
from macros.templating import fill


def principle_crosswalk(page: Page) -> str:
    """Which number each principle has in which list, with the source of each list."""
    words, facts = page.words, page.facts.principles
    columns = [Column(words["principle.principle"])]
    for name, source in facts.lists.items():
        page.cite(source)
        label, address = words[f"principle.list.{name}"], f"#source-{source}"
        columns.append(Column(label, number=True, href=address))
    absent = fill("none.html", words=words["principle.absent"])
    rows = []
    for number, principle in enumerate(facts.principles, 1):
        link = Markup('<a href="{}">{}</a>').format(*_page(page, principle.id)[:2])
        cells = [
            absent if each is None else words.number(each)
            for each in (principle.numbers[name] for name in facts.lists)
        ]
        rows.append(Row([_numbered(page, number, link), *cells]))
    return page.block(table(words["principle.crosswalk"], columns, rows, kind="crosswalk"))


def _numbered(page: Page, number: int, link: Markup) -> Markup:
    """The principle with its number in the list of this site."""
    return fill("numbered.html", number=page.words.number(number), link=link)


def principle_cards(page: Page) -> str:
    """The eight in order: title, description and link of each page."""
    items = []
    for number, principle in enumerate(page.facts.principles.principles, 1):
        address, title, description = _page(page, principle.id)
        items.append(
            {
                "number": page.words.number(number),
                "address": address,
                "title": title,
                "description": description,
            }
        )
    return page.block(fill("principle_cards.html", items=items))


def _page(page: Page, principle: str) -> tuple[str, str, str]:
    """Address, title and description of a principle's page. Raises MacroError without one."""
    path = f"principles/{principle}.md"
    meta = page.words.front_matter(path)
    for need in ("title", "description"):
        if not meta.get(need):
            file = page.words.docs / page.language / path
            raise MacroError(
                f"{file} is missing or has no {need}", f"write the page with `{need}:`"
            )
    return page.href(path), meta["title"], meta["description"]
