"""Days are read as people type them and written as each language has them."""

from __future__ import annotations

import datetime as dt
import json
import random

import pytest
import yaml
from conftest import ROOT

from macros.dateform import FIRST, LAST, read, write
from macros.numberform import LANGUAGES

CASES = yaml.safe_load((ROOT / "tests" / "date_cases.yml").read_text("utf-8"))
EPOCH = dt.date(1970, 1, 1)
DAYS = 10_000


@pytest.fixture(scope="module")
def browser_page(chromium):
    page = chromium.new_page()
    page.add_script_tag(path=str(ROOT / "docs" / "assets" / "dateform.js"))
    yield page
    page.close()


def in_browser(page, texts: list[str]) -> list[dict]:
    return json.loads(
        page.evaluate(
            "texts => JSON.stringify(JSON.parse(texts).map((text) => dateform.read(text, 'sv')))",
            json.dumps(texts),
        )
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_what_people_type_is_read_as_the_table_says(case, language):
    reading = read(case["text"], language)
    wanted = float((case["day"] - EPOCH).days) if "day" in case else None
    assert (reading.value, reading.reason) == (wanted, case.get("refused"))


def test_the_browser_reads_the_same_table_alike(browser_page):
    texts = [case["text"] for case in CASES]
    assert in_browser(browser_page, texts) == [read(text, "sv")._asdict() for text in texts]


def test_the_browser_reads_random_text_alike(browser_page):
    """Ten thousand texts, most of them nearly days."""
    dice = random.Random(19)  # noqa: S311 - the same text on every run
    texts = []
    for _ in range(DAYS):
        sign = dice.choice(["-", ".", "/", ". ", " "])
        parts = [str(dice.randrange(34)), dice.choice(["2", "02", "4", "12", "13", "0"])]
        parts.insert(
            dice.choice([0, 2]), str(dice.choice([1900, 2000, 2023, 2024, 24, 99999, "0999"]))
        )
        text = sign.join(parts)
        at = dice.randrange(len(text) + 1)
        texts.append(text[:at] + dice.choice(["", "", "", " ", ".", "-", "1", "\n"]) + text[at:])
    ours = [read(text, "fi")._asdict() for text in texts]
    wrong = [
        (text, a, b)
        for text, a, b in zip(texts, ours, in_browser(browser_page, texts), strict=True)
        if a != b
    ]
    assert wrong == []
    assert sum(reading["value"] is not None for reading in ours) > DAYS / 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_thousand_days_are_written_alike_and_read_back(browser_page, language):
    """Those between the years 1000 and 9999; what lies beyond is written as their end."""
    dice = random.Random(23)  # noqa: S311 - the same days on every run
    days = [FIRST, LAST, FIRST - 1, LAST + 1, 1e300, 0, -1, 0.5, -0.5]
    days += [dice.randrange(FIRST, LAST) for _ in range(DAYS)]
    theirs = browser_page.evaluate(
        "([language, days]) => JSON.parse(days).map((day) => dateform.write(day, language))",
        [language, json.dumps(days)],
    )
    ours = [write(day, language) for day in days]
    assert ours == theirs
    assert all(
        read(text, language).value == day for text, day in zip(ours[9:], days[9:], strict=True)
    )


def test_each_language_writes_days_its_own_way():
    day = (dt.date(2026, 11, 2) - EPOCH).days
    shown = {language: write(day, language) for language in LANGUAGES}
    assert shown == {"sv": "2026-11-02", "da": "2.11.2026", "fi": "2.11.2026"}
