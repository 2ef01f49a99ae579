"""The macros that pages may call, by name: `{{ figure("hudiksvall.employment") }}`."""

from __future__ import annotations

from functools import partial

from macros.agenda_page import agenda
from macros.benchmark import benchmarks
from macros.calculator import calculator
from macros.fidelity import fidelity_items
from macros.figure import figure
from macros.glossary import glossary, term
from macros.page import Page
from macros.pages import pages
from macros.path import path
from macros.principle import principle_cards, principle_crosswalk
from macros.quiz import quiz
from macros.report import report
from macros.reports_compared import reports_compared
from macros.source import source, sources
from macros.uncertainties import uncertainties

# name -> function(page, ...); each lives in the module of its name or family
MACROS: dict = {
    "agenda": agenda,
    "benchmarks": benchmarks,
    "calculator": calculator,
    "fidelity_items": fidelity_items,
    "figure": figure,
    "glossary": glossary,
    "pages": pages,
    "path": path,
    "principle_cards": principle_cards,
    "principle_crosswalk": principle_crosswalk,
    "quiz": quiz,
    "report": report,
    "reports_compared": reports_compared,
    "source": source,
    "sources": sources,
    "term": term,
    "uncertainties": uncertainties,
}


def for_page(page: Page) -> dict:
    """The macros bound to the page that calls them."""
    return {name: partial(macro, page) for name, macro in MACROS.items()}
