"""
The courses of `facts/courses/` and the modules of `facts/modules/`: all that no language decides.

    >>> modules = modules_in(Path("facts/modules"))
    >>> modules["rapid-search"].minutes.total
    55
    >>> courses_in(Path("facts/courses"))["coach-basics"].modules
    ["opening", "goal", …]

A module lives once, at docs/<language>/courses/<home>/<id>.md, and stands in as many courses as
need it. Its words (questions, objectives, the quiz's sentences) are in that page's front matter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from macros.factfile import PAGE, FactsError, read
from macros.facts import Fact, Id
from macros.quiz_key import Question

FOLDER = "courses"
AUDIENCES = ("coach", "treatment-team", "employment-office", "social-assistance", "manager")
Audience = Literal[AUDIENCES]
PagePath = Annotated[str, Field(pattern=PAGE)]


class Minutes(Fact):
    """How long a module takes: the trainer's talk with the quiz, and all its exercises."""

    teaching: int = Field(ge=0, le=240)
    exercise: int = Field(ge=0, le=240)

    @property
    def total(self) -> int:
        """Both together."""
        return self.teaching + self.exercise


class Exercise(Fact):
    """One exercise of a module. `figures` are the facts that its answers were written for."""

    minutes: int = Field(ge=5, le=180)
    group: tuple[int, int]  # people in a group, from and to
    audience: list[Audience] = []  # empty: the module's
    principles: list[Id] = []  # empty: the module's
    calculator: Id | None = None
    figures: dict[str, float] = {}  # "hudiksvall.employment.k": 13

    @model_validator(mode="after")
    def _grows(self):
        if not 1 <= self.group[0] <= self.group[1]:
            raise ValueError("group is [fewest, most] people, 1 or more; put them in order")
        return self


class Module(Fact):
    """A module: complete data. Its words are on its page in each language."""

    home: Id  # the course whose folder the page is in
    minutes: Minutes
    audience: list[Audience] = Field(min_length=1)
    core: list[Audience] = []  # for whom a short course has it first
    principles: list[Id] = []
    guides: list[PagePath] = []
    calculators: list[Id] = []
    exercises: dict[Id, Exercise] = Field(default={}, validate_default=True)
    quiz: dict[Id, Question] = Field(min_length=1)

    @field_validator("exercises")
    @classmethod
    def _adds_up(cls, exercises, info):
        minutes, taken = info.data.get("minutes"), sum(each.minutes for each in exercises.values())
        if minutes and taken != minutes.exercise:
            raise ValueError(
                f"minutes.exercise is {minutes.exercise}, but the exercises take {taken}; "
                "correct one of them"
            )
        return exercises


class Break(Fact):
    """A pause in a course's day."""

    pause: Literal["coffee", "lunch"]
    minutes: int = Field(ge=5, le=90)


class Day(Fact):
    """One day: when it starts, how long it is with its breaks, and what comes in which order."""

    start: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    minutes: int = Field(ge=30, le=600)
    agenda: list[Id | Break] = Field(min_length=1)

    @model_validator(mode="after")
    def _ends_today(self):
        hours, _, minutes = self.start.partition(":")
        if int(hours) * 60 + int(minutes) + self.minutes >= 24 * 60:
            raise ValueError(
                f"{self.minutes} minutes from {self.start} go past midnight; start earlier"
            )
        return self


class Course(Fact):
    """A course: its days. What it is called and for whom is said on its page."""

    audience: list[Audience] = Field(min_length=1)
    days: list[Day] = Field(min_length=1)

    @property
    def modules(self) -> list[str]:
        """The ids of all its modules, in order."""
        return [item for day in self.days for item in day.agenda if isinstance(item, str)]

    @property
    def minutes(self) -> int:
        """All its days together, with breaks."""
        return sum(day.minutes for day in self.days)


def page(modules: dict[str, Module], name: str) -> str:
    """
    Where a module's page is, below docs/<language>/.

    >>> page(modules, "goal")
    'courses/coach-basics/goal.md'
    """
    return f"{FOLDER}/{modules[name].home}/{name}.md"


def modules_in(folder: Path) -> dict[str, Module]:
    """id -> module, by name; {} without the folder. Raises FactsError."""
    return _read_all(folder, Module)


def courses_in(folder: Path) -> dict[str, Course]:
    """id -> course, by name; {} without the folder. Raises FactsError."""
    return _read_all(folder, Course)


def _read_all(folder: Path, schema):
    """Raises FactsError with the faults of all files, a line a fault."""
    found, told = {}, []
    for file in sorted(folder.glob("*.yml")) if folder.exists() else []:
        try:
            found[file.stem] = _read(file, schema, file.stat().st_mtime_ns)
        except FactsError as error:
            told.append(str(error))
    if told:
        raise FactsError("\n".join(told))
    return found


@lru_cache(maxsize=256)
def _read(file: Path, schema, _stamp):
    if not re.match(r"# .+\?\n", file.read_text("utf-8")):
        raise FactsError(f"{file}:1: the first line asks what the file answers: # ...?")
    return read(file, schema)
