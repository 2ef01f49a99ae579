"""What a reader meets: the field and its suggestions, the page of hits, and what cannot hurt it."""

from __future__ import annotations

import random
import re

import pytest
import search_tools as tools
import yaml
from conftest import ROOT, Watch, build
from test_search import core_of

from macros.facts import LANGUAGES
from macros.search import lexicon
from macros.search.terms import Terms, fold, tokens

DEEP = "reports/soite/"
ASKED = {  # what one types on a deep page, and the start of the address where it leads
    "sv": ("hur många coacher", "calculators/demand/"),
    "da": ("hvor mange konsulenter", "calculators/demand/"),
    "fi": ("montako valmentajaa", "calculators/demand/"),
}


def search(page, language: str, query: str):
    """The search page with its hits (or the news that there are none)."""
    page.goto(f"{language}/search/")
    page.fill("#query", query)
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[data-count]').textContent.length > 0")
    return page.locator(".hit")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_on_a_deep_page_leads_to_the_heading_that_answers(page, language):
    """Nothing is fetched before the first key; the calculator answers its question."""
    query, address = ASKED[language]
    page.goto(f"{language}/{DEEP}")
    page.wait_for_load_state("networkidle")
    assert not any("search" in url for url in page.watch.requests)
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}/search/?q=*")
    first = page.locator(".hit").first
    first.wait_for()
    assert f"/{language}/{address}" in first.locator("h3 a").evaluate("link => link.href")
    said = page.locator("[data-count]").inner_text()
    assert re.match(r"\d+ \w+", said), said
    heading = first.locator(".hit__headings a").first
    target = heading.get_attribute("href").partition("#")[2]
    heading.click()
    page.wait_for_url(f"**/{language}/{address}#{target}")
    assert page.locator(f"#{target}").is_visible()
    page.go_back()
    page.locator(".hit").first.wait_for()
    assert page.locator("#query").input_value() == query


def test_what_is_typed_while_the_script_comes_stays(page):
    """It is fetched at the first key stroke, so it comes into the middle of a word."""
    page.goto("da/search/")
    page.locator("#query").press_sequentially("kontrakt", delay=40)
    page.wait_for_function("typeof ipsSearch === 'object'")
    page.wait_for_load_state("networkidle")
    assert page.locator("#query").input_value() == "kontrakt"


def test_suggestions_follow_the_combobox_pattern(page):
    """Nothing is chosen unasked; arrows choose, Escape closes, Enter goes."""
    page.goto(f"sv/{DEEP}")
    field = page.locator("#query")
    field.press_sequentially("arb")
    options = page.locator("[role=option]")
    options.first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") is None
    shown = options.all_inner_texts()
    assert all(re.search(r"\barb", text, re.IGNORECASE) for text in shown[:3]), shown
    assert re.match(r"\d", page.locator(".search__status").inner_text())
    field.press("ArrowDown")
    chosen = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "arb"
    field.press("ArrowDown")
    link = options.first.get_attribute("data-href")
    field.press("Enter")
    page.wait_for_url("**/" + link.replace("../", ""))


def test_words_are_marked_as_they_stand_on_the_page(page):
    search(page, "fi", "eläkkeestä").first.wait_for()
    marked = page.locator(".hit mark").all_inner_texts()
    assert any(word.lower().startswith("eläk") and word != "eläkkeestä" for word in marked), marked


def test_a_filter_keeps_its_kind_and_stands_in_the_address(page):
    search(page, "sv", "arbetsgivare").first.wait_for()
    every = page.locator(".hit").count()
    page.select_option("[data-filters] select", "principle")
    page.wait_for_url("**kind=principle*")
    page.wait_for_function(f"document.querySelectorAll('.hit').length < {every}")
    where = page.locator(".hit__where").all_inner_texts()
    assert where
    assert all(text.startswith("Princip") for text in where)
    page.reload()
    page.locator(".hit").first.wait_for()
    assert page.locator("[data-filters] select").first.input_value() == "principle"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_hit_is_said_and_the_other_languages_are_offered(page, language):
    search(page, language, "xyzzyq")
    assert page.locator(".hit").count() == 0
    assert "xyzzyq" in page.locator("[data-count]").inner_text()
    links = page.locator("[data-hints] a[hreflang]")
    assert sorted(links.evaluate_all("all => all.map(a => a.lang)")) == sorted(
        set(LANGUAGES) - {language}
    )
    links.first.click()
    page.wait_for_url(re.compile(r".*/(sv|da|fi)/search/\?q=xyzzyq"))


def test_a_slip_of_the_pen_is_met_with_the_nearest_word(page):
    search(page, "sv", "lönebdrag").first.wait_for()
    link = page.locator("[data-hints] a").first
    assert link.inner_text() == "lönebidrag"
    link.click()
    page.wait_for_url("**q=l%C3%B6nebidrag*")


