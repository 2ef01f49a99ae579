"""What a reader takes away: link, CSV, text, comparison, print."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from babel.numbers import parse_decimal
from calculator_tools import IN_TURN, NAMES, a_page, field, made, send
from playwright.sync_api import expect

from macros import dateform, numberform
from macros.calculator_view import View, fragment
from macros.facts import LANGUAGES
from macros.working import work_out

LOCALES = {"sv": "sv_SE", "da": "da_DK", "fi": "fi_FI"}
PAGES = {"sv": "da", "da": "fi", "fi": "sv"}


@pytest.fixture
def on(page):
    """Opens the page of a calculator in a language, perhaps with a fragment."""

    def go(name: str, language: str, fragment: str = ""):
        page.goto("about:blank")
        page.goto(f"{language}/calculators/{name}/{fragment}")
        return page

    return go


def valid(it) -> list[tuple[str, dict]]:
    """The examples that have an answer."""
    return [(title, given) for title, given, _, refuses in it.examples if not refuses]


def answer_of(page) -> dict:
    """All values that the page shows, in words, and which sentence leads."""
    return page.evaluate(
        """() => Object.fromEntries([
          ["headline", document.querySelector(".calculator-headline").dataset.said],
          ...[...document.querySelectorAll("[data-value]")].map((element) =>
            [element.dataset.value, element.textContent])])"""
    )


def press(page, name: str):
    page.locator(f"[data-take='{name}']").click()


def hash_of(page) -> str:
    return page.evaluate("location.hash")


# -- The link ---------------------------------------------------------------------------------


def alike(it, key: str, shown: str, wanted: str) -> bool:
    """The same words; of money the same number, since the link carries the currency too."""
    money = it.kind(key).unit.startswith("money")
    if money:
        shown, wanted = (re.sub(r"[^\d,]", "", text) for text in (shown, wanted))
    return shown == wanted


@pytest.mark.parametrize("name", NAMES)
def test_a_link_restores_what_was_typed_in_each_language(on, name):
    """Numbers carry a point and days are ISO, so the next language reads them alike."""
    it = made(name)
    for title, given in (valid(it)[0], valid(it)[-1]):
        page = on(name, "sv")
        send(page, it, "sv", given)
        press(page, "link")
        link = hash_of(page)
        assert re.fullmatch(r"#[a-z0-9_.=&-]+", link), title
        for language in LANGUAGES:
            on(name, language, link)
            expect(page.locator(".calculator-notice")).to_be_hidden()
            own = a_page(name, language)
            view = View(it, own, own.meta["calculator"])
            view.answer = work_out(it, given)
            view.writer.answer = view.answer
            shown = answer_of(page)
            assert shown.pop("headline") == view.headline.key, (title, language)
            wrong = {
                key: (text, view.value(key))
                for key, text in shown.items()
                if key in view.answer.values and not alike(it, key, text, view.value(key))
            }
            assert not wrong, (title, language)
            press(page, "link")
            assert hash_of(page) == link, (title, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_switcher_carries_what_was_typed(on, language):
    it, page = made("goal"), on("goal", language)
    links = page.locator("header a[hreflang]")
    before = [each.get_attribute("href") for each in links.all()]
    assert not any("=" in href for href in before)
    send(page, it, language, {"finished": 40})
    for each in links.all():
        assert "finished=40" in each.get_attribute("href")
    page.locator(f"header a[hreflang='{PAGES[language]}']").first.click()
    expect(field(page, "finished")).to_have_value("40")
    page.locator(".calculator-reset").click()
    assert not any("=" in each.get_attribute("href") for each in links.all())


HOSTILE = [
    "#finished=<img src=x onerror=alert(1)>",
    "#finished=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    "#finished=48&finished=47",
    "#nobody=1",
    "#__proto__=1",
    "#constructor.prototype=1",
    "#finished=1e9",
    "#finished=0x10",
    "#finished=Infinity",
    "#finished=NaN",
    "#finished=%E0%A4%A",
    "#finished=48,5",
    "#finished=-1",
    "#finished=48&basis=9",
    "#employment.reached=49&finished=48",
    "#goals-1.reached=3",
    "#finished=48&" + "x" * 30_000,
    "#=",
    "#finished=2026-11-22",
    "#javascript:alert(1)=1",
]


# Fields that are chosen: no button offers these values.
NO_CHOICE = [
    ("cost", "whose", ("0", "6", "1.5", "-1")),
    ("benefits", "rule", ("0", "5", "2.5")),
    ("fidelity", "outreach.score", ("0", "6", "3.5")),
    ("where-we-stand", "readiness.now", ("0", "8", "3.5")),
]
DAMAGED = [("goal", link) for link in HOSTILE]
DAMAGED += [
    (name, f"#{start}{key}={value}")
    for name, key, values in NO_CHOICE
    for value in values
    for start in ("", "unfinished=&")
]
# What a text field refuses, and what other calculators take.
DAMAGED += [
    (name, link.replace("finished", key).replace("48", "3"))
    for name, key in (("cost", "whose"), ("fidelity", "outreach.score"))
    for link in (*HOSTILE[:3], *HOSTILE[6:12], "#finished=1&finished=2", "#finished=2026-11-22")
]
DAMAGED += [
    ("cost", "#specialists=0.125"),
    ("cost", "#began=0&whose=2"),
    ("goal", "#finished=48.5"),
    ("goal", "#unfinished=1&finished=47"),
    ("goal", "#unfinished=&nobody=1"),
    ("rapid-search", "#counted_on=2026-02-31"),
]


@pytest.mark.parametrize(("name", "link"), DAMAGED, ids=lambda text: text[:40])
def test_a_damaged_or_hostile_link_is_told_and_changes_nothing(on, name, link):
    page = on(name, "sv")
    first = answer_of(page)
    chosen = "() => [...document.querySelectorAll('form :checked')].map((each) => each.value)"
    buttons = page.evaluate(chosen)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    on(name, "sv", link)
    expect(page.locator(".calculator-notice")).to_be_visible()
    assert answer_of(page) == first
    assert page.evaluate(chosen) == buttons
    assert page.locator(".calculator img").count() == 0
    assert page.locator(".calculator-answer").is_visible()
    assert page.evaluate("({}).polluted === undefined && Object.prototype['1'] === undefined")
    assert dialogs == []


UNFINISHED = [
    # name, what is typed, what the next language has, the fields that are wrong there
    ("benefits", {"benefit": "9500"}, {"benefit": "9500", "costs": ""}, []),
    (
        "goal",
        {"finished": "", "studies.reached": "7"},
        {"finished": "", "studies.reached": "7"},
        [],
    ),
    ("goal", {"finished": "abc", "started": "90"}, {"finished": "", "started": "90"}, []),
    ("goal", {"employment.reached": "49"}, {"employment.reached": "49"}, ["employment.reached"]),
    ("goal", {"finished": "0"}, {"finished": "0"}, ["finished"]),
    ("goal", {"finished": "0,000000001"}, {"finished": ""}, []),
]


@pytest.mark.parametrize(("name", "texts", "wanted", "wrong"), UNFINISHED)
def test_the_switcher_carries_a_form_that_is_not_finished(on, name, texts, wanted, wrong):
    """Not one number is lost on the way, and no answer stands there that nobody asked for."""
    page = on(name, "sv")
    for key, text in texts.items():
        field(page, key).fill(text)
    expect(page.locator(".calculator-waiting")).to_be_visible()
    page.locator("header a[hreflang='fi']").first.click()
    for key, text in wanted.items():
        value = "9\u00a0500" if text == "9500" else text
        expect(field(page, key)).to_have_value(value)
    expect(page.locator(".calculator-waiting")).to_be_visible()
    expect(page.locator(".calculator-answer")).to_be_hidden()
    expect(page.locator(".calculator-notice")).to_be_hidden()
    marked = page.locator("[aria-invalid]").evaluate_all("all => all.map(({name}) => name)")
    assert sorted(marked) == sorted(wrong)


@pytest.mark.parametrize(
    ("name", "link"),
    [("goal", "#finished="), ("cost", "#began=50"), ("fidelity", "#outreach.score=3")],
)
def test_a_link_that_lacks_a_number_fills_in_the_others(on, name, link):
    """What lacks is asked for; nothing is wrong with the link."""
    page = on(name, "da", link)
    expect(page.locator(".calculator-notice")).to_be_hidden()
    key, _, value = link[1:].partition("=")
    box = field(page, key)
    if box.count() == 1:
        expect(box).to_have_value(value)
        expect(page.locator(".calculator-waiting")).to_be_visible()
        expect(page.locator(".calculator-answer")).to_be_hidden()
    else:
        expect(page.locator(f"[name='{key}'][value='{value}']")).to_be_checked()
    assert page.locator("[aria-invalid]").count() == 0


def test_one_bad_part_spoils_a_good_link(on):
    """Nothing is half filled in."""
    page = on("goal", "da", "#finished=40&nobody=1")
    expect(page.locator(".calculator-notice")).to_be_visible()
    expect(field(page, "finished")).to_have_value("48")


def test_a_link_without_an_optional_number_leaves_its_field_empty(on):
    page = on("benefits", "fi", "#weeks=")
    expect(page.locator(".calculator-notice")).to_be_hidden()
    expect(field(page, "weeks")).to_have_value("")
    assert page.locator("[aria-invalid]").count() == 0


def test_too_many_rows_in_a_link_are_refused(on):
    most = made("rapid-search").spec.rows
    [(group, rows)] = [(name, rows) for name, rows in most.items() if rows.free]
    page = on("rapid-search", "fi", f"#{group}-{rows.free + 1}.start=2026-01-01")
    expect(page.locator(".calculator-notice")).to_be_visible()


def test_a_link_to_a_heading_is_no_damaged_link(on):
    page = on("goal", "da", "#formulas")
    expect(page.locator(".calculator-notice")).to_be_hidden()


@pytest.mark.parametrize("name", [name for name in NAMES if made(name).fills])
def test_one_click_fills_in_a_report(on, name):
    it, page = made(name), on(name, "sv")
    for fill, values in it.fills.items():
        page.locator(f".calculator-fill a[href='#{fragment(it, values)}']").click()
        expect(page.locator(".calculator-notice")).to_be_hidden()
        for key, value in values.items():
            if value is not None and not it.field(key).radio:
                day = it.field(key).kind == "date"
                text = dateform.write(value, "sv") if day else None
                expect(field(page, key)).to_have_value(text or re.compile(r"\d"))
        assert page.locator("[aria-invalid]").count() == 0, fill


def test_the_way_back_leads_from_a_report_to_what_was_typed(on):
    """Filling in overwrites what stands there: it must not be lost."""
    it, page = made("goal"), on("goal", "sv")
    values = next(iter(it.fills.values()))
    link = page.locator(f".calculator-fill a[href='#{fragment(it, values)}']")
    filled = numberform.write(values["finished"], "sv")
    assert filled not in ("41", "42")
    for text in ("41", "42", "x"):  # once more from the same report; and with something wrong
        field(page, "finished").fill(text)
        field(page, "studies.reached").fill("5")
        link.click()
        expect(field(page, "finished")).to_have_value(filled)
        page.go_back()
        expect(field(page, "finished")).to_have_value("" if text == "x" else text)
        expect(field(page, "studies.reached")).to_have_value("5")
        page.go_forward()
        expect(field(page, "finished")).to_have_value(filled)
    expect(page.locator(".calculator-notice")).to_be_hidden()


def test_the_way_back_leads_from_a_report_to_the_example(on):
    page = on("goal", "sv")
    first = answer_of(page)
    page.locator(".calculator-fill a").last.click()
    expect(page.locator(".calculator-example")).to_be_hidden()
    page.go_back()
    expect(page.locator(".calculator-example")).to_be_visible()
    assert answer_of(page) == first


# -- CSV --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_the_csv_opens_as_written(on, name, language):
    """`;`, decimal comma, UTF-8 with BOM; numbers read back by each country's form."""
    it, page = made(name), on(name, language)
    _, given = valid(it)[0]
    send(page, it, language, given)
    with page.expect_download() as download:
        press(page, "csv")
    assert download.value.suggested_filename == f"{name}.csv"
    raw = Path(download.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in raw
    assert b"\n" not in raw.replace(b"\r\n", b"")
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    answer = work_out(it, given)
    own = a_page(name, language).meta["calculator"]
    found = {line[0]: line[1] for line in lines if len(line) > 1}
    assert len(lines) > len(it.spec.inputs)
    for key, each in it.spec.inputs.items():
        cell = found.get(own["inputs"][key]["label"])
        if cell is None or key in answer.hidden or answer.values[key] is None or each.radio:
            continue
        if each.kind == "date":
            assert cell == dateform.write(answer.values[key], "sv")
        else:
            assert float(parse_decimal(cell, LOCALES[language], strict=True)) == answer.values[key]
    for line in lines:
        for cell in line:
            bare = re.fullmatch(r"-?\d+(,\d+)?", cell)
            assert bare or not cell[:1] or cell[0] not in "=+-@\t\r", cell


@pytest.mark.parametrize("name", ["cost", "benefits", "demand"])
def test_what_is_taken_away_is_what_the_page_shows_and_nothing_twice(on, page, name):
    """No helper of a formula, and no line for what another rule would have worked out."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    it = made(name)
    on(name, "sv")
    send(page, it, "sv", it.defaults)
    own = a_page(name, "sv").meta["calculator"]
    answer = work_out(it, it.defaults)
    with page.expect_download() as download:
        press(page, "csv")
    raw = Path(download.value.path()).read_text("utf-8-sig")
    lines = list(csv.reader(io.StringIO(raw), delimiter=";"))
    once = [line[0] for line in lines if len(line) == 3 and line[0]]
    press(page, "copy")
    expect(page.locator(".calculator-done")).not_to_be_empty()
    text = page.evaluate("navigator.clipboard.readText()").split("\n")
    figures = {card.figure for card in it.spec.cards}
    wanted = {
        own["results"][key]
        for key, result in it.spec.results.items()
        if (result.working or key in figures) and answer.values[key] is not None
    }
    for key in own["results"].keys() & it.spec.results.keys():
        label = own["results"][key]
        assert once.count(label) == (label in wanted), key
        assert sum(line.startswith(f"{label}: ") for line in text) == (label in wanted), key
    asked = {each["label"] for each in own["inputs"].values()}
    assert {line[0] for line in lines if len(line) == 3 and not line[1]} - {""} <= asked
    heads = [line for line in lines if len(line) > 2 and not line[0]]
    assert all(len(set(head)) == len(head) for head in heads), heads


def test_a_text_cell_that_would_be_a_formula_gets_an_apostrophe(on):
    page = on("goal", "sv")
    page.evaluate("document.querySelector('h1').textContent = '=1+1'")
    with page.expect_download() as download:
        press(page, "csv")
    raw = Path(download.value.path()).read_text("utf-8-sig")
    assert "'=1+1" in raw
    assert not re.search(r"(^|;)=1", raw, re.MULTILINE)


# -- Text -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_has_answer_inputs_figures_limits_sources_and_link(on, page, language):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    it = made("goal")
    on("goal", language)
    send(page, it, language, {"finished": 47})
    press(page, "copy")
    expect(page.locator(".calculator-done")).not_to_be_empty()
    text = page.evaluate("navigator.clipboard.readText()")
    own = a_page("goal", language).meta["calculator"]
    assert page.locator("h1").inner_text().strip() in text
    assert page.locator(".calculator-headline").inner_text() in text
    assert f"{own['inputs']['finished']['label']}: 47" in text
    assert own["limits"]["local-share"] in text
    assert "finished=47" in text
    assert "\u00ad" not in text


SAID = [
    ("goal", [".figure-card [data-say]", ".calculator-reading"]),
    ("demand", [".calculator-reading", "[data-table='steps'] [data-value$='.coaches']"]),
    (
        "funnel",
        [
            "[data-table='step-by-step'] [data-say]",
            "[data-table='reasons'] tr:not([hidden]) [data-value]",
        ],
    ),
    ("where-we-stand", ["[data-table='first'] tr:not([hidden]) [data-value]"]),
    ("rapid-search", ["[data-table='drawn'] [data-say]:not([hidden])"]),
]


@pytest.mark.parametrize(("name", "parts"), SAID, ids=[name for name, _ in SAID])
def test_the_text_has_what_the_answer_says(on, page, name, parts):
    """k, n and interval, sentence by sentence and row by row."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    on(name, "da")
    press(page, "copy")
    expect(page.locator(".calculator-done")).not_to_be_empty()
    text = page.evaluate("navigator.clipboard.readText()")
    for part in parts:
        said = [each.text_content().replace("\u00ad", "") for each in page.locator(part).all()]
        said = [each for each in said if each]
        assert said, part
        assert [each for each in said if each not in text] == [], part


def test_the_text_says_each_time_whose_numbers_they_are(on, page):
    """The example's until somebody types, and the reader's from then on."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    on("goal", "sv")
    example = page.locator(".calculator-example").text_content().strip()
    for typed, theirs in ((None, True), ("47", False), ("48", True)):
        if typed:
            field(page, "finished").fill(typed)
        press(page, "copy")
        expect(page.locator(".calculator-done")).not_to_be_empty()
        assert (example in page.evaluate("navigator.clipboard.readText()")) is theirs, typed


@pytest.mark.parametrize(
    "clipboard", ["undefined", "{writeText: () => Promise.reject(new Error('denied'))}"]
)
def test_without_a_clipboard_the_text_stands_there_to_copy(on, page, clipboard):
    """There is none from disk in some browsers; in a frame it may be refused."""
    page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{value: {clipboard}}})")
    on("goal", "sv")
    press(page, "copy")
    box = page.locator(".calculator-text")
    expect(box).to_be_visible()
    expect(box).to_be_focused()
    assert "27,1" in box.input_value()


# -- A beside B -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_kept_result_stands_beside_the_next(on, name):
    it, page = made(name), on(name, "sv")
    (_, first), (_, second) = valid(it)[0], valid(it)[-1]
    send(page, it, "sv", first)
    compare = page.locator(".calculator-compare")
    expect(compare).to_be_hidden()
    kept = page.locator(".calculator-headline").inner_text()
    press(page, "keep")
    expect(compare).to_be_visible()
    expect(page.locator(".compare-same")).to_be_visible()
    send(page, it, "sv", second)
    expect(page.locator("[data-headline='a']")).to_have_text(kept)
    for line in compare.locator("tbody tr").all():
        a = line.locator(".compare-a").text_content()
        b = line.locator("[data-value]").text_content()
        assert line.is_visible() == (a != b), (a, b)
    press(page, "drop")
    expect(compare).to_be_hidden()


def test_an_error_takes_the_comparison_away_and_gives_it_back(on):
    page = on("goal", "sv")
    press(page, "keep")
    field(page, "finished").fill("x")
    expect(page.locator(".calculator-compare")).to_be_hidden()
    field(page, "finished").fill("47")
    expect(page.locator(".calculator-compare")).to_be_visible()


# -- Print ------------------------------------------------------------------------------------


def leaves(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


# Leaves of A4 that the example takes, in each language. The worksheet of where-we-stand is a leaf
# of its own.
LEAVES = {
    "benefits": 2,  # a table of 41 hours
    "caseload": 1,
    "community-time": 1,
    "cost": 2,
    "demand": 1,
    "employer-contacts": 1,
    "fidelity": 2,
    "funnel": 2,
    "goal": 2,
    "rapid-search": 2,
    "uncertainty": 2,
    "where-we-stand": 3,
}
ONE_LEAF = [name for name, count in LEAVES.items() if count == 1]
# Logs as long as they may become: inputs, a table with a line for each row, and the working.
LONGEST = {"rapid-search": 4, "employer-contacts": 3}


def test_each_calculator_says_how_many_leaves_it_prints():
    assert list(LEAVES) == NAMES


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_a_calculator_prints_on_so_many_leaves(on, name, language):
    assert leaves(on(name, language).pdf(format="A4")) == LEAVES[name]


@pytest.mark.parametrize("name", ONE_LEAF)
def test_a_kept_result_needs_no_further_leaf(on, name):
    it, page = made(name), on(name, "da")
    send(page, it, "da", valid(it)[0][1])
    press(page, "keep")
    send(page, it, "da", valid(it)[-1][1])
    assert leaves(page.pdf(format="A4")) == 1


def a_long_log(it) -> dict:
    """Values for as many rows as there may be; with days: every fourth has no second one."""
    [(name, rows)] = [(name, rows) for name, rows in it.spec.rows.items() if rows.free]
    given = {}
    for number in range(1, rows.free + 1):
        for at, (key, each) in enumerate(rows.inputs.items()):
            day = 20_000.0 + number + 30 * at
            missing = each.optional and number % 4 == 0
            value = day if each.kind == "date" else float(1 + number % 9)
            given[f"{name}-{number}.{key}"] = None if missing else value
    return given | {key: 20_200.0 for key, each in it.spec.inputs.items() if each.kind == "date"}


@pytest.mark.parametrize("name", LONGEST)
def test_a_long_log_prints_its_table_instead_of_leaves_of_bars(on, name):
    it, page = made(name), on(name, "sv")
    send(page, it, "sv", a_long_log(it))
    expect(page.locator(".calculator-answer")).to_be_visible()
    assert leaves(page.pdf(format="A4")) <= LONGEST[name]
    page.emulate_media(media="print")
    for drawing in page.locator(".calculator-chart .chart-drawing").all():
        expect(drawing).to_be_hidden()
    lines = page.locator(".calculator-chart tbody tr")
    assert lines.count() == max(rows.free for rows in it.spec.rows.values())
    assert all(line.is_visible() for line in lines.all())


def test_what_is_wrong_prints_what_stands_in_the_answers_place(on):
    page = on("benefits", "sv")
    field(page, "benefit").fill("x")
    page.emulate_media(media="print")
    expect(page.locator(".calculator-waiting")).to_be_visible()
    expect(page.locator(".calculator-answer")).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_profile_on_paper_names_both_ends_of_each_line_and_brings_its_worksheet(on, language):
    page = on("where-we-stand", language)
    page.emulate_media(media="print")
    rows = a_page("where-we-stand", language).meta["calculator"]["rows"]["statements"]
    shown = page.locator(".calculator-inputs .calculator-ends")
    for at, words in enumerate(rows.values()):
        expect(shown.nth(at)).to_contain_text(words["left"])
        expect(shown.nth(at)).to_contain_text(words["right"])
    expect(page.locator("#handout")).to_be_visible()
    sheet = page.locator("#handout ~ * td", has_text=next(iter(rows.values()))["left"])
    expect(sheet).to_be_visible()
    expect(page.locator("#counting")).to_be_hidden()


@pytest.mark.parametrize("name", NAMES)
def test_print_carries_date_inputs_answer_working_and_sources(on, name):
    page = on(name, "sv")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("[data-date]")).to_have_text(re.compile(r"\d{4}"))
    for part in ("headline", "inputs", "working", "limits", "sources", "printed"):
        expect(page.locator(f".calculator-{part}").first).to_be_visible()
    for gone in (".calculator-form", ".calculator-take", ".sections", "#formulas"):
        expect(page.locator(gone).first).to_be_hidden()
    rules = """() => {
      const rule = (selector, property) => [...document.querySelectorAll(selector)]
        .filter((element) => element.checkVisibility())
        .map((element) => getComputedStyle(element)[property]);
      return {
        heads: rule(".calculator table.data thead", "display"),
        rows: rule(".calculator table.data tbody tr", "breakInside"),
      };
    }"""
    left_out = """() => [...document.querySelectorAll(".calculator *")]
      .filter((each) => getComputedStyle(each).contentVisibility !== "visible").length"""
    assert page.evaluate(left_out) == 0, "paper has what nobody has scrolled to"
    found = page.evaluate(rules)
    assert set(found["heads"]) <= {"table-header-group"}, "table heads repeat on each leaf"
    assert set(found["rows"]) <= {"avoid"}, "no row is cut"


SEEN = [
    ("opened", "document.querySelector('.calculator-chart details').open = true"),
    ("left", "document.activeElement.blur()"),
    ("printed", "dispatchEvent(new Event('beforeprint'))"),
]


@pytest.mark.parametrize(("seen", "how"), SEEN, ids=[seen for seen, _ in SEEN])
def test_a_folded_table_is_right_whenever_somebody_sees_it(on, seen, how):  # noqa: ARG001
    """While somebody types it is left alone: that is most of the work of a key stroke."""
    it, page = made("benefits"), on("benefits", "sv")
    send(page, it, "sv", it.defaults)
    cell = page.locator(".calculator-chart details [data-value='hours-10.net']")
    before = cell.text_content()
    field(page, "wage_hour").fill("210")
    answer = work_out(it, it.defaults | {"wage_hour": 210})
    own = a_page("benefits", "sv")
    view = View(it, own, own.meta["calculator"])
    view.answer = view.writer.answer = answer
    assert view.value("hours-10.net") != before
    assert cell.text_content() == before, "it is painted with each key stroke: slow"
    page.evaluate(how)
    expect(cell).to_have_text(view.value("hours-10.net"))


WORKING = ".calculator-working"

# A stroke as typing tells of it, and what stands out of sight at once, in two frames, and after.
STROKE = """async ([name, value, selector]) => {
  const field = document.querySelector(".calculator-form").elements[name];
  const cell = document.querySelector(selector);
  const sentence = document.querySelector(".calculator-headline");
  const seen = [];
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  scrollTo(0, 0);
  await frame();
  await frame();
  field.value = value;
  field.dispatchEvent(new InputEvent("input", {bubbles: true}));
  seen.push(cell.textContent, sentence.textContent);
  await frame();
  await frame();
  seen.push(cell.textContent);
  return seen;
}"""


def test_what_is_out_of_sight_is_right_two_frames_later(on):
    """The sentence is right at once; nobody sees the working, which is most of the work."""
    it, page = made("benefits"), on("benefits", "sv")
    send(page, it, "sv", it.defaults)
    before = page.locator(WORKING).text_content()
    sentence = page.locator(".calculator-headline").text_content()
    at_once, said, later = page.evaluate(STROKE, ["wage_hour", "210", WORKING])
    assert said != sentence
    assert at_once == before != later
    send(page, it, "sv", it.defaults | {"wage_hour": 210})
    assert page.locator(WORKING).text_content() == later


def test_what_is_in_sight_is_right_at_once(on):
    page, it = on("benefits", "sv"), made("benefits")
    send(page, it, "sv", it.defaults)
    page.set_viewport_size({"width": 1280, "height": 6000})
    at_once, _, later = page.evaluate(STROKE, ["wage_hour", "210", WORKING])
    assert at_once == later


def test_an_answer_that_comes_back_comes_whole(on):
    """While it is away it is out of sight; what stood there before is of other numbers."""
    page, it = on("benefits", "sv"), made("benefits")
    send(page, it, "sv", it.defaults)
    page.evaluate(STROKE, ["wage_hour", "x", WORKING])
    assert not page.locator(".calculator-answer").is_visible()
    at_once, _, later = page.evaluate(STROKE, ["wage_hour", "210", WORKING])
    assert at_once == later


def test_a_folded_table_is_right_before_it_opens(on):
    """Not a moment later: the browser tells that it is open when it may have been seen."""
    it, page = made("benefits"), on("benefits", "sv")
    send(page, it, "sv", it.defaults)
    cell = page.locator(".calculator-chart details [data-value='hours-10.net']")
    before = cell.text_content()
    field(page, "wage_hour").fill("210")
    assert cell.text_content() == before
    at_once = "summary => { summary.click(); return document.querySelector('CELL').textContent; }"
    at_once = at_once.replace("CELL", '.calculator-chart details [data-value="hours-10.net"]')
    assert page.locator(".calculator-chart summary").evaluate(at_once) != before


def test_a_line_that_comes_back_is_right_at_once(on):
    """A table that shows some rows only: what stands in the others is not painted before."""
    it, page = made("benefits"), on("benefits", "sv")
    send(page, it, "sv", it.defaults)
    own = a_page("benefits", "sv")
    view = View(it, own, own.meta["calculator"])
    seen = 0
    for costs in ("5000", "0", "1234"):
        field(page, "costs").fill(costs)
        view.answer = view.writer.answer = work_out(it, it.defaults | {"costs": float(costs)})
        for cell in page.locator("[data-table='falls'] tr:not([hidden]) [data-value]").all():
            assert cell.text_content() == view.value(cell.get_attribute("data-value")), costs
            seen += 1
    assert seen
