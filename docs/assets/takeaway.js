/**
 * What a reader takes along: text, CSV, a link that carries the numbers, A beside B. Nothing is
 * sent or stored. A link is read here too, and trusted in nothing.
 *
 * @typedef {{root: HTMLElement, data: Data, found: Answer, writer: Writer, fragment: string}} Taken
 */
const takeaway = (() => {
  "use strict";

  const LONGEST = 20000; // characters of a link's fragment
  const PART = /^([^=]*)=(-?[0-9]{1,15}(?:\.[0-9]{1,15})?|[0-9]{4}-[0-9]{2}-[0-9]{2}|[a-z]{3}|)$/;

  /** @type {WeakMap<ParentNode, Record<string, any[]>>} */
  let known = new WeakMap();

  /** What the selector finds, looked up once. @returns {HTMLElement[]} */
  const all = (/** @type {ParentNode} */ where, /** @type {string} */ selector) => {
    const there = known.get(where) ?? {};
    known.set(where, there);
    return (there[selector] ??= [...where.querySelectorAll(selector)]);
  };

  /** Looks everything up anew: rows have come or gone. */
  const forget = () => {
    known = new WeakMap();
  };

  // -- Links ------------------------------------------------------------------------------------

  // Begins what carries a form with something wrong in it, from one language to the next.
  const UNFINISHED = "unfinished=";

  /** `finished=48&employment.reached=13&currency=dkk`: every field that is there now. */
  const fragment = (
    /** @type {Data} */ { kinds },
    /** @type {Given} */ given,
    /** @type {Answer} */ { hidden },
    /** @type {string | undefined} */ currency,
  ) => {
    const parts = Object.entries(given)
      .filter(([key]) => !hidden.has(key))
      .map(([key, value]) => {
        const day = kinds[working.apart(key)[1]][0] === "date";
        const part = `${key}=${day && value !== null ? dateform.iso(value) : (value ?? "")}`;
        return PART.test(part) ? part : `${key}=`; // more decimals than any field takes
      });
    return parts.concat(currency ? `currency=${currency}` : []).join("&");
  };

  /**
   * What a fragment says, by key; null if anything in it is not as we write it, or is no value
   * of its field. Of an unfinished form it may be one that the field refuses; then the field says so.
   * @param {Data} data @param {string} hash
   * @returns {{given: Given, currency: string | undefined, unfinished: boolean} | null}
   */
  const parse = (data, hash) => {
    /** @type {Given} */
    const given = {};
    let currency;
    let unfinished = false;
    if (hash.length > LONGEST) return null;
    for (const part of hash.slice(1).split("&")) {
      const [, key = "", text = ""] = PART.exec(part) ?? [];
      const [row, name] = working.apart(key);
      const block = row ? working.groupOf(data, row) : data;
      if (key === "currency" && !currency && data.currency && text in data.currency.names) {
        currency = text;
      } else if (part === UNFINISHED) {
        unfinished = true;
      } else if (block && Object.keys(block.inputs).includes(name) && !(key in given)) {
        const field = block.inputs[name];
        const value = field.kind === "date" ? dateform.read(text).value : Number(text);
        given[key] = text ? value : null;
        if (!text) continue;
        if (!Number.isFinite(value)) return null; // a day of no calendar
        const typed = unfinished && !/choice|scale/.test(field.kind);
        if (!typed && working.refuse(field, value)) return null;
      } else {
        return null;
      }
    }
    return { given, currency, unfinished };
  };

  /** @param {Taken} taken */
  const address = (taken) => {
    /** @type {HTMLAnchorElement | null} */
    const full = document.querySelector(".embed-full a"); // in a frame: the page itself
    return `${(full ?? location).href.split("#")[0]}#${taken.fragment}`;
  };

  // -- Text and CSV -----------------------------------------------------------------------------

  /** What is there now. @param {ParentNode} where @param {string} selector */
  const shown = (where, selector) => all(where, selector).filter((each) => !each.closest("[hidden]"));

  /** @param {Element} element */
  const textIn = ({ textContent }) => `${textContent}`.replace(/\u00ad/g, "").trim();

  /** What is said there, without soft hyphens. @param {ParentNode} where @param {string} selector */
  const texts = (where, selector) =>
    shown(where, selector).map(textIn);

  /** Today, as the language writes it out. @param {string} language */
  const today = (language) =>
    new Date().toLocaleDateString(language, { dateStyle: "long" });

  // Whose numbers they are, if they are not the reader's; and the answer in a sentence.
  const LEAD = ".calculator-example, .calculator-headline";

  /** The results that stand once and have an answer. @param {Taken} taken */
  const answered = ({ data, found }) =>
    Object.keys(data.results).filter((name) => data.labels[name] && found.values[name] !== null);

  /** A table that is open, or all that there is of a drawing's numbers: heading and lines. */
  const listed = (/** @type {HTMLElement} */ table, /** @type {Taken} */ { data, found }) => {
    const { chart, kinds, tables } = data;
    const { id, rows } = tables.find(({ id }) => id === table.dataset.table) ?? chart;
    const folded = table.closest("details:not([open])");
    // Drawings of what is typed, or what another table has whole, would say it twice.
    const twice =
      chart?.kind !== "rows" ||
      kinds[chart.text][2] ||
      tables.some((other) => other.rows === rows && !other.only);
    if ((id ? folded : twice) || all(table, ".blank").length) return [];
    const lines = shown(table, "tbody tr[data-row]").map((line) => {
      const cells = shown(line, ".number")
        .filter((cell) => found.values[all(cell, "[data-value]")[0].dataset.value ?? ""] !== null)
        .map((cell) => `${cell.dataset.labelOf}: ${texts(cell, "[data-value], [data-say]").join(", ")}`);
      return `${texts(line, "th")} \u2013 ${cells.join("; ")}`;
    });
    return lines.length ? [...texts(table, "caption"), ...lines] : [];
  };

  /** The whole answer as plain text. @param {Taken} taken */
  const plain = (taken) => {
    const { root, data, found, writer } = taken;
    const { labels } = data;
    const pairs = (/** @type {string} */ selector, /** @type {string} */ parts) =>
      shown(root, selector).map((each) => texts(each, parts).join(": "));
    const figures = shown(root, ".figure-card");
    const above = figures.map((card) => all(card, "[data-value]")[0].dataset.value);
    const results = answered(taken)
      .filter((name) => !above.includes(name))
      .map((name) => `${labels[name]}: ${writer.value(name, found.values[name])}`);
    return [
      [...texts(document, "h1"), today(data.language)],
      texts(root, LEAD),
      pairs(".calculator-inputs div", "dt, dd"),
      figures.map((card) =>
        [texts(card, ".figure-label, .figure-value").join(": "), ...texts(card, "[data-say]")].join(
          "; ",
        ),
      ),
      results,
      texts(root, ".calculator-answer > .calculator-reading"),
      shown(root, ".calculator-row .calculator-reading").map((each) => {
        const row = /** @type {HTMLElement} */ (each.closest("[data-row]"));
        return [...texts(row, ".calculator-heading"), textIn(each)].join(": ");
      }),
      ...shown(root, "table[data-table]").map((table) => listed(table, taken)),
      texts(root, ".calculator-limits li"),
      texts(root, ".calculator-sources li"),
      [address(taken)],
    ]
      .map((lines) => lines.join("\n"))
      .filter(Boolean)
      .join("\n\n");
  };

  /** A line of a table. No spreadsheet takes a cell of text for a formula. @param {any[]} cells */
  const line = (cells) =>
    cells
      .map((cell) => {
        if (typeof cell !== "string") return cell.bare;
        const safe = cell.replace(/\u00ad/g, "").replace(/^[=+\-@\t\r]/, "'$&");
        return /[;"\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
      })
      .join(";");

  /** The answer as a table: what stands once, then each group of rows. @param {Taken} taken */
  const csv = (taken) => {
    const { root, data, found, writer } = taken;
    const { labels, kinds } = data;
    const unit = (/** @type {string} */ name) => writer.inUnit(kinds[name][0], "").trim();
    const cell = (/** @type {string} */ name, /** @type {any} */ value) => {
      const [kind, decimals, , choices] = kinds[name];
      if (value === null) return "";
      if (kind === "date") return dateform.iso(value);
      if (kind === "truth" || choices) return writer.number(name, value);
      // A comma, no grouping and a plain minus, in all languages.
      return { bare: numberform.write(value, "sv", decimals).replace(/\s/g, "").replace("\u2212", "-") };
    };
    /** What has a name, and in a row is asked for or has an answer. @param {string} name @param {string[]} rows */
    const there = (name, rows) =>
      labels[name] && rows.some((row) => {
        const key = working.keyOf(row, name);
        return found.values[key] !== null || (kinds[name][2] && !found.hidden.has(key));
      });
    const once = (/** @type {Scope} */ names) =>
      Object.keys(names)
        .filter((name) => there(name, [""]))
        .map((name) => [labels[name], cell(name, found.values[name]), unit(name)]);
    const blocks = [
      [texts(document, "h1"), texts(root, LEAD), [new Date().toLocaleDateString("sv")], [address(taken)]],
      once(data.inputs),
      once(data.results),
    ];
    for (const group of data.rows) {
      const rows = found.rows[group.id].filter((row) => !found.out.has(row));
      const names = working.namesOf(group).filter((name) => there(name, rows));
      blocks.push(!names.length ? [] : [
        ["", ...names.map((name) => labels[name] + (unit(name) && ` (${unit(name)})`))],
        ...rows.map((row) => [
          writer.row(row),
          ...names.map((name) => cell(name, found.scopes[row][name])),
        ]),
      ]);
    }
    const parts = blocks.map((block) => block.map(line).join("\r\n")).filter(Boolean);
    return `\ufeff${parts.join("\r\n\r\n")}\r\n`;
  };

  /** @param {Taken} taken */
  const download = (taken) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv(taken)], { type: "text/csv" }));
    link.download = `${taken.root.dataset.calculator}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  /** Into the clipboard, or into a field to copy from. */
  const copy = async (
    /** @type {Taken} */ { root, data },
    /** @type {string} */ content,
    /** @type {string} */ done,
  ) => {
    const [field] = /** @type {any[]} */ (all(root, ".calculator-text"));
    let copied = true;
    try {
      await navigator.clipboard.writeText(content);
    } catch {
      copied = false; // there is no clipboard, or none for us
    }
    field.hidden = copied;
    field.value = content;
    if (!copied) field.select();
    all(root, ".calculator-done")[0].textContent = data.text[copied ? done : "select"];
  };

  // -- A beside B -------------------------------------------------------------------------------

  /** Shows where A and B differ, if there is an A; with `kept`, B becomes A first. */
  const compare = (/** @type {HTMLElement} */ root, /** @type {boolean} */ kept = false) => {
    const [box] = all(root, ".calculator-compare");
    // What was copied is out of date.
    all(root, ".calculator-done")[0].textContent = "";
    all(root, ".calculator-text")[0].hidden = true;
    box.hidden = box.hidden && !kept;
    if (box.hidden) return;
    const lines = all(box, "tbody tr");
    for (const each of lines) {
      const [, a, b] = each.children;
      if (kept) a.textContent = b.textContent;
      each.hidden = a.textContent === b.textContent;
    }
    if (kept) {
      all(box, "[data-headline]")[0].textContent = texts(root, ".calculator-headline")[0];
    }
    all(root, ".compare-same")[0].hidden = lines.some((each) => !each.hidden);
  };

  // -- The buttons ------------------------------------------------------------------------------

  /** Does what the button `data-take` says. @param {string} what @param {Taken} taken */
  const take = (what, taken) => {
    if (what === "print") print();
    if (what === "copy") copy(taken, plain(taken), "copied");
    if (what === "csv") download(taken);
    if (what === "link") {
      history.replaceState(null, "", address(taken));
      copy(taken, address(taken), "link-copied");
    }
    if (what === "keep") compare(taken.root, true);
    if (what === "drop") {
      all(taken.root, ".calculator-compare")[0].hidden = true;
      all(taken.root, "[data-take=keep]")[0].focus(); // the button that was pressed is gone
    }
  };

  return { UNFINISHED, all, forget, fragment, parse, take, compare, today };
})();
