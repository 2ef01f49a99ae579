"""A calculator in a frame on somebody else's page, and our scripts as readers get them."""

from __future__ import annotations

import gzip
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import ROOT, SITE_URL, Watch, build
from lxml import html
from markupsafe import Markup
from playwright.sync_api import expect
from test_accessibility import scan

from macros import embed, scripts, words
from macros.facts import LANGUAGES
from macros.page import Page
from tools.vendor import listed

ASSETS = ROOT / "docs/assets"
NAMES = sorted(file.stem for file in (ROOT / "facts/calculators").glob("*.yml"))
EACH = [(name, language) for name in NAMES for language in LANGUAGES]


def framed(site: Path, name: str, language: str):
    """The tree of the page for frames."""
    file = site / language / "calculators" / name / "embed.html"
    return html.document_fromstring(file.read_text("utf-8"))


# -- The page in the frame --------------------------------------------------------------------


@pytest.mark.parametrize(("name", "language"), EACH)
def test_the_page_for_frames_holds_the_calculator_and_nothing_of_the_site(site, name, language):
    """No header, menu, search, switcher or footer, and no code to copy once more."""
    page = framed(site, name, language)
    whole = site / language / "calculators" / name / "index.html"
    full = html.document_fromstring(whole.read_text("utf-8"))
    assert page.get("lang") == language
    assert page.xpath("//header | //nav | //footer | //*[@hreflang] | //*[@role='search']") == []
    assert page.xpath("//*[contains(@class, 'calculator-embed')]") == []
    assert page.findtext(".//h1") == full.findtext(".//h1")
    [calculator] = page.xpath("//*[@data-calculator]")
    assert calculator.get("data-calculator") == name
    fields = "//*[@data-field]/@data-field"
    assert page.xpath(fields) == full.xpath(fields)
    data = "//*[@data-calculator]//script[@type='application/json']"
    assert page.xpath(data)[0].text == full.xpath(data)[0].text


@pytest.mark.parametrize(("name", "language"), EACH)
def test_the_page_for_frames_is_not_found_but_says_where_it_belongs(site, name, language):
    """Not indexed, not in the sitemap, not among the hits; canonical is the full page."""
    page = framed(site, name, language)
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    address = f"{SITE_URL}{language}/calculators/{name}/"
    assert page.xpath("//link[@rel='canonical']/@href") == [address]
    assert "embed" not in (site / "sitemap.xml").read_text("utf-8")
    assert "embed" not in (site / language / "search/core.js").read_text("utf-8")


@pytest.mark.parametrize(("name", "language"), EACH)
def test_no_link_shows_the_site_inside_the_frame(site, name, language):
    """What leaves the calculator opens in a tab, and the page says so; the full page is one."""
    page = framed(site, name, language)
    ids, stays = set(page.xpath("//@id")), []
    for link in page.iter("a"):
        if link.get("target") is None:
            stays.append(link.get("href"))
        else:
            assert (link.get("target"), link.get("rel")) == ("_blank", "noopener")
    assert all(href.startswith("#") and ("=" in href or href[1:] in ids) for href in stays)
    assert page.xpath("//p[@class='embed-full']/a/@href") == ["./"]
    own = words.load(ROOT / "docs", language)
    assert own["calculator.embed.tabs"] in page.xpath("//p[@class='embed-full']")[0].text_content()


def a_page(*blocks, directories=True, **addresses) -> Page:
    own = words.load(ROOT / "docs", "sv")
    meta = {"title": "Mål & tal?"}
    page = Page(
        "sv", "calculators/goal.md", None, own, meta, directories=directories, **addresses
    )  # fmt: skip
    page.blocks += blocks
    return page


FINISHED = '<link rel="stylesheet" href="../x.css"><body dir="ltr"><p>Allt</p></body>'
CALCULATOR = (
    '<div data-calculator="goal"><a href="#here">1</a><p id="here"></p><a href="#sources">2</a>'
    '<a data-x="y" href="../ips/">3</a><a href="#reached=13">4</a>'
    '<details class="chart-data calculator-embed"><p>kod</p></details>'
    '<script type="application/json">{"a": "<a href=\\"#b\\">"}</script></div>'
)


def test_anchors_that_only_the_full_page_has_lead_there():
    text = embed.document(a_page(lambda: "x", CALCULATOR, directories=False), FINISHED, "../../")
    assert '<a href="#here">1</a>' in text
    assert '<a href="goal.html#sources" target="_blank" rel="noopener">2</a>' in text
    assert '<a data-x="y" href="../ips/" target="_blank" rel="noopener">3</a>' in text
    assert '<a href="#reached=13">4</a>' in text
    assert '{"a": "<a href=\\"#b\\">"}' in text
    assert "kod" not in text
    assert "canonical" not in text
    assert "<title>Mål &amp; tal? – " in text
    assert '<body dir="ltr">' in text
    assert '<link rel="stylesheet" href="../x.css">' in text


