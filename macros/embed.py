"""
A calculator by itself, for an iframe on a municipality's own site.

Beside calculators/goal/index.html stands calculators/goal/embed.html: h1, calculator, a link to the
full page. It lies in the same folder, so that every relative address of the page holds there too.

    >>> beside("https://example.org/sv/calculators/goal/")
    'https://example.org/sv/calculators/goal/embed.html'

`block` is the code to copy, on the full page; `document` the page in the frame
(decisions/0008-embed.md). docs/assets/embed.js gives the frame its height.
"""

from __future__ import annotations

import posixpath
import re

from markupsafe import Markup, escape

from macros.page import Page
from macros.spec import Calculator
from macros.templating import fill

HEIGHT = 900  # pixels, where the host takes no script

_BLOCK = re.compile(r'<details class="[^"]*\bcalculator-embed\b.*?</details>\s*', re.DOTALL)
_LINK = re.compile(r'<a\b([^>]*?) href="([^"]*)"')
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_BODY = re.compile(r"<body([^>]*)>")


def beside(address: str) -> str:
    """
    The embeddable page's address (or file) beside a page's.

    >>> beside("calculators/goal.html"), beside("sv/calculators/goal/index.html")
    ('calculators/goal-embed.html', 'sv/calculators/goal/embed.html')
    """
    folder, name = posixpath.split(address)
    stem = name.removesuffix(".html")
    return posixpath.join(folder, "embed.html" if stem in ("", "index") else f"{stem}-embed.html")


def block(page: Page, made: Calculator) -> Markup | str:
    """The closed box with the code to copy; "" where the site's own address is not known."""
    if not page.site:
        return ""
    code = (
        f'<iframe data-ips src="{escape(beside(page.url))}" title="{escape(page.meta["title"])}"'
        f' width="100%" height="{HEIGHT}" loading="lazy" allow="clipboard-write"></iframe>\n'
        f'<script src="{escape(page.site)}assets/embed.js" async></script>'
    )
    return fill("embed.html", id=f"{made.name}-embed", code=code, words=page.words)


def document(page: Page, finished: str, root: str) -> str | None:
    """
    The page for the frame, from the finished full page; None where no calculator stands.

    Styles and body are the full page's; `root` is the way from it to the site's root.
    """
    name = posixpath.basename(page.path).removesuffix(".md")
    sign = f'data-calculator="{name}"'
    calculator = next((html for html in page.blocks if sign in str(html)), None)
    if calculator is None:
        return None
    # "./" is the folder's own page; from disk that would be a list of files.
    full = "./" if page.directories else f"{name}.html"
    return str(
        fill(
            "embed_page.html",
            page=page,
            body=Markup(_BODY.search(finished)[1]),  # noqa: S704 - of a page that we wrote
            styles=_STYLE.findall(finished),
            root=root,
            full=full,
            calculator=_led_out(_BLOCK.sub("", str(calculator)), full),
        )
    )


def _led_out(html: str, full: str) -> Markup:
    """
    Links that leave the frame open beside it: nobody loses numbers, nor sees a site in a site.

    An anchor that only the full page has leads there; `#reached=13` fills in fields, and stays.
    """

    def out(match):
        before, href = match.groups()
        if href.startswith("#"):
            if "=" in href or f'id="{href[1:]}"' in html:
                return match.group()
            href = full + href
        return f'<a{before} href="{href}" target="_blank" rel="noopener"'

    shown, script, data = html.partition("<script")
    return Markup(_LINK.sub(out, shown) + script + data)  # noqa: S704 - made by our templates
