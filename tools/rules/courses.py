"""
Courses and modules are whole: keys that hold together, pages at home, words for each key.

What a single file must have is said by the modules that read it (macros/course_file.py); their
messages are passed on as they are. What a module's text must have: tools/rules/module_text.py.
"""

from __future__ import annotations

from pathlib import Path

from macros import curriculum, given, module_page, module_words
from macros.course_file import FOLDER, Exercise, Module
from macros.curriculum import Curriculum
from macros.facts import LANGUAGES, FactsError
from macros.module_words import ModuleWords
from tools.rules import module_text
from tools.rules.places import left_to_do, line_of, passed_on
from tools.rules.project import Fault, PageFile, Project

OWN = ("index.md", "trainer.md")  # of each course
TRAINERS = {f"{FOLDER}/{name}.md" for name in ("trainer", "exercises", "builder")}


def faults(project: Project):
    """What is wrong with facts/courses, facts/modules and the pages below courses/."""
    try:
        known = curriculum.read(project.root / "facts")
    except FactsError as error:
        yield from passed_on(project, error)
        return
    for file, key, what, cure in curriculum.faults(project.root / "facts", known):
        yield _fault(project, file, key, what, cure)
    for name, module in known.modules.items():
        yield from left_to_do(project, project.root / "facts" / "modules" / f"{name}.yml")
        yield from _named(project, name, module)
        yield from _pages(project, known, name)
    yield from _strays(project, known)


def _fault(project: Project, file: Path, key: str, what: str, cure: str) -> Fault:
    return Fault(project.shown(file), line_of(file, key), what, cure)


def _named(project: Project, name: str, module: Module):
    """Principles, guides, calculators and figures that a module names and nobody has."""
    file = project.root / "facts" / "modules" / f"{name}.yml"
    places = {"principles": module.principles, "calculators": module.calculators}
    for key, exercise in module.exercises.items():
        places[f"exercises.{key}.principles"] = exercise.principles
        places[f"exercises.{key}.calculator"] = [exercise.calculator] * bool(exercise.calculator)
        yield from _figures(project, file, key, exercise)
    for place, ids in places.items():
        calculators = place.rpartition(".")[2].startswith("calculator")
        folder = "calculators" if calculators else "principles"
        for each in ids:
            there = folder == "principles" and each in project.facts.principles.ids
            if not there and f"{folder}/{each}.md" not in project.pages:
                what = f"there is no {folder}/{each}.md"
                yield _fault(project, file, place, what, "correct the id")
    for path in module.guides:
        if path not in project.pages:
            yield _fault(project, file, "guides", f"there is no {path}", "correct the path")


def _figures(project: Project, file: Path, key: str, exercise: Exercise):
    """The facts that an exercise's answers were written for, against today's."""
    for name, value in exercise.figures.items():
        try:
            # As published is what a figure without a part is.
            now, _ = given.look_up(project.facts, name.removesuffix(".published"))
        except KeyError as error:
            place = f"exercises.{key}.figures"
            cure = "name a figure as report.figure.k, .n, .published or .goal"
            yield _fault(project, file, place, str(error.args[0]), cure)
            continue
        if now != value:
            yield _fault(
                project,
                file,
                f"exercises.{key}.figures.{name}",
                f"{name} is {now:g} in facts/, but the exercise {key} was written for {value:g}",
                "read its text and answers in each language, then set the new value here",
            )


def _pages(project: Project, known: Curriculum, name: str):
    """The module's page in each language: there, with words for its keys and a whole text."""
    path, module = known.page(name), known.modules[name]
    trio = project.pages.get(path, {})
    if not trio:
        what = f"no language has {path}"
        cure = "write it in each, or correct `home`"
        file = project.root / "facts" / "modules" / f"{name}.yml"
        yield _fault(project, file, "home", what, cure)
    for page in trio.values():
        yield from _words(page, module)
        yield from module_text.faults(page, module)


def _words(page: PageFile, module: Module):
    """Words too few, too many or equal; what is no module's words at all is said by pages."""
    if "module" not in page.meta:
        what = "the page has no words for its module"
        yield Fault(page.path, 1, what, "add `module:` with its questions and objectives")
        return
    try:
        words = ModuleWords(**page.meta["module"])
    except (TypeError, ValueError):
        return
    for key, what, cure in module_words.faults(module, words):
        place = f"module.{key}"
        yield Fault(page.path, line_of(page.file, place), f"{place}: {what}", cure)


def _strays(project: Project, known: Curriculum):
    """Pages below courses/ of no module or course, courses without page, trainers' pages unsaid."""
    for name in known.courses:
        for own in OWN:
            for language in LANGUAGES:
                path = f"{FOLDER}/{name}/{own}"
                if language not in project.pages.get(path, {}):
                    what = f"the page is missing, but there is facts/{FOLDER}/{name}.yml"
                    yield Fault(f"docs/{language}/{path}", None, what, "write it")
    homes = {known.page(name): name for name in known.modules}
    for path, trio in project.pages.items():
        if not path.startswith(f"{FOLDER}/"):
            continue
        for page in trio.values():
            yield from _stray(page, path, known, homes)
            yield from _trainers(page, path)


def _stray(page: PageFile, path: str, known: Curriculum, homes: dict[str, str]):
    name = Path(path).stem
    if not module_page.is_module(path) or path in homes:
        return
    if name in known.modules:
        there = known.page(name)
        yield Fault(page.path, None, f"the home of {name} is {there}", "move the page there")
    else:
        what = f"there is no facts/modules/{name}.yml for this page"
        yield Fault(page.path, None, what, "write it, or remove the page")


def _trainers(page: PageFile, path: str):
    """A page for trainers says so in its front matter, and no other page does."""
    own = path in TRAINERS or path.endswith("/trainer.md")
    said = page.meta.get("trainer") is True
    if own and not said:
        what = "this is a page for trainers, and nothing keeps it out of the search"
        yield Fault(page.path, 1, what, "add `trainer: true`")
    elif said and not own:
        line = page.line_of("^trainer:")
        what = f"{path} is no page for trainers"
        yield Fault(page.path, line, what, "remove `trainer`, or move the page")
