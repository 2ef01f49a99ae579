"""
The fact macros: what they say, what they refuse, and that their HTML survives Markdown.

The facts and pages are those of tests/fixtures/macros, the same words in the three languages;
golden files hold the HTML of every block: `pytest --renew-golden`, then look at the diff.
"""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
import yaml
from conftest import ROOT

from macros import catalogue, facts, render, words
from macros.facts import LANGUAGES
from macros.page import Page

FIXTURES = ROOT / "tests" / "fixtures" / "macros"
GOLDEN = ROOT / "tests" / "golden" / "macros"

BLOCKS = {
    "report-glance": '{{ report("aby", "glance") }}',
    "report-cards": '{{ report("aby", "cards") }}',
    "report-chart": '{{ report("aby", "chart") }}',
    "report-table": '{{ report("aby", "table") }}',
    "model-glance": '{{ report("model", "glance") }}',
    "reports-compared": "{{ reports_compared() }}",
    "benchmarks-chart": '{{ benchmarks("chart") }}',
    "benchmarks-table": '{{ benchmarks("table") }}',
    "principle-crosswalk": "{{ principle_crosswalk() }}",
    "pages": '{{ pages("principles/goal.md", "principles/support.md") }}',
    "principle-cards": "{{ principle_cards() }}",
    "fidelity-items": '{{ fidelity_items("goal") }}',
    "glossary": "{{ glossary() }}",
    "sources-all": '{{ sources("all") }}',
    "sources-unverified": '{{ sources("unverified") }}',
    "uncertainties-sources": '{{ uncertainties("sources") }}',
    "uncertainties-figures": '{{ uncertainties("figures") }}',
    "uncertainties-fidelity": '{{ uncertainties("fidelity") }}',
    "uncertainties-terms": '{{ uncertainties("terms") }}',
}
PLACES = {
    "top": "Före.\n\n{}\n\nEfter.\n",
    "list": "- Ett\n\n    {}\n\n- Två\n",
    "box": '!!! summary "Kort"\n    Ord.\n\n    {}\n',
    "cell": "| A | B |\n| --- | --- |\n| x | {} |\n",
}


@pytest.fixture(scope="module")
def docs(tmp_path_factory) -> Path:
    """The fixture's pages in each language, with the words of the real site."""
    folder = tmp_path_factory.mktemp("docs")
    glossaries = yaml.safe_load((FIXTURES / "docs" / "_glossary.yml").read_text("utf-8"))
    for language in LANGUAGES:
        shutil.copytree(FIXTURES / "docs", folder / language)
        shutil.copy(ROOT / "docs" / language / "_words.yml", folder / language)
        glossary = yaml.safe_dump(glossaries[language], allow_unicode=True)
        (folder / language / "_glossary.yml").write_text(glossary, "utf-8")
    return folder


def page(docs: Path, language: str = "sv", path: str = "reports/index.md") -> Page:
    known = facts.load(FIXTURES / "facts")
    return Page(language, path, known, words.load(docs, language))


def inline(docs: Path, call: str, language: str = "sv") -> str:
    return render.render("{{ " + call + " }}", "page.md", catalogue.for_page(page(docs, language)))


def built(docs: Path, text: str, language: str = "sv") -> str:
    """The text as the site builds it; what it cites need not be listed on the page."""
    made = page(docs, language)
    html = converted(made, text)
    made.cited.clear()
    return made.put_blocks(html)


def whole(made: Page, text: str) -> str:
    """The text as the site builds it: Jinja, Markdown with the site's extensions, blocks."""
    return made.put_blocks(converted(made, text))


def converted(made: Page, text: str) -> str:
    said = render.render(text, "page.md", catalogue.for_page(made))
    settings = re.sub("!ENV ", "", (ROOT / "mkdocs.yml").read_text("utf-8"))
    listed = [
        each if isinstance(each, dict) else {each: {}}
        for each in yaml.safe_load(settings)["markdown_extensions"]
    ]
    extensions = {name: options for each in listed for name, options in each.items()}
    return markdown.markdown(said, extensions=list(extensions), extension_configs=extensions)


class Balance(HTMLParser):
    """Every tag that opens closes, in order; notes tags, attributes and ids on the way."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "rect", "circle"})

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.attributes, self.tags = [], [], set(), set()

    def handle_starttag(self, tag, attrs):
        """Notes the tag; it stays open unless it is void."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Notes a tag that closes itself."""
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        """Closes the tag that was opened last."""
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes something else"


