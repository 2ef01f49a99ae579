"""What counts as a word and a sentence, and what LIX makes of them."""

from __future__ import annotations

import pytest
from conftest import ROOT

from macros.facts import LANGUAGES
from tools.rules import readability
from tools.rules.project import PageFile, Project

HEAD = "---\ntitle: Ett mycket märkvärdigt ord\ndescription: Ett till.\n---\n\n"


def page_of(tmp_path, body: str) -> PageFile:
    file = tmp_path / "page.md"
    file.write_text(HEAD + body, "utf-8")
    return PageFile(file, "page.md")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Hon ringer. Han svarar!\nVem frågar?", [2, 2, 2]),
        ("En mening\nsom går över en rad.", [7]),
        ("Säg det: du väljer. Klockan 10:30 går vi.", [2, 2, 3]),
        ("Ta med t.ex. papper, bl.a. intyg.", [6]),
        ("Möt flera m.fl. personer.", [4]),
        ("”Får jag komma?” Det frågar hon.", [3, 3]),
        ("THL:s IPS-coach är d'accord.", [4]),
        ("- ett papper\n- en penna\n  som skriver", [2, 4]),
        ("1. Ring.\n2. Fråga.", [1, 1]),
        ("- [ ] Ring först.", [2]),
        ("En rad utan punkt\n\nEn till", [4, 2]),
        ("Läs [hela guiden](../guides/start.md#steps).", [3]),
        ('Det var {{ figure("a.b") }} personer ({{ source("x", "Table 2") }}).', [3]),
        ('I {{ term("caseload", "klientgruppen") }} ryms alla.', [4]),
        ("På engelska *place then train*{lang=en}.", [5]),
        ("Skriv till [oss](mailto:a@b.se) eller https://example.org/a.b.", [4]),
        ("!!! summary\n    Kort sagt.\n    Så är det.", [2, 3]),
    ],
)
def test_sentences_are_what_a_reader_takes_in_one_breath(tmp_path, body, words):
    found = readability.sentences(page_of(tmp_path, body))
    assert [len(sentence.words) for sentence in found] == words


@pytest.mark.parametrize(
    "body",
    [
        "## En lång rubrik {#heading}",
        "| Ord | Betydelse |\n| --- | --- |\n| ord | betydelse |",
        "```\nkod som ingen läser\n```",
        '{{ sources() }}\n\n{{ report("hudiksvall", "glance") }}',
        '!!! case "En titel"',
        "`kod`",
    ],
)
def test_what_is_no_running_text_is_not_measured(tmp_path, body):
    page = page_of(tmp_path, body)
    assert readability.sentences(page) == []
    assert readability.measure("sv", page) is None


def test_lix_is_the_length_of_sentences_and_the_share_of_long_words(tmp_path):
    """Eight words in two sentences, two with more than six letters: 8/2 + 100 × 2/8."""
    page = page_of(tmp_path, "Coachen frågar vad du vill.\nDu bestämmer själv.")
    assert readability.measure("sv", page) == 4 + 25
    assert readability.measure("da", page) == 4 + 25
    assert readability.measure("fi", page) == 4


def test_a_sentence_is_named_by_the_line_where_it_begins(tmp_path):
    page = page_of(tmp_path, "Kort.\nOckså kort. Den här\nmeningen går vidare.\nSlut.")
    assert [sentence.line for sentence in readability.sentences(page)] == [6, 7, 7, 9]


def test_the_check_shows_what_was_measured():
    """A line a language, with the range and the limit of each kind of page that there is."""
    lines = readability.summary(Project(ROOT))
    assert [line[:15] for line in lines] == [f"readability {language}," for language in LANGUAGES]
    assert "guides" in lines[0]
    assert "at most 45" in lines[0]
    assert "at most 14" in lines[2]
    assert all("the rest" in line for line in lines)
