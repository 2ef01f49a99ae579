/**
 * A calculator's results for given inputs, or what is wrong with them: the twin of
 * macros/working.py, on the page's data block, which macros/calculator_data.py writes.
 *
 * Keys are dotted: "finished" stands once, "studies.reached" belongs to the row "studies".
 *
 * @typedef {Record<string, any>} Scope values by plain name
 * @typedef {Record<string, number | null>} Given dotted key -> what a field holds
 * @typedef {string | Record<string, string>} Message a text, or its forms `one` and `other`
 * @typedef {{kind: string, min: number, max: number, decimals: number, optional: boolean,
 *   when: Tree | null}} Field
 * @typedef {[string, Tree | null, string | null]} Choice message, when, the number that counts
 * @typedef {[Tree, string, string, string[]]} Check test, message, field, names in the test
 * @typedef {{inputs: Record<string, Field>, results: Record<string, Tree>, checks: Check[],
 *   slots: Record<string, Choice[]>}} Block what stands once, or once for each row
 * @typedef {Block & {id: string, ids: string[], free: number, optional: boolean,
 *   labels: string | Record<string, string> | null, label: string | null,
 *   known: Record<string, (number | null)[]>, back: Record<string, string>,
 *   first: Record<string, string>, kept?: Record<string, Scope>, beyond?: boolean}} Group
 *   kept: its rows as last worked out; beyond: their sentences name results that stand once
 * @typedef {[string, number | null, boolean, string[] | null]} Kind unit, decimals, typed, choices
 * @typedef {{id: string, rows: string, only: string | null, sort: string | null, down: boolean,
 *   take: number | null}} Table
 * @typedef {Block & {language: string, kinds: Record<string, Kind>, constants: Scope,
 *   currency: {start: string, names: Record<string, string>} | null, rows: Group[],
 *   defaults: Given, exampleOnly: boolean, chart: any, tables: Table[],
 *   say: Record<string, Message>, wrong: Record<string, Message>, labels: Record<string, string>,
 *   truth: [string, string], units: Record<string, Message>, number: Record<string, Message>,
 *   operators: Record<string, string>, text: Record<string, string>}} Data
 * @typedef {{key: string, places?: Scope, row?: string, names?: string[]}} Reason names: of a check
 * @typedef {{values: Scope, errors: Record<string, Reason>, out: Set<string>, hidden: Set<string>,
 *   columns: Record<string, any[]>, rows: Record<string, string[]>, scopes: Record<string, Scope>}}
 *   Answer values: by dotted key, with constants and columns; scopes: what each row's formulas
 *   and sentences see, the very one of last time if all is as it was; out: rows left out; hidden:
 *   fields that are not there now
 */
