"""Every calculator in a real browser: what a reader types, sees, and comes back to."""

from __future__ import annotations

import gzip
import json
import random
import re

import pytest
from calculator_tools import (
    IN_TURN,
    NAMES,
    PLACES,
    SEND,
    SHOWN,
    a_page,
    field,
    made,
    send,
    snapshot,
    typed,
)
from conftest import ROOT
from playwright.sync_api import expect

from macros import calculator, numberform, scripts, templating
from macros.answer import Writer
from macros.calculator_drawings import drawings
from macros.calculator_tables import tables
from macros.calculator_view import View
from macros.facts import LANGUAGES
from macros.page import Page
from macros.working import work_out

RANDOM_INPUTS = 1000


def settle(page):
    """Wait until what was announced has been taken away again."""
    page.wait_for_timeout(1200)
    expect(page.locator(".calculator-status")).to_be_empty(timeout=6000)


@pytest.fixture
def on(page):
    """Opens the page of a calculator in a language."""

    def go(name: str, language: str):
        page.goto(f"{language}/calculators/{name}/")
        return page

    return go


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_the_browser_gives_every_example_in_words(on, name, language):
    page, it = on(name, language), made(name)
    own = a_page(name, language)
    for title, given, gives, refuses in it.examples:
        if any(it.field(key).radio and given[key] is not None for key in refuses):
            continue  # radio buttons offer no such value; a link may (test_calculators_take.py)
        page.locator(".calculator-reset").click()
        send(page, it, language, given)
        shown = page.evaluate(SHOWN)
        assert set(shown["invalid"]) == set(refuses), title
        assert (shown["answer"], shown["waiting"]) == (not refuses, bool(refuses)), title
        if refuses:
            continue
        view = View(it, own, own.meta["calculator"])
        view.answer = work_out(it, given)
        view.writer = Writer(it, own.words, view.own, view.answer)
        assert shown["headline"] == str(view.headline.html), title
        values = view.answer.values
        wrong = [
            (key, text, view.value(key))
            for key, text in shown["values"]
            if key in values and text != view.value(key)
        ]
        assert not wrong, title
        assert {key for key, _ in shown["values"]} >= gives.keys() & set(shown_keys(it)), title


# Every mark and text of the drawings, as they stand in a text of HTML and on the page. An axis
# keeps as many ticks as it was built with, where another build might have chosen other ones.
DRAWN = """built => {
  const marks = (root) => [...root.querySelectorAll(".calculator-chart svg[data-left]")]
    .map((svg) => [svg, ...svg.querySelectorAll("*")]
      .filter((each) => !each.closest("[display=none], [data-tick], [data-grid]"))
      .map((each) => JSON.stringify([
        each.localName,
        ...each.getAttributeNames().sort().map((name) => [name, each.getAttribute(name)]),
        each.children.length ? "" : each.textContent,
      ])));
  const [theirs, ours] = [document, new DOMParser().parseFromString(built, "text/html")].map(marks);
  if (!ours.length || ours.length !== theirs.length) return ["another number of drawings"];
  return ours.flatMap((all, svg) => [...all.keys(), theirs[svg].length - 1]
    .filter((at) => all[at] !== theirs[svg][at]).map((at) => [all[at], theirs[svg][at]]));
}"""


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if made(name).spec.chart])
def test_the_drawings_are_moved_to_where_they_would_have_been_built(on, name):
    """Axes, bars, dots, lines and marks of every example."""
    it, language = made(name), LANGUAGES[NAMES.index(name) % len(LANGUAGES)]
    page, own = on(name, language), a_page(name, language)
    for title, given, _, refuses in it.examples:
        if refuses:
            continue
        page.locator(".calculator-reset").click()
        send(page, it, language, given)
        view = View(it, own, own.meta["calculator"])
        view.answer = work_out(it, given)
        view.writer = Writer(it, own.words, view.own, view.answer)
        block = templating.fill(
            "calculator.html",
            view=view,
            text=view.text,
            chart=drawings(view),
            tables=tables(view),
            data="",
            embed="",
        )
        assert page.evaluate(DRAWN, str(block)) == [], title


