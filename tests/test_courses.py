"""Courses: modules and their pages, and that nothing of the trainer's comes to a participant."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import html

from macros import catalogue, course, curriculum, facts, module_page, render, words
from macros.facts import LANGUAGES, FactsError
from macros.page import Page
from tools.rules import prose
from tools.rules.project import PageFile, Project

KNOWN = curriculum.read(ROOT / "facts")
MODULES = sorted(KNOWN.modules)
TRAINERS = [f"courses/{name}/trainer.md" for name in KNOWN.courses]
OTHERS = [f"courses/{name}.md" for name in ("trainer", "exercises", "builder")]
OTHERS = [path for path in OTHERS if (ROOT / "docs/sv" / path).exists()]
LONG = 40  # letters; what is shorter may well stand elsewhere by itself

# --- A page, cut ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        "## Till kursledaren {#trainer}",
        "### Till kursledaren {#trainer}",
        "## Till kursledaren {: #trainer .wide }",
        "##  Till kursledaren   {.wide #trainer}  ",
        "### Svar {#trainer-pace}",
    ],
)
def test_everything_from_the_trainers_heading_on_is_cut(heading):
    """However the heading is written, and where the part lacks its own heading too."""
    body = f"Text.\n\n{heading}\n\nSvar.\n\n## Mer {{#more}}\n\nMer.\n"
    assert module_page.participants(body) == "Text.\n\n"
    part = module_page.trainers(body)
    assert part.text.startswith("\nSvar.")
    assert part.line == 3


def test_what_only_sounds_like_it_is_not_cut():
    body = "## Ska du leda? {#trainers}\n\nSe `{#trainer}`.\n"
    assert module_page.participants(body) == body


def test_a_page_outside_the_courses_keeps_its_section_for_trainers():
    body = "## För utbildare {#trainer}\n\nText.\n"
    assert module_page.readers("about/index.md", body) == body
    assert module_page.readers("courses/basics/goal.md", body) == ""


def test_links_and_ids_are_right_on_the_trainers_page():
    """Both pages lie two folders deep, in different courses perhaps."""
    text = (
        "### Svar {#trainer-x}\n[a](../../guides/start.md#why) [b](other.md) [c](#text) "
        "[d](#handout-x) [e](../host-team/y.md) [f](https://example.org/#trainer-x)"
    )
    assert module_page.moved(text, "goal", "coach-basics", level=4) == (
        "#### Svar {#goal-trainer-x}\n[a](../../guides/start.md#why) [b](../coach-basics/other.md) "
        "[c](../coach-basics/goal.md#text) [d](#goal-handout-x) [e](../host-team/y.md) "
        "[f](https://example.org/#trainer-x)"
    )


def test_a_section_ends_where_the_next_of_its_kind_begins():
    body = "### Ark {#handout-a}\n\nA.\n\n#### Del {#part}\n\nB.\n\n## Mer {#more}\n\nC.\n"
    [(heading, part)] = module_page.sections(body, "handout-").values()
    assert (heading, part.text) == ("Ark", "\n\nA.\n\n#### Del {#part}\n\nB.\n\n")


def test_a_day_runs_from_its_start_through_breaks():
    """Where it ends is what its minutes say."""
    for each in KNOWN.courses.values():
        for day in each.days:
            slots = KNOWN.day(day)
            hours, minutes = map(int, day.start.split(":"))
            assert slots[0].start == 60 * hours + minutes
            assert all(one.start + one.minutes == two.start for one, two in pairwise(slots))
            assert sum(slot.minutes for slot in slots) == day.minutes


# --- Macros ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Path:
    """The small project of the check, with the words of the real site."""
    folder = tmp_path_factory.mktemp("courses") / "project"
    shutil.copytree(ROOT / "tests/fixtures/project", folder)
    for language in LANGUAGES:
        shutil.copy(ROOT / "docs" / language / "_words.yml", folder / "docs" / language)
    return folder


def made(small: Path, path: str, call: str, language: str = "sv") -> str:
    """What a call on a page of the small project gives, blocks put in."""
    listed = words.load(small / "docs", language)
    page = Page(language, path, facts.load(small / "facts"), listed, listed.front_matter(path))
    return page.put_blocks(render.render(call, path, catalogue.for_page(page)))


START, OWN = "courses/basics/start.md", "courses/basics/trainer.md"


def test_a_module_opens_with_its_questions_and_objectives_and_no_minutes(small):
    built = made(small, START, '{{ module("opening") }}')
    assert "Vad är målet?" in built
    assert "säga vad målet är" in built
    assert 'href="../"' in built
    assert "minut" not in built


def test_an_exercise_says_what_for_and_how_many(small):
    built = made(small, START, '{{ exercise("choose") }}', "fi")
    assert "Valitsette." in built
    assert "2–3" in built
    assert "../../../calculators/size/" in built


def test_the_run_sheet_has_the_time_of_everything(small):
    """09:00 the module, 09:15 the break, 09:30 the end."""
    text = html.fragment_fromstring(made(small, OWN, "{{ run_sheet() }}")).text_content()
    assert re.findall(r"\d\d:\d\d", text) == ["09:00", "09:15", "09:30"]
    assert "Välja" in text


def test_the_notes_hold_the_trainers_part_with_clock_ids_and_answers(small):
    built = made(small, OWN, "{{ trainer_notes() }}", "da")
    assert "### Målet {#start .module-notes}" in built
    assert "- **09.00** 0–5: Spørg." in built
    assert "- **09.05** 5–15: Øvelsen." in built
    assert "#### Svar {#start-trainer-choose}" in built
    assert "Rigtigt: Et job." in built


STYLED = {
    START: ['module("opening")', 'exercise("choose")'],
    OWN: ["run_sheet()", "course_materials()", "trainer_notes()", "handouts()", "exercises()"],
    "courses/basics/index.md": ['course("modules")'],
}


@pytest.mark.parametrize(("path", "call"), [(p, call) for p in STYLED for call in STYLED[p]])
def test_what_needs_the_courses_style_asks_for_it(small, path, call):
    """It is loaded on no other page (mkdocs.yml)."""
    assert "courses.css" not in (ROOT / "mkdocs.yml").read_text("utf-8")
    listed = words.load(small / "docs", "sv")
    page = Page("sv", path, facts.load(small / "facts"), listed, listed.front_matter(path))
    render.render(f"{{{{ {call} }}}}", path, catalogue.for_page(page))
    assert course.STYLE in page.styles


@pytest.mark.parametrize(
    "call", ["run_sheet()", "course_materials()", "trainer_notes()", "handouts()", "exercises()"]
)
def test_what_is_for_trainers_stands_on_no_other_page(small, call):
    with pytest.raises(render.PageError, match="is not a page for trainers"):
        made(small, "courses/basics/index.md", f"{{{{ {call} }}}}")


@pytest.mark.parametrize(
    ("path", "call", "says"),
    [
        (START, 'exercise("chose")', "no exercise chose: use one of: choose"),
        (START, 'module("end")', r'module\("end"\) does not exist'),
        ("guides/start.md", 'module("opening")', "is no module's page"),
        ("guides/start.md", 'course("modules")', "belongs to no course"),
        (OWN, 'course("all")', r'use course\("modules"\)'),
        (OWN, 'courses("all")', r'use courses\("trainer"\)'),
    ],
)
def test_a_wrong_call_says_what_there_is(small, path, call, says):
    with pytest.raises(render.PageError, match=says):
        made(small, path, f"{{{{ {call} }}}}")


@pytest.mark.parametrize("call", ["run_sheet()", "trainer_notes()", "exercises()"])
@pytest.mark.parametrize(
    ("old", "says"),
    [
        ('  objectives: ["säga vad målet är"]\n', "module.objectives: this key is missing; add it"),
        (
            "        course: En kurs\n",
            "module.quiz.aim.options.course: this word is missing; add it",
        ),
    ],
)
def test_a_module_whose_words_lack_is_named_on_the_trainers_page_too(
    small, tmp_path, call, old, says
):
    """That page may be built before the module's own: the message leads to the module's."""
    project = tmp_path / "project"
    shutil.copytree(small, project)
    file = project / "docs/sv" / START
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, ""), "utf-8")
    with pytest.raises(FactsError, match=re.escape(f"docs/sv/{START}: {says}")):
        made(project, OWN, f"{{{{ {call} }}}}")


def test_courses_that_do_not_hold_together_end_the_build(small, tmp_path):
    shutil.copytree(small / "facts", tmp_path / "facts")
    file = tmp_path / "facts/courses/basics.yml"
    file.write_text(file.read_text("utf-8").replace("[start,", "[stort,"), "utf-8")
    with pytest.raises(FactsError, match=r"basics.yml: days: there is no facts/modules/stort.yml"):
        curriculum.load(tmp_path / "facts")


# --- Nothing of the trainer's on a participant's page ---------------------------------------------


def flat(text: str) -> str:
    """Letters and signs as they are read one after another."""
    return re.sub(r"\s+", " ", text.replace("\u00ad", "").replace("\u00a0", " ")).strip()


def told(page: PageFile, first: int, last: float) -> set[str]:
    """The sentences and points of some lines, cut where a macro or a term stands, if long."""
    found = set()
    for line in prose.lines(page):
        if first <= line.number < last:
            for piece in re.split(r"\{\{.*?\}\}", line.text):
                for sentence in re.split(r"(?<=[.!?:;”])\s+|\*\*| ; ", prose.plain(piece)):
                    if len(said := flat(sentence)) > LONG:
                        found.add(said)
    return found


def secrets(language: str) -> dict[str, str]:
    """Sentence -> module, of all trainer's parts, but for what some page says to its readers."""
    project, found, public = Project(ROOT), {}, set()
    for path, spoken, page in project.every_page():
        if spoken != language:
            continue
        start = page.first_line + module_page.participants(page.body).count("\n")
        if not module_page.is_module(path):
            start = float("inf")
        public |= told(page, 0, start)
        public |= {flat(text) for _, text in prose.yaml_texts(page.file, frozenset())}
        found |= dict.fromkeys(told(page, start, float("inf")), path)
    for file in prose.side_files(ROOT / "docs", language):
        public |= {flat(text) for _, text in prose.yaml_texts(file, frozenset())}
    everything = " ".join(public)
    return {said: path for said, path in found.items() if said not in everything}


