"""Each calculator without a mouse: what Tab reaches, what keys do, and that it shows."""

from __future__ import annotations

import pytest
from calculator_tools import NAMES, made
from playwright.sync_api import expect

from macros.facts import LANGUAGES
from macros.working import work_out

MANY = 250  # more stops than any calculator has
TARGET = 24  # CSS pixels, as WCAG 2.2 has it
TAKEN = ["take print", "take copy", "take csv", "take link"]

# Where the focus is: its name, and what is wrong with it there.
STOP = """least => {
  const at = document.activeElement, style = getComputedStyle(at);
  const {add, remove, take, to} = at.dataset;
  const radio = at.type === "radio", box = radio ? at.closest("label") : at;
  const [rect] = box.getClientRects();
  const {width, height} = box.getBoundingClientRect();
  const top = document.elementFromPoint(rect.x + rect.width / 2, rect.y + rect.height / 2);
  const said = (element) => element.textContent.trim();
  // A link within a sentence is as large as its words.
  const inline = at.matches("a") && said(at.closest("li, p, td, th")) !== said(at);
  const edge = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return {
    name: at.name ? `field ${at.name}` : at.matches("select") ? "currency" : add ? `add ${add}`
      : remove ? `remove ${remove}` : take ? `take ${take}` : to ? `to ${to}`
      : at.matches(".calculator-go") ? "go" : at.matches(".calculator-reset") ? "reset"
      : at.localName,
    radio,
    text: at.type === "text",
    inside: at.closest(".calculator") !== null,
    answer: at.closest(".calculator-answer") !== null,
    faults: [
      !edge && style.boxShadow === "none" && "nothing shows the focus",
      !(top && box.contains(top)) && "out of sight",
      !inline && Math.min(width, height) < least && `${width} x ${height} pixels`,
    ].filter(Boolean),
  };
}"""
CHOSEN = """() => {
  const at = document.activeElement;
  return [at.name, at.checked && at.value];
}"""


def stop(page) -> dict:
    """Where the focus is; what is wrong there is gathered in `page.amiss`."""
    found = page.evaluate(STOP, TARGET)
    page.amiss += [(found["name"], fault) for fault in found["faults"]]
    return found


def tab(page) -> dict:
    page.keyboard.press("Tab")
    return stop(page)


def tab_to(page, name: str) -> list[dict]:
    """Tab until something so named has the focus; every stop on the way."""
    stops = []
    for _ in range(MANY):
        stops.append(tab(page))
        if stops[-1]["name"] == name:
            return stops
    raise AssertionError(f"Tab never reaches {name}: {[each['name'] for each in stops]}")


def choose(page, name: str):
    """Arrow keys move within the group, choose, and lead back."""
    before = page.evaluate(CHOSEN)
    page.keyboard.press("ArrowDown")
    after = page.evaluate(CHOSEN)
    assert after[0] == before[0] == name
    assert after[1] not in (False, before[1]), name
    page.keyboard.press("ArrowUp")
    assert page.evaluate(CHOSEN) == before


def wanted(it) -> list[str]:
    """Every field that is there, and the buttons of free rows."""
    hidden = work_out(it, it.defaults).hidden
    names = [f"field {key}" for key in it.defaults if key not in hidden]
    for group in it.groups.values():
        if group.spec.free:
            names += [f"add {group.id}", *(f"remove {row}" for row in group.ids)]
    return sorted([*names, "go", *(["currency"] if it.spec.money else [])])


@pytest.mark.parametrize("name", NAMES)
def test_keys_alone_are_enough(page, name):
    """Through the form, to what is wrong and back, and on to each button below the answer."""
    it, language = made(name), LANGUAGES[NAMES.index(name) % len(LANGUAGES)]
    page.amiss = []
    page.goto(f"{language}/calculators/{name}/")
    page.locator(".calculator-form").evaluate("form => { form.tabIndex = -1; form.focus(); }")

    stops = [tab(page)]
    chosen = mistaken = 0
    while stops[-1]["name"] != "go":
        assert len(stops) < MANY
        if stops[-1]["radio"] and chosen < 2:
            choose(page, stops[-1]["name"].removeprefix("field "))
            chosen += 1
        if stops[-1]["text"] and not mistaken:
            err(page, stops[-1]["name"].removeprefix("field "))
            mistaken += 1
        stops.append(tab(page))
    # What fills in a report is a link.
    assert sorted(each["name"] for each in stops if each["name"] != "a") == wanted(it)
    assert mistaken == any(not it.field(key).radio for key in it.defaults)

    tab_to(page, "take keep")
    page.keyboard.press("Enter")  # the comparison appears below the button, and drops it
    expect(page.locator(".calculator-compare")).to_be_visible()
    tab_to(page, "take drop")
    page.keyboard.press("Space")
    expect(page.locator(".calculator-compare")).to_be_hidden()
    assert stop(page)["name"] == "take keep"  # the button that was pressed is gone
    below = [each["name"] for each in tab_to(page, TAKEN[-1]) if each["answer"]]
    assert [name for name in below if name.startswith("take")] == TAKEN
    for _ in range(MANY):
        if not tab(page)["inside"]:
            break
    else:
        raise AssertionError("the focus is caught")
    assert page.amiss == []


def err(page, key: str):
    """A mistake in the field that has the focus, sent, found in the summary, and mended."""
    summary, answer = page.locator(".calculator-summary"), page.locator(".calculator-answer")
    at = "document.activeElement"
    right = page.evaluate(f"{at}.value")
    page.keyboard.press("Control+A")
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    expect(summary).to_be_focused()
    stop(page)
    expect(answer).to_be_hidden()
    expect(page.locator(".calculator-waiting")).to_be_visible()
    assert tab(page)["name"] == f"to {key}"  # the first that is wrong
    page.keyboard.press("Enter")
    assert stop(page)["name"] == f"field {key}"
    assert page.evaluate(f"{at}.getAttribute('aria-invalid')") == "true"
    page.keyboard.press("Control+A")
    if right:
        page.keyboard.type(right)
    else:
        page.keyboard.press("Delete")
    expect(answer).to_be_visible()
    expect(summary).to_be_hidden()
    assert page.evaluate(f"{at}.getAttribute('aria-invalid')") is None
