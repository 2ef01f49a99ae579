"""The page of uncertainties: everything that is marked as unsure, in each language, and no more."""

from __future__ import annotations

import re

import pytest
import yaml
from conftest import ROOT
from lxml import html
from pydantic import ValidationError

from macros import facts, words
from macros.facts import LANGUAGES
from macros.settled import ORDER, Settled


def raw(path: str):
    return yaml.safe_load((ROOT / path).read_text("utf-8"))


@pytest.fixture(scope="module")
def marked() -> set[str]:
    """What the files themselves mark, read without the project's own code."""
    found = {
        f"unsure-source-{key}"
        for key, fact in raw("facts/sources.yml").items()
        if fact["verified"] != "whole"
    }
    for file in (ROOT / "facts" / "reports").glob("*.yml"):
        figures = yaml.safe_load(file.read_text("utf-8")).get("figures") or {}
        found |= {
            f"unsure-figure-{file.stem}-{key}"
            for key, fact in figures.items()
            if fact.get("verified") is False or fact.get("n_published") is False
        }
    found |= {
        f"unsure-benchmark-{key}"
        for key, fact in raw("facts/benchmarks.yml").items()
        if fact["verified"] is False
    }
    found |= {
        f"unsure-item-{item['id']}"
        for item in raw("facts/fidelity.yml")
        if item["verified"] != "all"
    }
    for language in LANGUAGES:
        found |= {
            f"unsure-term-{language}-{key}"
            for key, entry in raw(f"docs/{language}/_glossary.yml").items()
            if entry.get("status") == "unsure"
        }
    assert len(found) > 50
    return found


@pytest.fixture(scope="module", params=LANGUAGES)
def page_of(request, site):
    """The page of uncertainties in a language, and the language."""
    file = site / request.param / "about" / "uncertainties" / "index.html"
    return request.param, html.fromstring(file.read_text("utf-8"))


def test_everything_marked_as_unsure_is_on_the_page_and_nothing_else(marked, page_of):
    _, tree = page_of
    shown = [row.get("id") for row in tree.xpath("//tr[starts-with(@id, 'unsure-')]")]
    assert len(shown) == len(set(shown))
    assert marked == set(shown)


def test_each_is_said_in_words_and_stands_below_what_would_settle_it(page_of):
    """A kind heads its rows once, in the order from reading to asking."""
    language, tree = page_of
    listed = words.load(ROOT / "docs", language)
    heads = {listed[f"unsure.settled_by.{kind}"]: kind for kind in ORDER}
    for table in tree.xpath("//table[contains(@class, 'unsure')]"):
        kinds = []
        for row in table.xpath(".//tbody/tr"):
            if "group" in (row.get("class") or ""):
                kinds.append(heads[row.text_content().strip()])
            else:
                assert kinds, "a row without what would settle it"
                assert all(re.search(r"\w{2}", cell.text_content()) for cell in row)
        assert kinds == sorted(set(kinds), key=ORDER.index)


def test_its_links_lead_to_rows_and_entries_that_exist(site, page_of):
    language, tree = page_of
    here = site / language / "about" / "uncertainties"
    for link in tree.xpath("//tr[starts-with(@id, 'unsure-')]//a/@href"):
        path, _, anchor = link.partition("#")
        target = (here / path / "index.html").resolve()
        assert f'id="{anchor}"' in target.read_text("utf-8"), link


def test_what_other_languages_call_it_carries_its_language(page_of):
    language, tree = page_of
    for row in tree.xpath("//tr[starts-with(@id, 'unsure-term-')]"):
        speaks = row.get("id").split("-")[2]
        cell = row.xpath("./td")[0]
        assert bool(cell.xpath(f".//*[@lang='{speaks}']")) == (speaks != language)


def test_what_usually_settles_a_doubt_is_said_once():
    """A fact says `settled_by` only where it is in doubt."""

    class Fact(Settled):
        verified: bool

        @property
        def unsure(self):
            return not self.verified

    assert Fact(verified=True).settled is None
    assert Fact(verified=False).settled == "whole"
    assert Fact(verified=False, settled_by="form").settled == "form"
    with pytest.raises(ValidationError, match="mark it, or remove `settled_by`"):
        Fact(verified=True, settled_by="form")


def test_every_fact_that_can_be_unsure_says_when():
    for model in (facts.Source, facts.Figure, facts.Benchmark, facts.FidelityItem):
        assert "unsure" in vars(model)
        assert model.usually in ORDER
