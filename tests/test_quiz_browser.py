"""The quiz in a real browser: keys, fingers, no script, paper, and what is announced."""

from __future__ import annotations

import gzip

import pytest
from conftest import ROOT, Watch
from course_tools import KEYS, QUIZ, WORDS
from playwright.sync_api import expect
from test_accessibility import AXE, SETTLED, scan
from test_calculators_take import leaves

from macros import scripts, words
from macros.facts import LANGUAGES

MOST_BYTES = 3000  # of the script, gzip -9
SCORED = [name for name, key in KEYS.items() if key["kind"] != "reflection"]


@pytest.fixture
def on(course_page):
    """The page with a quiz of every kind, in a language."""

    def go(language: str = "sv"):
        course_page.goto(f"{language}/{QUIZ}")
        return course_page

    return go


def own(language: str = "sv"):
    return words.load(ROOT / "docs", language)


def box(page, name: str):
    return page.locator(f"[data-question={name}]")


def press(page, *keys: str):
    for key in keys:
        page.keyboard.press(key)


def focused(page) -> str:
    return page.evaluate("document.activeElement.textContent || document.activeElement.value")


def marks(page, name: str) -> list[str]:
    return [
        " ".join(text.split()) for text in box(page, name).locator(".quiz-mark").all_inner_texts()
    ]


def told(page, name: str, verdict: str, language: str = "sv"):
    """What is announced: verdict, then why; its sign is not the colour alone."""
    said = box(page, name).locator(".quiz-said")
    expect(said).to_have_attribute("role", "status")
    expect(said.locator(".quiz-verdict")).to_have_text(own(language)[f"quiz.verdict.{verdict}"])
    expect(said.locator(".quiz-because")).to_have_text(WORDS[name]["because"])
    assert said.locator("svg").count() == 1
    assert (said.locator(".quiz-right").count() == 0) == (verdict == "right")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_single_choice_by_keyboard(on, language):
    """Choose, answer, hear why, try again: the focus is never lost."""
    page, text = on(language), own(language)
    box(page, "one").locator("input").first.focus()
    press(page, "Space", "Tab")
    assert focused(page).startswith(text["quiz.answer"])
    press(page, "Enter")
    told(page, "one", "wrong", language)
    assert marks(page, "one") == [
        text["quiz.mark.chosen-wrong"],
        text["quiz.mark.missed"],
        text["quiz.mark.rest"],
    ]
    assert focused(page).startswith(text["quiz.answer"])
    press(page, "Tab")
    assert focused(page).startswith(text["quiz.again"])
    press(page, "Enter")
    assert page.evaluate("document.activeElement.value") == "left"
    expect(box(page, "one").locator(":checked")).to_have_count(0)
    expect(box(page, "one").locator(".quiz-said")).to_be_empty()
    press(page, "Space", "ArrowDown", "Tab", "Enter")
    told(page, "one", "right", language)
    assert marks(page, "one")[1] == text["quiz.mark.chosen-right"]


def test_several_choices_by_keyboard(on):
    page, text = on(), own()
    box(page, "some").locator("input").first.focus()
    press(page, "Space", "Tab", "Space", "Tab", "Tab", "Tab", "Enter")
    told(page, "some", "wrong")
    assert marks(page, "some") == [
        text["quiz.mark.chosen-right"],
        text["quiz.mark.chosen-wrong"],
        text["quiz.mark.missed"],
        text["quiz.mark.rest"],
    ]
    press(page, "Shift+Tab", "Shift+Tab", "Space")
    expect(box(page, "some").locator(".quiz-said")).to_be_empty()
    assert marks(page, "some") == ["", "", "", ""], "no old answer beside a new choice"
    press(page, "Shift+Tab", "Space", "Tab", "Tab", "Tab", "Enter")
    told(page, "some", "right")


