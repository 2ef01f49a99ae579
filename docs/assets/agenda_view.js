/**
 * The session builder as one sees it: an agenda's table, what to bring, what could be added, and
 * the same as text. It keeps nothing: agenda.js hands it the state each time.
 */
const agendaView = (() => {
  "use strict";

  const { pause } = agendaRule;
  const { two } = agendaLink;

  /** @param {ParentNode} where @param {string} selector @returns {any[]} */
  const all = (where, selector) => [...where.querySelectorAll(selector)];

  /** @param {HTMLElement} root @param {Data} data */
  const of = (root, data) => {
    const { words, modules } = data;
    const one = (/** @type {string} */ selector) => all(root, selector)[0];
    const [form, table, rest] = [".agenda-form", ".agenda-table", ".agenda-rest"].map(one);
    const plural = new Intl.PluralRules(data.language);

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

    /** What is said of a day: its end, its work and breaks, and how it fits. @param {State} state @param {string[]} day */
    const sum = (state, day) => {
      const total = (/** @type {string[]} */ items) => items.reduce((so, item) => so + minutesOf(item), 0);
      const left = state.minutes - total(day);
      const pauses = total(day.filter((item) => pause(item)[1]));
      const fit = left > 0 ? "left" : left < 0 ? "over" : "full";
      return {
        fit,
        text: `${say("ends", { end: clock(state.start + total(day)), work: total(day) - pauses, pauses })} ${say(fit, { n: Math.abs(left) })}`,
      };
    };

    /** Each row as it is said: day, place, begin and end. @param {State} state */
    const rows = (state) =>
      state.agenda.flatMap((day, at) => {
        let now = state.start;
        return day.map((item, place) => {
          const begin = now;
          now += minutesOf(item);
          return { at, place, item, begin, end: now };
        });
      });

    const span = (/** @type {{begin: number, end: number}} */ { begin, end }) => `${clock(begin)}–${clock(end)}`;

    const heading = (/** @type {State} */ state, /** @type {number} */ at) =>
      state.agenda.length > 1 ? say("day", { n: at + 1 }) : words["one-day"];

    /** @param {any} choice a select @param {string} value @returns {HTMLOptionElement | undefined} */
    const option = (choice, value) => [...choice.options].find((each) => each.value === value);

    /** As the form names audience and length; a length of one's own in minutes. @param {State} state */
    const title = (state) => {
      const { audience, span: lengths } = form.elements;
      const named = option(lengths, `${state.days}x${state.minutes}`)?.text ?? say("minutes", { n: state.minutes });
      const length = named.charAt(0).toLocaleLowerCase(data.language) + named.slice(1);
      return say("title", { audience: option(audience, state.audience)?.text, length });
    };

    /** What to bring, each thing once. @param {State} state @returns {string[]} */
    const materials = (state) => [
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

    /** The table, a body a day. @param {State} state @param {ReturnType<typeof rows>} lines */
    const drawTable = (state, lines) => {
      one(".agenda-caption").textContent = title(state);
      for (const body of all(table, "tbody")) body.remove();
      state.agenda.forEach((day, at) => {
        const body = document.createElement("tbody");
        const head = all(root, "template")[1].content.firstElementChild.cloneNode(true);
        const { fit, text } = sum(state, day);
        all(head, "b")[0].textContent = heading(state, at);
        all(head, "span")[0].textContent = text;
        head.dataset.fit = fit;
        const own = lines.filter((row) => row.at === at);
        body.append(head, ...own.map((row) => line(
          row, !at && !row.place, at + 1 === state.agenda.length && row.place + 1 === day.length,
        )));
        table.append(body);
      });
      table.hidden = !lines.length;
    };

    const drawMaterials = (/** @type {string[]} */ needed) => {
      one(".agenda-materials").hidden = !needed.length;
      one(".agenda-materials ul").replaceChildren(...needed.map((text) => {
        const each = document.createElement("li");
        each.textContent = text;
        return each;
      }));
    };

    /** What is not in the agenda yet; the choice stays where it can. @param {State} state */
    const drawRest = (state) => {
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
    };

    const draw = (/** @type {State} */ state) => {
      const lines = rows(state);
      drawTable(state, lines);
      one(".agenda-none").hidden = lines.some(({ item }) => !pause(item)[1]);
      one(".agenda-take").hidden = !lines.length;
      drawMaterials(materials(state));
      drawRest(state);
    };

    /** The agenda as text, for a letter. @param {State} state */
    const plain = (state) => {
      const lines = rows(state);
      const days = state.agenda.map((day, at) =>
        [
          heading(state, at),
          ...lines.filter((row) => row.at === at).map((row) => `${span(row)}  ${titleOf(row.item)}`),
          sum(state, day).text,
        ].join("\n"));
      const needed = materials(state).map((text) => `- ${text}`);
      const list = needed.length ? [[words.materials, ...needed].join("\n")] : [];
      return [title(state), ...days, ...list].join("\n\n");
    };

    return { say, clock, titleOf, sum, rows, draw, plain };
  };

  return { all, of };
})();
