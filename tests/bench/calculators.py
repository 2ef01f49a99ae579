"""
How long does a key stroke take until the answer is repainted? The largest calculators in a browser.

The processor is slowed down four times, as a cheap phone is. Each stroke changes what one field
holds, as typing does, and is told to the page as an `input` event. Four times are taken: what our
script takes; with style and layout, made at once; until the browser has drawn the next frame; and
until a frame is drawn that changes nothing more, what was out of sight being repainted behind the
first one.
Prints the median and the 95th percentile in milliseconds, and the weight of the script.
    make bench
"""

from __future__ import annotations

import gzip
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from macros import calculator  # noqa: E402 - after the path is set
from tools import browser  # noqa: E402 - likewise

STROKES, WARMING = 200, 20
SLOWER = 4
MOST_SCRIPT, MOST_WEIGHT = 16, 12_000  # ms at the 95th percentile; bytes
CASES = [("fidelity", 0), ("benefits", 0), ("rapid-search", 0), ("rapid-search", 60)]  # with rows

# An example of its own in each field, and as many rows as asked for, alike by turns.
PREPARE = """rows => {
  const form = document.querySelector(".calculator-form");
  const data = JSON.parse(document.querySelector(".calculator script").textContent);
  const day = data.language === "sv" ? dateform.iso : String;
  const put = (key, value) => {
    const field = form.elements[key];
    if (!field || field instanceof RadioNodeList || value === null) return;
    const [, name] = working.apart(key);
    field.value = data.kinds[name][0] === "date" ? day(value) : numberform.write(value, "sv");
  };
  const add = form.querySelector("[data-add]");
  const built = form.querySelectorAll("[data-remove]").length;
  while (form.querySelectorAll("[data-remove]").length < rows) add.click();
  for (const [key, value] of Object.entries(data.defaults)) put(key, value);
  for (let row = built + 1; row <= rows; row++) {
    for (const [key, value] of Object.entries(data.defaults)) {
      const [old, name] = working.apart(key);
      if (old.endsWith(`-${1 + row % built}`)) put(old.replace(/\\d+$/, row) + "." + name, value);
    }
  }
  form.requestSubmit();
  if (document.querySelector(".calculator-answer").hidden) throw new Error("there is no answer");
}"""

# Each stroke in a field in turn: digits for numbers, another day, another choice.
MEASURE = """async ([strokes, warming]) => {
  const form = document.querySelector(".calculator-form");
  const seen = (field) => field.checkVisibility();
  const texts = [...form.querySelectorAll("[type=text]")]
    .filter((field) => seen(field) && field.value);
  const groups = [...new Set([...form.querySelectorAll("[type=radio]")].filter(seen)
    .map((radio) => radio.name))];
  const stroke = (index) => {
    if (!texts.length) {
      const radios = [...form.elements[groups[index % groups.length]]].filter(({value}) => value);
      const next = radios[(radios.findIndex((radio) => radio.checked) + 1) % radios.length];
      next.checked = true;
      return next;
    }
    // There and back: the answer is there after each stroke, and never the same as before.
    const at = texts[(index >> 1) % texts.length], last = Number(at.value.slice(-1));
    // Another day of the calendar: 31 becomes 30, and the 30th of June the 29th.
    const day = (text) => !at.value.includes("-") || dateform.read(text).value !== null;
    const other = (last < 2 ? [last + 1, last ? 0 : "29"] : [last - 1])
      .map((end) => at.value.slice(0, -String(end).length) + end).find(day);
    if (index % 2 === 0) at.dataset.kept = at.value;
    at.value = index % 2 ? at.dataset.kept : other;
    return at;
  };
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const drawn = () => new Promise((done) => {
    requestAnimationFrame(() => {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(null);
    });
  });
  const found = [];
  let refused = 0, changes = 0;
  const observer = new MutationObserver(() => changes++);
  observer.observe(document.querySelector(".calculator"),
    {subtree: true, childList: true, characterData: true, attributes: true});
  for (let index = 0; index < strokes + warming; index++) {
    await frame();
    const at = stroke(index);
    const start = performance.now();
    at.dispatchEvent(new InputEvent("input", {bubbles: true}));
    const script = performance.now();
    document.documentElement.getBoundingClientRect();
    document.querySelector(".calculator-result").offsetHeight;
    const layout = performance.now();
    observer.takeRecords();
    let known = changes;
    await drawn();
    const paint = performance.now();
    let settled = paint;
    // The frame that follows the last change: what was out of sight is repainted, too.
    for (let still = 0; still < 2; still++) {
      const before = known;
      known = changes;
      await drawn();
      if (known !== before) [settled, still] = [performance.now(), -1];
    }
    refused += document.querySelector(".calculator-answer").hidden;
    if (index >= warming) found.push([script, layout, paint, settled].map((time) => time - start));
  }
  return {found, refused: refused / (strokes + warming), fields: texts.length || groups.length};
}"""


def build(folder: Path) -> None:
    """The Swedish site, to be opened from disk."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", "DIRECTORY_URLS": "false"}
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, **quiet, "ONLY_LANGUAGE": "sv"},
        check=True,
    )


def measured(page, url: str, rows: int) -> dict:
    """The times of all strokes in one calculator, in milliseconds."""
    page.goto(url)
    page.evaluate(PREPARE, rows)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page.evaluate(MEASURE, [STROKES, WARMING])


def row(times: list[float]) -> str:
    """Median and 95th percentile."""
    return f"{statistics.median(times):7.1f} {statistics.quantiles(times, n=20)[-1]:7.1f}"


def main() -> int:
    """Print the table; 1 if a bound is exceeded."""
    path = browser.find()
    if path is None:
        raise SystemExit("no Chromium: run `python -m tools browser`, which says how to get one")
    slow = 0.0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        build(site)
        weight = len(gzip.compress((site / calculator.SCRIPT).read_bytes(), 9, mtime=0))
        started = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        print(f"{STROKES} key strokes each, the processor {SLOWER} times slower; milliseconds")
        print(f"{'':28}{'script':>15}{'and layout':>15}{'next frame':>15}{'settled':>15}   refused")
        print(f"{'':28}" + 4 * "    50 %    95 %"[1:])
        for name, rows in CASES:
            page = started.new_page(viewport={"width": 1280, "height": 900})
            found = measured(page, (site / "calculators" / f"{name}.html").as_uri(), rows)
            columns = list(zip(*found["found"], strict=True))
            what = f"{name}, {rows} rows" if rows else f"{name}, {found['fields']} fields"
            print(f"{what:28}{''.join(map(row, columns))}   {100 * found['refused']:.0f} %")
            slow = max(slow, statistics.quantiles(columns[0], n=20)[-1])
            page.close()
        started.close()
    load = os.getloadavg()[0]
    print(f"script at the 95th percentile  {slow:.1f} ms (at most {MOST_SCRIPT}); load {load:.1f}")
    print(f"the script, gzip -9            {weight:,} bytes (at most {MOST_WEIGHT:,})")
    return 0 if slow <= MOST_SCRIPT and weight <= MOST_WEIGHT else 1


if __name__ == "__main__":
    raise SystemExit(main())
