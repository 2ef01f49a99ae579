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
_GROUPED = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))")  # 12 000 is one number
_COLON = re.compile(r"(?<=\w):[a-zåäöæø]{1,6}\b")  # IPS:n, SUS:ssa, 48:sta
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
    """The keys of one language. `rules` is the language's _search.yml, checked."""

    def __init__(self, rules: dict, words: Lexicon):
        self.words = words
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

    @functools.lru_cache(maxsize=200_000)  # noqa: B019 - there is one object a language
    def base(self, word: str) -> str | None:
        """The base form: the dictionary's, or the word with its last part's; None if unknown."""
        word = word.lower()
        if (found := self.words.lemma(word)) is not None:
            return found
        if cut := self._cut(word):
            return word[:cut] + (self.words.lemma(word[cut:]) or word[cut:])
        return None

    @functools.lru_cache(maxsize=200_000)  # noqa: B019 - likewise
    def key(self, word: str) -> str:
        """The key of a word as it stands on a page."""
        base = self.base(word)
        return self.stem(fold(word)) if base is None else fold(base)

    @functools.lru_cache(maxsize=200_000)  # noqa: B019 - likewise
    def parts(self, word: str) -> list[str]:
        """The keys of a compound's parts, first to last; [] for a simple word."""
        return [self.key(part) for part in self.part_words(word)]

    @functools.lru_cache(maxsize=200_000)  # noqa: B019 - likewise
    def part_words(self, word: str) -> list[str]:
        """The same parts as words, in their base forms."""
        base = self.base(word)
        if base is None or not (cut := self._cut(base)):
            return []
        plain = self._plain(base[:cut]) or base[:cut]
        return [*(self.part_words(plain) or [plain]), base[cut:]]

    @functools.lru_cache(maxsize=200_000)  # noqa: B019 - likewise
    def aliases(self, word: str) -> set[str]:
        """The stems of all forms of a word: what a reader's form of it becomes in the browser."""
        base = self.base(word)
        if base is None:
            return set()
        forms = self.words.forms(base)
        if not forms and (cut := self._cut(base)):
            forms = [base[:cut] + form for form in self.words.forms(base[cut:])]
        return {self.stem(fold(form)) for form in forms} | {self.stem(fold(base))}

    @functools.lru_cache(maxsize=200_000)  # noqa: B019 - likewise
    def _cut(self, word: str) -> int:
        """Where a compound's last part begins; 0 if it is none, or nothing that we know."""
        best = (0, 0)
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            first, last = word[:cut], word[cut:]
            if self._word(last) and self._plain(first):
                # The cut that leaves no short ends: short words turn up by chance. A joint is
                # not counted, so that jobb-sökande goes before jobbs-ökande.
                joined = self.words.lemma(first) is None and first.endswith(tuple(self.joints))
                best = max(best, (min(len(first) - joined, len(last)), -cut))
        enough = best[0] >= 4 or (best[0] == _SHORTEST and self.words.lemma(word) is None)
        return -best[1] if enough else 0

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
