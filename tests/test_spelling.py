"""Spelling: what is a word, what each language has, and that a slip does not pass."""

from __future__ import annotations

import json
import random
import subprocess

import pytest
from conftest import ROOT

from macros.facts import LANGUAGES
from tools.rules import dictionaries, prose, speller, spelling
from tools.rules.project import Project
from tools.rules.speller import Speller

LETTERS = {
    "sv": "abdefghijklmnoprstuvyåäö",
    "da": "abdefghijklmnoprstuvyæøå",
    "fi": "adehijklmnoprstuvyäö",
}
# Checked 500 to 1,000 a language: decisions/0010-spelling.md. What passes is a word as well.
CAUGHT = {"sv": 0.94, "da": 0.9, "fi": 0.9}


@pytest.fixture
def spellers(tmp_path) -> dict[str, Speller]:
    """The three languages with a short list of own words each."""
    (tmp_path / "language").mkdir()
    lists = {
        "sv": "# Own words\nfidelitets-\nHudiksvall\nMIELI\n",
        "da": "fidelitets-\nHudiksvall\n",
        "fi": "jobcenter\nKarlstad\nSoite\ntyöhön-\n",
    }
    for language, text in lists.items():
        (tmp_path / "language" / f"{language}.txt").write_text(text, "utf-8")
    return {language: Speller(tmp_path, language) for language in LANGUAGES}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("En coach, två coacher.", ["En", "coach", "två", "coacher"]),
        ("IPS-coachens THL:s m.fl.", ["IPS-coachens", "THL:s", "m.fl"]),
        ("hälso- och sjukvård", ["hälso-", "och", "sjukvård"]),
        ("En 18-vuotias nuori", ["En", "18-vuotias", "nuori"]),
        ("0:ssa, 0ssa, Soite</b>:n", ["Soite"]),
        ("z² + n² ± k", []),
        ("odaterad0", []),
    ],
)
def test_a_word_is_letters_with_what_hangs_on_them(text, found):
    assert [word for word, _ in spelling.words(text)] == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Arbetsgivarkontakter, yrkesprofilens heltidstjänster: m.fl. e-post t.ex."),
        ("sv", "Hudiksvalls IPS-coacher, THL:s och MIELI:s fidelitetsbedömning"),
        ("sv", "hälso- och sjukvården, korttids- eller långtidsarbete"),
        ("da", "Virksomhedskonsulenten, THL's og Hudiksvalls fidelitetsmåling, ca. kl. 8"),
        ("da", "social- og sundhedsområdet, IPS-konsulenternes borgere"),
        ("fi", "Työhönvalmentajansa, Työhönvalmentajia, IPS-työhönvalmennuksesta"),
        ("fi", "Soitessa, Karlstadiin, jobcenteriin, THL:n, CEPIstä"),
        ("fi", "sosiaali- ja terveyspalvelut, maalis–huhtikuu, 18-vuotias, liu’uttaa"),
    ],
)
def test_compounds_endings_and_initials_are_words(spellers, language, text):
    judge = spellers[language]
    assert [word for word, behind in spelling.words(text) if not judge.accepts(word, behind)] == []


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("sv", "arbetsgivarkontatk"),
        ("sv", "IPS-coahcer"),
        ("sv", "Hudikvsalls"),
        ("sv", "arbeite"),
        ("da", "beskæftigelsesindsatts"),
        ("da", "IPS-konsulneten"),
        ("da", "arbejdde"),
        ("fi", "työllisyysaluee"),
        ("fi", "tampereella"),
        ("fi", "IPS-valmenuksen"),
        ("fi", "Soitesta-palvleu"),
        ("fi", "työhönvalmenatja"),
    ],
)
def test_a_slip_is_no_word(spellers, language, word):
    assert not spellers[language].accepts(word)


