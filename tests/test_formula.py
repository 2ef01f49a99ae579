"""The formula language: what it takes, what it gives, and that Python and the browser agree."""

from __future__ import annotations

import json
import random
import struct
from collections import Counter

import pytest
from conftest import ROOT

from macros.formula import (
    FUNCTIONS,
    LAZY,
    NUMBERS,
    OPERATORS,
    TRUTHS,
    FormulaError,
    evaluate,
    names_in,
    parse,
    written,
)

SCRIPT = ROOT / "docs" / "assets" / "formula.js"


def result(text: str, **values):
    return evaluate(parse(text, set(values)), values)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 + 3 * 4", 14),
        ("-(2 - 5) / 4", 0.75),
        ("min(3, 1, 2) + max(1, 2)", 3),
        ("abs(-2.5)", 2.5),
        ("sqrt(2.25)", 1.5),
        ("floor(2.5) + ceil(2.5)", 5),
        ("round(2.5)", 3),
        ("round(-2.5)", -2),
        ("round(0.5 - 0.000000000000001)", 1),
        ("1 if 2 > 1 else 0", 1),
        ("2 <= 2 and not 3 < 2 or 1 == 2", True),
        ("-0 * 1", 0),
        ("wilson_low(0, 11)", 0),
        ("wilson_high(11, 11)", 1),
    ],
)
def test_the_language_works_out(text, value):
    assert result(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7 >= 7 / 100 * 100", True),  # false in plain doubles
        ("0.1 + 0.2 == 0.3", True),
        ("0.1 + 0.2 > 0.3", False),
        ("0.3 < 0.1 + 0.2", False),
        ("0.1 + 0.2 != 0.3", False),
        ("ceil(0.07 * 100)", 7),
        ("floor(0.29 * 100)", 29),
        ("floor(2.99999)", 2),
    ],
)
def test_what_doubles_lose_decides_nothing(text, value):
    assert result(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "1 / 0",
        "sqrt(-1)",
        "1e308 * 10",
        "1e308 + 1e308",
        "missing + 1",
        "not missing > 1",
        "max(1, 1 / 0)",
        "1 if missing > 0 else 2",
        "missing > 0 or 1 > 0",
        "wilson_low(2, 1)",
        "wilson_high(0, 0)",
    ],
)
def test_no_answer_spreads(text):
    assert evaluate(parse(text, {"missing"}), {"missing": None}) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 if 1 > 0 else 1 / 0", 2),
        ("1 > 2 and missing > 1", False),
        ("1 < 2 or missing > 1", True),
    ],
)
def test_only_the_chosen_part_is_worked_out(text, value):
    assert evaluate(parse(text, {"missing"}), {}) == value


def test_columns_are_counted_and_added():
    values = {"met": [True, False, True], "reached": [1.0, 2.0, 4.0], "none": [1.0, None]}
    kinds = {"met": TRUTHS, "reached": NUMBERS, "none": NUMBERS}
    texts = ["count(met)", "total(reached)", "rows(reached)", "total(none)", "rows(none)"]
    found = [evaluate(parse(text, kinds), values) for text in texts]
    assert found == [2, 7, 3, None, 2]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a ** 2", 'character 1: "a ** 2" is not in the formula language; allowed are numbers'),
        ("1 + b", 'character 5: "b" is no name that this formula may use; there are: a'),
        ("1 + open(a)", 'character 5: "open(a)" calls no function of ours; there are: min'),
        ("a + (a > 1)", 'character 6: "a > 1" is a truth where a number is needed'),
        ("1 if a else 2", 'character 6: "a" is a number where a truth is needed'),
        ("1 < a < 2", "compares more than two; join two comparisons with `and`"),
        ("min(a)", "has 1 parts; min takes 2"),
        ("round(a, b=1)", "names its parts"),
        ("'text'", "is no number; write numbers with digits and a point"),
        ("True", "is no number"),
        ("1e999", "is too large a number"),
        ("a +", "is no formula"),
        ("", "is no formula"),
        ("a.real", "is no value of a row that this formula may use; there are: none"),
        ("[a for a in a]", "is not in the formula language"),
        ("max(*a)", "max takes 2"),
        ("a is a", "compare with < <= > >= == !="),
        ("1if a > 2 else 3", "is no formula"),
        ("(" * 300 + "a" + ")" * 300, "allowed are numbers"),
    ],
)
def test_what_is_refused_names_the_place_and_what_is_allowed(text, part):
    with pytest.raises(FormulaError) as error:
        parse(text, {"a"})
    assert part in str(error.value)


