"""
Our own scripts made small: comments and needless white space go, nothing else changes.

    >>> minified("const twice = (a) => a * 2; // two times")
    'const twice=(a)=>a*2;'

What others made lies in a folder of its own or ends in `.min.js`; it stays as it came.
The parts of a bundle are published as one file: fewer requests, and less to fetch.
"""

from __future__ import annotations

import re
from pathlib import Path

import rjsmin

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

# Folders of what others made: that may leave out a `;` at the end of a line.
_OTHERS = {Path(part).parent.name for parts in BUNDLES.values() for part in parts} - {""}


def ours(assets: Path) -> list[Path]:
    """The scripts of this project, as people write them."""
    return [file for file in sorted(assets.glob("*.js")) if not file.name.endswith(".min.js")]


def minified(text: str) -> str:
    """The same script without comments (but for `/*! ... */`) and needless white space."""
    return rjsmin.jsmin(text, keep_bang_comments=True)


def bundled(assets: Path, name: str) -> str:
    """The bundle's parts one after another, made small; strict as a whole, as each of them was."""
    parts = [part_of(assets / part) for part in BUNDLES[name]]
    return _STRICT + "".join(f"{part}\n" for part in parts)


def part_of(file: Path) -> str:
    """A script as it stands in its bundle, which is strict already."""
    text = minified(file.read_text("utf-8")).replace(_STRICT, "", 1)
    return text if file.parent.name in _OTHERS else folded(text)


def folded(text: str) -> str:
    r"""
    What a bundle can spare besides: our statements all end in `;`, and `let` is the shorter word.

    >>> folded("const f=()=>{g();if(h){i();}\nj();};")
    'let f=()=>{g();if(h){i()}j()};'
    """
    return re.sub(r"\bconst\b", "let", text.replace(";}", "}").replace("}\n", "}"))


def publish(assets: Path, published: Path) -> None:
    """Write our scripts small into the folder that is published; parts only in their bundle."""
    parts = {part for bundle in BUNDLES.values() for part in bundle}
    for part in parts:
        (published / part).unlink(missing_ok=True)
    for file in ours(assets):
        if file.name not in parts:
            (published / file.name).write_text(minified(file.read_text("utf-8")), "utf-8")
    for name in BUNDLES:
        (published / name).write_text(bundled(assets, name), "utf-8")
