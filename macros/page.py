"""
A page while it is being made: its language and path, what it cites, and the blocks in it.

A macro that gives a block of HTML hands it to `page.block(html)` and returns the token that it
gets: Markdown would break HTML in lists, tables and admonitions, so it never sees any.
`put_blocks` puts the HTML in the tokens' places once Markdown is done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from macros import addresses
from macros.render import PageError

if TYPE_CHECKING:
    from macros.curriculum import Curriculum
    from macros.facts import Facts
    from macros.words import Words

_ANCHORS = r'(?:<a id="[^"]*"></a>)*'
_TOKEN = re.compile(rf"<p>\s*ipsblock(\d+)ends{_ANCHORS}\s*</p>|ipsblock(\d+)ends{_ANCHORS}")


@dataclass
class Page:
    """What macros know of the page that calls them. `path` is below docs/<language>/."""

    language: str
    path: str  # e.g. "reports/soite.md", the same in each language
    facts: Facts
    words: Words  # this language's; words.other("da") gives another's
    meta: dict = field(default_factory=dict)  # the page's front matter
    cited: list[str] = field(default_factory=list)  # source ids, in order of first citation
    scripts: list[str] = field(default_factory=list)  # e.g. "assets/calculator.js"
    styles: list[str] = field(default_factory=list)  # likewise, "assets/quiz.css"; linked once
    endings: list[str] = field(default_factory=list)  # HTML behind the page's text
    blocks: list = field(default_factory=list)  # HTML, or a function that gives it at the end
    listed: set[str] = field(default_factory=set)  # source ids that a list on the page holds
    marks: set[str] = field(default_factory=set)  # what macros tell each other: "table:soite"
    macros: dict = field(default_factory=dict)  # those bound to it, for words that call some
    directories: bool = True  # addresses end in a slash (MkDocs: use_directory_urls)
    site: str = ""  # the site's own address, https://…/; "" where nobody has said it
    url: str = ""  # the page's own address; "" likewise
    curriculum: Curriculum | None = None  # courses and modules; None: nobody has read them yet

    def cite(self, source: str) -> None:
        """Note that the page leans on this source."""
        if source not in self.cited:
            self.cited.append(source)

    def block(self, html, anchors=()) -> str:
        """
        The token that stands for this HTML in the Markdown.

        `html` is a string, or a function without arguments that is called when the whole page
        has been read (a list of sources has to wait for the last citation).
        `anchors` are the ids in it that pages link to: they stand beside the token, where the
        check of links finds them, and go when the block comes.
        """
        self.blocks.append(html)
        beside = "".join(f'<a id="{anchor}"></a>' for anchor in anchors)
        return f"ipsblock{len(self.blocks) - 1}ends{beside}"

    def link(self, path: str) -> str:
        """The Markdown address of another page of the same language, from this page."""
        return "../" * self.path.count("/") + path

    def href(self, path: str, anchor: str = "") -> str:
        """The address, in HTML, of another page of the same language (blocks see no Markdown)."""
        here, there = (
            addresses.address(self.language, each, directories=self.directories)
            for each in (self.path, path)
        )
        return addresses.relative(there, here) + (f"#{anchor}" if anchor else "")

    def put_blocks(self, html: str) -> str:
        """
        The page's HTML with each block in its token's place, and in its paragraph's.

        Raises PageError where the page cites a source and lists none: its links would lead nowhere.
        """

        def put(match):
            block = self.blocks[int(match.group(1) or match.group(2))]
            return block() if callable(block) else block

        done = _TOKEN.sub(put, html)
        if missing := [source for source in self.cited if source not in self.listed]:
            file = self.words.docs / self.language / self.path
            last = file.read_text("utf-8").count("\n") if file.exists() else 1
            raise PageError(
                str(file),
                last,
                f"the page cites {', '.join(missing)}, but has no list of sources",
                "add a section `{#sources}` with {{ sources() }} on a line of its own",
            )
        return "\n".join([done, *self.endings])
