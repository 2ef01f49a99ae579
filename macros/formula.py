"""
The formula language: Python's arithmetic, with nothing else in it.

    >>> parse("places * rate / 100", {"places", "rate"})
    ['/', ['*', 'places', 'rate'], 100.0]
    >>> evaluate(_, {"places": 40, "rate": 30})
    12.0

A tree is a number, a name or a list `[operator, part, ...]`, so it is JSON as it stands, and
docs/assets/formula.js evaluates the same tree to the same bits (decisions/0005-formula.md).
None is "no answer": a division by zero, a missing input, a number too large to hold.
"""

from __future__ import annotations

import ast
import math
import warnings
from collections.abc import Callable, Iterable, Mapping

from macros.interval import wilson

NUMBER, TRUTH = "number", "truth"
NUMBERS, TRUTHS = "numbers", "truths"  # a column: one value for each row of a calculator

TOLERANCE = 1e-9


class FormulaError(Exception):
    """A formula is wrong; the message names the place and what is allowed there."""


def _same(a: float, b: float) -> bool:
    """Equal but for what doubles lose: 7 is 7 per cent of 100, although 7 / 100 * 100 is not."""
    return abs(a - b) <= TOLERANCE * max(1.0, abs(a))


def _whole(towards: Callable, a: float) -> float:
    near = math.floor(a + 0.5)
    return float(near if _same(a, near) else towards(a))


def _wilson(limit: int, k: float, n: float) -> float | None:
    return wilson(k, n)[limit] if n >= 1 and 0 <= k <= n else None


def _mean(column: list) -> float | None:
    there = _answered(column)
    return _sum(there) / len(there) if there else None


def _median(column: list) -> float | None:
    there = sorted(_answered(column))
    if not there:
        return None
    half = len(there) // 2
    return there[half] if len(there) % 2 else (there[half - 1] + there[half]) / 2


def _answered(column: list) -> list:
    return [value for value in column if value is not None]


def _sum(column: list) -> float | None:
    total = 0.0
    for value in column:
        if value is None:
            return None
        total += value
    return total


# operator -> (what it does, kinds of its parts, kind of its result)
_TWO = (NUMBER, NUMBER)
OPERATORS: dict[str, tuple[Callable, tuple[str, ...], str]] = {
    "+": (lambda a, b: a + b, _TWO, NUMBER),
    "-": (lambda a, b: a - b, _TWO, NUMBER),
    "*": (lambda a, b: a * b, _TWO, NUMBER),
    "/": (lambda a, b: a / b if b else None, _TWO, NUMBER),
    "neg": (lambda a: -a, (NUMBER,), NUMBER),
    "<": (lambda a, b: a < b and not _same(a, b), _TWO, TRUTH),
    "<=": (lambda a, b: a < b or _same(a, b), _TWO, TRUTH),
    ">": (lambda a, b: a > b and not _same(a, b), _TWO, TRUTH),
    ">=": (lambda a, b: a > b or _same(a, b), _TWO, TRUTH),
    "==": (_same, _TWO, TRUTH),
    "!=": (lambda a, b: not _same(a, b), _TWO, TRUTH),
    "not": (lambda a: not a, (TRUTH,), TRUTH),
}

# What formulas may call. `min` and `max` take two parts or more.
FUNCTIONS: dict[str, tuple[Callable, tuple[str, ...], str]] = {
    "min": (min, _TWO, NUMBER),
    "max": (max, _TWO, NUMBER),
    "abs": (abs, (NUMBER,), NUMBER),
    "floor": (lambda a: _whole(math.floor, a), (NUMBER,), NUMBER),
    "ceil": (lambda a: _whole(math.ceil, a), (NUMBER,), NUMBER),
    # Halves go up, as people round; Python's own round() sends 2.5 to 2.
    "round": (lambda a: _whole(math.floor, a + 0.5), (NUMBER,), NUMBER),
    "sqrt": (lambda a: math.sqrt(a) if a >= 0 else None, (NUMBER,), NUMBER),
    # Named functions: what no formula says well. Each has its twin in formula.js.
    "wilson_low": (lambda k, n: _wilson(0, k, n), _TWO, NUMBER),
    "wilson_high": (lambda k, n: _wilson(1, k, n), _TWO, NUMBER),
    "total": (_sum, (NUMBERS,), NUMBER),
    "rows": (lambda column: float(len(column)), (NUMBERS,), NUMBER),
    "count": (_sum, (TRUTHS,), NUMBER),
    # These pass over the rows that have no answer.
    "mean": (_mean, (NUMBERS,), NUMBER),
    "median": (_median, (NUMBERS,), NUMBER),
    "least": (lambda column: min(_answered(column), default=None), (NUMBERS,), NUMBER),
    "most": (lambda column: max(_answered(column), default=None), (NUMBERS,), NUMBER),
    "answered": (lambda column: float(len(_answered(column))), (NUMBERS,), NUMBER),
    # Whether there is an answer: what spreads everywhere else stops here.
    "has": (lambda a: a is not None, (NUMBER,), TRUTH),
}

