"""
A language's pages on one side, the files of its search index on the other.

    >>> site = Searched(docs, facts, words)
    >>> site.add("guides/start.md", "guides/start/", meta, html)
    >>> site.files()
    {'core.js': 'ipsSearch.core(…', 'k-a.js': …, 't-0.js': …}
"""

from __future__ import annotations

import functools
import hashlib
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from macros import factfile
from macros.facts import LANGUAGES, FactsError, load_yaml
from macros.search import collect, lexicon, synonyms
from macros.search.index import Found, scripts
from macros.search.terms import Terms, fold, tokens
from macros.words import Words

PAGE = "search.md"  # the search's own page; it is not found
FOLDER = "search/"  # below the language's root; the files lie there
_KINDS = {
    "principles": "principle",
    "reports": "report",
    "guides": "guide",
    "calculators": "calculator",
    "courses": "course",
    "easy": "easy",
}
KINDS = (*_KINDS.values(), "term", "page")  # `search.kind.<kind>` names each in _words.yml


class Rules(BaseModel):
    """docs/<language>/_search.yml: each row is a string of words, but for synonyms."""

    model_config = ConfigDict(extra="forbid")

    stop: list[str]
    endings: list[str]
    joints: list[str]
    synonyms: list[list[str]] = []
    terms: dict[str, list[str]] = {}  # entry of the glossary -> what readers call it
    pages: dict[str, list[str]] = {}  # page -> what readers type who want it


class Searched:
    """The pages of one language while the site is built. `paths` is facts/paths.yml."""

    def __init__(self, docs: Path, paths: Path, words: Words):
        self.docs, self.words = docs / words.language, words
        self.audiences = audiences(paths)
        self.pages: dict[str, Found] = {}

    def add(self, path: str, address: str, meta: dict, html: str) -> None:
        """Take in a finished page, unless it is a trainer's or says `search: {exclude: true}`."""
        if path in (PAGE, "404.md") or (meta.get("search") or {}).get("exclude"):
            return
        if meta.get("trainer"):
            return
        sort = kind(path)
        self.pages[path] = Found(
            address=address,
            title=meta["title"],
            nav_title=meta.get("nav_title") or "",
            description=meta["description"],
            kind=sort,
            called="" if sort == "page" else self.words[f"search.kind.{sort}"],
            audiences=[name for name, pages in self.audiences.items() if path in pages],
            sections=collect.read(html),
        )

    def files(self) -> dict[str, str]:
        """Name -> text of each file. Raises FactsError where _search.yml does not fit."""
        rules = self._rules(self.words.language)
        words = lexicon.load(self.words.language)
        with lexicon.memory(self.words.language, _sign(rules)) as memory:
            return self.index(Terms(rules.model_dump(), words, memory))

    def index(self, terms: Terms) -> dict[str, str]:
        """The same, by these keys."""
        rules = self._rules(self.words.language)
        glossary = self.words.side_file("_glossary") or {}
        self._check(rules, glossary)
        others = [code for code in LANGUAGES if code != self.words.language]
        foreign = {code: self._rules(code) for code in others}
        # "och" says nothing on a Finnish page either.
        silent = {fold(w) for each in foreign.values() for row in each.stop for w in row.split()}
        glossaries = [self.words.other(code).side_file("_glossary") or {} for code in others]
        names = synonyms.names(glossary, rules.terms, glossaries)
        pages = [
            replace(page, said=rules.pages.get(path, []), twins=self._twins(path, foreign, silent))
            for path, page in sorted(self.pages.items())
        ]
        return scripts(pages, terms, names, rules.synonyms)

    def _rules(self, language: str) -> Rules:
        file = self.docs.parent / language / "_search.yml"
        return _rules(file, file.stat().st_mtime_ns)

    def _twins(self, path: str, foreign: dict[str, Rules], silent: set[str]) -> list[str]:
        """What the page is called in the other languages, and in English by its address."""
        found = []
        for code, rules in foreign.items():
            front = self.words.other(code).front_matter(path)
            said = [front.get("title", ""), front.get("nav_title", ""), *rules.pages.get(path, [])]
            found += [" ".join(w for w in tokens(each) if fold(w) not in silent) for each in said]
        name = path.removesuffix(".md").removesuffix("/index").rpartition("/")[2]
        return list(dict.fromkeys([*filter(None, found), name.replace("-", " ")]))

    def _check(self, rules: Rules, glossary: dict) -> None:
        file = self.docs / "_search.yml"
        for entry in rules.terms:
            if entry not in glossary:
                raise FactsError(f"{file}: terms.{entry}: no such entry; _glossary.yml has them")
        for path in rules.pages:
            if not (self.docs / path).exists():
                raise FactsError(f"{file}: pages.{path}: no such page below {self.docs}")

    @functools.cached_property
    def names(self) -> dict[str, str]:
        """Audience -> what its path calls itself, for the filter; those that have a page."""
        return {
            name: front.get("nav_title") or front["title"]
            for name in self.audiences
            if (front := self.words.front_matter(f"paths/{name}.md"))
        }


@functools.lru_cache(maxsize=8)
def _rules(file: Path, _stamp) -> Rules:
    return factfile.read(file, Rules)


def _sign(rules: Rules) -> str:
    """What a word's keys depend on, beside the dictionary."""
    code = Path(__file__).with_name("terms.py").read_bytes()
    said = f"{rules.stop}{rules.endings}{rules.joints}".encode()
    return hashlib.sha256(code + said).hexdigest()[:16]


def kind(path: str) -> str:
    """
    What kind of page it is, by its folder; the first page of a folder is only a page.

    >>> kind("reports/soite.md"), kind("reports/index.md"), kind("easy/index.md")
    ('report', 'page', 'easy')
    """
    folder, _, name = path.partition("/")
    found = _KINDS.get(folder, "page")
    return "page" if name == "index.md" and found != "easy" else found


def audiences(paths: Path) -> dict[str, set[str]]:
    """Audience -> its pages, from facts/paths.yml; {} while there is no such file."""
    if not paths.exists():
        return {}
    return {name: set(_pages(stages)) for name, stages in (load_yaml(paths) or {}).items()}


def _pages(stages):
    for each in stages.values() if isinstance(stages, dict) else stages:
        yield from [each] if isinstance(each, str) else _pages(each)
