"""
What does our rendering cost? The site's strict build beside Material and static-i18n alone.

Both build the same Markdown: for the other side, every page is rendered first and its macros'
HTML stands in it ready-made. Prints CPU seconds (best of several runs, turn by turn), their ratio,
and the memory of the larger run. The bounds are those of the project: ratio 1.5, 300 MB.
    make bench
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from macros import catalogue, facts, render, words  # noqa: E402 - after the path is set
from macros.facts import LANGUAGES  # noqa: E402 - likewise
from macros.page import Page  # noqa: E402 - likewise

RUNS = 3
MOST_RATIO, MOST_MEMORY = 1.5, 300


def plain_project(folder: Path) -> None:
    """The same pages, rendered, with a configuration that has nothing of ours in it."""
    docs, known = ROOT / "docs", facts.load(ROOT / "facts")
    shutil.copytree(docs / "assets", folder / "docs" / "assets")
    for language in LANGUAGES:
        spoken = words.load(docs, language)
        for file in sorted((docs / language).rglob("*.md")):
            path = file.relative_to(docs / language).as_posix()
            front, body, first_line = words.split(file)
            page = Page(language, path, known, spoken, front)
            text = render.render(body, str(file), catalogue.for_page(page), first_line)
            text = page.put_blocks(render.box_titles(text, spoken))
            head = yaml.safe_dump(
                {"title": front["title"], "description": front["description"]}, allow_unicode=True
            )
            target = folder / "docs" / language / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(f"---\n{head}---\n{text}", "utf-8")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    config = config.replace("locale: sv,", "locale: sv, default: true,")
    dropped = ("  custom_dir:", "hooks:", "watch:", "strict:", "extra_css:", "      - {locale: xx")
    kept = [line for line in config.splitlines() if not line.startswith(dropped)]
    (folder / "mkdocs.yml").write_text("\n".join(kept) + "\n", "utf-8")


def build(folder: Path, *options: str) -> tuple[float, float]:
    """(CPU seconds, largest memory in MB) of one build."""
    with tempfile.TemporaryDirectory() as site:
        command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", site, *options]
        quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://example.org/"}
        process = subprocess.Popen(
            command, cwd=folder, env=quiet, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        errors = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stderr.close()
        if process.returncode:
            raise SystemExit(f"the build in {folder} failed:\n{errors}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> int:
    """Print the table; 1 if a bound is exceeded."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder)
        plain_project(plain)
        ours, theirs = [], []
        for run in range(RUNS):
            print(f"run {run + 1} of {RUNS} ...", file=sys.stderr)
            theirs.append(build(plain))
            ours.append(build(ROOT, "--strict"))
    cpu, plain_cpu = min(seconds for seconds, _ in ours), min(seconds for seconds, _ in theirs)
    memory = max(size for _, size in ours)
    print(f"Material and static-i18n alone  {plain_cpu:6.2f} s CPU")
    print(f"this project, strict            {cpu:6.2f} s CPU, {memory:.0f} MB")
    print(f"ratio                           {cpu / plain_cpu:6.2f} (at most {MOST_RATIO})")
    return 0 if cpu / plain_cpu <= MOST_RATIO and memory <= MOST_MEMORY else 1


if __name__ == "__main__":
    raise SystemExit(main())
