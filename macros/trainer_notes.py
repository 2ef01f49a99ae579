"""
The trainer's part of each module of a course, and its hand-outs, on courses/<course>/trainer.md.

    {{ trainer_notes() }}   a module after the other: when, objectives, notes, the quiz's answers
    {{ handouts() }}        every section `{#handout-…}`, each on a sheet of its own

Both give Markdown, so that links, terms and boxes in it work as on any page. Macros in it are
called for the trainer's page: what they cite stands in its list of sources.
"""

from __future__ import annotations

from macros import module_page, render
from macros.course import STYLE, day_name, front, known, named
from macros.course_file import Module
from macros.curriculum import Curriculum, Slot
from macros.inline import said
from macros.module_page import Part
from macros.module_words import ModuleWords, QuestionWords
from macros.page import Page
from macros.quiz_key import Question
from macros.run_sheet import parts, trainers_only, words_of
from macros.words import split

LEVEL = 4  # of the first heading in a module's notes; the module itself has 3


def trainer_notes(page: Page) -> str:
    """Markdown with a heading a module, `{#<module>}`."""
    trainers_only(page)
    page.styles.append(STYLE)
    found = known(page)
    days = found.courses[named(page)].days
    told = []
    for number, day in enumerate(days, 1):
        when = day_name(page, number) + ", " if len(days) > 1 else ""
        told += [_notes(page, found, slot, when) for slot in found.day(day) if slot.module]
    return "\n\n".join(told)


def handouts(page: Page) -> str:
    """Markdown with a heading a hand-out, `{#<module>-handout-…}`, in the course's order."""
    trainers_only(page)
    page.styles.append(STYLE)
    found, told = known(page), []
    for name in found.courses[named(page)].modules:
        module, (_, body, first) = found.modules[name], _read(page, found, name)
        sheets = module_page.sections(module_page.participants(body), "handout-")
        for key, (heading, part) in sheets.items():
            title = front(page, found.page(name))["title"]
            text = _rendered(page, found.page(name), part, first)
            told.append(
                f"### {heading} {{#{name}-{key} .handout}}\n\n{title}\n{{: .handout-of }}\n\n"
                + module_page.moved(text, name, module.home, level=LEVEL)
            )
    return "\n\n".join(told)


def _read(page: Page, found: Curriculum, name: str) -> tuple[dict, str, int]:
    return split(page.words.docs / page.language / found.page(name))


def _rendered(page: Page, path: str, part: Part, first_line: int) -> str:
    """A piece of a module's page with its macros called for this page. Raises PageError."""
    where = str(page.words.docs / page.language / path)
    return render.render(part.text, where, page.macros, first_line + part.line).strip()


def _notes(page: Page, found: Curriculum, slot: Slot, when: str) -> str:
    name, words = slot.module, page.words
    module, (meta, own) = found.modules[name], words_of(page, found, name)
    _, body, first = _read(page, found, name)
    part = module_page.trainers(body)
    # Only before the first heading: below it an exercise may count its own minutes.
    plan, mark, rest = part.text.partition("\n#")
    plan = module_page.MINUTES.sub(lambda match: _clock(page, slot.start, match), plan)
    text = _rendered(page, found.page(name), part._replace(text=plan + mark + rest), first)
    times = words.say(
        "course.times",
        start=words.time(slot.start),
        end=words.time(slot.start + slot.minutes),
        parts=parts(page, found, name),
    )
    link = f"[{words['course.page']}](../{module.home}/{name}.md)"
    objectives = "".join(f"- {said(page, each)}\n" for each in own.objectives)
    return (
        f"### {meta['title']} {{#{name} .module-notes}}\n\n"
        f"{when}{times} {link}\n{{: .module-times }}\n\n"
        f"**{words['course.afterwards']}**\n\n{objectives}\n"
        f"{module_page.moved(text, name, module.home, level=LEVEL)}\n\n"
        f"{'#' * LEVEL} {words['course.answers']} {{#{name}-answers}}\n\n"
        + _answers(page, module, own)
    )


def _clock(page: Page, start: int, match) -> str:
    """`- 5–10:` with the time of day at which it begins."""
    return f"- **{page.words.time(start + int(match[1]))}** {match[1]}–{match[2]}"


def _answers(page: Page, module: Module, own: ModuleWords) -> str:
    told = []
    for name, question in module.quiz.items():
        words = own.quiz[name]
        lines = [f"**{said(page, words.question)}**", *_right(page, question, words)]
        # Two spaces: each on a line of its own.
        told.append("- " + "  \n    ".join([*lines, said(page, words.because)]))
    return "\n".join(told)


def _right(page: Page, question: Question, words: QuestionWords) -> list[str]:
    """The right answer in a line; none for a reflection."""
    if question.kind == "reflection":
        return []
    if question.kind == "match":
        pairs = [
            page.words.say("course.pair", left=words.pairs[left], right=words.options[right])
            for left, right in question.pairs.items()
        ]
    else:
        pairs = [words.options[key] for key in question.right]
    if question.kind == "order":
        pairs = [f"{number}) {text}" for number, text in enumerate(pairs, 1)]
    answer = said(page, "; ".join(pairs)).rstrip(".")
    return [page.words.say("course.right", answer=answer)]
