"""The look: colours that can be read, fonts that hold every letter, pages that fit and print."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import pytest
from conftest import ROOT, pages_of
from fontTools.ttLib import TTFont
from lxml import html

from macros.facts import LANGUAGES
from tools import vendor

CSS = (ROOT / "docs/assets/site.css").read_text("utf-8")
FONTS = ROOT / "docs/assets/fonts"
TEXT, PART = 4.5, 3.0  # WCAG 2.2 AA: text; edges, marks and large text
SCHEMES = ("light", "dark")

GROUNDS = ("paper", "surface", "mist")
PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "muted", "primary") for ground in GROUNDS],
    *[("primary-hover", ground, TEXT) for ground in GROUNDS],
    ("primary-ink", "primary", TEXT),
    ("primary-ink", "primary-hover", TEXT),
    *[(ink, "honey-soft", TEXT) for ink in ("ink", "honey-ink", "primary")],
    *[(ink, "warning-soft", TEXT) for ink in ("ink", "warning", "primary")],
    *[(ink, "error-soft", TEXT) for ink in ("ink", "error")],
    *[(ink, "good-soft", TEXT) for ink in ("ink", "good")],
    *[(ink, "paper", TEXT) for ink in ("good", "warning", "error")],
    *[("control", ground, PART) for ground in ("paper", "surface")],
    ("error", "surface", TEXT),
    *[(f"chart-{number}", "paper", PART) for number in (1, 2, 3, 4)],
    # The ring's two colours stand apart, and one of them stands out from any ground.
    ("focus", "focus-ink", PART),
]


@lru_cache
def tokens() -> dict[str, tuple[str, str]]:
    """Name -> (colour in the light scheme, colour in the dark one)."""
    both = dict(re.findall(r"--([a-z0-9-]+): light-dark\((#\w{6}, #\w{6})\)", CSS))
    one = dict(re.findall(r"--([a-z0-9-]+): (#\w{6});", CSS))
    return {name: tuple(pair.split(", ")) for name, pair in both.items()} | {
        name: (colour, colour) for name, colour in one.items()
    }


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's ratio, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_wcags():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#0f5257", "#ffffff") == pytest.approx(8.9, abs=0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_every_pair_of_colours_in_use_can_be_read(front, ground, least, scheme):
    at = SCHEMES.index(scheme)
    assert contrast(tokens()[front][at], tokens()[ground][at]) >= least


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_focus_ring_stands_out_from_every_ground(ground, scheme):
    at = SCHEMES.index(scheme)
    inks = (tokens()[name][at] for name in ("focus", "focus-ink"))
    assert max(contrast(ink, tokens()[ground][at]) for ink in inks) >= PART


@pytest.mark.parametrize("scheme", SCHEMES)
def test_chart_colours_step_in_lightness(scheme):
    """In greyscale each series differs from the next."""
    at = SCHEMES.index(scheme)
    steps = [luminance(tokens()[f"chart-{number}"][at]) for number in (1, 2, 3, 4)]
    assert steps == sorted(steps, reverse=scheme == "dark")
    assert all(contrast_of(*pair) >= 1.3 for pair in pairwise(steps))


def contrast_of(one: float, other: float) -> float:
    dark, light = sorted((one, other))
    return (light + 0.05) / (dark + 0.05)


def test_no_colour_stands_outside_the_tokens():
    """A colour by hand would not follow the scheme."""
    for sheet in sorted((ROOT / "docs/assets").glob("*.css")):
        rules = sheet.read_text("utf-8")
        rules = re.sub(r"/\*.*?\*/", "", rules, flags=re.DOTALL)
        rules = re.sub(r"^\s*--[a-z0-9-]+:[^;]*;", "", rules, flags=re.MULTILINE)
        rules = rules.partition("@media print")[0]
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;,) ])", rules) == [], sheet.name


def test_every_token_that_a_sheet_uses_exists():
    defined, used = set(), set()
    for sheet in (ROOT / "docs/assets").glob("*.css"):
        text = sheet.read_text("utf-8")
        defined |= set(re.findall(r"--([a-z0-9-]+)\s*:", text))
        used |= set(re.findall(r"var\(--([a-z0-9-]+)", text))
    assert used <= defined


def test_carried_files_are_the_ones_listed():
    assert vendor.faults(ROOT) == []


def characters(name: str) -> set[int]:
    return set(TTFont(FONTS / name).getBestCmap())


def test_fonts_hold_every_letter_of_the_three_languages():
    letters = set("abcdefghijklmnopqrstuvwxyzåäöæøéüABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖÆØÉÜ")
    signs = set(" .,:;!?()[]/%&+-–—−×·”’»«…§\u00a0")
    assert {chr(code) for code in characters("atkinson-next.woff2")} >= letters | signs
    assert {chr(code) for code in characters("atkinson-next-ext.woff2")} >= set("šžŠŽ")
    assert {chr(code) for code in characters("figtree-digits.woff2")} == set("0123456789")


@pytest.mark.parametrize("language", LANGUAGES)
def test_fonts_hold_every_character_that_is_written(site, language):
    """A missing one would come from whatever font the reader's machine has."""
    every = set().union(*(characters(file.name) for file in FONTS.glob("*.woff2")))
    written = set()
    for file in pages_of(site / language):
        body = html.document_fromstring(file.read_text("utf-8")).body
        for element in body.xpath("//script | //code"):  # code has a font of its own
            element.drop_tree()
        written |= set(body.text_content())
    unseen = {"\u00ad"}  # the browser writes a hyphen for it where it breaks the word
    missing = {char for char in written - unseen if not char.isspace() and ord(char) not in every}
    assert missing == set()