@lru_cache(maxsize=2048)
def read(file: Path) -> str:
    """What stands in a file of the site: a page's text, another file whole."""
    text = file.read_text("utf-8")
    if file.suffix == ".html":
        return flat(html.document_fromstring(text).text_content())
    return flat(text.replace("\\u003c", "<").replace('\\"', '"'))


def leaks(site: Path, language: str, told: dict[str, str]) -> list[str]:
    """Each sentence that stands in a file for everybody: pages, search index, sitemap."""
    own = {
        site / language / path.removesuffix(".md") / "index.html" for path in [*TRAINERS, *OTHERS]
    }
    files = [
        file
        for file in site.rglob("*")
        if file.suffix in (".html", ".js", ".json", ".xml", ".txt") and file not in own
    ]
    return [
        f"{file.relative_to(site)}: {said} ({told[said]})"
        for file in files
        for said in told
        if said in read(file)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_a_trainers_part_stands_on_another_page(site, language):
    """Not in the page, not in the search, not in any other file that is published."""
    found = secrets(language)
    assert len(found) > 10 * len(MODULES)
    assert leaks(site / "", language, found) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_trainers_pages_have_what_the_others_lack(site, language):
    """So the sentences that are looked for are those that a page would show."""
    pages = [site / language / path.removesuffix(".md") / "index.html" for path in TRAINERS]
    text = " ".join(read(page) for page in pages)
    found = secrets(language)
    missing = [said for said in found if said not in text]
    assert len(missing) < len(found) / 10, missing[:5]


def test_a_canary_in_a_trainers_part_sings_on_trainers_pages_only(tmp_path):
    """A word that stands nowhere else, in text, list, box, table and heading of the part."""
    project, site = tmp_path / "project", tmp_path / "site"
    for name in ("docs", "facts", "macros", "theme"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    name = MODULES[0]
    page = project / "docs/sv" / KNOWN.page(name)
    canary = (
        "\n\nKanariefågel.\n\n- Kanariefågel.\n\n!!! notice\n    Kanariefågel.\n\n"
        "| Kanariefågel |\n| --- |\n| Kanariefågel |\n\n### Kanariefågel {#kanariefagel}\n"
    )
    page.write_text(page.read_text("utf-8") + canary, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", "ONLY_LANGUAGE": "sv"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    sings = {
        file.relative_to(site).as_posix()
        for file in site.rglob("*")
        if file.is_file() and re.search(rb"(?i)kanarief", file.read_bytes())
    }
    assert sings == {f"courses/{each}/trainer/index.html" for each in KNOWN.of(name)}


# --- The trainer's pages --------------------------------------------------------------------------


def tree(site: Path, language: str, path: str):
    file = site / language / path.removesuffix(".md") / "index.html"
    return html.document_fromstring(file.read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_trainers_pages_are_given_and_not_found(site, language):
    """Out of search and sitemap, noindex, and they say whom they are for."""
    said = words.load(ROOT / "docs", language)["course.trainer"]
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    core = (site / language / "search" / "core.js").read_text("utf-8")
    for path in [*TRAINERS, *OTHERS]:
        page = tree(site, language, path)
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"], path
        assert page.xpath("//p[@class='for-trainers']")[0].text_content() == said, path
        address = path.removesuffix(".md") + "/"
        assert f"{language}/{address}" not in sitemap
        assert f'"{address}"' not in core
    for name in MODULES:
        page = tree(site, language, KNOWN.page(name))
        assert page.xpath("//meta[@name='robots']") == []
        assert f"{language}/{KNOWN.page(name).removesuffix('.md')}/" in sitemap


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_menu_or_next_step_of_a_module_leads_to_a_trainers_page(site, language):
    for name in MODULES:
        page = tree(site, language, KNOWN.page(name))
        hrefs = page.xpath("//nav//a/@href | //header//a/@href | //article//a/@href")
        assert not [href for href in hrefs if "trainer/" in href or "exercises/" in href], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_exercise_is_listed_once_by_length_with_its_two_links(site, language):
    """Without script the whole list stands there, and the filter does not."""
    page = tree(site, language, "courses/exercises.md")
    wanted = sum(len(module.exercises) for module in KNOWN.modules.values())
    items = page.xpath("//div[@data-exercises]//li[@data-length]")
    assert len(items) == wanted
    assert all(len(item.xpath(".//a")) == 2 for item in items)
    assert page.xpath("//form[@data-filter]/@hidden")


def test_the_filter_shows_what_fits_and_says_how_many(page):
    page.goto("sv/courses/exercises/")
    every = page.locator("[data-exercises] li[data-length]")
    total = every.count()
    page.get_by_label("För vem").select_option("manager")
    shown = page.locator("[data-exercises] li[data-length]:visible")
    assert 0 < shown.count() < total
    assert all(
        "manager" in each for each in shown.evaluate_all("a => a.map(e => e.dataset.audience)")
    )
    assert page.get_by_role("status").filter(has_text=str(shown.count())).count() == 1
    page.get_by_label("För vem").select_option("")
    assert shown.count() == total


def test_on_paper_each_module_and_hand_out_begins_a_sheet(page):
    page.goto("sv/courses/coach-basics/trainer/")
    page.emulate_media(media="print")
    breaks = "all => all.map(e => getComputedStyle(e).breakBefore)"
    assert set(page.locator(".module-notes").evaluate_all(breaks)[1:]) == {"page"}
    assert set(page.locator(".handout").evaluate_all(breaks)) == {"page"}
    heads = page.locator("table.run-sheet thead").evaluate_all(
        "all => all.map(e => getComputedStyle(e).display)"
    )
    assert set(heads) == {"table-header-group"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_module_leads_to_those_before_and_after_it_in_its_course(site, language):
    for name in MODULES:
        page = tree(site, language, KNOWN.page(name))
        ways = page.xpath("//nav[@class='neighbours']//a/@rel")
        beside = KNOWN.beside(KNOWN.page(name))
        assert len(ways) == len(beside), name
