"""
What is in a course, and which courses there are.

    {{ course("modules") }}      on a course's own page: its days and modules, without times
    {{ courses() }}              all courses, the shortest first
    {{ courses("trainer") }}     the same for those who lead: to run sheet and notes
"""

from __future__ import annotations

from macros import curriculum
from macros.course_file import FOLDER
from macros.curriculum import Curriculum
from macros.inline import line
from macros.page import Page
from macros.render import MacroError
from macros.templating import fill

STYLE = "assets/courses.css"
HALF_A_DAY = 240  # minutes
BUILDER = f"{FOLDER}/builder.md"  # a day of one's own, from the modules


def known(page: Page) -> Curriculum:
    """The courses and modules of the project. Raises FactsError."""
    if page.curriculum is None:
        page.curriculum = curriculum.load(page.words.docs.parent / "facts")
    return page.curriculum


def named(page: Page) -> str:
    """The course in whose folder a page is. Raises MacroError elsewhere."""
    parts, there = page.path.split("/"), known(page).courses
    if len(parts) == 3 and parts[0] == FOLDER and parts[1] in there:
        return parts[1]
    raise MacroError(
        f"{page.path} belongs to no course",
        f"call it below {FOLDER}/<course>/, where course is one of: {', '.join(there)}",
    )


def course(page: Page, what: str) -> str:
    """The token of the days of the page's course: each module with its questions."""
    if what != "modules":
        raise MacroError(f'course("{what}") does not exist', 'use course("modules")')
    found, words = known(page), page.words
    made = found.courses[named(page)]
    page.styles.append(STYLE)
    days = [
        {
            "name": day_name(page, number) if len(made.days) > 1 else "",
            "id": f"day-{number}",
            "modules": [_module(page, found, item) for item in day.agenda if isinstance(item, str)],
        }
        for number, day in enumerate(made.days, 1)
    ]
    return page.block(fill("course.html", days=days, label=words["course.modules"]))


def day_name(page: Page, number: int) -> str:
    """Day 2."""
    return page.words.say("course.day", n=number)


def audience(page: Page, name: str) -> str:
    """Whom something is for, with a capital: to choose from. In a sentence the word stands bare."""
    word = page.words[f"course.audience.{name}"]
    return word[:1].upper() + word[1:]


def front(page: Page, path: str) -> dict:
    """The front matter of a page of this language. Raises MacroError where there is no page."""
    meta = page.words.front_matter(path)
    if not meta:
        file = page.words.docs / page.language / path
        raise MacroError(f"there is no {file}", "write it: it is named in facts/")
    return meta


def _module(page: Page, found: Curriculum, name: str) -> dict:
    path = found.page(name)
    meta = front(page, path)
    questions = meta.get("module", {}).get("questions", [])
    return {
        "address": page.href(path),
        "title": meta["title"],
        "questions": [line(page, text) for text in questions],
    }


def courses(page: Page, whose: str = "") -> str:
    """The token of the list of courses: title, what it is, how long it takes."""
    if whose not in ("", "trainer"):
        raise MacroError(f'courses("{whose}") does not exist', 'use courses("trainer")')
    items, words = [], page.words
    for name, made in known(page).courses.items():
        meta = front(page, f"{FOLDER}/{name}/index.md")
        about = [length(page, made)]
        if whose:
            about.append(words.say("course.minutes", n=made.minutes))
        own = f"{FOLDER}/{name}/trainer.md"
        items.append(
            {
                "address": page.href(own if whose else f"{FOLDER}/{name}/index.md"),
                "title": front(page, own)["title"] if whose else meta["title"],
                "description": meta["description"],
                "about": " · ".join(about),
            }
        )
    if whose and (meta := words.front_matter(BUILDER)):
        items.append(
            {
                "address": page.href(BUILDER),
                "title": meta["title"],
                "description": meta["description"],
                "about": "",
            }
        )
    return page.block(fill("courses.html", items=items))


def length(page: Page, made) -> str:
    """Half a day, one day, three days."""
    if len(made.days) == 1 and made.minutes <= HALF_A_DAY:
        return page.words["course.half-a-day"]
    return page.words.say("course.days", n=len(made.days))
