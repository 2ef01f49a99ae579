"""
Other words for the same thing, put where a document is about it.

The groups are the glossary's entries (term, also, and what `terms:` of `_search.yml` adds: words
that readers use and we do not write) and the rows of `synonyms:`. A document that has one of a
group's phrases in its title, headings or description is found by the others too; where no document
has, those that speak of it in their text. By what an entry is called in English and in the other
two languages a reader finds it as well; those words look for no document.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from macros.search.terms import Terms, tokens

_MOST = 10  # so many documents at most are about one thing
_MENTIONS = 5  # where no document is about a thing, those that mention it most often
# So many times another word is taken to stand there.
_NAME, _TITLE, _ABOUT, _HEADING = 9, 5, 3, 2


@dataclass(frozen=True)
class Group:
    """
    Phrases that mean the same. `more` are found where `own` stand, and look for nothing.

    `titles`: those of them by which the thing is called, here and in the other languages.
    """

    own: list[str]
    more: list[str]
    titles: list[str] = field(default_factory=list)


def names(glossary: dict, said: dict[str, list[str]], others: list[dict]) -> dict[str, Group]:
    """Entry -> all that the thing is called, in readers' words (`said`) and `others`' too."""
    found = {}
    for name, entry in glossary.items():
        own = [*_called(entry), *said.get(name, [])]
        foreign = [phrase for other in others for phrase in _called(other.get(name, {}))]
        known = {phrase.lower() for phrase in own}
        more = [p for p in [name.replace("-", " "), *foreign] if p.lower() not in known]
        theirs = [other[name]["term"] for other in others if other.get(name, {}).get("term")]
        titles = dict.fromkeys([*_called(entry), name.replace("-", " "), *theirs])
        found[name] = Group(own, list(dict.fromkeys(more)), list(titles))
    return found


def _called(entry: dict) -> list[str]:
    return [*filter(None, [entry.get("term"), *(entry.get("also") or [])])]


def other_words(keyed, called, terms: Terms, groups: list[Group]):
    """
    For each document the keys of words that it does not use: of what it is called, of what it says.

    `keyed`: for each document its keys by field, in their order; `called`: the keys of each of its
    names, by document.
    """
    names: list[list[str]] = [[] for _ in keyed]
    mentions: list[list[str]] = [[] for _ in keyed]
    owns = [[terms.keys(phrase) for phrase in group.own] for group in groups]
    sought = {key for own in owns for phrase in own for key in phrase}
    places = _places(keyed, terms.stop, sought)
    for group, own in zip(groups, owns, strict=True):
        more = [terms.keys(phrase) for phrase in group.more]
        # What is left of "who may join" without its small words is no name of anything.
        whole = [keys for keys in own if len(keys) > 1] + [
            keys
            for phrase, keys in zip(group.own, own, strict=True)
            if len(keys) == len(tokens(phrase)) == 1
        ]
        for number, (weight, held) in _about(whole, places, called).items():
            found = names if weight >= _TITLE else mentions
            for phrase in [*own, *more]:
                if phrase not in held:
                    found[number] += phrase * max(1, round(weight))
    return names, mentions


def _places(keyed, stop: set[str], sought: set[str]) -> dict[str, dict[int, dict[str, list[int]]]]:
    """key -> document -> field -> where in it the key stands: found once, for all phrases."""
    places: dict = {}
    for number, doc in enumerate(keyed):
        for name, keys in doc.items():
            telling = [key for key in keys if key not in stop]
            for at, key in enumerate(telling):
                if key in sought:
                    fields = places.setdefault(key, {}).setdefault(number, {})
                    fields.setdefault(name, []).append(at)
    return places


def _about(phrases, places, called) -> dict[int, tuple[float, list]]:
    """Document -> how much it is about the thing, and which phrases it holds."""
    weights = {}
    for phrase in filter(None, phrases):
        rest = [places.get(key, {}) for key in phrase[1:]]
        for number, fields in places.get(phrase[0], {}).items():
            weight = _weight(fields, [each.get(number, {}) for each in rest])
            if weight == _TITLE and phrase in called[number]:
                weight = _NAME
            before, held = weights.get(number, (0, []))
            if weight:
                weights[number] = (max(before, weight), [*held, phrase])
    for least in (_HEADING, _TITLE, _NAME):
        about = {number: known for number, known in weights.items() if known[0] >= least}
        if len(about) <= _MOST:
            break  # what half the site is about is nobody's subject in particular
    if about:
        return about
    mention = sorted((-weight, number) for number, (weight, _) in weights.items())
    return {number: weights[number] for _, number in mention[:_MENTIONS]}


def _weight(first: dict[str, list[int]], rest: list[dict[str, list[int]]]) -> float:
    """How much a document is about the thing: by title, description, heading; 1 at most by text."""
    for name, weight in (("title", _TITLE), ("about", _ABOUT), ("heading", _HEADING)):
        if name in first and _times(name, first, rest):
            return weight
    return min(1, 0.2 * _times("text", first, rest))


def _times(name: str, first, rest) -> int:
    """How often the words stand after each other in a field."""
    starts = first.get(name, ())
    for step, each in enumerate(rest, 1):
        there = set(each.get(name, ()))
        starts = [at for at in starts if at + step in there]
    return len(starts)
