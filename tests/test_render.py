"""Our Jinja pass and the front matter: strict, sandboxed, and every error leads to its place."""

from __future__ import annotations

import pytest

from macros import addresses, meta, words
from macros.facts import FactsError
from macros.page import Page
from macros.render import MacroError, PageError, box_titles, render


def refuse(*_):
    raise MacroError("no report ostersund", "use one of: soite")


MACROS = {"twice": lambda n: str(2 * n), "block": lambda: "ipsblock0ends", "refuse": refuse}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("{{ twice(21) }}", "42"),
        (
            "## Pengar {#funding}\n\ntext\n\n## Steg {#steps}\n",
            "## Pengar {#funding}\n\ntext\n\n## Steg {#steps}\n",
        ),
        ("`{{ twice(1) }}` {{ twice(1) }}", "`{{ twice(1) }}` 2"),
        ("``a ` {{ b }}`` {{ twice(1) }}", "``a ` {{ b }}`` 2"),
        ("```\n{{ nobody() }}\n```\n{{ twice(2) }}", "```\n{{ nobody() }}\n```\n4"),
        ("~~~ yaml\n{% for %}\n~~~\n{{ twice(2) }}", "~~~ yaml\n{% for %}\n~~~\n4"),
        (
            "1. a\n\n    ```\n    {{ x }}\n    ```\n\n2. {{ twice(3) }}",
            "1. a\n\n    ```\n    {{ x }}\n    ```\n\n2. 6",
        ),
        ("````\n```\n{{ x }}\n```\n````\n", "````\n```\n{{ x }}\n```\n````\n"),
        ("{%# a note to writers #%}text", "text"),
        ("a lone ` and {{ twice(1) }}\n\nanother ` here", "a lone ` and 2\n\nanother ` here"),
        ("last line\n", "last line\n"),
    ],
)
def test_macros_are_replaced_and_code_and_ids_stay(text, result):
    assert render(text, "page.md", MACROS) == result


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "a\n\n{{ nobody() }}",
            "docs/sv/x.md:12: 'nobody' is undefined: use one of: block, refuse, twice",
        ),
        ("a\n{{ twice(1) }\n", "docs/sv/x.md:11: unexpected '}': close what is opened"),
        ("a\n\n\n{% if %}", "docs/sv/x.md:13: "),
        ("{{ refuse('ostersund') }}", "docs/sv/x.md:10: no report ostersund: use one of: soite"),
        ("```\nx\n```\n\n{{ refuse() }}", "docs/sv/x.md:14: no report ostersund"),
        ("a\n{{ twice() }}", "docs/sv/x.md:11: "),
        ("a\n{{ twice.__globals__ }}", "docs/sv/x.md:11: "),
        ("{{ ''.__class__.__mro__ }}", "docs/sv/x.md:10: "),
        ("{{ missing }}", "docs/sv/x.md:10: 'missing' is undefined"),
    ],
)
def test_an_error_names_file_line_fault_and_cure(text, says):
    """The text begins at line 10 of its file, behind nine lines of front matter."""
    with pytest.raises(PageError) as caught:
        render(text, "docs/sv/x.md", MACROS, first_line=10)
    assert str(caught.value).startswith(says)


def test_a_block_takes_the_place_of_its_token_and_its_paragraph():
    page = Page("sv", "x.md", None, None)
    tokens = page.block("<figure>1</figure>"), page.block(lambda: "<ul></ul>")
    html = f"<p>{tokens[0]}</p><li>{tokens[1]}</li>"
    assert page.put_blocks(html) == "<figure>1</figure><li><ul></ul></li>"


def test_links_lead_from_a_page_to_another_of_its_language():
    assert Page("sv", "reports/soite.md", None, None).link("glossary.md") == "../glossary.md"
    assert Page("sv", "index.md", None, None).link("glossary.md") == "glossary.md"


def test_boxes_get_the_title_that_they_have_on_every_page():
    spoken = {"box.summary": "Kort sagt", "box.case": "Fall"}
    text = '!!! summary\n    a\n\n    !!! case\n        b\n\n!!! summary "Eget"\n'
    assert box_titles(text, spoken) == (
        '!!! summary "Kort sagt"\n    a\n\n    !!! case "Fall"\n        b\n\n!!! summary "Eget"\n'
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"title": "x"}, "x.md: description: this key is missing; add it"),
        (
            {"title": "x", "description": "y", "titel": "z"},
            "x.md: titel: unknown key; correct its spelling or remove it",
        ),
        (
            {"title": "x", "description": "y", "reviewed": "yesterday"},
            "x.md: reviewed: Input should be a valid date",
        ),
        (
            {"title": "x", "description": "y", "relation": "copied"},
            "x.md: relation: Input should be 'translated'",
        ),
        ({"title": "", "description": "y"}, "x.md: title: String should have at least 1 character"),
        (
            {"title": "x", "description": "y", "figures": {"a": {"lable": "b"}}},
            "x.md: figures.a.label: this key is missing; add it",
        ),
    ],
)
def test_front_matter_that_does_not_fit_names_file_key_and_reason(data, says):
    with pytest.raises(FactsError) as caught:
        meta.check("x.md", data, ["goal"])
    assert any(line.startswith(says) for line in str(caught.value).splitlines())


def test_front_matter_is_read_with_the_line_where_the_body_begins(tmp_path):
    file = tmp_path / "x.md"
    file.write_text("---\ntitle: x\n---\n\nbody\n", "utf-8")
    assert words.split(file) == ({"title": "x"}, "\nbody\n", 4)


def test_yaml_faults_in_front_matter_name_the_line(tmp_path):
    file = tmp_path / "x.md"
    file.write_text("---\ntitle: x\nnav: [a\n---\n\nbody\n", "utf-8")
    with pytest.raises(FactsError, match=r"x\.md:4: not valid YAML"):
        words.split(file)


@pytest.mark.parametrize(
    ("target", "here", "way"),
    [
        ("da/", "sv/", "../da/"),
        ("da/about/", "sv/principles/goal/", "../../../da/about/"),
        ("sv/", "sv/", "./"),
        ("fi/404.html", "sv/404.html", "../fi/404.html"),
        ("sv/", "", "sv/"),
        ("sv/", "404.html", "sv/"),
    ],
)
def test_relative_addresses(target, here, way):
    assert addresses.relative(target, here) == way


def test_a_page_that_a_language_lacks_leads_to_the_nearest_that_exists(tmp_path):
    for language in ("sv", "da", "fi"):
        (tmp_path / language / "guides").mkdir(parents=True)
        for path in ("index.md", "guides/index.md"):
            (tmp_path / language / path).write_text("---\ntitle: x\n---\n", "utf-8")
    (tmp_path / "sv/guides/start.md").write_text("---\ntitle: x\n---\n", "utf-8")
    found = {
        a["language"]: (a["url"], a["exists"])
        for a in addresses.alternates(tmp_path, "sv", "guides/start.md")
    }
    assert found == {
        "sv": ("sv/guides/start/", True),
        "da": ("da/guides/", False),
        "fi": ("fi/guides/", False),
    }


def test_links_of_a_404_start_at_the_sites_root():
    html = (
        '<a href="../da/"><img src="../a.svg"><a href="https://x.org"><a href="#top"><a href=".">'
    )
    assert addresses.absolute_links(html, "sv/404.html", "/ips/") == (
        '<a href="/ips/da/"><img src="/ips/a.svg"><a href="https://x.org"><a href="#top">'
        '<a href="/ips/sv/">'
    )
