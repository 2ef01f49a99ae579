"""
The courses and modules of `facts/` together: who is part of what, and when each begins.

    >>> known = load(Path("facts"))
    >>> known.of("place-then-train")
    ['introduction', 'host-team']
    >>> known.day(known.courses["introduction"].days[0])[1]
    Slot(start=585, minutes=55, module='reading-figures', pause=None)
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from macros import course_file
from macros.course_file import FOLDER, Break, Course, Day, Module
from macros.factfile import FactsError


class Slot(NamedTuple):
    """A piece of a day: what begins when. `module` or `pause` is None."""

    start: int  # minutes since midnight
    minutes: int
    module: str | None
    pause: str | None


@dataclass(frozen=True)
class Curriculum:
    """All modules, by id, and all courses, the shortest first."""

    modules: dict[str, Module]
    courses: dict[str, Course]

    def page(self, name: str) -> str:
        """Where a module's page is, below docs/<language>/."""
        return course_file.page(self.modules, name)

    def of(self, module: str) -> list[str]:
        """The courses that a module is part of, its home first."""
        found = [name for name, course in self.courses.items() if module in course.modules]
        return sorted(found, key=lambda name: name != self.modules[module].home)

    def beside(self, path: str) -> dict[str, str]:
        """The pages of the modules before and after one's own, in its home course; {} of others."""
        folder, _, name = path.removesuffix(".md").rpartition("/")
        if name not in self.modules or self.page(name) != path:
            return {}
        pages = [self.page(each) for each in self.courses[folder.rpartition("/")[2]].modules]
        at = pages.index(path)
        ways = {"previous": pages[max(0, at - 1) : at], "next": pages[at + 1 : at + 2]}
        return {way: found[0] for way, found in ways.items() if found}

    def day(self, day: Day) -> list[Slot]:
        """The day's modules and pauses with the time at which each begins."""
        hours, _, minutes = day.start.partition(":")
        at, slots = int(hours) * 60 + int(minutes), []
        for item in day.agenda:
            length = item.minutes if isinstance(item, Break) else self.modules[item].minutes.total
            pause = item.pause if isinstance(item, Break) else None
            slots.append(Slot(at, length, None if pause else item, pause))
            at += length
        return slots


def load(folder: Path) -> Curriculum:
    """The courses and modules below facts/, which hold together. Raises FactsError."""
    known = read(folder)
    told = [f"{file}: {key}: {what}; {cure}" for file, key, what, cure in faults(folder, known)]
    if told:
        raise FactsError("\n".join(told))
    return known


def read(folder: Path) -> Curriculum:
    """The same, each by itself: whether they fit each other is not asked. Raises FactsError."""
    courses = course_file.courses_in(folder / FOLDER)
    shortest = sorted(courses.items(), key=lambda item: (item[1].minutes, item[0]))
    return Curriculum(course_file.modules_in(folder / "modules"), dict(shortest))


def faults(folder: Path, known: Curriculum):
    """(file, key, what, cure) where courses and modules do not fit each other."""
    for name, course in known.courses.items():
        file = folder / FOLDER / f"{name}.yml"
        for number, day in enumerate(course.days):
            yield from _day_faults(file, number, day, known.modules)
        if twice := {each for each in course.modules if course.modules.count(each) > 1}:
            what = f"{', '.join(sorted(twice))} stands twice"
            yield file, "days", what, "a module stands once in a course"
    for name, module in known.modules.items():
        file = folder / "modules" / f"{name}.yml"
        if not known.of(name):
            yield file, "home", "no course has this module", "put it on a day of facts/courses"
        elif module.home not in known.courses:
            there = ", ".join(sorted(known.courses))
            yield file, "home", f"there is no course {module.home}", f"use one of: {there}"
        elif name not in known.courses[module.home].modules:
            has = ", ".join(known.of(name))
            yield file, "home", f"{module.home} does not have this module", f"use one of: {has}"


def _day_faults(file: Path, number: int, day: Day, modules: dict[str, Module]):
    items = [item for item in day.agenda if isinstance(item, str)]
    missing = [item for item in items if item not in modules]
    for item in missing:
        what = f"there is no facts/modules/{item}.yml"
        yield file, "days", what, "correct the name, or write the module"
    if missing:
        return
    pauses = sum(item.minutes for item in day.agenda if isinstance(item, Break))
    taken = pauses + sum(modules[item].minutes.total for item in items)
    if taken != day.minutes:
        what = f"day {number + 1} is {day.minutes} minutes, but modules and breaks take {taken}"
        yield file, "days", what, "correct the day's `minutes`, or what is on it"
