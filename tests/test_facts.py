"""
What `facts/` promises, and what somebody reads who has broken it.

A broken file is a fixture under `fixtures/facts/broken/`: it stands in for one file of the smallest
whole set, `fixtures/facts/whole/`, and says at its head which one and what the message must be.
"""

import ast
import os
import shutil
from pathlib import Path

import pytest

from macros import facts as module
from macros.facts import FactsError, load
from macros.interval import wilson

ROOT = Path(__file__).parent.parent
FIXTURES = Path(__file__).parent / "fixtures" / "facts"
FACTS = load(ROOT / "facts")
FIGURES = {
    f"{report}.{key}": figure
    for report, fact in FACTS.reports.items()
    for key, figure in fact.figures.items()
}
BROKEN = sorted(path.stem for path in (FIXTURES / "broken").glob("*.yml"))


def broken(case):
    """The file that the fixture stands in for, the message it must give, and its text."""
    text = (FIXTURES / "broken" / f"{case}.yml").read_text("utf-8")
    file, says = (line.split(": ", 1)[1] for line in text.splitlines()[:2])
    return file, says, text


def whole(tmp_path):
    """A copy of the smallest whole set of facts."""
    return Path(shutil.copytree(FIXTURES / "whole", tmp_path / "facts"))


# --- The files ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", sorted((ROOT / "facts").rglob("*.yml")), ids=lambda path: path.stem
)
def test_a_fact_file_opens_with_the_question_it_answers(path):
    """The first line is a comment that ends with a question mark."""
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert first.endswith("?")


def test_the_five_reports_are_there():
    """Each local report of the site has its fact file, and the model has no outcomes."""
    assert set(FACTS.reports) == {"danish-model", "hudiksvall", "karlstad", "orebro-north", "soite"}
    assert FACTS.reports["danish-model"].figures == {}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_says_what_it_counts_among_whom(name):
    """A share names its outcome and its group; a number of people names its group."""
    figure = FIGURES[name]
    if figure.kind == "share":
        assert figure.outcome
        assert figure.unit == "percent"
    if figure.kind == "share" or figure.unit == "people":
        assert figure.group


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_printed_in_its_source_or_says_how_it_was_worked_out(name):
    """Our own arithmetic is marked as ours; what is printed is given as printed."""
    figure = FIGURES[name]
    printed = figure.published is not None or figure.group in module.WHOLE_GROUPS
    assert printed or figure.derived


@pytest.mark.parametrize("name", [n for n, f in FIGURES.items() if f.kind == "share" and not f.n])
def test_a_share_without_a_published_n_is_never_recomputed(name):
    """It has no k of n and no interval, whatever fractions would give the same per cent."""
    figure = FIGURES[name]
    assert figure.published is not None
    assert not figure.n_published
    assert (figure.k, figure.share, figure.interval) == (None, None, None)


def test_nobody_has_guessed_an_n():
    """9 of 34, 13 of 49, 18 of 68 and 22 of 83 all give Soite's 26.5 %: only Soite knows which."""
    without = {name for name, f in FIGURES.items() if f.kind == "share" and not f.n_published}
    names = {"employment", "national-employed", "national-work-or-study"}
    assert without == {f"soite.{name}" for name in names}


@pytest.mark.parametrize("name", FIGURES)
def test_no_figure_is_of_so_few_people_that_somebody_could_be_recognised(name):
    """Below five people only a total outcome of the whole group is shown, never a part of it."""
    figure = FIGURES[name]
    people = [figure.published] if figure.unit == "people" else [figure.k]
    if figure.share is not None:
        people.append(figure.n - figure.k)
    few = any(count is not None and count < 5 for count in people)
    if few and figure.group != "staff":
        assert figure.outcome in {"employment", "studies", "occupation"}
        assert figure.group in {"participants", "finished", "started", "registered"}