def test_fonts_stay_small():
    """What a first visit fetches; the extra letters come only where they are used."""
    first = (FONTS / "atkinson-next.woff2", FONTS / "figtree-digits.woff2")
    assert sum(file.stat().st_size for file in first) <= 20_000


def test_no_page_has_styles_of_its_own(site):
    """A strict CSP refuses them."""
    for file in pages_of(site):
        page = html.document_fromstring(file.read_text("utf-8"))
        assert page.xpath("//@style | //style") == [], file


def test_every_template_of_ours_opens_with_its_reason():
    for file in sorted((ROOT / "theme").rglob("*.html")):
        assert file.read_text("utf-8").startswith("{#- Why: "), file


def test_type_is_set_in_sizes_that_grow_with_the_readers_own():
    """Never px for type on a screen; a drawing has units of its own."""
    for sheet in sorted((ROOT / "docs/assets").glob("*.css")):
        for rule in re.findall(r"[^{}]+\{[^{}]*\}", sheet.read_text("utf-8")):
            if "text" not in rule.partition("{")[0]:
                assert not re.search(r"font-size:[^;]*\dpx", rule), (sheet.name, rule)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways(page, site, language):
    wide = {}
    for file in pages_of(site / language):
        page.goto(file.relative_to(site).as_posix())
        for width in (320, 390, 640, 1000):
            page.set_viewport_size({"width": width, "height": 800})
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if over > 0:
                wide[file.relative_to(site).as_posix(), width] = over
    assert wide == {}


def test_the_text_keeps_its_size_on_wide_screens(page):
    """Material's own steps at 1600 and 2000 px are undone."""
    page.goto("sv/")
    sizes = set()
    for width in (1280, 1700, 2200):
        page.set_viewport_size({"width": width, "height": 900})
        sizes.add(page.evaluate("getComputedStyle(document.documentElement).fontSize"))
    assert sizes == {"20px"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_are_short_enough_to_read(page, language):
    """30 em at most: some 60 to 66 characters."""
    page.goto(f"{language}/principles/goal/")
    widths = page.locator(".md-typeset > p").evaluate_all(
        "all => all.map(p => p.offsetWidth / parseFloat(getComputedStyle(p).fontSize))"
    )
    assert widths
    assert max(widths) <= 30.01


def test_targets_are_large_enough_for_a_finger(page):
    """44 px in the header's buttons and menu, 36 in the strip, 24 for whatever stands in text."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("fi/principles/goal/")
    page.locator("[data-menu-button]").click()
    for selector, least in (
        ("[data-menu-button]", 44),
        ("#query", 44),
        (".search__button", 44),
        (".menu a", 44),
        ("[data-languages] a", 36),
        ("[data-scheme-button]", 36),
        (".footer li a", 44),
        (".next-step a", 44),
    ):
        heights = page.locator(selector).evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height)"
        )
        assert min(heights) >= least, selector


def test_the_switch_changes_the_scheme_and_is_remembered(page):
    page.emulate_media(color_scheme="light")
    page.goto("sv/")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.locator("[data-scheme-button]").click()
    assert page.evaluate(ground) == "rgb(18, 26, 28)"
    page.goto("da/guides/")
    assert page.evaluate(ground) == "rgb(18, 26, 28)"


def test_without_javascript_the_menu_is_open_and_no_dead_button_shows(chromium, base_url):
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    page.goto(f"{base_url}/sv/principles/goal/")
    assert page.locator("#menu").is_visible()
    for name in ("menu", "scheme"):
        assert page.locator(f"[data-{name}-button]").is_hidden()
    context.close()