def shown_keys(it) -> set[str]:
    """The values that every page shows: results whose working is shown."""
    return {name for name, result in it.spec.results.items() if result.working}


def built(page) -> str:
    """The calculator as the build wrote it, as the browser reads it, without <noscript>."""
    return page.evaluate(
        """() => fetch(location.href).then((answer) => answer.text()).then((text) =>
          new DOMParser().parseFromString(text, "text/html").querySelector(".calculator").outerHTML
            .replace(/<noscript>.*?<\\/noscript>/s, ""))"""
    )


def now(page) -> str:
    return re.sub(r"<noscript>.*?</noscript>", "", snapshot(page), flags=re.DOTALL)


def others(it, key: str) -> list:
    """Values to try in a field, and text that is none."""
    field, default = it.field(key), it.defaults[key]
    if field.radio:
        return [v for v in range(int(field.min), int(field.max) + 1) if v != default][:2]
    step = field.min if default is None else default + 1
    return [value for value in (step, field.min, "x", "") if value != default]


# Every field in turn: another value, then what stood there; gives those that changed nothing.
FIELD_BY_FIELD = """([tries, first]) => {
  const send = SEND;
  const clean = () => document.querySelector(".calculator").outerHTML
    .replace(/<noscript>.*?<\\/noscript>/s, "");
  const found = {idle: []};
  for (const [key, other, rest, seen] of tries) {
    send({[key]: other});
    if (seen && clean() === first) found.idle.push([key, other]);
    send({[key]: rest});
  }
  return found;
}"""


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_the_page_comes_back_exactly_as_it_was_built(on, page, name, language):
    """The fixed point: another value, then what stood there, in every field."""
    page.clock.install()
    on(name, language)
    it, first, title = made(name), built(page), page.title()
    assert now(page) == first
    hidden = work_out(it, it.defaults).hidden
    tries = []
    for key, default in it.defaults.items():
        empty = it.spec.example_only and not it.field(key).radio
        rest = typed(it, language, key, None if empty else default)
        texts = {typed(it, language, key, other) for other in others(it, key)} - {rest}
        tries += [(key, other, rest, key not in hidden) for other in sorted(texts)]
    found = page.evaluate(FIELD_BY_FIELD.replace("SEND", f"({SEND})"), [tries, first])
    assert found["idle"] == []
    page.clock.fast_forward(5000)  # what was announced has been taken away again
    assert now(page) == first
    for box in page.locator(".calculator-form input[type=text]").all()[:1]:
        box.fill("x")
        page.locator(".calculator-go").click()
        assert page.title() != title
    page.locator(".calculator-reset").click()
    page.clock.fast_forward(5000)
    assert now(page) == first
    assert page.title() == title


def a_random_value(dice, it, key: str):
    """Mostly what fits, sometimes an edge, sometimes nothing."""
    field, default = it.field(key), it.defaults[key]
    if field.radio:
        near = float(dice.randint(int(field.min), int(field.max)))
        return dice.choice([near, near, near, near, default, None])
    if field.kind == "date":
        near = 20_000.0 if default is None else default + dice.randint(-9, 9)
        return dice.choice([default, near, near, field.min, field.max + 1, None])
    most = 2 * (default or min(field.max, 50)) + 2
    near = float(dice.randrange(int(field.min), max(int(most), int(field.min) + 1)))
    edge = dice.choice([field.min - 1, field.min, field.max, field.max + 1, near / 8])
    return dice.choice([default, default, default, near, near, near, edge, None])