def test_the_funnel_of_hudiksvall_keeps_its_three_denominators_apart():
    """The same jobs are 27, 17 and 15 per cent of three groups: none may stand for another."""
    names = ["employment", "employment-of-registered", "employment-of-started"]
    figures = [FACTS.figure(f"hudiksvall.{name}") for name in names]
    assert [(f.k, f.n, f.group) for f in figures] == [
        (13, 48, "finished"),
        (13, 76, "registered"),
        (13, 89, "started"),
    ]


# --- Sources --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FACTS.sources)
def test_a_source_tells_how_it_was_checked(name):
    """The note says what was seen and what would settle the rest."""
    assert FACTS.sources[name].note


@pytest.mark.parametrize("name", FACTS.sources)
def test_a_source_leads_only_to_an_official_address(name):
    """Copies on sites that gather other people's documents are for searching, not for citing."""
    copies = ("docplayer", "vdocument", "fdocument", "documents.pub", "docsbay", "docslib", "5dok")
    copies += (
        "9pdf",
        "9dok",
        "paperzz",
        "pdfslide",
        "docksci",
        "preview.",
        "researchgate",
        "staging",
    )
    assert not any(copy in (FACTS.sources[name].url or "") for copy in copies)


# --- Principles and the scale ---------------------------------------------------------------------


def test_the_eight_principles_stand_in_the_order_of_the_ips_employment_center():
    """Pages use the id; the order is that of the list that is kept today."""
    current = [p.numbers["ips-employment-center"] for p in FACTS.principles.principles]
    assert current == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("name", FACTS.principles.lists)
def test_a_list_of_principles_numbers_without_gaps(name):
    """A list of seven leaves one principle out, and numbers the others from one to seven."""
    numbers = [p.numbers[name] for p in FACTS.principles.principles]
    given = sorted(number for number in numbers if number is not None)
    assert given == list(range(1, len(given) + 1))
    assert len(given) in (7, 8)


def test_the_scale_has_its_25_items_in_three_sections():
    """Staffing 3, organisation 8, services 14; every principle is measured by some item."""
    sections = [item.section for item in FACTS.fidelity]
    assert [item.number for item in FACTS.fidelity] == list(range(1, 26))
    assert sections == ["staffing"] * 3 + ["organisation"] * 8 + ["services"] * 14
    measured = {principle for item in FACTS.fidelity for principle in item.principles}
    assert measured == {principle.id for principle in FACTS.principles.principles}
    assert len({item.id for item in FACTS.fidelity}) == 25


# --- The interval ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (13, 48, 0.1657, 0.4100),
        (8, 48, 0.0870, 0.2958),
        (18, 48, 0.2522, 0.5164),
        (6, 48, 0.0586, 0.2470),
        (13, 76, 0.1028, 0.2710),
        (13, 89, 0.0874, 0.2340),
        (1, 11, 0.0162, 0.3774),
        (0, 11, 0, 0.2588),
        (11, 11, 0.7412, 1),
        (0, 1, 0, 0.7935),
        (39, 48, 0.6806, 0.8981),
        (9, 34, 0.1460, 0.4312),
    ],
)
def test_wilsons_interval_agrees_with_the_table(k, n, low, high):
    """Values worked out independently, to four decimals."""
    assert wilson(k, n) == pytest.approx((low, high), abs=0.00005)


@pytest.mark.parametrize(("k", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_there_is_no_interval_without_people(k, n):
    """No answer is better than a wrong one."""
    with pytest.raises(ValueError, match="k must lie between 0 and n"):
        wilson(k, n)


@pytest.mark.parametrize("n", [1, 2, 11, 48, 1000])
def test_an_interval_holds_its_share_and_mirrors_it(n):
    """It lies within 0 and 1, holds k / n, and that of n - k is its mirror image."""
    for k in range(n + 1):
        low, high = wilson(k, n)
        assert 0 <= low <= k / n <= high <= 1
        assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low))


# --- Broken files ---------------------------------------------------------------------------------


