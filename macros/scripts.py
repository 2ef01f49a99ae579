"""
Our own scripts made small: comments and needless white space go, names inside become short.

    >>> minified("const twice = (number) => { return number * 2; }; // two times")
    'const twice=e=>e*2'

What others made lies in a folder of its own or ends in `.min.js`; it stays as it came.
The parts of a bundle are published as one file: fewer requests, and less to fetch.
"""

from __future__ import annotations

from pathlib import Path

import minify

_STRICT = '"use strict";'

# Published file -> the parts that it is made of, in the order in which they need each other.
BUNDLES = {
    "agendas.js": ("agenda_rule.js", "agenda_link.js", "agenda_view.js", "agenda.js"),
    "calculators.js": (
        "numberform.js", "dateform.js", "working.js", "formula.js", "answer.js",
        "takeaway.js", "calculator_chart.js", "calculator.js",
    ),
    "search.js": (
        "minisearch/minisearch.js", "search_terms.js", "search_index.js", "search_question.js",
        "search_engine.js", "search_field.js", "search_page.js",
    ),
}  # fmt: skip


def ours(assets: Path) -> list[Path]:
    """The scripts of this project, as people write them."""
    return [file for file in sorted(assets.glob("*.js")) if not file.name.endswith(".min.js")]


def minified(text: str) -> str:
    """The same without comments (but for `/*! ... */`); what stands outermost keeps its name."""
    return minify.string("application/javascript", text)


def bundled(assets: Path, name: str) -> str:
    """The bundle's parts one after another, made small; strict as a whole, as each of them was."""
    return _STRICT + ";\n".join(part_of(assets / part) for part in BUNDLES[name])


def part_of(file: Path) -> str:
    """A script as it stands in its bundle, which is strict already."""
    return _small(file).replace(_STRICT, "", 1)


def _small(file: Path) -> str:
    """A script made small; ValueError with the place if it is not JavaScript."""
    try:
        return minified(file.read_text("utf-8"))
    except minify.MinifyError as error:
        raise ValueError(f"{file}: {error}") from error


def publish(assets: Path, published: Path) -> None:
    """Write our scripts small into the folder that is published; parts only in their bundle."""
    parts = {part for bundle in BUNDLES.values() for part in bundle}
    for part in parts:
        (published / part).unlink(missing_ok=True)
    for file in ours(assets):
        if file.name not in parts:
            (published / file.name).write_text(_small(file), "utf-8")
    for name in BUNDLES:
        (published / name).write_text(bundled(assets, name), "utf-8")
