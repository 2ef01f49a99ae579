"""
The quiz of a module: `{{ quiz() }}` on its page puts the questions there.

Which answers are right is in facts/modules/<id>.yml, once for all languages; the sentences are in
the page's front matter under `module: quiz:`. The HTML asks and, folded, answers; with
docs/assets/quiz.js one can answer. On paper the answers stand on the last page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from markupsafe import Markup

from macros import course_file
from macros.course_file import Question
from macros.page import Page
from macros.render import MacroError
from macros.templating import fill

SCRIPT, STYLE = "assets/quiz.js", "assets/quiz.css"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SAID = (
    *("verdict.right", "verdict.wrong", "choose.single", "choose.multiple", "choose.match"),
    *("mark.chosen-right", "mark.chosen-wrong", "mark.missed", "mark.rest"),
    *("mark.place-right", "mark.place", "mark.pair-right", "mark.pair", "moved"),
)


def quiz(page: Page) -> str:
    """The token of the quiz of this page's module. Asks for its script and style."""
    if "quiz" in page.marks:
        raise MacroError("a second quiz on the page", "a module has one: remove this line")
    page.marks.add("quiz")
    keys = _keys(page)
    words = (page.meta.get("module") or {}).get("quiz") or {}
    for name, what, cure in faults(keys, words):
        raise MacroError(f"module.quiz{'.' + name if name else ''}: {what}", cure)
    shown = [
        _view(page, name, key, words[name])
        | {"number": page.words.say("quiz.number", n=number, total=len(keys))}
        for number, (name, key) in enumerate(keys.items(), 1)
    ]
    page.scripts.append(SCRIPT)
    page.styles.append(STYLE)
    page.endings.append(fill("quiz_answers.html", questions=shown, words=page.words))
    return page.block(fill("quiz.html", questions=shown, words=page.words, data=_data(page, keys)))


def _keys(page: Page) -> dict[str, Question]:
    modules = course_file.modules_in(page.words.docs.parent / "facts" / "modules")
    name = PurePosixPath(page.path).stem
    if name not in modules or course_file.page(modules, name) != page.path:
        raise MacroError(
            f"no module has its page at {page.path}",
            f"write facts/modules/{name}.yml with `home:` of this folder and its `quiz`",
        )
    return modules[name].quiz


def faults(keys: dict[str, Question], words: dict) -> Iterator[tuple[str, str, str]]:
    """
    (question, what, cure) for each way in which the words do not fit the keys.

    `words` are those of one language, as under `module: quiz:` in the front matter.
    """
    if not isinstance(words, dict):
        yield "", "is no list of questions", "write `question-id: {question: …, because: …}`"
        return
    for name in [each for each in words if each not in keys]:
        yield name, "is no question of facts/modules", f"use one of: {', '.join(keys)}"
    for name, key in keys.items():
        own = words.get(name)
        if not isinstance(own, dict):
            yield name, "has no words", "add `question`, its options and `because`"
            continue
        asked = {"question", "because"}
        asked |= {"options"} if key.options else set()
        asked |= {"pairs"} if key.pairs else set()
        for part in sorted(asked - own.keys()):
            yield name, f"`{part}` is missing", "add it"
        for part in sorted(own.keys() - asked):
            yield name, f"`{part}` is not asked for", "remove it"
        for part, ids in (("options", key.options), ("pairs", list(key.pairs))):
            if part in asked & own.keys():
                yield from _unlike(name, part, ids, own[part])


def _unlike(name: str, part: str, ids: list[str], given) -> Iterator[tuple[str, str, str]]:
    """Where one question's options, or left sides, are not those of its key."""
    if not isinstance(given, dict) or set(given) != set(ids):
        yield name, f"`{part}` does not fit its key", f"write a text for each of: {', '.join(ids)}"
        return
    texts = [str(text).strip().casefold() for text in given.values()]
    if len(set(texts)) < len(texts):
        yield name, f"`{part}` says the same twice", "let each text differ from the others"


def _view(page: Page, name: str, key: Question, own: dict) -> dict:
    """What the templates print of one question, but for its number."""
    texts = own.get("options") or {}
    return {
        "id": f"quiz-{name}",
        "name": name,
        "kind": key.kind,
        "question": own["question"],
        "hint": page.words[f"quiz.hint.{key.kind}"] if key.kind != "single" else None,
        "options": [
            {"id": option, "text": texts[option], "letter": letter}
            for option, letter in zip(key.options, _LETTERS, strict=False)
        ],
        "pairs": [{"id": left, "text": own["pairs"][left]} for left in key.pairs],
        "answer": [texts[option] for option in key.right],
        "couples": [(own["pairs"][left], texts[right]) for left, right in key.pairs.items()],
        "because": own["because"],
    }


def _data(page: Page, keys: dict[str, Question]) -> Markup:
    """What quiz.js needs, as JSON that is safe inside a script element."""
    data = {
        "right": {name: key.pairs or key.right for name, key in keys.items() if key.options},
        "words": {word: page.words.raw(f"quiz.{word}") for word in _SAID},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - it can close no element
