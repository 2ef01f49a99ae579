"""What a form does beyond plain numbers: rows that grow, days, fields that come and go."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path

import pytest
from calculator_tools import a_page, field, made, send, snapshot, typed
from playwright.sync_api import expect

from macros import dateform
from macros.facts import LANGUAGES

EPOCH = dt.date(1970, 1, 1)
# name, language, and what is typed in a new row, by the row's fields in their order
GROWING = [
    ("rapid-search", "da", ["2.9.2026", "1.10.2026"], ["2026-09-02", "2026-10-01"]),
    ("employer-contacts", "fi", ["0,5", "7"], ["0.5", "7"]),
]
FREE = pytest.mark.parametrize(("name", "language", "keys", "linked"), GROWING)


@pytest.fixture
def on(page):
    """Opens the page of a calculator in a language; time stands still until it is told to go."""

    def go(name: str, language: str):
        page.clock.install()
        page.goto(f"{language}/calculators/{name}/")
        return page

    return go


def focused(page) -> str | None:
    """The field or button that has the focus."""
    return page.evaluate(
        "(({name, dataset}) => name || dataset.add || dataset.remove)(document.activeElement)"
    )


def press(page, name: str, key: str = "Enter"):
    """A row's button, by keyboard: `add` or `remove` with the group or row that it is for."""
    page.locator(f"[data-{name}]").focus()
    page.keyboard.press(key)


def status(page):
    return page.locator(".calculator-status")


def fields(page) -> dict[str, str]:
    """What stands in the fields."""
    return page.evaluate(
        """() => Object.fromEntries(new FormData(document.querySelector(".calculator-form")))"""
    )


def rows_of(page) -> list[list[str]]:
    """The free rows, each with what stands in its fields."""
    found: dict[str, list[str]] = {}
    for key, text in fields(page).items():
        if "." in key:
            found.setdefault(key.partition(".")[0], []).append(text)
    assert [re.sub(r".*-", "", row) for row in found] == [str(n + 1) for n in range(len(found))]
    return list(found.values())


def lines_of(page) -> list[list[str]]:
    """The cells of the CSV."""
    with page.expect_download() as download:
        page.locator("[data-take='csv']").click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    return [line for line in csv.reader(io.StringIO(text), delimiter=";") if line]


def link_of(page) -> dict[str, str]:
    page.locator("[data-take='link']").click()
    return dict(part.split("=") for part in page.evaluate("location.hash.slice(1)").split("&"))


# -- Rows that the reader adds ----------------------------------------------------------------


@FREE
def test_a_row_added_by_keyboard_is_said_counted_and_taken_along(on, name, language, keys, linked):
    it, own = made(name), a_page(name, language)
    page = on(name, language)
    group = it.groups["log"]
    count, inputs = len(group.ids), list(group.spec.inputs)
    row = group.row(count + 1)
    press(page, "add='log'")
    assert focused(page) == f"{row}.{inputs[0]}"
    label = page.locator(f"form [data-label='{row}']").first.text_content()
    assert str(count + 1) in label
    expect(status(page)).to_have_text(own.words.say("calculator.added", row=label))
    assert len(rows_of(page)) == count + 1
    for text in keys:
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    assert focused(page) == row  # the button that removes it
    assert page.locator("[aria-invalid]").count() == 0
    # The link, the table to download, the drawing, the working, and paper.
    link = link_of(page)
    assert [link[f"{row}.{key}"] for key in inputs] == linked
    lines = lines_of(page)
    [line] = [line for line in lines if line[0] == label]
    assert line[1:3] == [text.replace(".", ",") if "-" not in text else text for text in linked]
    heads = next(each for each in lines if each[0] == "" and len(each) == len(line))
    assert own.meta["calculator"]["inputs"][inputs[0]]["label"] in heads[1]
    assert page.locator(f"svg g[data-row='{row}']:not([display])").count() > 0
    page.emulate_media(media="print")
    for each in inputs:
        shown = page.locator(f".calculator-inputs [data-input='{row}.{each}']")
        expect(shown).to_be_visible()
        expect(shown).to_contain_text(label)
    expect(page.locator(f".calculator-working [data-row='{row}']").first).to_be_visible()
    expect(page.locator(".calculator-form")).to_be_hidden()
    # The link opens with the row in it.
    page.emulate_media(media="screen")
    before, address = rows_of(page), page.url
    page.goto("about:blank")
    page.goto(address)
    assert rows_of(page) == before


