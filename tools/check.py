"""
All that can be checked without building: shape, freshness, figures, words, nav, calculators,
courses, paths, terms, spelling, and how hard the pages are to read.

Pages whose review is overdue are listed: work to do, not a fault (decisions/0011-ways-in.md).
    python -m tools check
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from macros import review
from macros.facts import FactsError
from macros.words import WordsError
from tools.rules import (
    calculators,
    courses,
    freshness,
    glossary,
    hand_figures,
    pages,
    parity,
    readability,
    spelling,
    terms,
    ways,
    wording,
)
from tools.rules.project import Project

RULES = (
    pages, parity, freshness, hand_figures, wording, glossary, calculators, courses, ways,
    readability, terms, spelling,
)  # fmt: skip


def faults(root: Path) -> list[str]:
    """Every fault of the project at `root`, sorted by place; [] when all is well."""
    project = Project(root)
    try:
        _ = project.facts
        found = [fault for rule in RULES for fault in rule.faults(project)]
    except (FactsError, WordsError) as error:
        return str(error).replace(f"{root}/", "").splitlines()
    found.sort(key=lambda fault: (fault.path, fault.line or 0))
    return [str(fault) for fault in found]


def overdue(root: Path) -> list[str]:
    """A line for each page that should have been reviewed before today, longest overdue first."""
    day, late = review.today(), []
    for path, _, page in Project(root).every_page():
        if days := review.overdue(page.meta, path, day):
            by = review.due(page.meta, path).isoformat()
            late.append((-days, f"{page.path}: should have been reviewed by {by} ({days} d ago)"))
    return [line for _, line in sorted(late)]


def main(arguments: list[str]) -> int:
    """
    Print every fault with file, line and cure, then what was measured and counted.

    1 if there is any fault, 2 outside a project.
    """
    root = Path(arguments[0]) if arguments else Path.cwd()
    if not (root / "mkdocs.yml").exists():
        print(f"{root} has no mkdocs.yml; run this in the project's folder")
        return 2
    found = faults(root)
    for fault in found:
        print(fault)
    late = []
    try:
        project = Project(root)
        pages = project.every_page()
        relations = Counter(page.meta.get("relation", "original") for _, _, page in pages)
        print("\n".join(readability.summary(project)))
        late = overdue(root)
    except FactsError:
        relations = Counter()  # a page cannot be read, as its fault above says
    counts = ", ".join(f"{name} {count}" for name, count in sorted(relations.items()))
    if late:
        print("Overdue for review (no fault: review the page, then set `reviewed`):")
        print("\n".join(f"  {line}" for line in late))
    beside = f"; {len(late)} overdue for review" if late else ""
    print(f"{sum(relations.values())} pages ({counts}); {len(found)} faults{beside}")
    return 1 if found else 0
