"""
The words of a page as a reader meets them: no front matter, code, macros, addresses or ids.

    >>> plain('Se [målet](goal.md#x), {{ figure("a.b") }} och {{ term("c", "taket") }}.{#id}')
    'Se målet, 0 och taket.'

One definition for everything that reads prose: readability, terms and spelling.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from tools.rules.project import PageFile

# The shared lists that readers meet; what they type into a search field is another matter.
SIDE_FILES = ("_fidelity.yml", "_glossary.yml", "_words.yml")


class Line(NamedTuple):
    """A line of a page: where, what it belongs to, whether a block begins here, its Markdown."""

    number: int
    kind: str  # text, item, heading, cell, box
    begins: bool
    text: str


_MACRO = re.compile(r"\{\{-?(.*?)-?\}\}")
_TERM = re.compile(r"""\s*term\(\s*["'][^"']*["']\s*,\s*(["'])(.*?)\1\s*\)\s*""")
_ADDRESS = re.compile(
    r"(?:https?://|mailto:|www\.)[^\s)>\"]+|\S+@\S+\.\w+|\b[\w-]+\.(?:\w+\.)*[a-z]{2,3}/\S*"
)
_DOMAIN = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|dk|eu|fi|no|org|se)\b")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"</?[A-Za-z][^>]*>|<!--.*?-->")
_ATTRIBUTES = re.compile(r"\{:?\s*(?:[#.][\w-]+|[\w-]+=[^}]*)[^}]*\}")
_PLACE = re.compile(r"\{\w+\}")  # {n}: what a message leaves open
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)")
_FOREIGN = re.compile(
    r"""<(\w+)\s[^>]*?(?<!href)\blang=["']?(\w\w)\b[^>]*>(.*?)</\1>"""
    r"""|(?:\*+([^*]+)\*+|\[([^\]]*)\]\([^)]*\))\{[^}]*?(?<!href)\blang=["']?(\w\w)\b[^}]*\}"""
)
_ITEM = re.compile(r"(?:[-*+]|\d+\.|:)\s+(?:\[[ x]\]\s+)?")
# As macros/factfile.py reads YAML: libyaml where there is one.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RULE = re.compile(r"[|:\s-]+|-{3,}|\*{3,}")


def lines(page: PageFile) -> Iterator[Line]:
    """Every line of the body that has words, code already blanked out."""
    fresh = True
    for number, raw in page.lines:
        text = raw.strip().removeprefix("> ")
        if not text or _RULE.fullmatch(text) or not _MACRO.sub("", text).strip():
            fresh = True
            continue
        if text.startswith("#"):
            yield Line(number, "heading", True, text.lstrip("#").strip())
        elif text.startswith("|"):
            yield Line(number, "cell", True, text.strip("|").replace("|", " ; "))
        elif text.startswith(("!!!", "???")):
            yield Line(number, "box", True, text.partition('"')[2].rstrip('"'))
        elif match := _ITEM.match(text):
            yield Line(number, "item", True, text[match.end() :])
            fresh = False
            continue
        else:
            yield Line(number, "text", fresh, text)
            fresh = False
            continue
        fresh = True


def parts(text: str, language: str) -> Iterator[tuple[str, str]]:
    """(language, words) of a line: what stands in `<span lang=…>` or `*…*{lang=…}` by itself."""
    if "lang=" not in text:
        yield language, plain(text)
        return
    at = 0
    for match in _FOREIGN.finditer(text):
        yield language, plain(text[at : match.start()])
        yield match[2] or match[6], plain(match[3] or match[4] or match[5] or "")
        at = match.end()
    yield language, plain(text[at:])


@lru_cache(maxsize=65536)  # three rules read the same lines
def plain(text: str) -> str:
    """The words of a line of Markdown; a figure or an open place is a 0, a source is nothing."""
    text = _MACRO.sub(_said, text)
    text = _LINK.sub(r"\1", text)
    text = _DOMAIN.sub("", _ADDRESS.sub("", text))
    text = _PLACE.sub("0", _ATTRIBUTES.sub("", _TAG.sub("", text)))
    return _EMPHASIS.sub("", html.unescape(text)).replace("\u00ad", "")


def _said(match) -> str:
    if term := _TERM.fullmatch(match[1]):
        return term[2]
    return "0" if match[1].strip().startswith("figure(") else ""


def side_files(docs: Path, language: str) -> list[Path]:
    """The shared lists of a language that there are."""
    return [file for name in SIDE_FILES if (file := docs / language / name).exists()]


def yaml_texts(file: Path, left_out: frozenset[str]) -> Iterator[tuple[int, str]]:
    """
    (line, text) of every value in a page's front matter, or in a word list such as `_words.yml`.

    Keys in `left_out` are passed over with all that they hold.
    """
    text, first = file.read_text("utf-8"), 1
    if file.suffix == ".md":
        match = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
        text, first = (match[1] if match else ""), 2
    if node := yaml.compose(text, Loader=_LOADER):
        yield from _values(node, left_out, first)


def _values(node, left_out: frozenset[str], first: int):
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value not in left_out:
                yield from _values(value, left_out, first)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _values(value, left_out, first)
    elif node.tag == "tag:yaml.org,2002:str":
        yield node.start_mark.line + first, node.value