def a_random_form(dice, it) -> dict:
    """Values for every field, of free rows as many as chance has it."""
    given = {key: a_random_value(dice, it, key) for key in it.spec.inputs}
    for group in it.groups.values():
        count = dice.randint(1, len(group.ids)) if group.spec.free else len(group.ids)
        for row in group.ids[:count]:
            for name in group.spec.inputs:
                given[f"{row}.{name}"] = a_random_value(dice, it, f"{row}.{name}")
    # Most forms are like the example but in a few fields: those that are wrong all over say little.
    kept = dice.random()
    return {
        key: it.defaults[key] if dice.random() < kept else value for key, value in given.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_random_inputs_give_the_same_in_python_and_in_the_browser(on, name):
    page, it = on(name, "sv"), made(name)
    dice = random.Random(3)  # noqa: S311 - the same inputs on every run
    cases = [a_random_form(dice, it) for _ in range(RANDOM_INPUTS)]
    theirs = page.evaluate(
        """cases => {
          const data = JSON.parse(document.querySelector(".calculator script").textContent);
          return JSON.stringify(JSON.parse(cases).map((given) => {
            const {values, errors, columns} = working.workOut(data, given);
            const more = {...data.constants, ...columns};
            const own = Object.entries(values).filter(([key]) => !(key in more));
            return [Object.fromEntries(own), Object.keys(errors).sort()];
          }));
        }""",
        json.dumps(cases),
    )
    answered = 0
    for given, (values, errors) in zip(cases, json.loads(theirs), strict=True):
        answer = work_out(it, given)
        assert errors == sorted(answer.errors), given
        assert values == answer.values, given
        answered += not answer.errors
    assert answered >= RANDOM_INPUTS / 20, "too few of the random inputs are in range"


BAD = [
    ("finished", "abc", "number.not-a-number"),
    ("finished", "", "number.empty"),
    ("finished", "0", "number.out-of-range"),
    ("employment.reached", "-1", "number.out-of-range"),
    ("employment.reached", "\u22121", "number.out-of-range"),
    ("employment.reached", "2,5", "number.not-whole"),
    ("studies.target", "12.25", "number.too-many-decimals"),
    ("finished", "99999999999999999999", "number.too-long"),
    ("finished", "100001", "number.out-of-range"),
    ("finished", "<img src=x onerror=alert(1)>", "number.not-a-number"),
    ("employment.reached", "49", "check.reached-above-whole"),
    ("registered", "47", "check.registered-below-finished"),
]


def pattern(own: Page, reason: str) -> str:
    """What the message of this reason looks like, whatever fills its places."""
    group, _, name = reason.partition(".")
    raw = own.meta["calculator"]["checks"][name] if group == "check" else own.words.raw(reason)
    forms = raw.values() if isinstance(raw, dict) else [raw]
    parts = [re.sub(r"\\{\w+\\}", ".+", re.escape(form)) for form in forms]
    return f"{re.escape(own.words['calculator.error.prefix'])} (?:{'|'.join(parts)})"


@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_input_is_named_at_its_field_and_withholds_the_answer(on, language):
    page, own = on("goal", language), a_page("goal", language)
    answer, waiting = page.locator(".calculator-answer"), page.locator(".calculator-waiting")
    for key, text, reason in BAD:
        at = field(page, key)
        at.fill(text)
        assert answer.is_hidden(), text
        assert waiting.is_visible(), text
        # Nobody has left the field yet, nor pressed the button.
        assert page.locator("input[aria-invalid]").count() == 0, text
        assert page.locator(".calculator-summary").is_hidden(), text
        at.blur()
        place = page.locator(f"#{at.get_attribute('id')}-error")
        assert place.is_visible(), text
        assert at.get_attribute("aria-invalid") == "true", text
        assert re.fullmatch(pattern(own, reason), place.text_content()), place.text_content()
        assert "NaN" not in page.locator(".calculator").inner_text()
        page.locator(".calculator-reset").click()
        assert answer.is_visible()
        assert waiting.is_hidden()
        assert place.is_hidden()


@pytest.mark.parametrize(("language", "understood"), [("sv", False), ("da", True), ("fi", False)])
def test_a_point_before_three_digits_groups_in_danish_only(on, language, understood):
    page = on("goal", language)
    for key in ("started", "registered", "finished"):
        field(page, key).fill("1.500")
        field(page, key).blur()
    expect(page.locator(".calculator-answer")).to_be_visible(visible=understood)
    if understood:
        shown = page.locator("[data-value='finished']").first.text_content()
        assert shown.startswith(numberform.write(1500, language))
    else:
        assert page.locator("input[aria-invalid]").count() == 3


def test_a_number_understood_otherwise_than_typed_is_shown(on):
    page = on("goal", "sv")
    place = page.locator("[data-field='studies.target'] .calculator-read")
    field(page, "studies.target").fill("12.5")
    field(page, "studies.target").blur()
    expect(place).to_contain_text("12,5")
    field(page, "studies.target").fill("12,5")
    expect(place).to_be_hidden()


def test_the_summary_leads_to_the_fields_and_follows_what_is_typed(on):
    page = on("goal", "sv")
    field(page, "finished").fill("")
    field(page, "studies.reached").fill("x")
    page.locator(".calculator-go").click()
    summary = page.locator(".calculator-summary")
    expect(summary).to_be_focused()
    expect(summary.locator("a")).to_have_count(2)
    summary.locator("a").nth(1).click()
    expect(field(page, "studies.reached")).to_be_focused()
    field(page, "studies.reached").fill("8")
    expect(summary.locator("a")).to_have_count(1)
    field(page, "finished").fill("48")
    expect(summary).to_be_hidden()
    expect(page.locator(".calculator-answer")).to_be_visible()


def test_the_answer_follows_each_valid_key_stroke_and_is_announced_once(on):
    page = on("goal", "sv")
    page.evaluate(
        """() => {
          window.announced = [];
          const status = document.querySelector(".calculator-status");
          new MutationObserver(() => status.textContent && announced.push(status.textContent))
            .observe(status, {childList: true, characterData: true, subtree: true});
        }"""
    )
    target = field(page, "studies.target")
    target.click()
    target.press("Control+A")
    shown = []
    for key in "16,5":
        target.press(key)
        shown.append(page.locator("dd[data-value='studies.target']").text_content())
    assert [text.removesuffix("\u00a0%") for text in shown] == ["1", "16", "16", "16,5"]
    expect(page.locator("[data-say='studies.verdict']")).to_have_attribute("data-said", "met")
    target.press("8")  # refused, missed, refused, met: the answer changes with each of these
    for _ in "8,65":
        target.press("Backspace")
    page.wait_for_timeout(1500)
    headline = page.locator(".calculator-headline").text_content()
    assert page.evaluate("announced") == [headline]


def test_a_goal_that_one_does_not_have_is_left_out(on):
    page = on("goal", "sv")
    for key in ("studies.reached", "studies.target"):
        field(page, key).fill("")
        field(page, key).blur()
    expect(page.locator(".calculator-answer")).to_be_visible()
    hidden = page.locator("[data-row='studies']")
    assert hidden.evaluate_all("all => all.every((element) => element.hidden)")
    assert page.locator("g[data-drawn='studies']").evaluate_all(
        "all => all.every((element) => element.getAttribute('display') === 'none')"
    )


def test_a_form_is_filled_in_by_keyboard_alone(on):
    page = on("goal", "sv")
    page.evaluate("document.querySelector('.calculator-form').setAttribute('tabindex', '-1')")
    page.evaluate("document.querySelector('.calculator-form').focus()")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "occupation.target":
            break
    page.keyboard.press("Control+A")
    page.keyboard.type("40")
    page.keyboard.press("Enter")
    expect(page.locator("[data-say='occupation.verdict']")).to_have_attribute("data-said", "missed")
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    expect(page.locator(".calculator-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(field(page, "occupation.target")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(field(page, "occupation.target")).to_have_value("10")
    expect(page.locator(".calculator-answer")).to_be_visible()
    page.keyboard.press("Tab")  # what is said about the fields
    page.keyboard.press("Tab")
    reached = page.evaluate("document.activeElement.closest('.calculator-result') !== null")
    assert reached, "after the form comes the answer"


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_without_javascript_there_is_a_finished_example(chromium, base_url, name, language):
    context = chromium.new_context(java_script_enabled=False, base_url=base_url + "/")
    page = context.new_page()
    page.goto(f"{language}/calculators/{name}/")
    expect(page.locator(".calculator-headline")).to_be_visible()
    expect(page.locator(".calculator-inputs")).to_be_visible()
    expect(page.locator(".calculator-noscript")).to_be_visible()
    for dead in (".calculator-form", ".calculator-take"):
        expect(page.locator(dead)).to_be_hidden()
    context.close()


def test_it_works_from_disk(chromium, site):
    page = chromium.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((site / "fi" / "calculators" / "goal" / "index.html").as_uri())
    field(page, "studies.reached").fill("10")
    expect(page.locator("[data-say='studies.verdict']")).to_have_attribute("data-said", "met")
    assert not faults
    page.close()


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_nothing_is_wider_than_a_small_phone(on, page, name, language):
    page.set_viewport_size({"width": 320, "height": 640})
    on(name, language)
    for box in page.locator(".calculator-form input[type=text]").all()[:1]:
        box.fill("100000x")  # a questionnaire has nothing to type
    page.locator(".calculator-go").click()
    wide = """() => [...document.querySelectorAll("article, article *")]
      .filter((element) => element.getBoundingClientRect().right > 320.5
        && !element.closest(".visually-hidden, thead, .calculator-status, .calculator-name"))
      .map((element) => element.outerHTML.slice(0, 80))"""
    assert page.evaluate(wide) == []
    page.locator(".calculator-reset").click()
    assert page.evaluate(wide) == []


def test_print_has_the_inputs_as_a_list_the_answer_and_all_tables(on):
    page = on("goal", "sv")
    field(page, "finished").fill("47")
    page.emulate_media(media="print")
    expect(page.locator(".calculator-inputs")).to_be_visible()
    expect(page.locator(".calculator-headline")).to_be_visible()
    expect(page.locator(".calculator-inputs dd").nth(2)).to_contain_text("47")
    for gone in (".calculator-form", ".calculator-take"):
        expect(page.locator(gone)).to_be_hidden()
    tables = page.locator(".calculator-answer > table, .calculator-answer > details table")
    boxes = [table.bounding_box() for table in tables.all()]
    assert boxes
    assert all(box and box["height"] > 40 for box in boxes)


def test_nothing_is_asked_for_sent_or_stored(on):
    page = on("goal", "sv")
    before = len(page.watch.requests)
    kept = "[localStorage.length, sessionStorage.length, document.cookie]"
    stored = page.evaluate(kept)
    field(page, "finished").fill("47")
    page.locator(".calculator-go").click()
    page.wait_for_timeout(300)
    assert page.evaluate(kept) == stored
    asked = [url for url in page.watch.requests[before:] if not url.endswith("favicon.svg")]
    assert asked == []
    assert page.locator("form.calculator-form [type=text]:not([inputmode=decimal])").count() == 0


def test_the_scripts_are_light_and_only_where_a_calculator_is(site):
    published = (site / calculator.SCRIPT).read_bytes()
    assert len(gzip.compress(published, 9, mtime=0)) <= 12_000
    for html in site.rglob("*.html"):
        text = html.read_text("utf-8")
        assert (calculator.SCRIPT in text) is ("data-calculator=" in text), html


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_calculator_needs_no_code(chromium, language):
    """A spec without rows, with constants, cards, forms and an input that may be left empty."""
    it, own = made("places"), a_page("places", language, {"title": "T", "calculator": PLACES})
    page = chromium.new_page()
    page.set_content(f'<html lang="{language}"><body>{calculator.html(it, own)}</body></html>')
    page.add_script_tag(content=scripts.bundled(ROOT / "docs" / "assets", "calculators.js"))
    built = snapshot(page)
    for _, given, gives, refuses in it.examples:
        send(page, it, language, given)
        assert page.locator("input[aria-invalid]").count() == len(refuses)
        view = View(it, own, PLACES)
        view.answer = work_out(it, given)
        view.writer = Writer(it, own.words, PLACES, view.answer)
        if not refuses:
            headline = page.locator(".calculator-headline").inner_html()
            assert headline == str(view.headline.html)
            shown = dict(page.evaluate(SHOWN)["values"])
            assert {key: shown[key] for key in gives} == {key: view.value(key) for key in gives}
    send(page, it, language, it.defaults)
    settle(page)
    assert snapshot(page) == built
    page.close()
