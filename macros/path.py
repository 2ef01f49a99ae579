"""
The steps of a reader's path, numbered through all its stages.

    {{ path("employer") }}                   the whole path
    {{ path("municipality", "decide") }}     one stage of it, under a heading of the page
"""

from __future__ import annotations

import re

from macros import module_page, path_file
from macros.page import Page
from macros.render import MacroError
from macros.templating import fill
from macros.words import split

LETTERS_A_MINUTE = 1000  # about what adults read of plain text, in each of the three languages
_NO_TEXT = re.compile(r"\{\{.*?\}\}|\{[#:].*?\}|\]\(.*?\)|<[^>]*>|\|?[ :|-]{4,}\|?", re.DOTALL)


def path(page: Page, audience: str, stage: str | None = None) -> str:
    """The token of the list: number, title, description, and what it takes to read each page."""
    paths = path_file.load(page.words.docs.parent / "facts" / "paths.yml")
    if audience not in paths:
        raise MacroError(f"no path {audience}", f"use one of: {', '.join(paths)}")
    stages = paths[audience]
    if stage is not None and stage not in stages:
        raise MacroError(f"no stage {stage} of {audience}", f"use one of: {', '.join(stages)}")
    chosen = stages[stage] if stage else path_file.steps(stages)
    start = path_file.steps(stages).index(chosen[0]) + 1
    items = [_step(page, number, step) for number, step in enumerate(chosen, start)]
    return page.block(fill("path.html", items=items, start=start))


def _step(page: Page, number: int, step: str) -> dict:
    meta = page.words.front_matter(step)
    return {
        "number": page.words.number(number),
        "address": page.href(step),
        "title": meta["title"],
        "description": meta["description"],
        "about": " · ".join(filter(None, (_kind(page, step), _time(page, step)))),
    }


def _kind(page: Page, step: str) -> str | None:
    """What sort of page it is: a guide, a calculator ...; None where its folder says nothing."""
    folder, _, name = step.rpartition("/")
    key = f"path.kind.{folder}"
    return page.words[key] if name != "index.md" and key in page.words else None


def _time(page: Page, step: str) -> str | None:
    """About how long it takes to read; None for a calculator, which is used and not read."""
    if step.startswith("calculators/"):
        return None
    body = module_page.readers(step, split(page.words.docs / page.language / step)[1])
    letters = len(_NO_TEXT.sub("", body))
    return page.words.say("path.minutes", n=max(1, round(letters / LETTERS_A_MINUTE)))