def test_a_formula_of_the_wrong_kind_is_refused():
    with pytest.raises(FormulaError, match='"a > 1" gives a truth; write one that gives a number'):
        parse("a > 1", {"a"}, "number")


def test_a_tree_is_json():
    tree = parse("round(people * rate / 100)", {"people", "rate"})
    assert json.loads(json.dumps(tree)) == tree
    assert names_in(tree) == {"people", "rate"}


WORDS = {name: f"<{name}>" for name in (*FUNCTIONS, *OPERATORS, *LAZY)}
WORDS["if"] = "{then} if {test} else {other}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a * (b + 1) / 2", "a × (b + 1) / 2"),
        ("a - (b - 1)", "a \u2212 (b \u2212 1)"),
        ("a / (b / 2)", "a / (b / 2)"),
        ("-(a + b) * 2", "(\u2212(a + b)) × 2"),
        ("max(0, ceil(a))", "<max>\u00a0(0; <ceil>\u00a0(a))"),
        ("(1 if a > b else 2) + 1", "(1 if a <>> b else 2) + 1"),
        ("1 if not (a > b and a < 1) else 2", "1 if <not> (a <>> b <and> a <<> 1) else 2"),
    ],
)
def test_a_formula_is_written_with_the_brackets_that_it_needs(text, shown):
    tree = parse(text, {"a", "b"})
    assert (
        written(tree, lambda leaf, _: leaf if isinstance(leaf, str) else f"{leaf:g}", WORDS)
        == shown
    )


# -- The twins --------------------------------------------------------------------------------

NUMERIC = [name for name in FUNCTIONS if name != "has"]  # those that give a number
TREES, NUMBERS_LEAST, EACH_LEAST = 10_000, 8_500, 100


NUDGES = [0.0, 5e-10, -5e-10, 3e-9, -3e-9]  # within the tolerance and beyond


