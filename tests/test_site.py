"""The finished site, page by page, over all pages: languages, links, addresses, weight."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import ROOT, SITE_URL, pages_of
from lxml import etree, html

from macros import words
from macros.facts import LANGUAGES

PAGES = sorted(
    path.relative_to(ROOT / "docs/sv").as_posix() for path in (ROOT / "docs/sv").rglob("*.md")
)


@lru_cache(maxsize=512)
def tree(file: Path):
    return html.document_fromstring(file.read_text("utf-8"))


def file_of(site: Path, language: str, path: str) -> Path:
    stem = path.removesuffix(".md")
    if stem == "404":
        return site / language / "404.html"
    return site / language / ("" if stem == "index" else stem.removesuffix("/index")) / "index.html"


def every(site: Path):
    """(language, path below docs/<language>, the page's tree, its file)"""
    for language in LANGUAGES:
        for path in PAGES:
            file = file_of(site, language, path)
            yield language, path, tree(file), file


def test_each_page_of_docs_is_built_in_each_language_and_nothing_else(site):
    """But for a page in a frame beside each calculator's (tests/test_embed.py)."""
    wanted = {file for *_, file in every(site)} | {site / "index.html", site / "404.html"}
    framed = {
        file.with_name("embed.html")
        for _, path, _, file in every(site)
        if path.startswith("calculators/") and path != "calculators/index.md"
    }
    assert set(pages_of(site)) == wanted | framed


def test_no_word_list_fact_or_source_page_is_published(site):
    published = {path.suffix for path in site.rglob("*") if path.is_file()}
    assert published <= {
        ".html",
        ".css",
        ".js",
        ".json",
        ".svg",
        ".woff2",
        ".xml",
        ".gz",
        ".map",
        ".txt",
        ".png",
    }


def test_every_page_says_its_own_language(site):
    for language, path, page, _ in every(site):
        assert page.get("lang") == language, (language, path)


def test_the_title_is_the_pages_own_and_the_sites_in_that_language(site):
    for language, path, page, _ in every(site):
        meta = words.front_matter(ROOT / "docs" / language / path)
        name = words.load(ROOT / "docs", language)["site.name"]
        title = page.findtext(".//title").strip()
        assert title.endswith(name), (language, path)
        if path != "index.md":
            assert title.startswith(str(meta["title"])), (language, path)


def test_each_page_has_exactly_one_h1(site):
    for file in pages_of(site):
        assert len(tree(file).findall(".//h1")) == 1, file


def test_hreflang_is_absolute_and_complete_on_every_page(site):
    """Each of the three languages and x-default, on every page but the 404s."""
    for language, path, page, _ in every(site):
        found = {
            link.get("hreflang"): link.get("href")
            for link in page.iter("link")
            if link.get("hreflang")
        }
        if path == "404.md":
            assert found == {}, language
            continue
        wanted = {
            other: SITE_URL + file_of(Path(), other, path).as_posix().removesuffix("index.html")
            for other in LANGUAGES
        }
        assert found == wanted | {"x-default": SITE_URL}, (language, path)


def test_the_canonical_address_is_the_pages_own(site):
    for language, path, page, _ in every(site):
        if path == "404.md":
            continue
        [link] = page.xpath("//link[@rel='canonical']")
        address = file_of(Path(), language, path).as_posix().removesuffix("index.html")
        assert link.get("href") == SITE_URL + address


def test_the_switcher_is_relative_and_leads_to_the_same_page(site):
    """Also from disk, in packages and below a sub-path."""
    for language, path, page, file in every(site):
        links = {
            link.get("hreflang") or link.get("lang"): link
            for link in page.xpath("//*[@data-languages]//a")
        }
        assert set(links) == set(LANGUAGES), (language, path)
        for other, link in links.items():
            href = link.get("href")
            if path == "404.md":
                assert href.startswith("/ips/"), href
                continue
            target = (file.parent / href.partition("#")[0]).resolve()
            target = target / "index.html" if target.is_dir() else target
            assert target == file_of(site, other, path), (language, path, href)
            assert (link.get("aria-current") is not None) == (other == language)


def leads(page, fragment: str) -> bool:
    """Whether a fragment names something there, or is read by a calculator or the builder."""
    if "=" in fragment:
        return bool(page.xpath("//*[@data-calculator] | //*[@data-agenda]"))
    return fragment in ("", "__top") or fragment in page.xpath("//@id")


def test_every_link_and_anchor_leads_somewhere(site):
    """Inside the site: pages, files and ids. The 404 pages' links start at the sub-path."""
    missing = []
    for file in pages_of(site):
        for element in tree(file).xpath("//*[@href or @src]"):
            address = element.get("href") or element.get("src")
            parts = urlsplit(address)
            if parts.scheme in ("https", "mailto", "tel", "data") or parts.netloc:
                continue
            if parts.path.startswith("/"):
                target = site.parent / unquote(parts.path).lstrip("/")
            else:
                target = (
                    Path(posixpath.normpath(file.parent / unquote(parts.path)))
                    if parts.path
                    else file
                )
            if target.is_dir():
                target /= "index.html"
            if not target.exists():
                missing.append(f"{file.relative_to(site)}: {address}")
            elif target.suffix == ".html" and not leads(tree(target), unquote(parts.fragment)):
                missing.append(f"{file.relative_to(site)}: {address} (no such id)")
    assert missing == []


def test_ids_are_unique_and_survive_every_keyboard(site):
    for file in pages_of(site):
        ids = tree(file).xpath("//@id")
        assert len(ids) == len(set(ids)), (file, [i for i in ids if ids.count(i) > 1])
        assert all(i.isascii() for i in ids), file


def test_headings_have_the_same_ids_in_each_language(site):
    for path in PAGES:
        seen = {
            tuple(
                tree(file_of(site, language, path)).xpath("//article//*[self::h2 or self::h3]/@id")
            )
            for language in LANGUAGES
            if words.front_matter(ROOT / "docs" / language / path).get("relation") != "adapted"
        }
        assert len(seen) == 1, path


def test_no_page_has_styles_of_its_own_or_calls_a_third_party(site):
    """A strict content security policy can be set, and no reader's address is passed on."""
    for file in pages_of(site):
        page = tree(file)
        assert page.xpath("//*[@style] | //style") == [], file
        for element in page.xpath(
            "//script[@src] | //img | //iframe | //link[@rel != 'canonical']"
        ):
            if element.get("hreflang"):
                continue
            address = element.get("src") or element.get("href")
            assert not urlsplit(address).netloc, (file, address)
        for attribute in page.xpath("//@*"):
            assert not attribute.attrname.startswith("on"), (file, attribute)


def test_nothing_of_the_rendering_is_left_in_a_page(site):
    for file in pages_of(site):
        text = file.read_text("utf-8")
        for trace in ("ipsblock", "{{", "{%", "{#", "Traceback", "None</", "NaN"):
            assert trace not in text, (file, trace)


def test_no_other_languages_titles_stand_in_nav_crumbs_or_footer(site):
    """A title in another language would mean that a nav entry was not translated."""
    titles = {}
    for language in LANGUAGES:
        metas = [words.front_matter(ROOT / "docs" / language / path) for path in PAGES]
        titles[language] = {str(meta.get("nav_title") or meta["title"]) for meta in metas}
    for language, path, page, _ in every(site):
        foreign = (
            set().union(*(titles[other] for other in LANGUAGES if other != language))
            - titles[language]
        )
        for element in page.xpath("//header//a | //nav//a | //footer//a"):
            if element.get("hreflang"):
                continue
            assert element.text_content().strip() not in foreign, (language, path)


def test_the_sitemap_lists_each_page_with_its_languages(site):
    root = etree.parse(str(site / "sitemap.xml")).getroot()
    spaces = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    listed = {}
    for url in root.findall("s:url", spaces):
        listed[url.findtext("s:loc", namespaces=spaces)] = {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", spaces)
        }
    wanted = {}
    for path in PAGES:
        front = words.front_matter(ROOT / "docs/sv" / path)
        if path in ("404.md", "search.md") or front.get("trainer"):
            continue
        addresses = {
            language: SITE_URL
            + file_of(Path(), language, path).as_posix().removesuffix("index.html")
            for language in LANGUAGES
        }
        for address in addresses.values():
            wanted[address] = addresses | {"x-default": SITE_URL}
    assert listed == wanted | {SITE_URL: wanted[SITE_URL + "sv/"]}


def test_a_404_in_each_language_works_at_any_depth(site):
    for language in LANGUAGES:
        page = tree(site / language / "404.html")
        assert page.get("lang") == language
        assert page.xpath(f"//article//a[@href='/ips/{language}/']"), language


def test_the_root_offers_the_three_languages_and_does_not_choose(site):
    for name in ("index.html", "404.html"):
        page = tree(site / name)
        offered = {
            link.get("href"): link.get("lang") for link in page.xpath("//main//a[@hreflang]")
        }
        start = "/ips/" if name == "404.html" else ""
        assert offered == {f"{start}{language}/": language for language in LANGUAGES}
        assert page.xpath("//meta[@http-equiv='refresh']") == []


@pytest.mark.parametrize(
    "language", ["fi", *(pytest.param(each, marks=pytest.mark.slow) for each in ("sv", "da"))]
)
def test_every_page_opens_without_a_fault_and_fits_a_small_phone(page, language):
    """No console error, no failing or foreign request (the fixture watches), no sideways scroll."""
    page.set_viewport_size({"width": 320, "height": 640})
    too_wide = []
    for path in PAGES:
        address = file_of(Path(), language, path).as_posix().removesuffix("index.html")
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(path)
    assert too_wide == []


def test_one_can_change_language_in_the_middle(page):
    page.goto("sv/reports/hudiksvall/")
    page.get_by_role("link", name="Suomi").first.click()
    page.wait_for_url("**/fi/reports/hudiksvall/")
    page.get_by_role("link", name="Dansk").first.click()
    page.wait_for_url("**/da/reports/hudiksvall/")
    assert page.evaluate("document.documentElement.lang") == "da"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_address_gets_the_404_of_its_language(page, base_url, language):
    address = f"{base_url}/{language}/guides/no/such/page"
    page.watch.allowed.add(address)
    # The 404's own links start at the address that the site was built for.
    page.route("**/ips/**", lambda route: route.continue_())
    assert page.goto(address).status == 404
    assert page.evaluate("document.documentElement.lang") == language


def test_the_site_opens_from_disk(chromium, tmp_path_factory):
    """One language as a package: built with plain file names, read without any server."""
    from conftest import build

    target = tmp_path_factory.mktemp("disk") / "site"
    done = build(target, DIRECTORY_URLS="false", ONLY_LANGUAGE="fi", SITE_URL="")
    assert done.returncode == 0, done.stderr
    page = chromium.new_page()
    failed = []
    page.on(
        "requestfailed",
        # What is merely broken off when the test goes on to the next page is no fault.
        lambda r: None if r.failure == "net::ERR_ABORTED" else failed.append(r.url),
    )
    page.goto((target / "index.html").as_uri())
    assert page.evaluate("document.documentElement.lang") == "fi"
    page.goto((target / "calculators" / "goal.html").as_uri())
    assert page.locator("form.calculator-form").count() == 1
    page.close()
    assert failed == []
    assert "https://example.org" not in (target / "index.html").read_text("utf-8")


@pytest.mark.slow
def test_a_build_without_site_url_prints_no_absolute_address_of_its_own(tmp_path):
    from conftest import build

    target = tmp_path / "site"
    assert build(target, SITE_URL="").returncode == 0
    for file in pages_of(target):
        page = html.document_fromstring(file.read_text("utf-8"))
        assert page.xpath("//link[@rel='canonical'] | //link[@hreflang]") == [], file