def parsed(html: str) -> Balance:
    balance = Balance()
    balance.feed(html)
    balance.close()
    assert not balance.open, f"left open: {balance.open}"
    return balance


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_gives_its_golden_html(docs, request, name, language):
    html = built(docs, BLOCKS[name], language) + "\n"
    golden = GOLDEN / f"{name}.{language}.html"
    if request.config.getoption("--renew-golden"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(html, "utf-8")
    assert golden.read_text("utf-8") == html


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_comes_out_whole_wherever_it_stands(docs, name, place):
    block = built(docs, BLOCKS[name]).strip()
    html = built(docs, PLACES[place].format(BLOCKS[name]))
    assert block in html
    assert "ipsblock" not in html
    assert not re.search(rf"<p>\s*{re.escape(block[:20])}", html)
    parsed(html)


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_unique_ids_no_headings_and_no_styles(docs, name):
    balance = parsed(built(docs, BLOCKS[name]))
    assert len(balance.ids) == len(set(balance.ids))
    assert not balance.tags & {"h1", "h2", "h3", "h4", "h5", "h6", "style", "script"}
    assert "style" not in balance.attributes


def test_templates_hold_no_words():
    for template in sorted((ROOT / "macros" / "templates").iterdir()):
        text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", " ", template.read_text("utf-8"), flags=re.DOTALL)
        text = re.sub(r"<!--.*?-->|<[^>]*>", " ", text, flags=re.DOTALL)
        assert not re.search(r"\w{2,}", text), (template.name, text.split())


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ('figure("aby.job")', "27,1 % (13 av 48)"),
        ('figure("aby.job", "share")', "27,1 %"),
        ('figure("aby.job", "k")', "13"),
        ('figure("aby.job", "n")', "48"),
        ('figure("aby.job", "interval")', "16,6–41,0 %"),
        ('figure("aby.job", "goal")', "20 %"),
        ('figure("aby.started", "value")', "89"),
        ('figure("aby.stay", "value")', "8,4"),
        ('figure("aby.without-n", "share")', "26,5 %"),
        ('figure("trial.ips")', "46 %"),
        ('figure("trial.control")', "11 %"),
        ('figure("trial.n")', "120"),
        ('figure("trial.difference", "interval")', "18–54"),
        ('figure("review.ratio")', "2,07"),
        ('term("caseload", "klientgruppen")', "[klientgruppen](../glossary.md#caseload)"),
    ],
)
def test_an_inline_macro_says_one_thing(docs, call, says):
    assert says == inline(docs, call).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_share_never_stands_without_what_it_was_counted_of(docs, language):
    """The default form names k and n, or says that they are not published, or gives no share."""
    listed = words.load(docs, language)
    assert "48" in inline(docs, 'figure("aby.job")', language)
    assert "76" in inline(docs, 'figure("aby.without-k")', language)
    without = inline(docs, 'figure("aby.without-n")', language)
    assert without == listed.say("figure.full_without_n", share="26,5\u00a0%")
    assert inline(docs, 'figure("aby.studies")', language) == listed["figure.too_few"]


def test_few_people_get_a_word_of_caution_and_too_few_no_share(docs):
    html = built(docs, '{{ report("aby", "cards") }}{{ report("aby", "table") }}')
    listed = words.load(docs, "sv")
    assert listed["figure.few"] in html
    assert listed["figure.too_few"] in html
    assert "42,9" not in html  # 3 of 7
    assert "26,5\u00a0%" in html


def test_without_published_n_there_is_no_interval(docs):
    row = re.search(
        r'id="figure-without-n".*?</tr>', built(docs, '{{ report("aby", "table") }}'), re.DOTALL
    ).group()
    listed = words.load(docs, "sv")
    assert listed["figure.n_not_published"] in row
    assert listed["figure.level"] not in row


def test_a_card_leads_to_the_table_or_tells_the_weakness_itself(docs):
    alone = built(docs, '{{ report("aby", "cards") }}')
    together = built(docs, '{{ report("aby", "cards") }}\n\n{{ report("aby", "table") }}')
    assert "Kort tid" in alone
    assert "#figure-job" not in alone
    assert 'href="#figure-job"' in together
    assert 'href="zeta/#figure-job"' in built(docs, '{{ report("zeta", "cards") }}')


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_stand_in_the_order_of_the_alphabet(docs, language):
    html = built(docs, "{{ reports_compared() }}", language)
    assert re.findall(r'<a href="[^"]*">(\w+)</a>', html) == ["Modellen", "Zeta", "Åby"]


def test_links_between_pages_work_from_disk_too(docs):
    made = page(docs, path="reports/index.md")
    assert made.href("reports/aby.md") == "aby/"
    made.directories = False
    assert made.href("reports/aby.md") == "aby.html"


@pytest.mark.parametrize(
    ("language", "cited"),
    [("sv", "Berg m.fl. 2015"), ("da", "Berg m.fl. 2015"), ("fi", "Berg ym. 2015")],
)
def test_a_citation_is_a_link_to_the_list(docs, language, cited):
    assert inline(docs, 'source("trial")', language) == f'<a href="#source-trial">{cited}</a>'


def test_sources_cited_alike_are_told_apart_by_a_letter(docs):
    assert "Ek 2018b" in inline(docs, 'source("report")')
    assert "Ek 2018a" in inline(docs, 'source("report-two")')


