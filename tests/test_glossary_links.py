"""
The first use of a term on a page leads to the glossary: what is linked, what is left alone, and
that nothing else of the page changes.
"""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from conftest import ROOT, pages_of
from lxml import html

from macros import glossary_forms, glossary_links
from macros.facts import LANGUAGES, FactsError
from macros.glossary_forms import Forms, Use
from macros.page import Page

FORMS = Forms(
    {
        "caseload": ["klientgrupp", "klientgruppen"],
        "ips": ["IPS", "IPS:s"],
        "sheltered": ["skyddat arbete"],
        "support": ["stöd på jobbet"],
        "team": ["team"],
        "office": ["Arbetsförmedlingen"],
    }
)


def link(text: str, language: str = "sv") -> str:
    return glossary_links.link(text, FORMS, language, "g/")


def without_links(text: str) -> str:
    return re.sub(r'<a class="term" href="[^"]*">([^<]*)</a>', r"\1", text)


# What is linked stands in [id:brackets]; the brackets are not in the page.
LINKED = {
    "the first use, and no other": "<p>En [caseload:klientgrupp], klientgrupp.</p><p>IPS-team</p>",
    "an inflected form that the entry lists": "<p>Hela [caseload:klientgruppen].</p>",
    "a form with a capital where a sentence begins": "<li>[caseload:Klientgrupp]</li>",
    "several words across a line's end": "<p>Ett [sheltered:skyddat\narbete].</p>",
    "the longest form": "<p>[ips:IPS:s]</p>",
    "within bold text": "<p>En <strong>[caseload:klientgrupp]</strong>.</p>",
    "in a table's cell": "<table><tr><th>team</th><td>[team:team]</td></tr></table>",
    "after a void tag and a comment": (
        '<p>En<br>rad <img alt="a > b" src="x"><!-- <a> -->[caseload:klientgrupp].</p>'
    ),
    "after text in another language, in the page's own": (
        '<p><span lang="da">klientgrupp</span> är [caseload:klientgrupp].</p>'
    ),
    "later, where the first use is in a heading, a link or a quotation": (
        '<h2 id="x">Team</h2><p><a href="y">team</a>. ”Team.” [team:Team].</p>'
    ),
    "one in a sentence": "<p>En [caseload:klientgrupp] med IPS. Ett [team:team].</p>",
    "two in a paragraph": (
        "<p>En [caseload:klientgrupp]. Med [ips:IPS]. Ett team.</p><p>[team:Team].</p>"
    ),
    "beside what the writer has linked, which takes room and is linked once": (
        '<p>[team:Team]. <a href="../glossary/#caseload">Gruppen</a> med IPS.</p><p>Klientgrupp</p>'
    ),
}

ALONE = {
    "a heading": '<h2 id="a">En <b>klientgrupp</b></h2>',
    "a link": '<p><a href="x">En <b>klientgrupp</b></a></p>',
    "a quotation": "<blockquote><p>En klientgrupp</p></blockquote>",
    "a short quotation": "<p>Hon sa <q>en klientgrupp</q>.</p>",
    "Swedish and Finnish quotation marks": "<p>Hon sa ”en <b>klientgrupp</b>”.</p>",
    "German quotation marks": "<p>Hon sa „en klientgrupp“ och „klientgrupp”.</p>",
    "Danish quotation marks": "<p>Hun sagde: »En klientgrupp.«</p>",
    "straight quotation marks": '<p>Hon sa "en klientgrupp" och &quot;klientgrupp&quot;.</p>',
    "code": "<p><code>klientgrupp</code></p><pre>klientgrupp</pre>",
    "a table's head": "<table><caption>klientgrupp</caption><tr><th>klientgrupp</th></tr></table>",
    "a box's title": '<div class="admonition"><p class="admonition-title">Klientgrupp</p></div>',
    "controls": "<button>team</button><label>team</label><summary>team</summary>",
    "another language": '<p lang="da">klientgrupp <b>klientgrupp</b></p>',
    "a macro's token": "<p>ipsblock0ends</p>",
    "a drawing": "<svg><text>klientgrupp</text></svg>",
    "part of a longer word": "<p>teamet, IPS-team, team-IPS, team- och, IPS:n, ips, _team_</p>",
    "a name in small letters": "<p>arbetsförmedlingen</p>",
    "words that only stand beside each other": "<p>skyddat, arbete. stöd <b>på</b> jobbet</p>",
    "a comment": "<!-- <p>klientgrupp</p> -->",
    "an attribute": '<p title="klientgrupp">x</p>',
}


@pytest.mark.parametrize("name", LINKED)
def test_linked_is(name):
    before = re.sub(r"\[\w+:(.*?)\]", r"\1", LINKED[name], flags=re.DOTALL)
    after = re.sub(
        r"\[(\w+):(.*?)\]", r'<a class="term" href="g/#\1">\2</a>', LINKED[name], flags=re.DOTALL
    )
    assert after == link(before)


