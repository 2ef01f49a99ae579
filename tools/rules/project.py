"""
The project as the rules see it: its pages read and taken apart once, and what a fault is.

    >>> Project(Path(".")).page("sv", "reports/soite.md").headings[0].id
    'glance'
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from macros import facts
from macros.facts import LANGUAGES
from macros.words import split


class Fault(NamedTuple):
    """One thing that somebody has to mend; it reads `file:line: what: cure`."""

    path: str
    line: int | None
    what: str
    cure: str

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.what}: {self.cure}"


class Heading(NamedTuple):
    """`### Text {#id}` in a page."""

    line: int
    level: int
    text: str
    id: str | None


class Call(NamedTuple):
    """A macro as a page calls it; `arguments` are plain values."""

    line: int
    name: str
    arguments: tuple

    @property
    def shape(self) -> str:
        """The call without those arguments that are words (of `term`) or places (of `source`)."""
        kept = self.arguments[:1] if self.name in ("term", "source") else self.arguments
        return f"{{{{ {self.name}({', '.join(map(repr, kept))}) }}}}"


@dataclass
class Section:
    """What stands between two headings, as counts: order within a section is the writer's."""

    heading: Heading | None
    links: Counter = field(default_factory=Counter)
    macros: Counter = field(default_factory=Counter)
    boxes: Counter = field(default_factory=Counter)
    items: int = 0  # numbered list items: steps and questions are the same in each language


_FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,}).*?^\1[ \t]*\2[ \t]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_HEADING = re.compile(r"^(#{1,6}) +(.*?)(?: *\{[^}]*?#([\w-]+)[^}]*\})? *$")
_CALL = re.compile(r"\{\{-?\s*(\w+)\s*\((.*?)\)\s*-?\}\}")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_BOX = re.compile(r"^\s*(?:!!!|\?\?\?\+?) +(\w+)")


class PageFile:
    """One page on disk, taken apart. Lines count from the file's first line."""

    def __init__(self, path: Path, shown: str):
        self.file, self.path = path, shown
        self.meta, self.body, self.first_line = split(path)

    @cached_property
    def lines(self) -> list[tuple[int, str]]:
        """The body's lines with their numbers, code blanked out."""

        def blank(match):
            return re.sub(r"[^\n]", " ", match.group())

        text = _CODE.sub(blank, _FENCE.sub(blank, self.body))
        return list(enumerate(text.split("\n"), self.first_line))

    @cached_property
    def headings(self) -> list[Heading]:
        """All headings in order."""
        return [
            Heading(number, len(match[1]), match[2], match[3])
            for number, line in self.lines
            if (match := _HEADING.match(line))
        ]

    @cached_property
    def calls(self) -> list[Call]:
        """All macro calls in order; arguments that are no plain values stay as their text."""
        found = []
        for number, line in self.lines:
            for match in _CALL.finditer(line):
                try:
                    arguments = ast.literal_eval(f"({match[2]},)") if match[2].strip() else ()
                except (SyntaxError, ValueError):
                    arguments = (match[2],)
                found.append(Call(number, match[1], arguments))
        return found

    @cached_property
    def links(self) -> list[tuple[int, str]]:
        """All Markdown links as (line, target)."""
        return [(n, match[1]) for n, line in self.lines for match in _LINK.finditer(line)]

    @cached_property
    def sections(self) -> list[Section]:
        """The page cut at its headings; the first section stands before any heading."""
        cut = [Section(None)]
        starts = {heading.line: heading for heading in self.headings}
        for number, line in self.lines:
            if number in starts:
                cut.append(Section(starts[number]))
            here = cut[-1]
            here.links.update(match[1] for match in _LINK.finditer(line))
            if match := _BOX.match(line):
                here.boxes[match[1]] += 1
            here.items += bool(re.match(r"\s*\d+\. ", line))
        bounds = [section.heading.line if section.heading else 0 for section in cut]
        for call in self.calls:
            index = max(i for i, start in enumerate(bounds) if start <= call.line)
            cut[index].macros[call.shape] += 1
        return cut

    def line_of(self, pattern: str) -> int:
        """The first line of the file that holds the pattern, or 1."""
        for number, line in enumerate(self.file.read_text("utf-8").split("\n"), 1):
            if re.search(pattern, line):
                return number
        return 1


class Project:
    """A project folder: `docs/`, `facts/`, `mkdocs.yml`."""

    def __init__(self, root: Path):
        self.root, self.docs = root, root / "docs"

    def shown(self, path: Path) -> str:
        """A path as people type it, from the project's folder."""
        return path.relative_to(self.root).as_posix()

    @cached_property
    def pages(self) -> dict[str, dict[str, PageFile]]:
        """path -> language -> page, over all languages."""
        found: dict[str, dict[str, PageFile]] = {}
        for language in LANGUAGES:
            for file in sorted((self.docs / language).rglob("*.md")):
                path = file.relative_to(self.docs / language).as_posix()
                found.setdefault(path, {})[language] = PageFile(file, self.shown(file))
        return dict(sorted(found.items()))

    def page(self, language: str, path: str) -> PageFile:
        """One page. Raises KeyError if it does not exist."""
        return self.pages[path][language]

    def every_page(self):
        """(path, language, page) for each page."""
        for path, trio in self.pages.items():
            for language, page in trio.items():
                yield path, language, page

    @cached_property
    def facts(self) -> facts.Facts:
        """All facts. Raises FactsError."""
        return facts.load(self.root / "facts")
