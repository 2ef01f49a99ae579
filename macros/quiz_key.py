"""
The key of a quiz's question, which no language decides: kind, options and what is right.

    >>> Question(kind="single", options=["soon", "later"], right=["soon"]).right
    ['soon']
"""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from macros.facts import Fact, Id


class Question(Fact):
    """
    One question of a quiz: its key. The words are on the module's page, in each language.

    single and multiple: `options` as shown, `right` of them. order: `options` as shown, `right` in
    the right order. match: `pairs` of left and right, `options` the right sides as shown.
    reflection: neither.
    """

    kind: Literal["single", "multiple", "order", "match", "reflection"]
    options: list[Id] = []
    right: list[Id] = []
    pairs: dict[Id, Id] = {}

    @model_validator(mode="after")
    def _has_a_key(self):
        shape = {"reflection": _reflection, "match": _match}.get(self.kind, _choice)
        if fault := shape(self):
            raise ValueError(fault)
        return self


def _reflection(question: Question) -> str | None:
    if question.options or question.right or question.pairs:
        return "a reflection has no key: remove options, right and pairs"
    return None


def _match(question: Question) -> str | None:
    if fault := _options(question):
        return fault
    used = set(question.pairs.values())
    if question.right or len(question.pairs) < 2 or used != set(question.options):
        return "a match has `pairs` that use each of `options`, and no `right`"
    return None


def _choice(question: Question) -> str | None:
    if fault := _options(question):
        return fault
    if not question.right:
        return "no right answer: name it under `right`"
    if question.pairs:
        return "only a match has `pairs`: remove them"
    if unknown := set(question.right) - set(question.options):
        return f"right names {', '.join(sorted(unknown))}, which is no option"
    return {"single": _single, "order": _order}.get(question.kind, lambda _: None)(question)


def _options(question: Question) -> str | None:
    if len(question.options) < 2 or len(set(question.options)) < len(question.options):
        return "`options` are two or more, each once"
    return None


def _single(question: Question) -> str | None:
    if len(question.right) != 1:
        return "a single choice has one right answer; or make it `multiple`"
    return None


def _order(question: Question) -> str | None:
    if sorted(question.right) != sorted(question.options):
        return "an order names each of `options` once under `right`"
    if question.right == question.options:
        return "the options stand in the right order already: shuffle `options`"
    return None
