"""The session builder: one rule in two languages, moved by keys and fingers, taken along safely."""

from __future__ import annotations

import random
import re

import pytest
from conftest import ROOT, Watch
from course_tools import COURSES, MODULES, page_of, title
from playwright.sync_api import expect
from test_accessibility import AXE, SETTLED, scan

from macros import agenda, agenda_page, course_file, words
from macros.course_file import AUDIENCES
from macros.facts import LANGUAGES
from macros.render import MacroError

STARTS = (7 * 60, 8 * 60 + 30, 9 * 60, 10 * 60, 11 * 60 + 15, 11 * 60 + 30, 13 * 60, 16 * 60)
LENGTHS = ((1, 30), (1, 45), (1, 90), (1, 180), *agenda_page.LENGTHS, (2, 200), (3, 600))
STANDARD = "#audience=manager&days=1&minutes=195&start=0900"


@pytest.fixture
def on(course_page):
    """The builder in a language, perhaps with a fragment."""

    def go(language: str = "sv", fragment: str = ""):
        course_page.goto("about:blank")
        course_page.goto(f"{language}/courses/builder/{fragment}")
        return course_page

    return go


def own(language: str = "sv"):
    return words.load(ROOT / "docs", language)


def known(project):
    """(courses, modules) of the small project."""
    facts = project / "facts"
    return course_file.courses_in(facts / "courses"), course_file.modules_in(facts / "modules")


def slots(project, audience: str):
    courses, modules = known(project)
    order = agenda.teaching_order(courses, modules, audience)
    return [(name, modules[name].minutes.total, audience in modules[name].core) for name in order]


def items(page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('#agenda [data-item]')].map((each) => each.dataset.item)"
    )


def row(page, item: str):
    return page.locator(f"#agenda [data-item='{item}']")


def status(page):
    return page.locator(".agenda-status")


def shown(page) -> list[list[str]]:
    """Clock times and titles, as they stand there."""
    return page.evaluate(
        """() => [...document.querySelectorAll("#agenda [data-item]")].map((each) =>
          [".agenda-time", ".agenda-title"].map((part) => each.querySelector(part))
            .map((part) => (part.querySelector("a") ?? part).textContent))"""
    )


# -- The rule -----------------------------------------------------------------------------------


def plans(project):
    """Every audience, length and start; and modules of chance."""
    dice = random.Random(6)  # noqa: S311 - the same on every run
    for audience in AUDIENCES:
        for days, minutes in LENGTHS:
            for start in STARTS:
                yield slots(project, audience), days, minutes, start
    for _ in range(300):
        made = [
            (f"m{n}", dice.choice((5, 25, 40, 45, 50, 55, 60, 90, 110)), dice.random() < 0.3)
            for n in range(dice.randrange(14))
        ]
        yield made, dice.randint(1, 3), dice.randrange(30, 601), dice.choice(STARTS)


def test_python_and_the_browser_make_the_same_agenda(on, course_project):
    page, cases = on(), list(plans(course_project))
    ours = [agenda.plan(*case) for case in cases]
    theirs = page.evaluate("cases => cases.map((each) => agendaRule.plan(...each))", cases)
    assert len(cases) > 600
    assert [case for case, a, b in zip(cases, ours, theirs, strict=True) if a != b] == []


def test_every_agenda_keeps_its_promises(course_project):
    """No break first, last or beside another; no long work without one; lunch at lunch time."""
    for modules, days, minutes, start in plans(course_project):
        made = agenda.plan(modules, days, minutes, start)
        order = [name for name, _, _ in modules]
        known = {name: each for name, each, _ in modules}
        assert len(made) <= days
        names = [item for day in made for item in day if item in known]
        assert names == [name for name in order if name in names], "the teaching order stays"
        for day in made:
            assert agenda.length(day, modules) <= minutes
            kinds = [agenda.pause(item)[0] for item in day]
            assert not kinds[0]
            assert not kinds[-1]
            now, work, held, lunches = start, 0, 0, []
            for item in day:
                kind, pause = agenda.pause(item)
                lunches += [now] if kind == "lunch" else []
                work, held = (0, 0) if kind else (work + known[item], held + 1)
                assert work <= agenda.MOST_WORK or held == 1, (day, start)
                now += pause or known[item]
            passes = start <= agenda.LUNCH_FROM and now > agenda.LUNCH_TO + 45
            assert len(lunches) <= 1
            assert lunches or not passes or len(day) == 1, (day, start)


