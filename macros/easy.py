"""
Easy-to-read pages: each names the page that says the same in full, and the switch goes both ways.

    >>> ways = switches(Path("docs/sv"))
    >>> ways["ips/index.md"], ways["easy/what-is-ips.md"]
    ("easy/what-is-ips.md", "ips/index.md")
"""

from __future__ import annotations

import re
from pathlib import Path

from macros.facts import LANGUAGES
from macros.words import front_matter

FOLDER = "easy"
INDEX = f"{FOLDER}/index.md"  # it lists the others: it may name a full page, and none leads back


def pairs(folder: Path) -> dict[str, str]:
    """easy page -> full page, below `docs/<language>`, as the easy pages say it."""
    named = {
        f"{FOLDER}/{file.name}": front_matter(file).get("full")
        for file in sorted((folder / FOLDER).glob("*.md"))
    }
    return {easy: full for easy, full in named.items() if full}


def switches(folder: Path) -> dict[str, str]:
    """Page -> the easy page of a full one, and the full page of an easy one."""
    to_full = pairs(folder)
    return {full: easy for easy, full in to_full.items() if easy != INDEX} | to_full


def faults(docs: Path):
    """(file, key, what, cure) for each easy page without a full page that is there and its own."""
    for language in LANGUAGES:
        folder, taken = docs / language, {}
        for file in sorted((folder / FOLDER).glob("*.md")):
            path, full = f"{FOLDER}/{file.name}", front_matter(file).get("full")
            if full is None:
                if path != INDEX:
                    what = "an easy page names the page that says the same in full"
                    yield file, "title", what, "add `full:` with its path below docs/<language>/"
            elif not (folder / full).exists():
                what = f"full: there is no {(folder / full).as_posix()}"
                yield file, "full", what, "correct the path, or write the page"
            elif full in taken and path != INDEX:
                what = f"full: {taken[full]} is the easy page of {full} already"
                yield file, "full", what, "remove `full` from one of the two"
            elif path != INDEX:
                taken[full] = path


_TEXT = re.compile(r"(<p\b[^>]*>)(.*?)(?=</p>)|(<li>)(?!\s*<p)(.*?)(?=</li>|\n?<[uo]l>)", re.DOTALL)


def lines_kept(html: str) -> str:
    """Each line of a paragraph or point on a line of its own, as it was written: a thought each."""

    def broken(match):
        start, text = (match[1], match[2]) if match[1] else (match[3], match[4])
        return start + re.sub(r"(?<!<br />)\n", "<br />\n", text.rstrip("\n"))

    return _TEXT.sub(broken, html)
