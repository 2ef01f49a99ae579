"""Numbers are written as the browser's Intl writes them, and read as people type them."""

from __future__ import annotations

import json
import random

import pytest
import yaml
from conftest import ROOT

from macros.numberform import LANGUAGES, MOST_DECIMALS, read, rounded, write

CASES = yaml.safe_load((ROOT / "tests" / "number_cases.yml").read_text("utf-8"))
TYPED = [(language, case) for case in CASES for language in LANGUAGES]
NUMBERS = 10_000


@pytest.fixture(scope="module")
def browser_page(chromium):
    page = chromium.new_page()
    page.add_script_tag(path=str(ROOT / "docs" / "assets" / "numberform.js"))
    yield page
    page.close()


def expected(case: dict, language: str) -> dict:
    wanted = case.get("all", case.get(language))
    if isinstance(wanted, str):
        return {"value": None, "reason": wanted}
    return {"value": wanted, "reason": None}


@pytest.mark.parametrize(("language", "case"), TYPED, ids=lambda x: x if x in LANGUAGES else None)
def test_what_people_type_is_read_as_the_table_says(language, case):
    reading = read(case["text"], language)
    assert {"value": reading.value, "reason": reading.reason} == expected(case, language)
    if reading.reason == "number.ambiguous" and "places" in case:
        assert reading.places == case["places"]


def test_the_browser_reads_the_same_table_alike(browser_page):
    texts = [[case["text"], language] for language, case in TYPED]
    found = browser_page.evaluate(
        "texts => texts.map(([text, language]) => numberform.read(text, language))", texts
    )
    wanted = [read(text, language)._asdict() for text, language in texts]
    assert found == wanted


def test_the_browser_reads_random_text_alike(browser_page):
    """Ten thousand strings of the signs that numbers are made of."""
    dice = random.Random(7)  # noqa: S311 - the same text on every run
    signs = "0123456789" * 3 + "..,,  \u00a0\u202f-\u2212e'\n"
    texts = [
        ["".join(dice.choices(signs, k=dice.randrange(1, 9))), dice.choice(LANGUAGES)]
        for _ in range(10_000)
    ]
    found = browser_page.evaluate(
        "texts => JSON.stringify(JSON.parse(texts).map(([text, language]) =>"
        " numberform.read(text, language)))",
        json.dumps(texts),
    )
    wrong = [
        (text, ours, theirs)
        for text, theirs in zip(texts, json.loads(found), strict=True)
        if (ours := read(*text)._asdict()) != theirs
    ]
    assert wrong == []


def numbers() -> list[tuple[float, int | None]]:
    """Numbers of all sizes, among them halves, long ones and those that round to nothing."""
    dice = random.Random(11)  # noqa: S311 - the same numbers on every run
    found = [
        (value, decimals)
        for value in (
            0,
            1,
            0.5,
            1.5,
            2.5,
            1.005,
            2.675,
            0.045,
            999.995,
            1e21,
            123456789.125,
            0.0005,
        )
        for sign in (1, -1)
        for decimals in (None, 0, 1, 2, 3)
        for value in (sign * value,)
    ]
    while len(found) < NUMBERS:
        size = 10 ** dice.randrange(-4, 12)
        value = dice.choice(
            [
                dice.uniform(-size, size),
                float(dice.randrange(-(10**6), 10**6)),
                dice.randrange(-(10**6), 10**6) / 1000,
                dice.randrange(-999, 999) / 2,
            ]
        )
        found.append((value, dice.choice([None, 0, 1, 2, 3])))
    return found


# `negative` shows no sign on what rounds to zero; ours never does.
INTL = """([language, numbers]) => {
  const writers = [null, 0, 1, 2, 3].map((decimals) => new Intl.NumberFormat(language, {
    signDisplay: "negative",
    minimumFractionDigits: decimals ?? 0, maximumFractionDigits: decimals ?? 3}));
  return JSON.parse(numbers).map(([value, decimals]) =>
    writers[decimals === null ? 0 : decimals + 1].format(value)).join("|");
}"""
TWIN = """([language, numbers]) => JSON.parse(numbers).map(([value, decimals]) =>
  numberform.write(value, language, decimals)).join("|")"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("script", [INTL, TWIN], ids=["Intl", "twin"])
def test_ten_thousand_numbers_are_written_as_the_browser_writes_them(
    browser_page, language, script
):
    given = numbers()
    theirs = browser_page.evaluate(script, [language, json.dumps(given)]).split("|")
    wrong = [
        (number, ours, other)
        for number, other in zip(given, theirs, strict=True)
        if (ours := write(number[0], language, number[1])) != other
    ]
    assert wrong == []
    assert len(given) >= NUMBERS


def test_the_signs_are_each_languages_own():
    shown = {language: write(-1234567.5, language, 2) for language in LANGUAGES}
    assert shown == {
        "sv": "\u22121\u00a0234\u00a0567,50",
        "da": "-1.234.567,50",
        "fi": "\u22121\u00a0234\u00a0567,50",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_read_back(language):
    """A reader may copy any number of ours into a field."""
    for value, decimals in numbers()[:2000]:
        if abs(value) < 1e12:
            shown = write(value, language, decimals)
            as_shown = rounded(value, MOST_DECIMALS if decimals is None else decimals)
            assert read(shown, language).value == float(as_shown), shown
