/**
 * The session builder (macros/agenda_page.py): makes an agenda out of modules, lets it be moved,
 * and takes it along as paper, text or link. Nothing is stored or sent.
 */
(() => {
  "use strict";

  const { pause } = agendaRule;
  const { fragment, parse, planned } = agendaLink;
  const { all } = agendaView;

  /** @param {HTMLElement} root */
  const start = (root) => {
    /** @type {Data} */
    const data = JSON.parse(all(root, "script")[0].textContent);
    const { words } = data;
    const { say, clock, titleOf, sum, rows, draw, plain } = agendaView.of(root, data);
    const one = (/** @type {string} */ selector) => all(root, selector)[0];
    const [form, notice, table, status] = [".agenda-form", ".agenda-notice", ".agenda-table", ".agenda-status"].map(one);
    const [rest, done, field] = [".agenda-rest", ".agenda-done", ".agenda-text"].map(one);
    /** @type {State} */
    let state;

    /** Shows the state; a state that somebody has asked for also goes into the address. */
    const show = (asked = true) => {
      draw(state);
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

    const sayMade = () => {
      const count = rows(state).filter(({ item }) => !pause(item)[1]).length;
      status.textContent = count ? say("made", { n: count }) : words["none.title"];
    };

    // -- What the form asks for -----------------------------------------------------------------

    const own = form.elements.minutes;
    const error = one(".agenda-error");

    const showForm = () => {
      const { elements } = form;
      const known = `${state.days}x${state.minutes}`;
      const listed = (/** @type {any} */ select, /** @type {string} */ value) =>
        [...select.options].some((each) => each.value === value);
      elements.audience.value = state.audience;
      // A length of one's own is one day long: several days of another length get a line here.
      if (state.days > 1 && !listed(elements.span, known)) {
        const [days, minutes] = [say("days", { n: state.days }), say("minutes", { n: state.minutes })];
        elements.span.add(new Option(say("each-day", { days, minutes }), known), elements.span.length - 1);
      }
      elements.span.value = listed(elements.span, known) ? known : "own";
      own.value = String(state.minutes);
      if (!listed(elements.start, String(state.start))) {
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
      show();
      sayMade();
    };

    // -- What is moved, taken out and put in ----------------------------------------------------

    /** Puts the focus where it was. @param {number} index of the row @param {string} button */
    const focus = (index, button) => {
      const lines = all(table, "[data-item]");
      const at = lines[Math.min(index, lines.length - 1)];
      (at ? all(at, button)[0] : rest).focus();
    };

    const told = (/** @type {string} */ name, /** @type {any} */ row, /** @type {string[]} */ day) => {
      status.textContent = `${name} ${row ? say("from", { start: clock(row.begin) }) : ""} ${sum(state, day).text}`.replace(/ +/g, " ");
    };

    /** Within its day, or over into the next one. @param {number} index @param {"up" | "down"} way */
    const move = (index, way) => {
      const { at, place, item } = rows(state)[index];
      const step = way === "up" ? -1 : 1;
      const past = place + step;
      const to = past < 0 ? at - 1 : past === state.agenda[at].length ? at + 1 : at;
      state.agenda[at].splice(place, 1);
      const into = state.agenda[to];
      const spot = to === at ? past : step < 0 ? into.length : 0;
      into.splice(spot, 0, item);
      show();
      const found = rows(state).findIndex((row) => row.at === to && row.place === spot);
      focus(found, `[data-move=${way}]`);
      const places = { text: titleOf(item), n: spot + 1, total: into.length, day: to + 1 };
      told(say(state.agenda.length > 1 ? "moved-day" : "moved", places), rows(state)[found], into);
    };

    const remove = (/** @type {number} */ index) => {
      const { at, place, item } = rows(state)[index];
      state.agenda[at].splice(place, 1);
      show();
      focus(index, "[data-remove]");
      told(say("removed", { text: titleOf(item) }), null, state.agenda[at]);
    };

    const add = () => {
      const item = rest.value;
      if (!item) return;
      if (!state.agenda.length) state.agenda.push([]);
      const day = state.agenda[state.agenda.length - 1];
      day.push(item);
      show();
      const lines = rows(state);
      told(say("added", { text: titleOf(item) }), lines[lines.length - 1], day);
    };

    // -- What is taken along --------------------------------------------------------------------

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
      copy: () => copy(`${plain(state)}\n\n${address()}`, "copied"),
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
        const { value } = [...form.elements.start.options].find((each) => each.defaultSelected);
        const standard = { audience: Object.keys(data.order)[0], days, minutes, start: Number(value), agenda: [] };
        state = found ?? planned(data, standard);
        showForm();
        show(found !== null);
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
      if (notice.hidden) sayMade();
      else status.textContent = notice.textContent;
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
})();
