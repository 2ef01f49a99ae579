"""Easy-to-read pages: the switch both ways, from one line of front matter, and lines as written."""

from __future__ import annotations

import shutil

import pytest
from conftest import ROOT
from lxml import html
from test_check import FIXTURE

from macros import addresses, easy, words
from macros.facts import LANGUAGES

DOCS = FIXTURE / "docs" / "sv"


def test_the_switch_goes_both_ways_and_nowhere_else():
    assert easy.switches(DOCS)["easy/start.md"] == "guides/start.md"
    assert easy.switches(DOCS)["guides/start.md"] == "easy/start.md"
    assert "calculators/size.md" not in easy.switches(DOCS)


def test_the_list_of_easy_pages_may_name_a_full_page_and_none_leads_back(tmp_path):
    docs = shutil.copytree(FIXTURE / "docs", tmp_path / "docs")
    for language in LANGUAGES:
        shutil.copy(docs / language / "easy/start.md", docs / language / "easy/index.md")
    assert list(easy.faults(docs)) == []
    assert easy.switches(docs / "sv")["easy/index.md"] == "guides/start.md"
    assert easy.switches(docs / "sv")["guides/start.md"] == "easy/start.md"


def test_the_list_of_easy_pages_needs_no_full_page(tmp_path):
    docs = shutil.copytree(FIXTURE / "docs", tmp_path / "docs")
    for language in LANGUAGES:
        text = (docs / language / "easy/start.md").read_text("utf-8")
        listed = text.replace("full: guides/start.md\n", "")
        (docs / language / "easy/index.md").write_text(listed, "utf-8")
    assert list(easy.faults(docs)) == []


@pytest.mark.parametrize(
    ("made", "kept"),
    [
        ("<p>Ett.\nTvå.</p>", "<p>Ett.<br />\nTvå.</p>"),
        ("<p>Ett.<br />\nTvå.</p>", "<p>Ett.<br />\nTvå.</p>"),
        ("<p>Ett\n<a>två</a>\ntre</p>", "<p>Ett<br />\n<a>två</a><br />\ntre</p>"),
        ("<li>Ett.</li>\n<li>Två.\nTre.</li>", "<li>Ett.</li>\n<li>Två.<br />\nTre.</li>"),
        ("<li>1:\n<ul>\n<li>2.</li>\n</ul>\n</li>", "<li>1:\n<ul>\n<li>2.</li>\n</ul>\n</li>"),
        ("<li>\n<p>Ett.\nTvå.</p>\n</li>", "<li>\n<p>Ett.<br />\nTvå.</p>\n</li>"),
        ("<h2>Ett</h2>\n<pre>a\nb</pre>", "<h2>Ett</h2>\n<pre>a\nb</pre>"),
    ],
)  # fmt: skip
def test_each_line_stays_on_a_line_of_its_own(made, kept):
    """One thought a line, also in a reader view, on paper and for a screen reader."""
    assert easy.lines_kept(made) == kept


@pytest.mark.parametrize("language", LANGUAGES)
def test_easy_and_full_pages_lead_to_each_other(site, language):
    """Both links come from the easy page's front matter alone."""
    said = words.load(ROOT / "docs", language)

    def page(path):
        file = site / addresses.address(language, path) / "index.html"
        tree = html.parse(file)
        return tree, {
            (file.parent / href).resolve() for href in tree.xpath("//p[@class='switch']/a/@href")
        }

    pairs = easy.pairs(ROOT / "docs" / language)
    assert len(pairs) >= 8
    for path, full in pairs.items():
        tree, leads = page(path)
        assert leads == {(site / addresses.address(language, full)).resolve()}, path
        assert "easy" in tree.xpath("//article/@class")[0].split()
        assert said["theme.easy.mark"] in tree.xpath("//p[@class='meta']/strong/text()"), path
        if path == easy.INDEX:
            continue
        tree, leads = page(full)
        assert leads == {(site / addresses.address(language, path)).resolve()}, full
        assert "easy" not in tree.xpath("//article/@class")[0].split()