def test_a_page_without_a_calculator_gets_none_for_frames():
    assert embed.document(a_page(), FINISHED, "../../") is None
    assert embed.document(a_page('<div data-calculator="other">'), FINISHED, "../../") is None


# -- The code to copy -------------------------------------------------------------------------


def code_of(site: Path, name: str, language: str) -> str:
    page = html.fromstring((site / language / f"calculators/{name}/index.html").read_text("utf-8"))
    [code] = page.xpath("//details[contains(@class, 'calculator-embed')]//textarea")
    assert page.xpath(f"//label[@for='{code.get('id')}']")
    return code.text


@pytest.mark.parametrize(("name", "language"), EACH)
def test_the_code_to_copy_has_whole_addresses_that_exist_and_a_title(site, name, language):
    frame, script = html.fragments_fromstring(code_of(site, name, language))
    title = words.front_matter(ROOT / f"docs/{language}/calculators/{name}.md")["title"]
    assert frame.get("title") == title
    assert frame.get("loading") == "lazy"
    assert frame.get("data-ips") is not None
    for element in (frame, script):
        assert element.get("src").startswith(SITE_URL)
        assert (site / element.get("src").removeprefix(SITE_URL)).is_file()


def test_the_code_survives_quotes_and_is_left_out_where_the_address_is_unknown():
    class Made:
        name = "goal"

    assert embed.block(a_page(), Made) == ""
    page = a_page(site="https://x.se/", url="https://x.se/sv/calculators/goal.html")
    page.meta["title"] = 'Hur "många"? </textarea>'
    [code] = html.fromstring(str(Markup("<p>{}</p>").format(embed.block(page, Made)))).xpath(
        "//textarea"
    )
    frame, _ = html.fragments_fromstring(code.text)
    assert frame.get("title") == page.meta["title"]
    assert frame.get("src") == "https://x.se/sv/calculators/goal-embed.html"


@pytest.mark.slow
def test_from_disk_the_page_for_frames_lies_beside_the_page(tmp_path):
    """And no code is offered, since nobody knows the site's address."""
    target = tmp_path / "site"
    done = build(target, DIRECTORY_URLS="false", ONLY_LANGUAGE="da", SITE_URL="")
    assert done.returncode == 0, done.stderr
    for name in NAMES:
        page = html.parse(target / "calculators" / f"{name}-embed.html").getroot()
        assert page.xpath("//p[@class='embed-full']/a/@href") == [f"{name}.html"]
        for address in page.xpath("//link/@href | //script/@src"):
            assert not urlsplit(address).scheme
            assert (target / "calculators" / address).is_file(), address
        text = (target / "calculators" / f"{name}.html").read_text("utf-8")
        assert "calculator-embed" not in text


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_for_frames_is_accessible_fits_a_phone_and_stays_light(page, scheme):
    """A frame has its host's ground, whatever the reader's system says."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    for name in NAMES:
        page.goto(f"sv/calculators/{name}/embed.html")
        assert scan(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == "rgb(255, 255, 255)", name


# -- On somebody else's page ------------------------------------------------------------------


@pytest.fixture
def host(chromium, base_url, site):
    """A page of another origin with the code as copied: function(body) -> Playwright's page."""
    there = base_url.rpartition("/")[0].replace("127.0.0.1", "localhost")
    context = chromium.new_context(viewport={"width": 1000, "height": 700})
    page = context.new_page()
    page.watch = Watch(page, base_url, there)
    code = code_of(site, "goal", "fi").replace(SITE_URL, base_url + "/")

    # A file of the same server, under its other name: an answer of Playwright's own would count
    # as the public web, from where browsers do not let pages reach this machine.
    file = site.parent / f"kunta-{os.getpid()}.html"  # each process of the tests has its own

    def opened(body: str = "{code}"):
        head = '<!doctype html><link rel="icon" href="data:,"><title>Kunta</title>'
        file.write_text(head + body.replace("{code}", code), "utf-8")
        page.goto(f"{there}/{file.name}")
        page.locator("iframe[data-ips]").content_frame.locator(".calculator-answer").wait_for()
        return page

    yield opened
    faults = page.watch.faults
    context.close()
    file.unlink(missing_ok=True)
    assert not faults, "\n".join(faults)


FITS = """() => {
  const [frame] = document.querySelectorAll("iframe[data-ips]");
  return frame.style.height.endsWith("px") && parseInt(frame.style.height, 10);
}"""


def test_the_frame_is_as_high_as_the_calculator_and_follows_it(host):
    """Wider or narrower, with an error box or without: nothing is cut off, nothing scrolls."""
    page = host()
    page.wait_for_function(FITS)
    inside = page.frames[1]
    whole = "document.documentElement.scrollHeight <= innerHeight + 1"
    inside.wait_for_function(whole)
    wide = page.evaluate(FITS)
    page.set_viewport_size({"width": 360, "height": 700})
    page.wait_for_function(f"before => ({FITS})() > before + 100", arg=wide)
    inside.wait_for_function(whole)
    page.set_viewport_size({"width": 1000, "height": 700})
    page.wait_for_function(f"before => Math.abs(({FITS})() - before) < 5", arg=wide)


def test_the_calculator_works_in_the_frame(host):
    page = host()
    inside = page.frames[1]
    inside.locator("input[name='finished']").fill("60")
    shown = inside.locator(".calculator-answer [data-value='finished']").first
    expect(shown).to_contain_text("60")


SAY = "message => parent.postMessage(message, '*')"


def test_only_a_frame_that_is_marked_sets_its_own_height(host, base_url):
    """Other frames, the page itself and anything but a sensible number are not listened to."""
    other = f'<iframe src="{base_url}/fi/calculators/goal/embed.html" title="Muu"></iframe>'
    page = host(other + "{code}")
    page.wait_for_function(FITS)
    page.wait_for_load_state("networkidle")
    [marked] = [
        frame for frame in page.frames[1:]
        if frame.frame_element().get_attribute("data-ips") is not None
    ]  # fmt: skip
    [stranger] = [frame for frame in page.frames[1:] if frame != marked]
    marked.evaluate(SAY, {"ipsHeight": 1234.2})
    page.wait_for_function(f"() => ({FITS})() === 1235")
    page.evaluate("window.postMessage({ipsHeight: 10}, '*')")
    stranger.evaluate(SAY, {"ipsHeight": 11})
    for odd in ({"ipsHeight": "12px"}, {"ipsHeight": -1}, {"ipsHeight": 1e9}, None, "13", {}):
        marked.evaluate(SAY, odd)
    marked.evaluate(SAY, {"ipsHeight": 1500})
    page.wait_for_function(f"() => ({FITS})() === 1500")
    assert page.locator("iframe:not([data-ips])").get_attribute("style") is None


# -- Scripts ----------------------------------------------------------------------------------

SCRIPTS = scripts.ours(ASSETS)


def outermost(text: str) -> list[str]:
    """The names that other scripts may call."""
    return re.findall(r"^(?:/\*!.*?\*/)?(?:const|let|var|function|class) (\w+)", text, re.MULTILINE)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.name)
def test_a_published_script_is_smaller_and_keeps_its_name(site, chromium, script):
    """Other scripts may call what stands outermost; the same text always gives the same bytes."""
    text = script.read_text("utf-8")
    published = scripts.minified(text)
    bundle = next((name for name, parts in scripts.BUNDLES.items() if script.name in parts), None)
    whole = (site / "assets" / (bundle or script.name)).read_text("utf-8")
    assert (scripts.part_of(script) in whole) if bundle else published == whole
    assert bundle is None or not (site / "assets" / script.name).exists()
    assert len(gzip.compress(published.encode())) < len(gzip.compress(text.encode()))
    assert outermost(published) == outermost(text)
    assert published == scripts.minified(text)
    page = chromium.new_page()
    page.evaluate("text => { new Function(text); }", published)  # a syntax error would be raised
    page.close()


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("const f = () => { const a = g(); const { b } = { ...a }; return b; };",
         "const f=()=>{const e=g(),{b:t}={...e};return t}"),
        ("const f = () => { const a = g(); const { b } = h(); return a + b; };",
         "const f=()=>{const e=g(),{b:t}=h();return e+t}"),
        ("root = Math.sqrt(half);", "root=Math.sqrt(half)"),
    ],
)  # fmt: skip
def test_a_published_script_reckons_as_it_was_written(text, small):
    """Version 2.24 moves what is taken apart before what it is taken from, and roots by powers."""
    assert scripts.minified(text) == small


def test_licences_of_others_stay_in_what_is_published():
    assert scripts.minified("/*! (c) Somebody */ let a = 1; // a") == "/*! (c) Somebody */let a=1"


def test_a_script_that_is_none_is_refused_with_its_name(tmp_path):
    (tmp_path / "broken.js").write_text("const = 3;", "utf-8")
    with pytest.raises(ValueError, match=r"broken\.js: unexpected = .* line 1 and column 7"):
        scripts.publish(tmp_path, tmp_path)


def test_what_others_made_is_not_touched():
    others = {ROOT / entry.file for entry in listed(ROOT)}
    assert not others & set(SCRIPTS)
