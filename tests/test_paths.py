"""The readers' paths: what comes next, how the steps are shown, and that every guide is near."""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import html
from test_check import FIXTURE

from macros import addresses, catalogue, facts, path_file, render, words
from macros.facts import LANGUAGES
from macros.page import Page

PATHS = path_file.load(ROOT / "facts" / "paths.yml")
TWO = {"one": {"a": ["x.md", "y.md"], "b": ["z.md"]}, "two": {"steps": ["z.md", "x.md"]}}


@pytest.mark.parametrize(
    ("page", "after"),
    [
        ("x.md", [("one", "y.md"), ("two", None)]),
        ("y.md", [("one", "z.md")]),
        ("z.md", [("one", None), ("two", "x.md")]),
        ("elsewhere.md", []),
    ],
)
def test_a_page_leads_on_along_each_path_that_it_is_on(page, after):
    """Across stages too; the last page of a path leads to none."""
    assert path_file.next_steps(TWO, page) == after


def test_without_the_file_there_are_no_paths(tmp_path):
    """A package for one purpose may leave them out."""
    assert path_file.load(tmp_path / "paths.yml") == {}


# --- The macro ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """The small project of the check, with the words of the real site."""
    folder = shutil.copytree(FIXTURE, tmp_path_factory.mktemp("paths") / "project")
    for language in LANGUAGES:
        shutil.copy(ROOT / "docs" / language / "_words.yml", folder / "docs" / language)
    return folder


def built(project: Path, call: str, language: str = "sv"):
    """The block of a call on the page of the path, as a tree."""
    said = words.load(project / "docs", language)
    page = Page(language, "paths/person.md", facts.load(project / "facts"), said)
    token = render.render("{{ " + call + " }}", "page.md", catalogue.for_page(page))
    return html.fragment_fromstring(page.put_blocks(token))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_is_a_numbered_link_with_what_the_page_says_of_itself(project, language):
    steps = built(project, 'path("person")', language).findall("li")
    meta = [
        words.front_matter(project / "docs" / language / page)
        for page in path_file.steps({"all": ["guides/start.md", "calculators/index.md"]})
    ]
    assert [step.findtext(".//a") for step in steps] == [each["title"] for each in meta]
    assert [step.findtext(".//p") for step in steps] == [each["description"] for each in meta]
    assert [step.findtext("span") for step in steps] == ["1", "2"]
    assert [step.find(".//a").get("href") for step in steps] == [
        "../../guides/start/",
        "../../calculators/",
    ]


def test_a_stage_goes_on_counting_where_the_one_before_ends(project):
    block = built(project, 'path("person", "count")')
    assert block.get("start") == "2"
    assert block.findtext("li/span") == "2"
    assert built(project, 'path("person", "begin")').get("start") is None


def test_a_step_tells_its_kind_and_about_how_long_it_takes(project):
    """A calculator is used and not read: it has no minutes, and a list of them no kind."""
    guide, calculators = built(project, 'path("person")').findall("li")
    said = words.load(project / "docs", "sv")
    line = guide.findall(".//p")[1].text
    assert line == f"{said['path.kind.guides']} · {said.say('path.minutes', n=1)}"
    assert len(calculators.findall(".//p")) == 1


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ('path("trainer")', "no path trainer: use one of: person"),
        ('path("person", "end")', "no stage end of person: use one of: begin, count"),
    ],
)
def test_a_wrong_call_says_what_there_is(project, call, says):
    with pytest.raises(render.PageError, match=says):
        built(project, call)


# --- The site -------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def tree(file: Path):
    return html.document_fromstring(file.read_text("utf-8"))


def file_of(site: Path, language: str, path: str) -> Path:
    address = addresses.address(language, path)
    return site / address / "index.html"


def links(file: Path, where: str = "//article") -> set[Path]:
    """The pages of the site that a part of a page leads to."""
    hrefs = tree(file).xpath(f"{where}//a/@href")
    targets = {(file.parent / href.partition("#")[0]).resolve() for href in hrefs}
    return {each / "index.html" for each in targets if each.is_dir()}


