"""
Whether a word is spelt as its language spells it: the dictionary, the project's own list, and what
neither holds whole (IPS-coach, THL:s, hälso- och sjukvård, Karlstadissa).

Initials are let through. `language/<language>.txt` lists the project's own words, one a line: a
name or term as it is written, or the first part of compounds with a hyphen behind it
(`fidelitets-`).
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from pathlib import Path

from tools.rules import dictionaries

CACHE = Path(".cache/spelling.json")
_SUGGESTIONS = 10  # words a language that get some: each takes a while

# Initials, which nobody can look up: NSPH, EU; Finnish inflects them too (CEPIstä).
_INITIALS = re.compile(r"[A-ZÅÄÖÆØ]{2,7}")
# What is written after a name's or an abbreviation's sign: THL:s, IPS:n, EU'en.
_ENDING = re.compile(r"[a-zåäöæø]{1,6}")
# How Finnish inflects a name: Soiten, Karlstadissa, Hudiksvalliin.
_CASE = re.compile(
    r"i?(?:n|a|ä|ta|tä|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|na|nä|[aeiouyäö]n|seen|t)"
    r"(?:kin|kaan|kään|ko|kö)?"
)


class Speller:
    """One language's judge of words, with a memory that may be lost at any time."""

    def __init__(self, root: Path, language: str):
        self.root, self.language = root, language
        self.dictionary = dictionaries.load(language)
        self.path = root / "language" / f"{language}.txt"
        self.used: set[str] = set()
        self._verdicts: dict[str, bool] = {}
        self._suggested = 0

    @cached_property
    def listed(self) -> list[tuple[int, str]]:
        """(line, entry) of the project's own words, in the order of the file."""
        lines = self.path.read_text("utf-8").split("\n") if self.path.exists() else []
        return [
            (number, line.strip())
            for number, line in enumerate(lines, 1)
            if line.strip() and not line.startswith("#")
        ]

    @cached_property
    def _entries(self) -> frozenset[str]:
        return frozenset(entry for _, entry in self.listed)

    @cached_property
    def _names(self) -> list[str]:
        """What may take an ending; Finnish inflects what it borrows too (jobcenteriin)."""
        return [e for e in self._entries if e[0].isupper() or self.language == "fi"]

    @cached_property
    def _starts(self) -> list[str]:
        return [entry[:-1] for entry in self._entries if entry.endswith("-")]

    @cached_property
    def _remembered(self) -> dict[str, bool]:
        try:
            kept = json.loads((self.root / CACHE).read_text("utf-8"))[self.language]
        except (OSError, ValueError, KeyError):
            return {}
        return kept["verdicts"] if kept.get("version") == self.dictionary.version else {}

    def knows(self, word: str) -> bool:
        """Whether the dictionary by itself has the word."""
        if word not in self._verdicts:
            known = self._remembered.get(word)
            self._verdicts[word] = self.dictionary.knows(word) if known is None else known
        return self._verdicts[word]

    def accepts(self, word: str, follows: str = "") -> bool:
        """Whether a word may stand in a text; `follows` is the text behind it."""
        word = word.replace("’", "'")
        if self.knows(word) or _INITIALS.fullmatch(word):
            return True
        if self._listed(word) or self._inflected(word):
            return True
        if follows[:1] == "." and self.knows(f"{word}."):
            return True
        if word.endswith("-") or follows[:1] == "–":
            return self._hanging(word.removesuffix("-"), follows)
        head, sign, ending = self._cut(word)
        if sign and _ENDING.fullmatch(ending) and not head.islower() and self.accepts(head):
            return True
        parts = [part for part in word.split("-") if part]
        return len(parts) > 1 and all(self._part(part) for part in parts)

    def suggest(self, word: str) -> list[str]:
        """Up to three words that may have been meant; none after the first ten words."""
        self._suggested += 1
        if self._suggested > _SUGGESTIONS:
            return []
        common = {each for each, known in self._verdicts.items() if known}
        return self.dictionary.suggest(word, common)

    def remembered(self) -> dict:
        """What the next run need not ask the dictionary again."""
        return {"version": self.dictionary.version, "verdicts": self._verdicts}

    def _part(self, part: str) -> bool:
        return len(part) == 1 or part.isdigit() or self.accepts(part)

    def _listed(self, word: str) -> bool:
        """In the project's list: as it stands, a listed word with a capital, or its compound."""
        for entry in (word, word[:1].lower() + word[1:]):
            if entry in self._entries:
                self.used.add(entry)
                return True
        for start in self._starts:
            rest = word[len(start) :]
            fits = word.startswith(start) or word.lower().startswith(start)
            if fits and len(rest) > 2 and (self.knows(rest) or rest in self._entries):
                self.used.add(f"{start}-")
                return True
        return False

    def _inflected(self, word: str) -> bool:
        """A listed name or initials with an ending: Hudiksvalls, Soitessa."""
        initials = _INITIALS.match(word)
        if initials and self.language == "fi" and _CASE.fullmatch(word[initials.end() :]):
            return True
        for name in self._names:
            same = word.startswith(name) or (word[:1].lower() + word[1:]).startswith(name)
            if same and (ending := word[len(name) :]):
                fits = _CASE.fullmatch(ending) if self.language == "fi" else ending == "s"
                if fits:
                    self.used.add(name)
                    return True
        return False

    def _hanging(self, start: str, follows: str) -> bool:
        """`hälso-` (och sjukvård), `maalis` (–huhtikuu): a word with the end of one behind it."""
        if self._listed(start) or self._listed(f"{start}-") or self.knows(start):
            return True
        for other in re.findall(r"[^\W\d_-]+", follows)[:6]:
            for at in range(1, len(other) - 2):
                if self.knows(start + other[at:]):
                    return True
        return False

    def _cut(self, word: str) -> tuple[str, str, str]:
        at = max(word.rfind(":"), word.rfind("'"))
        return (word[:at], word[at], word[at + 1 :]) if at > 0 else (word, "", "")


def remember(root: Path, spellers: list[Speller]) -> None:
    """Keep the verdicts for the next run; a folder that cannot be written is no fault."""
    kept = {speller.language: speller.remembered() for speller in spellers}
    try:
        (root / CACHE).parent.mkdir(exist_ok=True)
        (root / CACHE).write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    except OSError:
        return
