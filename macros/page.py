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

if TYPE_CHECKING:
    from macros.facts import Facts
    from macros.words import Words

_TOKEN = re.compile(r"<p>\s*(ipsblock\d+ends)\s*</p>|(ipsblock\d+ends)")


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
    blocks: list = field(default_factory=list)  # HTML, or a function that gives it at the end

    def cite(self, source: str) -> None:
        """Note that the page leans on this source."""
        if source not in self.cited:
            self.cited.append(source)

    def block(self, html) -> str:
        """
        The token that stands for this HTML in the Markdown.

        `html` is a string, or a function without arguments that is called when the whole page
        has been read (a list of sources has to wait for the last citation).
        """
        self.blocks.append(html)
        return f"ipsblock{len(self.blocks) - 1}ends"

    def link(self, path: str) -> str:
        """The Markdown address of another page of the same language, from this page."""
        return "../" * self.path.count("/") + path

    def put_blocks(self, html: str) -> str:
        """The page's HTML with each block in its token's place, and in its paragraph's."""

        def put(match):
            block = self.blocks[int(re.search(r"\d+", match.group()).group())]
            return block() if callable(block) else block

        return _TOKEN.sub(put, html)