def test_what_is_core_comes_first_and_the_rest_fills_the_time():
    modules = [("a", 60, False), ("b", 60, True), ("c", 60, False), ("d", 50, True)]
    assert agenda.plan(modules, 1, 60, 540) == [["b"]]
    assert agenda.plan(modules, 1, 130, 540) == [["b", "coffee-15", "d"]]
    assert agenda.plan(modules, 1, 200, 540) == [["a", "coffee-15", "b", "coffee-15", "d"]]
    assert agenda.plan(modules, 1, 30, 540) == []
    assert agenda.plan([], 3, 390, 540) == []


def test_a_day_that_passes_noon_has_lunch_and_an_afternoon_has_none():
    modules = [(name, 50, False) for name in "abcdef"]
    assert agenda.plan(modules, 1, 390, 540) == [
        ["a", "b", "coffee-15", "c", "lunch-45", "d", "e", "coffee-15", "f"]
    ]
    assert "lunch-45" not in agenda.plan(modules, 1, 195, 13 * 60)[0]
    assert "lunch-45" not in agenda.plan(modules, 1, 195, 540)[0]


def test_the_order_is_the_courses_own_for_the_audience(course_project):
    """Its own course first, then others' in which it is meant too; those of no course last."""
    courses, modules = known(course_project)
    assert agenda.teaching_order(courses, modules, "coach") == [
        *("oak", "hazel", "birch", "alder", "elm", "maple"),
        *("cedar", "larch", "rowan", "yew"),
    ]
    assert agenda.teaching_order(courses, modules, "manager") == ["fir", "pine", "alder", "maple"]
    del courses["long"]
    assert agenda.teaching_order(courses, modules, "coach") == [
        *("cedar", "larch", "rowan", "yew", "alder"),
        *("birch", "elm", "hazel", "maple", "oak"),
    ]


