"""
Which words a language has: Hunspell's dictionaries in Swedish and Danish, Voikko in Finnish.

    >>> load("sv").knows("arbetsgivarkontakt"), load("sv").knows("arbetsgivarkontatk")
    (True, False)

All of them know inflections and compounds. decisions/0010-spelling.md says how they were chosen.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from functools import cache, cached_property
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "language" / "dictionaries"
SUGGESTED = 3
_LETTERS = "abcdefghijklmnopqrstuvyåäö-"


class MissingError(Exception):
    """A package or file that spelling needs is not installed; the message says how to get it."""


class Hunspell:
    """`language/dictionaries/<language>.dic` and `.aff`, read when first asked."""

    def __init__(self, language: str):
        self.language = language

    @cached_property
    def version(self) -> str:
        """What tells this dictionary from its next edition."""
        return hashlib.sha256((FOLDER / f"{self.language}.dic").read_bytes()).hexdigest()[:16]

    @cached_property
    def _engine(self):
        import hunspell

        return hunspell.Hunspell(self.language, hunspell_data_dir=str(FOLDER))

    def knows(self, word: str) -> bool:
        """Whether the language has the word, as it stands or with a full stop (`m.fl.`)."""
        return self._engine.spell(word) or ("." in word and self._engine.spell(f"{word}."))

    def suggest(self, word: str, common: set[str]) -> list[str]:
        """Up to three words that may have been meant, those of the site first."""
        found = self._engine.suggest(word)
        return sorted(found, key=lambda each: each not in common)[:SUGGESTED]


class Voikko:
    """Voikko's Finnish morphology as a transducer (pyvoikko), read when first asked."""

    @cached_property
    def version(self) -> str:
        """What tells this morphology from its next edition."""
        return f"pyvoikko {importlib.metadata.version('pyvoikko')}"

    @cached_property
    def _engine(self):
        import pyvoikko

        return pyvoikko.VOIKKO_FST

    def knows(self, word: str) -> bool:
        """Whether Finnish has the word; a name only with its capital letter."""
        return bool(self._readings(word))

    def suggest(self, word: str, common: set[str]) -> list[str]:
        """Up to three words one slip away: those of the site, or the simplest."""
        parts = {}
        slips = list(dict.fromkeys(_one_slip(word.lower())))
        if listed := [near for near in slips if near in common]:
            return listed[:SUGGESTED]
        for near in slips:
            if readings := self._readings(near):
                parts[near] = min(text.count("[Bc]") for text in readings)
        return sorted(parts, key=parts.get)[:SUGGESTED]

    def _readings(self, word: str) -> list[str]:
        import kfst

        try:
            # The transducer is written in small letters; it marks names: [Lep] and its like.
            found = [text for text, _ in self._engine.lookup(word.lower())]
        except kfst.TokenizationException:
            return []  # a letter that Finnish does not use
        return [text for text in found if word != word.lower() or not _is_name(text)]


def _is_name(analysis: str) -> bool:
    """Whether a word is nothing but a name: `[Lep][Xp]Ino[X]ino[Sp][Ny]a`."""
    return analysis.startswith("[Le") and analysis.count("[L") == 1


def _one_slip(word: str):
    """What differs by one letter left out, swapped, mistaken or added."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from (head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1)
    yield from (head + tail[1:] for head, tail in cuts if tail)
    yield from (head + letter + tail for head, tail in cuts for letter in _LETTERS)
    yield from (head + letter + tail[1:] for head, tail in cuts if tail for letter in _LETTERS)


@cache
def load(language: str) -> Hunspell | Voikko:
    """The dictionary of sv, da or fi. Raises MissingError with the way to get what it needs."""
    try:
        importlib.metadata.version("pyvoikko" if language == "fi" else "chunspell")
    except importlib.metadata.PackageNotFoundError as error:
        raise MissingError(f"the package {error.name} is not installed") from None
    if language == "fi":
        return Voikko()
    if not (FOLDER / f"{language}.dic").exists():
        raise MissingError(f"{FOLDER.name}/{language}.dic is missing")
    return Hunspell(language)