def test_a_body_is_cited_by_its_name_in_its_language(docs):
    assert '<span lang="fi">Hyvinvoinnin laitos</span>' in inline(docs, 'source("body")')
    assert "lang" not in inline(docs, 'source("body")', "fi")


def test_the_place_in_a_source_is_kept_and_escaped(docs):
    assert inline(docs, 'source("report", "s. 9 & 10")').endswith("</a>, s. 9 &amp; 10")


def test_the_list_holds_what_the_page_cites_in_alphabetical_order(docs):
    text = '{{ source("trial") }} {{ figure("aby.job") }}\n\n{{ sources() }}'
    ids = re.findall(r'<li id="source-([^"]*)"', whole(page(docs), text))
    assert ids == ["trial", "report"]


def test_a_page_that_cites_and_does_not_list_fails_with_its_place(docs):
    made = page(docs, path="reports/zeta.md")
    with pytest.raises(render.PageError, match=r"sv/reports/zeta\.md:\d+: the page cites report,"):
        whole(made, '{{ figure("aby.job") }}')


def test_two_lists_never_hold_the_same_entry(docs):
    text = '{{ source("body") }}\n\n{{ sources("unverified") }}\n\n{{ sources() }}'
    balance = parsed(whole(page(docs), text))
    assert balance.ids.count("source-body") == 1


def test_titles_and_terms_in_another_language_say_so(docs):
    assert 'lang="en">A trial</a>' in built(docs, '{{ sources("all") }}')
    glossary = built(docs, "{{ glossary() }}")
    assert '<span lang="da">sagsstamme</span>' in glossary
    assert '<span lang="fi">hyvinvointialue</span>' in glossary


def test_every_term_can_be_linked_to_before_the_block_is_there(docs):
    """The check of links runs on the Markdown's HTML, so the anchors stand there already."""
    said = render.render("{{ glossary() }}", "glossary.md", catalogue.for_page(page(docs)))
    assert re.findall(r'<a id="(\w+)"></a>', said) == ["caseload", "county", "recovery"]
    assert built(docs, "{{ glossary() }}").count('id="caseload"') == 1


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ('figure("aby.jobb")', "aby has no figure jobb; it has: employed, job"),
        ('figure("oby.job")', "no report oby; there are: aby, model, zeta"),
        ('figure("trial.enhanced")', "trial has: ips, control, difference, n"),
        ('figure("aby.started", "share")', "figure aby.started has no form share: use one of:"),
        ('figure("aby.studies", "share")', "figure aby.studies has no form share"),
        ('figure("aby.without-n", "interval")', "has no form interval"),
        ('source("bejerholm")', "source bejerholm is not in facts/sources.yml: there are: body"),
        ('sources("some")', "use one of: cited, all, unverified"),
        ('uncertainties("some")', "use one of: sources, figures, fidelity, terms"),
        ("pages()", "pages() names no page"),
        ('pages("guides/lost.md")', "guides/lost.md: correct the path"),
        ('report("oby", "cards")', "report oby does not exist: use one of: aby, model, zeta"),
        ('report("aby", "card")', "use one of: glance, cards, chart, table"),
        ('report("model", "chart")', 'only "glance" works for it'),
        ('benchmarks("list")', "use one of: chart, table"),
        ('fidelity_items("goals")', "principle goals does not exist: use one of: goal, support"),
        ('fidelity_items("support")', "no item of facts/fidelity.yml measures support"),
        ('term("case", "x")', "the glossary has no term case: use one of: caseload, county"),
    ],
)
def test_a_wrong_call_says_what_exists(docs, call, says):
    with pytest.raises(render.PageError) as caught:
        inline(docs, call)
    assert str(caught.value).startswith("page.md:1: ")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("mistake", "call", "says"),
    [
        (("reports/zeta.md", "job:", "jobs:"), 'report("zeta", "table")', "figures.job.label"),
        (("reports/zeta.md", "figures:", "bilder:"), "reports_compared()", "figures.job.label"),
        (("reports/model.md", "title:", "titel:"), "reports_compared()", "missing or has no title"),
        (
            ("ips/evidence.md", "counted: jobb", "räknat: jobb"),
            'benchmarks("table")',
            "alone.counted",
        ),
        (("principles/goal.md", "description:", "om:"), "principle_cards()", "has no description"),
        (
            ("_fidelity.yml", "measures: om", "mäter: om"),
            'fidelity_items("goal")',
            "quality.measures",
        ),
        (("_glossary.yml", "recovery:", "recover:"), "glossary()", "differ in: recover, recovery"),
        (("_words.yml", "\nbenchmark:", "\nbench:"), 'benchmarks("chart")', "this word is missing"),
    ],
)
def test_missing_words_name_file_and_key(docs, tmp_path, mistake, call, says):
    file, old, new = mistake
    folder = tmp_path / "docs"
    shutil.copytree(docs, folder)
    path = folder / "sv" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises((render.PageError, words.WordsError), match=re.escape(says)):
        inline(folder, call)
