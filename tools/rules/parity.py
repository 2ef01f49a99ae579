"""
Parity by shape: the pages of a trio have the same headings, links, macros, boxes and steps.

A page that is adapted lists the headings that it adds or leaves out; those sections are exempt.
"""

from __future__ import annotations

from macros.facts import LANGUAGES
from tools.rules.project import Fault, PageFile, Project


def faults(project: Project):
    """Missing pages, headings without id, and every difference in shape from the original."""
    for path, trio in project.pages.items():
        yield from _missing(path, trio)
        for page in trio.values():
            yield from _ids(page, trio)
        first = next((page for page in trio.values() if "translated_from" not in page.meta), None)
        if first is None:
            continue  # freshness says so
        for page in trio.values():
            if page is not first:
                yield from _headings(first, page)
                yield from _sections(first, page)


def _missing(path: str, trio):
    if path.startswith("countries/"):
        return
    for language in LANGUAGES:
        if language not in trio:
            other = next(iter(trio.values()))
            yield Fault(
                f"docs/{language}/{path}",
                None,
                f"the page is missing, but {other.path} exists",
                "write it, or move a page for one country only below countries/",
            )


def _ids(page: PageFile, trio):
    seen = {}
    for heading in page.headings:
        if heading.level == 1:
            yield Fault(
                page.path,
                heading.line,
                f'"# {heading.text}" is a second title',
                "the title stands in the front matter; begin at ##",
            )
        if heading.id is None:
            yield Fault(page.path, heading.line, *_without_id(page, heading, trio))
        elif heading.id in seen:
            yield Fault(
                page.path,
                heading.line,
                f"the id {{#{heading.id}}} stands at line {seen[heading.id]} already",
                "give each heading an id of its own",
            )
        else:
            seen[heading.id] = heading.line


def _without_id(page, heading, trio) -> tuple[str, str]:
    marks = "#" * heading.level
    what = f'heading "{marks} {heading.text}" has no id'
    index = page.headings.index(heading)
    for other in trio.values():
        if other is not page and index < len(other.headings) and other.headings[index].id:
            twin = other.headings[index]
            return f"{what}; {other.path}:{twin.line} has {{#{twin.id}}}", f"add {{#{twin.id}}}"
    return what, "add an English id, the same in each language: {#some-id}"


def _headings(first: PageFile, page: PageFile):
    exempt = _exempt(page)
    left = [heading for heading in first.headings if heading.id not in exempt]
    right = [heading for heading in page.headings if heading.id not in exempt]
    for one, two in zip(left, right, strict=False):
        if (one.id, one.level) != (two.id, two.level) and two.id is not None:
            yield Fault(
                page.path,
                two.line,
                f"heading {'#' * two.level} {{#{two.id}}} stands where {first.path}:{one.line} "
                f"has {'#' * one.level} {{#{one.id}}}",
                "make level, id and order the same, or list it in the front matter as adapted",
            )
            return  # what follows is only shifted
    if len(left) > len(right):
        missing = left[len(right)]
        yield Fault(
            page.path,
            page.lines[-1][0],
            f'{first.path}:{missing.line} has "{missing.text}" {{#{missing.id}}}, not found here',
            "translate it, or list the id under headings_left_out",
        )
    elif len(right) > len(left):
        added = right[len(left)]
        yield Fault(
            page.path,
            added.line,
            f"{{#{added.id}}} is not in {first.path}",
            "add it there, or list the id under headings_added",
        )


def _exempt(page: PageFile) -> set[str]:
    if page.meta.get("relation") != "adapted":
        return set()
    return {*page.meta.get("headings_added", []), *page.meta.get("headings_left_out", [])}


_KINDS = {"links": "link", "macros": "macro", "boxes": "box"}


def _sections(first: PageFile, page: PageFile):
    exempt = _exempt(page)
    twins = {section.heading.id if section.heading else None: section for section in page.sections}
    for one in first.sections:
        name = one.heading.id if one.heading else None
        two = twins.get(name)
        if two is None or name in exempt:
            continue
        line = two.heading.line if two.heading else page.first_line
        where = f"in section {{#{name}}}" if name else "before the first heading"
        for kind, singular in _KINDS.items():
            ours, theirs = getattr(two, kind), getattr(one, kind)
            for shape in sorted((theirs - ours).elements()):
                yield Fault(
                    page.path,
                    line,
                    f"the {singular} {shape} is missing {where}",
                    f"add it as in {first.path}",
                )
            for shape in sorted((ours - theirs).elements()):
                yield Fault(
                    page.path,
                    line,
                    f"the {singular} {shape} {where} is not in {first.path}",
                    "add it there too, or remove it here",
                )
        if one.items != two.items:
            yield Fault(
                page.path,
                line,
                f"{two.items} numbered points {where}, {first.path} has {one.items}",
                "make the steps or questions the same",
            )
