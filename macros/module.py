"""
What a module's page prints of its own: the keys are in facts/modules/, the words on the page.

    {{ module("opening") }}       the questions that it answers, and what one can do afterwards
    {{ module("key-points") }}    what to remember
    {{ module("related") }}       principles, guides and calculators that say more
    {{ exercise("pace-and-fear") }}   what the exercise is for, and how many work together
"""

from __future__ import annotations

import posixpath

from macros import module_page, module_words
from macros.course import STYLE, front, known
from macros.course_file import FOLDER, Module
from macros.inline import line, said
from macros.module_words import ModuleWords
from macros.page import Page
from macros.render import MacroError
from macros.templating import fill

SAID = ("part-of", "questions", "afterwards")  # before the lists of the opening


def keys(page: Page) -> Module:
    """The keys of the module on whose page the macro is called. Raises MacroError elsewhere."""
    name = posixpath.basename(page.path).removesuffix(".md")
    modules = known(page).modules
    if not module_page.is_module(page.path) or name not in modules:
        raise MacroError(
            f"{page.path} is no module's page",
            f"call it on {FOLDER}/<course>/<module>.md, for a module of facts/modules/",
        )
    return modules[name]


def own(page: Page) -> ModuleWords:
    """The words of the module's page, which fit its keys. Raises FactsError."""
    where = page.words.docs / page.language / page.path
    return module_words.read(where, page.meta, keys(page))


def module(page: Page, part: str) -> str:
    """A part of the module: the token of a block, or Markdown (what to remember)."""
    parts = {"opening": _opening, "key-points": _key_points, "related": _related}
    if part not in parts:
        raise MacroError(f'module("{part}") does not exist', f"use one of: {', '.join(parts)}")
    keys(page)
    page.styles.append(STYLE)
    return parts[part](page)


def _opening(page: Page) -> str:
    words, found = own(page), known(page)
    name = posixpath.basename(page.path).removesuffix(".md")
    courses = [f"{FOLDER}/{each}/index.md" for each in found.of(name)]
    return page.block(
        fill(
            "module_opening.html",
            say={key: page.words[f"course.{key}"] for key in SAID},
            courses=[{"address": page.href(p), "title": front(page, p)["title"]} for p in courses],
            questions=[line(page, text) for text in words.questions],
            objectives=[line(page, text) for text in words.objectives],
        )
    )


def _key_points(page: Page) -> str:
    # Markdown, not a block: terms in it lead to the glossary as in the text.
    return "".join(f"- {said(page, text)}\n" for text in own(page).key_points)


def _related(page: Page) -> str:
    fact = keys(page)
    paths = [f"principles/{each}.md" for each in fact.principles]
    paths += [*fact.guides, *(f"calculators/{each}.md" for each in fact.calculators)]
    items = []
    for path in paths:
        meta = front(page, path)
        items.append(
            {
                "address": page.href(path),
                "title": meta["title"],
                "description": meta["description"],
                "about": page.words[f"path.kind.{posixpath.dirname(path)}"],
            }
        )
    return page.block(fill("module_related.html", items=items))


def exercise(page: Page, name: str) -> str:
    """The token of an exercise's head: its aim, how many work together, its calculator."""
    fact, words = keys(page).exercises, own(page).exercises
    page.styles.append(STYLE)
    if name not in fact:
        raise MacroError(f"no exercise {name}", f"use one of: {', '.join(fact) or 'none'}")
    calculator = fact[name].calculator
    path = f"calculators/{calculator}.md"
    return page.block(
        fill(
            "exercise.html",
            aim=line(page, words[name].aim),
            group=group(page, fact[name].group),
            calculator={"address": page.href(path), "title": front(page, path)["title"]}
            if calculator
            else None,
            say=page.words["course.calculator"],
        )
    )


def group(page: Page, size: tuple[int, int]) -> str:
    """How many work together: alone, two and two, 3–5 in a group, all."""
    fewest, most = size
    if most == 1:
        return page.words["course.alone"]
    if fewest == most:
        return page.words.say("course.group", n=fewest)
    return page.words.say("course.groups", fewest=fewest, most=most)
