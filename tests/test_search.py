"""The search's own promises, without a browser: what is found, under which keys, in which files."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import search_tools as tools
import yaml
from conftest import ROOT, build

from macros import facts, words
from macros.facts import LANGUAGES
from macros.search import build as search
from macros.search import collect, index, lexicon, synonyms
from macros.search.terms import Terms, fold, tokens
from macros.words import front_matter


@pytest.fixture(scope="module", params=LANGUAGES)
def terms(request) -> Terms:
    rules = yaml.safe_load((ROOT / "docs" / request.param / "_search.yml").read_text("utf-8"))
    made = Terms(rules, lexicon.load(request.param))
    made.language = request.param
    return made


def core_of(site: Path, language: str) -> dict:
    text = (site / language / "search/core.js").read_text("utf-8")
    return json.loads(text.removeprefix("ipsSearch.core(").removesuffix(");\n"))


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Återhämtning", "aterhamtning"),
        ("aaterhaemtning", "aterhamtning"),
        ("pårørende", "parorende"),
        ("paaroerende", "parorende"),
        ("työllisyys", "tyolisys"),
        ("kontaktter", "kontakter"),
        ("27.1", "27,1"),
        ("1 177", "1 177"),
        ("é", "e"),
    ],
)
def test_letters_that_people_leave_out_or_double_are_the_same(typed, folded):
    assert fold(typed) == folded


def test_numbers_stay_as_they_are_written_and_colons_end_a_word():
    said = "IPS-coacher: 27,1 % av 12\u00a0000 den 1.5.2026, SUS:ssa och 48:sta; anställ\u00adning"
    expected = ["IPS", "coacher", "27,1", "av", "12000", "den", "1.5.2026", "SUS", "och", "48"]
    assert tokens(said) == [*expected, "anställning"]


INFLECTED = {
    "sv": [
        ("coach", "coachernas coachen coacher"),
        ("lön", "lönen löner lönerna"),
        ("arbetsgivarkontakt", "arbetsgivarkontakterna arbetsgivarkontakten"),
        ("bidragsrådgivning", "bidragsrådgivningen"),
    ],
    "da": [
        ("borger", "borgerne borgeren borgernes"),
        ("virksomhedsbesøg", "virksomhedsbesøget virksomhedsbesøgene"),
        ("jobsamtale", "jobsamtalen jobsamtaler"),
    ],
    "fi": [
        ("eläke", "eläkettä eläkkeen eläkkeestä eläkkeiden"),
        ("työnantajayhteistyö", "työnantajayhteistyössä työnantajayhteistyön"),
        ("yrityskäynti", "yrityskäynnille yrityskäyntejä"),
        ("valmentaja", "valmentajien valmentajalle"),
    ],
}


def test_every_form_of_a_word_leads_to_its_key(terms):
    """At build by the dictionary; in the browser, which has none, by stem and alias."""
    for word, forms in INFLECTED[terms.language]:
        for form in forms.split():
            assert terms.key(form) == terms.key(word), form
            assert terms.stem(fold(form)) in {*terms.aliases(word), terms.key(word)}, form


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("sv", "programtrohetsskalan", ["program", "trohet", "skala"]),
        ("sv", "jobbsökande", ["job", "sokande"]),
        ("sv", "arbetsgivarkontakter", ["arbete", "givare", "kontakt"]),
        ("da", "jobsøgning", ["job", "sogning"]),
        ("da", "fidelitetsskala", ["fidelitet", "skala"]),
        ("fi", "laatukriteerit", ["latu", "kriteri"]),
        ("fi", "työhönvalmentaja", ["tyo", "valmentaja"]),
        ("sv", "kontakter", []),
    ],
)
def test_a_compound_is_found_by_its_parts(language, word, parts):
    rules = yaml.safe_load((ROOT / "docs" / language / "_search.yml").read_text("utf-8"))
    assert Terms(rules, lexicon.load(language)).parts(word) == parts


def test_what_a_page_says_is_read_by_headings():
    """Without drawings, buttons, hidden and excluded parts; words of any language stay."""
    html = """<header>no</header><article id="content"><h1>no</h1><p class="meta">no</p><p>One
      <span lang="da">nej</span> <span lang="en">yes</span>.</p><svg><text>no</text></svg>
      <div data-search-exclude><p>no</p><div>no</div></div><p hidden>no</p><nav>no</nav>
      <h2 id="a">A <em>b</em></h2><ul><li>two</li><li>three</li></ul><script>no</script>
      <h3 id="c">C</h3><table><tr><td>four</td><td>27,1&nbsp;%</td></tr></table>
      <dl><div id="t"><dt>Term</dt><dd>means</dd></div></dl><p>after</p></article><footer>no"""
    found = [(s.id, s.heading, s.text, s.entry) for s in collect.read(html)]
    assert found == [
        ("", "", "One nej yes.", False),
        ("a", "A b", "two three", False),
        ("c", "C", "four 27,1\u00a0%", False),
        ("t", "Term", "means", True),
        ("", "", "after", False),
    ]


def test_names_of_one_thing_lead_to_where_it_is_the_subject():
    """Title before heading; where it is nobody's subject, a mention counts."""
    rules = yaml.safe_load((ROOT / "docs" / "sv" / "_search.yml").read_text("utf-8"))
    terms = Terms(rules, lexicon.load("sv"))
    pages = [
        index.Found(
            f"{n}/", title, "", "guide", [collect.Section("x", heading, text)], called="Guide"
        )
        for n, (title, heading, text) in enumerate(
            [("När jobbet tar slut", "", ""), ("", "Om jobbet tar slut", ""), ("", "", "ett jobb")]
        )
    ]
    docs = index.documents(pages, {})
    keyed = [
        {name: [terms.key(word) for word in said] for name, said in doc.fields.items()}
        for doc in docs
    ]
    called = [[terms.keys(doc_name) for doc_name in doc.called] for doc in docs]

    def found(own, more=()):
        groups = [synonyms.Group(list(own), list(more))]
        return synonyms.other_words(keyed, called, terms, groups)

    names, mentions = found(["jobbet tar slut", "sparken"])
    assert [each.count("spark") for each in names] == [9, 0, 0]  # its very name
    assert [each.count("spark") for each in mentions] == [0, 2, 0]
    names, _ = found(["jobb", "sparken"])
    assert [each.count("spark") for each in names] == [5, 0, 0]  # a part of its name
    _, mentions = found(["träning", "anställning"], ["jobb"])
    assert mentions == [[], [], []]  # another language's word looks for nothing
    names, _ = found(["när jobbet tar slut"], ["potkut"])
    assert "potku" in names[0]  # its key


