/**
 * Keeps a calculator's page right while somebody types. The page is right as it was built; its data
 * block holds trees, words and units, and this file the rules: the twin of macros/spec.py (working
 * out), macros/answer.py (writing) and macros/interval_chart.py (drawing). No word stands here.
 *
 * Keys are dotted: "finished" stands once, "studies.reached" belongs to the row "studies".
 *
 * @typedef {Record<string, any>} Scope values by plain name
 * @typedef {string | Record<string, string>} Message a text, or its forms `one` and `other`
 * @typedef {{min: number, max: number, decimals: number, optional: boolean}} Field
 * @typedef {[string, Tree | null, string | null]} Choice message, when, the number that counts
 * @typedef {[Tree, string, string, string[]]} Check test, message, field, names in the test
 * @typedef {{inputs: Record<string, Field>, results: Record<string, Tree>, checks: Check[],
 *   slots: Record<string, Choice[]>}} Group what stands once, or once for each row
 * @typedef {Group & {ids: string[], labels: Record<string, string>, optional: boolean}} Rows
 * @typedef {{value: string, low: string, high: string, goal: string | null}} Chart
 * @typedef {Group & {language: string, kinds: Record<string, [string, number | null, boolean]>,
 *   constants: Scope, rows: Rows | null, chart: Chart | null, say: Record<string, Message>,
 *   wrong: Record<string, string>, labels: Record<string, string>, truth: [string, string],
 *   units: Record<string, Message>, number: Record<string, Message>,
 *   operators: Record<string, string>, text: Record<string, string>}} Data
 * @typedef {{key: string, places?: Scope, check?: Scope, row?: string, names?: string[]}} Reason
 * @typedef {{values: Scope, errors: Record<string, Reason>, out: Set<string>,
 *   columns: Record<string, any[]>}} Answer
 */
