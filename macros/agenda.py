"""
An agenda for a session: which modules, in which order, with which breaks, at what o'clock.

    >>> plan([("goal", 50, True), ("support", 50, False), ("benefits", 50, False)], 1, 195, 540)
    [['goal', 'support', 'coffee-15', 'benefits']]

A day is a list of modules' ids and of breaks, each with its minutes. Times are minutes since
midnight. docs/assets/agenda_rule.js has the same rule; macros/agenda_page.py puts both on a page.
"""

from __future__ import annotations

import re

from macros.course_file import Course, Module

COFFEE, LUNCH = "coffee-15", "lunch-45"
MOST_WORK = 100  # minutes without a break, unless one module is longer
# A day that passes both has lunch between its modules, as near to LUNCH_AT as they let it.
LUNCH_FROM, LUNCH_AT, LUNCH_TO = 11 * 60 + 15, 11 * 60 + 40, 12 * 60 + 45
BREAK = re.compile(r"(coffee|lunch)-([1-9][0-9]?)")

Slot = tuple[str, int, bool]  # a module's id, its minutes, and whether it is core


def plan(modules: list[Slot], days: int, minutes: int, start: int) -> list[list[str]]:
    """
    The days of an agenda. `minutes` is the length of a day with its breaks.

    `modules` are those for the audience, in teaching order. What is core is taken first, then the
    rest in order, each as long as every day still holds what it has; the order stays.
    """
    chosen: list[int] = []
    best: list[list[str]] = []
    for index in sorted(range(len(modules)), key=lambda index: not modules[index][2]):
        tried = sorted([*chosen, index])
        laid = lay_out([modules[each] for each in tried], days, start)
        if all(length(day, modules) <= minutes for day in laid):
            chosen, best = tried, laid
    return best


def lay_out(modules: list[Slot], days: int, start: int) -> list[list[str]]:
    """The modules over so many days (fewer where there are fewer modules), each with its breaks."""
    return [_day(run, start) for run in _evenly(modules, min(days, len(modules)))]


def length(day: list[str], modules: list[Slot]) -> int:
    """The minutes of a day with its breaks."""
    known = {name: minutes for name, minutes, _ in modules}
    return sum(pause(item)[1] or known[item] for item in day)


def pause(item: str) -> tuple[str, int]:
    """("coffee", 15) for "coffee-15"; ("", 0) for a module."""
    found = BREAK.fullmatch(item)
    return (found[1], int(found[2])) if found else ("", 0)


def _day(modules: list[Slot], start: int) -> list[str]:
    """One day's modules with coffee, and lunch where it passes the hour; never first or last."""
    whole = _with_coffee(modules)
    if start > LUNCH_FROM or start + length(whole, modules) <= LUNCH_TO or len(modules) < 2:
        return whole
    halves = [
        (_with_coffee(modules[:cut]), _with_coffee(modules[cut:])) for cut in range(1, len(modules))
    ]
    before, after = min(halves, key=lambda half: abs(start + length(half[0], modules) - LUNCH_AT))
    return [*before, LUNCH, *after]


def _with_coffee(modules: list[Slot]) -> list[str]:
    """The modules in as few runs as the longest work allows, with coffee between the runs."""
    for count in range(1, len(modules) + 1):
        runs = _evenly(modules, count)
        if all(len(run) == 1 or _work(run) <= MOST_WORK for run in runs):
            break
    items = []
    for run in runs:
        items += [COFFEE] if items else []
        items += [name for name, _, _ in run]
    return items


def _work(modules: list[Slot]) -> int:
    return sum(minutes for _, minutes, _ in modules)


def _evenly(modules: list[Slot], count: int) -> list[list[Slot]]:
    """The modules, in order, in so many runs of one or more, as alike in length as can be."""
    # For each number of modules: (the least sum of squares, where the runs end).
    best: list[tuple | None] = [(0, ()), *([None] * len(modules))]
    for _ in range(count):
        following: list[tuple | None] = [None] * len(best)
        for end in range(1, len(best)):
            for begin in range(end):
                if best[begin] is None:
                    continue
                cost = best[begin][0] + _work(modules[begin:end]) ** 2
                if following[end] is None or cost <= following[end][0]:
                    following[end] = (cost, (*best[begin][1], end))
        best = following
    ends = best[-1][1] if best[-1] else ()
    return [modules[begin:end] for begin, end in zip((0, *ends), ends, strict=False)]


def teaching_order(
    courses: dict[str, Course], modules: dict[str, Module], audience: str
) -> list[str]:
    """
    The modules for an audience, as the courses teach them; those of no course come last.

    The course that is most this audience's own comes first: theirs before others', and among these
    the one made for fewest.
    """
    by_course = sorted(
        courses.items(),
        key=lambda item: (audience not in item[1].audience, len(item[1].audience), item[0]),
    )
    names = [name for _, course in by_course for name in course.modules] + sorted(modules)
    return [
        name
        for name in dict.fromkeys(names)
        if name in modules and audience in modules[name].audience
    ]
