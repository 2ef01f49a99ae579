"""
What a finished page says, section by section: the part of its HTML that a reader reads.

    >>> read('<article id="content"><p>Kort.</p><h2 id="why">Varför</h2><p>Så.</p>')
    [Section(id='', heading='', text='Kort.'…), Section(id='why', heading='Varför', text='Så.'…)]

Left out: what carries `data-search-exclude`, drawings, scripts, buttons and navigation. A heading
with an id opens a section; an entry of a definition list with an id of its own is a section and an
entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

_SILENT = {"script", "style", "svg", "noscript", "template", "nav", "button", "select", "textarea"}
_QUIET = {"meta", "glossary-other"}  # classes: a page's date; a term in other languages
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h2", "h3", "h4", "header", "hr",
    "legend", "li", "main", "ol", "output", "p", "pre", "section", "summary", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_CONTENT = re.compile(r'<(?:article|section)[^>]*(?:id="content"|class="band").*', re.DOTALL)

# Our own templates made the HTML: a tag, or a comment, and the text behind it; the standard parser
# takes ten times as long.
_PIECE = re.compile(
    r"""<(?:!.*?|(/?)([A-Za-z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*))>([^<]*)""", re.DOTALL
)
# None of these stands in one of its kind, and most of a calculator's page is in them; what stands
# in a script is not HTML.
_PASSED_OVER = re.compile(
    r"<(script|style|svg|template|button|select|textarea)\b.*?</\1>", re.DOTALL | re.IGNORECASE
)
_TELLING = re.compile(r"\b(?:id|class|hidden|data-search-exclude)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?""")
_HIDDEN = {"data-search-exclude", "hidden"}


@dataclass
class Section:
    """A heading, its id, and what stands below it; the page's opening has neither."""

    id: str
    heading: str
    text: str
    entry: bool = False  # stands for itself, as a term of the glossary does


def read(html: str) -> list[Section]:
    """The sections of a finished page in their order, empty ones left out."""
    found = _CONTENT.search(html)
    if not found:
        return []
    reader = _Reader()
    reader.feed(_PASSED_OVER.sub("", found.group().partition("</article>")[0]))
    read = (
        Section(each["id"], _clean(each["heading"]), _clean(each["text"]), each["entry"])
        for each in reader.sections
    )
    return [section for section in read if section.text or section.heading]


def _clean(pieces: list[str]) -> str:
    text = re.sub(r"[ \t\r\n\f]+", " ", "".join(pieces).replace("\u00ad", ""))
    return re.sub(r" (?=[,.;:?!](?:\s|$))", "", text).strip()


class _Reader:
    """Walks through the elements; `_quiet` is the depth below which nothing is read."""

    def __init__(self):
        self.sections = []
        self._open: list[str] = []
        self._quiet = 0  # the number of open elements when silence began; 0: reading
        self._ends = 0  # likewise, for an entry
        self._in_heading = ""
        self._begin("", "")

    def feed(self, html: str) -> None:
        """Read it all."""
        for end, tag, attributes, text in _PIECE.findall(html):
            if end:
                self._close(tag.lower())
            elif tag:
                self._begin_element(tag.lower(), attributes)
            if text and not self._quiet:
                self._said.append(unescape(text))

    def _begin_element(self, tag: str, attributes: str) -> None:
        if tag not in _VOID:
            self._open.append(tag)
            if self._quiet:
                return
            given = {}
            if _TELLING.search(attributes):
                given = {
                    name.lower(): unescape((value or "").strip("\"'"))
                    for name, value in _ATTRIBUTE.findall(attributes)
                }
            if (
                tag in _SILENT
                or tag == "h1"
                or not _HIDDEN.isdisjoint(given)
                or not _QUIET.isdisjoint((given.get("class") or "").split())
            ):
                self._quiet = len(self._open)
            elif tag in ("h2", "h3") and given.get("id"):
                self._begin(tag, given["id"])
                return
            elif tag == "div" and given.get("id") and self._open[-2:-1] == ["dl"]:
                self._ends = len(self._open)
                self._begin("dt", given["id"], entry=True)
                return
        if tag in _BLOCKS and not self._quiet:
            self._said.append(" ")

    def _begin(self, heading: str, name: str, *, entry: bool = False) -> None:
        self.sections.append({"id": name, "heading": [], "text": [], "entry": entry})
        self._in_heading = heading
        self._said = self.sections[-1]["heading" if heading else "text"]

    def _close(self, tag: str) -> None:
        if tag in _VOID or tag not in self._open:
            return
        last = ""
        while last != tag:
            depth, last = len(self._open), self._open.pop()
            if self._quiet == depth:
                self._quiet = 0
            if self._ends == depth:
                self._ends = 0
                self._begin(self._in_heading, "")
        if tag == self._in_heading:
            self._in_heading, self._said = "", self.sections[-1]["text"]
        if tag in _BLOCKS and not self._quiet:
            self._said.append(" ")
