r"""
A module's page, cut: what its participants read, the trainer's part, and single sections.

    >>> participants("Text.\n\n## Till kursledaren {#trainer}\n\nSvar.\n")
    'Text.\n\n'

Everything from the heading `{#trainer}` on is the trainer's. Whoever reads the body of a page for
its readers asks `participants`, so that nothing of it comes there.
"""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple

from macros.course_file import FOLDER

# Whatever its level, and with a class beside the id: rather too much is cut than too little.
_TRAINER = re.compile(
    r"^ {0,3}#{1,6}[^\n]*\{[^}\n]*#trainer(?:-[\w-]+)?(?![\w-])[^}\n]*\}", re.MULTILINE
)
_HEADING = re.compile(r"^(#{1,6}) +(.*?) *\{[^}\n]*#([\w-]+)[^}\n]*\} *$", re.MULTILINE)
# A line of the trainer's minutes: `- 5–15: …`, from and to.
MINUTES = re.compile(r"^- (\d+)\s?[–-]\s?(\d+)(?=:)", re.MULTILINE)
_LINK = re.compile(r"(\]\(\s*<?)([^)\s>#]*)(#[\w-]+)?(?=[)\s>])")
_HERE = ("trainer-", "handout-")  # ids that stand on a trainer's page, under the module's name


class Part(NamedTuple):
    """A piece of a body; `line` is how many lines of the body come before it."""

    text: str
    line: int


def is_module(path: str) -> bool:
    """Whether a path below docs/<language>/ may be a module's: courses/<course>/<module>.md."""
    folder, _, name = path.rpartition("/")
    return posixpath.dirname(folder) == FOLDER and name not in ("index.md", "trainer.md")


def participants(body: str) -> str:
    """The body up to the trainer's part."""
    found = _TRAINER.search(body)
    return body[: found.start()] if found else body


def readers(path: str, body: str) -> str:
    """What the readers of a page get of its body: of a module, the participants' part."""
    return participants(body) if path.startswith(f"{FOLDER}/") else body


def trainers(body: str) -> Part:
    """The trainer's part without its own heading; empty where there is none."""
    found = _TRAINER.search(body)
    if not found:
        return Part("", 0)
    end = body.find("\n", found.end()) + 1 or len(body)
    return Part(body[end:], body.count("\n", 0, end))


def sections(body: str, begins: str) -> dict[str, tuple[str, Part]]:
    """id -> (heading, text) of each section whose id begins so, with the sections in it."""
    headings, found = list(_HEADING.finditer(body)), {}
    for at, heading in enumerate(headings):
        if heading[3].startswith(begins):
            later = (each.start() for each in headings[at + 1 :] if len(each[1]) <= len(heading[1]))
            end = next(later, len(body))
            part = Part(body[heading.end() : end], body.count("\n", 0, heading.end()))
            found[heading[3]] = (heading[2], part)
    return found


def moved(text: str, module: str, home: str, *, level: int) -> str:
    """
    The Markdown of a module for a trainer's page, courses/<course>/trainer.md.

    No heading stands above `level`, ids begin with the module's, links lead where they led.
    """

    def heading(match):
        marks = "#" * min(6, max(level, len(match[1]) + 1))
        return f"{marks} {match[2]} {{#{module}-{match[3]}}}"

    def link(match):
        opening, target, anchor = match[1], match[2], match[3] or ""
        if not target:
            if anchor[1:].startswith(_HERE):
                return f"{opening}#{module}-{anchor[1:]}"
            target = f"{module}.md"
        elif ":" in target:
            return match[0]
        there = posixpath.normpath(posixpath.join(FOLDER, home, target))
        return opening + posixpath.relpath(there, f"{FOLDER}/any") + anchor

    return _LINK.sub(link, _HEADING.sub(heading, text))
