"""
A course's days as its trainer runs them, on courses/<course>/trainer.md.

    {{ run_sheet() }}          a table a day: when, how long, which module, what
    {{ course_materials() }}   what to bring, day by day
"""

from __future__ import annotations

from markupsafe import Markup

from macros import module_words
from macros.course import STYLE, day_name, front, known, named
from macros.course_file import FOLDER
from macros.curriculum import Curriculum, Slot
from macros.inline import line
from macros.module_words import ModuleWords
from macros.page import Page
from macros.render import MacroError
from macros.table import Column, Row, table
from macros.templating import fill


def trainers_only(page: Page) -> None:
    """Raises MacroError on a page that is not a trainer's: there it would tell too much."""
    if page.meta.get("trainer") is not True:
        cure = "call it where the front matter says `trainer: true`"
        raise MacroError(f"{page.path} is not a page for trainers", cure)


def words_of(page: Page, found: Curriculum, module: str) -> tuple[dict, ModuleWords]:
    """(front matter, words) of a module's page in this language. Raises MacroError, FactsError."""
    path = found.page(module)
    meta = front(page, path)
    where = page.words.docs / page.language / path
    return meta, module_words.read(where, meta, found.modules[module])


def run_sheet(page: Page) -> str:
    """The token of the tables; each module leads to its notes on the same page."""
    trainers_only(page)
    page.styles.append(STYLE)
    found, words = known(page), page.words
    days = found.courses[named(page)].days
    columns = [
        Column(words["course.clock"]),
        Column(words["course.length"], number=True),
        Column(words["course.module"]),
        Column(words["course.what"]),
    ]
    title = front(page, f"{FOLDER}/{named(page)}/index.md")["title"]
    tables = []
    for number, day in enumerate(days, 1):
        slots = found.day(day)
        rows = [Row(_cells(page, found, slot)) for slot in slots]
        end = slots[-1].start + slots[-1].minutes
        rows.append(Row([words.time(end), "", words["course.end"], ""]))
        caption = day_name(page, number) if len(days) > 1 else title
        tables.append(table(caption, columns, rows, kind="run-sheet"))
    return page.block(Markup("\n").join(tables))


def _cells(page: Page, found: Curriculum, slot: Slot) -> list:
    words = page.words
    head = [words.time(slot.start), words.number(slot.minutes)]
    if slot.module is None:
        return [*head, words[f"course.pause.{slot.pause}"], ""]
    meta, _ = words_of(page, found, slot.module)
    link = Markup('<a href="#{}">{}</a>').format(slot.module, meta["title"])
    return [*head, link, parts(page, found, slot.module)]


def parts(page: Page, found: Curriculum, module: str) -> str:
    """20 minutes of talk, then the exercises with their minutes and titles."""
    fact, (_, said) = found.modules[module], words_of(page, found, module)
    told = [page.words.say("course.teaching", n=fact.minutes.teaching)]
    for name, exercise in fact.exercises.items():
        title = said.exercises[name].title if name in said.exercises else name
        told.append(page.words.say("course.exercise", n=exercise.minutes, title=title))
    return "; ".join(told)


def course_materials(page: Page) -> str:
    """The token of the list: each thing once a day, with the modules that need it."""
    trainers_only(page)
    page.styles.append(STYLE)
    found = known(page)
    days = found.courses[named(page)].days
    lists = []
    for number, day in enumerate(days, 1):
        needed: dict[str, list[str]] = {}
        for slot in found.day(day):
            if slot.module:
                meta, said = words_of(page, found, slot.module)
                for thing in said.materials:
                    needed.setdefault(thing, []).append(meta.get("nav_title") or meta["title"])
        lists.append(
            {
                "name": day_name(page, number) if len(days) > 1 else "",
                "id": f"materials-{number}",
                "things": [(line(page, thing), ", ".join(who)) for thing, who in needed.items()],
            }
        )
    return page.block(fill("materials.html", days=lists))