def _slip(word: str, letters: str, chance: random.Random) -> str:
    """The word with one letter left out, doubled, swapped or mistaken."""
    at = chance.randrange(1, len(word) - 1)
    head, letter, tail = word[:at], word[at], word[at + 1 :]
    slips = [head + tail, head + 2 * letter + tail, head + tail[0] + letter + tail[1:]]
    return chance.choice([*slips, head + chance.choice(letters) + tail])


@pytest.mark.parametrize("language", LANGUAGES)
def test_planted_slips_in_the_sites_own_words_are_caught(language):
    """A checker that has fallen silent, or whose dictionary is the wrong one, fails here."""
    judge = dictionaries.load(language)
    texts = (text for *_, spoken, text in spelling._texts(Project(ROOT)) if spoken == language)  # noqa: SLF001
    every = {word for text in texts for word, _ in spelling.words(text)}
    plain = sorted(word for word in every if word.isalpha() and word.islower() and len(word) > 5)
    chance = random.Random(4)  # noqa: S311
    slips = {_slip(word, LETTERS[language], chance) for word in chance.sample(plain, 300)} - every
    caught = sum(not judge.knows(slip) for slip in slips)
    assert caught >= CAUGHT[language] * len(slips)


@pytest.mark.parametrize(
    ("language", "slip", "meant"),
    [
        ("sv", "arbetsgivarn", "arbetsgivare"),
        ("da", "arbejdsgiverne n".replace(" ", ""), "arbejdsgiveren"),
        ("fi", "työnatajan", "työnantajan"),
    ],
)
def test_a_message_says_what_may_have_been_meant(spellers, language, slip, meant):
    """What the site says already comes first."""
    assert spellers[language].knows(meant)
    assert spellers[language].suggest(slip)[0] == meant


def test_own_words_are_few_and_sorted_by_the_check():
    """What the dictionaries lack is names and borrowed words, not the language."""
    for language in LANGUAGES:
        assert len(Speller(ROOT, language).listed) < 200, language


def test_the_memory_is_never_needed_and_never_believed_of_another_edition(spellers, tmp_path):
    one = spellers["sv"]
    assert [one.knows("arbete"), one.knows("arbeite")] == [True, False]
    speller.remember(tmp_path, [one])
    kept = json.loads((tmp_path / speller.CACHE).read_text("utf-8"))
    assert kept["sv"]["verdicts"] == {"arbete": True, "arbeite": False}
    kept["sv"]["verdicts"]["arbeite"] = True
    (tmp_path / speller.CACHE).write_text(json.dumps(kept), "utf-8")
    assert Speller(tmp_path, "sv").knows("arbeite")
    kept["sv"]["version"] = "older"
    (tmp_path / speller.CACHE).write_text(json.dumps(kept), "utf-8")
    assert not Speller(tmp_path, "sv").knows("arbeite")
    (tmp_path / speller.CACHE).write_text("{", "utf-8")
    assert not Speller(tmp_path, "sv").knows("arbeite")


def test_what_readers_type_is_not_held_to_spelling(tmp_path):
    """Search lists hold old words, endings and English on purpose."""
    (tmp_path / "sv").mkdir()
    for name in ("_search.yml", "_words.yml", "_glossary.yml"):
        (tmp_path / "sv" / name).write_text("a: b\n", "utf-8")
    assert [file.name for file in prose.side_files(tmp_path, "sv")] == [
        "_glossary.yml",
        "_words.yml",
    ]


def test_the_memory_is_not_part_of_the_project():
    done = subprocess.run(["git", "check-ignore", "-q", speller.CACHE], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_a_checker_that_is_not_there_is_a_fault_and_not_silence(monkeypatch):
    def missing(name):
        error = dictionaries.importlib.metadata.PackageNotFoundError()
        error.args = (name,)
        raise error

    monkeypatch.setattr(dictionaries.importlib.metadata, "version", missing)
    dictionaries.load.cache_clear()
    [fault] = spelling.faults(Project(ROOT))
    dictionaries.load.cache_clear()
    assert str(fault).startswith("language: spelling was not checked: the package chunspell")
