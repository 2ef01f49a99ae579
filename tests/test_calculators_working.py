"""The working that a calculator shows: whoever does it again by hand gets what stands there."""

from __future__ import annotations

import json
import random
import re

import pytest
from calculator_tools import NAMES, a_page, made

from macros import formula, numberform
from macros.answer import Writer, operator_words
from macros.calculator_view import View
from macros.facts import LANGUAGES
from macros.spec import DATE, TRUTH
from macros.working import work_out

FORMS = 150
NUMBER = r"\(?(?P<{}>[-\u2212]?[0-9][0-9.\u00a0]*(?:,[0-9]+)?)\)?"
EACH_IN_ONE = [(name, LANGUAGES[index % 3]) for index, name in enumerate(NAMES)]


def a_value(dice, field, default: float | None) -> float | None:
    """Something near the default that the field takes."""
    if default is None:
        return None
    if field.radio:
        return float(dice.randint(int(field.min), int(field.max)))
    if field.kind == DATE:
        return default + dice.randint(-3, 3)
    near = min(field.max, max(field.min, default * dice.uniform(0.5, 1.6)))
    return round(near, field.decimals)


def views(name: str, language: str):
    """The page for so many forms that have an answer, filled in at random: (given, view)."""
    it, page = made(name), a_page(name, language)
    dice = random.Random(7)  # noqa: S311 - the same forms on every run
    found = 0
    for _ in range(100 * FORMS):
        kept = dice.random()
        given = {
            key: default if dice.random() < kept else a_value(dice, it.field(key), default)
            for key, default in it.defaults.items()
        }
        answer = work_out(it, given)
        if answer.errors:
            continue
        view = View(it, page, page.meta["calculator"])
        view.answer, view.writer = answer, Writer(it, page.words, view.own, answer)
        yield given, view
        found += 1
        if found == FORMS:
            return
    pytest.fail(f"only {found} forms of {name} have an answer; try values nearer the defaults")


def by_hand(writer: Writer, tree, row: str | None, text: str):
    """What the tree gives with the numbers that stand in the text, and with nothing else."""
    scope, it, leaves, patterns = writer.scope(row), writer.calculator, {}, {}

    def is_number(part, beside) -> bool:
        name = part if isinstance(part, str) else beside
        kind = it.kind(name) if isinstance(name, str) else None
        if isinstance(part, str) and kind.unit in (TRUTH, DATE):
            return False
        return not getattr(kind, "choices", None)

    def renamed(tree, beside=None):
        if isinstance(tree, list):
            parts = tree[1:]
            others = reversed(parts) if len(parts) == 2 else [None] * len(parts)
            return [tree[0], *map(renamed, parts, others)]
        leaf, value = f"leaf{len(leaves)}", scope[tree] if isinstance(tree, str) else tree
        leaves[leaf], every = value, value if isinstance(value, list) else [value]
        patterns[leaf] = "; ".join(
            NUMBER.format(f"{leaf}_{index}")
            if one is not None and is_number(tree, beside)
            else re.escape(
                writer.number(tree if isinstance(tree, str) else beside, one).strip("()")
            )
            for index, one in enumerate(every)
        )
        return leaf

    own = renamed(tree)
    pattern = re.escape(formula.written(own, lambda leaf, _: leaf, operator_words(writer.words)))
    pattern = re.sub(r"leaf[0-9]+", lambda leaf: patterns[leaf[0]], pattern)
    match = re.fullmatch(pattern, text)
    assert match, (text, pattern)
    read = {
        group: numberform.read(number, writer.words.language).value
        for group, number in match.groupdict().items()
    }
    for leaf, value in leaves.items():
        if isinstance(value, list):
            leaves[leaf] = [read.get(f"{leaf}_{i}", one) for i, one in enumerate(value)]
        else:
            leaves[leaf] = read.get(f"{leaf}_0", value)
    return formula.evaluate(own, leaves)


def as_shown(writer: Writer, name: str, gives, value) -> bool:
    """Whether what came out is what is written, or lies on the border between two roundings."""
    if isinstance(value, bool) or gives is None:
        return gives is value
    if writer.number(name, gives) == writer.number(name, value):
        return True
    shown = numberform.read(writer.number(name, value), writer.words.language).value
    half = 0.5 / 10 ** (writer.calculator.decimals(name) or 0)
    return abs(gives - shown) <= half * (1 + 1e-9)


@pytest.mark.parametrize(("name", "language"), EACH_IN_ONE)
def test_every_step_gives_by_hand_what_is_shown(name, language):
    """With the numbers as they are written, and only with those."""
    steps, wrong = 0, []
    for _, view in views(name, language):
        for step in view.working:
            for line in step["lines"]:
                if line["out"]:
                    continue
                key, row = line["key"], line["row"]
                own = key.rpartition(".")[2]
                group = view.made.group_of(row).id if row else None
                place = f"rows.{group}.results.{own}" if row else f"results.{own}"
                gives = by_hand(view.writer, view.made.trees[place], row, line["numbers"])
                steps += 1
                if not as_shown(view.writer, own, gives, view.answer.values[key]):
                    wrong.append((key, line["numbers"], view.value(key), gives))
    assert wrong == []
    assert steps >= FORMS


@pytest.mark.parametrize(("name", "language"), EACH_IN_ONE)
def test_the_browser_writes_the_same_working(page, name, language):
    page.goto(f"{language}/calculators/{name}/")
    cases, wanted = [], []
    for given, view in views(name, language):
        lines = [line for step in view.working for line in step["lines"]]
        cases.append([given, [line["key"] for line in lines]])
        wanted.append([line["numbers"] for line in lines])
    theirs = page.evaluate(
        """cases => {
          const data = JSON.parse(document.querySelector(".calculator script").textContent);
          return cases.map(([given, keys]) => {
            const writer = answer.writer(data, working.workOut(data, given));
            return keys.map(writer.inNumbers);
          });
        }""",
        json.loads(json.dumps(cases)),
    )
    for (given, keys), texts, own in zip(cases, theirs, wanted, strict=True):
        differ = [pair for pair in zip(keys, texts, own, strict=True) if pair[1] != pair[2]]
        assert differ == [], given


def test_what_a_reader_adds_decimals_for_is_written_without_idle_ones():
    assert numberform.write(14.77659, "sv", 1, 3) == "14,7766"
    assert numberform.write(8.0, "sv", 1, 6) == "8,0"
    assert numberform.write(1300000.0, "da", 0, 6) == "1.300.000"
    assert numberform.write(-0.04, "fi", 1, 0) == "0,0"
