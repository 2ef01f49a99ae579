/**
 * The session builder (macros/agenda_page.py): makes an agenda out of modules, lets it be moved,
 * and takes it along as paper, text or link. The link is the page's own address: nothing is stored
 * or sent, and what stands in it is trusted in nothing. The rule is that of macros/agenda.py.
 *
 * @typedef {[string, number, boolean]} Slot a module's id, its minutes, whether it is core
 * @typedef {{title: string, minutes: number, core: string[], materials: string[], page: string,
 *   trainer: string}} Module
 * @typedef {{language: string, clock: string, words: Record<string, any>,
 *   modules: Record<string, Module>, order: Record<string, string[]>, least: number, most: number}} Data
 * @typedef {{audience: string, days: number, minutes: number, start: number, agenda: string[][]}} State
 */
const agenda = (() => {
  "use strict";

  // -- The rule ---------------------------------------------------------------------------------

  const COFFEE = "coffee-15";
  const LUNCH = "lunch-45";
  const MOST_WORK = 100;
  const [LUNCH_FROM, LUNCH_AT, LUNCH_TO] = [11 * 60 + 15, 11 * 60 + 40, 12 * 60 + 45];
  const BREAK = /^(coffee|lunch)-([1-9][0-9]?)$/;

  /** The kind and minutes of a break; nothing for a module. @param {string} item @returns {[string, number]} */
  const pause = (item) => {
    const found = BREAK.exec(item);
    return found ? [found[1], Number(found[2])] : ["", 0];
  };

  /** @param {Slot[]} modules */
  const work = (modules) => modules.reduce((sum, [, minutes]) => sum + minutes, 0);

  /** @param {string[]} day @param {Slot[]} modules */
  const length = (day, modules) => {
    const known = new Map(modules.map(([name, minutes]) => [name, minutes]));
    return day.reduce((sum, item) => sum + (pause(item)[1] || known.get(item) || 0), 0);
  };

  /** In order, in so many runs, as alike in length as can be. @param {Slot[]} modules @param {number} count */
  const evenly = (modules, count) => {
    /** @type {([number, number[]] | null)[]} */
    let best = [[0, []], ...modules.map(() => null)];
    for (let run = 0; run < count; run += 1) {
      /** @type {([number, number[]] | null)[]} */
      const following = best.map(() => null);
      for (let end = 1; end < best.length; end += 1) {
        for (let begin = 0; begin < end; begin += 1) {
          const before = best[begin];
          if (!before) continue;
          const cost = before[0] + work(modules.slice(begin, end)) ** 2;
          const known = following[end];
          if (!known || cost <= known[0]) following[end] = [cost, [...before[1], end]];
        }
      }
      best = following;
    }
    const ends = best[modules.length]?.[1] ?? [];
    return ends.map((end, at) => modules.slice(at ? ends[at - 1] : 0, end));
  };

  /** @param {Slot[]} modules @returns {string[]} */
  const withCoffee = (modules) => {
    /** @type {Slot[][]} */
    let runs = [];
    for (let count = 1; count <= modules.length; count += 1) {
      runs = evenly(modules, count);
      if (runs.every((run) => run.length === 1 || work(run) <= MOST_WORK)) break;
    }
    return runs.flatMap((run, at) => [...(at ? [COFFEE] : []), ...run.map(([name]) => name)]);
  };

  /** @param {Slot[]} modules @param {number} start */
  const dayOf = (modules, start) => {
    const whole = withCoffee(modules);
    if (start > LUNCH_FROM || start + length(whole, modules) <= LUNCH_TO || modules.length < 2) return whole;
    let [away, found] = [Infinity, whole];
    for (let cut = 1; cut < modules.length; cut += 1) {
      const before = withCoffee(modules.slice(0, cut));
      const off = Math.abs(start + length(before, modules) - LUNCH_AT);
      if (off < away) [away, found] = [off, [...before, LUNCH, ...withCoffee(modules.slice(cut))]];
    }
    return found;
  };

  /** @param {Slot[]} modules @param {number} days @param {number} minutes @param {number} start */
  const plan = (modules, days, minutes, start) => {
    /** @type {number[]} */
    let chosen = [];
    /** @type {string[][]} */
    let best = [];
    const order = modules.map((_, index) => index);
    for (const index of [...order.filter((at) => modules[at][2]), ...order.filter((at) => !modules[at][2])]) {
      const tried = [...chosen, index].sort((a, b) => a - b);
      const laid = evenly(tried.map((at) => modules[at]), Math.min(days, tried.length))
        .map((run) => dayOf(run, start));
      if (laid.every((day) => length(day, modules) <= minutes)) [chosen, best] = [tried, laid];
    }
    return best;
  };

  // -- Links ------------------------------------------------------------------------------------

  const LONGEST = 4000; // characters of a link's fragment
  const MOST_ITEMS = 80;
  const MOST_DAYS = 3;
  const PART = /^(audience|days|minutes|start|agenda)=([a-z0-9.~-]*)$/;

  const two = (/** @type {number} */ number, digits = 2) => String(number).padStart(digits, "0");

  /** @param {State} state */
  const fragment = ({ audience, days, minutes, start, agenda: made }) =>
    `#audience=${audience}&days=${days}&minutes=${minutes}` +
    `&start=${two(Math.floor(start / 60))}${two(start % 60)}` +
    `&agenda=${made.map((day) => day.join(".")).join("~")}`;

  /** What a fragment says; null if anything in it is not as we write it. @param {Data} data @param {string} hash */
  const parse = (data, hash) => {
    /** @type {Record<string, string>} */
    const given = Object.create(null);
    if (hash.length > LONGEST) return null;
    for (const part of hash.slice(1).split("&")) {
      const [, key, text] = PART.exec(part) ?? [];
      if (!key || key in given) return null;
      given[key] = text;
    }
    const { audience = "", days = "", minutes = "", start = "" } = given;
    const [, hours, rest] = /^([01][0-9]|2[0-3])([0-5][0-9])$/.exec(start) ?? [];
    if (!Object.keys(data.order).includes(audience) || !hours) return null;
    if (!/^[1-9]$/.test(days) || Number(days) > MOST_DAYS || !/^[1-9][0-9]{1,2}$/.test(minutes)) return null;
    /** @type {State} */
    const state = { audience, days: Number(days), minutes: Number(minutes), start: Number(hours) * 60 + Number(rest), agenda: [] };
    if (state.minutes < data.least || state.minutes > data.most) return null;
    if (given.agenda === undefined) return planned(data, state);
    state.agenda = given.agenda.split("~").map((day) => (day ? day.split(".") : []));
    const items = state.agenda.flat();
    const names = items.filter((item) => !pause(item)[1]);
    const fits =
      state.agenda.length <= MOST_DAYS && items.length <= MOST_ITEMS &&
      names.every((name) => Object.keys(data.modules).includes(name)) && new Set(names).size === names.length;
    return fits ? state : null;
  };

  /** The state with the agenda that the rule makes. @param {Data} data @param {State} state @returns {State} */
  const planned = (data, state) => {
    /** @type {Slot[]} */
    const slots = data.order[state.audience].map((name) => [
      name, data.modules[name].minutes, data.modules[name].core.includes(state.audience),
    ]);
    return { ...state, agenda: plan(slots, state.days, state.minutes, state.start) };
  };

  // -- The page ---------------------------------------------------------------------------------

  /** @param {ParentNode} where @param {string} selector @returns {any[]} */
  const all = (where, selector) => [...where.querySelectorAll(selector)];

  /** @param {HTMLElement} root */
  const start = (root) => {
    /** @type {Data} */
    const data = JSON.parse(all(root, "script")[0].textContent);
    const { words, modules } = data;
    const one = (/** @type {string} */ selector) => all(root, selector)[0];
    const [form, notice, table, status] = [".agenda-form", ".agenda-notice", ".agenda-table", ".agenda-status"].map(one);
    const [rest, done, field, none] = [".agenda-rest", ".agenda-done", ".agenda-text", ".agenda-none"].map(one);
    const plural = new Intl.PluralRules(data.language);
    /** @type {State} */
    let state;

    /** The word with its places filled; `n` chooses among its forms. @param {string} name @param {Record<string, any>} [places] */
    const say = (name, places = {}) => {
      const word = words[name];
      const text = typeof word === "string" ? word : word[plural.select(places.n)];
      return text.replace(/{(\w+)}/g, (/** @type {string} */ _, /** @type {string} */ place) => places[place]);
    };

    /** As `data.clock` says: HH:mm, HH.mm or H.mm. @param {number} minutes */
    const clock = (minutes) =>
      data.clock
        .replace(/H+/, (hours) => two(Math.floor(minutes / 60) % 24, hours.length))
        .replace("mm", two(minutes % 60));

    const minutesOf = (/** @type {string} */ item) => pause(item)[1] || modules[item].minutes;
    const titleOf = (/** @type {string} */ item) =>
      pause(item)[0] ? words[`pause.${pause(item)[0]}`] : modules[item].title;

    /** What is said of a day: its end, its work and breaks, and how it fits. @param {string[]} day */
    const sum = (day) => {
      const total = (/** @type {string[]} */ items) => items.reduce((so, item) => so + minutesOf(item), 0);
      const left = state.minutes - total(day);
      const pauses = total(day.filter((item) => pause(item)[1]));
      const fit = left > 0 ? "left" : left < 0 ? "over" : "full";
      return {
        fit,
        text: `${say("ends", { end: clock(state.start + total(day)), work: total(day) - pauses, pauses })} ${say(fit, { n: Math.abs(left) })}`,
      };
    };

    /** Each row as it is said: day, place, begin and end. */
    const rows = () =>
      state.agenda.flatMap((day, at) => {
        let now = state.start;
        return day.map((item, place) => {
          const begin = now;
          now += minutesOf(item);
          return { at, place, item, begin, end: now };
        });
      });

    const span = (/** @type {{begin: number, end: number}} */ { begin, end }) => `${clock(begin)}–${clock(end)}`;

    const heading = (/** @type {number} */ at) =>
      state.agenda.length > 1 ? say("day", { n: at + 1 }) : words["one-day"];

    /** The length as the form names it, or in minutes. */
    const lengthOf = () => {
      const own = [...form.elements.span.options].find((each) => each.value === `${state.days}x${state.minutes}`);
      if (!own) return say("minutes", { n: state.minutes });
      return own.text.charAt(0).toLocaleLowerCase(data.language) + own.text.slice(1);
    };

    const title = () =>
      say("title", { audience: [...form.elements.audience.options].find((each) => each.value === state.audience).text, length: lengthOf() });

    const materials = () => [
      ...new Set(state.agenda.flat().flatMap((item) => (pause(item)[1] ? [] : modules[item].materials))),
    ];

    /** A row of the table, from its template. @param {ReturnType<typeof rows>[0]} row @param {boolean} first @param {boolean} last */
    const line = (row, first, last) => {
      const { item } = row;
      const made = one("template").content.firstElementChild.cloneNode(true);
      const link = all(made, ".agenda-title a")[0];
      made.dataset.item = item;
      made.classList.toggle("agenda-pause", pause(item)[1] > 0);
      all(made, ".agenda-time")[0].textContent = span(row);
      all(made, ".agenda-minutes")[0].textContent = String(minutesOf(item));
      for (const each of all(made, "[data-of]")) each.textContent = `: ${titleOf(item)}`;
      if (pause(item)[1]) {
        link.parentNode.replaceChildren(titleOf(item));
      } else {
        link.textContent = titleOf(item);
        link.href = modules[item].page;
        all(made, ".agenda-notes a")[0].href = modules[item].trainer;
      }
      const [up, down] = all(made, "[data-move]");
      up.setAttribute("aria-disabled", String(first));
      down.setAttribute("aria-disabled", String(last));
      return made;
    };

    /** Shows the state; a state that somebody has asked for also goes into the address. */
    const draw = (asked = true) => {
      const lines = rows();
      one(".agenda-caption").textContent = title();
      for (const body of all(table, "tbody")) body.remove();
      state.agenda.forEach((day, at) => {
        const body = document.createElement("tbody");
        const head = all(root, "template")[1].content.firstElementChild.cloneNode(true);
        const { fit, text } = sum(day);
        all(head, "b")[0].textContent = heading(at);
        all(head, "span")[0].textContent = text;
        head.dataset.fit = fit;
        const own = lines.filter((row) => row.at === at);
        body.append(head, ...own.map((row) => line(
          row, !at && !row.place, at + 1 === state.agenda.length && row.place + 1 === day.length,
        )));
        table.append(body);
      });
      none.hidden = lines.some(({ item }) => !pause(item)[1]);
      table.hidden = !lines.length;
      one(".agenda-take").hidden = !lines.length;

      const needed = materials();
      one(".agenda-materials").hidden = !needed.length;
      one(".agenda-materials ul").replaceChildren(...needed.map((text) => {
        const each = document.createElement("li");
        each.textContent = text;
        return each;
      }));

      const there = new Set(state.agenda.flat());
      const picked = rest.value;
      const groups = all(rest, "optgroup");
      const own = data.order[state.audience];
      const others = Object.keys(modules).filter((name) => !own.includes(name));
      for (const [at, names] of [own, others].entries()) {
        const left = names.filter((name) => !there.has(name));
        groups[at].replaceChildren(...left.map((name) =>
          new Option(say("choice", { title: titleOf(name), n: modules[name].minutes }), name)));
        groups[at].hidden = !left.length;
      }
      rest.value = pause(picked)[1] ? "" : picked;
      if (rest.selectedIndex < 0) rest.selectedIndex = 0;

      done.textContent = "";
      field.hidden = true;
      if (!asked) return;
      const link = fragment(state);
      for (const each of all(document, "[data-languages] a, .agenda-languages a")) each.hash = link;
      try {
        history.replaceState(null, "", link);
      } catch (error) {
        // The link can still be copied.
      }
    };

    // -- What the form asks for -----------------------------------------------------------------

    const own = form.elements.minutes;
    const error = one(".agenda-error");

    const showForm = () => {
      const { elements } = form;
      const known = `${state.days}x${state.minutes}`;
      elements.audience.value = state.audience;
      const listed = [...elements.span.options].some((each) => each.value === known);
      elements.span.value = listed ? known : "own";
      own.value = String(state.minutes);
      if (![...elements.start.options].some((each) => each.value === String(state.start))) {
        elements.start.add(new Option(clock(state.start), String(state.start)));
      }
      elements.start.value = String(state.start);
      showOwn();
    };

    const showOwn = () => {
      one(".agenda-own").hidden = form.elements.span.value !== "own";
      fault("");
    };

    const fault = (/** @type {string} */ message) => {
      error.textContent = message;
      error.hidden = !message;
      if (message) own.setAttribute("aria-invalid", "true");
      else own.removeAttribute("aria-invalid");
    };

    /** @param {Event} event */
    const ask = (event) => {
      event.preventDefault();
      const { audience, span: chosen, start: begin } = form.elements;
      let [days, minutes] = chosen.value.split("x").map(Number);
      if (chosen.value === "own") {
        const text = own.value.trim();
        [days, minutes] = [1, /^[0-9]{1,4}$/.test(text) ? Number(text) : NaN];
        if (!(minutes >= data.least && minutes <= data.most)) {
          fault(words.range);
          own.focus();
          return;
        }
      }
      fault("");
      notice.hidden = true;
      state = planned(data, { audience: audience.value, days, minutes, start: Number(begin.value), agenda: [] });
      draw();
      const count = rows().filter(({ item }) => !pause(item)[1]).length;
      status.textContent = count ? say("made", { n: count }) : words["none.title"];
    };

    // -- What is moved, taken out and put in ----------------------------------------------------

    /** Puts the focus where it was. @param {number} index of the row @param {string} button */
    const focus = (index, button) => {
      const lines = all(table, "[data-item]");
      const at = lines[Math.min(index, lines.length - 1)];
      (at ? all(at, button)[0] : rest).focus();
    };

    const told = (/** @type {string} */ name, /** @type {any} */ row, /** @type {string[]} */ day) => {
      status.textContent = `${name} ${row ? say("from", { start: clock(row.begin) }) : ""} ${sum(day).text}`.replace(/ +/g, " ");
    };

    /** Within its day, or over into the next one. @param {number} index @param {"up" | "down"} way */
    const move = (index, way) => {
      const { at, place, item } = rows()[index];
      const step = way === "up" ? -1 : 1;
      const past = place + step;
      const to = past < 0 ? at - 1 : past === state.agenda[at].length ? at + 1 : at;
      state.agenda[at].splice(place, 1);
      const into = state.agenda[to];
      const spot = to === at ? past : step < 0 ? into.length : 0;
      into.splice(spot, 0, item);
      draw();
      const found = rows().findIndex((row) => row.at === to && row.place === spot);
      focus(found, `[data-move=${way}]`);
      const places = { text: titleOf(item), n: spot + 1, total: into.length, day: to + 1 };
      told(say(state.agenda.length > 1 ? "moved-day" : "moved", places), rows()[found], into);
    };

    const remove = (/** @type {number} */ index) => {
      const { at, place, item } = rows()[index];
      state.agenda[at].splice(place, 1);
      draw();
      focus(index, "[data-remove]");
      told(say("removed", { text: titleOf(item) }), null, state.agenda[at]);
    };

    const add = () => {
      const item = rest.value;
      if (!item) return;
      if (!state.agenda.length) state.agenda.push([]);
      const day = state.agenda[state.agenda.length - 1];
      day.push(item);
      draw();
      const lines = rows();
      told(say("added", { text: titleOf(item) }), lines[lines.length - 1], day);
    };

    // -- What is taken along --------------------------------------------------------------------

    const plain = () => {
      const lines = rows();
      const days = state.agenda.map((day, at) =>
        [
          heading(at),
          ...lines.filter((row) => row.at === at).map((row) => `${span(row)}  ${titleOf(row.item)}`),
          sum(day).text,
        ].join("\n"));
      const needed = materials().map((text) => `- ${text}`);
      const list = needed.length ? [[words.materials, ...needed].join("\n")] : [];
      return [title(), ...days, ...list, address()].join("\n\n");
    };

    const address = () => location.href.split("#")[0] + fragment(state);

    /** Into the clipboard, or into a field to copy from. @param {string} content @param {string} said */
    const copy = (content, said) => {
      const finish = (/** @type {boolean} */ copied) => {
        field.hidden = copied;
        field.value = content;
        if (!copied) field.select();
        done.textContent = words[copied ? said : "select"];
      };
      const { clipboard } = navigator;
      if (!clipboard) finish(false);
      else clipboard.writeText(content).then(() => finish(true), () => finish(false));
    };

    /** @type {Record<string, () => void>} */
    const takes = {
      print: () => print(),
      copy: () => copy(plain(), "copied"),
      link: () => copy(address(), "link-copied"),
    };

    // -- From the address -----------------------------------------------------------------------

    /** Whether the fragment was an agenda, or tried to be one. */
    const read = () => {
      const asked = location.hash.includes("=");
      const found = asked ? parse(data, location.hash) : null;
      notice.hidden = !asked || found !== null;
      if (found || !state || asked) {
        const [days, minutes] = form.elements.span.options[0].value.split("x").map(Number);
        const standard = { audience: Object.keys(data.order)[0], days, minutes, start: 540, agenda: [] };
        state = found ?? planned(data, standard);
        showForm();
        draw(found !== null);
      }
      return asked;
    };

    form.addEventListener("submit", ask);
    form.elements.span.addEventListener("change", showOwn);
    table.addEventListener("click", (/** @type {any} */ event) => {
      const button = event.target.closest("button");
      if (!button || button.getAttribute("aria-disabled") === "true") return;
      const index = all(table, "[data-item]").indexOf(button.closest("[data-item]"));
      if (button.dataset.move) move(index, button.dataset.move);
      else remove(index);
    });
    one(".agenda-add").addEventListener("click", add);
    for (const button of all(root, "[data-take]")) {
      button.addEventListener("click", () => takes[button.dataset.take]());
    }
    window.addEventListener("hashchange", () => {
      if (!read()) return;
      one(".agenda-result").focus();
      status.textContent = notice.hidden ? say("made", { n: rows().filter(({ item }) => !pause(item)[1]).length }) : notice.textContent;
    });

    // The languages of the header, once more among the fields.
    for (const each of all(document, "[data-languages] a")) {
      const link = each.cloneNode(true);
      const at = document.createElement("li");
      at.append(link);
      one(".agenda-languages ul").append(at);
      one(".agenda-languages").hidden = false;
    }
    root.hidden = false;
    for (const each of all(document, ".agenda-open")) each.hidden = false;
    read();
  };

  const root = document.getElementById("agenda");
  if (root) start(root);

  return { plan, parse, fragment };
})();
