"""
Other words for the same thing, put where a document is about it.

The groups are the glossary's entries (term, also, and `search`: words that readers use and we do
not write) and the rows of `_search.yml`; an entry's English id is one of its names. A document that
has one of a group's phrases in its title, headings or description is found by the others too; where
no document has, those that speak of it in their text.
"""

from __future__ import annotations

from macros.search.terms import Terms, tokens

_MENTIONS = 5  # where no document is about a thing, those that mention it most often
_TITLE, _ABOUT, _HEADING = 9, 4, 3  # so many times another word is taken to stand there


def names(glossary: dict[str, dict]) -> dict[str, list[str]]:
    """Entry -> all that the thing is called: two ways, so those with one name are left out."""
    found = {}
    for name, entry in glossary.items():
        said = [entry.get("term"), *(entry.get("also") or []), *(entry.get("search") or [])]
        found[name] = [*filter(None, said), name.replace("-", " ")]
    return {name: said for name, said in found.items() if len(said) > 1}


def other_words(keyed, terms: Terms, rows: list[list[str]]) -> list[list[str]]:
    """
    For each document the keys of words that it does not use of what it is about.

    `keyed`: for each document its keys by field, in their order.
    """
    places = _places(keyed)
    found: list[list[str]] = [[] for _ in keyed]
    for row in rows:
        phrases = [[terms.key(word) for word in tokens(phrase)] for phrase in row]
        for number, (weight, held) in _about(phrases, places).items():
            for phrase in phrases:
                if phrase not in held:
                    keys = [key for key in phrase if key not in terms.stop]
                    found[number] += keys * max(1, round(weight))
    return found


def _places(keyed) -> dict[str, dict[int, dict[str, list[int]]]]:
    """key -> document -> field -> where in it the key stands: found once, for all phrases."""
    places: dict = {}
    for number, doc in enumerate(keyed):
        for name, keys in doc.items():
            for at, key in enumerate(keys):
                places.setdefault(key, {}).setdefault(number, {}).setdefault(name, []).append(at)
    return places


def _about(phrases, places) -> dict[int, tuple[float, list]]:
    """Document -> how much it is about the thing, and which phrases it holds."""
    weights = {}
    for phrase in filter(None, phrases):
        rest = [places.get(key, {}) for key in phrase[1:]]
        for number, fields in places.get(phrase[0], {}).items():
            weight = _weight(fields, [each.get(number, {}) for each in rest])
            before, held = weights.get(number, (0, []))
            if weight:
                weights[number] = (max(before, weight), [*held, phrase])
    about = {number: known for number, known in weights.items() if known[0] > 1}
    if about:
        return about
    mention = sorted((-weight, number) for number, (weight, _) in weights.items())
    return {number: weights[number] for _, number in mention[:_MENTIONS]}


def _weight(first: dict[str, list[int]], rest: list[dict[str, list[int]]]) -> float:
    """How much a document is about the thing: by title, description, heading; 1 at most by text."""
    for name, weight in (("title", _TITLE), ("about", _ABOUT), ("heading", _HEADING)):
        if _times(name, first, rest):
            return weight
    return min(1, 0.2 * _times("text", first, rest))


def _times(name: str, first, rest) -> int:
    """How often the words stand after each other in a field."""
    starts = first.get(name, ())
    for step, each in enumerate(rest, 1):
        there = set(each.get(name, ()))
        starts = [at for at in starts if at + step in there]
    return len(starts)
