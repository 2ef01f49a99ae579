"""
The entries of a language's glossary under their schema, and the forms by which text names them.

    >>> Forms({"caseload": ["klientgrupp", "klientgruppen"]}).find("Klientgrupper, en klientgrupp")
    [Use(start=18, end=29, term='caseload')]

A form in small letters is also found with a capital first letter, as a sentence begins; a form
with a capital is found only as it stands. `IPS` is no part of `IPS-coach` or `IPS:n`: list them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from macros.factfile import FactsError, check, load_yaml

Text = Annotated[str, Field(min_length=1)]


class Entry(BaseModel):
    """One term. `term` is None where the country has no such thing."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    term: Text | None
    also: list[Text] = []
    definition: Text
    status: Literal["verified", "own", "unsure"] = "own"
    note: str | None = None
    forms: list[Text] = []  # what a page's text says for it; none: only {{ term() }} links to it


class Use(NamedTuple):
    """Where a text names a term."""

    start: int
    end: int
    term: str


class Fault(NamedTuple):
    """What is wrong with a form, for `file:line: what: cure`."""

    line: int
    what: str
    cure: str


# A word with all that grows together with it: IPS-coach, Kela:n.
_WORD = re.compile(r"\w+(?:[-:’'\u2010\u2011]\w+)*")
_JOINED = "-\u2010\u2011/_"  # beside one of these a word is part of another: klient- och
_GAP = re.compile(r"\s+")


class Forms:
    """The forms of all terms, ready to be looked for. `listed`: {id: [form, ...]}."""

    def __init__(self, listed: dict[str, list[str]]):
        self._by_first: dict[str, list[tuple[list[str], str]]] = {}
        for term, forms in listed.items():
            for form in forms:
                words = _WORD.findall(form)
                self._by_first.setdefault(_small(words[0]), []).append((words, term))
        # Most texts name no term: told by their words alone.
        self._firsts = {*self._by_first, *(word[0].upper() + word[1:] for word in self._by_first)}
        for starting in self._by_first.values():
            starting.sort(key=lambda each: -len(each[0]))  # the longest form wins

    def find(self, text: str) -> list[Use]:
        """Every use of a form in the text, in reading order; none lies within another."""
        if self._firsts.isdisjoint(_WORD.findall(text)):
            return []
        words = list(_WORD.finditer(text))
        uses, at = [], 0
        while at < len(words):
            if words[at].group() not in self._firsts:
                at += 1
                continue
            use, taken = self._at(text, words, at)
            if use is not None:
                uses.append(use)
            at += taken
        return uses

    def _at(self, text: str, words: list[re.Match], at: int) -> tuple[Use | None, int]:
        for form, term in self._by_first.get(_small(words[at].group()), ()):
            here = words[at : at + len(form)]
            start, end = here[0].start(), here[-1].end()
            if _reads(here, form) and _apart(text, here) and _free(text, start, end):
                return Use(start, end, term), len(form)
        return None, 1


def _small(word: str) -> str:
    return word[0].lower() + word[1:]


def _reads(here: list[re.Match], form: list[str]) -> bool:
    said = [word.group() for word in here]
    return said == form or [_small(said[0]), *said[1:]] == form


def _apart(text: str, here: list[re.Match]) -> bool:
    """Whether nothing but white space stands between the words."""
    return all(
        _GAP.fullmatch(text, before.end(), after.start()) for before, after in pairwise(here)
    )


def _free(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] not in (*_JOINED, "&") and text[end : end + 1] not in (*_JOINED,)


def load(path: Path) -> Forms:
    """The forms of a `_glossary.yml`. Raises FactsError with every fault, each with its place."""
    return _load(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _load(path: Path, _stamp) -> Forms:
    entries = read(path)
    if found := faults(path, entries):
        raise FactsError("\n".join(f"{path}:{line}: {what}: {cure}" for line, what, cure in found))
    return Forms({name: entry.forms for name, entry in entries.items()})


def read(path: Path) -> dict[str, Entry]:
    """The entries of a `_glossary.yml` by id. Raises FactsError with file, key and reason."""
    return check(path, load_yaml(path) or {}, TypeAdapter(dict[str, Entry]))


def faults(path: Path, entries: dict[str, Entry]) -> list[Fault]:
    """Forms that two entries claim, that stand twice, or that no text can hold."""
    owners: dict[str, str] = {}
    found = []
    for name, entry in entries.items():
        for form in entry.forms:
            owner = owners.setdefault(form.lower(), name)
            if " ".join(_WORD.findall(form)) != form:
                what = f'the form "{form}" of {name} is not words with one space between'
                cure = "no text can hold it as it stands: write it without other signs"
            elif owner == name and entry.forms.count(form) == 1:
                continue
            elif owner == name:
                what, cure = f'{name} has the form "{form}" twice', "remove one of them"
            else:
                what = f'the form "{form}" of {name} belongs to {owner} already'
                cure = "a form leads to one term: remove it from one of the two"
            found.append(Fault(line_of(path, name), what, cure))
    return sorted(set(found))


def line_of(path: Path, name: str) -> int:
    """The line of an entry's forms, or of the entry."""
    lines = path.read_text("utf-8").split("\n")
    start = next((n for n, line in enumerate(lines) if line.startswith(f"{name}:")), 0)
    for number, line in enumerate(lines[start + 1 :], start + 2):
        if line.lstrip().startswith("forms:"):
            return number
        if re.match(r"\S", line):
            break
    return start + 1