@pytest.mark.parametrize("name", ALONE)
def test_left_alone_is(name):
    assert ALONE[name] == link(ALONE[name])


def test_the_longest_form_hides_those_within_it():
    forms = Forms({"long": ["skyddat arbete"], "short": ["arbete"]})
    assert forms.find("Skyddat arbete, arbete") == [Use(0, 14, "long"), Use(16, 22, "short")]
    forms = Forms({"short": ["skyddat"], "long": ["skyddat arbete"]})
    assert forms.find("skyddat arbete") == [Use(0, 14, "long")]


def test_a_form_of_two_terms_ends_the_build(tmp_path):
    file = tmp_path / "_glossary.yml"
    entry = "{id}:\n  term: x\n  definition: y\n  forms: [klientgrupp]\n"
    file.write_text(entry.format(id="one") + entry.format(id="two"), "utf-8")
    with pytest.raises(FactsError, match=r'yml:8: the form "klientgrupp" of two belongs to one al'):
        glossary_forms.load(file)


@pytest.mark.parametrize(
    ("path", "linked"),
    [
        ("guides/start.md", True),
        ("calculators/index.md", True),
        ("easy/ips.md", False),  # easy pages explain their own words
        ("about/privacy.md", False),
        ("glossary.md", False),
        ("index.md", False),
        ("404.md", False),
    ],
)
def test_some_pages_are_left_alone(path, linked):
    words = SimpleNamespace(docs=ROOT / "docs")
    said = glossary_links.link_terms(Page("sv", path, None, words), "<p>En klientgrupp.</p>")
    assert linked == ("#caseload" in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_of_the_country_has_forms_or_is_an_everyday_word(language):
    """What never becomes a link by itself is a short list that somebody has thought of."""
    entries = glossary_forms.read(ROOT / "docs" / language / "_glossary.yml")
    without = {name for name, entry in entries.items() if entry.term and not entry.forms}
    assert without <= {"participant", "enrolled", "finished", "municipality", "region", "recovery"}


@pytest.fixture(scope="module")
def built(site):
    """Every page of a language in the finished site: (its address below it, text, tree)."""
    pages = []
    for language in LANGUAGES:
        for file in pages_of(site / language):
            text = file.read_text("utf-8")
            if 'id="content"' in text:
                pages.append((file.relative_to(site).as_posix(), text, html.fromstring(text)))
    return pages


def test_the_links_of_the_site_lead_to_entries_and_stand_where_they_may(site, built):
    """Once a page and term, in the page's own words, never in what the rule leaves alone."""
    ids = {
        language: set(re.findall(r'id="([\w-]+)"', page.read_text("utf-8")))
        for language in LANGUAGES
        for page in [site / language / "glossary" / "index.html"]
    }
    seen = 0
    for name, _, tree in built:
        language = name.partition("/")[0]
        every = tree.xpath("//article//a[contains(@href, 'glossary/#')]")
        terms = [each for each in every if each.get("class") == "term"]
        seen += len(terms)
        for each in terms:
            target = each.get("href").partition("#")[2]
            assert target in ids[language], (name, target)
            above = {ancestor.tag for ancestor in each.iterancestors()}
            assert not above & {"a", "h2", "h3", "blockquote", "q", "code", "th", "summary"}, name
            assert all(
                ancestor.get("lang", language) == language for ancestor in each.iterancestors()
            )
        targets = [each.get("href").partition("#")[2] for each in terms]
        own = {each.get("href").partition("#")[2] for each in every if each not in terms}
        assert len(targets) == len(set(targets)), name
        assert not own & set(targets), name
        if name.split("/")[1] in ("about", "easy", "glossary", "index.html", "404.html"):
            assert not terms, name
    assert seen > 300


def test_without_the_links_a_page_is_as_it_was(built):
    """Linked once more from the bare text, every page comes out the same, sign by sign."""
    for name, text, _ in built:
        body = re.search(r'<article[^>]*id="content".*?</article>', text, re.DOTALL).group()
        bare = without_links(body)
        language = name.partition("/")[0]
        forms = glossary_forms.load(ROOT / "docs" / language / "_glossary.yml")
        assert bare == without_links(glossary_links.link(bare, forms, language, "g/")), name


def test_a_term_is_underlined_with_dots_and_prints_as_text(page):
    """Told apart without colour on the screen; paper leads nowhere."""
    page.goto("sv/principles/support/")
    term = page.locator("article a.term").first
    style = "[getComputedStyle(e).textDecorationStyle, getComputedStyle(e).textDecorationLine]"
    assert term.evaluate(f"e => {style}") == ["dotted", "underline"]
    ink = "e => getComputedStyle(e).color === getComputedStyle(e.parentElement).color"
    assert term.evaluate(ink)
    page.emulate_media(media="print")
    assert term.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"
    assert term.evaluate("e => getComputedStyle(e, '::after').content") in ("none", "normal")
