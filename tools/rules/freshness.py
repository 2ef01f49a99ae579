"""
Freshness by hash: a translation names the words that it was made from, `translated_from: sv@HASH`.

The hash covers what a reader reads (body, title, description, labels), so that a changed review
date makes nothing stale and a changed sentence does. Only `python -m tools translated` writes it.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date

from macros.facts import LANGUAGES
from tools.rules.project import Fault, PageFile, Project

# Front matter that is no words: it may change without a translator having anything to do.
NOT_WORDS = {
    "reviewed", "next_review", "relation", "translated_from", "adapted_because", "headings_added",
    "headings_left_out", "hand_numbers", "kept_terms", "hide", "template", "search",
    "principle", "full", "trainer",
}  # fmt: skip
LENGTH = 16


def words_hash(meta: dict, body: str) -> str:
    """The first 16 hexadecimal digits of SHA-256 over the words of a page, with LF line ends."""
    words = {key: value for key, value in meta.items() if key not in NOT_WORDS}
    head = json.dumps(words, ensure_ascii=False, sort_keys=True, default=_date)
    text = head + "\n" + body.replace("\r\n", "\n").strip() + "\n"
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:LENGTH]


def _date(value):
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} cannot stand in the front matter")


def origin(page: PageFile) -> tuple[str, str] | None:
    """(language, hash) that the page says it was translated from; None for an original."""
    match = re.fullmatch(r"([a-z]{2})@([0-9a-f]{16})", str(page.meta.get("translated_from", "")))
    return (match[1], match[2]) if match else None


def faults(project: Project):
    """Malformed, missing, chained and stale `translated_from`; relations that do not fit."""
    for path, trio in project.pages.items():
        originals = [lang for lang, page in trio.items() if "translated_from" not in page.meta]
        if not originals:
            page = next(iter(trio.values()))
            yield Fault(
                page.path,
                page.line_of("^translated_from"),
                "no page of the three is the original",
                "remove the line translated_from from the page that was written first",
            )
        for language in originals[1:] if not path.startswith("countries/") else []:
            yield Fault(
                trio[language].path,
                1,
                f"docs/{originals[0]}/{path} is the original already",
                f"run: python -m tools translated docs/{language}/{path}",
            )
        for page in trio.values():
            if "translated_from" in page.meta:
                yield from _stale(path, trio, page)
            yield from _relation(page)


def _stale(path: str, trio, page: PageFile):
    line = page.line_of("^translated_from")
    stamp = f"python -m tools translated {page.path}"
    named = origin(page)
    if named is None:
        yield Fault(page.path, line, "translated_from is not LANGUAGE@16 digits", f"run: {stamp}")
        return
    language, digest = named
    if language not in LANGUAGES or language not in trio or trio[language] is page:
        yield Fault(
            page.path,
            line,
            f"translated_from names {language}, where there is no such page",
            "name the language of the original",
        )
    elif "translated_from" in trio[language].meta:
        yield Fault(
            page.path,
            line,
            f"docs/{language}/{path} is itself a translation",
            "translate from the original, and name it",
        )
    elif digest != words_hash(trio[language].meta, trio[language].body):
        yield Fault(
            page.path,
            line,
            f"docs/{language}/{path} has changed since this was translated",
            f"bring the words up to date, then run: {stamp}",
        )


def _relation(page: PageFile):
    relation, line = page.meta.get("relation"), page.line_of("^relation")
    translated = "translated_from" in page.meta
    if translated and relation not in ("translated", "adapted"):
        yield Fault(
            page.path,
            line,
            "a page with translated_from says how it relates to the original",
            "add `relation: translated` or `relation: adapted`",
        )
    if not translated and relation in ("translated", "adapted"):
        yield Fault(
            page.path,
            line,
            f"relation is {relation}, but nothing says what from",
            f"run: python -m tools translated {page.path}",
        )
    if relation == "adapted" and not page.meta.get("adapted_because"):
        yield Fault(
            page.path, line, "an adapted page says why it differs", "add `adapted_because: ...`"
        )
    if relation == "country-only" and "/countries/" not in page.path:
        yield Fault(
            page.path,
            line,
            "a page for one country only stands outside countries/",
            "move it below countries/, or write it in the other languages",
        )
