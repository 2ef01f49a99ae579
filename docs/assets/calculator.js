/**
 * Keeps a calculator's page right while somebody types: listens, paints, adds and removes rows.
 * The page is right as it was built (macros/calculator_view.py and macros/calculator_tables.py);
 * what this file paints is what they would have written. working.js works out, answer.js writes,
 * calculator_chart.js draws, takeaway.js copies and reads links. No word stands here.
 *
 * @typedef {{key: string, box: HTMLElement, inputs: HTMLInputElement[], radio: boolean,
 *   spec: Field, optional: boolean, text?: string, reading?: Reading,
 *   state?: string | Reason}} Control
 *   text: as last read; state: all that its messages hang on, as last written
 */
const calculator = (() => {
  "use strict";

  const { all } = takeaway;

  // -- Painting ---------------------------------------------------------------------------------

  const PAINTED =
    "[data-value],[data-say],[data-working],[data-label],[data-money],[data-row],[data-input],[data-needs]";

  /**
   * Whether the text is another one than we wrote last; reading it from the page is slow. A text
   * that changes in its own place spares the browser a look at all the styles around it.
   */
  const write = (/** @type {any} */ element, /** @type {string} */ text) => {
    if (element.last === text) return false;
    const [only, more] = element.childNodes;
    if (text && !more && only instanceof Text) only.data = text;
    else element.textContent = text;
    element.last = text;
    return true;
  };

  /** A message at a field, hidden while there is none. */
  const note = (/** @type {HTMLElement} */ box, /** @type {string} */ kind, /** @type {string} */ message) => {
    for (const place of all(box, `.calculator-${kind}`)) {
      if (write(place, message)) place.hidden = !message;
    }
  };

  /** @param {Element} element @param {string} name @param {boolean} on */
  const flag = (element, name, on) => {
    on ? element.setAttribute(name, "true") : element.removeAttribute(name);
  };

  /** A sentence, `**13 av 48** personer`, with its strong parts marked. */
  const say = (/** @type {any} */ element, /** @type {[string, string]} */ [key, sentence]) => {
    const parts = sentence.split("**");
    const shape = parts.map(Boolean).join();
    if (element.said !== key) {
      element.said = element.dataset.said = key;
      element.hidden = !key;
    }
    if (element.shape !== shape) {
      element.shape = shape;
      element.textContent = "";
      element.texts = parts.map((part, index) => {
        const text = new Text();
        const strong = document.createElement("strong");
        strong.append(text);
        if (part) element.append(index % 2 ? strong : text);
        return text;
      });
    }
    parts.forEach((part, index) => {
      const text = element.texts[index];
      if (text.data !== part) text.data = part;
    });
  };

  /** The rows that a table shows, in its order. @param {Table} table @param {Answer} found */
  const chosen = ({ rows, only, sort, down, take }, { rows: there, out, scopes }) => {
    const rank = (/** @type {string} */ row) => {
      const value = scopes[row][/** @type {string} */ (sort)] ?? null;
      return value === null ? Infinity : down ? -value : value;
    };
    return there[rows]
      .filter((row) => !out.has(row) && (!only || scopes[row][only]))
      .sort((a, b) => rank(a) - rank(b) || 0) // two without answer: NaN
      .slice(0, take ?? undefined);
  };

  /** Shows a table's chosen lines in their order; what lies between lines stays. */
  const arrange = (
    /** @type {HTMLElement} */ body,
    /** @type {Table} */ table,
    /** @type {Answer} */ found,
  ) => {
    const rows = new Set(chosen(table, found));
    /** @type {any[]} */
    const lines = [...body.children].filter((/** @type {any} */ line) => line.dataset.row);
    const byRow = new Map(lines.map((line) => [line.dataset.row, line]));
    for (const line of lines) line.hidden = !rows.has(line.dataset.row);
    for (const row of found.rows[table.rows]) rows.add(row);
    const order = [...rows].map((row) => byRow.get(row));
    // Only lines that change places leave theirs, all of them before the first one comes back.
    const free = lines.map((line, index) => {
      if (line === order[index]) return null;
      const slot = new Text();
      line.replaceWith(slot);
      return slot;
    });
    free.forEach((slot, index) => slot?.replaceWith(order[index]));
  };

  // How much is painted: what may be in sight, what is not folded away or in a hidden line, or all.
  const [SEEN, OPEN, WHOLE] = [0, 1, 2];

  const BLOCK = ".calculator-answer > *"; // is in sight or away as a whole

  /** Whether nobody can see it before the next frame. @param {any} block */
  const away = (block) => block?.away;

  /** Writes what differs. @param {number} depth how much */
  const paint = (/** @type {Taken} */ taken, /** @type {any[]} */ parts, depth = WHOLE) => {
    const { root, data, found, writer } = taken;
    const { values, scopes, out, hidden } = found;
    for (const table of data.tables) {
      const [body] = all(root, `[data-table="${table.id}"] tbody`);
      if (depth || !away(body.closest(BLOCK))) arrange(body, table, found);
    }
    for (const part of parts) {
      const scope = scopes[part.owner];
      // Most rows say the same as before.
      if (scope && part.scope === scope) continue;
      const { element, place, value, working: step, label, name, say: slot, money } = part;
      const { free, row, input, needs, block } = part;
      if (depth < OPEN && away(block)) continue;
      if (depth < WHOLE && place && !(place.open ?? !place.hidden)) continue;
      part.scope = scope;
      if (value) write(element, writer.value(working.apart(value)[1], values[value]));
      if (step) write(element, writer.inNumbers(step));
      if (label) write(element, name ? writer.inRow(label, name) : writer.row(label));
      if (slot) say(element, writer.chosen(slot));
      if (money === "") write(element, writer.inUnit("money", "").trim());
      // In the drawings this hides nothing.
      if (!free || !(row || input || needs)) continue;
      element.hidden = out.has(row) || hidden.has(input) || (needs && values[needs] === null);
    }
    if (depth || !away(all(root, "figure")[0])) calculatorChart.draw(taken);
  };

  // -- Fields -----------------------------------------------------------------------------------

  /** What stands in a field, or stood there when the page was built. */
  const textOf = (/** @type {Control} */ { inputs, radio }, /** @type {boolean} */ built = false) =>
    radio
      ? (inputs.find((each) => each[built ? "defaultChecked" : "checked"])?.value ?? "")
      : inputs[0][built ? "defaultValue" : "value"];

  /** @param {Control} control @param {string} text */
  const setText = ({ inputs, radio }, text, built = false) => {
    for (const input of inputs) {
      if (radio) input[built ? "defaultChecked" : "checked"] = input.value === text;
      else input[built ? "defaultValue" : "value"] = text;
    }
  };

  /** How a field's values are written and read. @param {Control} control */
  const formOf = ({ spec }) => (spec.kind === "date" ? dateform : numberform);

  // -- Rows that the reader adds ----------------------------------------------------------------

  /**
   * A group's rows on the page; new ones are made as the first one was built.
   * @param {HTMLElement} root @param {Group} group
   */
  const freeRows = (root, group) => {
    const row = (/** @type {number} */ number) => `${group.id}-${number}`;
    const elements = (/** @type {number} */ number) => all(root, `[data-row="${row(number)}"]`);
    /** @type {Map<ParentNode | null, string>} */
    const built = new Map();
    for (const each of elements(1)) {
      const before = built.get(each.parentNode) ?? "";
      built.set(each.parentNode, `${before}\n${each.outerHTML}`);
    }
    const rows = {
      group,
      count: group.ids.length,
      row,
      add: () => {
        const last = elements(rows.count);
        rows.count += 1;
        for (const [parent, html] of built) {
          // Our own HTML as it came with the page: nothing that anybody typed is in it.
          const text = html.replace(new RegExp(`${row(1)}(?!\\d)`, "g"), row(rows.count));
          last.filter((each) => each.parentNode === parent).pop()?.insertAdjacentHTML("afterend", text);
        }
      },
      /** The last row goes, with the line breaks that came with it. */
      drop: () => {
        for (const each of elements(rows.count)) {
          each.previousSibling?.remove();
          each.remove();
        }
        rows.count -= 1;
      },
    };
    return rows;
  };

  // -- Listening --------------------------------------------------------------------------------

  const QUIET = 1000; // ms without a key stroke before the answer is announced
  const SPOKEN = 3000; // ms until the announcement is taken away again

  /** @param {HTMLElement} root */
  const start = (root) => {
    const find = (/** @type {string} */ selector) => all(root, selector)[0];
    const form = find("form");
    /** @type {Data} */
    const data = JSON.parse(/** @type {string} */ (find("script").textContent));
    const { language, text } = data;
    const [answerBox, waiting, summary, status, headline] = [
      "answer", "waiting", "summary", "status", "headline",
    ].map((name) => find(`.calculator-${name}`));
    const money = /** @type {HTMLSelectElement | undefined} */ (find("[data-currency]"));
    const links = all(document, "a[hreflang]").map((link) => ({ link, href: link.getAttribute("href") }));
    const free = data.rows.filter((group) => group.free).map((group) => freeRows(root, group));
    // The form shows all its rows, and tables of the spec choose theirs themselves.
    const choosing = ["form", ...data.tables.map(({ id }) => `[data-table=${id}]`)].join();
    const title = document.title;
    /** @type {Map<string, Control>} */
    const fields = new Map();
    /** @type {Set<string>} */
    const left = new Set(); // fields that somebody has left, or sent
    let said = headline.textContent;
    let timer = 0;
    let later = 0; // the frame behind which the rest is painted
    /** @type {any[]} what is painted, with its `data-` attributes; scope: its row's when painted */
    let parts;
    /** @type {Taken} */
    let taken;
    let carried = ""; // what the form says, as a fragment

    /** Looks the page over: at first, when rows have come or gone, in another currency. */
    const look = () => {
      takeaway.forget();
      parts = all(root, PAINTED).map((element) => ({
        ...element.dataset,
        element,
        owner: /** @type {any} */ (element.closest("[data-row]"))?.dataset.row,
        place: element.closest("details") ?? element.closest("[data-table] tr"),
        block: element.closest(BLOCK),
        free: !element.closest(choosing),
      }));
      fields.clear();
      for (const box of all(form, "[data-field]")) {
        const key = /** @type {string} */ (box.dataset.field);
        const [row, name] = working.apart(key);
        const group = working.groupOf(data, row);
        const spec = (group ?? data).inputs[name];
        const inputs = [...box.querySelectorAll("input")];
        const optional = spec.optional || Boolean(group?.optional);
        fields.set(key, { key, box, inputs, radio: inputs[0].type === "radio", spec, optional });
      }
    };

    /** What the fields say, what follows from it, and what is wrong. */
    const read = (built = false) => {
      /** @type {Given} */
      const given = {};
      /** @type {Record<string, Reason>} */
      const unread = {};
      let empty = data.exampleOnly;
      for (const control of fields.values()) {
        const { key, spec, radio } = control;
        const now = textOf(control, built);
        if (control.text !== now) control.reading = formOf(control).read((control.text = now), language);
        const { value, reason, places } = /** @type {Reading} */ (control.reading);
        given[key] = value;
        if (!radio) empty = empty && reason === "number.empty";
        if (!reason || reason === "number.empty") continue;
        const whole = reason === "number.ambiguous" && !spec.decimals ? "-whole" : "";
        unread[key] = { key: reason.replace(/.*\./, "") + whole, places };
      }
      const shown = { ...given };
      if (empty) {
        // Nothing is typed: the example's values, but for what has been chosen.
        for (const key of fields.keys()) shown[key] = given[key] ?? data.defaults[key] ?? null;
      }
      const found = working.workOut(data, shown);
      const errors = empty ? {} : { ...found.errors, ...unread };
      for (const key of found.hidden) delete errors[key];
      return { given, empty, found, errors };
    };

    /** The text of a value in a field. @param {Control} control @param {number | null} [value] */
    const typed = (control, value = null) =>
      value === null ? "" : formOf(control).write(value, language);

    /** The value as understood, where it is not what was typed. */
    const understood = (/** @type {Control} */ control, /** @type {number | null} */ value) => {
      const n = left.has(control.key) ? typed(control, value) : "";
      const bare = (/** @type {string} */ each) => each.replace(/\s/g, "");
      return !n || bare(n) === bare(/** @type {string} */ (control.text)) ? "" : answer.fill(text.understood, { n });
    };

    /** @param {[Control, string][]} wrongs */
    const showSummary = (wrongs) => {
      find(".calculator-summary ul").replaceChildren(
        ...wrongs.map(([{ key, inputs, box }, message]) => {
          const item = document.createElement("li");
          const link = document.createElement("a");
          const [row, name] = working.apart(key);
          const field = row ? taken.writer.inRow(row, name) : data.labels[name];
          link.href = `#${inputs[0].id || box.id}`;
          link.dataset.to = key;
          link.textContent = answer.fill(text["error.field"], { field, message });
          item.append(link);
          return item;
        }),
      );
      summary.hidden = !wrongs.length;
      document.title = wrongs.length ? answer.fill(text["error.title"], { title }) : title;
    };

    /** Says something at once, and takes it away again. @param {string} message */
    const speak = (message) => {
      clearTimeout(timer);
      write(status, message);
      if (message) timer = setTimeout(speak, SPOKEN, "");
    };

    /** Says the answer when somebody has stopped typing, once. */
    const announce = () => {
      speak("");
      timer = setTimeout(() => {
        const now = /** @type {string} */ ((answerBox.hidden ? waiting : headline).textContent);
        if (now !== said) speak((said = now));
      }, QUIET);
    };

    /** What was out of sight, behind the frame that shows the rest. */
    const settle = () => {
      if (later && !answerBox.hidden) {
        paint(taken, parts, OPEN);
        takeaway.compare(root);
      }
      later = 0;
    };

    /** Everything anew. A summary once shown follows what is typed. */
    const update = (/** @type {any} */ depth = WHOLE) => {
      const { given, empty, found, errors } = read();
      const writer = answer.writer(data, found, money && data.currency?.names[money.value]);
      const fragment = takeaway.fragment(data, given, found, money?.value);
      /** @type {[Control, string][]} */
      const wrongs = [];
      for (const control of fields.values()) {
        const { key, box, inputs } = control;
        const reason = errors[key];
        const hidden = found.hidden.has(key);
        const state = reason ?? `${hidden} ${left.has(key)} ${control.text}`;
        if (state === control.state) continue;
        control.state = state;
        const message = reason ? writer.wrong(key, reason) : "";
        // A check speaks when any field that it needs has been left.
        const needed = (reason?.names ?? []).flatMap((name) => [name, `${reason.row}.${name}`]);
        const seen = message && [key, ...needed].some((each) => left.has(each));
        box.hidden = hidden;
        note(box, "error", seen ? `${text["error.prefix"]} ${message}` : "");
        note(box, "read", reason ? "" : understood(control, given[key]));
        flag(inputs[0], "aria-invalid", Boolean(seen));
        if (reason) wrongs.push([control, message]);
      }
      taken = { root, data, found, writer, fragment };
      // An answer that comes back comes whole: it is in sight before the browser says so.
      if (answerBox.hidden) depth = WHOLE;
      answerBox.hidden = wrongs.length > 0;
      waiting.hidden = !wrongs.length;
      if (!wrongs.length) {
        paint(taken, parts, depth);
        later = depth ? 0 : later || requestAnimationFrame(() => setTimeout(settle));
        takeaway.compare(root);
        for (const badge of all(root, ".calculator-example")) badge.hidden = !empty && fragment !== built;
      }
      carried = `#${wrongs.length ? `${takeaway.UNFINISHED}&` : ""}${fragment}`;
      const to = fragment === built ? "" : carried;
      for (const { link, href } of links) link.setAttribute("href", href + to);
      if (!summary.hidden) showSummary(wrongs);
      announce();
      return wrongs;
    };

    /** So many rows; new ones are empty. @param {typeof free[0]} rows @param {number} count */
    const setRows = (rows, count) => {
      while (rows.count > count) rows.drop();
      while (rows.count < count) {
        rows.add();
        look();
        for (const control of fields.values()) {
          const { key, radio } = control;
          if (working.apart(key)[0] !== rows.row(rows.count)) continue;
          setText(control, radio || !data.exampleOnly ? typed(control, data.defaults[key]) : "", true);
          setText(control, "");
        }
      }
      look();
      flag(find(`[data-add="${rows.group.id}"]`), "aria-disabled", count >= rows.group.free);
    };

    /** The row's first field, or the button that adds rows. @param {Group} group @param {string} row */
    const focusRow = ({ id }, row) =>
      (find(`form [data-row="${row}"] input`) ?? find(`[data-add="${id}"]`)).focus();

    /** @param {typeof free[0]} rows */
    const addRow = (rows) => {
      if (rows.count >= rows.group.free) return;
      setRows(rows, rows.count + 1);
      const row = rows.row(rows.count);
      update();
      focusRow(rows.group, row);
      speak(answer.fill(text.added, { row: taken.writer.row(row) }));
    };

    /** The rows behind it move up; the only row is emptied. */
    const removeRow = (/** @type {typeof free[0]} */ rows, /** @type {string} */ row) => {
      const { group, count } = rows;
      const gone = taken.writer.row(row);
      for (let n = working.numberOf(group, row); n <= count; n++) {
        for (const name of Object.keys(group.inputs)) {
          const [here, next] = [n, n + 1].map((each) => fields.get(`${rows.row(each)}.${name}`));
          if (here) setText(here, next ? textOf(next) : "");
          if (here && !next) left.delete(here.key);
        }
      }
      setRows(rows, Math.max(1, count - 1));
      update();
      focusRow(group, row);
      speak(answer.fill(text.removed, { row: gone }));
    };

    /** All rows and fields. */
    const fillAll = (
      /** @type {number[]} */ counts,
      /** @type {(control: Control) => string} */ textIn,
      /** @type {string | undefined} */ currency,
    ) => {
      free.forEach((rows, index) => setRows(rows, counts[index]));
      for (const control of fields.values()) setText(control, textIn(control));
      if (money && currency) money.value = currency;
      look(); // amounts are written anew
    };

    /** Fills in what the address carries, perhaps not all; one that is damaged changes nothing. */
    const fillIn = () => {
      if (!location.hash.includes("=")) return;
      const asked = takeaway.parse(data, location.hash);
      const counts = free.map((rows) => rows.count);
      const before = new Map([...fields].map(([key, control]) => [key, textOf(control)]));
      const was = money?.value;
      if (asked) {
        const { given, currency } = asked;
        fillAll(
          free.map(({ group }) => working.count(group, given) || group.ids.length),
          (control) => {
            const { key, optional } = control;
            if (key in given) return typed(control, given[key]);
            return optional ? "" : textOf(control, true);
          },
          currency,
        );
      }
      const wrong = asked?.unfinished ? [] : Object.values(read().errors);
      const refused = !asked || wrong.some(({ key }) => !/^(empty|not-chosen)$/.test(key));
      if (refused) fillAll(counts, ({ key }) => /** @type {string} */ (before.get(key)), was);
      else if (asked?.unfinished) {
        // What is wrong with what was typed is told at once.
        for (const [key, value] of Object.entries(asked.given)) if (value !== null) left.add(key);
      }
      find(".calculator-notice").hidden = !refused;
      update();
    };

    // The sentence and the figures are always painted at once.
    const sight = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          /** @type {any} */ (target).away = !isIntersecting;
        }
      },
      { rootMargin: "50%" },
    );
    for (const block of all(root, `${BLOCK}:not(.calculator-headline, .figure-cards)`)) {
      sight.observe(block);
    }

    look();
    const first = read(true);
    const built = takeaway.fragment(data, first.given, first.found, data.currency?.start);
    update();
    fillIn();

    money?.addEventListener("input", look);
    form.addEventListener("input", () => update(SEEN));
    form.addEventListener("focusout", ({ target }) => {
      left.add(/** @type {HTMLInputElement} */ (target).name);
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
      const counts = free.map(({ group }) => group.ids.length);
      fillAll(counts, (control) => textOf(control, true), data.currency?.start);
      left.clear();
      update();
    });
    // A message that appears as a field is left must not push a button away from under a finger.
    form.addEventListener("mousedown", (event) => {
      if (/** @type {Element} */ (event.target).closest("button")) event.preventDefault();
    });
    root.addEventListener("click", (event) => {
      /** @type {HTMLElement | null} */
      const pressed = /** @type {Element} */ (event.target).closest("button, a, summary");
      const { add, remove = "", take, to } = pressed?.dataset ?? {};
      for (const rows of free) {
        if (add === rows.group.id) addRow(rows);
        if (working.numberOf(rows.group, remove)) removeRow(rows, remove);
      }
      if (take) {
        update(); // what is folded away is taken along
        takeaway.take(take, taken);
      }
      // Before the browser opens it: nobody sees what stood there.
      if (pressed?.localName === "summary") update();
      if (to) {
        event.preventDefault();
        fields.get(to)?.inputs[0].focus();
      }
      // The way back leads to what was typed, also from the same numbers once more.
      if (pressed?.closest(".calculator-fill")) history.replaceState(null, "", carried);
    });
    addEventListener("hashchange", fillIn);
    // A browser may have kept what was typed before the page was left.
    addEventListener("pageshow", update);
    root.addEventListener("toggle", update, true);
    addEventListener("beforeprint", () => {
      update();
      for (const place of all(root, "[data-date]")) place.textContent = takeaway.today(language);
    });
  };

  /** Tells the page around a frame how high the frame has to be (docs/assets/embed.js). */
  const tellHeight = () => {
    const { height } = document.documentElement.getBoundingClientRect();
    parent.postMessage({ ipsHeight: Math.ceil(height) }, "*");
  };

  document.documentElement.classList.add("js");
  all(document, "[data-calculator]").forEach(start);
  if (parent !== window) {
    new ResizeObserver(tellHeight).observe(document.documentElement);
    addEventListener("message", ({ source }) => source === parent && tellHeight());
  }
})();
