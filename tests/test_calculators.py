"""Every calculator: its spec, its words, and its HTML as built."""

from __future__ import annotations

import json
import re

import pytest
from calculator_tools import EACH, FOLDER, NAMES, PLACES, a_page, all_facts, close, made
from conftest import ROOT
from lxml import html

from macros import calculator, calculator_data, spec_file
from macros.calculator_view import View
from macros.calculator_words import OwnWords
from macros.facts import FactsError
from macros.spec import TRUTH
from macros.working import work_out

GOLDEN = ROOT / "tests" / "golden"


def examples(name: str):
    return [
        pytest.param(name, example, id=f"{name}: {example[0]}") for example in made(name).examples
    ]


EXAMPLES = [case for name in (*NAMES, "places") for case in examples(name)]


# -- The spec ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_every_example_comes_out(name, example):
    it, (_, given, gives, refuses) = made(name), example
    answer = work_out(it, given)
    assert {key: reason for key, (reason, _) in answer.errors.items()} == refuses
    wrong = {
        key: (answer.values[key], wanted)
        for key, wanted in gives.items()
        if not close(answer.values[key], wanted, it.decimals(key) if not it.is_truth(key) else 0)
    }
    assert wrong == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_input_moves_a_result(name):
    """An input that changes nothing, whatever is chosen elsewhere, is a mistake in a formula."""
    it = made(name)
    chosen = [
        {key: float(value)}
        for key, each in it.spec.inputs.items()
        if each.kind == "choice"
        for value in range(1, len(each.choices) + 1)
    ]
    for key, default in it.defaults.items():
        limits = it.field(key)
        near = (limits.min + limits.max) / 2 if default is None else default
        # Others' defaults too: a day has to fit the days around it.
        others = {d for other, d in it.defaults.items() if it.field(other).unit == limits.unit}
        tried = [near - 1, near + 1, near // 2, limits.min, limits.max, None, *others]
        ways = [{**it.defaults, **choice} for choice in ({}, *chosen) if key not in choice]
        shown = [way for way in ways if key not in work_out(it, way).hidden]
        if f"{{{key}}}" in str(a_page(name, "sv").meta["calculator"]["say"]) and limits.radio:
            continue  # what is chosen is said, and nothing is worked out from it
        # A row may lack a field that other rows have: it is never shown there.
        assert not shown or any(moves(it, way, key, value) for way in shown for value in tried), (
            f"{it.path}: {key} moves no result"
        )


def moves(it, given: dict, key: str, value) -> bool:
    before, after = work_out(it, given), work_out(it, {**given, key: value})
    return not after.errors and any(
        after.values[other] != before.values[other] for other in before.values if other != key
    )


BROKEN = [
    ("# What share", "# The share", None),
    ("?\n", ".\n", "goal.yml:1: the first line asks what the calculator answers: # ...?"),
    ("counted >= needed", "counted >= wanted", 'goals.results.met: character 12: "wanted" is no'),
    ("counted >= needed", "counted - needed", "rows.goals.results.met:"),
    ("max(0, ceil(needed - counted))", "max(0, needed ** 2)", "results.missing: character 8:"),
    ("rows(target)", "employment.goals", 'employment.goals" is no value of a row that this'),
    ('job == 1 and jobs == 2"\n', 'job + 1"\n', "inputs.subsidised.when:"),
    ("hudiksvall.started", "hudiksvall.begun", "inputs.started.default: hudiksvall has no figure"),
    ("hudiksvall.started", "hudiksvall.employment.date", "inputs.started.default:"),
    ("hudiksvall.started", "benchmark.nowhere.ips", "inputs.started.default: benchmark.nowhere"),
    (
        "hudiksvall.started",
        "fidelity.caseload-size.cuts.6",
        "fidelity.caseload-size.cuts.6 is none",
    ),
    ("hudiksvall.started", "89", "inputs.started.source: a typed default needs a source"),
    ("occupation: hudiksvall.occupation.k", "other: 1", "the row occupation has none; add"),
    ("studies: 0,", "", "rows.goals.known.job: the row studies has no value"),
    ("unit: people, default: hudiksvall.finished", "default: 48", "inputs.finished.unit: this key"),
    ("decimals: 1\n    results", "digits: 1\n    results", "inputs.target.digits: unknown key"),
    ("min: 0\n        max: 100\n", "min: 100\n        max: 100\n", "`max` is not above `min`"),
    ("choices: [every, unsubsidised], ", "", "jobs"),
    ("kind: choice, unit: choice, choices: [every", "unit: date, choices: [every", "inputs.jobs"),
    ("at: reached}", "at: share}", "rows.goals.checks.1.at: share is no input here"),
    ("figure: share", "figure: shares", "rows.goals.card.figure: shares is no input or result"),
    ("interval: [low, high]", "interval: [lower, high]", "chart.interval: lower is no input or"),
    ("rows: goals, text", "rows: gaols, text", "chart.rows: there are no rows gaols"),
    ("/ 10 > target", "/ 10 > targets", "rows.goals.reading.certainty.0: character"),
    ("count: missing}", "count: gone}", "rows.goals.reading.more.1.count: gone is no input"),
    ("goals: {formula", "share: {formula", "results.share: the name is taken"),
    ("goals: {formula", "unfinished: {formula", "results.unfinished: the name is taken"),
    (
        "sources: [hudiksvall-2018,",
        "sources: [nowhere-2018,",
        "nowhere-2018 is not in facts/sources",
    ),
    ("employment.share: 27.1", "employment.shares: 27.1", "there is no such result"),
    ("given: {registered: 40}", "given: {recorded: 40}", "there is no such field"),
    ("    basis: 2\n", "    base: 2\n", "fill.registered.base: there is no such field"),
    ("min: 1, max: 100000, group", "min: 50, max: 100000, group", "refused: number.out-of-range"),
    ("limits: [local-share, denominator, categories, interval, few]", "limits: []", "limits:"),
    (
        "    fixed: [employment",
        "    free: 5\n    fixed: [employment",
        "rows are `fixed`, `free` or",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "message"), BROKEN, ids=lambda text: str(text)[:30])
def test_a_broken_spec_names_file_key_and_reason(tmp_path, right, wrong, message):
    source = (FOLDER / "goal.yml").read_text("utf-8")
    assert right in source, "break the spec where it now has this key"
    path = tmp_path / "goal.yml"
    path.write_text(source.replace(right, wrong, 1), "utf-8")
    if message is None:
        spec_file.load(path, all_facts())
        return
    with pytest.raises(FactsError) as error:
        spec_file.load(path, all_facts())
    assert str(path) in str(error.value)
    assert message in str(error.value)


def test_an_unknown_calculator_is_refused_with_those_that_exist():
    with pytest.raises(calculator.MacroError, match=r"no calculator caseloads: use one of: .*goal"):
        calculator.calculator(a_page("goal", "sv"), "caseloads")


# -- The words --------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "language"), EACH)
def test_every_calculator_has_a_page_with_all_its_words(name, language):
    page = a_page(name, language)
    assert page.meta.get("title"), f"docs/{language}/calculators/{name}.md is missing"
    OwnWords(page, made(name)).checked()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda own: own["inputs"].pop("finished"), "inputs.finished: this word is missing"),
        (lambda own: own["say"].update(shout="!"), "say.shout: nothing asks for this word"),
        (lambda own: own.update(colours={}), "colours: no such words are asked for"),
        (lambda own: own["say"].update(met="{nothing}"), "say.met: nothing fills {nothing}"),
        (lambda own: own["rows"]["goals"].pop("studies"), "rows.goals.studies: is missing; add it"),
        (lambda own: own["inputs"]["basis"].pop("choices"), "inputs.basis.choices: write a text"),
        (lambda own: own.update(row_groups={"x": {}}), "row_groups.x: write {legend: ..., help:"),
        (lambda own: own["say"].update(all="{share}"), "say.all: nothing fills {share}"),
        (lambda own: own["inputs"].update(finished="x"), "inputs.finished: write {label:"),
        (lambda own: own["say"].update(met={"many": "x"}), "say.met: write a text, or the forms"),
    ],
)
def test_wrong_words_name_the_page_the_key_and_the_reason(change, message):
    page = a_page("goal", "da")
    page.meta = json.loads(json.dumps(page.meta, default=str))
    change(page.meta["calculator"])
    with pytest.raises(FactsError) as error:
        calculator.calculator(page, "goal")
    assert f"docs/da/calculators/goal.md: calculator.{message}" in str(error.value)


