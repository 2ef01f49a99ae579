"""
How good, how large and how fast is the search? Ours beside stock Material, on the same pages.

Prints R@1, R@5, MRR and foreign hits by language and kind; the bytes that a reader fetches until
the first hits are shown; and times in Chromium, at the real size and with generated pages.
    python tests/bench/search.py [--queries DIR] [--map FILE] [--sizes 1000,3000]
A query file is a JSON list of {id, lang, kind, q, relevant: [{concept}]}, named <language>….json;
the map says which pages answer a concept (tests/queries/pages.yml).
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "bench")]

import search_tools as tools  # noqa: E402 - after the path is set
from build import plain_project  # noqa: E402 - likewise
from playwright.sync_api import sync_playwright  # noqa: E402 - likewise

from macros.facts import LANGUAGES  # noqa: E402 - likewise
from tools import browser  # noqa: E402 - likewise

BARS = {100: 100_000, 1000: 150_000}  # pages -> bytes to the first hits, at most

# Material's worker, asked as its own script asks it.
STOCK = """async ([index, worker, queries]) => {
  const {config, docs} = await (await fetch(index)).json();
  const asked = new Worker(worker);
  const answer = (message) => new Promise((done, failed) => {
    asked.onmessage = ({data}) => done(data);
    asked.onerror = ({message}) => failed(new Error(message));
    setTimeout(() => failed(new Error("Material's worker does not answer")), 60000);
    asked.postMessage(message);
  });
  await answer({type: 0, data: {config, docs, options: {suggest: false}}});
  const found = [];
  for (const query of queries) {
    const {data} = await answer({type: 2, data: query});
    found.push((data.items || []).map((group) => group[0].location));
  }
  return found;
}"""

# Cold: scripts, core, shards and texts of a first question; warm: each question once more.
TIMES = """async ([root, queries]) => {
  const start = performance.now();
  await ipsSearch.open(root);
  const opened = performance.now() - start;
  const timed = async (query) => {
    const from = performance.now();
    const { hits } = await ipsSearch.search(query);
    return [performance.now() - from, hits.length];
  };
  const cold = [], warm = [];
  for (const query of queries) cold.push((await timed(query))[0]);
  for (const query of queries) warm.push((await timed(query))[0]);
  return {opened, cold, warm};
}"""


def mkdocs(config: Path, target: Path) -> None:
    """A quiet build."""
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": ""}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)]
    subprocess.run(command, cwd=config, env=quiet, check=True)


def stock_project(folder: Path) -> None:
    """The same pages with Material's search, as static-i18n sets it up."""
    plain_project(folder)
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("plugins:\n", "plugins:\n  material/search: {}\n"), "utf-8")


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves without a word, and counts what it sends as a server that packs would."""

    sent: list[int] = []

    def log_message(self, *_):
        """Nothing: the table is what is printed."""

    def do_GET(self):
        """Count a script, then send it."""
        file = Path(self.translate_path(self.path.partition("?")[0]))
        if file.is_file() and file.suffix == ".js":
            self.sent.append(tools.packed(file.read_bytes()))
        super().do_GET()


def serve(folder: Path) -> str:
    """The address of a folder on this machine."""
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def ours(opened, site: str):
    """What our search answers."""

    def ask(language: str, questions: list[str]) -> list[list[str]]:
        opened.goto(f"{site}/{language}/about/")
        opened.add_script_tag(url=f"{site}/assets/search.js")
        answers = opened.evaluate(tools.ASK, [f"{site}/{language}/", questions])
        return [tools.distinct([address for address, _ in hits]) for hits in answers]

    return ask


def material(opened, site: str, folder: Path):
    """What Material's search answers: one index for all languages, the default one at the root."""
    [worker] = (folder / "assets/javascripts/workers").glob("search.*.min.js")

    def place(location: str, language: str) -> str:
        first = location.partition("/")[0]
        spoken = first if first in ("da", "fi") else "sv"
        inner = location.removeprefix(f"{spoken}/").partition("#")[0]
        return inner if spoken == language else f"/{spoken}/{inner}"

    def ask(language: str, questions: list[str]) -> list[list[str]]:
        opened.goto(f"{site}/about/")
        paths = [f"{site}/search/search_index.json", f"{site}/{worker.relative_to(folder)}"]
        answers = opened.evaluate(STOCK, [*paths, questions])
        return [tools.distinct([place(each, language) for each in hits][:10]) for hits in answers]

    return ask


