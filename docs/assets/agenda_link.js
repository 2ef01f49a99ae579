/**
 * An agenda as a link: the page's own address. Nothing is stored or sent, and what stands in an
 * address is trusted in nothing.
 *
 * @typedef {{title: string, minutes: number, core: string[], materials: string[], page: string,
 *   trainer: string}} Module
 * @typedef {{language: string, clock: string, words: Record<string, any>,
 *   modules: Record<string, Module>, order: Record<string, string[]>, least: number, most: number,
 *   days: number}} Data
 * @typedef {{audience: string, days: number, minutes: number, start: number, agenda: string[][]}} State
 */
const agendaLink = (() => {
  "use strict";

  const { pause, plan } = agendaRule;

  const LONGEST = 4000; // characters of a link's fragment
  const MOST_ITEMS = 80;
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
    // Some programs that pass links on write the one sign of ours that they may write otherwise so.
    for (const part of hash.slice(1).replace(/%7E/gi, "~").split("&")) {
      const [, key, text] = PART.exec(part) ?? [];
      if (!key || key in given) return null;
      given[key] = text;
    }
    const { audience = "", days = "", minutes = "", start = "" } = given;
    const [, hours, rest] = /^([01][0-9]|2[0-3])([0-5][0-9])$/.exec(start) ?? [];
    if (!Object.keys(data.order).includes(audience) || !hours) return null;
    if (!/^[1-9]$/.test(days) || Number(days) > data.days || !/^[1-9][0-9]{1,2}$/.test(minutes)) return null;
    /** @type {State} */
    const state = { audience, days: Number(days), minutes: Number(minutes), start: Number(hours) * 60 + Number(rest), agenda: [] };
    if (state.minutes < data.least || state.minutes > data.most) return null;
    if (given.agenda === undefined) return planned(data, state);
    state.agenda = given.agenda.split("~").map((day) => (day ? day.split(".") : []));
    const items = state.agenda.flat();
    const names = items.filter((item) => !pause(item)[1]);
    const fits =
      state.agenda.length <= data.days && items.length <= MOST_ITEMS &&
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

  return { fragment, parse, planned, two };
})();
