"""
Citations in the text and the list that they lead to.

    {{ source("bejerholm-2015") }}         Bejerholm m.fl. 2015
    {{ source("hudiksvall-2018", "s. 9") }}   Gustafsson 2018, s. 9
    {{ sources() }}                        the full entries of all that the page cites

A page that cites and does not list fails (Page.put_blocks): its links would lead nowhere.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from macros import alphabet
from macros.facts import Facts, Source
from macros.page import Page
from macros.render import MacroError
from macros.templating import fill, foreign, say
from macros.words import Words

MORE = ("et al.", "et al")  # the last author of a list that is cut short
UNKNOWN = ("Unknown", "unknown")
LISTS = ("cited", "all", "unverified")


def source(page: Page, name: str, place: str = "") -> str:
    """A citation linked to the page's list of sources, with the place in the source if given."""
    if name not in page.facts.sources:
        near = ", ".join(sorted(page.facts.sources))
        raise MacroError(f"source {name} is not in facts/sources.yml", f"there are: {near}")
    html = cite(page, name)
    return html + escape(f", {place}") if place else html


def cite(page: Page, name: str) -> Markup:
    """The linked citation, for use in blocks; notes that the page cites the source."""
    page.cite(name)
    return Markup('<a href="#source-{}">{}</a>').format(name, short(page, name))


def sources(page: Page, which: str = "cited") -> str:
    """
    The list of sources: those that the page cites, all, or those that nobody has read.

    Two lists on a page never hold the same entry: a later one leaves out what an earlier one has.
    """
    if which not in LISTS:
        raise MacroError(f'sources("{which}") does not exist', f"use one of: {', '.join(LISTS)}")
    if f"sources:{which}" in page.marks:
        raise MacroError(f'sources("{which}") stands twice on the page', "remove one of them")
    page.marks.add(f"sources:{which}")
    every = page.facts.sources
    if which == "cited":
        return page.block(lambda: _list(page, page.cited))
    wanted = [key for key, fact in every.items() if which == "all" or _unread(fact)]
    return page.block(_list(page, wanted))


def _unread(fact: Source) -> bool:
    return fact.verified in ("cited", "unverified")


def _list(page: Page, names) -> Markup:
    # Titles have one order in all languages, so that "2018a" is the same source everywhere.
    order = alphabet.key(page.language)
    every = page.facts.sources
    names = sorted(
        (name for name in names if name not in page.listed),
        key=lambda name: (
            order(_who(page.words, every[name])),
            every[name].year or 0,
            alphabet.key("sv")(every[name].title),
            name,
        ),
    )
    page.listed.update(names)
    return fill("sources.html", entries=[entry(page, name) for name in names])


def entry(page: Page, name: str) -> dict:
    """All parts of a full entry, ready to print."""
    fact, words = page.facts.sources[name], page.words
    return {
        "id": f"source-{name}",
        "head": short(page, name),
        "authors": _authors(words, fact),
        # Where nobody is named the head is the title; it stands again only to carry the address.
        "stop": "" if fact.title.endswith(("?", "!", ".")) else ".",
        "title": "" if fact.authors[0] in UNKNOWN and not (fact.doi or fact.url) else fact.title,
        "language": fact.language,
        "foreign": fact.language != page.language,
        "address": f"https://doi.org/{fact.doi}" if fact.doi else fact.url,
        "in_language": words[f"source.in.{fact.language}"],
        "publisher": "" if fact.publisher in fact.authors else fact.publisher,
        "kind": words[f"source.kind.{fact.kind}"],
        "verified": words.say(f"source.verified.{fact.verified}", date=words.date(fact.checked)),
        "unread": _unread(fact),
    }


def _authors(words: Words, fact: Source) -> str:
    """All persons by their whole names; empty for a body, which the head names already."""
    if fact.authors[0] in UNKNOWN or _is_body(fact, fact.authors[0]):
        return ""
    names = [author for author in fact.authors if author not in MORE]
    said = ", ".join(names)
    if names != fact.authors:
        said = words.say("source.many", first=said)
    return said if said.endswith(".") else said + "."


