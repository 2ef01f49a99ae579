"""What we do not write: which forms are found, where a word is right, and that the list holds."""

from __future__ import annotations

import pytest
from conftest import ROOT

from macros.factfile import read
from macros.facts import LANGUAGES
from tools.rules import terms

LISTED = read(ROOT / terms.LIST, dict[str, list[terms.Avoided]])


@pytest.mark.parametrize(
    ("say", "text", "found"),
    [
        ("handikapp*", "Handikappad, och ett handikapp.", ["Handikappad", "handikapp"]),
        ("*skola", "En folkhögskola.", ["folkhögskola"]),
        ("amt", "Ett amter.", []),
        ("amt", "Ett samt.", []),
        ("lider av", "Hon lider  av det.", ["lider  av"]),
        ("TE-toimist*", "TE-toimistossa.", ["TE-toimistossa"]),
    ],
)
def test_words_are_found_whole_and_in_any_case(say, text, found):
    assert [match[0] for match in terms.pattern(say).finditer(text)] == found


@pytest.mark.parametrize(
    ("language", "text", "written"),
    [
        ("sv", "Hjälp för de psykiskt sjuka.", "de psykiskt sjuka"),
        ("sv", "Han är missbrukare.", "missbrukare"),
        ("sv", "Landstinget betalar.", "Landstinget"),
        ("da", "Indsats for sindslidende.", "sindslidende"),
        ("da", "Støtte til de psykisk syge.", "de psykisk syge"),
        ("da", "Amterne betaler.", "Amterne"),
        ("fi", "Palvelu mielisairaille.", "mielisairaille"),
        ("fi", "Soittakaa TE-toimistoon.", "TE-toimistoon"),
        ("fi", "Syrjäytyneet nuoret.", "Syrjäytyneet"),
    ],
)
def test_the_list_finds_what_it_is_for(language, text, written):
    assert written in [found for _, _, found in terms.said(text, language, LISTED[language])]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("I Danmark heter det förtidspension.", None),
        ("Den som har förtidspension kan söka.", "denmark"),
        ('Det heter <span lang="fi">TE-byrå</span>.', None),
        ("Fråga [kommunen](https://example.org/handikapp).", None),
        ("Personer med psykisk sjukdom.", None),
    ],
)
def test_what_is_right_where_it_stands_is_let_through(text, country):
    assert list(terms.said(text, "sv", LISTED["sv"], country)) == []


def test_the_list_says_nothing_twice_and_contradicts_itself_nowhere():
    """What it tells to write instead is not itself a word that it forbids."""
    assert set(LISTED) == set(LANGUAGES)
    for language, entries in LISTED.items():
        every = [say.casefold() for entry in entries for say in entry.say]
        assert len(every) == len(set(every)), language
        for entry in entries:
            assert list(terms.said(entry.instead, language, entries)) == [], entry.say