def test_a_term_is_found_by_readers_words_english_and_the_neighbours():
    """What is ours looks for pages as well; what is foreign does not."""
    entries = {
        "peer-worker": {"term": "medarbetare", "also": ["peer"]},
        "region": {"term": "region"},
    }
    others = [{"peer-worker": {"term": "peermedarbejder"}}, {"region": {"term": None}}]
    found = synonyms.names(entries, {"peer-worker": ["kamratstöd"]}, others)
    peer = found["peer-worker"]
    assert peer.own == ["medarbetare", "peer", "kamratstöd"]
    assert peer.more == ["peer worker", "peermedarbejder"]
    assert peer.titles == ["medarbetare", "peer", "peer worker", "peermedarbejder"]
    assert found["region"] == synonyms.Group(["region"], [], ["region"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("terms: {caselod: [x]}", r"sv/_search\.yml: terms\.caselod: no such entry"),
        (
            "pages: {guides/strat.md: [x]}",
            r"sv/_search\.yml: pages\.guides/strat\.md: no such page",
        ),
    ],
)
def test_words_for_what_there_is_not_end_the_build(tmp_path, line, message):
    docs = tmp_path / "docs"
    for language in LANGUAGES:
        shutil.copytree(ROOT / "docs" / language, docs / language)
    file = docs / "sv" / "_search.yml"
    rules = yaml.safe_load(file.read_text("utf-8"))
    file.write_text(yaml.safe_dump(rules | yaml.safe_load(line), allow_unicode=True), "utf-8")
    with pytest.raises(facts.FactsError, match=message):
        search.Searched(docs, tmp_path / "none.yml", words.load(docs, "sv")).files()


def _searched_pages(language: str) -> set[str]:
    """All but the search itself, the page for what is missing, and those who lead a course."""
    folder = ROOT / "docs" / language
    return {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*.md")
        if not front_matter(file).get("trainer")
    } - {"404.md", "search.md"}


def test_every_page_and_term_has_readers_words():
    """A list a page and a term, in every language; no word stands twice in a list."""
    for language in LANGUAGES:
        folder = ROOT / "docs" / language
        rules = yaml.safe_load((folder / "_search.yml").read_text("utf-8"))
        assert set(rules["pages"]) == _searched_pages(language), language
        glossary = yaml.safe_load((folder / "_glossary.yml").read_text("utf-8"))
        named = {name for name, entry in glossary.items() if entry["term"]}
        assert set(rules["terms"]) == named, language
        for name, said in [*rules["pages"].items(), *rules["terms"].items()]:
            assert said, name
            assert len(said) == len({each.lower() for each in said}), (language, name)


def test_links_onward_are_not_what_a_page_says(site):
    """Neither a section of further reading nor a list of other pages is searched."""
    for language in LANGUAGES:
        for file in (site / language / "search").glob("t-*.js"):
            assert '["related",' not in file.read_text("utf-8"), file
    for page in ("guides/index.html", "paths/coach/index.html"):
        html = (site / "sv" / page).read_text("utf-8")
        assert re.search(r'class="(page-list|path-steps)"[^>]* data-search-exclude', html), page


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("reports/soite.md", "report"),
        ("reports/index.md", "page"),
        ("principles/goal.md", "principle"),
        ("guides/start.md", "guide"),
        ("courses/basics/one.md", "course"),
        ("easy/index.md", "easy"),
        ("index.md", "page"),
    ],
)
def test_the_folder_says_what_kind_of_page_it_is(path, kind):
    assert search.kind(path) == kind