NEXT = "//nav[@class='next-step']"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_leads_to_the_next_of_each_of_its_paths(site, language):
    """Without script, in the order of the file; the last leads back to the path."""
    for stages in PATHS.values():
        for page in path_file.steps(stages):
            wanted = {
                file_of(site, language, after or f"paths/{audience}.md").resolve()
                for audience, after in path_file.next_steps(PATHS, page)
            }
            assert links(file_of(site, language, page), NEXT) == wanted, page


def test_a_page_on_no_path_has_no_next_step(site):
    walked = {page for stages in PATHS.values() for page in path_file.steps(stages)}
    for path in (ROOT / "docs/sv").rglob("*.md"):
        page = path.relative_to(ROOT / "docs/sv").as_posix()
        if page not in walked and page != "404.md":
            assert not tree(file_of(site, "sv", page)).xpath(NEXT), page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_section_row_has_room_for_its_words(site, language):
    """Seven with the front page: what else there is stands in menu, footer and front page."""
    page = tree(site / language / "index.html")
    assert len(page.xpath("//nav[@class='sections']//a")) <= 7


ORDER = ["municipality", "trainer", "coach", "treatment-team", "employer", "person"]


def test_the_six_audiences_have_their_paths_and_the_municipality_its_stages():
    assert list(PATHS) == ORDER
    assert list(PATHS["municipality"]) == ["decide", "start", "run", "judge"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_page_leads_to_every_path_and_to_easy_reading(site, language):
    """Three doors, a row for the others, and the easy way on its own."""
    front = site / language / "index.html"
    paths = {name: file_of(site, language, f"paths/{name}.md").resolve() for name in ORDER}
    doors = {paths["municipality"], paths["person"]}
    doors.add(file_of(site, language, "courses/trainer.md").resolve())
    assert links(front, "//ul[@class='doors']") == doors
    row = {paths[name] for name in ("coach", "treatment-team", "employer")}
    assert links(front, "//div[@class='also']/ul") == row
    assert links(front, "//p[@class='also__easy']") == {
        file_of(site, language, "easy/index.md").resolve()
    }
    assert links(file_of(site, language, "paths/index.md")) >= set(paths.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_help_is_three_clicks_from_the_front_page(site, language):
    """By links in the text, without menu and footer, which lead to the lists at once."""
    here = {(site / language / "index.html").resolve()}
    near = set(here)
    for _ in range(3):
        here = {target for page in here for target in links(page)} - near
        near |= here
    for folder in ("guides", "countries", "easy", "calculators", "principles", "paths"):
        for path in (ROOT / "docs" / language / folder).glob("*.md"):
            page = f"{folder}/{path.name}"
            if path.name == "index.md" and folder not in ("countries", "easy"):
                continue
            assert file_of(site, language, page).resolve() in near, page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_path_page_leads_to_each_of_its_steps(site, language):
    """So a guide is two clicks from the front page: the door, and the step."""
    for audience, stages in PATHS.items():
        steps = [file_of(site, language, page).resolve() for page in path_file.steps(stages)]
        assert links(file_of(site, language, f"paths/{audience}.md")) >= set(steps)


def test_the_next_step_is_for_the_screen(page):
    """Paper has no links to follow."""
    page.goto("sv/principles/goal/")
    assert page.locator(".next-step a").count() > 1
    assert page.locator(".next-step").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".next-step").is_hidden()


def test_nothing_remembers_which_path_a_reader_took():
    """No storage, no parameter, no script: the links are the same for everybody."""
    partial = (ROOT / "theme/partials/next.html").read_text("utf-8")
    assert "<script" not in partial
    assert "data-" not in partial.replace("data-search-exclude", "")
    for script in (ROOT / "docs/assets").glob("*.js"):
        assert "next-step" not in script.read_text("utf-8"), script.name
