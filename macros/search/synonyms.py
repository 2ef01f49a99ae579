"""
Other words for the same thing, put where a document is about it.

The groups are the glossary's entries (term, also, and `search`: words that readers use and we do
not write) and the rows of `_search.yml`; an entry's English id is one of its names. A document that
has one of a group's phrases in its title, headings or description is found by the others too; where
no document has, those that speak of it in their text.
"""

from __future__ import annotations

from collections import Counter

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


def other_words(docs, terms: Terms, rows: list[list[str]]) -> list[list[str]]:
    """For each document the keys of words that it does not use of what it is about."""
    keyed = [
        {name: [terms.key(word) for word in words] for name, words in doc.fields.items()}
        for doc in docs
    ]
    # A phrase's first key leads to the documents that may hold it.
    holders: dict[str, dict[int, Counter]] = {}
    for number, doc in enumerate(keyed):
        for name, keys in doc.items():
            for key in keys:
                holders.setdefault(key, {}).setdefault(number, Counter())[name] += 1
    found: list[list[str]] = [[] for _ in docs]
    for row in rows:
        phrases = [[terms.key(word) for word in tokens(phrase)] for phrase in row]
        for number, (weight, held) in _about(phrases, keyed, holders).items():
            for phrase in phrases:
                if phrase not in held:
                    keys = [key for key in phrase if key not in terms.stop]
                    found[number] += keys * max(1, round(weight))
    return found


def _about(phrases, keyed, holders) -> dict[int, tuple[float, list]]:
    """Document -> how much it is about the thing, and which phrases it holds."""
    weights = {}
    for phrase in filter(None, phrases):
        for number in holders.get(phrase[0], {}):
            weight = _weight(keyed[number], phrase)
            before, held = weights.get(number, (0, []))
            if weight:
                weights[number] = (max(before, weight), [*held, phrase])
    about = {number: known for number, known in weights.items() if known[0] > 1}
    if about:
        return about
    mention = sorted((-weight, number) for number, (weight, _) in weights.items())
    return {number: weights[number] for _, number in mention[:_MENTIONS]}


def _weight(doc: dict[str, list[str]], phrase: list[str]) -> float:
    """How much a document is about the thing: by title, description, heading; 1 at most by text."""
    for name, weight in (("title", _TITLE), ("about", _ABOUT), ("heading", _HEADING)):
        if _times(doc.get(name, []), phrase):
            return weight
    text = doc.get("text", [])
    return min(1, 0.2 * _times(text, phrase))


def _times(keys: list[str], phrase: list[str]) -> int:
    size = len(phrase)
    return sum(keys[at : at + size] == phrase for at, key in enumerate(keys) if key == phrase[0])