def test_audiences_come_from_the_paths_if_there_are_any(tmp_path):
    file = tmp_path / "paths.yml"
    assert search.audiences(file) == {}
    file.write_text("coach:\n  meet: [guides/a.md]\n  place: [guides/b.md]\nperson: [ips/c.md]\n")
    expected = {"coach": {"guides/a.md", "guides/b.md"}, "person": {"ips/c.md"}}
    assert search.audiences(file) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_found_in_its_own_language_only(site, language):
    core = core_of(site, language)
    addresses = [page[0] for page in core["pages"]]
    paths = _searched_pages(language)
    assert len(addresses) == len(set(addresses)) == len(paths)
    for address in addresses:
        assert (site / language / address / "index.html").exists(), address
    terms = words.load(ROOT / "docs", language).side_file("_glossary")
    assert {anchor for _, anchor, *_ in core["entries"]} == set(terms)
    kinds = words.load(ROOT / "docs", language)
    for page in core["pages"]:
        assert f"search.kind.{page[2]}" in kinds
    for file in (site / language / "search").glob("*.js"):
        assert "ipsblock" not in file.read_text("utf-8"), file


def test_nothing_of_materials_search_is_left(site):
    assert not list(site.rglob("search_index.json"))
    for file in (site / "sv/index.html", site / "fi/reports/soite/index.html"):
        text = file.read_text("utf-8")
        assert "__config" not in text
        assert "workers/search" not in text
        assert 'data-md-component="search' not in text
        assert "bundle." not in text


def test_the_index_is_the_same_bytes_twice(site):
    """Whatever the machine remembers of words: here it has forgotten all."""
    for language in LANGUAGES:
        searched = tools.found_pages(site, language)
        files = tools.made(searched)
        built = {
            file.name: file.read_text("utf-8") for file in (site / language / "search").glob("*.js")
        }
        assert files == built


def hits_at_first() -> int:
    """How many hits are shown, and read for their sections, before anybody asks for more."""
    shown, read = (
        int(re.search(pattern, (ROOT / "docs/assets" / name).read_text("utf-8"))[1])
        for name, pattern in (
            ("search_page.js", r"perPage = (\d+),"),
            ("search_engine.js", r"const read = (\d+);"),
        )
    )
    return max(shown, read)


def test_bytes_stay_small_as_the_site_grows(site):
    """The core and the largest shards and texts of a question of three words, with the scripts."""
    for language in LANGUAGES:
        searched = tools.found_pages(site, language)
        for count, most in ((len(searched.pages), 100_000), (1000, 150_000)):
            if count == 1000 and language != "fi":
                continue  # the largest; the bench measures all
            files = searched.files() if count < 1000 else tools.generated(searched, count)
            sizes = {name: tools.packed(text) for name, text in files.items()}
            shards = sorted((n for name, n in sizes.items() if name[0] == "k"), reverse=True)
            texts = sorted((n for name, n in sizes.items() if name[0] == "t"), reverse=True)
            script = tools.packed((site / "assets/search.js").read_bytes())
            total = script + sizes["core.js"] + sum(shards[:3]) + sum(texts[: hits_at_first()])
            assert total <= most, (language, count, total, script, sizes["core.js"], shards[:3])


def test_a_fault_in_the_rules_names_the_file(tmp_path):
    docs = tmp_path / "docs"
    shutil.copytree(ROOT / "docs" / "sv", docs / "sv")
    file = docs / "sv" / "_search.yml"
    file.write_text(file.read_text("utf-8").replace("joints:", "joint:"), "utf-8")
    searched = search.Searched(docs, tmp_path / "none.yml", words.load(docs, "sv"))
    with pytest.raises(facts.FactsError, match=r"sv/_search\.yml: joint"):
        searched.files()


def test_every_synonym_row_has_two_names_and_none_stands_twice_in_a_row():
    for language in LANGUAGES:
        rules = yaml.safe_load((ROOT / "docs" / language / "_search.yml").read_text("utf-8"))
        for row in rules["synonyms"]:
            folded = [" ".join(map(fold, tokens(phrase))) for phrase in row]
            assert len(folded) > 1, row
            assert len(folded) == len(set(folded)), row


def test_one_language_has_its_index_at_the_root(tmp_path):
    target = tmp_path / "site"
    done = build(target, ONLY_LANGUAGE="fi", DIRECTORY_URLS="false", SITE_URL="")
    assert done.returncode == 0, done.stderr
    page = (target / "search.html").read_text("utf-8")
    assert (target / "search/core.js").exists()
    assert 'data-root="./"' in page or 'data-root=""' in page
    deep = (target / "reports/soite.html").read_text("utf-8")
    assert 'action="../search.html"' in deep
    assert re.search(r'data-root="\.\./?"', deep)
    core = (target / "search/core.js").read_text("utf-8")
    assert '"reports/soite.html"' in core
