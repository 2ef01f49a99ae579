"""What tests and bench of the search share: labelled queries, their scores, a site of any size."""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from pathlib import Path

import yaml
from conftest import ROOT

from macros.facts import LANGUAGES
from macros.search import build, collect, index, lexicon
from macros.search.terms import Terms
from macros.words import load

QUERIES = ROOT / "tests" / "queries"
MAP = QUERIES / "pages.yml"
_SYLLABLES = ["ba", "ker", "lin", "mo", "sta", "ver", "tro", "nal", "dis", "pe", "rå", "jö"]

# The search by itself in a page of the site: hits as [address, anchor], best first.
ASK = """async ([root, queries]) => {
  await ipsSearch.open(root + "search/");
  const found = [];
  for (const query of queries) {
    const { hits } = await ipsSearch.search(query);
    found.push(hits.slice(0, 10).map(({page, anchor}) => [ipsSearch.pages()[page][0], anchor]));
  }
  return found;
}"""


def queries(folder: Path, language: str) -> list[dict]:
    """All labelled queries of a language: every `<language>*.json` in the folder."""
    files = sorted(folder.glob(f"{language}*.json"))
    return [entry for file in files for entry in json.loads(file.read_text("utf-8"))]


def wanted(entry: dict, pages: dict[str, list[str]], there: set[str]) -> list[set[str]] | None:
    """For each concept the pages that answer it; None if the site has none for any of them."""
    found = [set(pages.get(each["concept"], [])) & there for each in entry["relevant"]]
    found = [pages for pages in found if pages]
    return None if entry["relevant"] and not found else found


def score(addresses: list[str], concepts: list[set[str]]) -> tuple[float, float, float]:
    """R@1, R@5 and the reciprocal rank of the first right page within ten."""

    def recall(k: int) -> float:
        met = sum(any(address in each for address in addresses[:k]) for each in concepts)
        return min(1.0, met / min(k, len(concepts)))

    right = set().union(*concepts)
    rank = next((n for n, address in enumerate(addresses[:10], 1) if address in right), None)
    return recall(1), recall(5), 1 / rank if rank else 0.0


class Table:
    """Scores by language and kind."""

    def __init__(self):
        self.sums = defaultdict(lambda: [0, 0.0, 0.0, 0.0])
        self.foreign: dict[str, list] = defaultdict(list)
        self.dropped: dict[str, int] = defaultdict(int)

    def add(self, language: str, kind: str, scores: tuple[float, float, float]) -> None:
        """Count one query."""
        for row in ((language, "all"), (language, kind), ("all", kind), ("all", "all")):
            self.sums[row] = [a + b for a, b in zip(self.sums[row], (1, *scores), strict=True)]

    def row(self, language: str, kind: str = "all") -> tuple[int, float, float, float]:
        """How many queries, R@1, R@5, MRR."""
        n, *sums = self.sums[language, kind]
        return (n, *(each / n for each in sums))

    def lines(self) -> list[str]:
        """The table, to be printed."""
        found = [f"{'':22}{'n':>5}{'R@1':>7}{'R@5':>7}{'MRR':>7}"]
        for language, kind in sorted(self.sums, key=lambda row: (row[0] == "all", row)):
            n, *shares = self.row(language, kind)
            found.append(f"{language + ' ' + kind:22}{n:5}{''.join(f'{x:7.2f}' for x in shares)}")
        return found + [
            f"{language}: {self.dropped[language]} queries without a page left out; "
            f"foreign or nonsense hits: {self.foreign[language] or 'none'}"
            for language in LANGUAGES
        ]


def evaluate(ask, there: dict[str, set[str]], folder: Path, file: Path) -> Table:
    """
    The table of all queries. `ask(language, queries)` gives lists of addresses below that
    language's root, foreign ones as "da/…" with a leading slash; `there`: the pages there are.
    """
    pages, table = yaml.safe_load(file.read_text("utf-8")), Table()
    for language in LANGUAGES:
        entries = queries(folder, language)
        answers = ask(language, [entry["q"] for entry in entries])
        for entry, addresses in zip(entries, answers, strict=True):
            concepts = wanted(entry, pages, there[language])
            if concepts is None:
                table.dropped[language] += 1
            elif not concepts:
                # A neighbour's word may find our page; a page of the neighbour's may not come.
                asked = entry["kind"] != "crosslang"
                if any(asked or address.startswith("/") for address in addresses):
                    table.foreign[language].append(entry["q"])
            else:
                table.add(language, entry["kind"], score(distinct(addresses), concepts))
            if concepts and any(address.startswith("/") for address in addresses):
                table.foreign[language].append(entry["q"])
    return table


def distinct(addresses: list[str]) -> list[str]:
    """Each address once, at its best rank."""
    return list(dict.fromkeys(addresses))


def found_pages(site: Path, language: str) -> build.Searched:
    """The pages of a built site, as the build hands them to the search."""
    docs = ROOT / "docs"
    searched = build.Searched(docs, ROOT / "facts" / "paths.yml", load(docs, language))
    for file in sorted((docs / language).rglob("*.md")):
        path = file.relative_to(docs / language).as_posix()
        stem = path.removesuffix(".md")
        address = "" if stem == "index" else stem.removesuffix("/index") + "/"
        page = site / language / address / "index.html"
        if page.exists():
            meta = searched.words.front_matter(path)
            searched.add(path, address, meta, page.read_text("utf-8"))
    return searched


def generated(searched: build.Searched, count: int) -> dict[str, str]:
    """
    The index of as many pages, made of the site's own sentences in another order.

    Every thirtieth word gives way to one of a growing stock, as real sites grow in words too.
    """
    chance = random.Random(count)  # noqa: S311 - the same pages in each run, nothing secret
    real = list(searched.pages.values())
    sentences = [s for page in real for each in page.sections for s in each.text.split(". ")]

    def invented(number: int) -> str:
        return "".join(chance.choices(_SYLLABLES, k=3)) + str(number % 7) * (number % 2)

    def text(size: int) -> str:
        words = " ".join(chance.choices(sentences, k=max(1, size // 90))).split()
        return " ".join(invented(n) if chance.random() < 1 / 30 else w for n, w in enumerate(words))

    pages = list(real)
    for number in range(len(real), count):
        model = real[number % len(real)]
        sections = [
            collect.Section(each.id, each.heading, text(len(each.text)))
            for each in model.sections
            if not each.entry
        ]
        title = f"{invented(number).capitalize()} {model.title.lower()}"
        address = f"{model.address}{number}/"
        pages.append(index.Found(address, title, text(120), model.kind, sections))
    return made(searched, {f"{n:05}": page for n, page in enumerate(pages)})


def made(searched: build.Searched, pages: dict[str, index.Found] | None = None) -> dict[str, str]:
    """The files of an index of the searched pages, or of others, by a memory that is empty."""
    language = searched.words.language
    rules = yaml.safe_load((ROOT / "docs" / language / "_search.yml").read_text("utf-8"))
    before, searched.pages = searched.pages, pages or searched.pages
    try:
        return searched.index(Terms(rules, lexicon.load(language)))
    finally:
        searched.pages = before


def packed(data: bytes | str) -> int:
    """Bytes over the wire, gzip -9."""
    return len(gzip.compress(data.encode() if isinstance(data, str) else data, 9, mtime=0))
