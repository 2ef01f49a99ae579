"""`python -m tools check`: each rule finds the fault that it is for, and says where and what to do.

The fixture is a small project without faults; each case breaks one thing in a copy of it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from macros import spec_file
from macros.working import work_out
from tools import check, new, translated
from tools.rules.project import Project

FIXTURE = Path(__file__).parent / "fixtures" / "project"
CASES = yaml.safe_load((FIXTURE.parent / "check_cases.yml").read_text("utf-8"))
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of the small project, to be broken."""
    shutil.copytree(FIXTURE, tmp_path / "project")
    return tmp_path / "project"


def test_a_project_without_faults_has_none(project):
    assert check.faults(project) == []


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_each_fault_is_found_with_its_place_and_cure(project, case):
    """The message begins as promised: its place, the fault, the cure."""
    for change in case["changes"]:
        file = project / change["file"]
        if change.get("delete"):
            file.unlink()
            continue
        text = file.read_text("utf-8") if file.exists() else ""
        old = change.get("old", text)
        assert old in text, f"the fixture no longer holds {old!r}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace(old, change["new"], 1) if text else change["new"], "utf-8")
    assert any(fault.startswith(case["says"]) for fault in check.faults(project))


def test_every_rule_has_a_case():
    """A rule that nobody has seen fail may not work."""
    covered = {case["rule"] for case in CASES}
    assert covered == {rule.__name__.rpartition(".")[2] for rule in check.RULES} | {"facts"}


def test_the_site_itself_has_no_faults():
    assert check.faults(ROOT) == []


def test_the_command_counts_pages_and_faults(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    assert check.main([]) == 0
    assert capsys.readouterr().out.endswith("\n24 pages (original 8, translated 16); 0 faults\n")


def test_a_new_page_is_written_in_three_languages_and_lists_what_is_left(project):
    """A skeleton has the right shape at once; only its TODO lines are faults."""
    new.write(project, "page", "guides/money")
    faults = check.faults(project)
    assert {fault.partition(": ")[2] for fault in faults} == {
        "something is left to do: write it",
        "no path leads to this guide: add guides/money.md to a reader's path in facts/paths.yml",
    }
    assert "  - guides/money.md" in (project / "mkdocs.yml").read_text("utf-8")


def test_a_new_report_gets_its_fact_file_and_loads(project):
    sources = project / "facts" / "sources.yml"
    sources.write_text(sources.read_text("utf-8").replace("other-2021", "danish-model"), "utf-8")
    new.write(project, "report", "ostersund")
    assert Project(project).facts.reports["ostersund"].place == "ostersund"
    assert all("left to do" in fault for fault in check.faults(project))


def test_a_new_calculator_gets_its_spec_and_lists_what_is_left(project):
    """Its examples come out at once; TODO lines and the way there are what the check tells."""
    sources = project / "facts" / "sources.yml"
    sources.write_text(sources.read_text("utf-8").replace("other-2021", "danish-model"), "utf-8")
    written = new.write(project, "calculator", "waiting-time")
    assert "Link each page from docs/<language>/calculators/index.md." in written
    made = spec_file.load(project / "facts/calculators/waiting-time.yml", Project(project).facts)
    for _, given, gives, refuses in made.examples:
        answer = work_out(made, given)
        assert {key: reason for key, (reason, _) in answer.errors.items()} == refuses
        assert all(round(answer.values[key], 1) == wanted for key, wanted in gives.items())
    left = ("something is left to do", "nothing here leads to waiting-time.md")
    assert all(any(words in fault for words in left) for fault in check.faults(project))
    nav = (project / "mkdocs.yml").read_text("utf-8")
    assert "\n      - calculators/size.md\n      - calculators/waiting-time.md\n" in nav


def test_a_new_module_lists_what_is_left(project):
    """Its keys hold at once; TODO lines and the day that it stands on are what the check tells."""
    written = new.write(project, "module", "waiting", "basics")
    assert "Put it on a day of a course" in written
    left = ("something is left to do", "no course has this module")
    assert all(any(words in fault for words in left) for fault in check.faults(project))
    nav = (project / "mkdocs.yml").read_text("utf-8")
    assert "\n      - courses/basics/start.md\n      - courses/basics/waiting.md\n" in nav


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        (("page", "guides/money"), "guides/money.md"),
        (("report", "ostersund"), "reports/ostersund.md"),
        (("calculator", "waiting-time"), "calculators/waiting-time.md"),
        (("module", "waiting", "basics"), "courses/basics/waiting.md"),
    ],
)
def test_new_says_where_readers_words_go(project, wanted, path):
    """The line as it is told is one that the search reads: words by the page's path."""
    [told] = re.findall(r"as `(  .*)`", new.write(project, *wanted))
    [(said, words)] = yaml.safe_load(told).items()
    there = yaml.safe_load((ROOT / "docs/sv/_search.yml").read_text("utf-8"))["pages"]
    assert said == path
    assert {type(each) for each in there.values()} == {type(words)} == {list}


