"""Accessibility: axe (WCAG 2.2 AA) in both colour schemes, the keyboard, zoom, forced colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

from macros import words
from macros.addresses import address
from macros.facts import LANGUAGES

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Over a drawing, in Material's list of hits, and of signs that are hidden from screen readers (a
# line of circles), axe cannot tell a contrast. Text and ground are tokens there, whose contrast
# test_look.py works out.
SCAN = """async tags => {
    const found = await axe.run({runOnly: tags, resultTypes: ["violations", "incomplete"]});
    const where = "svg, [aria-hidden=true]";
    const undecidable = node => document.querySelector(node.target[0])?.closest(where);
    for (const rule of found.incomplete)
        if (rule.id === "color-contrast") rule.nodes = rule.nodes.filter(n => !undecidable(n));
    return found;
}"""
# One of each kind; `make test-all` takes every page.
KINDS = [
    "index.md",
    "ips/index.md",
    "ips/evidence.md",
    "principles/index.md",
    "principles/goal.md",
    "reports/index.md",
    "reports/hudiksvall.md",
    "guides/start.md",
    "calculators/goal.md",
    "courses/coach-basics/index.md",
    "courses/coach-basics/goal.md",
    "courses/coach-basics/trainer.md",
    "courses/exercises.md",
    "paths/person.md",
    "easy/what-is-ips.md",
    "glossary.md",
    "about/sources.md",
    "404.md",
]
ALL = sorted(
    path.relative_to(ROOT / "docs/sv").as_posix() for path in (ROOT / "docs/sv").rglob("*.md")
)
CALCULATORS = sorted(file.stem for file in (ROOT / "facts/calculators").glob("*.yml"))
# A mistake in every field that is typed, and a row more where rows are added. Where all is chosen
# nothing can be wrong.
MISTAKES = """() => {
    for (const add of document.querySelectorAll("[data-add]")) add.click();
    const form = document.querySelector(".calculator-form");
    const typed = [...form.querySelectorAll("[type=text]")].filter((e) => e.checkVisibility());
    for (const field of typed) field.value = "x";
    form.requestSubmit();
    return typed.length;
}"""
# Colours of links change gradually when the scheme does.
SETTLED = "() => Promise.allSettled(document.getAnimations().map((each) => each.finished))"

# What waits for a reader to scroll to it (docs/assets/calculator.css) is there all the same.
DRAWN = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets.push(sheet);
}"""


def scan(page) -> list[str]:
    """What axe finds, violations and what it could not decide: a cure must not hide a fault."""
    page.evaluate(DRAWN)
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.add_script_tag(path=str(AXE))
    found = page.evaluate(SCAN, TAGS)
    return [
        f"{kind} {rule['id']}: {node['target']} {node.get('failureSummary', '')[:200]}"
        for kind in ("violations", "incomplete")
        for rule in found[kind]
        for node in rule["nodes"]
    ]


def open_page(page, language: str, path: str) -> None:
    """The page at its own address; a 404 page by a request that misses."""
    page.goto(address(language, path))


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing_on_each_kind_of_page(page, path, scheme):
    page.emulate_media(color_scheme=scheme)
    open_page(page, "sv", path)
    assert scan(page) == []


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(page, language, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in ALL:
        open_page(page, language, path)
        if faults := scan(page):
            found[path] = faults
    assert found == {}


def wrong(page, address: str) -> dict[str, list[str]]:
    """What axe finds in a calculator full of mistakes, by scheme."""
    page.goto(address)
    count = page.evaluate(MISTAKES)
    assert page.locator("[aria-invalid]").count() == count
    assert page.locator(".calculator-summary li").count() == count
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLED)
        found[scheme] = scan(page)
    return found


@pytest.mark.parametrize("name", CALCULATORS)
def test_axe_finds_nothing_in_a_calculator_full_of_mistakes(page, name):
    language = LANGUAGES[CALCULATORS.index(name) % len(LANGUAGES)]
    assert wrong(page, f"{language}/calculators/{name}/") == {"light": [], "dark": []}


@pytest.mark.slow
@pytest.mark.parametrize("name", CALCULATORS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_whatever_a_calculator_shows(page, language, name):
    """Mistakes; A beside B with a text to copy from; a link that could not be read."""
    address = f"{language}/calculators/{name}/"
    assert wrong(page, address) == {"light": [], "dark": []}
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto("about:blank")
    page.goto(f"{address}#nobody=1")
    assert page.locator(".calculator-notice").is_visible()
    page.locator("[data-take='keep']").click()
    page.locator("[data-take='copy']").click()
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLED)
        assert scan(page) == [], scheme


def test_axe_finds_nothing_in_a_frame_full_of_mistakes(page):
    """A frame stays light, whatever the reader's system says."""
    found = wrong(page, "fi/calculators/rapid-search/embed.html")
    assert found == {"light": [], "dark": []}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_that_offers_the_languages(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto("")
    assert scan(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_menu_or_search_open(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("sv/principles/goal/")
    page.locator("[data-menu-button]").click()
    assert scan(page) == []
    page.keyboard.press("Escape")
    page.locator("#query").press_sequentially("stöd")
    page.locator("[role=option]").first.wait_for()
    assert scan(page) == []
    page.keyboard.press("Enter")
    page.locator(".hit").first.wait_for()
    assert scan(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keyboard_reaches_the_text_and_the_menu(page, language):
    """Skip link first; the menu opens with Enter, closes with Escape, gives the focus back."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{language}/principles/goal/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text().strip() == words.load(ROOT / "docs", language)["theme.skip"]
    button = page.locator("[data-menu-button]")
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert page.locator("[data-menu]").is_visible()
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    assert button.evaluate("button => button === document.activeElement")


def test_every_focus_is_visible(page):
    """Whatever Tab reaches shows a ring or changes its edge."""
    page.goto("sv/")
    for _ in range(25):
        page.keyboard.press("Tab")
        shown = page.evaluate("""() => {
            const ringed = (element) => {
                const style = getComputedStyle(element);
                return style.outlineStyle !== "none" || style.boxShadow !== "none";
            };
            const focused = document.activeElement;
            const card = focused.closest(".door"); // the ring is around the whole card
            return focused === document.body || ringed(focused) || (card && ringed(card));
        }""")
        assert shown, page.evaluate("document.activeElement.outerHTML").split(">")[0]


@pytest.mark.parametrize("path", ["sv/", "da/principles/support/", "fi/calculators/goal/"])
def test_text_at_200_percent_loses_nothing(page, path):
    """Half the width is what a reader at 200 % has: nothing scrolls sideways."""
    page.set_viewport_size({"width": 640, "height": 450})
    page.goto(path)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("path", ["sv/principles/goal/", "fi/reports/hudiksvall/"])
def test_print_leaves_out_what_paper_cannot_use(page, path):
    page.goto(path)
    page.emulate_media(media="print", color_scheme="dark")
    for name in ("[data-languages]", ".search", ".sections", ".rail", ".crumbs"):
        assert page.locator(name).count() > 0, name
        assert page.locator(name).first.is_hidden(), name
    assert page.locator("article h1").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )
