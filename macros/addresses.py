"""
Where things are in the finished site: addresses, the same page in other languages, 404 pages.

Plain arithmetic on paths, so that it serves MkDocs today and a successor tomorrow.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from macros.facts import LANGUAGES, FactsError
from macros.words import front_matter

ROOT = "xx"  # the locale of the page at `/` that offers the choice; no language has this code

NAMES = {"sv": "Svenska", "da": "Dansk", "fi": "Suomi"}


def relative(target: str, here: str) -> str:
    """
    The way from one address below the site's root to another.

    >>> relative("da/about/", "sv/principles/goal/")
    '../../../da/about/'
    """
    folder = here if here.endswith("/") or not here else posixpath.dirname(here) + "/"
    way = posixpath.relpath("/" + target, "/" + folder)
    return way + "/" if target.endswith("/") or not target else way


def address(language: str, path: str, *, directories: bool = True) -> str:
    """
    The address below the site's root of `docs/<language>/<path>`.

    >>> address("fi", "reports/index.md"), address("fi", "404.md")
    ('fi/reports/', 'fi/404.html')
    """
    stem = path.removesuffix(".md")
    if stem == "404" or not directories:
        return f"{language}/{stem}.html"
    return f"{language}/" + ("" if stem == "index" else stem.removesuffix("/index") + "/")


def alternates(docs: Path, language: str, path: str, *, directories: bool = True) -> list[dict]:
    """
    For each language: where the same page is, or the nearest one above it that exists.

    Gives dicts with language, name, url (below the root), current, exists, relation.
    """
    found = []
    for other in LANGUAGES:
        near = path
        while not (docs / other / near).exists():
            if near == "index.md":
                raise FactsError(f"{docs / other / near}: the front page is missing; write it")
            near = _above(near)
        meta = front_matter(docs / other / near)
        found.append(
            {
                "language": other,
                "name": NAMES[other],
                "url": address(other, near, directories=directories),
                "current": other == language,
                "exists": near == path,
                "relation": meta.get("relation", "original"),
            }
        )
    return found


def _above(path: str) -> str:
    """The page one level up: reports/soite.md -> reports/index.md -> index.md."""
    folder = posixpath.dirname(path)
    if posixpath.basename(path) == "index.md":
        folder = posixpath.dirname(folder)
    return posixpath.join(folder, "index.md")


def absolute_links(html: str, here: str, base: str) -> str:
    """A page that may be served at any depth (404): its relative links made root-absolute."""

    def absolute(match):
        target = posixpath.normpath(posixpath.join(base, posixpath.dirname(here), match.group(2)))
        slash = "/" if match.group(2).endswith(("/", ".")) and target != "/" else ""
        return f'{match.group(1)}"{target}{slash}"'

    # A form leads somewhere, and the search's field says where the language's root is.
    names = r"(\b(?:href|src|action|data-root)=)"
    return re.sub(names + r'"(?![a-z]+:|/|#)([^"]*)"', absolute, html)