def test_a_new_module_needs_a_course(project):
    with pytest.raises(ValueError, match="there is no course basic; use one of: basics"):
        new.write(project, "module", "waiting", "basic")


def test_a_new_page_in_a_new_folder_makes_a_section(project):
    """A bare entry would stand among the sections at the top."""
    new.write(project, "page", "themes/basics")
    new.write(project, "page", "themes/more")
    nav = (project / "mkdocs.yml").read_text("utf-8")
    assert nav.endswith("  - themes:\n      - themes/basics.md\n      - themes/more.md\n")


@pytest.mark.parametrize("name", ["guides/start", "Guides/Ö", "../outside"])
def test_new_overwrites_nothing_and_refuses_odd_names(project, name):
    before = (project / "docs/sv/guides/start.md").read_text("utf-8")
    with pytest.raises(ValueError, match=r"already|small English letters"):
        new.write(project, "page", name)
    assert (project / "docs/sv/guides/start.md").read_text("utf-8") == before


def test_translated_shows_what_changed_and_stamps_one_page(project):
    """The word diff comes out of git's history; after the stamp the page is fresh."""

    def git(*words):
        command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words]
        subprocess.run(command, cwd=project, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "first")
    file = project / "docs/sv/guides/start.md"
    file.write_text(file.read_text("utf-8").replace("Ett steg.", "Ett nytt steg."), "utf-8")
    assert len(check.faults(project)) == 2
    shown = translated.stamp(project, "docs/da/guides/start.md")
    assert "{+nytt+}" in shown
    assert [fault.partition(":")[0] for fault in check.faults(project)] == [
        "docs/fi/guides/start.md"
    ]


@pytest.mark.parametrize(
    ("page", "source", "says"),
    [
        ("docs/da/guides/none.md", None, "no such page"),
        ("docs/sv/guides/start.md", None, "no page here is an original"),
        ("docs/da/guides/start.md", "fi", "is itself a translation"),
        ("docs/da/guides/start.md", "da", "there is no original here"),
    ],
)
def test_translated_refuses_what_it_cannot_stamp(project, page, source, says):
    before = (project / "docs/da/guides/start.md").read_text("utf-8")
    with pytest.raises(ValueError, match=says):
        translated.stamp(project, page, source)
    assert (project / "docs/da/guides/start.md").read_text("utf-8") == before


def test_a_stamp_that_history_does_not_hold_says_so(project):
    """Then the translation is read against the whole page; nothing is guessed."""
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    file = project / "docs/da/guides/start.md"
    file.write_text(file.read_text("utf-8").replace("sv@07e5ae71e5684634", "sv@" + 16 * "0"))
    assert "no commit holds the words of 0000000000000000" in translated.stamp(
        project, "docs/da/guides/start.md"
    )
