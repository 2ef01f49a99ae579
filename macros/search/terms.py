"""
From a word as it stands on a page to the keys under which it is found.

    >>> terms = Terms(rules, lexicon.load("sv"))
    >>> terms.key("arbetsgivarna"), terms.key("anställningarna")
    ('arbetsgivare', 'anstalning')
    >>> terms.parts("programtrohet")
    ['program', 'trohet']

A key is the dictionary's base form, folded: å ä æ and a are one letter, ö ø and o, and a doubled
letter is a single one. A word that the dictionary lacks gives the key of its last part, or loses
its ending. The browser has no dictionary: it strips endings, and `aliases` says which keys such a
stem may mean. docs/assets/search_terms.js is the twin of `fold`, `tokens` and `stem`.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from macros.search.lexicon import Lexicon

_LETTERS = str.maketrans({"æ": "a", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ß": "ss"})
_NORDIC = str.maketrans("åäöæøéü", "aaoaoeu")  # nearly all there is: quick
# What each looks for comes before what must stand in front of it: many times as quick.
_GROUPED = re.compile(r"[\s\u00a0\u202f](?<=\d[\s\u00a0\u202f])(?=\d{3}(?!\d))")  # 12 000
_COLON = re.compile(r":(?<=\w:)[a-zåäöæø]{1,6}\b")  # IPS:n, SUS:ssa, 48:sta
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
_SHORTEST = 3  # letters of a stem, and of a compound's part


def fold(word: str) -> str:
    """
    The word without what people leave out or mix up when they type.

    >>> fold("Återhämtning"), fold("aaterhaemtning"), fold("pårørende"), fold("27.1")
    ('aterhamtning', 'aterhamtning', 'parorende', '27,1')
    """
    plain = word.lower().translate(_NORDIC)
    if not plain.isascii():
        plain = unicodedata.normalize("NFD", plain.translate(_LETTERS))
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = plain.replace("ae", "a").replace("oe", "o").replace(".", ",")
    single = plain[:1]
    for sign in plain[1:]:
        if sign != single[-1] or sign in "0123456789,":
            single += sign
    return single


def tokens(text: str) -> list[str]:
    """
    The words and numbers of a text, as they stand there.

    >>> tokens("IPS-coacher: 27,1 % av 12 000, SUS:ssa")
    ['IPS', 'coacher', '27,1', 'av', '12000', 'SUS']
    """
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return _TOKEN.findall(_COLON.sub("", _GROUPED.sub("", text)))


class Terms:
    """
    The keys of one language. `rules` is the language's _search.yml, checked.

    `memory` holds what was worked out before, word by word: most words of a site are the same at
    the next build.
    """

    def __init__(self, rules: dict, words: Lexicon, memory: dict | None = None):
        self.words = words
        self.memory = {} if memory is None else memory
        self.stop = {fold(word) for line in rules["stop"] for word in line.split()}
        self.joints = [str(joint) for joint in rules["joints"]]
        # Longest first, so that "-arna" goes before "-a".
        self.endings = [
            sorted({fold(ending) for ending in line.split()}, key=lambda e: (-len(e), e))
            for line in rules["endings"]
        ]
        self._rows = [
            [(size, {e for e in row if len(e) == size}) for size in range(len(row[0]), 0, -1)]
            for row in self.endings
        ]

    def stem(self, folded: str) -> str:
        """A folded word without its endings, one of each row; three letters always stay."""
        for row in self._rows:
            for size, endings in row:
                if len(folded) - size >= _SHORTEST and folded[-size:] in endings:
                    folded = folded[:-size]
                    break
        return folded

    def key(self, word: str) -> str:
        """The key of a word as it stands on a page."""
        return self._entry(word)[0]

    def keys(self, phrase: str) -> list[str]:
        """The keys of a phrase's words, without those that say nothing (unless all do)."""
        keys = [self.key(word) for word in tokens(phrase)]
        return [key for key in keys if key not in self.stop] or keys

    def parts(self, word: str) -> list[str]:
        """The keys of a compound's parts, first to last; [] for a simple word."""
        return [self.key(part) for part in self.part_words(word)]

    def part_words(self, word: str) -> list[str]:
        """The same parts as words, in their base forms."""
        return self._entry(word)[1]

    def aliases(self, word: str) -> list[str]:
        """The stems of all forms of a word: what a reader's form of it becomes in the browser."""
        return self._entry(word)[2]

    def own_stem(self, word: str) -> str:
        """What the word itself becomes in the browser."""
        return self._entry(word)[3]

    def forms(self, word: str) -> dict[str, str]:
        """All forms of a word, folded -> stem: for words that share a stem with others."""
        entry = self._entry(word)
        if len(entry) == 4:  # few words are asked for theirs
            base = self._base(word.lower())
            forms = sorted({fold(form) for form in self._forms(base)}) if base else []
            entry.append({form: self.stem(form) for form in forms})
        return entry[4]

    def _entry(self, word: str) -> list:
        word = word.lower()
        if word not in self.memory:
            base, own = self._base(word), self.stem(fold(word))
            if base is None:
                self.memory[word] = [own, [], [], own]
            else:
                self.memory[word] = [fold(base), self._parts(base), self._stems(base), own]
        return self.memory[word]

    @functools.lru_cache(maxsize=200_000)  # noqa: B019 - there is one object a language
    def _base(self, word: str) -> str | None:
        """The base form: the dictionary's, or the word with its last part's; None if unknown."""
        if (found := self.words.lemma(word)) is not None:
            # "borger" is a form of a rare verb to the dictionary, and the head of its own forms.
            own = len(self.words.forms(word)) if found != word else 0
            return word if own > 2 and 2 * own >= len(self.words.forms(found)) else found
        if cut := self._cut(word):
            return word[:cut] + (self._base(word[cut:]) or word[cut:])
        return None

    def _parts(self, base: str) -> list[str]:
        if not (cut := self._cut(base)):
            return []
        plain = self._plain(base[:cut]) or base[:cut]
        return [*(self._parts(plain) or [plain]), base[cut:]]  # plain is the shorter

    def _stems(self, base: str) -> list[str]:
        return sorted({self.stem(fold(form)) for form in self._forms(base)})

    def _forms(self, base: str) -> list[str]:
        forms = self.words.forms(base)
        if not forms and (cut := self._cut(base)):
            forms = [base[:cut] + form for form in self.words.forms(base[cut:])]
        return [*forms, base]

    @functools.lru_cache(maxsize=200_000)  # noqa: B019 - likewise
    def _cut(self, word: str) -> int:
        """Where a compound's last part begins; 0 if it is none, or nothing that we know."""
        best = (0, 0)
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            first, last = word[:cut], word[cut:]
            if self._word(last) and self._plain(first):
                # The cut that leaves no short ends: short words turn up by chance. A joint is
                # not counted, so that jobb-sökande goes before jobbs-ökande.
                joined = any(
                    first.endswith(joint) and self.words.lemma(first.removesuffix(joint))
                    for joint in self.joints
                )
                best = max(best, (min(len(first) - joined, len(last)), -cut))
        least, cut = best[0], -best[1]
        long = self.words.lemma(word) is None or len(word) - cut > 4
        return cut if least > _SHORTEST or (least == _SHORTEST and long) else 0

    def _word(self, word: str) -> bool:
        lemma = self.words.lemma(word)
        return lemma is not None and len(lemma) >= _SHORTEST and word not in self.joints

    def _plain(self, first: str) -> str | None:
        """A compound's first part as a word: arbets- → arbete, flick- → flicka, työn- → työ."""
        tries = [first]
        for joint in self.joints:
            if joint and first.endswith(joint):
                tries += [first[: -len(joint)], first[: -len(joint)] + "e"]
        for word in [*tries, first + "a", first + "e"]:
            if len(word) >= _SHORTEST and self.words.lemma(word) is not None:
                return word
        if len(first) > 2 * _SHORTEST and self._cut(first):
            return first
        for joint in self.joints:
            stripped = first.removesuffix(joint)
            if joint and stripped != first and len(stripped) > 5 and self._cut(stripped):
                return stripped
        return None
