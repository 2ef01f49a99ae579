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
        ((SOITE, "](../ips/evidence.md", "](../ips/evident.md"), "ips/evident.md"),
        ((SOITE, "  employment:", "  employments:"), SOITE),
    ],
    ids=[
        "macro",
        "front matter",
        "fact",
        "missing word",
        "unknown word",
        "link",
        "words of a figure",
    ],
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


def test_the_skeleton_of_a_new_report_builds_at_once(original, tmp_path):
    """What is left to do is told by `tools check`; the site can be looked at meanwhile."""
    project = tmp_path / "project"
    shutil.copytree(original, project)
    new.write(project, "report", "ostersund")
    done = build(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "fi" / "reports" / "ostersund" / "index.html").exists()
