"""
The session builder, and the courses' own agendas.

    {{ agenda() }}         the builder: it works with JavaScript (docs/assets/agenda.js)
    {{ agenda("ready") }}  each course's agenda with its times, which stands there ready
"""

from __future__ import annotations

import json
from pathlib import Path

from babel.dates import get_time_format
from markupsafe import Markup

from macros import agenda as rule
from macros import course_file
from macros.course import audience, day_name
from macros.course_file import AUDIENCES, Course, Day, Module
from macros.curriculum import Curriculum, Slot
from macros.page import Page
from macros.render import MacroError
from macros.templating import fill

SCRIPT = "assets/agendas.js"  # macros/scripts.py says what it is made of
STYLE = "assets/agenda.css"
LENGTHS = ((1, 195), (1, 390), (2, 390), (3, 390))  # days, and minutes of a day with its breaks
LEAST, MOST = 30, 600  # minutes of a day
MOST_DAYS = 3
STARTS = range(7 * 60, 18 * 60 + 1, 15)
START = 9 * 60
_SAID = (
    *("title", "one-day", "each-day", "ends", "left", "over", "full", "made", "none.title"),
    *("moved", "moved-day", "removed", "added", "from", "choice"),
    *("materials", "copied", "link-copied", "select"),
)
_SAID_OF_COURSES = ("day", "days", "minutes", "pause.coffee", "pause.lunch")


def agenda(page: Page, part: str = "build") -> str:
    """The token of the builder, or of the courses' own agendas."""
    if part not in ("build", "ready"):
        raise MacroError(f"no part {part} of agenda", "use one of: build, ready")
    facts = page.words.docs.parent / "facts"
    modules = _written(page, course_file.modules_in(facts / "modules"))
    courses = course_file.courses_in(facts / "courses")
    page.styles.append(STYLE)
    if part == "ready":
        return page.block(fill("agendas.html", agendas=_ready(page, courses, modules), page=page))
    page.scripts.append(SCRIPT)
    words = page.words
    return page.block(
        fill(
            "agenda.html",
            words=words,
            audiences=[(name, audience(page, name)) for name in AUDIENCES],
            lengths=[
                (f"{days}x{minutes}", words.say(f"agenda.length.{days}x{minutes}", n=minutes))
                for days, minutes in LENGTHS
            ],
            starts=[(start, words.time(start), start == START) for start in STARTS],
            pauses=[(item, _break(page, item)) for item in (rule.COFFEE, rule.LUNCH)],
            data=_data(page, courses, modules),
        )
    )


def _written(page: Page, modules: dict[str, Module]) -> dict[str, Module]:
    """The modules that have a page in this language."""
    there = page.words.docs / page.language
    return {
        name: module
        for name, module in modules.items()
        if (there / course_file.page(modules, name)).exists()
    }


def _break(page: Page, item: str) -> str:
    kind, minutes = rule.pause(item)
    return page.words.say("agenda.choice", title=page.words[f"course.pause.{kind}"], n=minutes)


def _data(page: Page, courses: dict[str, Course], modules: dict[str, Module]) -> Markup:
    """What agenda.js needs, as JSON that is safe inside a script element."""
    words = page.words
    said = {name: words.raw(f"agenda.{name}") for name in _SAID}
    said |= {name: words.raw(f"course.{name}") for name in _SAID_OF_COURSES}
    said["range"] = words.say("number.out-of-range", min=LEAST, max=MOST)
    data = {
        "language": page.language,
        "clock": get_time_format("short", locale=page.language).pattern,  # as words.time writes
        "least": LEAST,
        "most": MOST,
        "days": MOST_DAYS,
        "words": said,
        "modules": {name: _module(page, modules, name) for name in modules},
        "order": {name: rule.teaching_order(courses, modules, name) for name in AUDIENCES},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - it can close no element


def _module(page: Page, modules: dict[str, Module], name: str) -> dict:
    path = course_file.page(modules, name)
    front = page.words.front_matter(path)
    return {
        "title": front["title"],
        "minutes": modules[name].minutes.total,
        "core": list(modules[name].core),
        "materials": (front.get("module") or {}).get("materials") or [],
        "page": page.href(path),
        "trainer": page.href(str(Path(path).with_name("trainer.md")), name),
    }


def _ready(page: Page, courses: dict[str, Course], modules: dict[str, Module]) -> list[dict]:
    """The courses whose modules are all written, the shortest first."""
    known = Curriculum(modules, courses)
    complete = [name for name, each in courses.items() if set(each.modules) <= modules.keys()]
    by_length = sorted(complete, key=lambda name: (courses[name].minutes, name))
    return [_course(page, name, known) for name in by_length]


def _course(page: Page, name: str, known: Curriculum) -> dict:
    front = page.words.front_matter(f"{course_file.FOLDER}/{name}/index.md")
    course = known.courses[name]
    days = [_day(page, day, known) for day in course.days]
    for number, day in enumerate(days, 1):
        day["title"] = day_name(page, number) if len(days) > 1 else None
    return {
        "title": front.get("title") or name,
        "days": days,
        "fragment": fragment(course) if len(days) <= MOST_DAYS else None,
    }


def _day(page: Page, day: Day, known: Curriculum) -> dict:
    words, slots = page.words, known.day(day)
    start, end = slots[0].start, slots[-1].start + slots[-1].minutes
    return {
        "rows": [_row(page, slot, known) for slot in slots],
        "span": _span(page, start, end),
        "minutes": words.say("course.minutes", n=end - start),
    }


def _row(page: Page, slot: Slot, known: Curriculum) -> dict:
    words = page.words
    row = {
        "time": _span(page, slot.start, slot.start + slot.minutes),
        "minutes": words.number(slot.minutes),
    }
    if slot.pause:
        return row | {"title": words[f"course.pause.{slot.pause}"], "href": None}
    path = known.page(slot.module)
    return row | {"title": words.front_matter(path)["title"], "href": page.href(path)}


def _span(page: Page, start: int, end: int) -> str:
    return f"{page.words.time(start)}–{page.words.time(end)}"


def fragment(course: Course) -> str:
    """
    The course as the builder reads it in its address: whoever follows it can change it there.

    Days of different lengths count as the longest; they start when the first does.
    """
    days = "~".join(
        ".".join(
            item if isinstance(item, str) else f"{item.pause}-{item.minutes}" for item in day.agenda
        )
        for day in course.days
    )
    minutes = max(day.minutes for day in course.days)
    start = course.days[0].start.replace(":", "")
    return (
        f"#audience={course.audience[0]}&days={len(course.days)}&minutes={minutes}"
        f"&start={start}&agenda={days}"
    )
