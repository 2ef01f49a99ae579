"""
Write the skeleton of a page, a report, a calculator or a module of a course in three languages;
say what to fill in.
    python -m tools new page guides/steering-group
    python -m tools new report ostersund
    python -m tools new calculator waiting-time
    python -m tools new module waiting --home coach-basics
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from string import Template

from macros.facts import LANGUAGES
from tools.rules.freshness import words_hash
from tools.rules.project import PageFile

SKELETONS = Path(__file__).parent / "skeletons"  # <kind>.md: the page; <kind>.yml: its facts
FOLDERS = {"page": "", "report": "reports/", "calculator": "calculators/", "module": "modules/"}
NEXT = {
    "calculator": "Link each page from docs/<language>/calculators/index.md.\n",
    "module": "Put it on a day of a course in facts/courses/, and set the day's minutes.\n",
    "page": "A guide goes on a reader's path: add it to facts/paths.yml.\n",
}

# The kind's own front matter follows, and the line that ends it.
_HEAD = """\
---
title: "TODO {path} ({language})"
description: "TODO one sentence for search results"
reviewed: {today}
{relation}"""


def main(arguments: list[str]) -> int:
    """0 when written; 2 with the reason when not."""
    match arguments:
        case ["module", name, "--home", home]:
            wanted = ("module", name, home)
        case ["page" | "report" | "calculator", _]:
            wanted = tuple(arguments)
        case _:
            print(__doc__)
            return 2
    try:
        print(write(Path.cwd(), *wanted))
    except ValueError as error:
        print(error)
        return 2
    return 0


def write(root: Path, kind: str, name: str, home: str = "") -> str:
    """
    Write the files, put the page into the nav, and give the list of what was written.

    `home` is the course of a module. Raises ValueError when the name does not fit, there is no such
    course, or a file is there already: nothing is overwritten.
    """
    name = name.removesuffix(".md")
    folder = FOLDERS[kind]
    if not re.fullmatch(r"[a-z0-9-]+" if folder else r"[a-z0-9-]+(/[a-z0-9-]+)*", name):
        raise ValueError(f"{name}: use small English letters, digits, hyphens and slashes")
    if home and not (root / "facts" / "courses" / f"{home}.yml").exists():
        there = ", ".join(sorted(file.stem for file in (root / "facts/courses").glob("*.yml")))
        raise ValueError(f"there is no course {home}; use one of: {there}")
    path = f"courses/{home}/{name}.md" if home else f"{folder}{name}.md"
    pages = {language: f"docs/{language}/{path}" for language in LANGUAGES}
    facts = [f"facts/{folder}{name}.yml"] if folder else []
    files = [*pages.values(), *facts]
    for file in files:
        if (root / file).exists():
            raise ValueError(f"{file} is there already; choose another name or edit it")
    relation = ""
    for language, file in pages.items():
        _save(root / file, _page(kind, name, path, language, relation))
        if not relation:  # the first language is the original until somebody says otherwise
            first = PageFile(root / file, file)
            digest = words_hash(first.meta, first.body)
            relation = f"relation: translated\ntranslated_from: {language}@{digest}\n"
    for file in facts:
        _save(root / file, _skeleton(f"{kind}.yml", name, home))
    _into_nav(root / "mkdocs.yml", path)
    # Told and not written: what readers type cannot be guessed, and the check would not miss it.
    search = (
        "Say what readers type who want the page: a line below `pages:` in each\n"
        f"docs/<language>/_search.yml, as `  {path}: [words, a few words]`.\n"
    )
    listed = "\n".join(f"  {file}" for file in files)
    return (
        f"Written:\n{listed}\n  mkdocs.yml (nav)\n{NEXT.get(kind, '')}{search}"
        "Fill in each TODO, then: python -m tools check"
    )


def _page(kind: str, name: str, path: str, language: str, relation: str) -> str:
    """The front matter that all kinds share, then the kind's own and its body."""
    today = datetime.now(UTC).date().isoformat()
    head = _HEAD.format(path=path, language=language, today=today, relation=relation)
    return head + _skeleton(f"{kind}.md", name)


def _skeleton(file: str, name: str, home: str = "") -> str:
    return Template((SKELETONS / file).read_text("utf-8")).substitute(name=name, home=home)


def _save(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _into_nav(config: Path, path: str) -> None:
    """The path behind the last one of its folder; a new folder becomes a section at the end."""
    lines = config.read_text("utf-8").rstrip("\n").split("\n")
    start = lines.index("nav:")
    folder = path.rpartition("/")[0]
    # A course's trainer's page stands in a section of its own, behind all modules.
    entry = re.compile(rf"\s*- {re.escape(folder)}/(?!trainer\.md)[^/]+\.md$")
    same = [i for i, line in enumerate(lines) if i > start and folder and entry.match(line)]
    if same:
        indent = re.match(r"\s*", lines[same[-1]])[0]
        lines.insert(same[-1] + 1, f"{indent}- {path}")
    elif folder:
        # MkDocs calls a section by its first page; the name here is only for those who read this.
        lines += [f"  - {folder}:", f"      - {path}"]
    else:
        lines.append(f"  - {path}")
    config.write_text("\n".join(lines) + "\n", "utf-8")
