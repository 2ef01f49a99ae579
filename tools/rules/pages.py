"""Each page by itself: front matter, review, place in the nav, heads of tables, nothing left."""

from __future__ import annotations

import re

from macros.facts import FactsError, load_yaml
from macros.meta import check
from tools.rules.project import Fault, Project

OUTSIDE_NAV = {"404.md", "search.md"}
NOT_REVIEWED = {
    "404.md",
    "index.md",
    "search.md",
}  # what they say stands on the pages that they lead to
_ITEM = re.compile(r"(?:([-*+])|\d+[.)]) ")  # a line that begins a point of a list
_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")  # the line below a table's head


def faults(project: Project):
    """Front matter against its schema, nav entries without page and pages without entry, TODO."""
    for path, _, page in project.every_page():
        if "reviewed" not in page.meta and path not in NOT_REVIEWED:
            yield Fault(
                page.path,
                1,
                "the page does not say when somebody reviewed it",
                "add `reviewed:` with the day, year first",
            )
        try:
            check(page.path, page.meta, project.facts.principles.ids)
        except FactsError as error:
            for message in str(error).splitlines():
                file, key, reason = message.split(": ", 2)
                line = page.line_of(rf"^{re.escape(key.split('.')[0])}:")
                yield Fault(file, line, key, reason)
        lines = page.file.read_text("utf-8").split("\n")
        for number, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True), 1):
            if "TODO" in line:
                yield Fault(page.path, number, "something is left to do", "write it")
            # A reader who hears the table, or has it as a list on a phone, needs each head.
            if _RULE.fullmatch(following) and any(
                not cell.strip() for cell in line.strip()[1:-1].split("|")
            ):
                yield Fault(
                    page.path,
                    number,
                    "a column of this table has no heading",
                    "say in a word what stands in it",
                )
        yield from (
            Fault(
                page.path,
                number,
                "this list and the one above it come out as one list of the first one's kind",
                "put a sentence between them",
            )
            for number in _joined(lines)
        )
    named = set(_paths(_nav(project)))
    for path in sorted(set(project.pages) - named - OUTSIDE_NAV):
        yield Fault(
            next(iter(project.pages[path].values())).path,
            None,
            "the page is not in the nav",
            "add its path to mkdocs.yml",
        )
    for path in sorted(named - set(project.pages)):
        yield Fault(
            "mkdocs.yml",
            None,
            f"the nav names {path}, which no language has",
            "write the page, or take the entry out",
        )


def _joined(lines: list[str]):
    """Where a list begins right below one of the other kind, points or steps: line numbers."""
    kind, code = None, False
    for number, line in enumerate(lines, 1):
        code ^= line.startswith("```")
        item = None if code else _ITEM.match(line)
        if item:
            begun = "points" if item[1] else "steps"
            if kind and begun != kind:
                yield number
            kind = begun
        elif line.strip() and not line.startswith("    "):
            kind = None  # a sentence, a heading, the front matter's end


def _nav(project: Project):
    text = (project.root / "mkdocs.yml").read_text("utf-8")
    nav = text[text.index("\nnav:") :]
    return load_yaml(project.root / "mkdocs.yml", nav)["nav"]


def _paths(nav):
    for item in nav:
        if isinstance(item, str):
            yield item
        else:
            for children in item.values():
                yield from _paths(children)
