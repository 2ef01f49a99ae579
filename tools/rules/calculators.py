"""
Every calculator is whole: a spec that holds, a page with all its words, and a way there.

What a spec must have (a question first, units, sources, five examples) and what words its page
needs is said by the modules that read them; their messages are passed on as they are.
"""

from __future__ import annotations

from macros import spec_file, words
from macros.calculator_words import OwnWords
from macros.facts import FactsError
from macros.page import Page
from macros.spec import Calculator
from tools.rules.places import left_to_do, passed_on
from tools.rules.project import Fault, PageFile, Project

SPECS, FOLDER, INDEX = "facts/calculators", "calculators", "calculators/index.md"


def faults(project: Project):
    """Specs that do not hold or have no page, pages without spec, words or a link to them."""
    specs = {file.stem: file for file in sorted((project.root / SPECS).glob("*.yml"))}
    for name, file in specs.items():
        made = None
        try:
            made = spec_file.load(file, project.facts)
        except FactsError as error:
            yield from passed_on(project, error)
        yield from left_to_do(project, file)
        trio = project.pages.get(f"{FOLDER}/{name}.md", {})
        if not trio:
            yield Fault(
                project.shown(file),
                None,
                "no language has a page for this calculator",
                f"write docs/<language>/{FOLDER}/{name}.md",
            )
        for language, page in trio.items():
            yield from _page(project, name, language, page, made)
    for path, trio in project.pages.items():
        name = path.removeprefix(f"{FOLDER}/").removesuffix(".md")
        if path.startswith(f"{FOLDER}/") and path != INDEX and name not in specs:
            for page in trio.values():
                yield Fault(
                    page.path,
                    None,
                    f"there is no {SPECS}/{name}.yml for this page",
                    f"write the spec, or move the page out of {FOLDER}/",
                )


def _page(project: Project, name: str, language: str, page: PageFile, made: Calculator | None):
    """One language's page: it shows the calculator, has its words, and the index leads to it."""
    if not any(call.name == "calculator" and call.arguments == (name,) for call in page.calls):
        yield Fault(
            page.path,
            page.first_line,
            "the page does not show its calculator",
            f'add {{{{ calculator("{name}") }}}} on a line of its own',
        )
    if made:
        listed = words.load(project.docs, language)
        path = f"{FOLDER}/{name}.md"
        try:
            OwnWords(Page(language, path, project.facts, listed, page.meta), made).checked()
        except FactsError as error:
            yield from passed_on(project, error)
    index = project.pages.get(INDEX, {}).get(language)
    targets = {target.partition("#")[0] for _, target in index.links} if index else set()
    if f"{name}.md" not in targets:
        yield Fault(
            f"docs/{language}/{INDEX}",
            None,
            f"nothing here leads to {name}.md",
            f"add a line with a link to it: [its question]({name}.md)",
        )