def test_the_smallest_whole_set_is_whole(tmp_path):
    """What the broken fixtures break is right before they do."""
    assert load(whole(tmp_path)).figure("place.employment").share == pytest.approx(13 / 48)


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_gives_file_key_and_reason(case, tmp_path):
    """The message is whole: nothing else is said, and nothing less."""
    folder = whole(tmp_path)
    file, says, text = broken(case)
    (folder / file).write_text(text, "utf-8")
    with pytest.raises(FactsError) as caught:
        load(folder)
    assert str(caught.value).startswith(f"{folder}/{says}")


def messages(path):
    """The fixed beginning of each message that the module raises for a broken file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
            text = node.exc.args[-1] if len(node.exc.args) == 1 else node.exc.args[2]
            parts = text.values if isinstance(text, ast.JoinedStr) else [text]
            fixed = [p.value for p in parts if isinstance(p, ast.Constant)]
            yield from [max(fixed, key=len)] if fixed else []


def test_every_message_has_its_fixture():
    """A message worth having is worth a test: those of a folder or a byte stand below."""
    said = "\n".join(broken(case)[1] for case in BROKEN)
    elsewhere = ["no report ", " has no figure ", "; there are: ", "; it has: "]
    elsewhere += ["the file is missing", ": not UTF-8 at byte "]
    for name in ("facts.py", "factfile.py"):
        for message in messages(ROOT / "macros" / name):
            assert message in said or any(text in message for text in elsewhere), message


def test_a_missing_file_is_named(tmp_path):
    """The cure stands in the message."""
    folder = whole(tmp_path)
    (folder / "benchmarks.yml").unlink()
    with pytest.raises(FactsError, match=r"benchmarks\.yml: the file is missing; create it"):
        load(folder)


def test_a_file_in_another_encoding_is_named(tmp_path):
    """A file saved as Latin-1 fails by name, not with a stack of Python."""
    folder = whole(tmp_path)
    (folder / "sources.yml").write_bytes("# Vilka källor?\n".encode("latin-1"))
    with pytest.raises(FactsError, match=r"sources\.yml: not UTF-8 at byte \d+; save it as UTF-8"):
        load(folder)


def test_every_fault_of_a_file_is_told_at_once(tmp_path):
    """Who mends a file wants all its faults, not one a build."""
    folder = whole(tmp_path)
    path = folder / "sources.yml"
    path.write_text(path.read_text("utf-8").replace("sv", "xx").replace("whole", "half"), "utf-8")
    with pytest.raises(FactsError) as caught:
        load(folder)
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[1] for line in lines] == ["one-2020.language", "one-2020.verified"]


# --- Reading --------------------------------------------------------------------------------------


def test_facts_are_read_once(tmp_path):
    """A build asks for them on every page: they are the same object."""
    folder = whole(tmp_path)
    assert load(folder) is load(folder)


def test_a_changed_file_is_read_again(tmp_path):
    """`mkdocs serve` shows a corrected figure at once."""
    folder = whole(tmp_path)
    before = load(folder)
    path = folder / "reports" / "place.yml"
    path.write_text(path.read_text("utf-8").replace("k: 13", "k: 12").replace("27", "25"), "utf-8")
    stamp = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(stamp, stamp))
    assert (before.figure("place.employment").k, load(folder).figure("place.employment").k) == (
        13,
        12,
    )


def test_a_new_report_is_found(tmp_path):
    """A file more under reports/ is a report more, without a list of reports to keep."""
    folder = whole(tmp_path)
    load(folder)
    shutil.copy(folder / "reports" / "place.yml", folder / "reports" / "other.yml")
    assert set(load(folder).reports) == {"place", "other"}


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("hudiksval.employment", "no report hudiksval; there are: danish-model, hudiksvall"),
        ("soite.jobs", "soite has no figure jobs; it has: coaches, employment"),
    ],
)
def test_a_misspelt_figure_is_answered_with_those_that_exist(name, says):
    """The writer sees what to write instead."""
    with pytest.raises(KeyError, match=says):
        FACTS.figure(name)
