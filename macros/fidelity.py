"""
The items of the fidelity scale that measure a principle: `{{ fidelity_items("goal") }}`.

Names and summaries are our own words (docs/<language>/_fidelity.yml); limits are facts.
"""

from __future__ import annotations

from macros.facts import FidelityItem
from macros.figure import plain
from macros.page import Page
from macros.render import MacroError
from macros.source import cite
from macros.templating import fill, say
from macros.words import Words


def fidelity_items(page: Page, principle: str) -> str:
    """A list of items. Raises MacroError for an unknown principle and for missing words."""
    known = [each.id for each in page.facts.principles.principles]
    if principle not in known:
        raise MacroError(f"principle {principle} does not exist", f"use one of: {', '.join(known)}")
    items = [item for item in page.facts.fidelity if principle in item.principles]
    if not items:
        raise MacroError(
            f"no item of facts/fidelity.yml measures {principle}", "add it to an item's principles"
        )
    return page.block(fill("fidelity.html", items=[_shown(page, item) for item in items]))


def _shown(page: Page, item: FidelityItem) -> dict:
    words = page.words
    own = words_of(page, item.id)
    return {
        "id": f"item-{item.number}",
        "head": words.say("fidelity.item", number=item.number, name=own["name"]),
        "measures": own["measures"],
        "top": top(words, item),
        "source": say(words, "fidelity.source", source=cite(page, item.source)),
        "mark": words["fidelity.unverified"] if item.verified == "none" else "",
    }


def top(words: Words, item: FidelityItem) -> str:
    """What the highest score asks for; "" where that is no single number."""
    if not item.cuts:
        return ""
    key = f"fidelity.top.{item.unit.replace(' ', '-')}"
    return words.say(key, limit=plain(words, item.cuts[-1]))


def limits(words: Words, item: FidelityItem) -> str:
    """As much of an item's limits as somebody has seen, in a sentence or two."""
    said = [top(words, item)]
    if item.cuts and item.verified == "all":
        numbers = dict(zip("abcd", (plain(words, cut) for cut in item.cuts), strict=True))
        falls = item.cuts[0] > item.cuts[-1]
        said.append(words.say(f"fidelity.ladder.{'most' if falls else 'least'}", **numbers))
    if item.verified == "none":
        said.append(words["fidelity.unverified"])
    return " ".join(each for each in said if each)


def words_of(page: Page, item: str) -> dict:
    """Name and summary of an item in the page's language. Raises MacroError."""
    words = page.words
    own = (words.side_file("_fidelity") or {}).get(item) or {}
    for need in ("name", "measures"):
        if not own.get(need):
            raise MacroError(
                f"{words.docs / words.language}/_fidelity.yml: {item}.{need} is missing",
                f"add `{item}: {{name: …, measures: …}}`",
            )
    return own
