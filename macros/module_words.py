"""
The words of a module: `module:` in its page's front matter, and how they fit its keys.

    >>> list(faults(module, ModuleWords(...)))
    [('quiz.signs.options.a-b', 'this word is missing', 'add it')]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import Field, TypeAdapter

from macros import factfile
from macros.course_file import Module
from macros.facts import Fact, FactsError, Id
from macros.quiz_key import Question

Texts = list[str]


class ExerciseWords(Fact):
    """What an exercise is called, and what for."""

    title: str = Field(min_length=1)
    aim: str = Field(min_length=1)


class QuestionWords(Fact):
    """A question of the quiz with its answers; a reflection has only what one may think of."""

    question: str = Field(min_length=1)
    options: dict[Id, str] = {}
    pairs: dict[Id, str] = {}  # of a match: the left sides
    because: str = Field(min_length=1)


class ModuleWords(Fact):
    """What a module says beside its text."""

    questions: Texts = Field(min_length=1)  # that it answers
    objectives: Texts = Field(min_length=1)  # what one can do afterwards
    key_points: Texts = Field(min_length=1)
    materials: Texts = []  # what the trainer brings
    exercises: dict[Id, ExerciseWords] = {}
    quiz: dict[Id, QuestionWords] = Field(min_length=1)


class _Front(Fact):
    module: ModuleWords


_FRONT = TypeAdapter(_Front)


def read(where: Path, meta: dict, module: Module) -> ModuleWords:
    """The words in the front matter of the module's page, which fit its keys. Raises FactsError."""
    # Only `module`: the rest of the front matter is checked with the page itself.
    own = {key: value for key, value in meta.items() if key == "module"}
    words = factfile.check(where, own, _FRONT).module
    if told := list(faults(module, words)):
        lines = [f"{where}: module.{key}: {what}; {cure}" for key, what, cure in told]
        raise FactsError("\n".join(lines))
    return words


def faults(module: Module, words: ModuleWords) -> Iterator[tuple[str, str, str]]:
    """(key below `module`, what, cure) for each word too few or too many, and equal answers."""
    yield from _keys("exercises", module.exercises, words.exercises)
    yield from _keys("quiz", module.quiz, words.quiz)
    for name, question in module.quiz.items():
        if said := words.quiz.get(name):
            yield from _question(f"quiz.{name}", question, said)


def _question(place: str, question: Question, said: QuestionWords):
    for part in ("options", "pairs"):
        texts = getattr(said, part)
        yield from _keys(f"{place}.{part}", getattr(question, part), texts)
        counts = Counter(text.strip().casefold() for text in texts.values())
        for key, text in texts.items():
            if counts[text.strip().casefold()] > 1:
                yield f"{place}.{part}.{key}", "another one says the same", "make them differ"


def _keys(place: str, wanted: Iterable[str], given: dict):
    for key in wanted:
        if key not in given:
            yield f"{place}.{key}", "this word is missing", "add it"
    for key in given:
        if key not in wanted:
            yield f"{place}.{key}", "nothing asks for this word", "remove it, or correct its key"