# Only the chosen part of these is worked out.
LAZY = {"if", "and", "or"}

_WORKERS = {name: work for name, (work, _, _) in (OPERATORS | FUNCTIONS).items()}


def evaluate(tree, values: Mapping):
    """The tree's number or truth with these values, or None: no answer."""
    if isinstance(tree, str):
        value = values.get(tree)
        return float(value) if type(value) is int else value
    if not isinstance(tree, list):
        return tree
    operator, *parts = tree
    if operator in LAZY:
        return _lazy(operator, parts, values)
    given = [evaluate(part, values) for part in parts]
    if operator != "has" and any(value is None for value in given):
        return None
    return _answer(_WORKERS[operator](*given))


def _lazy(operator: str, parts: list, values: Mapping):
    first = evaluate(parts[0], values)
    if first is None:
        return None
    if operator == "if":
        return evaluate(parts[1] if first else parts[2], values)
    return evaluate(parts[1], values) if first == (operator == "and") else first


def _answer(value):
    if isinstance(value, bool) or value is None:
        return value
    # Adding nothing turns -0 into 0, which no reader should meet.
    return value + 0.0 if math.isfinite(value) else None


def names_in(tree) -> set[str]:
    """The names that a tree asks for."""
    if isinstance(tree, str):
        return {tree}
    if not isinstance(tree, list):
        return set()
    return set().union(*(names_in(part) for part in tree[1:]))


def parse(text: str, names: Iterable[str] | Mapping[str, str], kind: str | None = None):
    """
    The formula's tree. `names` are those it may use, or maps them to their kinds.

    Raises FormulaError, also where the formula gives another kind than `kind`.
    """
    tree, found = parse_with_kind(text, names)
    if kind and found != kind:
        raise FormulaError(f'"{text}" gives a {found}; write one that gives a {kind}')
    return tree


def parse_with_kind(text: str, names: Iterable[str] | Mapping[str, str]) -> tuple:
    """(tree, "number" or "truth"). Raises FormulaError."""
    kinds = dict(names) if isinstance(names, Mapping) else dict.fromkeys(names, NUMBER)
    text = text.strip()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # "1if" and the like, which Python only warns of
            parsed = ast.parse(text, mode="eval")
        return _Parser(text, kinds).read(parsed.body)
    except SyntaxError as error:
        place = f"character {error.offset}: " if error.offset else ""
        raise FormulaError(f'{place}"{text}" is no formula ({error.msg}); {_ALLOWED}') from None
    except (RecursionError, MemoryError, ValueError):
        raise FormulaError(f"the formula cannot be read; {_ALLOWED}") from None


_ALLOWED = (
    "allowed are numbers, names, + - * /, comparisons, and, or, not, `a if test else b`, "
    + ", ".join(FUNCTIONS)
)

_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARE = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}


