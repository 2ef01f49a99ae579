"""
Write the skeleton of a page or a report in the three languages, and say what to fill in.
    python -m tools new page guides/steering-group
    python -m tools new report ostersund
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from macros.facts import LANGUAGES
from tools.rules.freshness import words_hash
from tools.rules.project import PageFile

_PAGE = """\
---
title: "TODO {path} ({language})"
description: "TODO one sentence for search results"
reviewed: {today}
{relation}---

!!! summary
    TODO two sentences in plain language.

{body}
"""

_BODIES = {
    "page": "## TODO {#first}\n\nTODO",
    "report": """\
## TODO {{#glance}}

{{{{ report("{name}", "glance") }}}}

## TODO {{#results}}

TODO figures in facts/reports/{name}.yml and their words above.
TODO `{{{{ report("{name}", "cards") }}}}`

## TODO {{#lessons}}

TODO

## TODO {{#weaknesses}}

TODO

## TODO {{#figures}}

TODO `{{{{ report("{name}", "table") }}}}`

## TODO {{#sources}}

{{{{ sources() }}}}""",
}

_FACTS = """\
# What did {name} do, for how many people, and how did it go?
kind: project
country: se # TODO se, dk or fi
place: {name} # TODO as the place calls itself
status: running # TODO ended, permanent, handed-over, running or undated
sources: [danish-model] # TODO the id of the report in facts/sources.yml
headline: []
# One published figure each, e.g.
#   employment: {{kind: share, unit: percent, outcome: employment, group: finished, k: 13, n: 48,
#     date: 2018-11-30, source: ..., place: page 9}}
# Its words (label, of, weakness) stand under `figures:` in the report's three pages.
figures: {{}}
"""


def main(arguments: list[str]) -> int:
    """0 when written; 2 with the reason when not."""
    if len(arguments) != 2 or arguments[0] not in _BODIES:
        print(__doc__)
        return 2
    try:
        print(write(Path.cwd(), *arguments))
    except ValueError as error:
        print(error)
        return 2
    return 0


def write(root: Path, kind: str, name: str) -> str:
    """
    Write the files, put the page into the nav, and give the list of what was written.

    Raises ValueError when the name does not fit or a file is there already: nothing is overwritten.
    """
    name = name.removesuffix(".md")
    if not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)*", name):
        raise ValueError(f"{name}: use small English letters, digits, hyphens and slashes")
    path = f"reports/{name}.md" if kind == "report" else f"{name}.md"
    files = {f"docs/{language}/{path}": "" for language in LANGUAGES}
    if kind == "report":
        files[f"facts/reports/{name}.yml"] = _FACTS.format(name=name)
    for file in files:
        if (root / file).exists():
            raise ValueError(f"{file} is there already; choose another name or edit it")
    body = _BODIES[kind].format(name=name) if kind == "report" else _BODIES[kind]
    relation = ""
    for language in LANGUAGES:
        file = f"docs/{language}/{path}"
        files[file] = _PAGE.format(
            path=path, language=language, relation=relation, body=body,
            today=datetime.now(UTC).date().isoformat(),
        )  # fmt: skip
        _save(root / file, files[file])
        if not relation:  # the first language is the original until somebody says otherwise
            first = PageFile(root / file, file)
            digest = words_hash(first.meta, first.body)
            relation = f"relation: translated\ntranslated_from: {language}@{digest}\n"
    if kind == "report":
        _save(root / f"facts/reports/{name}.yml", files[f"facts/reports/{name}.yml"])
    _into_nav(root / "mkdocs.yml", path)
    listed = "\n".join(f"  {file}" for file in files)
    return f"Written:\n{listed}\n  mkdocs.yml (nav)\nFill in each TODO, then: python -m tools check"


def _save(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _into_nav(config: Path, path: str) -> None:
    """The path behind the last one of its folder, or at the nav's end."""
    lines = config.read_text("utf-8").rstrip("\n").split("\n")
    start = lines.index("nav:")
    folder = path.rpartition("/")[0]
    same = [
        i for i, line in enumerate(lines)
        if i > start and folder and re.match(rf"\s*- {re.escape(folder)}/[^/]+\.md$", line)
    ]  # fmt: skip
    if same:
        indent = re.match(r"\s*", lines[same[-1]])[0]
        lines.insert(same[-1] + 1, f"{indent}- {path}")
    else:
        lines.append(f"  - {path}")
    config.write_text("\n".join(lines) + "\n", "utf-8")