def bytes_to_hits(opened, site: str, folder: str, questions: list[str]) -> list[int]:
    """For each question what a reader fetches beside the page until the hits are shown."""
    found = []
    for question in questions:
        context = opened.context.browser.new_context()  # nothing in its cache
        page = context.new_page()
        Quiet.sent.clear()
        page.goto(f"{site}/{folder}/search/")
        before = sum(Quiet.sent)
        page.fill("#query", question)
        page.keyboard.press("Enter")
        page.wait_for_function(
            "document.querySelector('[data-count]').textContent.length > 0", timeout=20_000
        )
        found.append(sum(Quiet.sent) - before)
        context.close()
    return found


def spread(times: list[float]) -> str:
    """Median and 95th percentile."""
    return f"{statistics.median(times):6.1f} {statistics.quantiles(times, n=20)[-1]:6.1f}"


def main() -> int:  # noqa: PLR0915 - one table after the other
    """Print the tables; 1 if the bytes exceed their bar."""
    given = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    given.add_argument("--queries", type=Path, default=tools.QUERIES)
    given.add_argument("--map", type=Path, default=tools.MAP)
    given.add_argument("--sizes", default="1000,3000")
    chosen = given.parse_args()
    path = browser.find()
    if path is None:
        raise SystemExit("no Chromium: run `python -m tools browser`, which says how to get one")
    too_large = False
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        mkdocs(ROOT, folder / "ours")
        (folder / "plain").mkdir()
        stock_project(folder / "plain")
        mkdocs(folder / "plain", folder / "stock")
        started = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        opened = started.new_page()
        site = serve(folder / "ours")
        searched = {code: tools.found_pages(folder / "ours", code) for code in LANGUAGES}
        there = {
            code: {page.address for page in each.pages.values()} for code, each in searched.items()
        }
        table = tools.evaluate(ours(opened, site), there, chosen.queries, chosen.map)
        print("Ours", *table.lines(), sep="\n", flush=True)
        print("\nStock Material, the same pages")
        stock = material(opened, serve(folder / "stock"), folder / "stock")
        print(*tools.evaluate(stock, there, chosen.queries, chosen.map).lines(), sep="\n")
        weight = tools.packed((folder / "stock/search/search_index.json").read_bytes())
        print(f"its index, on every page view: {weight:,} bytes, gzip -9")
        heads = f"{'index':>10}{'to hits, bytes':>18}{'open':>8}{'cold, ms':>15}{'warm, ms':>15}"
        halves = f"{'bytes':>10}{'50 %':>9}{'most':>9}{'ms':>8}" + 2 * f"{'50 %':>8}{'95 %':>7}"
        print(f"\n{'':20}{heads}\n{'':20}{halves}")
        for language in LANGUAGES:
            questions = [entry["q"] for entry in tools.queries(chosen.queries, language)]
            real = len(searched[language].pages)
            for size in (real, *map(int, filter(None, chosen.sizes.split(",")))):
                target = folder / "ours" / language / "search"
                if size != real:
                    begun = time.monotonic()
                    files = tools.generated(searched[language], size)
                    took = time.monotonic() - begun
                    for old in target.glob("*.js"):
                        old.unlink()
                    for each, text in files.items():
                        (target / each).write_text(text, "utf-8")
                whole = sum(tools.packed(file.read_bytes()) for file in target.glob("*.js"))
                fetched = bytes_to_hits(opened, site, language, questions[::6])
                opened.goto(f"{site}/{language}/about/")
                opened.add_script_tag(url=f"{site}/assets/search.js")
                times = opened.evaluate(TIMES, [f"{site}/{language}/search/", questions])
                made = f"  made in {took:.0f} s" if size != real else ""
                print(
                    f"{language}, {size:5,} pages{'':4}{whole:10,}"
                    f"{statistics.median(fetched):9,.0f}{max(fetched):9,}{times['opened']:8.0f}"
                    f"  {spread(times['cold'])}  {spread(times['warm'])}{made}",
                    flush=True,
                )
                bar = next((most for pages, most in BARS.items() if size <= pages), None)
                too_large |= bool(bar and max(fetched) > bar)
        started.close()
    print(f"load {os.getloadavg()[0]:.1f}; at most {json.dumps(BARS)} bytes to the first hits")
    return 1 if too_large else 0


if __name__ == "__main__":
    raise SystemExit(main())
