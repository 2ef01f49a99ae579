"""What the tests of calculators share: the specs, their pages, and typing in a browser."""

from __future__ import annotations

import pytest
from conftest import ROOT

from macros import dateform, facts, numberform, spec_file, words
from macros.facts import LANGUAGES
from macros.page import Page
from macros.spec import DATE

FOLDER = ROOT / "facts" / "calculators"
FIXTURES = ROOT / "tests" / "fixtures" / "calculators"
NAMES = sorted(file.stem for file in FOLDER.glob("*.yml"))
EACH = [(name, language) for name in NAMES for language in LANGUAGES]
# For a browser: each calculator in one language, the languages in turn; with test-all in all three.
IN_TURN = [
    pytest.param(name, language, marks=[] if index % 3 == turn else [pytest.mark.slow])
    for index, name in enumerate(NAMES)
    for turn, language in enumerate(LANGUAGES)
]


def all_facts():
    return facts.load(ROOT / "facts")


def made(name: str):
    """The calculator of this name, of the project or of the fixtures."""
    path = FOLDER / f"{name}.yml"
    return spec_file.load(path if path.exists() else FIXTURES / f"{name}.yml", all_facts())


def a_page(name: str, language: str, meta: dict | None = None) -> Page:
    own = words.load(ROOT / "docs", language)
    path = f"calculators/{name}.md"
    return Page(language, path, all_facts(), own, meta or own.front_matter(path))


def close(got, wanted, decimals: int | None) -> bool:
    """Equal as written."""
    if got is None or wanted is None or isinstance(got, bool):
        return got is wanted
    places = numberform.MOST_DECIMALS if decimals is None else decimals
    return numberform.rounded(got, places) == numberform.rounded(wanted, places)


def typed(it, language: str, key: str, value: float | str | None) -> str:
    """The value as somebody types or chooses it; text stays as it is."""
    if value is None or isinstance(value, str):
        return value or ""
    field = it.field(key)
    if field.radio:
        return numberform.plain(value)
    return (dateform if field.unit == DATE else numberform).write(value, language)


def field(page, key: str):
    """The field that somebody types in."""
    return page.locator(f"input[name='{key}']")


# Typing and sending in one go; that keys and clicks do the same has tests of its own.
SEND = """texts => {
  const form = document.querySelector(".calculator-form");
  const group = (key) => key.replace(/-\\d+\\..*$/, "");
  for (const [key, text] of Object.entries(texts)) {
    while (!form.elements[key]) {
      const add = form.querySelector(`[data-add="${group(key)}"]`);
      if (!add || add.ariaDisabled) throw new Error(`there is no field ${key}`);
      add.click();
    }
    const radios = form.querySelectorAll(`[type=radio][name="${key}"]`);
    for (const radio of radios) radio.checked = radio.value === text;
    const at = radios.length ? radios[0] : form.elements[key];
    if (!radios.length) at.value = text;
    at.dispatchEvent(new InputEvent("input", {bubbles: true}));
  }
  form.requestSubmit();
}"""


def send(page, it, language: str, given: dict):
    """Type values (or text as it stands) and press the button."""
    page.evaluate(SEND, {key: typed(it, language, key, value) for key, value in given.items()})


SHOWN = """() => {
  const all = (selector, give) => [...document.querySelectorAll(selector)].map(give);
  return {
    invalid: all("[data-field]", (element) => element)
      .filter((e) => e.matches("[aria-invalid]") || e.querySelector("[aria-invalid]"))
      .map((element) => element.dataset.field),
    answer: !document.querySelector(".calculator-answer").hidden,
    waiting: !document.querySelector(".calculator-waiting").hidden,
    headline: document.querySelector(".calculator-headline").innerHTML
      .replaceAll("&nbsp;", "\u00a0"),
    values: all("[data-value]", (element) => [element.dataset.value, element.textContent]),
  };
}"""


def snapshot(page) -> str:
    return page.locator(".calculator").evaluate("element => element.outerHTML")


# The words of tests/fixtures/calculators/places.yml.
PLACES = {
    "inputs": {"people": {"label": "P"}, "posts": {"label": "Q", "help": "H"}},
    "constants": {"cap": "C"},
    "results": {"places": "R1", "needed": "R2", "lacking": "R3", "enough": "R4", "each": "R5"},
    "say": {
        "enough": "enough",
        "lacking": {"one": "**{lacking_n}** post", "other": "**{lacking_n}** posts"},
        "unknown": "?",
        "of": "{places_n}/{people_n}",
        "nobody": "nobody",
    },
    "limits": {"ceiling": "L"},
}
