"""
What a spec gives as a value: a number, a day, or the name of the fact that holds it.

    hudiksvall.employment.k        a figure of a report: .k, .n, .goal, or as published
    benchmark.bejerholm-2015.ips   a published outcome: .ips, .control, .n, .months, .ratio …
    fidelity.caseload-size.cuts.5  where a score of the fidelity scale begins
"""

from __future__ import annotations

import datetime as dt

from macros.facts import Arm, Facts
from macros.spec import EPOCH, Given

_OF_FIGURE = {"": "published", "k": "k", "n": "n", "goal": "goal"}
_OF_BENCHMARK = ("ips", "control", "n", "months", "ratio", "difference")


def look_up(facts: Facts, given: Given | None) -> tuple[float | None, str | None]:
    """(the number, the source of the fact). Raises KeyError with what there is."""
    if isinstance(given, dt.date):
        return float((given - EPOCH).days), None
    if not isinstance(given, str):
        return given if given is None else float(given), None
    owner, _, rest = given.partition(".")
    finder = {"benchmark": _benchmark, "fidelity": _fidelity}.get(owner)
    value, source = finder(facts, rest) if finder else _figure(facts, owner, rest)
    if value is None:
        raise KeyError(f"{given} holds no number; name another part of it")
    return float(value), source


def _figure(facts: Facts, report: str, rest: str):
    key, _, part = rest.partition(".")
    figure = facts.figure(f"{report}.{key}")
    if part not in _OF_FIGURE:
        raise KeyError(f"{report}.{key}.{part} holds no number; write .k, .n, .goal or nothing")
    return getattr(figure, _OF_FIGURE[part]), figure.source


def _benchmark(facts: Facts, rest: str):
    key, _, part = rest.partition(".")
    if key not in facts.benchmarks or part not in _OF_BENCHMARK:
        raise KeyError(
            f"benchmark.{rest} is none; write benchmark.<id of facts/benchmarks.yml>."
            f"{{{', '.join(_OF_BENCHMARK)}}}"
        )
    value = getattr(facts.benchmarks[key], part)
    return (value.published if isinstance(value, Arm) else value), facts.benchmarks[key].source


def _fidelity(facts: Facts, rest: str):
    name, _, part = rest.partition(".")
    item = next((item for item in facts.fidelity if item.id == name), None)
    score = part.removeprefix("cuts.")
    if item is None or item.cuts is None or score not in ("2", "3", "4", "5"):
        raise KeyError(
            f"fidelity.{rest} is none; write fidelity.<item with cuts>.cuts.<2, 3, 4 or 5>"
        )
    return item.cuts[int(score) - 2], item.source
