"""The macros that pages may call, by name: `{{ figure("hudiksvall.employment") }}`."""

from __future__ import annotations

from functools import partial

from macros.agenda_page import agenda
from macros.benchmark import benchmarks
from macros.calculator import calculator
from macros.course import course, courses
from macros.exercises import exercises
from macros.fidelity import fidelity_items
from macros.figure import figure
from macros.glossary import glossary, term
from macros.module import exercise, module
from macros.page import Page
from macros.pages import pages
from macros.path import path
from macros.principle import principle_cards, principle_crosswalk
from macros.quiz import quiz
from macros.report import report
from macros.reports_compared import reports_compared
from macros.run_sheet import course_materials, run_sheet
from macros.source import source, sources
from macros.trainer_notes import handouts, trainer_notes
from macros.uncertainties import uncertainties

# name -> function(page, ...); each lives in the module of its name or family
MACROS: dict = {
    "agenda": agenda,
    "benchmarks": benchmarks,
    "calculator": calculator,
    "course": course,
    "course_materials": course_materials,
    "courses": courses,
    "exercise": exercise,
    "exercises": exercises,
    "fidelity_items": fidelity_items,
    "figure": figure,
    "glossary": glossary,
    "handouts": handouts,
    "module": module,
    "pages": pages,
    "path": path,
    "principle_cards": principle_cards,
    "principle_crosswalk": principle_crosswalk,
    "quiz": quiz,
    "report": report,
    "reports_compared": reports_compared,
    "run_sheet": run_sheet,
    "source": source,
    "sources": sources,
    "term": term,
    "trainer_notes": trainer_notes,
    "uncertainties": uncertainties,
}


def for_page(page: Page) -> dict:
    """The macros bound to the page that calls them."""
    page.macros = {name: partial(macro, page) for name, macro in MACROS.items()}
    return page.macros