class Grower:
    """Random trees that give a number, on random values among them the awkward ones."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)  # noqa: S311 - the same trees on every run
        self.used = Counter()

    def values(self) -> dict:
        """Values for every name that the trees use."""
        draw = self._value
        return {
            **{name: draw() for name in "abcd"},
            "k": float(self.random.randrange(40)),
            "n": float(self.random.randrange(1, 60)),
            "column": [draw() for _ in range(self.random.randrange(5))],
            "gaps": [draw() if self.random.random() < 0.8 else None for _ in range(5)][
                : self.random.randrange(6)
            ],
            "truths": [self.random.random() < 0.5 for _ in range(self.random.randrange(5))],
        }

    def _value(self) -> float:
        pick = self.random.random()
        if pick < 0.4:
            return float(self.random.randrange(-20, 200))
        if pick < 0.6:
            return self.random.randrange(-2000, 2000) / 100
        if pick < 0.7:
            # Near a whole number or a half.
            return self._near()
        if pick < 0.72:
            return self.random.choice([1e300, -1e300, 5e-324, 2.0**53, 0.0])
        return self.random.uniform(-1000, 1000)

    def _near(self) -> float:
        return self.random.randrange(-9, 9) / 2 + self.random.choice(NUDGES)

    def number(self, depth: int):
        """A tree of at most this depth that gives a number."""
        if depth == 0 or self.random.random() < 0.12:
            return self._value() if self.random.random() < 0.3 else self.random.choice("abcdkn")
        operator = self.random.choice(
            ["+", "-", "*", "/", "neg", "if", *NUMERIC, "+", "-", "*", "/"]
        )
        self.used[operator] += 1
        return [operator, *self._parts(operator, depth - 1)]

    def _parts(self, operator: str, depth: int) -> list:
        """Parts that the operator takes; the awkward ones more often than chance would have."""
        often = self.random.random() < 0.4
        if operator == "count":
            parts = ["truths"]
        elif FUNCTIONS.get(operator, (None, ()))[1] == (NUMBERS,):
            # Seldom a total over gaps: it has no answer.
            gaps = operator not in ("total", "rows") or self.random.random() < 0.1
            parts = ["gaps" if gaps else "column"]
        elif operator.startswith("wilson"):
            parts = [self.random.choice(["k", "k", 3.0, "n"]), "n"]
        elif operator == "if":
            parts = [self.truth(depth), self.number(depth), self.number(depth)]
        elif operator == "sqrt":
            parts = [["abs", self.number(depth)]]
        elif operator in ("floor", "ceil", "round") and often:
            parts = [self._near()]
        elif operator == "neg" and often:
            parts = [["*", "a", 0.0]]
        else:
            more = operator in ("min", "max") and often
            count = 3 if more else len((OPERATORS | FUNCTIONS)[operator][1])
            parts = [self.number(depth) for _ in range(count)]
        return parts

    def truth(self, depth: int):
        """A tree of at most this depth that holds or does not."""
        operator = self.random.choice(["<", "<=", ">", ">=", "==", "!=", "and", "or", "not", "has"])
        if depth <= 0 and operator in ("and", "or", "not"):
            operator = "<="
        self.used[operator] += 1
        if operator == "has":
            return ["has", self.random.choice(["a", ["/", "b", ["-", "k", "n"]], "nobody"])]
        if operator == "not":
            return ["not", self.truth(depth - 1)]
        if operator in ("and", "or"):
            return [operator, self.truth(depth - 1), self.truth(depth - 1)]
        left = self.number(depth - 1) if depth > 0 else self.random.choice("abcdkn")
        # Often nearly the same on both sides, so that the tolerance is met.
        right = left if self.random.random() < 0.3 else self.random.choice("abcdkn")
        return [operator, left, ["+", right, self.random.choice(NUDGES)]]


@pytest.fixture(scope="module")
def cases():
    grower = Grower(20261122)
    found = [(grower.number(4), grower.values()) for _ in range(TREES)]
    return found, grower.used


@pytest.fixture(scope="module")
def browser_page(chromium):
    page = chromium.new_page()
    page.add_script_tag(path=str(SCRIPT))
    yield page
    page.close()


# As one text each way: the bridge to the browser is slow with many small things.
IN_BROWSER = """cases => {
  const bits = new DataView(new ArrayBuffer(8));
  return JSON.parse(cases).map(([tree, values]) => {
    const value = formula.evaluate(tree, values);
    if (typeof value !== "number") return String(value);
    bits.setFloat64(0, value);
    return bits.getBigUint64(0).toString(16).padStart(16, "0");
  }).join(" ");
}"""


def bits(value) -> str:
    if isinstance(value, float):
        return struct.pack(">d", value).hex()
    return "null" if value is None else str(value).lower()


def differences(page, cases) -> list:
    theirs = page.evaluate(IN_BROWSER, json.dumps(cases)).split(" ")
    ours = [bits(evaluate(tree, values)) for tree, values in cases]
    return [
        (tree, values, a, b)
        for (tree, values), a, b in zip(cases, ours, theirs, strict=True)
        if a != b
    ]


def test_ten_thousand_random_formulas_give_the_same_bits_in_python_and_in_the_browser(
    browser_page, cases
):
    found, used = cases
    assert differences(browser_page, found) == []
    numbers = sum(isinstance(evaluate(tree, values), float) for tree, values in found)
    assert numbers >= NUMBERS_LEAST
    rare = {name: used[name] for name in WORDS if used[name] < EACH_LEAST}
    assert not rare, f"too rare among the random trees: {rare}"


def test_the_browser_writes_formulas_as_python_does(browser_page, cases):
    """Brackets, signs and words around the same leaves."""
    found = [tree for tree, _ in cases[0][:1500]]
    theirs = browser_page.evaluate(
        "([trees, words]) => JSON.parse(trees).map((tree) => formula.written(tree, (leaf) =>"
        " typeof leaf === 'string' ? leaf : leaf < 0 ? '-1' : '1', words))",
        [json.dumps(found), WORDS],
    )

    def leaf(part, _):
        return part if isinstance(part, str) else "-1" if part < 0 else "1"

    assert [written(tree, leaf, WORDS) for tree in found] == theirs


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("same(a, near) ? near", "a === near ? near"),
        ("a < b || same(a, b)", "a <= b"),
        ("(a) => whole(Math.floor, a + 0.5)", "Math.round"),
        ("value + 0 : null", "value : null"),
        ("value + 0 : null", "value + 0 : value"),
        ("b === 0 ? null", "b === 0 ? 0"),
        ("1.959964", "1.95996400001"),
        ("centre + half", "half + centre * (1 + 2e-16)"),
        ("first ? 1 : 2", "first ? 2 : 1"),
    ],
)
def test_a_difference_planted_in_the_twin_is_found(chromium, cases, right, wrong):
    source = SCRIPT.read_text("utf-8")
    assert right in source, "plant the difference where the twin now has its rule"
    page = chromium.new_page()
    page.add_script_tag(content=source.replace(right, wrong))
    try:
        assert differences(page, cases[0])
    finally:
        page.close()