@pytest.mark.parametrize(("name", "language"), EACH)
def test_a_local_share_is_never_called_an_effect_nor_significant(name, language):
    text = (ROOT / "docs" / language / "calculators" / f"{name}.md").read_text("utf-8")
    assert not re.search(r"signifikan|merkitsevä|\beffekt|vaikuttavuu", text, re.IGNORECASE)


# -- The HTML as built ------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "language"), EACH)
def test_the_html_is_as_reviewed(name, language, request):
    """After a change that is meant: pytest --renew-golden, and read the difference."""
    file = GOLDEN / f"calculator-{name}-{language}.html"
    found = str(calculator.html(made(name), a_page(name, language))) + "\n"
    if request.config.getoption("--renew-golden"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")


@pytest.mark.parametrize(("name", "language"), EACH)
def test_the_html_has_no_styles_headings_or_failed_numbers(name, language):
    found = str(calculator.html(made(name), a_page(name, language)))
    assert not re.search(r"\sstyle=|<style|<h[1-6]|\son\w+=", found)
    shown = re.sub(r"<script.*?</script>", "", found)
    assert not re.search(r"\b(NaN|nan|None|null|undefined|inf|Infinity)\b", shown)


@pytest.mark.parametrize(("name", "language"), EACH)
def test_every_field_has_a_label_and_describes_its_error(name, language):
    found = str(calculator.html(made(name), a_page(name, language)))
    for radio in re.findall(r"(.{7})<input type=\"radio\"", found):
        assert radio == "<label>"
    for group in re.findall(r"<fieldset class=\"calculator-field[^>]*>", found):
        described = re.search(r'aria-describedby="([^"]+)"', group)[1].split()
        assert all(f'id="{part}"' in found for part in described)
    for field in re.findall(r"<input (?!type=\"radio\")[^>]*>", found):
        own = re.search(r'id="([^"]+)"', field)[1]
        described = re.search(r'aria-describedby="([^"]+)"', field)[1].split()
        assert f'<label for="{own}">' in found
        assert f"{own}-error" in described
        assert all(f'id="{part}"' in found for part in described)


# -- A calculator is a spec and its words -----------------------------------------------------


def test_the_data_block_closes_no_element_and_holds_every_tree():
    own = a_page("places", "sv", {"title": "T", "calculator": PLACES})
    own.meta["calculator"] = {**PLACES, "limits": {"ceiling": "</script>"}}
    it = made("places")
    text = str(calculator_data.data(View(it, own, own.meta["calculator"])))
    assert "<" not in text
    data = json.loads(text)
    assert set(data["results"]) == set(it.spec.results)
    assert {kind[0] for kind in data["kinds"].values()} - {TRUTH} == set(data["units"])


@pytest.mark.parametrize(("name", "language"), EACH)
def test_what_stands_in_a_row_speaks_of_that_row(name, language):
    """The browser passes over a row whose values are all as they were."""
    page = html.fromstring((GOLDEN / f"calculator-{name}-{language}.html").read_text("utf-8"))
    parts = ("value", "say", "working", "needs", "input", "label")
    for row in page.xpath("//*[@data-row]"):
        found = [each for part in parts for each in row.xpath(f".//@data-{part}")]
        assert {each.partition(".")[0] for each in found} <= {row.get("data-row")}


@pytest.mark.parametrize(("name", "language"), EACH)
def test_the_browser_knows_where_rows_name_what_stands_once(name, language):
    """Those rows are looked at with each answer, the others only when their own values change."""
    own = a_page(name, language)
    data = json.loads(calculator_data.data(View(made(name), own, own.meta["calculator"])))
    once = "|".join(map(re.escape, data["results"]))
    for group in data["rows"]:
        choices = [choice for slot in group["slots"].values() for choice in slot]
        said = [[choice, data["say"][choice[0]]] for choice in choices]
        said += [data["wrong"][check[1]] for check in group["checks"]]
        named = re.search(rf"[\"{{](?:{once})(?:_n)?[\"}}]", json.dumps(said))
        assert group.get("beyond", False) is bool(named), group["id"]
