"""
The words of one language, strictly: what is missing or unknown is an error with its place.

`docs/<language>/_words.yml` holds units, buttons and messages. A message is a whole sentence with
named places; one that counts has the forms `one` and `other`:

    missing: {one: "{n} person till behövs.", other: "{n} personer till behövs."}

    >>> words.say("missing", n=2)
    '2 personer till behövs.'

Labels that belong to one page stand in that page's front matter: `words.front_matter("reports/
hudiksvall.md")`.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time

from macros import numberform
from macros.facts import LANGUAGES, FactsError, load_yaml


class WordsError(Exception):
    """A word is missing, unknown or malformed; the message names file, key and cure."""


class Words:
    """The words below `docs/<language>/`. Make one with `load`."""

    def __init__(self, docs: Path, language: str):
        self.docs, self.language = docs, language
        self.path = docs / language / "_words.yml"
        self._words = _flat(self.path, load_yaml(self.path) or {})

    def __getitem__(self, key: str) -> str:
        """The word without places. Raises WordsError."""
        word = self._find(key)
        if not isinstance(word, str):
            raise WordsError(f"{self.path}: {key}: has forms; ask for it with say(..., n=...)")
        return word

    def __contains__(self, key: str) -> bool:
        return key in self._words

    def keys(self) -> set[str]:
        """All keys, dotted: `unit.people`."""
        return set(self._words)

    def raw(self, key: str) -> str | dict:
        """The message as it stands, with its forms and places: for the browser."""
        return self._find(key)

    def say(self, key: str, **places) -> str:
        """
        The sentence with its places filled. Numbers are written as the language writes them.

        Where the message has forms, `n` decides (CLDR plural rules).
        """
        word = self._find(key)
        if isinstance(word, dict):
            word = word[self.plural(places["n"])]
        shown = {
            name: self.number(value) if isinstance(value, int | float) else value
            for name, value in places.items()
        }
        try:
            return word.format_map(shown)
        except KeyError as error:
            raise WordsError(
                f"{self.path}: {key}: nobody fills the place {{{error.args[0]}}}; "
                f"the places are: {', '.join(sorted(shown))}"
            ) from None

    def plural(self, n: float) -> str:
        """`one` or `other`."""
        return self._locale.plural_form(n)

    def number(self, value: float, decimals: int | None = None) -> str:
        """The number as this language writes it."""
        return numberform.write(value, self.language, decimals)

    def percent(self, share: float, decimals: int = 1) -> str:
        """A share between 0 and 1 as per cent, with the sign and a no-break space."""
        return numberform.write(100 * share, self.language, decimals) + "\u00a0%"

    def date(self, date, form: str = "long") -> str:
        """A date in words: 30 juni 2017, 30. juni 2017, 30. kesäkuuta 2017."""
        return format_date(date, form, locale=self._locale)

    def time(self, minutes: int) -> str:
        """A time of day, given in minutes since midnight: 09:00, 09.00, 9.00."""
        return format_time(dt.time(*divmod(minutes, 60)), "short", locale=self._locale)

    def other(self, language: str) -> Words:
        """The words of another language."""
        return load(self.docs, language)

    def front_matter(self, path: str) -> dict:
        """The front matter of `docs/<language>/<path>`; {} if the page does not exist."""
        return front_matter(self.docs / self.language / path)

    def side_file(self, name: str):
        """The data of `docs/<language>/<name>.yml`, e.g. `_glossary`."""
        path = self.docs / self.language / f"{name}.yml"
        return _side_file(path, path.stat().st_mtime_ns if path.exists() else 0)

    def _find(self, key: str):
        if key not in self._words:
            raise WordsError(f"{self.path}: {key}: this word is missing; add it")
        return self._words[key]

    @cached_property
    def _locale(self) -> Locale:
        return Locale(self.language)


def load(docs: Path, language: str) -> Words:
    """The words of a language; read again only when `_words.yml` has changed."""
    path = docs / language / "_words.yml"
    if not path.exists():
        raise FactsError(f"{path}: the file is missing; create it")
    return _load(docs, language, path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _load(docs: Path, language: str, _stamp) -> Words:
    return Words(docs, language)


@lru_cache(maxsize=16)
def _side_file(path: Path, _stamp):
    return load_yaml(path)


def front_matter(path: Path) -> dict:
    """The YAML at the head of a page. Raises FactsError with file and line."""
    try:
        return split(path)[0]
    except FileNotFoundError:
        return {}


def split(path: Path) -> tuple[dict, str, int]:
    """A page as (front matter, body, first line of the body in the file)."""
    return _split(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4096)  # more than a site has pages: else each round reads them all again
def _split(path: Path, _stamp) -> tuple[dict, str, int]:
    text = path.read_text("utf-8")
    match = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    if not match:
        return {}, text, 1
    data = load_yaml(path, match.group(1), first_line=2) or {}
    return data, text[match.end() :], text[: match.end()].count("\n") + 1


def disagreements(docs: Path, languages=LANGUAGES) -> list[str]:
    """
    What differs between the languages' `_words.yml`: keys, kinds, forms and named places.

    One message a fault, each with file, key and cure.
    """
    every = {language: load(docs, language) for language in languages}
    found = []
    for key in sorted(set().union(*(words.keys() for words in every.values()))):
        having = {lang: words.raw(key) for lang, words in every.items() if key in words}
        if len(having) == 1 < len(every):
            [language] = having
            found.append(
                f"{every[language].path}: {key}: unknown: no other language has this word; "
                "correct its spelling, or add it to the others"
            )
            continue
        for language, words in every.items():
            if language not in having:
                other = next(iter(having))
                found.append(
                    f"{words.path}: {key}: missing here, but {every[other].path} has it; "
                    "add it, or remove it there"
                )
        if len({_shape(word) for word in having.values()}) > 1:
            shapes = "; ".join(f"{lang}: {_shape(word)}" for lang, word in having.items())
            found.append(
                f"{docs}/*/_words.yml: {key}: the languages differ in forms or named places "
                f"({shapes}); make them the same"
            )
    return found


def _shape(word) -> str:
    if isinstance(word, dict):
        return f"forms {sorted(word)}, places {_places(' '.join(word.values()))}"
    return f"places {_places(word)}"


def _places(text: str) -> list[str]:
    return sorted(set(re.findall(r"{(\w+)}", text)))


def _flat(path: Path, data: dict, prefix: str = "") -> dict:
    """{"unit": {"people": "personer"}} as {"unit.people": "personer"}; plural forms stay."""
    flat = {}
    for key, value in data.items():
        if isinstance(value, dict) and not set(value) <= {
            "zero",
            "one",
            "two",
            "few",
            "many",
            "other",
        }:
            flat |= _flat(path, value, f"{prefix}{key}.")
        elif isinstance(value, str | dict):
            flat[f"{prefix}{key}"] = value
        else:
            raise WordsError(
                f"{path}: {prefix}{key}: {value!r} is no text; write the word, in quotes if need be"
            )
    return flat
