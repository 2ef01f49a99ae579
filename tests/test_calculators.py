"""Every calculator: its spec, its words, and what a reader meets in a real browser."""

from __future__ import annotations

import json
import random
import re

import pytest
from conftest import ROOT
from playwright.sync_api import expect

from macros import calculator, calculator_data, facts, numberform, spec_file, words
from macros.answer import Writer
from macros.calculator_view import View
from macros.calculator_words import OwnWords
from macros.facts import LANGUAGES, FactsError
from macros.page import Page
from macros.spec import TRUTH
from macros.working import work_out

FOLDER = ROOT / "facts" / "calculators"
FIXTURE = ROOT / "tests" / "fixtures" / "calculators" / "places.yml"
GOLDEN = ROOT / "tests" / "golden"
NAMES = sorted(file.stem for file in FOLDER.glob("*.yml"))
EACH = [(name, language) for name in NAMES for language in LANGUAGES]
RANDOM_INPUTS = 1000


def all_facts():
    return facts.load(ROOT / "facts")


def made(name: str):
    path = FIXTURE if name == FIXTURE.stem else FOLDER / f"{name}.yml"
    return spec_file.load(path, all_facts())


def a_page(name: str, language: str, meta: dict | None = None) -> Page:
    own = words.load(ROOT / "docs", language)
    path = f"calculators/{name}.md"
    return Page(language, path, all_facts(), own, meta or own.front_matter(path))


def close(got, wanted, decimals: int) -> bool:
    """Equal as written."""
    if got is None or wanted is None or isinstance(got, bool):
        return got is wanted
    return numberform.rounded(got, decimals) == numberform.rounded(wanted, decimals)


def examples(name: str):
    return [
        pytest.param(name, example, id=f"{name}: {example[0]}") for example in made(name).examples
    ]


EXAMPLES = [case for name in (*NAMES, FIXTURE.stem) for case in examples(name)]


# -- The spec ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_every_example_comes_out(name, example):
    it, (_, given, gives, refuses) = made(name), example
    answer = work_out(it, given)
    assert {key: reason for key, (reason, _) in answer.errors.items()} == refuses
    wrong = {
        key: (answer.values[key], wanted)
        for key, wanted in gives.items()
        if not close(
            answer.values[key], wanted, getattr(it.kind(key.rpartition(".")[2]), "decimals", 0)
        )
    }
    assert wrong == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_input_moves_a_result(name):
    """An input that changes nothing is a mistake in a formula."""
    it = made(name)
    before = work_out(it, it.defaults).values
    for key, default in it.defaults.items():
        tried = [default - 1, default + 1, it.field(key).min, it.field(key).max]
        moved = [
            answer
            for value in tried
            if not (answer := work_out(it, {**it.defaults, key: value})).errors
            and {k: v for k, v in answer.values.items() if k != key}
            != {k: v for k, v in before.items() if k != key}
        ]
        assert moved, f"{it.path}: {key} moves no result"


BROKEN = [
    ("# What share", "# The share", None),
    ("?\n", ".\n", "goal.yml:1: the first line asks what the calculator answers: # ...?"),
    (
        "reached >= needed",
        "reached >= wanted",
        'rows.results.met: character 12: "wanted" is no name',
    ),
    ("reached >= needed", "reached - needed", "rows.results.met:"),
    ("max(0, ceil(needed - reached))", "max(0, needed ** 2)", "rows.results.missing: character 8:"),
    ("hudiksvall.started", "hudiksvall.begun", "inputs.started.default: hudiksvall has no figure"),
    ("hudiksvall.started", "hudiksvall.employment.date", "inputs.started.default:"),
    ("hudiksvall.started", "89", "inputs.started.source: a typed default needs a source"),
    ("occupation: hudiksvall.occupation.k", "other: 1", "the row occupation has none; add"),
    ("unit: people, default: hudiksvall.finished", "default: 48", "inputs.finished.unit: this key"),
    ("decimals: 1\n  results", "digits: 1\n  results", "rows.inputs.target.digits: unknown key"),
    ("at: reached}", "at: share}", "rows.checks.0.at: share is no input here"),
    ("figure: share", "figure: shares", "rows.card.figure: shares is no input or result here"),
    ("low: low, high", "low: lower, high", "chart.low: lower is no input or result here"),
    ("low > target", "low > targets", "rows.reading.certainty.0: character 7:"),
    ("count: missing}", "count: gone}", "rows.reading.more.0.count: gone is no input"),
    ("goals: {formula", "share: {formula", "results.share: the name is taken"),
    ("sources: [hudiksvall-2018]", "sources: [nowhere-2018]", "nowhere-2018 is not in facts/sourc"),
    ("employment.share: 27.1", "employment.shares: 27.1", "there is no such result"),
    ("given: {registered: 40}", "given: {recorded: 40}", "there is no such field"),
    (
        "min: 1, max: 100000, group",
        "min: 50, max: 100000, group",
        "is refused: number.out-of-range",
    ),
    ("limits: [local-share, denominator, categories, interval, few]", "limits: []", "limits:"),
]