# -- The courses' own agendas, ready --------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_javascript_the_courses_agendas_stand_there_with_times(
    chromium, course_url, language
):
    context = chromium.new_context(base_url=course_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{language}/courses/builder/")
    expect(page.locator("#agenda")).to_be_hidden()
    expect(page.locator(".agenda-noscript")).to_be_visible()
    tables = page.locator(".agendas table")
    assert tables.count() == len(COURSES)
    eight = {"sv": "08:30–09:15", "da": "08.30–09.15", "fi": "8.30–9.15"}[language]
    expect(tables.first.locator("tbody tr").nth(1)).to_contain_text(eight)
    expect(tables.first).to_contain_text(title("fir", language))
    expect(tables.nth(2).locator(".agenda-day")).to_have_count(2)
    assert page.locator("link[href$='agenda.css']").count() == 1, "two macros ask for it"
    assert page.locator(".agenda-open a").first.is_hidden(), "a link that could do nothing"
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_clock_times_are_those_of_the_other_pages(on, language):
    """In the browser as from Python, at one digit and at two."""
    page, text = (
        on(language, STANDARD.replace("0900", "0905") + "&agenda=fir.pine.alder"),
        own(language),
    )
    starts = [0, 45, 85]
    assert [time.partition("–")[0] for time, _ in shown(page)] == [
        text.time(545 + minutes) for minutes in starts
    ]


def test_an_unknown_part_is_refused_and_a_course_that_is_not_written_is_left_out(course_project):
    page = page_of(course_project, "courses/builder.md")
    with pytest.raises(MacroError, match="no part x of agenda: use one of: build, ready"):
        agenda_page.agenda(page, "x")
    file = course_project / "docs/sv/courses/long/elm.md"
    text = file.read_text("utf-8")
    file.unlink()
    try:
        agenda_page.agenda(page, "ready")
        agenda_page.agenda(page)
    finally:
        file.write_text(text, "utf-8")
    assert "Oak" not in page.blocks[0]
    assert "Pine" in page.blocks[0]
    assert "Elm" not in page.blocks[1]


def test_a_course_longer_than_the_builder_makes_has_no_link_into_it(course_project):
    """The builder would take the link for a damaged one."""
    file = course_project / "facts/courses/short.yml"
    text = file.read_text("utf-8")
    more = "- start: '08:30'\n  minutes: 40\n  agenda: [pine]\n"
    page, counts = page_of(course_project, "courses/builder.md"), []
    start = text.index("- start:")
    for extra in (0, agenda_page.MOST_DAYS):
        file.write_text(text[:start] + extra * more + text[start:], "utf-8")
        agenda_page.agenda(page, "ready")
        counts.append(str(page.blocks[-1]).count("agenda-open"))
    file.write_text(text, "utf-8")
    assert counts == [len(COURSES), len(COURSES) - 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ready_agenda_opens_in_the_builder_as_it_stands(on, language):
    page = on(language)
    for index, name in enumerate(("short", "spare", "long")):
        course = COURSES[name]
        page.locator(".agenda-open a").nth(index).click()
        wanted = [
            item if isinstance(item, str) else f"{item['pause']}-{item['minutes']}"
            for day in course["days"]
            for item in day["agenda"]
        ]
        assert items(page) == wanted, name
        expect(page.locator(".agenda-result")).to_be_focused()
        expect(page.locator(".agenda-notice")).to_be_hidden()


def test_a_course_of_several_days_stays_so_many_days_when_it_is_made_anew(on):
    """Also where no line of the form has its length: the title names it, the form keeps it."""
    page, text = on("sv"), own()
    page.locator(".agenda-open a").nth(2).click()
    length = text.say(
        "agenda.each-day",
        days=text.say("course.days", n=2),
        minutes=text.say("course.minutes", n=240),
    )
    expect(page.locator(".agenda-caption")).to_contain_text(length)
    expect(page.locator("#agenda-length option:checked")).to_have_text(length)
    page.locator(".agenda-form button").click()
    assert "&days=2&minutes=240&" in page.evaluate("location.hash")
    expect(page.locator("#agenda .agenda-day")).to_have_count(2)


# -- Making one -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_makes_an_agenda_by_keyboard(on, course_project, language):
    """Choose, press, hear that it is made; times follow the start."""
    page, text = on(language), own(language)
    page.locator("#agenda-audience").focus()
    for key in (
        "ArrowDown",
        "Tab",
        "ArrowDown",
        "Tab",
        *["ArrowUp"] * 4,
        "Tab",
        "Tab",
        "Tab",
        "Tab",
    ):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.type") == "submit"
    page.keyboard.press("Enter")
    made = agenda.plan(slots(course_project, "treatment-team"), 1, 390, 480)
    assert items(page) == made[0]
    count = sum(item in MODULES for item in made[0])
    expect(status(page)).to_have_text(text.say("agenda.made", n=count))
    assert shown(page)[0][0].startswith(text.time(480))
    assert page.evaluate("document.activeElement.type") == "submit", "the focus stays"
    expect(page.locator(".agenda-caption")).to_contain_text(
        re.compile(re.escape(text["course.audience.treatment-team"]), re.IGNORECASE)
    )


def test_own_minutes_are_checked_and_the_message_says_what_to_write(on):
    page, text = on(), own()
    expect(page.locator("#agenda-minutes")).to_be_hidden()
    page.select_option("#agenda-length", "own")
    field = page.locator("#agenda-minutes")
    before = items(page)
    for typed in ("", "x", "29", "601", "1e2", "-90", "90.5"):
        field.fill(typed)
        field.press("Enter")
        expect(page.locator(".agenda-error")).to_have_text(
            text.say("number.out-of-range", min=30, max=600)
        )
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_be_focused()
        assert items(page) == before
    field.fill(" 90 ")
    field.press("Enter")
    expect(page.locator(".agenda-error")).to_be_hidden()
    assert "minutes=90" in page.evaluate("location.hash")


def test_where_nothing_fits_the_page_says_what_to_do(on):
    page, text = on(), own()
    page.select_option("#agenda-length", "own")
    page.locator("#agenda-minutes").fill("30")
    page.select_option("#agenda-audience", "social-assistance")
    page.locator("#agenda-minutes").press("Enter")
    none = page.locator(".agenda-none")
    expect(none).to_be_visible()
    assert none.locator("li").count() == 4
    expect(status(page)).to_have_text(text["agenda.none.title"])
    page.select_option("#agenda-rest", "oak")
    page.locator(".agenda-add").click()
    assert items(page) == ["oak"]
    expect(none).to_be_hidden()
    expect(page.locator("#agenda .agenda-day")).to_contain_text(text.say("agenda.over", n=30))


# -- Moving ---------------------------------------------------------------------------------------


def test_moves_by_keyboard_keep_the_focus_and_are_said(on):
    page, text = on("sv", f"{STANDARD}&agenda=fir.coffee-15.pine.alder"), own()
    row(page, "pine").locator("[data-move=up]").focus()
    page.keyboard.press("Enter")
    assert items(page) == ["fir", "pine", "coffee-15", "alder"]
    said = text.say("agenda.moved", text=title("pine", "sv"), n=2, total=4)
    expect(status(page)).to_contain_text(said)
    expect(status(page)).to_contain_text(text.say("agenda.from", start="09:45"))
    expect(row(page, "pine").locator("[data-move=up]")).to_be_focused()
    page.keyboard.press("Space")
    expect(row(page, "pine").locator("[data-move=up]")).to_be_focused()
    expect(page.locator(":focus")).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    assert items(page) == ["pine", "fir", "coffee-15", "alder"], "the first goes no further"
    assert [time for time, _ in shown(page)] == [
        "09:00–09:40",
        "09:40–10:25",
        "10:25–10:40",
        "10:40–11:10",
    ]
    row(page, "coffee-15").locator("[data-remove]").press("Enter")
    assert items(page) == ["pine", "fir", "alder"]
    expect(status(page)).to_contain_text(
        text.say("agenda.removed", text=text["course.pause.coffee"])
    )
    expect(row(page, "alder").locator("[data-remove]")).to_be_focused()
    expect(page.locator("#agenda .agenda-day")).to_contain_text(text.say("agenda.left", n=80))


def test_a_module_moves_on_into_the_next_day_and_back(on):
    link = "#audience=manager&days=2&minutes=90&start=0900&agenda=fir.pine~alder"
    page, text = on("fi", link), own("fi")
    row(page, "pine").locator("[data-move=down]").press("Enter")
    assert "agenda=fir~pine.alder" in page.evaluate("location.hash")
    said = text.say("agenda.moved-day", text=title("pine", "fi"), day=2, n=1, total=2)
    expect(status(page)).to_contain_text(said)
    expect(row(page, "pine").locator("[data-move=down]")).to_be_focused()
    row(page, "fir").locator("[data-move=down]").press("Enter")
    assert "agenda=~fir.pine.alder" in page.evaluate("location.hash")
    row(page, "fir").locator("[data-move=up]").press("Enter")
    assert "agenda=fir~pine.alder" in page.evaluate("location.hash")


def test_one_of_two_breaks_is_moved_and_the_other_stays(on):
    page = on("sv", f"{STANDARD}&agenda=fir.coffee-15.pine.coffee-15.alder")
    page.locator("[data-item=coffee-15]").nth(1).locator("[data-move=down]").press("Enter")
    assert items(page) == ["fir", "coffee-15", "pine", "alder", "coffee-15"]
    expect(page.locator("[data-item]").nth(4).locator("[data-move=down]")).to_be_focused()


def test_everything_can_be_taken_out_and_put_in_again(on):
    page = on("da", f"{STANDARD}&agenda=fir.pine")
    for _ in range(2):
        page.locator("[data-remove]").first.press("Enter")
    assert items(page) == []
    expect(page.locator("#agenda-rest")).to_be_focused()
    there = page.locator("#agenda-rest option").evaluate_all("all => all.map((each) => each.value)")
    assert set(there) == {*MODULES, agenda.COFFEE, agenda.LUNCH}
    page.select_option("#agenda-rest", "cedar")
    page.locator(".agenda-add").press("Enter")
    page.select_option("#agenda-rest", agenda.LUNCH)
    page.locator(".agenda-add").press("Enter")
    assert items(page) == ["cedar", "lunch-45"]
    assert page.locator("#agenda-rest option[value=cedar]").count() == 0


def test_moves_by_touch_on_a_small_phone(chromium, course_url):
    context = chromium.new_context(
        base_url=course_url, viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"sv/courses/builder/{STANDARD}&agenda=fir.coffee-15.pine.alder")
    row(page, "alder").locator("[data-move=up]").tap()
    row(page, "fir").locator("[data-remove]").tap()
    page.select_option("#agenda-rest", "maple")
    page.locator(".agenda-add").tap()
    assert items(page) == ["coffee-15", "alder", "pine", "maple"]
    small = page.evaluate(
        """() => [...document.querySelectorAll("#agenda :is(button, select)")]
          .filter((each) => each.checkVisibility())
          .map((each) => [each.textContent, each.getBoundingClientRect()])
          .filter(([, {width, height}]) => Math.min(width, height) < 44).map(([text]) => text)"""
    )
    assert small == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()


# -- Taking along ---------------------------------------------------------------------------------


def test_the_link_gives_the_same_agenda_in_each_language(on):
    """Made in one, followed in the others, by the links of header and form alike."""
    page = on("sv")
    page.select_option("#agenda-audience", "manager")
    page.locator(".agenda-form button").click()
    row(page, "pine").locator("[data-move=up]").click()
    link, made = page.evaluate("location.hash"), items(page)
    assert re.fullmatch(r"#[a-z0-9=&.~-]+", link)
    for place, language in (("[data-languages]", "da"), (".agenda-languages", "fi")):
        page.locator(f"{place} a[hreflang={language}]").click()
        page.wait_for_url(f"**/{language}/courses/builder/**")
        assert page.evaluate("location.hash") == link
        assert items(page) == made
        assert shown(page)[0][1] == title(made[0], language)
        expect(page.locator(".agenda-notice")).to_be_hidden()
    page.reload()
    assert items(page) == made


def test_a_link_that_a_program_has_rewritten_is_read(on):
    """`~` between days may come back as %7E."""
    page = on(
        "sv", "#audience=manager&days=2&minutes=90&start=0900&agenda=fir.pine%7ealder%7Emaple"
    )
    assert items(page) == ["fir", "pine", "alder", "maple"]
    expect(page.locator("#agenda .agenda-day")).to_have_count(3)


def test_a_visit_without_a_link_leaves_the_address_alone(on):
    page = on("sv")
    assert page.evaluate("location.hash") == ""
    assert items(page)
    page.goto("sv/courses/builder/#ready")
    assert page.evaluate("location.hash") == "#ready"


HOSTILE = [
    "#agenda=<img src=x onerror=alert(1)>",
    f"{STANDARD}&agenda=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    f"{STANDARD}&agenda=fir.nobody",
    f"{STANDARD}&agenda=fir.fir",
    f"{STANDARD}&agenda=__proto__",
    f"{STANDARD}&agenda=constructor",
    f"{STANDARD}&agenda=coffee-0",
    f"{STANDARD}&agenda=coffee-999",
    f"{STANDARD}&agenda=fir~pine~alder~maple",
    f"{STANDARD}&agenda={'.'.join(['coffee-15'] * 81)}",
    f"{STANDARD}&agenda={'x' * 5000}",
    f"{STANDARD}&agenda=fir&agenda=pine",
    f"{STANDARD}&nobody=1",
    STANDARD.replace("manager", "toString"),
    STANDARD.replace("manager", "__proto__"),
    STANDARD.replace("days=1", "days=4"),
    STANDARD.replace("days=1", "days=0"),
    STANDARD.replace("195", "29"),
    STANDARD.replace("195", "1e2"),
    STANDARD.replace("195", "9999"),
    STANDARD.replace("0900", "2400"),
    STANDARD.replace("0900", "09:00"),
    STANDARD.replace("&start=0900", ""),
    "#=",
    "#javascript:alert(1)=1",
    "#audience=%E0%A4%A",
]


@pytest.mark.parametrize("link", HOSTILE, ids=lambda link: link[-40:])
def test_a_damaged_or_hostile_link_is_told_and_gives_the_standard_agenda(on, link):
    page = on()
    standard = items(page)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    on("sv", link)
    expect(page.locator(".agenda-notice")).to_have_text(own()["agenda.damaged"])
    assert items(page) == standard
    assert page.locator("#agenda img, #agenda script:not([type])").count() == 0
    assert dialogs == []
    page.locator(".agenda-form button").click()
    expect(page.locator(".agenda-notice")).to_be_hidden()


def test_words_of_a_module_are_never_markup(on):
    page = on("sv", f"{STANDARD}&agenda=fir.pine")
    texts = page.locator(".agenda-materials li").all_inner_texts()
    assert texts == ["Cards (sv)", "The sheet of fir <i>", "The sheet of pine <i>"], "each once"
    assert page.locator(".agenda-materials i").count() == 0


def test_text_and_link_can_be_copied_without_a_clipboard(on):
    page = on()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    on("da", f"{STANDARD}&agenda=fir.coffee-15.pine")
    text, field = own("da"), page.locator(".agenda-text")
    page.locator("[data-take=copy]").click()
    expect(page.locator(".agenda-done")).to_have_text(text["agenda.select"])
    content = field.input_value()
    assert f"09.00–09.45  {title('fir', 'da')}" in content
    assert f"09.45–10.00  {text['course.pause.coffee']}" in content
    assert f"- {'The sheet of pine <i>'}" in content
    assert content.endswith("&agenda=fir.coffee-15.pine")
    page.locator("[data-take=link]").click()
    assert field.input_value() == page.evaluate("location.href")
    row(page, "pine").locator("[data-move=up]").click()
    expect(field).to_be_hidden()


def test_nothing_is_stored_or_sent(on):
    page = on("sv", STANDARD)
    page.wait_for_load_state("networkidle")
    before = len(page.watch.requests)
    row(page, "pine").locator("[data-move=up]").click()
    page.locator(".agenda-form button").click()
    # Chromium asks for the site's own icon again when the address changes.
    assert {each.rpartition("/")[2] for each in page.watch.requests[before:]} <= {"favicon.svg"}
    stored = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert page.evaluate(stored) == [0, 0, ""]


def test_it_works_from_disk(chromium, course_disk):
    context = chromium.new_context()
    page = context.new_page()
    watch = Watch(page)
    page.goto((course_disk / "sv/courses/builder.html").as_uri() + f"{STANDARD}&agenda=fir.pine")
    row(page, "pine").locator("[data-move=up]").click()
    assert items(page) == ["pine", "fir"]
    assert page.evaluate("location.hash").endswith("agenda=pine.fir")
    page.locator(".agenda-languages a[hreflang=da]").click()
    page.wait_for_url("**/da/courses/builder.html#**")
    assert items(page) == ["pine", "fir"]
    assert watch.faults == []
    context.close()


# -- Look -----------------------------------------------------------------------------------------


def test_on_paper_there_is_the_run_sheet_and_nothing_else(on):
    page = on("sv", f"{STANDARD}&agenda=fir.coffee-15.pine")
    page.emulate_media(media="print")
    for there in (".agenda-caption", ".agenda-materials", ".agenda-lines", "th.agenda-paper"):
        expect(page.locator(there).first).to_be_visible()
    for gone in (".agenda-form", ".agenda-moves", ".agenda-take", ".agendas", "article > h1"):
        assert page.locator(gone).first.is_hidden(), gone
    head = page.locator("#agenda thead")
    assert head.evaluate("head => getComputedStyle(head).display") == "table-header-group"
    rows = "rows => [...new Set(rows.map((row) => getComputedStyle(row).breakInside))]"
    assert page.locator("#agenda [data-item]").evaluate_all(rows) == ["avoid"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(on, scheme, width):
    page = on("sv", f"{STANDARD}&agenda=fir.coffee-15.pine.oak.cedar.elm")
    page.evaluate(AXE.read_text("utf-8"))  # the policy lets no script tag in
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.evaluate(SETTLED)
    assert scan(page) == []
    page.select_option("#agenda-length", "own")
    page.locator("#agenda-minutes").fill("x")
    page.locator("#agenda-minutes").press("Enter")
    assert scan(page) == []
    for _ in items(page):
        page.locator("[data-remove]").first.click()
    assert scan(page) == []


def test_at_400_percent_nothing_scrolls_sideways(on):
    page = on("fi", f"{STANDARD}&agenda=fir.coffee-15.pine")
    page.set_viewport_size({"width": 320, "height": 256})
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