const working = (() => {
  "use strict";

  /** @type {Record<string, string[]>} keys once taken apart */
  const halves = Object.create(null);

  /** Row, or "", and name of a dotted key. @param {string} key */
  const apart = (key) => (halves[key] ??= ["", ...key.split(".")].slice(-2));

  /** @param {string} row @param {string} name */
  const keyOf = (row, name) => (row ? `${row}.${name}` : name);

  /** Which of the group's free rows this is, counted from 1; 0 if none. */
  const numberOf = (/** @type {Group} */ { id, free }, /** @type {string} */ row) => {
    const number = Number(row.slice(id.length + 1));
    return row === `${id}-${number}` && 0 < number && number <= free ? number : 0;
  };

  /** The group that a row belongs to. @param {Data} data @param {string} row */
  const groupOf = (data, row) =>
    data.rows.find((group) => group.ids.includes(row) || numberOf(group, row));

  /** The highest number of a free row in these keys. @param {Group} group @param {Given} given */
  const count = (group, given) =>
    Math.max(0, ...Object.keys(given).map((key) => numberOf(group, apart(key)[0])));

  /** The ids of the rows: of free rows as many as are given. @param {Group} group @param {Given} given */
  const rowsOf = (group, given) => {
    const { free, id, ids } = group;
    return free ? Array.from({ length: count(group, given) }, (_, i) => `${id}-${i + 1}`) : ids;
  };

  /** Every value that a row has. @param {Group} group */
  const namesOf = (group) =>
    [group.known, group.inputs, group.back, group.first, group.results].flatMap(Object.keys);

  /** Why the field cannot take this value, or null. @returns {Reason | null} */
  const refuse = (/** @type {Field} */ field, /** @type {number | null} */ value) => {
    const { kind, min, max, decimals, optional } = field;
    if (value === null) {
      return optional ? null : { key: /choice|scale/.test(kind) ? "not-chosen" : "empty" };
    }
    if (value < min || value > max) return { key: "out-of-range", places: { min, max } };
    const scaled = value * 10 ** decimals;
    const whole = Math.floor(scaled + 0.5);
    if (Math.abs(scaled - whole) <= 1e-9 * Math.max(1, Math.abs(scaled))) return null;
    return decimals ? { key: "too-many-decimals", places: { n: decimals } } : { key: "not-whole" };
  };

  /** All values, and for each field that is wrong the reason. @returns {Answer} */
  const workOut = (/** @type {Data} */ data, /** @type {Given} */ given) => {
    /** @type {Answer} */
    const found = {
      values: { ...data.constants },
      errors: {},
      out: new Set(),
      hidden: new Set(),
      columns: {},
      rows: {},
      scopes: {},
    };
    const { values, errors, out, hidden, columns, scopes } = found;

    /** The fields' values into the scope. */
    const read = (/** @type {Block} */ block, /** @type {string} */ row, /** @type {Scope} */ scope) => {
      for (const [name, field] of Object.entries(block.inputs)) {
        const key = keyOf(row, name);
        let value = given[key] ?? null;
        const reason = out.has(row) ? null : refuse(field, value);
        if (field.when !== null && formula.evaluate(field.when, scope) !== true) {
          hidden.add(key);
          value = null;
        } else if (reason) {
          errors[key] = reason;
          value = null;
        }
        values[key] = scope[name] = value;
      }
    };
    /** The first check that fails at a field; one that lacks a number does not fail. */
    const check = (/** @type {Block} */ block, /** @type {string} */ row, /** @type {Scope} */ scope) => {
      for (const [tree, say, at, names] of block.checks) {
        const key = keyOf(row, at);
        if (errors[key] || formula.evaluate(tree, scope) !== false) continue;
        errors[key] = { key: say, row, names };
      }
    };

    read(data, "", values);
    const once = { ...values };
    for (const group of data.rows) {
      const names = namesOf(group);
      const kept = (group.kept ??= {});
      /** @type {Scope} */
      let before = {};
      /** @type {Scope | null} */
      let began = null;
      for (const name of names) columns[name] = [];
      found.rows[group.id] = rowsOf(group, given);
      found.rows[group.id].forEach((row, index) => {
        // Nothing stands in the fields that are always there.
        const empty = Object.entries(group.inputs).every(
          ([name, field]) => field.when || (given[keyOf(row, name)] ?? null) === null,
        );
        if (group.optional && empty) out.add(row);
        let scope = { ...once };
        for (const name of Object.keys(group.known)) scope[name] = group.known[name][index];
        read(group, row, scope);
        for (const [name, of] of Object.entries(group.back)) scope[name] = before[of] ?? null;
        // The first row looks at itself; its results are not there yet.
        for (const [name, of] of Object.entries(group.first)) scope[name] = (began ?? scope)[of] ?? null;
        if (kept[row] && Object.keys(scope).every((name) => scope[name] === kept[row][name])) {
          scope = kept[row];
        } else {
          for (const [name, tree] of Object.entries(group.results)) {
            scope[name] = formula.evaluate(tree, scope);
          }
        }
        scopes[row] = kept[row] = scope;
        for (const name of names) values[keyOf(row, name)] = scope[name];
        if (out.has(row)) return;
        before = scope;
        began = began ?? scope;
        check(group, row, scope);
        for (const name of names) columns[name].push(scope[name]);
      });
    }
    Object.assign(values, columns);
    for (const [name, tree] of Object.entries(data.results)) {
      values[name] = formula.evaluate(tree, values);
    }
    for (const { id, beyond } of data.rows) {
      // Another scope each time, since they may have another thing to say.
      if (beyond) for (const row of found.rows[id]) scopes[row] = { ...values, ...scopes[row] };
    }
    check(data, "", values);
    return found;
  };

  return { apart, keyOf, numberOf, groupOf, count, namesOf, refuse, workOut };
})();
