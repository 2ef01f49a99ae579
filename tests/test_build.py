"""The strict build fails on every mistake, and its message leads to the place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from tools import new

SOITE = "docs/sv/reports/soite.md"


@pytest.fixture(scope="module")
def original(tmp_path_factory) -> Path:
    """A copy of what a build needs, to be broken and mended."""
    target = tmp_path_factory.mktemp("project")
    for name in ("docs", "facts", "macros", "theme"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


def build(project: Path, site: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("mistake", "says"),
    [
        (
            (SOITE, '{{ report("soite", "cards") }}', '{{ report("soita", "cards") }}'),
            f"{SOITE}:",
        ),
        ((SOITE, "reviewed:", "granskad:"), f"{SOITE}: granskad: unknown key"),
        (("facts/reports/soite.yml", "kind: share", "kind: shares"), "soite.yml: figures."),
        (("docs/sv/_words.yml", "box:", "boxes:"), "docs/sv/_words.yml: box.summary: missing here"),
        (("docs/fi/_words.yml", "skip:", "skop:"), "docs/fi/_words.yml: theme.skop: unknown"),
        ((SOITE, "title: ", "title: ["), f"{SOITE}:"),
        (("docs/sv/_words.yml", "  start: Start", "  start:"), "theme.start: None is no text"),
        (
            ("docs/fi/principles/goal.md", "principle: goal", "principle: gaol"),
            "docs/fi/principles/goal.md: principle: there is no gaol",
        ),
        ((SOITE, "](../ips/evidence.md", "](../ips/evident.md"), "ips/evident.md"),
        ((SOITE, "  employment:", "  employments:"), SOITE),
    ],
    ids=lambda value: value[2][:30] if isinstance(value, tuple) else "",
)
def test_a_mistake_ends_the_build_with_its_place(original, tmp_path, mistake, says):
    file, old, new = mistake
    path = original / file
    text = path.read_text("utf-8")
    assert old in text, f"{file} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    try:
        done = build(original, tmp_path / "site")
    finally:
        path.write_text(text, "utf-8")
    assert done.returncode != 0
    assert says in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_path_or_an_easy_page_that_leads_nowhere_ends_the_build(original, tmp_path):
    """All faults at once, each with its place and cure, as the check tells them."""
    project = tmp_path / "project"
    shutil.copytree(original, project)
    (project / "facts/paths.yml").write_text(
        "# Which pages?\nperson:\n  steps:\n    - ips/index.md\n    - ips/none.md\n", "utf-8"
    )
    (project / "docs/sv/easy").mkdir(exist_ok=True)
    (project / "docs/sv/easy/odd.md").write_text(
        '---\ntitle: "Udda"\ndescription: "Udda."\nfull: ips/none.md\n---\n\nUdda.\n', "utf-8"
    )
    done = build(project, tmp_path / "site")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "facts/paths.yml:5: person.steps: there is no docs/sv/ips/none.md and " in said
    assert "docs/sv/easy/odd.md: full: there is no docs/sv/ips/none.md: correct the path" in said
    assert "Traceback" not in said


def test_the_skeleton_of_a_new_report_builds_at_once(original, tmp_path):
    """What is left to do is told by `tools check`; the site can be looked at meanwhile."""
    project = tmp_path / "project"
    shutil.copytree(original, project)
    new.write(project, "report", "ostersund")
    done = build(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "fi" / "reports" / "ostersund" / "index.html").exists()


def test_the_skeleton_of_a_new_calculator_builds_at_once(original, tmp_path):
    """And a page in a folder that nobody had before: it gets a section of its own."""
    project = tmp_path / "project"
    shutil.copytree(original, project)
    new.write(project, "calculator", "waiting-time")
    new.write(project, "page", "courses/basics")
    done = build(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    built = (tmp_path / "site/fi/calculators/waiting-time/index.html").read_text("utf-8")
    assert 'data-calculator="waiting-time"' in built
    assert (tmp_path / "site/da/courses/basics/index.html").exists()


def test_a_page_that_one_language_lacks_leads_to_the_nearest_and_says_so(original, tmp_path):
    """The switcher, the nav and the footer do without it; nothing is shown in another language."""
    project = tmp_path / "project"
    shutil.copytree(original, project)
    (project / "docs/fi/guides/distances.md").unlink()
    paths = project / "facts/paths.yml"  # a path may only name what every language has
    paths.write_text(paths.read_text("utf-8").replace("    - guides/distances.md\n", ""), "utf-8")
    index = project / "docs/fi/guides/index.md"  # so may a list of pages
    index.write_text(index.read_text("utf-8").replace(', "guides/distances.md"', ""), "utf-8")
    words = project / "docs/fi/_search.yml"  # and readers' words
    kept = [
        line for line in words.read_text("utf-8").splitlines() if "guides/distances" not in line
    ]
    words.write_text("\n".join(kept), "utf-8")
    config = project / "mkdocs.yml"
    # Other pages link to it, which strict mode rightly refuses; what is built is looked at here.
    config.write_text(config.read_text("utf-8").replace("strict: true", "strict: false"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "site")],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site/sv/guides/distances/index.html").read_text("utf-8")
    assert 'href="../../../fi/guides/"' in page
    assert "lähin sivu" in page
    assert not (tmp_path / "site/fi/guides/distances").exists()
    nearest = (tmp_path / "site/fi/guides/index.html").read_text("utf-8")
    assert "distances/" not in nearest.split("<article")[0]


def test_a_language_without_a_front_page_ends_the_build(original, tmp_path):
    project = tmp_path / "project"
    shutil.copytree(original, project)
    (project / "docs/fi/index.md").unlink()
    done = build(project, tmp_path / "site")
    assert done.returncode != 0
    assert "docs/fi/index.md: the front page is missing; write it" in done.stdout + done.stderr
