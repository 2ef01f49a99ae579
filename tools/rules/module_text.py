"""
The text of a module's page: what it must show, its exercises' sections, and the trainer's part.

The trainer's part begins at `{#trainer}` and holds a list of minutes, `- 0–5: …`, that covers the
module from its first minute to its last.
"""

from __future__ import annotations

import json

from macros.course_file import Module
from macros.module_page import MINUTES
from tools.rules.project import Fault, Heading, PageFile

SHOWN = (("module", ("opening",)), ("module", ("key-points",)), ("module", ("related",)))
_EXERCISE, _TRAINER = "exercise-", "trainer-"


def faults(page: PageFile, module: Module):
    """Macros, sections and minutes that a module's page lacks or has too many of."""
    yield from _shown(page, module)
    ids = {heading.id: heading for heading in page.headings}
    trainer = ids.get("trainer")
    if trainer is None:
        what = "the module has no part for its trainer"
        cure = "add a heading {#trainer}; everything from it on is for those who lead"
        yield Fault(page.path, page.lines[-1][0], what, cure)
    for name in module.exercises:
        yield from _sections(page, name, ids, trainer)
    for heading in page.headings:
        yield from _unknown(page, heading, module)
    if trainer:
        yield from _minutes(page, module, trainer)


def trainer_line(page: PageFile) -> int:
    """Where the trainer's part begins; behind the last line where there is none."""
    lines = (h.line for h in page.headings if h.id == "trainer")
    return next(lines, page.lines[-1][0] + 1)


def _shown(page: PageFile, module: Module):
    called = {(call.name, call.arguments) for call in page.calls}
    wanted = [*SHOWN, *(("exercise", (name,)) for name in module.exercises), ("quiz", ())]
    for name, arguments in wanted:
        if (name, arguments) not in called:
            call = f"{name}({', '.join(map(json.dumps, arguments))})"
            what = f"the page does not show {call}"
            cure = f"add {{{{ {call} }}}} on a line of its own"
            yield Fault(page.path, page.first_line, what, cure)


def _sections(page: PageFile, name: str, ids: dict[str, Heading], trainer: Heading | None):
    """For its participants before the trainer's part, for the trainer in it."""
    for begins in (_EXERCISE, _TRAINER):
        heading, last = ids.get(begins + name), page.lines[-1][0]
        if heading is None:
            what = f"the exercise {name} has no section {{#{begins}{name}}}"
            yield Fault(page.path, last, what, "add the heading and its text")
        elif trainer and (heading.line > trainer.line) != (begins == _TRAINER):
            where = "after" if begins == _TRAINER else "before"
            what = f"{{#{heading.id}}} is on the wrong side of {{#trainer}}"
            yield Fault(page.path, heading.line, what, f"move the section {where} that heading")


def _unknown(page: PageFile, heading: Heading, module: Module):
    for begins in (_EXERCISE, _TRAINER):
        name = (heading.id or "").removeprefix(begins)
        if name != heading.id and heading.id and name not in module.exercises:
            there = ", ".join(module.exercises) or "none"
            what = f"{{#{heading.id}}}: the module has no exercise {name}"
            yield Fault(page.path, heading.line, what, f"its exercises are: {there}")


def _minutes(page: PageFile, module: Module, trainer: Heading):
    """The list between {#trainer} and the next heading runs from 0 to the module's minutes."""
    after = (h.line for h in page.headings if h.line > trainer.line)
    end, at, total = next(after, page.lines[-1][0] + 1), 0, module.minutes.total
    last = trainer.line
    for number, text in page.lines:
        match = MINUTES.match(text) if trainer.line < number < end else None
        if not match:
            continue
        begins, stops = int(match[1]), int(match[2])
        if begins != at:
            kind = "a gap" if begins > at else "an overlap"
            what = f"minute by minute: {kind} between minute {at} and minute {begins}"
            yield Fault(page.path, number, what, f"begin this line at {at}")
        elif stops <= begins:
            what = f"minute by minute: {begins}–{stops} goes backwards"
            yield Fault(page.path, number, what, "write from–to in minutes")
        at, last = stops, number
    if at != total:
        what = f"minute by minute: the list ends at {at}, the module has {total} minutes"
        cure = "write `- 0–5: …` up to the last minute, or correct `minutes` in facts/modules"
        yield Fault(page.path, last, what, cure)
