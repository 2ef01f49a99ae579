"""The words of a language: strict, in whole sentences, numbers and dates as it writes them."""

from __future__ import annotations

import datetime as dt

import pytest

from macros import words
from macros.facts import FactsError


@pytest.fixture
def docs(tmp_path):
    """Three languages with one word list each."""
    texts = {
        "sv": 'left: {one: "{n} dag kvar", other: "{n} dagar kvar"}\nhello: "Hej {name}"\n',
        "da": 'left: {one: "{n} dag tilbage", other: "{n} dage tilbage"}\nhello: "Hej {name}"\n',
        "fi": 'left: {one: "{n} päivä", other: "{n} päivää"}\nhello: "Hei {name}"\n',
    }
    for language, text in texts.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "_words.yml").write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("sv", 1, "1 dag kvar"),
        ("sv", 0, "0 dagar kvar"),
        ("da", 1, "1 dag tilbage"),
        ("fi", 1.5, "1,5 päivää"),
    ],
)
def test_a_sentence_has_the_form_that_the_number_asks_for(docs, language, n, said):
    assert words.load(docs, language).say("left", n=n) == said


def test_a_missing_word_names_file_and_key(docs):
    with pytest.raises(
        words.WordsError, match=r"sv/_words\.yml: bye: this word is missing; add it"
    ):
        words.load(docs, "sv")["bye"]


def test_a_place_that_nobody_fills_is_an_error(docs):
    with pytest.raises(words.WordsError, match=r"hello: nobody fills the place \{name\}"):
        words.load(docs, "sv").say("hello", nome="x")


def test_a_word_with_forms_is_not_taken_for_a_plain_one(docs):
    with pytest.raises(words.WordsError, match="has forms"):
        words.load(docs, "sv")["left"]


def test_a_language_without_word_list_is_an_error(docs):
    (docs / "fi" / "_words.yml").unlink()
    with pytest.raises(FactsError, match="the file is missing; create it"):
        words.load(docs, "fi")


def test_a_changed_list_is_read_again(docs):
    assert words.load(docs, "sv").say("hello", name="x") == "Hej x"
    (docs / "sv" / "_words.yml").write_text('hello: "Hallå {name}"\n', "utf-8")
    assert words.load(docs, "sv").say("hello", name="x") == "Hallå x"


@pytest.mark.parametrize(
    ("language", "written"),
    [("sv", "30 juni 2017"), ("da", "30. juni 2017"), ("fi", "30. kesäkuuta 2017")],
)
def test_dates_are_written_as_the_language_writes_them(docs, language, written):
    assert words.load(docs, language).date(dt.date(2017, 6, 30)) == written


@pytest.mark.parametrize("language", ["sv", "da", "fi"])
def test_per_cent_stands_behind_a_no_break_space(docs, language):
    assert words.load(docs, language).percent(13 / 48) == "27,1\u00a0%"
