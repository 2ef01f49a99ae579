/**
 * The rule by which an agenda is made: that of macros/agenda.py. tests/test_agenda_browser.py holds
 * them against each other. A day is a list of modules' ids and of breaks, such as "coffee-15".
 *
 * @typedef {[string, number, boolean]} Slot a module's id, its minutes, whether it is core
 */
const agendaRule = (() => {
  "use strict";

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

  return { pause, plan };
})();
