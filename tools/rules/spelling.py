"""
Every word of every page and word list is spelt as its language spells it.

Code, addresses, macros and what is marked as English are not read; `*jobcenter*{lang=da}` on a
Swedish page is read as Danish. What no dictionary has stands in `language/<language>.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros import alphabet
from macros.facts import LANGUAGES
from tools.rules import prose
from tools.rules.dictionaries import MissingError
from tools.rules.freshness import NOT_WORDS
from tools.rules.project import Fault, Project
from tools.rules.speller import Speller, remember

NAMES = {"sv": "Swedish", "da": "Danish", "fi": "Finnish"}
# Front matter and keys of word lists that hold ids and paths.
_NO_TEXT = frozenset({*NOT_WORDS, "status", "full", "page", "drawing"})
# A word with what hangs on it; a figure before it belongs to it (18-vuotias). What follows a figure
# or a colon directly is an ending: {{ figure(…) }}:ssa, </span>:n. No letter of a formula (z², n).
_WORD = re.compile(
    r"(?:(?<!\w)\d+-)?(?<!\w)(?<![\w>)\]]:)(?>[^\W\d_²³]+(?:[-:'’.][^\W\d_²³]+)*)-?(?![\d²³])"
)


def faults(project: Project):
    """Words that no dictionary and no list has, and entries of the lists that are not needed."""
    try:
        spellers = {language: Speller(project.root, language) for language in LANGUAGES}
    except MissingError as error:
        yield Fault("language", None, f"spelling was not checked: {error}", "run: make check")
        return
    fine: dict[str, set[str]] = {language: set() for language in LANGUAGES}
    for path, line, language, text in _texts(project):
        if "TODO" in text:
            continue  # not written yet: tools/rules/pages.py says so
        speller = spellers[language]
        for word, follows in words(text):
            if word not in fine[language]:
                if not speller.accepts(word, follows):
                    yield _fault(path, line, speller, word)
                elif not follows:
                    fine[language].add(word)
    for speller in spellers.values():
        yield from _list_faults(project, speller)
    remember(project.root, list(spellers.values()))


def words(text: str) -> Iterator[tuple[str, str]]:
    """(word, the text behind its hyphen, dash or full stop) for each word that can be judged."""
    for match in _WORD.finditer(text):
        if len(match[0]) > 1:
            behind = text[match.end() :]
            yield match[0], behind if match[0][-1] == "-" or behind[:1] in (".", "–") else ""


def _texts(project: Project) -> Iterator[tuple[str, int, str, str]]:
    """(file, line, language, text) of all that is written below docs/<language>/."""
    for _, language, page in project.every_page():
        for line, text in prose.yaml_texts(page.file, _NO_TEXT):
            yield from _spoken(page.path, line, text, language)
        for line in prose.lines(page):
            yield from _spoken(page.path, line.number, line.text, language)
    for language in LANGUAGES:
        for file in prose.side_files(project.docs, language):
            for line, text in prose.yaml_texts(file, _NO_TEXT):
                yield from _spoken(project.shown(file), line, text, language)


def _spoken(path: str, line: int, text: str, language: str):
    """The text in its own language, a 0 for each foreign part; and those parts in theirs."""
    own = ""
    for spoken, said in prose.parts(text, language):
        own += said if spoken == language else "0"
        if spoken != language and spoken in LANGUAGES:
            yield path, line, spoken, said
    yield path, line, language, own


def _fault(path: str, line: int, speller: Speller, word: str) -> Fault:
    meant = ", ".join(speller.suggest(word))
    return Fault(
        path,
        line,
        f'"{word}" is no {NAMES[speller.language]} word' + (f"; meant: {meant}?" if meant else ""),
        f"mend it, mark its language (*{word}*{{lang=en}}), or add it to "
        f"language/{speller.language}.txt",
    )


def _list_faults(project: Project, speller: Speller):
    """Entries out of order, twice, of no use, or known to the dictionary by itself."""
    shown, order = project.shown(speller.path), alphabet.key(speller.language)
    before = ""
    for line, entry in speller.listed:
        if entry == before:
            yield Fault(shown, line, f"{entry} stands here twice", "remove one")
        elif before and order(entry) < order(before):
            yield Fault(
                shown,
                line,
                f"{entry} stands after {before}",
                f"sort the list as {NAMES[speller.language]} sorts",
            )
        elif not entry.endswith("-") and speller.knows(entry):
            yield Fault(shown, line, f"the dictionary has {entry} by itself", "remove it")
        elif entry not in speller.used:
            yield Fault(shown, line, f"no page needs {entry}", "remove it")
        before = entry
