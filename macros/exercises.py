"""
All exercises of all courses, for a trainer who needs one on Thursday.

    {{ exercises() }}   by length; docs/assets/exercises.js filters by length, audience, principle
"""

from __future__ import annotations

from macros.course import BUILDER, STYLE, audience, known
from macros.course_file import AUDIENCES, FOLDER
from macros.curriculum import Curriculum
from macros.inline import line
from macros.module import group
from macros.page import Page
from macros.run_sheet import trainers_only, words_of
from macros.templating import fill

SCRIPT = "assets/exercises.js"
LENGTHS = (15, 30)  # minutes: up to the first, up to the second, longer


def exercises(page: Page) -> str:
    """The token of the lists, a length each, and of the filter that a script shows."""
    trainers_only(page)
    page.scripts.append(SCRIPT)
    page.styles.append(STYLE)
    words, found = page.words, known(page)
    items = sorted(_items(page, found), key=lambda item: item["minutes"])
    builder = words.front_matter(BUILDER)
    names = [f"up-to-{most}" for most in LENGTHS] + ["longer"]
    groups = [
        {"id": name, "name": words.say(f"exercises.{name}"), "items": chosen}
        for name in names
        if (chosen := [item for item in items if item["length"] == name])
    ]
    return page.block(
        fill(
            "exercises.html",
            groups=groups,
            lengths=[(each["id"], each["name"]) for each in groups],
            audiences=[
                (name, audience(page, name))
                for name in AUDIENCES
                if any(name in item["audience"] for item in items)
            ],
            principles=[
                (name, _principle(page, name))
                for name in page.facts.principles.ids
                if any(name in item["principles"] for item in items)
            ],
            counted=words.raw("exercises.count"),
            builder={"address": page.href(BUILDER), "title": builder["title"]} if builder else None,
            say={
                key: words[f"exercises.{key}"]
                for key in ("length", "audience", "principle", "every", "notes", "none")
            },
        )
    )


def _items(page: Page, found: Curriculum):
    words = page.words
    for name, module in found.modules.items():
        meta, own = words_of(page, found, name)
        for key, exercise in module.exercises.items():
            audiences = exercise.audience or module.audience
            principles = exercise.principles or module.principles
            yield {
                "title": own.exercises[key].title,
                "aim": line(page, own.exercises[key].aim),
                "minutes": exercise.minutes,
                "time": words.say("course.minutes", n=exercise.minutes),
                "length": _length(exercise.minutes),
                "group": group(page, exercise.group),
                "audience": audiences,
                "principles": principles,
                "who": ", ".join(words[f"course.audience.{each}"] for each in audiences),
                "what": ", ".join(_principle(page, each) for each in principles),
                "address": page.href(found.page(name), f"exercise-{key}"),
                "notes": page.href(
                    f"{FOLDER}/{found.of(name)[0]}/trainer.md", f"{name}-trainer-{key}"
                ),
                "module": meta["title"],
            }


def _length(minutes: int) -> str:
    return next((f"up-to-{most}" for most in LENGTHS if minutes <= most), "longer")


def _principle(page: Page, name: str) -> str:
    meta = page.words.front_matter(f"principles/{name}.md")
    return meta.get("nav_title") or meta.get("title") or name