const calculator = (() => {
  "use strict";

  // -- Working out ------------------------------------------------------------------------------

  /** Row and name of a dotted key. @param {string} key @returns {[string, string]} */
  const apart = (key) => {
    const dot = key.lastIndexOf(".");
    return dot < 0 ? ["", key] : [key.slice(0, dot), key.slice(dot + 1)];
  };

  /** Why the field cannot take this value, or null. @returns {Reason | null} */
  const refuse = (/** @type {Field} */ field, /** @type {number | null} */ value) => {
    if (value === null) return field.optional ? null : { key: "empty" };
    if (value < field.min || value > field.max) {
      return { key: "out-of-range", places: { min: field.min, max: field.max } };
    }
    const scaled = value * 10 ** field.decimals;
    const whole = Math.floor(scaled + 0.5);
    if (Math.abs(scaled - whole) <= 1e-9 * Math.max(1, Math.abs(scaled))) return null;
    if (field.decimals === 0) return { key: "not-whole" };
    return { key: "too-many-decimals", places: { n: field.decimals } };
  };

  /** All values, and for each field that is wrong the reason. @returns {Answer} */
  const workOut = (/** @type {Data} */ data, /** @type {Record<string, number | null>} */ given) => {
    const rows = data.rows;
    const ids = rows ? rows.ids : [];
    /** @type {Answer} */
    const answer = { values: {}, errors: {}, out: new Set(), columns: {} };
    const { values, errors, out, columns } = answer;
    if (rows && rows.optional) {
      const names = Object.keys(rows.inputs);
      for (const row of ids) {
        if (names.every((name) => given[`${row}.${name}`] === null)) out.add(row);
      }
    }
    for (const key of Object.keys(given)) {
      values[key] = given[key];
      const [row, name] = apart(key);
      if (out.has(row)) continue;
      const reason = refuse((row && rows ? rows.inputs : data.inputs)[name], given[key]);
      if (!reason) continue;
      errors[key] = reason;
      values[key] = null;
    }
    /** @param {Check[]} checks @param {Record<string, any>} scope @param {string} row */
    const check = (checks, scope, row) => {
      for (const [tree, say, at, names] of checks) {
        const key = row ? `${row}.${at}` : at;
        if (formula.evaluate(tree, scope) !== false || errors[key]) continue;
        errors[key] = { key: say, check: scope, row, names };
      }
    };
    /** @type {Record<string, any>} */
    const shared = { ...data.constants };
    for (const name of Object.keys(data.inputs)) shared[name] = values[name];
    if (rows) {
      const names = [...Object.keys(rows.inputs), ...Object.keys(rows.results)];
      for (const name of names) columns[name] = [];
      for (const row of ids) {
        const scope = { ...shared };
        for (const name of Object.keys(rows.inputs)) scope[name] = values[`${row}.${name}`];
        for (const [name, tree] of Object.entries(rows.results)) {
          scope[name] = values[`${row}.${name}`] = formula.evaluate(tree, scope);
        }
        if (out.has(row)) continue;
        check(rows.checks, scope, row);
        for (const name of names) columns[name].push(scope[name]);
      }
    }
    const scope = { ...shared, ...columns };
    for (const [name, tree] of Object.entries(data.results)) {
      scope[name] = values[name] = formula.evaluate(tree, scope);
    }
    check(data.checks, scope, "");
    return answer;
  };

  // -- Writing ----------------------------------------------------------------------------------

  /** @type {Record<string, Intl.PluralRules>} */
  const rules = {};

  /** `one` or `other`. @param {string} language @param {number} value @param {number | null} decimals */
  const plural = (language, value, decimals) => {
    const options =
      decimals === null
        ? { maximumFractionDigits: 3 }
        : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    const key = language + decimals;
    rules[key] = rules[key] || new Intl.PluralRules(language, options);
    return rules[key].select(value);
  };

  /** @param {string} message @param {Scope} places */
  const fill = (message, places) => message.replace(/\{(\w+)\}/g, (_, place) => places[place]);

  /** A message, or that one of its forms which the number asks for. */
  const form = (
    /** @type {string} */ language,
    /** @type {string | Record<string, string>} */ message,
    /** @type {number} */ value,
    /** @type {number | null} */ decimals,
  ) => (typeof message === "string" ? message : message[plural(language, value, decimals)]);

  /** @param {Data} data @param {string} name @param {any} value @returns {string} */
  const number = (data, name, value) => {
    const [unit, decimals, input] = data.kinds[name];
    if (value === null) return data.text[input ? "left-empty" : "no-answer"];
    return unit === "truth" ? data.truth[Number(value)] : numberform.write(value, data.language, decimals);
  };

  /** The number with its unit. @param {Data} data @param {string} name @param {any} value */
  const withUnit = (data, name, value) => {
    const text = number(data, name, value);
    const [unit, decimals] = data.kinds[name];
    if (value === null || unit === "truth") return text;
    return fill(form(data.language, data.units[unit], value, decimals), { n: text });
  };

  /** The values by plain name, as formulas of this row (or of none) see them. */
  const scopeOf = (/** @type {Data} */ data, /** @type {Answer} */ answer, /** @type {string} */ row) => {
    /** @type {Record<string, any>} */
    const scope = { ...data.constants };
    const outer = [...Object.keys(data.inputs), ...Object.keys(data.results)];
    for (const name of outer) scope[name] = answer.values[name];
    if (!row || !data.rows) return { ...scope, ...answer.columns };
    const inner = [...Object.keys(data.rows.inputs), ...Object.keys(data.rows.results)];
    for (const name of inner) scope[name] = answer.values[`${row}.${name}`];
    return scope;
  };

  /** The message with its places filled, or null where a place has no answer. */
  const filled = (
    /** @type {Data} */ data,
    /** @type {string} */ message,
    /** @type {Record<string, any>} */ scope,
    /** @type {string} */ row,
  ) => {
    let whole = true;
    const text = message.replace(/\{(\w+)\}/g, (_, place) => {
      if (place === "row") return data.rows ? data.rows.labels[row] : "";
      const name = place.replace(/_n$/, "");
      whole = whole && scope[name] !== null;
      return (place === name ? withUnit : number)(data, name, scope[name]);
    });
    return whole ? text : null;
  };

  /** Key and sentence of the first choice that holds and lacks no answer. @returns {[string, string]} */
  const chosen = (
    /** @type {Data} */ data,
    /** @type {Choice[]} */ choices,
    /** @type {Record<string, any>} */ scope,
    /** @type {string} */ row,
  ) => {
    for (const [say, when, count] of choices) {
      if (when !== null && formula.evaluate(when, scope) !== true) continue;
      const value = count && scope[count];
      if (value === null && count) continue;
      const message = form(data.language, data.say[say], value, count ? data.kinds[count][1] : null);
      const sentence = filled(data, message, scope, row);
      if (sentence !== null) return [say, sentence];
    }
    return ["", ""];
  };

  /** What is wrong with a field, as a sentence. */
  const wrong = (/** @type {Data} */ data, /** @type {Reason} */ reason) => {
    if (reason.check) {
      const text = filled(data, data.wrong[reason.key], reason.check, reason.row ?? "");
      return text ?? data.text.waiting;
    }
    const places = { ...reason.places };
    const message = form(data.language, data.number[reason.key], Number(places.n), 0);
    for (const [place, value] of Object.entries(places)) {
      if (typeof value === "number") places[place] = numberform.write(value, data.language);
    }
    return fill(message, places);
  };

  /** The formula with the reader's own numbers in it. */
  const inNumbers = (
    /** @type {Data} */ data,
    /** @type {Tree} */ tree,
    /** @type {Record<string, any>} */ scope,
  ) =>
    formula.written(
      tree,
      (leaf) =>
        typeof leaf === "string"
          ? [scope[leaf]].flat().map((value) => number(data, leaf, value)).join("; ")
          : numberform.write(leaf, data.language),
      data.operators,
    );

  // -- Drawing ----------------------------------------------------------------------------------

  const TICKS = 5;

  /** The end of an axis: 1, 2, 5 or 10 times a power of ten. @param {number} highest */
  const axisEnd = (highest) => {
    let end = 1;
    while (end * 10 < highest) end *= 10;
    return [1, 2, 5, 10].map((step) => end * step).find((value) => value >= highest) ?? end;
  };

  /** @param {Element} root @param {Data} data @param {Answer} answer */
  const draw = (root, data, answer) => {
    const chart = data.chart;
    if (!chart || !data.rows) return;
    const at = (/** @type {string} */ row, /** @type {string | null} */ name) =>
      name ? (answer.values[`${row}.${name}`] ?? null) : null;
    const ends = data.rows.ids.flatMap((row) => [at(row, chart.high), at(row, chart.goal)]);
    const end = axisEnd(Math.max(0, ...ends.map(Number)));
    for (const svg of root.querySelectorAll(".chart-drawing")) {
      const { left, length } = /** @type {SVGElement} */ (svg).dataset;
      const x = (/** @type {number} */ value) =>
        String(Math.floor((Number(left) + (Number(length) * value) / end) * 10 + 0.5) / 10);
      for (const tick of svg.querySelectorAll("[data-tick]")) {
        const index = Number(/** @type {SVGElement} */ (tick).dataset.tick);
        const text = numberform.write((end * index) / TICKS, data.language);
        const unit = data.units[data.kinds[chart.value][0]];
        const whole = typeof unit === "string" ? unit : unit.other;
        tick.textContent = index === TICKS ? fill(whole, { n: text }) : text;
      }
      for (const group of svg.querySelectorAll("g")) {
        const row = String(group.dataset.drawn);
        const y = Number(group.dataset.y);
        const [value, low, high, goal] = [chart.value, chart.low, chart.high, chart.goal].map(
          (name) => at(row, name),
        );
        const drawn = value !== null && low !== null && high !== null;
        group.toggleAttribute("display", false);
        if (!drawn) group.setAttribute("display", "none");
        const [from, to] = [x(Number(low)), x(Number(high))];
        const path = drawn ? `M${from} ${y}H${to}M${from} ${y - 5}v10M${to} ${y - 5}v10` : "";
        group.querySelector("path.chart-dot")?.setAttribute("d", path);
        const mark = goal === null ? "" : `M${x(Number(goal))} ${y - 14}v28`;
        group.querySelector("path.chart-goal")?.setAttribute("d", mark);
        group.querySelector("circle")?.setAttribute("cx", drawn ? x(Number(value)) : "0");
      }
    }
  };

  // -- Painting ---------------------------------------------------------------------------------

  /** `**13 av 48** personer` with its strong parts marked. @param {string} sentence */
  const bold = (sentence) =>
    sentence
      .split("**")
      .map((part, index) => {
        if (index % 2 === 0) return part;
        const strong = document.createElement("strong");
        strong.textContent = part;
        return strong;
      })
      .filter((part) => part !== "");

  /** @param {HTMLElement} root @param {Data} data @param {Answer} answer */
  const paint = (root, data, answer) => {
    /** @type {Record<string, Record<string, any>>} */
    const scopes = {};
    const scope = (/** @type {string} */ row) => (scopes[row] = scopes[row] || scopeOf(data, answer, row));
    /** @type {NodeListOf<HTMLElement>} */
    const marked = root.querySelectorAll("[data-value], [data-say], [data-working], [data-row]");
    for (const element of marked) {
      const { value, say, working, row } = element.dataset;
      if (row !== undefined) element.hidden = answer.out.has(row);
      if (value !== undefined) {
        element.textContent = withUnit(data, apart(value)[1], answer.values[value]);
      } else if (say !== undefined) {
        const [owner, slot] = apart(say);
        const choices = (owner && data.rows ? data.rows.slots : data.slots)[slot];
        const [key, sentence] = chosen(data, choices, scope(owner), owner);
        element.dataset.said = key;
        element.replaceChildren(...bold(sentence));
        if (element instanceof HTMLElement) element.hidden = !key; // not in the drawings
      } else if (working !== undefined) {
        const [owner, name] = apart(working);
        const trees = owner && data.rows ? data.rows.results : data.results;
        element.textContent = inNumbers(data, trees[name], scope(owner));
      }
    }
    draw(root, data, answer);
  };

  // -- Listening --------------------------------------------------------------------------------

  const QUIET = 1000; // ms without a key stroke before the answer is announced
  const SPOKEN = 3000; // ms until the announcement is taken away again

  /** @param {HTMLElement} root */
  const start = (root) => {
    const find = (/** @type {string} */ selector) =>
      /** @type {HTMLElement} */ (root.querySelector(selector));
    const form = /** @type {HTMLFormElement} */ (find("form"));
    /** @type {Data} */
    const data = JSON.parse(find("script").textContent ?? "");
    const [answerBox, waiting] = [find(".calculator-answer"), find(".calculator-waiting")];
    const [summary, status] = [find(".calculator-summary"), find(".calculator-status")];
    const title = document.title;
    /** @type {Map<string, HTMLInputElement>} */
    const fields = new Map();
    for (const input of form.querySelectorAll("input")) fields.set(input.name, input);
    /** @type {Set<string>} */
    const left = new Set(); // fields that somebody has left, or sent
    let said = find(".calculator-headline").textContent ?? "";
    let timer = 0;

    const read = () => {
      /** @type {Record<string, number | null>} */
      const given = {};
      /** @type {Record<string, Reason>} */
      const unread = {};
      for (const [key, input] of fields) {
        const reading = numberform.read(input.value, data.language);
        given[key] = reading.value;
        const reason = (reading.reason ?? "").replace("number.", "");
        if (reason && reason !== "empty") unread[key] = { key: reason, places: reading.places };
      }
      return { given, unread };
    };

    /** A field's own name, with its row's. @param {string} key */
    const nameOf = (key) => {
      const [row, name] = apart(key);
      if (!row || !data.rows) return data.labels[name];
      return fill(data.text["in-row"], { row: data.rows.labels[row], field: data.labels[name] });
    };

    /** @param {string} key @param {string} text */
    const showError = (key, text) => {
      const input = /** @type {HTMLInputElement} */ (fields.get(key));
      const place = /** @type {HTMLElement} */ (document.getElementById(`${input.id}-error`));
      place.textContent = text && `${data.text["error.prefix"]} ${text}`;
      place.hidden = !text;
      if (text) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    };

    /** The number as understood, where it is not what was typed. @param {string} key @param {number | null} value */
    const showReading = (key, value) => {
      const input = /** @type {HTMLInputElement} */ (fields.get(key));
      const place = /** @type {HTMLElement} */ (document.getElementById(`${input.id}-read`));
      const text = value === null ? "" : numberform.write(value, data.language);
      const bare = (/** @type {string} */ typed) => typed.replace(/\s/g, "");
      const other = left.has(key) && text !== "" && bare(text) !== bare(input.value);
      place.textContent = other ? fill(data.text.understood, { n: text }) : "";
      place.hidden = !other;
    };

    /** @param {[string, string][]} wrongs */
    const showSummary = (wrongs) => {
      const list = /** @type {HTMLElement} */ (summary.querySelector("ul"));
      list.replaceChildren(
        ...wrongs.map(([key, text]) => {
          const item = document.createElement("li");
          const link = document.createElement("a");
          link.href = `#${fields.get(key)?.id}`;
          link.dataset.to = key;
          link.textContent = fill(data.text["error.field"], { field: nameOf(key), message: text });
          item.append(link);
          return item;
        }),
      );
      summary.hidden = !wrongs.length;
      document.title = wrongs.length ? fill(data.text["error.title"], { title }) : title;
    };

    /** Says the answer when somebody has stopped typing, once, and takes it away again. */
    const announce = () => {
      clearTimeout(timer);
      status.textContent = "";
      timer = window.setTimeout(() => {
        const now = answerBox.hidden ? waiting.textContent : find(".calculator-headline").textContent;
        if (now === said) return;
        said = now ?? "";
        status.textContent = said;
        timer = window.setTimeout(() => (status.textContent = ""), SPOKEN);
      }, QUIET);
    };

    /** Everything anew. A summary once shown follows what is typed. */
    const update = () => {
      const { given, unread } = read();
      const answer = workOut(data, given);
      const errors = { ...answer.errors, ...unread };
      /** @type {[string, string][]} */
      const wrongs = [];
      for (const key of fields.keys()) {
        const reason = errors[key];
        const text = reason ? wrong(data, reason) : "";
        // A check speaks when any field that it needs has been left.
        const row = apart(key)[0];
        const seen =
          left.has(key) ||
          (reason?.names ?? []).some((name) => left.has(name) || left.has(`${row}.${name}`));
        showError(key, seen ? text : "");
        showReading(key, reason ? null : given[key]);
        if (reason) wrongs.push([key, text]);
      }
      answerBox.hidden = wrongs.length > 0;
      waiting.hidden = wrongs.length === 0;
      if (!wrongs.length) paint(root, data, answer);
      if (!wrongs.length || !summary.hidden) showSummary(wrongs);
      announce();
      return wrongs;
    };

    form.addEventListener("input", update);
    form.addEventListener("focusout", (event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      left.add(event.target.name);
      update();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      for (const key of fields.keys()) left.add(key);
      const wrongs = update();
      showSummary(wrongs);
      if (wrongs.length) summary.focus();
    });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      for (const input of fields.values()) input.value = input.defaultValue;
      left.clear();
      update();
    });
    summary.addEventListener("click", (event) => {
      if (!(event.target instanceof HTMLAnchorElement)) return;
      event.preventDefault();
      fields.get(String(event.target.dataset.to))?.focus();
    });
    // A message that appears as a field is left must not push the button away from under a finger.
    find(".calculator-buttons").addEventListener("mousedown", (event) => event.preventDefault());
    find(".calculator-print").addEventListener("click", () => window.print());
    // A browser may have kept what was typed before the page was left.
    window.addEventListener("pageshow", () => {
      if ([...fields.values()].some((input) => input.value !== input.defaultValue)) update();
    });
  };

  const startAll = () => {
    document.documentElement.classList.add("js");
    /** @type {NodeListOf<HTMLElement>} */
    const roots = document.querySelectorAll("[data-calculator]");
    roots.forEach(start);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();

  return { workOut };
})();