def test_an_order_by_keyboard(on):
    """The moved line keeps the focus, and its new place is said."""
    page, text = on(), own()
    lines = box(page, "steps").locator(".quiz-text")
    moved = page.locator(".quiz-moved")
    box(page, "steps").locator("li").nth(2).locator("[data-move=up]").focus()
    press(page, "Enter")
    assert lines.all_inner_texts() == ["Listen", "Ask", "Write"]
    expect(moved).to_have_text(text.say("quiz.moved", text="Ask", n=2, total=3))
    assert focused(page).endswith(": Ask")
    press(page, "Space")
    assert lines.all_inner_texts() == ["Ask", "Listen", "Write"]
    assert focused(page).endswith(": Ask")
    expect(page.locator(":focus")).to_have_attribute("aria-disabled", "true")
    press(page, "Enter")
    assert lines.all_inner_texts() == ["Ask", "Listen", "Write"], "the first goes no further"
    box(page, "steps").locator(".quiz-go").press("Enter")
    told(page, "steps", "right")
    box(page, "steps").locator(".quiz-again").press("Enter")
    assert lines.all_inner_texts() == ["Listen", "Write", "Ask"]
    box(page, "steps").locator(".quiz-go").press("Enter")
    told(page, "steps", "wrong")
    assert marks(page, "steps") == [text.say("quiz.mark.place", n=n) for n in (2, 3, 1)]
    assert box(page, "steps").locator(".quiz-said li").all_inner_texts() == [
        "Ask",
        "Listen",
        "Write",
    ]


def test_a_match_by_keyboard(on):
    page, text = on(), own()
    box(page, "pairs").locator("select").first.focus()
    press(page, "ArrowDown", "Tab", "ArrowDown", "Tab", "ArrowDown", "Tab", "Enter")
    told(page, "pairs", "wrong")
    right = text["quiz.mark.pair-right"]
    assert marks(page, "pairs")[2] == right
    assert marks(page, "pairs")[0] == text.say("quiz.mark.pair", text="B. The baker")
    press(page, "Shift+Tab", "Shift+Tab", "Shift+Tab")
    press(page, "ArrowDown", "Tab", "ArrowDown", "ArrowDown", "Tab", "Tab", "Enter")
    told(page, "pairs", "right")
    assert marks(page, "pairs") == [right] * 3


@pytest.mark.parametrize("name", [name for name in SCORED if name != "steps"])
def test_answering_without_a_choice_says_what_to_do(on, name):
    page = on()
    box(page, name).locator(".quiz-go").click()
    kind = KEYS[name]["kind"]
    expect(box(page, name).locator(".quiz-said")).to_have_text(own()[f"quiz.choose.{kind}"])
    assert set(marks(page, name)) == {""}
    expect(box(page, name).locator(".quiz-again")).to_be_hidden()


def test_a_reflection_only_unfolds_what_one_may_think_of(on):
    page = on()
    thought = box(page, "thought")
    expect(thought.locator(".quiz-because")).to_be_hidden()
    thought.locator("summary").press("Enter")
    expect(thought.locator(".quiz-because")).to_be_visible()


def test_every_kind_by_touch_on_a_small_phone(chromium, course_url):
    """Large enough for a finger, nothing scrolls sideways, and it works."""
    context = chromium.new_context(
        base_url=course_url, viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"sv/{QUIZ}")
    box(page, "one").locator("label").nth(1).tap()
    for index in (0, 2):
        box(page, "some").locator("label").nth(index).tap()
    box(page, "steps").locator("li").nth(2).locator("[data-move=up]").tap()
    box(page, "steps").locator("li").nth(1).locator("[data-move=up]").tap()
    for left, right in KEYS["pairs"]["pairs"].items():
        box(page, "pairs").locator(f"select[name={left}]").select_option(right)
    for name in SCORED:
        box(page, name).locator(".quiz-go").tap()
        told(page, name, "right")
    small = page.evaluate(
        """() => [...document.querySelectorAll(".quiz :is(label, button, select, summary)")]
          .filter((each) => each.checkVisibility() && !each.matches(".quiz-pair label"))
          .map((each) => [each.textContent, each.getBoundingClientRect()])
          .filter(([, {width, height}]) => Math.min(width, height) < 44).map(([text]) => text)"""
    )
    assert small == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()


def test_at_400_percent_nothing_scrolls_sideways(course_page):
    course_page.set_viewport_size({"width": 320, "height": 256})
    course_page.goto(f"fi/{QUIZ}")
    for name in SCORED:
        box(course_page, name).locator(".quiz-go").click()
    assert not course_page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_without_javascript_every_answer_can_be_unfolded_and_no_dead_button_shows(
    chromium, course_url
):
    context = chromium.new_context(base_url=course_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"da/{QUIZ}")
    assert page.locator(".quiz button").count() > 0
    for button in page.locator(".quiz button").all():
        expect(button).to_be_hidden()
    for name in KEYS:
        expect(box(page, name).locator(".quiz-because")).to_be_hidden()
        box(page, name).locator("summary").click()
        expect(box(page, name).locator(".quiz-because")).to_be_visible()
    context.close()


