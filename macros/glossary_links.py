"""
The first use of a term on a page leads to the glossary, without the writer's doing.

    >>> link("<p>En klientgrupp.</p>", Forms({"caseload": ["klientgrupp"]}), "sv", "../glossary/")
    '<p>En <a class="term" href="../glossary/#caseload">klientgrupp</a>.</p>'

It works on the HTML that Markdown gives, before the blocks of macros come in: so it never sees
what they hold. Apart from the links that it puts in, the HTML stays as it was, sign by sign.
Why these limits: decisions/0015-glossary-links.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from macros.glossary_forms import Forms, load
from macros.page import Page

PATH = "glossary.md"
LEFT_ALONE = ("easy/", "about/")  # easy pages explain their own words; about/ is on the site itself
PLAIN = {PATH, "index.md", "404.md", "search.md"}  # the glossary; pages that only lead on
PER_SENTENCE, PER_PARAGRAPH = 1, 2

# Where a link would disturb, or is not ours to put: what leads somewhere or is a name, a
# quotation, code, a heading of anything, a control.
_WITHOUT = {
    "a", "abbr", "blockquote", "button", "caption", "cite", "code", "dfn", "dt", "figcaption",
    "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label", "legend", "math", "option", "pre", "q",
    "samp", "script", "select", "style", "summary", "svg", "textarea", "th", "title", "var",
}  # fmt: skip
_VOID = {
    "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
}  # fmt: skip
# A paragraph ends where another element begins or ends; these stand within a line.
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
}  # fmt: skip
_TAG = re.compile(  # (all of it, its slash, name, attributes), the last three None in a comment
    r"(<!--.*?-->|<(/?)([a-zA-Z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^'\">])*)>)", re.DOTALL
)
_LANG = re.compile(r"\slang=[\"']?([\w-]+)")
_LINKED = re.compile(r"href=[\"'](?:[^\"']*/)?glossary(?:/|\.html)#([\w-]+)")
_BOX_TITLE = re.compile(r"\sclass=[\"'][^\"']*\badmonition-title\b")
_QUOTED = re.compile(
    r"”[^”]*”|[„“][^”“]*[”“]|»[^«]*«|«[^»]*»|\"[^\"]*\"|&quot;.*?&quot;", re.DOTALL
)
_SENTENCE_ENDS = re.compile(r"[.!?…][\"”“»)]*\s+")


def link_terms(page: Page, html: str) -> str:
    """The page's HTML with links to the glossary. Raises FactsError for a broken glossary."""
    if page.path in PLAIN or page.path.startswith(LEFT_ALONE):
        return html
    file = page.words.docs / page.language / "_glossary.yml"
    return link(html, load(file), page.language, page.href(PATH)) if file.exists() else html


def link(html: str, forms: Forms, language: str, address: str) -> str:
    """The HTML with the first use of each term linked to `address`#id, as far as there is room."""
    # A term that the writer has linked anywhere on the page is not linked once more.
    linked = set(_LINKED.findall(html))
    put: list[tuple[int, int, str]] = []
    for paragraph in _paragraphs(html, language):
        put += paragraph.links(forms, linked)
    done, at = [], 0
    for start, end, term in put:
        done.append(html[at:start])
        done.append(f'<a class="term" href="{address}#{term}">{html[start:end]}</a>')
        at = end
    return "".join(done) + html[at:]


@dataclass
class _Run:
    """Text between two tags, and where it stands in the page."""

    at: int
    text: str
    free: bool


@dataclass
class _Paragraph:
    """The text between two block tags, whatever stands within its lines."""

    runs: list[_Run] = field(default_factory=list)
    own: list[int] = field(default_factory=list)  # where, in its text, the writer's own links begin

    def links(self, forms: Forms, linked: set[str]) -> list[tuple[int, int, str]]:
        """What to link, as (start, end, term) in the page; notes the terms in `linked`."""
        uses = [forms.find(run.text) if run.free else () for run in self.runs]
        if not any(uses):
            return []
        text = "".join(run.text for run in self.runs)
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        ends = [match.end() for match in _SENTENCE_ENDS.finditer(text)]
        room = {}  # sentence -> links in it

        def sentence(at: int) -> int:
            return sum(end <= at for end in ends)

        for at in self.own:
            room[sentence(at)] = room.get(sentence(at), 0) + 1
        found, before = [], 0
        for run, of_run in zip(self.runs, uses, strict=True):
            for use in of_run:
                start = before + use.start
                here = sentence(start)
                if (
                    use.term in linked
                    or any(low <= start < high for low, high in quoted)
                    or room.get(here, 0) >= PER_SENTENCE
                    or sum(room.values()) >= PER_PARAGRAPH
                ):
                    continue
                room[here] = room.get(here, 0) + 1
                linked.add(use.term)
                found.append((run.at + use.start, run.at + use.end, use.term))
            before += len(run.text)
        return found


def _paragraphs(html: str, language: str):
    """The paragraphs with text in order, each with its runs of text."""
    here, length, at = _Paragraph(), 0, 0
    open_: list[tuple[str, bool]] = []  # each open element, and whether its text is free
    pieces = _TAG.split(html)
    pieces += ["", "", "p", ""]  # the end of the page is one too
    for text, whole, end, name, rest in zip(*(pieces[n::5] for n in range(5)), strict=True):
        if text:
            here.runs.append(_Run(at, text, not open_ or open_[-1][1]))
            length += len(text)
        at += len(text) + len(whole)
        if not name:
            continue
        if here.runs and name.lower() not in _INLINE:
            yield here
            here, length = _Paragraph(), 0
        if not end and "glossary" in rest and _LINKED.search(rest):
            here.own.append(length)
        _step(open_, end, name.lower(), rest, language)


def _step(open_: list[tuple[str, bool]], end: str, name: str, rest: str, language: str) -> None:
    """The open elements after this tag."""
    if end:
        if open_ and open_[-1][0] == name:
            open_.pop()
        elif name in (names := [each for each, _ in open_]):
            del open_[len(names) - 1 - names[::-1].index(name) :]
    elif name not in _VOID and not rest.endswith("/"):
        free = (not open_ or open_[-1][1]) and name not in _WITHOUT
        if free and rest:
            said = _LANG.search(rest)
            free = (said is None or said[1] == language) and not _BOX_TITLE.search(rest)
        open_.append((name, free))
