"""
The HTML and SVG of macros: templates with loops, without arithmetic and without words.

    >>> fill("mark.html", text="Få personer")
    Markup('<span class="mark">Få personer</span>')
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

_env = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def fill(name: str, **values) -> Markup:
    """The template `macros/templates/<name>` with these values, each ready to print."""
    return Markup(_env.get_template(name).render(**values).strip())  # noqa: S704 - autoescaped


def say(words, key: str, **places) -> Markup:
    """
    The message with HTML in its places; the words and all plain text in it are escaped.

    Raises WordsError for a missing message.
    """
    return Markup(escape(words.raw(key))).format(**places)  # noqa: S704 - escaped on this line


def foreign(text: str, language: str, page_language: str) -> Markup:
    """The text, marked with its language where that is not the page's."""
    if language == page_language:
        return escape(text)
    return Markup('<span lang="{}">{}</span>').format(language, text)