@pytest.mark.parametrize(("right", "wrong", "message"), BROKEN, ids=lambda text: str(text)[:30])
def test_a_broken_spec_names_file_key_and_reason(tmp_path, right, wrong, message):
    source = (FOLDER / "goal.yml").read_text("utf-8")
    assert right in source, "break the spec where it now has this key"
    path = tmp_path / "goal.yml"
    path.write_text(source.replace(right, wrong, 1), "utf-8")
    if message is None:
        spec_file.load(path, all_facts())
        return
    with pytest.raises(FactsError) as error:
        spec_file.load(path, all_facts())
    assert str(path) in str(error.value)
    assert message in str(error.value)


def test_an_unknown_calculator_is_refused_with_those_that_exist():
    with pytest.raises(calculator.MacroError, match=r"no calculator caseloads: use one of: .*goal"):
        calculator.calculator(a_page("goal", "sv"), "caseloads")


# -- The words --------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "language"), EACH)
def test_every_calculator_has_a_page_with_all_its_words(name, language):
    page = a_page(name, language)
    assert page.meta.get("title"), f"docs/{language}/calculators/{name}.md is missing"
    OwnWords(page, made(name)).checked()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda own: own["inputs"].pop("finished"), "inputs.finished: this word is missing"),
        (lambda own: own["say"].update(shout="!"), "say.shout: nothing asks for this word"),
        (lambda own: own.update(colours={}), "colours: no such words are asked for"),
        (lambda own: own["say"].update(met="{nothing}"), "say.met: nothing fills {nothing}"),
        (lambda own: own["say"].update(all="{share}"), "say.all: nothing fills {share}"),
        (lambda own: own["inputs"].update(finished="x"), "inputs.finished: write {label:"),
        (lambda own: own["say"].update(met={"many": "x"}), "say.met: write a text, or the forms"),
    ],
)
def test_wrong_words_name_the_page_the_key_and_the_reason(change, message):
    page = a_page("goal", "da")
    page.meta = json.loads(json.dumps(page.meta, default=str))
    change(page.meta["calculator"])
    with pytest.raises(FactsError) as error:
        calculator.calculator(page, "goal")
    assert f"docs/da/calculators/goal.md: calculator.{message}" in str(error.value)


@pytest.mark.parametrize(("name", "language"), EACH)
def test_a_local_share_is_never_called_an_effect_nor_significant(name, language):
    text = (ROOT / "docs" / language / "calculators" / f"{name}.md").read_text("utf-8")
    assert not re.search(r"signifikan|merkitsevä|\beffekt|vaikuttavuu", text, re.IGNORECASE)


# -- The HTML as built ------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "language"), EACH)
def test_the_html_is_as_reviewed(name, language, request):
    """After a change that is meant: pytest --renew-golden, and read the difference."""
    file = GOLDEN / f"calculator-{name}-{language}.html"
    found = str(calculator.html(made(name), a_page(name, language))) + "\n"
    if request.config.getoption("--renew-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")


@pytest.mark.parametrize(("name", "language"), EACH)
def test_the_html_has_no_styles_headings_or_failed_numbers(name, language):
    found = str(calculator.html(made(name), a_page(name, language)))
    assert not re.search(r"\sstyle=|<style|<h[1-6]|\son\w+=", found)
    shown = re.sub(r"<script.*?</script>", "", found)
    assert not re.search(r"\b(NaN|nan|None|null|undefined|inf|Infinity)\b", shown)


@pytest.mark.parametrize(("name", "language"), EACH)
def test_every_field_has_a_label_and_describes_its_error(name, language):
    found = str(calculator.html(made(name), a_page(name, language)))
    for field in re.findall(r"<input [^>]*>", found):
        own = re.search(r'id="([^"]+)"', field)[1]
        described = re.search(r'aria-describedby="([^"]+)"', field)[1].split()
        assert f'<label for="{own}">' in found
        assert f"{own}-error" in described
        assert all(f'id="{part}"' in found for part in described)


