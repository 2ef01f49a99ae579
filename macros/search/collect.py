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

# Our own templates made the HTML: a comment, a tag or text; the standard parser takes ten times
# as long.
_PIECE = re.compile(
    r"""<!.*?>|<(/?)([A-Za-z][\w-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|[^<]+|<""", re.DOTALL
)
_ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?""")
_RAW = {"script", "style"}


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
    reader.feed(found.group().partition("</article>")[0])
    return [
        Section(each["id"], _clean(each["heading"]), _clean(each["text"]), each["entry"])
        for each in reader.sections
        if _clean(each["text"]) or each["heading"]
    ]


def _clean(pieces: list[str]) -> str:
    text = re.sub(r"[ \t\r\n\f]+", " ", "".join(pieces).replace("\u00ad", ""))
    return re.sub(r" (?=[,.;:?!](?:\s|$))", "", text).strip()


class _Reader:
    """Walks through the elements; `_quiet` is the depth below which nothing is read."""

    def __init__(self):
        self.sections = [_section("")]
        self._open: list[str] = []
        self._quiet = 0  # the number of open elements when silence began; 0: reading
        self._ends = 0  # likewise, for an entry
        self._in_heading = ""

    def feed(self, html: str) -> None:
        """Read it all; what stands in a script or style is not HTML, and passed over."""
        at = 0
        while piece := _PIECE.match(html, at):
            at = piece.end()
            end, tag, attributes = piece.groups()
            if tag is None:
                if not self._quiet and html[piece.start()] != "<":
                    self._read(unescape(piece.group()))
            elif end:
                self._close(tag.lower())
            else:
                self._begin_element(tag.lower(), attributes)
                if tag in _RAW:
                    at = max(html.find(f"</{tag}", at), at)

    def _begin_element(self, tag: str, attributes: str) -> None:
        if tag in _VOID:
            self._space(tag)
            return
        self._open.append(tag)
        if self._quiet:
            return
        given = {
            name.lower(): unescape((value or "").strip("\"'"))
            for name, value in _ATTRIBUTE.findall(attributes)
        }
        if (
            tag in _SILENT
            or tag == "h1"
            or {"data-search-exclude", "hidden"} & set(given)
            or _QUIET & set((given.get("class") or "").split())
        ):
            self._quiet = len(self._open)
            self._space(tag)
        elif tag in ("h2", "h3") and given.get("id"):
            self._begin(tag, given["id"])
        elif tag == "div" and given.get("id") and self._open[-2:-1] == ["dl"]:
            self._begin("dt", given["id"], entry=True)
            self._ends = len(self._open)
        else:
            self._space(tag)

    def _begin(self, heading: str, name: str, *, entry: bool = False) -> None:
        self.sections.append(_section(name, entry=entry))
        self._in_heading = heading

    def _close(self, tag: str) -> None:
        if tag in _VOID or tag not in self._open:
            return
        while self._open:
            depth, last = len(self._open), self._open.pop()
            if self._quiet == depth:
                self._quiet = 0
            if self._ends == depth:
                self._ends = 0
                self.sections.append(_section(""))
            if last == tag:
                break
        if tag == self._in_heading:
            self._in_heading = ""
        self._space(tag)

    def _read(self, text: str) -> None:
        self.sections[-1]["heading" if self._in_heading else "text"].append(text)

    def _space(self, tag: str) -> None:
        if tag in _BLOCKS and not self._quiet:
            self.sections[-1]["heading" if self._in_heading else "text"].append(" ")


def _section(name: str, *, entry: bool = False) -> dict:
    return {"id": name, "heading": [], "text": [], "entry": entry}
