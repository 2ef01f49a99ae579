"""
The glossary, and links into it.

    {{ glossary() }}                          all terms in the language's own alphabet
    {{ term("caseload", "klientgruppen") }}   a link to one of them

Each language's terms are in docs/<language>/_glossary.yml: {id: {term, also, definition, status,
note}}. A country that lacks the thing has `term: null` and a definition that says what it is.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from macros import alphabet
from macros.facts import LANGUAGES
from macros.page import Page
from macros.render import MacroError
from macros.templating import fill, foreign
from macros.words import Words

PATH = "glossary.md"


def term(page: Page, name: str, text: str) -> str:
    """A Markdown link to the entry. Raises MacroError for an unknown id."""
    known = _entries(page.words)
    if name not in known:
        raise MacroError(
            f"the glossary has no term {name}", f"use one of: {', '.join(sorted(known))}"
        )
    return f"[{text}]({page.link(PATH)}#{name})"


def glossary(page: Page) -> str:
    """Every term with its definition, and what the other two languages call it."""
    others = [language for language in LANGUAGES if language != page.language]
    every = {language: _entries(page.words.other(language)) for language in LANGUAGES}
    own = every[page.language]
    for language in others:
        if odd := sorted(set(own) ^ set(every[language])):
            raise MacroError(
                f"the glossaries of {page.language} and {language} differ in: {', '.join(odd)}",
                "give every _glossary.yml the same ids",
            )
    items = [_item(page, name, every, others) for name in own]
    order = alphabet.key(page.language)
    items.sort(key=lambda item: order(item["sort"]))
    html = fill("glossary.html", items=items, also=page.words["glossary.also"])
    return page.block(html, anchors=own)


def _item(page: Page, name: str, every: dict, others: list[str]) -> dict:
    words, own = page.words, every[page.language][name]
    text, language = own.get("term"), page.language
    if text is None:
        # No such thing in this country: the term of the first language that has one heads it.
        language = next((code for code in others if every[code][name].get("term")), None)
        if language is None:
            raise MacroError(f"no language has a term for {name}", "give it one in _glossary.yml")
        text = every[language][name]["term"]
    return {
        "id": name,
        "sort": text,
        "term": foreign(text, language, page.language),
        "absent": "" if own.get("term") else words[f"glossary.absent.{page.language}"],
        "mark": words["glossary.unsure"] if own.get("status") == "unsure" else "",
        "also": ", ".join(own.get("also") or []),
        "definition": own["definition"],
        "note": own.get("note") or "",
        "others": [_other(words, code, every[code][name]) for code in others],
    }


def _other(words: Words, language: str, entry: dict) -> dict:
    """What another language calls it: its terms, or that the country has no such thing."""
    names = [entry.get("term"), *(entry.get("also") or [])]
    said = Markup(", ").join(foreign(text, language, words.language) for text in names if text)
    if not entry.get("term"):
        said = Markup("– ({})").format(words[f"glossary.absent.{language}"])
    return {
        "language": words[f"language.{language}"],
        "said": said,
        "mark": escape(words["glossary.unsure"]) if entry.get("status") == "unsure" else "",
    }


def _entries(words: Words) -> dict[str, dict]:
    """The entries of a language, complete. Raises MacroError naming file and key."""
    entries = words.side_file("_glossary") or {}
    for name, entry in entries.items():
        for need in ("term", "definition"):
            if need not in entry or (need == "definition" and not entry[need]):
                raise MacroError(
                    f"{words.docs / words.language}/_glossary.yml: {name}.{need} is missing",
                    "add it; `term: null` where the country has no such thing",
                )
    return entries
