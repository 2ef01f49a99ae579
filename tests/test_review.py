"""Reviews: the day by which each page is to be read again, and what an overdue page says."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest
from conftest import ROOT, build
from lxml import html
from test_check import FIXTURE

from macros import review, words
from macros.facts import LANGUAGES
from tools import check

REVIEWED = {"reviewed": dt.date(2026, 11, 22)}


@pytest.mark.parametrize(
    ("meta", "path", "due"),
    [
        (REVIEWED, "guides/money.md", dt.date(2027, 11, 22)),
        (REVIEWED, "countries/sweden.md", dt.date(2027, 5, 22)),
        (REVIEWED, "guides/benefits-counselling.md", dt.date(2027, 5, 22)),
        (REVIEWED | {"next_review": dt.date(2027, 1, 7)}, "ips/index.md", dt.date(2027, 1, 7)),
        ({"reviewed": dt.date(2027, 8, 31)}, "countries/index.md", dt.date(2028, 2, 29)),
        ({"reviewed": dt.date(2028, 2, 29)}, "ips/index.md", dt.date(2029, 2, 28)),
        ({}, "404.md", None),
    ],
)
def test_a_page_is_reviewed_once_a_year_and_sooner_where_rules_change_by_the_year(meta, path, due):
    assert review.due(meta, path) == due


def test_a_review_is_overdue_from_the_day_after():
    day = dt.date(2027, 11, 22)
    late = [review.overdue(REVIEWED, "ips/index.md", day + dt.timedelta(n)) for n in (-1, 0, 1, 30)]
    assert late == [0, 0, 1, 30]


def test_the_pages_that_are_reviewed_sooner_exist():
    """A page that has moved would silently wait a year."""
    for path in review.SOONER_PAGES:
        assert (ROOT / "docs/sv" / path).exists(), path


def test_the_build_day_is_the_one_that_is_given(monkeypatch):
    """Seconds since 1970, as other tools read them; else the day it is."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1826841599")
    assert review.today() == dt.date(2027, 11, 21)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1826841600")
    assert review.today() == dt.date(2027, 11, 22)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert review.today() >= dt.date(2026, 11, 22)


def test_the_check_lists_overdue_pages_and_still_passes(tmp_path, monkeypatch, capsys):
    """A clean checkout stays clean, however old it is."""
    project = shutil.copytree(FIXTURE, tmp_path / "project")
    monkeypatch.chdir(project)
    page = project / "docs/da/guides/start.md"
    text = page.read_text("utf-8")
    page.write_text(text.replace("2026-11-22", "2026-11-22\nnext_review: 2026-12-01"), "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")  # 1 December 2026
    assert check.main([]) == 0
    assert "overdue" not in capsys.readouterr().out
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796169600")  # the day after
    assert check.main([]) == 0
    said = capsys.readouterr().out
    assert "  docs/da/guides/start.md: should have been reviewed by 2026-12-01 (1 d ago)\n" in said
    assert said.endswith("; 0 faults; 1 overdue for review\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_says_when_it_was_reviewed_and_when_it_will_be(site, language):
    said = words.load(ROOT / "docs", language)
    page = html.parse(site / language / "ips" / "index.html")
    [line] = page.xpath("//p[@class='meta']")
    written = " ".join(line.text_content().split())
    assert written.startswith(said.say("theme.reviewed", date=said.date(dt.date(2026, 11, 22))))
    later = said.date(dt.date(2027, 11, 22))
    assert written.endswith(" · " + said.say("theme.review.next", date=later))
    assert not page.xpath("//p[@class='overdue']")


def test_an_overdue_page_says_so_from_the_day_after(tmp_path):
    """One day later than the yearly review: every page tells it, with the day."""
    done = build(tmp_path / "on", SOURCE_DATE_EPOCH="1826841600", ONLY_LANGUAGE="sv")
    assert done.returncode == 0, done.stderr
    page = html.parse(tmp_path / "on/ips/index.html")
    assert not page.xpath("//p[@class='overdue']")
    done = build(tmp_path / "after", SOURCE_DATE_EPOCH="1826928000", ONLY_LANGUAGE="sv")
    assert done.returncode == 0, done.stderr
    [told] = html.parse(tmp_path / "after/ips/index.html").xpath("//p[@class='overdue']")
    assert "22 november 2027" in told.text_content()