# -- In the browser ---------------------------------------------------------------------------


def typed(language: str, value: float | None) -> str:
    return "" if value is None else numberform.write(value, language)


def field(page, key: str):
    return page.locator(f"input[name='{key}']")


# Typing and sending in one go; that keys and clicks do the same is tested further down.
SEND = """texts => {
  const form = document.querySelector(".calculator-form");
  for (const [key, text] of Object.entries(texts)) {
    form.elements[key].value = text;
    form.elements[key].dispatchEvent(new InputEvent("input", {bubbles: true}));
  }
  form.requestSubmit();
}"""
SHOWN = """() => {
  const all = (selector, give) => [...document.querySelectorAll(selector)].map(give);
  return {
    invalid: all("input[aria-invalid]", (input) => input.name),
    answer: !document.querySelector(".calculator-answer").hidden,
    waiting: !document.querySelector(".calculator-waiting").hidden,
    values: all("[data-value]", (element) => [element.dataset.value, element.textContent]),
  };
}"""


def send(page, language: str, given: dict):
    """Type numbers (or text as it stands) and press the button."""
    page.evaluate(
        SEND,
        {key: v if isinstance(v, str) else typed(language, v) for key, v in given.items()},
    )


def snapshot(page) -> str:
    return page.locator(".calculator").evaluate("element => element.outerHTML")


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


@pytest.mark.parametrize(("name", "language"), EACH)
def test_the_browser_gives_every_example_in_words(on, name, language):
    page, it = on(name, language), made(name)
    own = a_page(name, language)
    for title, given, gives, refuses in it.examples:
        send(page, language, given)
        shown = page.evaluate(SHOWN)
        assert set(shown["invalid"]) == set(refuses), title
        assert (shown["answer"], shown["waiting"]) == (not refuses, bool(refuses)), title
        writer = Writer(it, own.words, own.meta["calculator"], work_out(it, given))
        wanted = {key: writer.value(key.rpartition(".")[2], gives[key]) for key in gives}
        wrong = [(k, text) for k, text in shown["values"] if wanted.get(k, text) != text]
        assert refuses or not wrong, title


@pytest.mark.parametrize(("name", "language"), EACH)
def test_the_page_comes_back_exactly_as_it_was_built(on, name, language):
    """The fixed point: another value, then the default again, in every field."""
    page, it = on(name, language), made(name)
    built = page.evaluate(
        """() => fetch(location.href).then((answer) => answer.text()).then((text) =>
          new DOMParser().parseFromString(text, "text/html").querySelector(".calculator").outerHTML
            .replace(/<noscript>.*?<\\/noscript>/s, ""))"""
    )

    def now():
        return re.sub(r"<noscript>.*?</noscript>", "", snapshot(page), flags=re.DOTALL)

    assert now() == built
    for key, value in it.defaults.items():
        for other in (value + 1, it.field(key).min, "x", ""):
            if other != value:
                send(page, language, {key: other})
                assert now() != built, f"{key} = {other} changes nothing on the page"
        send(page, language, {key: value})
    settle(page)
    assert now() == built
    title = page.title()
    field(page, next(iter(it.defaults))).fill("x")
    page.locator(".calculator-go").click()
    assert page.title() != title
    page.locator(".calculator-reset").click()
    settle(page)
    assert now() == built
    assert page.title() == title


@pytest.mark.parametrize("name", NAMES)
def test_random_inputs_give_the_same_in_python_and_in_the_browser(on, name):
    page, it = on(name, "sv"), made(name)
    dice = random.Random(3)  # noqa: S311 - the same inputs on every run
    cases = []
    for _ in range(RANDOM_INPUTS):
        given = {}
        for key, default in it.defaults.items():
            limits = it.field(key)
            near = float(dice.randrange(int(limits.min), int(2 * default) + 2))
            edge = dice.choice([limits.min - 1, limits.min, limits.max, limits.max + 1, near / 8])
            given[key] = dice.choice([default, default, default, near, near, near, edge, None])
        cases.append(given)
    theirs = page.evaluate(
        """cases => {
          const data = JSON.parse(document.querySelector(".calculator script").textContent);
          return JSON.stringify(JSON.parse(cases).map((given) => {
            const answer = calculator.workOut(data, given);
            return [answer.values, Object.keys(answer.errors).sort()];
          }));
        }""",
        json.dumps(cases),
    )
    answered = 0
    for given, (values, errors) in zip(cases, json.loads(theirs), strict=True):
        answer = work_out(it, given)
        assert values == answer.values, given
        assert errors == sorted(answer.errors), given
        answered += not answer.errors
    assert answered >= RANDOM_INPUTS / 50, "too few of the random inputs are in range"


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
    ("employment.reached", "49", "check.reached-above-finished"),
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