@FREE
def test_removing_a_row_moves_the_next_ones_up(on, name, language, keys, linked):  # noqa: ARG001
    it, own = made(name), a_page(name, language)
    page = on(name, language)
    if it.spec.example_only:
        send(page, it, language, it.defaults)
    before = rows_of(page)
    first = next(iter(it.groups["log"].spec.inputs))
    gone = page.locator("form [data-label='log-2']").first.text_content()
    press(page, "remove='log-2'")
    assert rows_of(page) == [before[0], *before[2:]]
    assert focused(page) == f"log-2.{first}"
    expect(status(page)).to_have_text(own.words.say("calculator.removed", row=gone))
    for key, text in fields(page).items():
        if "." in key:  # the answer has what the field has
            shown = page.locator(f".calculator-inputs [data-value='{key}']")
            assert (shown.text_content().startswith(text)) or text == ""
    # The last one: nothing stands behind it, and the focus goes to the button that adds.
    press(page, f"remove='log-{len(before) - 1}'", "Space")
    assert rows_of(page) == [before[0], *before[2:-1]]
    assert focused(page) == "log"
    # An error goes with its row, and a summary with it.
    page.locator(f"input[name='log-2.{first}']").fill("x")
    page.locator(".calculator-go").click()
    expect(page.locator(".calculator-summary a")).to_have_count(1)
    press(page, "remove='log-2'")
    expect(page.locator(".calculator-summary")).to_be_hidden()
    assert page.locator("[aria-invalid]").count() == 0
    # Until one is left, which is emptied and stays.
    for _ in range(len(before) - 4):
        press(page, "remove='log-1'")
    assert rows_of(page) == [before[-2]]
    press(page, "remove='log-1'")
    assert rows_of(page) == [["", ""]]
    assert focused(page) == f"log-1.{first}"
    expect(page.locator(".calculator-answer")).to_be_visible()


@FREE
def test_rows_end_at_most_and_begin_anew_as_they_were(on, name, language, keys, linked):  # noqa: ARG001
    it = made(name)
    page = on(name, language)
    most, built, typed_in = it.spec.rows["log"].free, snapshot(page), fields(page)
    page.evaluate(
        """most => {
          const add = document.querySelector("[data-add]");
          const count = () => document.querySelectorAll("[data-remove]").length;
          while (count() < most - 1) add.click();
        }""",
        most,
    )
    add = page.locator("[data-add]")
    expect(add).to_be_enabled()
    press(page, "add='log'")
    assert len(rows_of(page)) == most
    expect(add).to_be_disabled()
    looks = "element => getComputedStyle(element).color"
    assert add.evaluate(looks) != page.locator(".calculator-reset").evaluate(looks)
    press(page, "add='log'")
    assert len(rows_of(page)) == most
    assert focused(page) == "log"  # it says that it is disabled, and keeps the focus
    press(page, f"remove='log-{most}'")
    expect(add).to_be_enabled()
    page.locator("input[name='log-2." + next(iter(it.groups["log"].spec.inputs)) + "']").fill("x")
    press(page, "remove='log-1'")
    page.locator(".calculator-reset").click()
    page.clock.fast_forward(5000)
    assert fields(page) == typed_in
    assert snapshot(page) == built


# -- Days -------------------------------------------------------------------------------------

