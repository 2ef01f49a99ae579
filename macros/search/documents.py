"""
What is found as one: a page, or an entry of the glossary, with its words by field.

    >>> documents([Found("guides/start/", "Starta IPS", "…", "guide", sections)], names)
    [Document(page=0, anchor='', fields={'title': ['Starta', 'IPS'], 'heading': …, 'text': …})]

Fields: title, headings, description, text, and other words: synonyms, readers' own words, and what
the same is called in the other languages.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from macros.search.collect import Section
from macros.search.synonyms import Group
from macros.search.terms import tokens

FIELDS = ("title", "heading", "about", "text", "other")
_SAID, _TWIN = 9, 6  # so many times readers' words, and another language's title, stand there
_SOURCES = "sources"  # the list below each page; its own page has them all
_ONWARD = {"related", "next"}  # what these sections say stands on the pages that they lead to


@dataclass
class Found:
    """A page as it will be found. `address` is below the language's root."""

    address: str
    title: str
    description: str
    kind: str
    sections: list[Section]
    audiences: list[str] = field(default_factory=list)
    nav_title: str = ""
    called: str = ""  # what its kind is called: "income calculator" finds one
    said: list[str] = field(default_factory=list)  # what readers type who want it
    twins: list[str] = field(default_factory=list)  # its titles in the other languages

    def searched(self) -> list[Section]:
        """Its sections without further reading and without the sources that it shares."""
        # The page of all sources is found by them; elsewhere they would drown the rest.
        left_out = _ONWARD if self.kind == "page" else {*_ONWARD, _SOURCES}
        return [section for section in self.sections if section.id not in left_out]


@dataclass
class Document:
    """What is found as one: words by field, in their order, and the page and anchor it is at."""

    page: int
    anchor: str
    heading: str
    fields: dict[str, list[str]]
    called: list[str] = field(default_factory=list)  # all that it is called, whole
    others: list[tuple[str, int]] = field(default_factory=list)  # (phrase, times) that it lacks
    titles: list[str] = field(default_factory=list)  # an entry's, for the browser


def documents(pages: list[Found], names: dict[str, Group]) -> list[Document]:
    """
    Each page, in the order of `pages`; after them the entries that stand for themselves.

    `names` are what an entry is called beside its heading.
    """
    found, entries = [], []
    for number, page in enumerate(pages):
        said = page.searched()
        own = [section for section in said if not section.entry]
        called = [title for title in (page.title, page.nav_title) if title]
        texts = (
            " ".join(called),
            " ".join(section.heading for section in own),
            f"{page.description} {page.called}",
            " ".join(section.text for section in own),
        )
        fields = dict(zip(FIELDS, map(tokens, texts), strict=False))
        others = [(phrase, _SAID) for phrase in page.said]
        others += [(phrase, _TWIN) for phrase in page.twins]
        found.append(Document(number, "", "", fields, called, others))
        entries += [
            _entry(number, section, names.get(section.id, Group([], [])))
            for section in said
            if section.entry
        ]
    return found + entries


def _entry(page: int, section: Section, group: Group) -> Document:
    """A definition with its names: the glossary's own are as good as its title."""
    called = [section.heading, *group.own]
    titles = dict.fromkeys([section.heading, *group.titles])
    fields = {"title": tokens(" ".join(called)), "text": tokens(section.text)}
    return Document(page, section.id, section.heading, fields, called, titles=[*titles])
