"""
The quiz of a module: `{{ quiz() }}` on its page puts the questions there.

Which answers are right is in facts/modules/<id>.yml, once for all languages; the sentences are in
the page's front matter under `module: quiz:`. The HTML asks and, folded, answers; with
docs/assets/quiz.js one can answer. On paper the answers stand on the last page.
"""

from __future__ import annotations

import json

from markupsafe import Markup

from macros import module
from macros.module_words import QuestionWords
from macros.page import Page
from macros.quiz_key import Question
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
    """The token of the quiz of this page's module. Raises FactsError where its words do not fit."""
    if "quiz" in page.marks:
        raise MacroError("a second quiz on the page", "a module has one: remove this line")
    page.marks.add("quiz")
    keys, words = module.keys(page).quiz, module.own(page).quiz
    shown = [
        _view(page, name, key, words[name])
        | {"number": page.words.say("quiz.number", n=number, total=len(keys))}
        for number, (name, key) in enumerate(keys.items(), 1)
    ]
    page.scripts.append(SCRIPT)
    page.styles.append(STYLE)
    page.endings.append(fill("quiz_answers.html", questions=shown, words=page.words))
    return page.block(fill("quiz.html", questions=shown, words=page.words, data=_data(page, keys)))


def _view(page: Page, name: str, key: Question, own: QuestionWords) -> dict:
    """What the templates print of one question, but for its number."""
    texts = own.options
    return {
        "id": f"quiz-{name}",
        "name": name,
        "kind": key.kind,
        "question": own.question,
        "hint": page.words[f"quiz.hint.{key.kind}"] if key.kind != "single" else None,
        "options": [
            {"id": option, "text": texts[option], "letter": letter}
            for option, letter in zip(key.options, _LETTERS, strict=False)
        ],
        "pairs": [{"id": left, "text": own.pairs[left]} for left in key.pairs],
        "answer": [texts[option] for option in key.right],
        "couples": [(own.pairs[left], texts[right]) for left, right in key.pairs.items()],
        "because": own.because,
    }


def _data(page: Page, keys: dict[str, Question]) -> Markup:
    """What quiz.js needs, as JSON that is safe inside a script element."""
    data = {
        "right": {name: key.pairs or key.right for name, key in keys.items() if key.options},
        "words": {word: page.words.raw(f"quiz.{word}") for word in _SAID},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - it can close no element