def test_it_works_from_disk(chromium, course_disk):
    context = chromium.new_context()
    page = context.new_page()
    watch = Watch(page)
    page.goto((course_disk / "sv" / QUIZ.strip("/")).with_suffix(".html").as_uri())
    box(page, "one").locator("input").nth(1).check()
    box(page, "one").locator(".quiz-go").click()
    told(page, "one", "right")
    assert watch.faults == []
    context.close()


def test_on_paper_the_answers_stand_on_the_last_page(on):
    """Whatever was answered before: questions first, answers last, on a leaf of their own."""
    page = on()
    assert page.locator(".quiz-answers").is_hidden(), "on the screen one unfolds them"
    box(page, "one").locator("input").first.check()
    box(page, "one").locator(".quiz-go").click()
    box(page, "thought").locator("summary").click()
    with_answers = page.pdf(format="A4")
    page.emulate_media(media="print")
    end = page.locator(".quiz-answers")
    expect(end.locator("h2")).to_have_text(own()["quiz.answers"])
    for name, each in WORDS.items():
        expect(box(page, name).locator("legend")).to_be_visible()
        expect(end.get_by_text(each["because"])).to_be_visible()
        for gone in (".quiz-because", ".quiz-mark", ".quiz-said", "button", "select"):
            assert not box(page, name).locator(gone).locator("visible=true").count(), (name, gone)
    assert end.evaluate("end => getComputedStyle(end).breakBefore") == "page"
    behind = """end => [...document.querySelectorAll("article *")].filter((each) =>
      end.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING
      && !end.contains(each) && each.checkVisibility() && each.textContent.trim()).length"""
    assert end.evaluate(behind) == 0
    end.evaluate("end => end.remove()")
    assert leaves(page.pdf(format="A4")) == leaves(with_answers) - 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_and_after_answering(on, scheme):
    page = on()
    page.evaluate(AXE.read_text("utf-8"))  # the policy lets no script tag in
    page.emulate_media(color_scheme=scheme)
    page.evaluate(SETTLED)
    assert scan(page) == []
    box(page, "one").locator("input").first.check()
    box(page, "some").locator("input").first.check()
    for select in box(page, "pairs").locator("select").all():
        select.select_option(index=1)
    for name in SCORED:
        box(page, name).locator(".quiz-go").click()
    for summary in page.locator("summary:visible").all():
        summary.click()
    page.evaluate(SETTLED)
    assert scan(page) == []


def test_in_forced_colours_every_option_keeps_its_edge(on):
    page = on()
    page.emulate_media(forced_colors="active")
    box(page, "one").locator("input").first.check()
    box(page, "one").locator(".quiz-go").click()
    edges = page.evaluate(
        """() => [...document.querySelectorAll(".quiz-option, .quiz-said[data-mark]")]
          .map((each) => getComputedStyle(each).borderLeftStyle)"""
    )
    assert set(edges) <= {"solid", "dashed"}
    assert page.locator(".quiz-mark svg").first.is_visible()


def test_nothing_is_stored_or_sent(on):
    page = on()
    page.wait_for_load_state("networkidle")
    before = list(page.watch.requests)
    box(page, "one").locator("input").first.check()
    box(page, "one").locator(".quiz-go").click()
    told(page, "one", "wrong")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]
    assert page.watch.requests == before
    assert page.evaluate("location.hash + location.search") == ""


def test_the_script_is_small_and_loaded_only_where_a_quiz_is(on):
    page = on()
    assert any(each.endswith("assets/quiz.js") for each in page.watch.requests)
    page.watch.requests.clear()
    page.goto("sv/about/")
    assert not any("quiz" in each for each in page.watch.requests)
    text = scripts.minified((ROOT / "docs/assets/quiz.js").read_text("utf-8"))
    assert len(gzip.compress(text.encode(), 9, mtime=0)) <= MOST_BYTES
