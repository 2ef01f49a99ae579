"""
A calculator on a page: `{{ calculator("goal") }}` puts form, answer, chart and working there.

The spec is facts/calculators/<name>.yml; its words stand under `calculator:` in the page's front
matter. The HTML is right as it is built; docs/assets/calculator.js keeps it right while somebody
types, from the data block that closes it.
"""

from __future__ import annotations

from pathlib import Path

from macros import calculator_data, embed, spec_file, templating
from macros.calculator_drawings import drawings
from macros.calculator_tables import tables
from macros.calculator_view import View
from macros.calculator_words import OwnWords
from macros.page import Page
from macros.render import MacroError
from macros.spec import Calculator

FOLDER = Path(__file__).resolve().parent.parent / "facts" / "calculators"
SCRIPT = "assets/calculators.js"  # macros/scripts.py says what it is made of


def calculator(page: Page, name: str) -> str:
    """The token of the calculator's block. Cites its sources and asks for its scripts."""
    path = FOLDER / f"{name}.yml"
    if not path.exists():
        there = ", ".join(sorted(file.stem for file in FOLDER.glob("*.yml")))
        raise MacroError(f"no calculator {name}", f"use one of: {there}")
    if "calculator" in page.marks:
        raise MacroError("a second calculator on the page", "give it a page of its own")
    page.marks.add("calculator")
    made = spec_file.load(path, page.facts)
    for source in made.sources:
        page.cite(source)
    page.scripts.append(SCRIPT)
    return page.block(html(made, page))


def html(made: Calculator, page: Page) -> str:
    """The whole block for a page of this language."""
    own = OwnWords(page, made).checked()
    view = View(made, page, own)
    return templating.fill(
        "calculator.html",
        view=view,
        text=view.text,
        chart=drawings(view),
        tables=tables(view),
        data=calculator_data.data(view),
        embed=embed.block(page, made),
    )