BAD = [
    "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "((((", ".*+?^${}()|[]\\",
    "!!! ??? ...", "🙂🙃", "ord " * 300, "å" * 2000, "работа 仕事 شغل", "__proto__ constructor",
    "%E0%A4%A", "toString", "\u0000\u200b", "--", "c++ 27,1 % 100 000",
]  # fmt: skip


def test_no_input_breaks_it_runs_or_is_sent(page):
    """page.watch fails on any error, dialog's script or foreign request."""
    page.on("dialog", lambda dialog: page.watch.faults.append(f"dialog: {dialog.message}"))
    # Until the script has come, the form leads on by itself, as without one.
    search(page, "sv", "coach").first.wait_for()
    for bad in BAD:
        page.evaluate(
            """text => {
              const form = document.querySelector("form[data-search]");
              form.elements.q.value = text;
              form.elements.q.dispatchEvent(new InputEvent("input", {bubbles: true}));
              form.requestSubmit();
            }""",
            bad,
        )
        page.wait_for_timeout(150)
    search(page, "sv", "coach").first.wait_for()
    assert page.locator("article img, article script:not([type])").count() == 0


def test_without_javascript_every_page_is_listed_by_section(chromium, base_url, site):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for language in LANGUAGES:
        page.goto(f"{base_url}/{language}/search/?q=coach")
        assert page.locator("noscript").first.inner_text().strip()
        links = page.locator("[data-all-pages] a").evaluate_all("all => all.map(a => a.href)")
        pages = {link.removeprefix(f"{base_url}/{language}/") for link in links}
        listed = {address for address, *_ in core_of(site, language)["pages"]}
        assert listed - {""} <= pages
    context.close()


def test_it_works_from_disk(chromium, tmp_path):
    target = tmp_path / "site"
    done = build(target, ONLY_LANGUAGE="fi", DIRECTORY_URLS="false", SITE_URL="")
    assert done.returncode == 0, done.stderr
    context = chromium.new_context()
    page = context.new_page()
    watch = Watch(page)
    page.goto((target / "reports" / "soite.html").as_uri())
    page.locator("#query").press_sequentially("etuusneuvonta")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".hit").first.wait_for()
    assert page.url.endswith("search.html?q=etuusneuvonta")
    page.locator(".hit h3 a").first.click()
    page.wait_for_url("**.html*")
    assert watch.faults == []
    context.close()


def test_browser_and_build_make_the_same_of_every_word(page, site):
    """fold, tokens and stem are twins: on all words of the index and on random ones."""
    chance = random.Random(5)  # noqa: S311 - nothing secret
    signs = "abcåäöæøéüABCÅÄÖ .,:-0123456789æeoeaatts\u00ad\u00a0ßđ'"
    texts = ["".join(chance.choices(signs, k=24)) for _ in range(2000)]
    page.goto("fi/about/")
    page.add_script_tag(url="../../assets/search.js")
    theirs = page.evaluate("texts => texts.map(t => searchTerms.tokens(t))", texts)
    assert theirs == [tokens(text) for text in texts]
    words = sorted({word for text in texts for word in tokens(text)})
    folded = page.evaluate("words => words.map(w => searchTerms.fold(w))", words)
    assert folded == [fold(word) for word in words]
    for language in LANGUAGES:
        rules = yaml.safe_load((ROOT / "docs" / language / "_search.yml").read_text("utf-8"))
        terms = Terms(rules, lexicon.load(language))
        rows = [row.split(" ") for row in core_of(site, language)["endings"]]
        stems = page.evaluate(
            "([words, rows]) => words.map(w => searchTerms.stem(w, rows))", [folded, rows]
        )
        assert stems == [terms.stem(word) for word in folded]


@pytest.mark.parametrize("folder", ["", "fresh", "third"])
def test_the_bar_is_met_on_the_labelled_queries(page, site, folder):
    """By language and by kind, and nothing for nonsense; the bench prints all of it."""

    def ask(language: str, questions: list[str]) -> list[list[str]]:
        page.goto(f"{language}/about/")
        page.add_script_tag(url="../../assets/search.js")
        answers = page.evaluate(tools.ASK, ["../", questions])
        return [[address for address, _ in hits] for hits in answers]

    there = {code: {p[0] for p in core_of(site, code)["pages"]} for code in LANGUAGES}
    queries = tools.QUERIES / folder
    table = tools.evaluate(ask, there, queries, queries / tools.MAP.name)
    assert sum(map(len, table.foreign.values())) <= NONSENSE[folder], table.foreign
    below = []
    for language, kind in table.sums:
        n, first, fifth, reciprocal = table.row(language, kind)
        if kind == "all":
            bar = BAR
            assert n > 30, language
        elif language == "all":
            bar = {"R@1": 0, "R@5": UNMET.get((folder, kind), BY_KIND[kind]), "MRR": 0}
        else:
            continue
        got = {"R@1": first, "R@5": fifth, "MRR": reciprocal}
        below += [(language, kind, name, got[name]) for name in bar if got[name] < bar[name]]
    assert not below, "\n".join([*map(str, below), *table.lines()])


# What is asked for on queries that nobody has tuned to, and R@5 by kind, languages together. The
# first two sets were read while the search was made; the third was not before its first run, and
# so was the second, which missed the bar then (decisions/0012-search.md).
BAR = {"R@1": 0.85, "R@5": 0.93, "MRR": 0.88}
BY_KIND = {
    "exact": 1.00, "inflected": 0.95, "nodia": 0.95, "typo": 0.90, "compound_part": 0.90,
    "compound_split": 0.90, "phrase": 0.90, "synonym": 0.80, "crosslang": 0.80,
}  # fmt: skip
# Below what is asked for, and not to fall further: one development query also wants a report that
# comes sixth or later; five of 39 phrases find their page too late.
UNMET = {("", "exact"): 0.95, ("third", "phrase"): 0.85}
# None is asked for. A league's name and a word for a post finds a guide that is about it; how
# to change a bicycle's tyre finds three pages that are not.
NONSENSE = {"": 0, "fresh": 1, "third": 1}
