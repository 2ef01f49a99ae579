"""
An answer in a language: values with their units, sentences chosen, formulas with the numbers in.

The twin is docs/assets/answer.js, where the same words stand in the page's data block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from macros import dateform, formula, numberform
from macros.spec import DATE, MONEY, TRUTH, Calculator, Choice, Input, number_of
from macros.words import Words
from macros.working import Answer

PLACE = re.compile(r"{(\w+)}")
CURRENCIES = ("sek", "dkk", "eur")
MOST_MORE = 10  # decimals that an operand may have beyond those that it is written with elsewhere

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


def currency(words: Words) -> str:
    """The currency that a page of this language begins with."""
    return words["calculator.currency.first"]


class Writer:
    """Writes one answer of one calculator. `own` holds the page's words for this calculator."""

    def __init__(self, calculator: Calculator, words: Words, own: dict, answer: Answer):
        self.calculator, self.words, self.own, self.answer = calculator, words, own, answer

    def scope(self, row: str | None) -> Mapping:
        """The values by plain name, as formulas of this row (or of none) see them."""
        spec, values = self.calculator.spec, self.answer.values
        found = {**self.calculator.constants, **{name: values[name] for name in spec.inputs}}
        if row is None:
            return {**found, **values, **self.answer.columns}
        found |= {name: values[name] for name in spec.results}
        names = self.calculator.group_of(row).names
        return found | {name: values[f"{row}.{name}"] for name in names}

    # -- Values -----------------------------------------------------------------------------------

    def number(self, name: str, value: float | bool | None, more: int = 0) -> str:
        """The bare number, or the word for a truth, a choice, a day or no answer."""
        made = self.calculator
        if value is None:
            return self.words[f"calculator.{'left-empty' if made.typed(name) else 'no-answer'}"]
        kind = made.kind(name)
        if kind.unit == TRUTH:
            return self.words["unit.truth.holds" if value else "unit.truth.fails"]
        if kind.unit == DATE:
            return dateform.write(value, self.words.language)
        if choices := getattr(kind, "choices", None):
            return self.own["inputs"][name.rpartition(".")[2]]["choices"][choices[int(value) - 1]]
        return numberform.write(value, self.words.language, made.decimals(name), more)

    def value(self, name: str, value: float | bool | None) -> str:
        """The number with its unit."""
        text, unit = self.number(name, value), self.calculator.kind(name).unit
        if value is None or f"unit.{unit}.written" not in self.words:
            return text
        return self.with_unit(unit, text, self._plural(value, self.calculator.decimals(name)))

    def with_unit(self, unit: str, text: str, form: str = "other") -> str:
        """A number already written, with its unit."""
        raw = self.words.raw(f"unit.{unit}.written")
        pattern = raw if isinstance(raw, str) else raw[form]
        if unit.startswith(MONEY):
            pattern = pattern.replace(
                "{currency}", self.words[f"calculator.currency.{currency(self.words)}"]
            )
        return pattern.replace("{n}", text)

    def _plural(self, value: float, decimals: int | None) -> str:
        shown = numberform.rounded(
            value, numberform.MOST_DECIMALS if decimals is None else decimals
        )
        if decimals is None and shown == shown.to_integral_value():
            shown = shown.quantize(1)
        return self.words.plural(shown)

    # -- Names ------------------------------------------------------------------------------------

    def row(self, row: str) -> str:
        """What a row is called."""
        group = self.calculator.group_of(row)
        if group.label:
            return self.value(group.label, self.answer.values[f"{row}.{group.label}"])
        if group.spec.free:
            return self.own["rows"][group.id].replace("{n}", str(number_of(group, row)))
        return row_words(self.words, self.own, group, row)["label"]

    def label(self, name: str) -> str:
        """What the page calls an input, a constant, a result, or one of them in a fixed row."""
        row, _, name = name.rpartition(".")
        found = next(
            self.own[part][name]
            for part in ("inputs", "results", "constants")
            if name in self.own.get(part, {})
        )
        text = found if isinstance(found, str) else found["label"]
        return self.in_row(row, text) if row else text

    def in_row(self, row: str, label: str) -> str:
        """A label with its row's."""
        return self.words.say("calculator.in-row", row=self.row(row), field=label)

    # -- Sentences --------------------------------------------------------------------------------

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
                message = message[self._plural(count, self.calculator.decimals(choice.count))]
            if (sentence := self.filled(message, scope, row)) is not None:
                return choice.say, sentence
        return "", ""

    def filled(self, message: str, scope: Mapping, row: str | None) -> str | None:
        """The message with its places filled, or None where a place has no answer."""
        filled = {}
        for place in PLACE.findall(message):
            name = place.removesuffix("_n")
            if place == "row":
                filled[place] = self.row(row)
            elif scope[name] is None:
                return None
            else:
                write = self.number if place.endswith("_n") else self.value
                filled[place] = write(name, scope[name])
        return PLACE.sub(lambda match: filled[match[1]], message)

    # -- Formulas ---------------------------------------------------------------------------------

    def in_numbers(self, tree, row: str | None, name: str) -> str:
        """The formula of this result with numbers in it that give, by hand, what it gives."""
        scope = self.scope(row)
        more = self._more(tree, scope, name)

        def leaf(part, beside):
            if isinstance(part, str):
                value = scope[part]
                every = value if isinstance(value, list) else [value]
                return "; ".join(self.number(part, one, more) for one in every)
            return self._typed_number(part, beside)

        return formula.written(tree, leaf, operator_words(self.words))

    def _more(self, tree, scope: Mapping, name: str) -> int:
        """How many decimals more the numbers need until the formula gives what is shown."""
        exact = formula.evaluate(tree, scope)
        for more in range(MOST_MORE):
            there = {part: self._shown(part, scope[part], more) for part in formula.names_in(tree)}
            if self.number(name, formula.evaluate(tree, there)) == self.number(name, exact):
                return more
        return MOST_MORE

    def _shown(self, name: str, value, more: int):
        """What a reader of the value, or of a column of values, takes it to be."""
        if isinstance(value, list):
            return [self._shown(name, one, more) for one in value]
        kind = self.calculator.kind(name)
        if value is None or kind.unit in (TRUTH, DATE) or isinstance(kind, Input):
            return value
        decimals = self.calculator.decimals(name)
        decimals = numberform.MOST_DECIMALS if decimals is None else decimals
        return float(numberform.rounded(value, decimals + more))

    def in_words(self, tree) -> str:
        """The formula with the names that the page gives to inputs and results."""

        def leaf(part, beside):
            if isinstance(part, str):
                return _lower(self.label(part))
            return self._typed_number(part, beside)

        return formula.written(tree, leaf, operator_words(self.words))

    def _typed_number(self, number: float, beside) -> str:
        """A number of the formula itself; beside a choice it is the choice's text."""
        if isinstance(beside, str) and getattr(self.calculator.kind(beside), "choices", None):
            return self.number(beside, number)
        return numberform.write(number, self.words.language)


def row_words(words: Words, own: dict, group, row: str) -> dict:
    """A fixed row's words: label, and perhaps help, left and right."""
    if group.spec.fixed == "fidelity":
        item = (words.side_file("_fidelity") or {})[row]
        return {"label": item["name"], "help": item["measures"]}
    word = own["rows"][group.id][row]
    return word if isinstance(word, dict) else {"label": word}


def _lower(label: str) -> str:
    """The label within a formula: its first letter small, unless it is an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