def short(page: Page, name: str) -> Markup:
    """Bejerholm m.fl. 2015; with a letter where two sources would be cited alike."""
    fact, words = page.facts.sources[name], page.words
    letter = _letters(page.facts).get(name, "")
    who = _who(words, fact)
    if _is_body(fact, fact.authors[0]) or fact.authors[0] in UNKNOWN:
        who = foreign(who, fact.language, page.language)
    if fact.year is None:
        return say(words, "source.undated", who=who, letter=f" {letter}" if letter else "")
    return say(words, "source.dated", who=who, year=f"{fact.year}{letter}")


_lettered: list = []  # the facts in use and their letters: thousands of citations ask


def _letters(facts: Facts) -> dict[str, str]:
    """The letter of each source that would else be cited like another of its year."""
    if not _lettered or _lettered[0] is not facts:
        alike: dict[tuple, list[str]] = {}
        for key, each in facts.sources.items():
            alike.setdefault((each.year, _named(each)), []).append(key)
        letters = {}
        for keys in alike.values():
            keys.sort(key=lambda key: (alphabet.key("sv")(facts.sources[key].title), key))
            if len(keys) > 1:
                letters |= {key: chr(ord("a") + place) for place, key in enumerate(keys)}
        _lettered[:] = [facts, letters]
    return _lettered[1]


def _who(words: Words, fact: Source) -> str:
    """One family name, two, or the first and "m.fl."; the title where nobody is named."""
    first, *others = _named(fact)
    if not others:
        return first
    if others == [MORE[0]]:
        return words.say("source.many", first=first)
    return words.say("source.two", first=first, second=others[0])


def _named(fact: Source) -> tuple[str, ...]:
    """Whom a citation names: one, two, or the first and "et al."."""
    first, *others = fact.authors
    if first in UNKNOWN:
        return (fact.title,)
    if len(others) > 1 or (others and others[0] in MORE):
        return _name(fact, first), MORE[0]
    return tuple(_name(fact, author) for author in fact.authors)


def _name(fact: Source, author: str) -> str:
    """A person's family name, or a body's whole name."""
    if author in MORE + UNKNOWN or _is_body(fact, author):
        return author
    if "," in author:
        return author.partition(",")[0]
    return author.rsplit(" ", 1)[-1]


def _is_body(fact: Source, author: str) -> bool:
    """A body that writes also publishes: its name stands in `publisher`."""
    return author in fact.publisher


def where(page: Page, fact) -> Markup:
    """
    The place in the source: "sammanfattningen", "stycke 7", a table or section by its own title.

    A part that starts with a capital is a title in the source's language; the others are kinds of
    place, and their words are under `source.place`.
    """
    language = page.facts.sources[fact.source].language
    said = [_part(page, part.strip(), language) for part in fact.place.split(";")]
    return Markup("; ").join(said)


_TITLED = re.compile(r"(table|comment on the table|section|figure): (.+)")
_NUMBERED = re.compile(r"(page|pages|paragraph|table|section) ([\d–-]+)")


def _part(page: Page, part: str, language: str) -> Markup:
    words = page.words
    if match := _NUMBERED.fullmatch(part):
        return say(words, f"source.place.{match[1]}", n=match[2])
    if part.startswith("cited in "):
        return say(words, "source.place.cited-in", source=cite(page, part[len("cited in ") :]))
    kind, title = "section", part
    if match := _TITLED.fullmatch(part):
        kind, title = match[1].replace(" ", "-"), match[2]
    elif not part[0].isupper():
        return escape(words[f"source.place.{part.replace(' ', '-')}"])
    title = foreign(title, language, page.language)
    return say(words, f"source.place.titled-{kind}", title=title)