class _Parser:
    """Python's syntax tree turned into ours, part by part; what has no rule is refused."""

    def __init__(self, text: str, kinds: dict[str, str]):
        self.text, self.kinds = text, kinds

    def read(self, node) -> tuple:
        """(tree, kind) of a node of Python's tree."""
        rule = getattr(self, "_" + type(node).__name__.lower(), None)
        if rule is None:
            self._refuse(node, f"is not in the formula language; {_ALLOWED}")
        return rule(node)

    def _refuse(self, node, why: str):
        before = self.text.split("\n")[: node.lineno]
        before[-1] = before[-1].encode()[: node.col_offset].decode()
        piece = ast.get_source_segment(self.text, node)
        raise FormulaError(f'character {len(chr(10).join(before)) + 1}: "{piece}" {why}')

    def _of(self, node, kind: str):
        """The tree of a part that has to be of this kind."""
        tree, found = self.read(node)
        if found != kind:
            self._refuse(node, f"is a {found} where a {kind} is needed")
        return tree

    def _constant(self, node):
        if type(node.value) not in (int, float):
            self._refuse(node, "is no number; write numbers with digits and a point")
        try:
            value = float(node.value)
        except OverflowError:
            value = math.inf
        if not math.isfinite(value):
            self._refuse(node, "is too large a number")
        return value, NUMBER

    def _name(self, node):
        if node.id not in self.kinds:
            known = ", ".join(sorted(self.kinds)) or "none"
            self._refuse(node, f"is no name that this formula may use; there are: {known}")
        return node.id, self.kinds[node.id]

    def _attribute(self, node):
        """A fixed row's value, `employment.reached`: one name for the evaluators."""
        name = ast.unparse(node)
        if name not in self.kinds:
            rows = ", ".join(sorted(name for name in self.kinds if "." in name)) or "none"
            self._refuse(node, f"is no value of a row that this formula may use; there are: {rows}")
        return name, self.kinds[name]

    def _unaryop(self, node):
        if isinstance(node.op, ast.Not):
            return ["not", self._of(node.operand, TRUTH)], TRUTH
        if not isinstance(node.op, ast.USub):
            self._refuse(node, f"is not in the formula language; {_ALLOWED}")
        return ["neg", self._of(node.operand, NUMBER)], NUMBER

    def _binop(self, node):
        if type(node.op) not in _BINARY:
            self._refuse(node, f"is not in the formula language; {_ALLOWED}")
        return [
            _BINARY[type(node.op)],
            self._of(node.left, NUMBER),
            self._of(node.right, NUMBER),
        ], NUMBER

    def _compare(self, node):
        if len(node.ops) > 1:
            self._refuse(node, "compares more than two; join two comparisons with `and`")
        if type(node.ops[0]) not in _COMPARE:
            self._refuse(node, "is not in the formula language; compare with < <= > >= == !=")
        right = self._of(node.comparators[0], NUMBER)
        return [_COMPARE[type(node.ops[0])], self._of(node.left, NUMBER), right], TRUTH

    def _boolop(self, node):
        operator = "and" if isinstance(node.op, ast.And) else "or"
        tree = self._of(node.values[0], TRUTH)
        for value in node.values[1:]:
            tree = [operator, tree, self._of(value, TRUTH)]
        return tree, TRUTH

    def _ifexp(self, node):
        test = self._of(node.test, TRUTH)
        then, kind = self.read(node.body)
        return ["if", test, then, self._of(node.orelse, kind)], kind

    def _call(self, node):
        name = node.func.id if isinstance(node.func, ast.Name) else None
        if name not in FUNCTIONS:
            self._refuse(node, f"calls no function of ours; there are: {', '.join(FUNCTIONS)}")
        if node.keywords:
            self._refuse(node, "names its parts; write them in order, without names")
        _, kinds, result = FUNCTIONS[name]
        if name in ("min", "max") and len(node.args) > 2:
            kinds = (NUMBER,) * len(node.args)
        if len(node.args) != len(kinds):
            self._refuse(node, f"has {len(node.args)} parts; {name} takes {len(kinds)}")
        return [name, *map(self._of, node.args, kinds)], result


# How tightly an operator holds its parts together; brackets go where a part holds less tightly.
_RANK = {"if": 0, "or": 1, "and": 2, "not": 3, "+": 5, "-": 5, "neg": 5.5, "*": 6, "/": 6}
_SIGNS = {"+": "+", "-": "\u2212", "*": "\u00d7", "/": "/"}


def written(tree, leaf: Callable, words: Mapping[str, str], rank: int = 0, beside=None) -> str:
    """
    The tree as a reader's formula: `13 / 48 x 100`.

    `leaf` writes a number or a name, and is told what it stands beside: in `basis == 2` the 2
    is a choice and has a name of its own. `words` holds the language's words for functions,
    comparisons and `and`, `or`, `not`, and the pattern of `if` with {then}, {test}, {other}.
    """
    if not isinstance(tree, list):
        text = leaf(tree, beside)
        return f"({text})" if rank > 5 and text[0] in "-\u2212" else text
    operator, *parts = tree
    if operator in FUNCTIONS:
        inner = "; ".join(written(part, leaf, words) for part in parts)
        return f"{words[operator]}\u00a0({inner})"
    own = _RANK.get(operator, 4)
    if operator == "if":
        # "5 if …, else 4 if …" reads on: what stands last needs no brackets.
        test, then, other = (
            written(part, leaf, words, least) for part, least in zip(parts, (1, 1, 0), strict=True)
        )
        text = words["if"].format(test=test, then=then, other=other)
    elif len(parts) == 1:
        sign = _SIGNS["-"] if operator == "neg" else words[operator] + " "
        text = sign + written(parts[0], leaf, words, own + 1)
    else:
        sign = _SIGNS.get(operator) or words[operator]
        left, right = (
            written(part, leaf, words, own + i, parts[1 - i]) for i, part in enumerate(parts)
        )
        text = f"{left} {sign} {right}"
    return f"({text})" if own < rank else text
