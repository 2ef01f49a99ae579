"""
The search index of one language, as scripts that a page can load from disk.

    core.js     every page: address, title, kind, audiences; what the browser needs to make keys
    k-ar.js     for the keys that begin with "ar": which documents hold them, in which field
    t-12.js     what page 12 says, section by section, for snippets and hits inside the page

A search fetches the core, the few shards that its words begin with, and the texts of the hits that
it shows: bytes grow slowly with the site. A document is a page, or an entry of the glossary.
Fields: title, headings, description, text, and other words for the same thing (synonyms).
A compound is found by its parts too: their keys stand with a "~" before them.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict

from macros.search.documents import FIELDS, Found, documents
from macros.search.synonyms import Group, other_words
from macros.search.terms import Terms, tokens

_MOST_TIMES = 9  # more of the same word says no more
_SHARD = 12_000  # bytes of a shard, about, before it is divided by one more letter
_LETTERS = 4  # no shard is named by more; search_engine.js knows it too


def scripts(
    pages: list[Found], terms: Terms, names: dict[str, Group], rows: list[list[str]]
) -> dict[str, str]:
    """
    Name -> text of every file of the index. The same pages give the same bytes.

    `names` are the glossary's, by entry; `rows` more phrases that mean the same (synonyms.py).
    """
    docs = documents(pages, names)
    groups = [*names.values(), *(Group(row, []) for row in rows)]
    postings, lengths = _postings(docs, terms, groups)
    aliases = _aliases(docs, terms, groups, postings)
    shards = _shards(postings, aliases)
    texts = {f"t-{number}.js": _text(page) for number, page in enumerate(pages)}
    parts = {f"k-{prefix}.js": _shard(prefix, *shard) for prefix, shard in shards.items()}
    core = {
        "pages": [
            [page.address, page.title, page.kind, page.audiences] if page.audiences
            else [page.address, page.title, page.kind]
            for page in pages
        ],
        "names": [page.nav_title if page.nav_title != page.title else "" for page in pages],
        "entries": [
            [doc.page, doc.anchor, doc.heading, *doc.titles[1:]] for doc in docs[len(pages) :]
        ],
        "lengths": lengths,
        "shards": " ".join(shards),
        "stop": " ".join(sorted(terms.stop)),
        "endings": [" ".join(row) for row in terms.endings],
        "joints": terms.joints,
    }  # fmt: skip
    # All files of one build know each other: an old one in a browser's cache is told apart.
    made = hashlib.sha256("".join([*texts.values(), *parts.values(), _json(core)]).encode())
    core = {"made": made.hexdigest()[:10]} | core
    return {"core.js": f"ipsSearch.core({_json(core)});\n", **parts, **texts}


def _postings(docs, terms: Terms, groups) -> tuple[dict, list[list[int]]]:
    """key -> {field number: {document: times}}, and per field how many words a document has."""
    postings = defaultdict(lambda: defaultdict(dict))
    lengths = [[0] * len(docs) for _ in FIELDS]
    silent = {*terms.stop, *(f"~{key}" for key in terms.stop)}
    for number, (doc, counts) in enumerate(zip(docs, _counted(docs, terms, groups), strict=True)):
        for place, (name, counted) in enumerate(zip(FIELDS, counts, strict=True)):
            for key, times in counted.items():
                if key not in silent:
                    postings[key][place][number] = min(times, _MOST_TIMES)
            # Having many other names makes no name a lesser one.
            words = 1 if name == "other" else len(doc.fields.get(name, []))
            lengths[place][number] = _rounded(words)
    return postings, lengths


def _counted(docs, terms: Terms, groups):
    """For each document a Counter of keys for each field."""
    # A site says few words often: each is looked up once.
    said = {word for doc in docs for words in doc.fields.values() for word in words}
    keys = {word: terms.key(word) for word in said}
    every = {word: [keys[word], *(f"~{part}" for part in terms.parts(word))] for word in said}
    keyed = [
        {name: [keys[word] for word in words] for name, words in doc.fields.items()} for doc in docs
    ]
    called = [[terms.keys(phrase) for phrase in doc.called] for doc in docs]
    names, mentioned = other_words(keyed, called, terms, groups)
    for doc, name, mention in zip(docs, names, mentioned, strict=True):
        fields = [Counter() for _ in FIELDS]
        for counted, field in zip(fields, FIELDS, strict=True):
            for word, times in Counter(doc.fields.get(field, [])).items():
                for key in every[word]:
                    counted[key] += times
        fields[FIELDS.index("text")].update(mention)
        other = fields[FIELDS.index("other")]
        other.update(name)
        for phrase, times in doc.others:
            for key in terms.keys(phrase):
                other[key] = max(times, other[key])
        yield fields


def _rounded(words: int) -> int:
    """Two leading digits: ranking needs no more, and equal numbers pack better."""
    return words if words < 100 else round(words, 1 - len(str(words)) + 1)


def _aliases(docs, terms: Terms, groups, postings) -> dict[str, set[str]]:
    """
    stem -> the keys of the words that have a form with this stem.

    Where words share a stem, each of their forms is told apart: "skalan" is not "ska".
    """
    found, words = defaultdict(set), {}
    said = {word for doc in docs for words in doc.fields.values() for word in words}
    named = [phrase for group in groups for phrase in [*group.own, *group.more]]
    named += [phrase for doc in docs for phrase, _ in doc.others]
    said |= {word for phrase in named for word in tokens(phrase)}
    done = set()
    for word in dict.fromkeys(map(str.lower, sorted(said))):
        for each in [word, *terms.part_words(word)]:
            if each in done:
                continue
            done.add(each)
            key = terms.key(each)
            if key in postings or f"~{key}" in postings or key in terms.stop:
                words.setdefault(key, each)
                for alias in {*terms.aliases(each), terms.own_stem(each)}:
                    found[alias].add(key)
    shared = {alias for alias, keys in found.items() if len(keys) > 1}
    for key, word in words.items():
        if shared.intersection(terms.aliases(word)):
            for form, stem in terms.forms(word).items():
                if stem in shared and form != stem:
                    found[form].add(key)
    telling = {alias: keys - terms.stop for alias, keys in found.items()}
    return {alias: keys for alias, keys in telling.items() if keys and keys != {alias}}


def _shards(postings: dict, aliases: dict) -> dict[str, tuple[dict, dict]]:
    """First letters -> (postings, aliases) of the keys that begin with them and with no longer."""
    sizes = Counter()
    for key, fields in postings.items():
        sizes[key.removeprefix("~")] += 8 + len(key) + sum(5 * len(at) for at in fields.values())
    for alias, keys in aliases.items():
        sizes[alias] += 6 + len(alias) + sum(map(len, keys))
    places = _divided(sizes)
    shards = {prefix: ({}, {}) for prefix in sorted(set(places.values()))}
    for key in sorted(postings):
        shards[places[key.removeprefix("~")]][0][key] = postings[key]
    for alias in sorted(aliases):
        shards[places[alias]][1][alias] = aliases[alias]
    return shards


def _divided(sizes: Counter) -> dict[str, str]:
    """Word -> the first letters that it shares with its shard: as few as it takes."""
    totals = [Counter() for _ in range(_LETTERS)]
    for word, size in sizes.items():
        for letters, total in enumerate(totals, 1):
            total[word[:letters]] += size
    places = {}
    for word in sizes:
        enough = (
            word[:letters]
            for letters, total in enumerate(totals, 1)
            if total[word[:letters]] <= _SHARD or letters > len(word)
        )
        places[word] = next(enough, word[:_LETTERS])
    return places


def _shard(prefix: str, postings: dict, aliases: dict) -> str:
    """Keys with `[field, document, times, step to the next document, times …]`, and aliases."""
    packed = {}
    for key, fields in postings.items():
        packed[key] = []
        for place, times in sorted(fields.items()):
            row, last = [place], 0
            for number, count in sorted(times.items()):
                row += [number - last, count]
                last = number
            packed[key].append(row)
    said = {alias: " ".join(sorted(keys)) for alias, keys in aliases.items()}
    return f"ipsSearch.part({_json(f'k-{prefix}')},{_json([packed, said])});\n"


def _text(page: Found) -> str:
    """The description, and each section as [id, heading, text]."""
    said = [[s.id, s.heading, s.text] for s in page.searched() if not s.entry]
    entries = [[s.id, s.heading, s.text] for s in page.searched() if s.entry]
    data = [page.description, said, entries]
    return f"ipsSearch.part({_json('t:' + page.address)},{_json(data)});\n"


def _json(data) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