def test_it_works_by_keyboard_alone(on):
    page = on("goal", "sv")
    page.evaluate("document.querySelector('.calculator-form').setAttribute('tabindex', '-1')")
    page.evaluate("document.querySelector('.calculator-form').focus()")
    names = []
    for _ in made("goal").defaults:
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.name"))
    assert names == list(made("goal").defaults)
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
    page.keyboard.press("Tab")
    reached = page.evaluate("document.activeElement.closest('.calculator-result') !== null")
    assert reached, "after the form comes the answer"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_javascript_there_is_a_finished_example(chromium, base_url, language):
    context = chromium.new_context(java_script_enabled=False, base_url=base_url + "/")
    page = context.new_page()
    page.goto(f"{language}/calculators/goal/")
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_small_phone(on, page, language):
    page.set_viewport_size({"width": 320, "height": 640})
    on("goal", language)
    field(page, "studies.reached").fill("100000x")
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
    boxes = [table.bounding_box() for table in page.locator(".calculator table").all()]
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
    assert page.locator("form.calculator-form input:not([inputmode=decimal])").count() == 0


def test_the_scripts_are_light_and_only_where_a_calculator_is(site):
    import gzip

    sizes = [
        len(gzip.compress((site / script).read_bytes(), 9, mtime=0))
        for script in calculator.SCRIPTS
    ]
    assert sum(sizes) <= 12_000
    for html in site.rglob("*.html"):
        text = html.read_text("utf-8")
        assert ("assets/calculator.js" in text) is ("data-calculator=" in text), html


# -- A calculator is a spec and its words -----------------------------------------------------

PLACES = {
    "inputs": {"people": {"label": "P"}, "posts": {"label": "Q", "help": "H"}},
    "constants": {"cap": "C"},
    "results": {"places": "R1", "needed": "R2", "lacking": "R3", "enough": "R4", "each": "R5"},
    "say": {
        "enough": "enough",
        "lacking": {"one": "**{lacking_n}** post", "other": "**{lacking_n}** posts"},
        "unknown": "?",
        "of": "{places_n}/{people_n}",
        "nobody": "nobody",
    },
    "limits": {"ceiling": "L"},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_calculator_needs_no_code(chromium, language):
    """A spec without rows, with constants, cards, forms and an input that may be left empty."""
    it, own = made("places"), a_page("places", language, {"title": "T", "calculator": PLACES})
    page = chromium.new_page()
    page.set_content(f'<html lang="{language}"><body>{calculator.html(it, own)}</body></html>')
    for script in calculator.SCRIPTS:
        page.add_script_tag(path=str(ROOT / "docs" / script))
    built = snapshot(page)
    for _, given, gives, refuses in it.examples:
        send(page, language, given)
        assert page.locator("input[aria-invalid]").count() == len(refuses)
        view = View(it, own, PLACES)
        view.answer = work_out(it, given)
        view.writer = Writer(it, own.words, PLACES, view.answer)
        if not refuses:
            headline = page.locator(".calculator-headline").inner_html()
            assert headline == str(view.headline.html)
            shown = dict(page.evaluate(SHOWN)["values"])
            assert {key: shown[key] for key in gives} == {key: view.value(key) for key in gives}
    send(page, language, it.defaults)
    settle(page)
    assert snapshot(page) == built
    page.close()


def test_the_data_block_closes_no_element_and_holds_every_tree():
    own = a_page("places", "sv", {"title": "T", "calculator": PLACES})
    own.meta["calculator"] = {**PLACES, "limits": {"ceiling": "</script>"}}
    it = made("places")
    text = str(calculator_data.data(View(it, own, own.meta["calculator"])))
    assert "<" not in text
    data = json.loads(text)
    assert set(data["results"]) == set(it.spec.results)
    assert {kind[0] for kind in data["kinds"].values()} - {TRUTH} == set(data["units"])
