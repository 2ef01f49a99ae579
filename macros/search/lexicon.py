"""
The dictionary of a language: which word a form belongs to, and which forms a word has.

    >>> words = lexicon.load("fi")
    >>> words.lemma("eläkettä"), len(words.forms("eläke"))
    ('eläke', 26)

The forms are simplemma's (PyPI, MIT). Its files have to be read from end to end, up to half a
minute a language, so `prepare` sorts them once into two files of packed blocks beside the
installed packages (`make setup`; else the first build). After that a look-up costs microseconds
and hardly any memory. The files hold what simplemma holds and nothing of this machine.
"""

from __future__ import annotations

import bisect
import contextlib
import functools
import json
import os
import sys
import tempfile
import zlib
from collections import defaultdict
from importlib import metadata
from pathlib import Path

from macros.facts import LANGUAGES

_BLOCK = 256  # lines packed together: a look-up unpacks one block
_MEMORIES = 4  # kept for each language: two copies of the project may differ in their rules
_MADE = 1  # raise it when the files' form changes


class Lexicon:
    """The words of one language. Make one with `load`."""

    def __init__(self, folder: Path, language: str):
        self._lemmas = _Packed(folder / f"{language}-lemmas")
        self._forms = _Packed(folder / f"{language}-forms")

    @functools.lru_cache(maxsize=200_000)  # noqa: B019 - there is one object a language
    def lemma(self, form: str) -> str | None:
        """The word that the form belongs to; None if the dictionary lacks it."""
        found = self._lemmas.find(form)
        return found and found[0]

    def forms(self, lemma: str) -> list[str]:
        """Every form of the word; [] if the dictionary lacks it."""
        return self._forms.find(lemma) or []


class _Packed:
    """Sorted lines `key<TAB>value value`, packed in blocks; `index` holds each block's first."""

    def __init__(self, path: Path):
        self.data = path.with_suffix(".bin").read_bytes()
        self.firsts, self.places = json.loads(path.with_suffix(".json").read_text("utf-8"))

    @functools.lru_cache(maxsize=8192)  # noqa: B019 - likewise
    def _block(self, number: int) -> bytes:
        start, end = self.places[number : number + 2]
        return b"\n" + zlib.decompress(self.data[start:end]) + b"\n"

    def find(self, key: str) -> list[str] | None:
        number = bisect.bisect_right(self.firsts, key) - 1
        if number < 0:
            return None
        block, sought = self._block(number), f"\n{key}\t".encode()
        at = block.find(sought)
        if at < 0:
            return None
        return block[at + len(sought) : block.index(b"\n", at + len(sought))].decode().split(" ")

    @staticmethod
    def write(path: Path, entries) -> None:
        """Pack sorted pairs (key, values)."""
        firsts, places, size, lines = [], [0], 0, []
        with path.with_suffix(".bin").open("wb") as file:

            def pack():
                nonlocal size
                size += file.write(zlib.compress("\n".join(lines).encode(), 6))
                places.append(size)
                lines.clear()

            for key, values in entries:
                if not lines:
                    firsts.append(key)
                lines.append(f"{key}\t{' '.join(values)}")
                if len(lines) == _BLOCK:
                    pack()
            if lines:
                pack()
        index = json.dumps([firsts, places], ensure_ascii=False, separators=(",", ":"))
        path.with_suffix(".json").write_text(index, "utf-8")


def folder() -> Path:
    """Where the prepared files lie: with the installed packages, or where one may write."""
    name = f"ips-words-{_MADE}-{metadata.version('simplemma')}"
    shared = Path(sys.prefix, "share")
    near = shared if shared.is_dir() else Path(sys.prefix)
    if os.access(near, os.W_OK):
        return shared / name
    return Path(tempfile.gettempdir(), f"{name}-{os.getuid()}")


def prepare(language: str, say=print) -> Path:
    """Write the files of a language unless they are there; `say` is told what takes its time."""
    target = folder()
    done = target / f"{language}.done"
    if done.exists():
        return target
    say(f"Preparing the words of {language} for the search (once, up to a minute) ...")
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    lemmas: dict[str, str] = {}
    forms = defaultdict(set)
    known = DefaultDictionaryFactory(cache_max_size=1).get_dictionary(language)
    for form, lemma in known.items():
        if form.isalpha() and lemma.isalpha():
            lower, base = form.lower(), lemma.lower()
            # Of two readings, "Sten" and "sten", the plain word is the likelier.
            if lower not in lemmas or form == lower:
                lemmas[lower] = base
    del known
    for form, lemma in lemmas.items():
        forms[lemma].add(form)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target) as made:
        one, many = Path(made, f"{language}-lemmas"), Path(made, f"{language}-forms")
        _Packed.write(one, ((form, [lemmas[form]]) for form in sorted(lemmas)))
        _Packed.write(many, ((lemma, sorted(forms[lemma])) for lemma in sorted(forms)))
        for file in Path(made).iterdir():
            file.replace(target / file.name)  # whole or not at all, if two builds prepare at once
    done.touch()
    return target


@functools.lru_cache(maxsize=4)
def load(language: str, say=print) -> Lexicon:
    """The dictionary, prepared if need be."""
    return Lexicon(prepare(language, say), language)


@contextlib.contextmanager
def memory(language: str, sign: str):
    """
    A dict that the next build finds again, beside the dictionary's files.

    `sign` tells what the entries depend on: with another sign it begins empty.
    """
    file = folder() / f"{language}-memory-{sign}.json"
    try:
        known = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        known = {}
    before = len(known)
    yield known
    if len(known) > before:
        with tempfile.NamedTemporaryFile("w", dir=folder(), delete=False, encoding="utf-8") as new:
            json.dump(known, new, ensure_ascii=False)
        Path(new.name).replace(file)
        others = sorted(folder().glob(f"{language}-memory-*.json"), key=lambda f: f.stat().st_mtime)
        for old in others[:-_MEMORIES]:
            old.unlink(missing_ok=True)


if __name__ == "__main__":
    for code in LANGUAGES:
        prepare(code)
