"""
How hard a page is to read, measured: LIX in Swedish and Danish, words a sentence in Finnish.

LIX is the mean length of a sentence in words plus the percentage of words with more than six
letters. Finnish words are long by nature, so there the length of sentences alone is held to.
Limits, what counts as a sentence, and why: decisions/0009-readability.md.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from macros.facts import LANGUAGES
from tools.rules import prose
from tools.rules.module_text import trainer_line
from tools.rules.project import Fault, PageFile, Project

# The most that a page below docs/<language>/<folder>/ may measure.
LIMITS = {
    "sv": {"easy": 30, "guides": 45, "countries": 45, "courses": 45},
    "da": {"easy": 30, "guides": 45, "countries": 45, "courses": 45},
    "fi": {"easy": 8, "guides": 14, "countries": 14, "courses": 14},
}
LONG = 6  # letters; a word with more is long
_REST = "the rest"

# A word is letters, with single signs inside: IPS-coach, THL:s, d'accord.
_WORD = re.compile(r"[^\W\d_]+(?:[-:'’.][^\W\d_]+)*")
# Full stop, question and exclamation mark end a sentence unless a small letter follows (t.ex. så);
# a colon ends one wherever a space follows it.
_END = re.compile(r"[.!?]+[\"”’»)\]]*(?=\s+[^a-zåäöæø\s]|\s*$)|:(?=\s|$)")


class Sentence(NamedTuple):
    """A sentence by the line where it begins, and its words."""

    line: int
    words: tuple[str, ...]

    @property
    def weight(self) -> float:
        """How much it adds to what a page measures."""
        return len(self.words) + sum(_long(word) for word in self.words)


def sentences(page: PageFile) -> list[Sentence]:
    """The sentences of a page's paragraphs, boxes and list items, in order."""
    blocks: list[list[tuple[int, str]]] = []
    for line in prose.lines(page):
        if line.kind in ("text", "item"):
            text = "".join(words for _, words in prose.parts(line.text, ""))
            if line.begins or not blocks:
                blocks.append([])
            blocks[-1].append((line.number, text))
    return [sentence for block in blocks for sentence in _cut(block)]


def _cut(block: list[tuple[int, str]]):
    text = "\n".join(words for _, words in block)
    first, at = block[0][0], 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        if words := tuple(_WORD.findall(text, at, end)):
            begins = _WORD.search(text, at).start()
            yield Sentence(first + text.count("\n", 0, begins), words)
        at = end


def measure(language: str, page: PageFile) -> float | None:
    """LIX, or the mean number of words a sentence in Finnish; None for a page without words."""
    return _measured(language, sentences(page))


def _measured(language: str, found: list[Sentence]) -> float | None:
    words = [word for sentence in found for word in sentence.words]
    if not words:
        return None
    mean = len(words) / len(found)
    if language == "fi":
        return mean
    return mean + 100 * sum(map(_long, words)) / len(words)


def _long(word: str) -> bool:
    return sum(char.isalpha() for char in word) > LONG


def faults(project: Project):
    """Pages above the limit of their kind, with the sentence that weighs most."""
    for path, language, page in project.every_page():
        limit = LIMITS[language].get(path.partition("/")[0])
        for part, found in _parts(page) if limit is not None else ():
            yield from _heavy(path, language, page, part, found)


def _parts(page: PageFile):
    """The sentences of a page; those of a module's two parts, each for its readers."""
    begins, found = trainer_line(page), sentences(page)
    yield "the page", [sentence for sentence in found if sentence.line < begins]
    yield "the trainer's part", [sentence for sentence in found if sentence.line > begins]


def _heavy(path: str, language: str, page: PageFile, part: str, found: list[Sentence]):
    folder = path.partition("/")[0]
    value, limit = _measured(language, found), LIMITS[language][folder]
    if value is not None and round(value, 1) > limit:
        longest = max(found, key=lambda sentence: sentence.weight)
        unit = _unit(language)
        yield Fault(
            page.path,
            longest.line,
            f"{part} measures {value:.1f} {unit}, at most {limit} in {folder}/",
            f"begin here: {len(longest.words)} words, {sum(map(_long, longest.words))} of them "
            f"with more than {LONG} letters; make two sentences, take shorter words",
        )


def _unit(language: str) -> str:
    return "words a sentence" if language == "fi" else "LIX"


def summary(project: Project) -> list[str]:
    """A line a language: the lowest and highest measured of each kind, and the limit."""
    found: dict[tuple[str, str], list[float]] = {}
    for path, language, page in project.every_page():
        folder = path.partition("/")[0]
        kind = folder if folder in LIMITS[language] else _REST
        value = measure(language, page)
        if value is not None:
            found.setdefault((language, kind), []).append(value)
    return [
        f"readability {language}, {_unit(language)}: "
        + "; ".join(
            f"{kind} {min(values):.1f}–{max(values):.1f} ({_said(LIMITS[language].get(kind))}, "
            f"pages: {len(values)})"
            for kind in (*LIMITS[language], _REST)
            if (values := found.get((language, kind)))
        )
        for language in LANGUAGES
    ]


def _said(limit: int | None) -> str:
    return "no limit" if limit is None else f"at most {limit}"