DAY = dt.date(2026, 11, 22)
READ = [
    "2026-11-22", "22.11.2026", "22. 11. 2026", "22/11/2026", "22-11-2026", " 22.11.2026 ",
]  # fmt: skip
UNREAD = ["31.2.2026", "2026-02-30", "11/22/2026", "22.11.26", "22.11.", "22 november 2026", "48"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_understood_and_what_is_no_day_is_told(on, language):
    page, own = on("rapid-search", language), a_page("rapid-search", language)
    say, prefix = own.words.say, own.words["calculator.error.prefix"]
    written = dateform.write((DAY - EPOCH).days, language)
    box = page.locator("[data-field='counted_on']")
    at, read, told = (box.locator(each) for each in ("input", ".calculator-read", "[id$=-error]"))

    def enter(text: str):
        at.fill(text)
        at.blur()

    for text in READ:
        enter(text)
        expect(page.locator("dd[data-value='counted_on']")).to_have_text(written)
        expect(told).to_be_hidden()
        # Only what is written otherwise has to be confirmed.
        expect(read).to_be_visible(visible="".join(text.split()) != written)
        if read.is_visible():
            expect(read).to_have_text(say("calculator.understood", n=written))
    for text in UNREAD:
        enter(text)
        expect(told).to_have_text(f"{prefix} {say('number.not-a-date')}")
        expect(page.locator(".calculator-answer")).to_be_hidden()
        expect(read).to_be_hidden()
    low, high = (dateform.write((dt.date(*day) - EPOCH).days, language)
                 for day in ((2000, 1, 1), (2099, 12, 31)))  # fmt: skip
    for text in ("31.12.1999", "2100-01-01"):
        enter(text)
        expect(told).to_have_text(f"{prefix} {say('number.out-of-range-date', min=low, max=high)}")
    enter("2026-11-22")
    expect(page.locator(".calculator-answer")).to_be_visible()
    start = field(page, "log-1.start")
    start.fill("")
    start.blur()
    told = page.locator("[data-field='log-1.start'] .calculator-error")
    expect(told).to_have_text(f"{prefix} {say('number.empty-date')}")
    start.fill(dateform.write((dt.date(2026, 7, 7) - EPOCH).days, language))  # after the meeting
    own_words = own.meta["calculator"]["checks"]["contact-before-start"]
    told = page.locator("[data-field='log-1.contact'] .calculator-error")
    expect(told).to_have_text(re.compile(re.sub(r"\\{.*?\\}", ".+", re.escape(own_words))))


# -- Fields that are there only sometimes -----------------------------------------------------


def there(page, key: str) -> tuple[bool, bool]:
    """Is the field there, and its line in the list of what was filled in?"""
    box, line = (f"[data-{part}='{key}']" for part in ("field", "input"))
    return page.locator(box).is_visible(), not page.locator(line).evaluate("line => line.hidden")


def label_of(page, key: str) -> str:
    return page.locator(f"[data-field='{key}'] label").text_content()


def heads_with(page, label: str) -> list[str]:
    """The cells of the CSV that begin so."""
    return [cell for line in lines_of(page) for cell in line if cell.startswith(label)]


def test_a_rule_hides_the_fields_of_the_others(on):
    """Hidden, they are not checked or taken along; shown again, they keep what was typed."""
    page, it = on("benefits", "da"), made("benefits")
    rule = page.locator("[name='rule']")
    send(page, it, "da", {**it.defaults, "free": "x", "taper": "101", "limit": 9000})
    expect(page.locator(".calculator-summary a")).to_have_count(2)
    rule.nth(1).check()
    expect(page.locator(".calculator-summary")).to_be_hidden()
    expect(page.locator(".calculator-answer")).to_be_visible()
    # All others are there in the link, in the table, in the list; those of other rules are not.
    seen = {"free": False, "taper": False, "limit": True, "deduction": False}
    seen["resting_months"] = False
    link, lines = link_of(page), lines_of(page)
    first = {line[0] for line in lines}
    for key in it.spec.inputs:
        shown = seen.get(key, True)
        assert (key in link) is shown, key
        if not it.field(key).radio:
            assert there(page, key) == (shown, shown), key
            assert (label_of(page, key) in first) is shown, key
    assert link["limit"] == "9000"
    rule.nth(0).check()
    expect(page.locator(".calculator-answer")).to_be_hidden()
    expect(field(page, "free")).to_have_value("x")
    expect(field(page, "taper")).to_have_value("101")
    assert page.locator("[aria-invalid]").count() == 2
    send(page, it, "da", {"free": 4000, "taper": 50})
    assert {"free", "taper"} <= link_of(page).keys()
    assert "limit" not in link_of(page)
    rule.nth(1).check()
    assert link_of(page)["limit"] == "9000"


def test_the_subsidised_are_asked_for_where_they_are_taken_away(on):
    page, it = on("goal", "fi"), made("goal")
    key, jobs = "employment.subsidised", page.locator("[name='jobs']")
    label = label_of(page, key)
    assert there(page, key) == (False, False)
    assert key not in link_of(page)
    assert not heads_with(page, label)
    assert page.locator("[data-value='employment.share']").first.text_content().startswith("27,1")
    jobs.nth(1).check()
    assert there(page, key) == (True, True)
    assert there(page, "studies.subsidised") == (False, False)
    assert page.locator("[data-value='employment.share']").first.text_content().startswith("12,5")
    assert link_of(page)[key] == "7"
    assert len(heads_with(page, label)) == 1
    field(page, key).fill("99")
    field(page, key).blur()
    expect(page.locator(".calculator-answer")).to_be_hidden()
    jobs.nth(0).check()
    expect(page.locator(".calculator-answer")).to_be_visible()
    assert page.locator("[aria-invalid]").count() == 0
    assert page.locator("[data-value='employment.share']").first.text_content().startswith("27,1")
    jobs.nth(1).check()
    expect(field(page, key)).to_have_value("99")
    expect(page.locator(f"[data-field='{key}'] [aria-invalid]")).to_have_count(1)
    page.locator(".calculator-reset").click()
    expect(field(page, key)).to_have_value(typed(it, "fi", key, it.defaults[key]))
    expect(page.locator(".calculator-answer")).to_be_visible()
