"""The sitemap: each page once, with its address in every language; no trainer's page."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from macros import addresses
from macros.facts import LANGUAGES
from macros.words import front_matter

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_LEFT_OUT = {"404.md", "search.md"}  # neither is worth finding

ET.register_namespace("", _SITEMAP)
ET.register_namespace("xhtml", _XHTML)


def sitemap(docs: Path, site_url: str, *, directories: bool = True) -> bytes:
    """The XML for all pages below `docs`; `x-default` is the page that offers the choice."""
    pages: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        for file in sorted((docs / language).rglob("*.md")):
            path = file.relative_to(docs / language).as_posix()
            if path not in _LEFT_OUT and not front_matter(file).get("trainer"):
                address = addresses.address(language, path, directories=directories)
                pages.setdefault(path, {})[language] = site_url + address
    root = ET.Element(f"{{{_SITEMAP}}}urlset")
    _url(root, site_url, pages["index.md"] | {"x-default": site_url})
    for _, places in sorted(pages.items()):
        for place in places.values():
            _url(root, place, places | {"x-default": site_url})
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _url(root, place: str, alternates: dict[str, str]) -> None:
    url = ET.SubElement(root, f"{{{_SITEMAP}}}url")
    ET.SubElement(url, f"{{{_SITEMAP}}}loc").text = place
    for language, href in alternates.items():
        attributes = {"rel": "alternate", "hreflang": language, "href": href}
        ET.SubElement(url, f"{{{_XHTML}}}link", attributes)
