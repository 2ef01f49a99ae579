"""
What we do not write, from `language/avoid.yml`: words that label people, and the wrong country's
or last year's institution. Each message says what to write instead, and why.

A page that quotes or explains such a word says so: `kept_terms: {"handikapp": "names the law"}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from macros.factfile import read
from macros.facts import LANGUAGES, Fact
from tools.rules import prose
from tools.rules.freshness import NOT_WORDS
from tools.rules.project import Fault, PageFile, Project

LIST = "language/avoid.yml"
COUNTRIES = {
    "sweden": re.compile(r"Sverige|svensk|Arbetsförmedling|Ruotsi|ruotsala", re.IGNORECASE),
    "denmark": re.compile(r"Danmark|dansk|Tanska", re.IGNORECASE),
    "finland": re.compile(r"Finland|finsk|finländ|Suom[ei]|suomala", re.IGNORECASE),
}


class Avoided(Fact):
    """Words that we do not write; what each key means stands at the head of the list."""

    say: list[str]
    instead: str
    why: str
    fine_in: list[Literal["sweden", "denmark", "finland"]] = []
    kept: dict[str, str] = {}


@cache
def pattern(say: str) -> re.Pattern:
    """What finds the words: whole ones, in any case, `*` standing for more letters."""
    words = re.escape(say).replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+")
    return re.compile(rf"(?<![\w-]){words}(?!\w)", re.IGNORECASE)


@cache
def _any(every: tuple[str, ...]) -> re.Pattern:
    """What finds a line that holds one of the words at all; nearly none does."""
    either = "|".join(pattern(say).pattern for say in every)
    return re.compile(either or r"(?!)", re.IGNORECASE)


def faults(project: Project):
    """Every word that the list names, and what the list or a page excuses without need."""
    listed = read(project.root / LIST, dict[str, list[Avoided]])
    for language in LANGUAGES:
        entries = listed.get(language, [])
        for path, trio in project.pages.items():
            if language in trio:
                yield from _page(path, language, trio[language], entries)
        yield from _side_files(project, language, entries)


def _page(path: str, language: str, page: PageFile, entries: list[Avoided]):
    kept = {str(key).casefold(): why for key, why in (page.meta.get("kept_terms") or {}).items()}
    found: set[str] = set()
    for number, section, text in _texts(page):
        country = section or path.removeprefix("countries/").removesuffix(".md")
        for entry, say, written in said(text, language, entries, country):
            found.add(key := say.replace("*", "").casefold())
            if key not in kept:
                yield _fault(page.path, number, entry, written, f'kept_terms: {{"{key}": "..."}}')
    line = page.line_of("^kept_terms")
    for key, why in kept.items():
        if not str(why or "").strip():
            yield Fault(page.path, line, f"kept_terms: {key} has no reason", "say why it is kept")
        elif key not in found:
            yield Fault(
                page.path,
                line,
                f"kept_terms: {key} excuses nothing on this page",
                f"remove it, or write it as {LIST} does, without *",
            )


def _side_files(project: Project, language: str, entries: list[Avoided]):
    """The shared word lists; which of them may say a word is written in the list itself."""
    used = set()
    for file in prose.side_files(project.docs, language):
        for line, text in prose.yaml_texts(file, frozenset({"status"})):
            for entry, _, written in said(text, language, entries):
                used.add((entry.say[0], file.name))
                if file.name not in entry.kept:
                    yield _fault(project.shown(file), line, entry, written, f"kept, {LIST}")
    for entry in entries:
        for name in entry.kept:
            if (entry.say[0], name) not in used:
                yield Fault(
                    LIST,
                    None,
                    f'"{entry.say[0]}" is kept in {name}, which does not say it in {language}',
                    "remove that line",
                )


def said(text: str, language: str, entries: list[Avoided], country: str | None = None):
    """(entry, the list's words, the words as written) for what a line says in its own language."""
    own = "\n".join(words for spoken, words in prose.parts(text, language) if spoken == language)
    if not _any(tuple(say for entry in entries for say in entry.say)).search(own):
        return
    for entry in entries:
        if any(name == country or COUNTRIES[name].search(text) for name in entry.fine_in):
            continue
        for say in entry.say:
            for match in pattern(say).finditer(own):
                yield entry, say, match[0]


def _texts(page: PageFile) -> Iterator[tuple[int, str | None, str]]:
    """(line, the country whose section it is, text) of front matter and body."""
    for line, text in prose.yaml_texts(page.file, frozenset(NOT_WORDS)):
        yield line, None, text
    headings = {heading.line: heading for heading in page.headings}
    country, level = None, 0
    for line in prose.lines(page):
        if heading := headings.get(line.number):
            if heading.id in COUNTRIES:
                country, level = heading.id, heading.level
            elif heading.level <= level:
                country = None
        yield line.number, country, line.text


def _fault(path: str, line: int, entry: Avoided, written: str, keep: str) -> Fault:
    return Fault(
        path,
        line,
        f'we do not write "{written}" ({entry.why})',
        f"write: {entry.instead}; a quotation or an explanation gives its reason in {keep}",
    )
