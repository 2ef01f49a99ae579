"""Where a fault that another module tells stands: `file: a.b.c: reason` with its line."""

from __future__ import annotations

from pathlib import Path

from macros.facts import FactsError
from tools.rules.project import Fault, Project


def passed_on(project: Project, error: FactsError):
    """Each line of another module's message, `file[:line]: key: reason`, as a fault."""
    for message in str(error).replace(f"{project.root}/", "").splitlines():
        place, _, rest = message.partition(": ")
        what, _, cure = rest.partition(": ")
        path, _, number = place.partition(":")
        yield Fault(path, int(number) if number else line_of(project.root / path, what), what, cure)


def line_of(file: Path, key: str) -> int | None:
    """The line of `a.b.c` in a file's YAML, or of as much of it as there is; None for nothing."""
    lines, found, depth = file.read_text("utf-8").split("\n"), 0, -1
    for part in key.split("."):
        for index in range(found, len(lines)):
            indent = len(lines[index]) - len(lines[index].lstrip())
            if lines[index].strip() and indent <= depth:
                return found or None  # the end of the block that would hold it
            if lines[index].lstrip().startswith(f"{part}:"):
                found, depth = index + 1, indent
                break
    return found or None


def left_to_do(project: Project, file: Path):
    """Each TODO of a file outside docs/."""
    for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
        if "TODO" in line:
            yield Fault(project.shown(file), number, "something is left to do", "write it")
