"""
An answer in a language: values with their units, sentences chosen, formulas with the numbers in.

The twin is in docs/assets/calculator.js, where the same words stand in the page's data block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from macros import formula, numberform
from macros.spec import TRUTH, Calculator, Choice, Constant, Input
from macros.words import Words
from macros.working import Answer

PLACE = re.compile(r"{(\w+)}")

# The language's words for what formulas are made of: operator -> word key.
OPERATOR_WORDS = {
    "<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne",
    "and": "and", "or": "or", "not": "not", "if": "if",
    **{name: name for name in formula.FUNCTIONS},
}  # fmt: skip


def operator_words(words: Words) -> dict[str, str]:
    """Operator -> the language's word, for `formula.written`."""
    return {
        operator: words[f"calculator.operator.{key}"] for operator, key in OPERATOR_WORDS.items()
    }


class Writer:
    """Writes one answer of one calculator. `own` holds the page's words for this calculator."""

    def __init__(self, calculator: Calculator, words: Words, own: dict, answer: Answer):
        self.calculator, self.words, self.own, self.answer = calculator, words, own, answer

    def scope(self, row: str | None) -> Mapping:
        """The values by plain name, as formulas of this row (or of none) see them."""
        spec = self.calculator.spec
        found = {name: constant.value for name, constant in spec.constants.items()}
        found |= {name: self.answer.values[name] for name in (*spec.inputs, *spec.results)}
        if row:
            inner = (*spec.rows.inputs, *spec.rows.results)
            found |= {name: self.answer.values[f"{row}.{name}"] for name in inner}
        return found if row else found | self.answer.columns

    def number(self, name: str, value: float | bool | None) -> str:
        """The bare number, or the word for a truth or for no answer."""
        kind = self.calculator.kind(name)
        if value is None:
            empty = isinstance(kind, Input)
            return self.words["calculator.left-empty" if empty else "calculator.no-answer"]
        if kind.unit == TRUTH:
            return self.words["unit.truth.holds" if value else "unit.truth.fails"]
        return numberform.write(value, self.words.language, self._decimals(kind))

    def value(self, name: str, value: float | bool | None) -> str:
        """The number with its unit."""
        text, kind = self.number(name, value), self.calculator.kind(name)
        if value is None or kind.unit == TRUTH:
            return text
        return self._form(f"unit.{kind.unit}.written", value, kind).replace("{n}", text)

    @staticmethod
    def _decimals(kind) -> int | None:
        return None if isinstance(kind, Input | Constant) else kind.decimals

    def _form(self, key, value, kind) -> str:
        raw = self.words.raw(key)
        return raw if isinstance(raw, str) else raw[self._plural(value, kind)]

    def _plural(self, value: float, kind) -> str:
        decimals = self._decimals(kind)
        shown = numberform.rounded(value, 3 if decimals is None else decimals)
        if decimals is None and shown == shown.to_integral_value():
            shown = shown.quantize(1)
        return self.words.plural(shown)

    def chosen(self, place: str, choices: list[Choice], row: str | None) -> tuple[str, str]:
        """(key, sentence) of the first choice that holds and lacks no answer, or ("", "")."""
        scope = self.scope(row)
        for index, choice in enumerate(choices):
            tree = self.calculator.trees.get(f"{place}.{index}")
            if tree is not None and formula.evaluate(tree, scope) is not True:
                continue
            message = self.own["say"][choice.say]
            if isinstance(message, dict):
                count = scope[choice.count]
                if count is None:
                    continue
                message = message[self._plural(count, self.calculator.kind(choice.count))]
            if (sentence := self.filled(message, scope, row)) is not None:
                return choice.say, sentence
        return "", ""

    def filled(self, message: str, scope: Mapping, row: str | None) -> str | None:
        """The message with its places filled, or None where a place has no answer."""
        filled = {}
        for place in PLACE.findall(message):
            name = place.removesuffix("_n")
            if place == "row":
                filled[place] = self.own["rows"][row]
            elif scope[name] is None:
                return None
            else:
                write = self.number if place.endswith("_n") else self.value
                filled[place] = write(name, scope[name])
        return PLACE.sub(lambda match: filled[match[1]], message)

    def in_numbers(self, tree, row: str | None) -> str:
        """The formula with the reader's own numbers in it."""
        scope = self.scope(row)

        def leaf(part):
            if isinstance(part, str):
                value = scope[part]
                every = value if isinstance(value, list) else [value]
                return "; ".join(self.number(part, one) for one in every)
            return numberform.write(part, self.words.language)

        return formula.written(tree, leaf, operator_words(self.words))

    def in_words(self, tree) -> str:
        """The formula with the names that the page gives to inputs and results."""

        def leaf(part):
            if isinstance(part, str):
                return _lower(self.label(part))
            return numberform.write(part, self.words.language)

        return formula.written(tree, leaf, operator_words(self.words))

    def label(self, name: str) -> str:
        """What the page calls an input, a constant or a result."""
        for group in ("inputs", "results", "constants"):
            if name in self.own.get(group, {}):
                found = self.own[group][name]
                return found if isinstance(found, str) else found["label"]
        raise KeyError(name)


def _lower(label: str) -> str:
    """The label within a formula: its first letter small, unless it is an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
