"""
A line of words from a page's front matter as HTML: emphasis, links of language, figures.

    >>> line(page, "Testa *place then train*{lang=en}")
    Markup('Testa <em lang="en">place then train</em>')
"""

from __future__ import annotations

import re
from functools import cache

from markdown import Markdown
from markupsafe import Markup

from macros import render
from macros.page import Page

_PARAGRAPH = re.compile(r"\A<p>(.*)</p>\Z", re.DOTALL)


def line(page: Page, text: str) -> Markup:
    """The words as HTML, macros in them called for this page. Raises PageError."""
    html = _markdown().reset().convert(said(page, text))
    return Markup(_PARAGRAPH.sub(r"\1", html))  # noqa: S704 - of pages of this project


def said(page: Page, text: str) -> str:
    """The words as Markdown, macros in them called for this page. Raises PageError."""
    if "{{" not in text:
        return text
    where = str(page.words.docs / page.language / page.path)
    return render.render(text, where, page.macros)


@cache
def _markdown() -> Markdown:
    return Markdown(extensions=["attr_list"])
