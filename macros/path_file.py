"""
The paths of `facts/paths.yml`: which pages a kind of reader takes, in which order, in what stages.

    >>> paths = load(Path("facts/paths.yml"))
    >>> paths["employer"]
    {"steps": ["ips/index.md", "principles/employers.md"]}
    >>> next_steps(paths, "ips/index.md")
    [("employer", "principles/employers.md")]
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from macros.factfile import PAGE, FactsError, read
from macros.facts import LANGUAGES, Id

PagePath = Annotated[str, Field(pattern=PAGE)]
Paths = dict[
    Id, Annotated[dict[Id, Annotated[list[PagePath], Field(min_length=1)]], Field(min_length=1)]
]
FOLDER = "paths"  # docs/<language>/paths/<audience>.md shows the path


def load(file: Path) -> Paths:
    """audience -> stage -> pages, in the file's order; {} without the file. Raises FactsError."""
    return _load(file, file.stat().st_mtime_ns) if file.exists() else {}


@lru_cache(maxsize=8)
def _load(file: Path, _stamp) -> Paths:
    paths = read(file, Paths)
    if not re.match(r"# .+\?\n", file.read_text("utf-8")):
        raise FactsError(f"{file}:1: the first line asks what the paths answer: # ...?")
    return paths


def steps(stages: dict[str, list[str]]) -> list[str]:
    """All pages of one path in order, whatever their stage."""
    return [page for pages in stages.values() for page in pages]


def next_steps(paths: Paths, page: str) -> list[tuple[str, str | None]]:
    """(audience, the page after this one) for each path with this page; None: it is the last."""
    found = []
    for audience, stages in paths.items():
        pages = steps(stages)
        if page in pages:
            after = pages.index(page) + 1
            found.append((audience, pages[after] if after < len(pages) else None))
    return found


def faults(file: Path, docs: Path):
    """(file, line, what, cure) for each page that is missing in a language or stands twice."""
    for audience, stages in load(file).items():
        for language in LANGUAGES:
            own = docs / language / FOLDER / f"{audience}.md"
            if not own.exists():
                what = f"the page is missing, but {file.name} has the path {audience}"
                yield own, None, what, f'write it, with {{{{ path("{audience}") }}}} in it'
        seen = {}
        for stage, pages in stages.items():
            for number, page in enumerate(pages):
                line = _line(file, audience, stage, number)
                missing = [each for each in LANGUAGES if not (docs / each / page).exists()]
                if missing:
                    where = " and ".join(f"docs/{each}/{page}" for each in missing)
                    cure = "correct the entry, or write the page"
                    yield file, line, f"{audience}.{stage}: there is no {where}", cure
                if page in seen:
                    what = f"{audience}.{stage}: {page} stands at line {seen[page]} already"
                    yield file, line, what, "a path has each page once: keep one"
                seen.setdefault(page, line)


def _line(file: Path, audience: str, stage: str, number: int) -> int:
    """Where an entry stands: lists are written with an entry a line."""
    lines = file.read_text("utf-8").split("\n")
    at = _after(lines, 0, rf"{audience}:")
    at = _after(lines, at, rf"\s+{stage}:")
    entries = [at + n for n, line in enumerate(lines[at:], 1) if re.match(r"\s+- ", line)]
    return entries[number] if number < len(entries) else at


def _after(lines: list[str], start: int, pattern: str) -> int:
    for number, line in enumerate(lines[start:], start + 1):
        if re.match(pattern, line):
            return number
    return start
