"""The quiz as HTML: every kind of question, its folded answer, and what is refused."""

from __future__ import annotations

import copy as copies
import json
import re

import pytest
from conftest import ROOT
from course_tools import KEYS, WORDS, page_of
from lxml import html

from macros import words
from macros.facts import LANGUAGES, FactsError
from macros.quiz import quiz
from macros.render import MacroError


@pytest.fixture(scope="module")
def made(course_project):
    """The page with a quiz of every kind, and the quiz's tree."""
    page = page_of(course_project)
    page.put_blocks(quiz(page))
    return page, html.fragment_fromstring(str(page.blocks[0]))


def box(made, name: str):
    [found] = made[1].xpath(f"//*[@data-question='{name}']")
    return found


def texts(element, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in element.xpath(path)]


def test_every_kind_asks_in_its_own_way_and_in_the_order_of_its_key(made):
    assert [each.get("data-kind") for each in made[1].xpath("//*[@data-question]")] == [
        key["kind"] for key in KEYS.values()
    ]
    assert box(made, "one").xpath(".//input[@type='radio']/@value") == KEYS["one"]["options"]
    assert box(made, "some").xpath(".//input[@type='checkbox']/@value") == KEYS["some"]["options"]
    assert box(made, "steps").xpath(".//li/@data-value") == KEYS["steps"]["options"]
    assert box(made, "pairs").xpath(".//select/@name") == list(KEYS["pairs"]["pairs"])
    for select in box(made, "pairs").xpath(".//select"):
        assert select.xpath("./option/@value") == ["", *KEYS["pairs"]["options"]]
    assert box(made, "thought").xpath(".//input | .//select | .//button | .//textarea") == []


def test_every_answer_is_folded_beside_its_question_and_open_at_the_end(made):
    """Without JavaScript one opens it; on paper the answers stand behind the text."""
    page, tree = made
    [ending] = page.endings
    end = html.fragment_fromstring(str(ending))
    for name, own in WORDS.items():
        [details] = box(made, name).xpath(".//details")
        assert details.get("open") is None
        assert texts(details, ".//*[@class='quiz-because']") == [" ".join(own["because"].split())]
    assert texts(box(made, "one"), ".//details//li") == ["The middle & <b>no</b> markup"]
    assert texts(box(made, "some"), ".//details//li") == ["Apple", "Cherry"]
    assert texts(box(made, "steps"), ".//details//li") == ["Ask", "Listen", "Write"]
    assert texts(box(made, "pairs"), ".//details//li")[0] == "Bread: The baker"
    assert len(end.xpath(".//*[@class='quiz-because']")) == len(KEYS)
    assert page.put_blocks("x").endswith("</section>")
    assert tree.xpath("//form") == [], "nothing can be sent"


def test_words_are_never_markup(made):
    assert made[1].xpath("//img | //b[text()='no']") == []
    [data] = made[1].xpath("//script")
    assert "<" not in data.text
    assert json.loads(data.text)["right"] == {
        "one": ["middle"],
        "some": ["a", "c"],
        "steps": ["first", "second", "third"],
        "pairs": KEYS["pairs"]["pairs"],
    }


def test_every_control_has_a_name_and_every_question_its_legend(made):
    _, tree = made
    for field in tree.xpath("//select"):
        assert tree.xpath(f"//label[@for='{field.get('id')}']"), field.get("id")
    assert all(each.getparent().tag == "label" for each in tree.xpath("//input"))
    assert texts(tree, "//legend")[0].endswith(WORDS["one"]["question"])
    buttons = texts(box(made, "steps"), ".//li//button")
    assert len(set(buttons)) == len(buttons) == 6, "each says which line it moves"
    ids = tree.xpath("//@id")
    assert len(set(ids)) == len(ids)


def test_script_and_style_come_only_where_a_quiz_is(made):
    page, _ = made
    assert (page.scripts, page.styles) == (["assets/quiz.js"], ["assets/quiz.css"])
    other = page_of(page.words.docs.parent, "courses/long/birch.md")
    assert (other.scripts, other.styles, other.endings) == ([], [], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_scored(language):
    """A line says that nothing is stored; no word counts points or per cent."""
    own = words.load(ROOT / "docs", language)
    assert own["quiz.private"]
    said = str([own.raw(key) for key in sorted(own.keys()) if key.startswith("quiz.")])
    assert "%" not in said


def changed(name: str, part: str, value) -> dict:
    """The words with one thing wrong; None takes it away."""
    own = copies.deepcopy(WORDS)
    if value is None:
        del own[name][part]
    else:
        own[name][part] = value
    return own


WRONG = [
    (changed("one", "because", None), "one.because: this key is missing; add it"),
    (changed("one", "colour", "red"), "one.colour: unknown key; correct"),
    (changed("thought", "options", {"a": "A"}), "thought.options.a: nothing asks for this word"),
    (changed("one", "options", {"left": "L", "end": "E"}), "one.options.middle: this word is m"),
    (changed("pairs", "pairs", {"bread": "B", "shoe": "S"}), "pairs.pairs.chair: this word is m"),
    (
        changed("some", "options", {"a": "Same", "b": " same", "c": "C", "d": "D"}),
        "some.options.a: another one says the same; make them differ",
    ),
    ({**WORDS, "odd": WORDS["thought"]}, "odd: nothing asks for this word; remove it"),
    ({k: v for k, v in WORDS.items() if k != "one"}, "one: this word is missing; add it"),
]


@pytest.mark.parametrize(("own", "says"), WRONG, ids=[says for _, says in WRONG])
def test_words_that_do_not_fit_their_keys_end_the_build_with_a_cure(course_project, own, says):
    """Each is told with the page's file and the word's place."""
    page = page_of(course_project)
    page.meta["module"] = {**page.meta["module"], "quiz": own}
    with pytest.raises(FactsError, match=re.escape(f"/sv/courses/long/oak.md: module.quiz.{says}")):
        quiz(page)


def test_a_page_without_its_modules_words_is_refused(course_project):
    page = page_of(course_project)
    del page.meta["module"]
    with pytest.raises(FactsError, match=r"oak\.md: module: this key is missing; add it"):
        quiz(page)


def test_a_second_quiz_or_one_without_a_module_is_refused(course_project):
    page = page_of(course_project)
    quiz(page)
    with pytest.raises(MacroError, match="a second quiz on the page"):
        quiz(page)
    with pytest.raises(MacroError, match=r"courses/builder\.md is no module's page"):
        quiz(page_of(course_project, "courses/builder.md"))
