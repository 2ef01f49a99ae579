"""
A list of pages as their own front matter tells them, for a section's first page.

    {{ pages("guides/start.md", "guides/money.md") }}
"""

from __future__ import annotations

from macros.page import Page
from macros.render import MacroError
from macros.templating import fill


def pages(page: Page, *paths: str) -> str:
    """The token of the list: title, linked, and description of each page of this language."""
    if not paths:
        raise MacroError("pages() names no page", 'name them: pages("guides/start.md")')
    return page.block(fill("pages.html", items=[_item(page, path) for path in paths]))


def _item(page: Page, path: str) -> dict[str, str]:
    file = page.words.docs / page.language / path
    if not file.exists():
        raise MacroError(f"there is no {file}", "correct the path, which begins below the language")
    meta = page.words.front_matter(path)
    return {"address": page.href(path), "title": meta["title"], "description": meta["description"]}
