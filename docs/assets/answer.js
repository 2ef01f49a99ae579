/**
 * An answer in a language: values with their units, sentences chosen, formulas with the numbers in.
 * The twin of macros/answer.py. No word stands here: all come from the page's data block.
 *
 * @typedef {{number: (name: string, value: any) => string,
 *   value: (name: string, value: any) => string, inUnit: (unit: string, n: string) => string,
 *   row: (row: string) => string, inRow: (row: string, name: string) => string,
 *   chosen: (slot: string) => [string, string], inNumbers: (key: string) => string,
 *   wrong: (key: string, reason: Reason) => string}} Writer
 */
const answer = (() => {
  "use strict";

  const PLACE = /\{(\w+)\}/g;
  const MOST_MORE = 10; // decimals that an operand may have beyond those it is written with elsewhere

  /** @type {Record<string, Intl.PluralRules>} */
  const rules = {};

  /** `one` or `other`. @param {string} language @param {number} value @param {number | null} decimals */
  const plural = (language, value, decimals) => {
    const options = {
      minimumFractionDigits: decimals ?? 0,
      maximumFractionDigits: decimals ?? 3,
    };
    const key = language + decimals;
    return (rules[key] ??= new Intl.PluralRules(language, options)).select(value);
  };

  /** @param {string} message @param {Scope} places */
  const fill = (message, places) => message.replace(PLACE, (_, place) => places[place]);

  /** Writes one answer; amounts are in this currency. @returns {Writer} */
  const writer = (
    /** @type {Data} */ data,
    /** @type {Answer} */ found,
    /** @type {string | undefined} */ currency,
  ) => {
    const { kinds, language, text: words, units } = data;

    /** A message, or that one of its forms which the number asks for. */
    const form = (
      /** @type {Message} */ message,
      /** @type {number} */ value,
      /** @type {number | null} */ decimals,
    ) => (typeof message === "string" ? message : message[plural(language, value, decimals)]);

    /** The bare number, or the word for a truth, a choice, a day or no answer. */
    const number = (/** @type {string} */ name, /** @type {any} */ value, more = 0) => {
      const [unit, decimals, typed, choices] = kinds[name];
      if (value === null) return words[typed ? "left-empty" : "no-answer"];
      if (unit === "truth") return data.truth[Number(value)];
      if (unit === "date") return dateform.write(value, language);
      return choices ? choices[value - 1] : numberform.write(value, language, decimals, more);
    };

    /** The number with its unit. */
    const value = (/** @type {string} */ name, /** @type {any} */ amount) => {
      const [unit, decimals] = kinds[name];
      const n = number(name, amount);
      if (amount === null || !units[unit]) return n;
      return fill(form(units[unit], amount, decimals), { n, currency });
    };

    /** What is already written, with a unit. @param {string} unit @param {string} n */
    const inUnit = (unit, n) => {
      return fill(form(units[unit] ?? "{n}", 0, 0), { n, currency });
    };

    /** The group of a row, or what stands once. @param {string} row @returns {any} */
    const blockOf = (row) => working.groupOf(data, row) ?? data;

    /** What a row is called. @param {string} row @returns {string} */
    const labelOf = (row) => {
      const { label, labels } = blockOf(row);
      if (label) return value(label, found.scopes[row][label]);
      return labels[row] ?? fill(labels, { n: row.replace(/.*-/, "") });
    };

    /** The message with its places filled, or null where a place has no answer. */
    const filled = (/** @type {string} */ message, /** @type {string} */ row) => {
      const scope = found.scopes[row] ?? found.values;
      let whole = true;
      const sentence = message.replace(PLACE, (_, place) => {
        if (place === "row") return labelOf(row);
        const name = place.replace(/_n$/, "");
        whole = whole && scope[name] !== null;
        return (place === name ? value : number)(name, scope[name]);
      });
      return whole ? sentence : null;
    };

    /** Owner, name, what the owner's block is, and what its formulas see. @param {string} key */
    const parts = (key) => {
      const [row, name] = working.apart(key);
      /** @type {Block} */
      const block = blockOf(row);
      return { row, name, block, scope: found.scopes[row] ?? found.values };
    };

    /** What a reader of the value, or of a column of values, takes it to be. @returns {any} */
    const shown = (
      /** @type {string} */ key,
      /** @type {any} */ value,
      /** @type {number} */ more,
    ) => {
      if (Array.isArray(value)) return value.map((each) => shown(key, each, more));
      const [unit, decimals, typed] = kinds[working.apart(key)[1]];
      const whole = typeof value !== "number" || Number.isInteger(value);
      const exact = typed || whole || unit === "date";
      return exact ? value : numberform.rounded(value, (decimals ?? 3) + more);
    };

    /** How many decimals more the numbers need until the formula gives what is shown. */
    const moreFor = (
      /** @type {Tree} */ tree,
      /** @type {Scope} */ scope,
      /** @type {string} */ name,
    ) => {
      const exact = scope[name];
      for (let more = 0; more < MOST_MORE; more++) {
        /** @type {Scope} */
        const there = {};
        for (const key of formula.namesIn(tree)) there[key] = shown(key, scope[key], more);
        const found = formula.evaluate(tree, there);
        if (found === exact || number(name, found) === number(name, exact)) return more;
      }
      return MOST_MORE;
    };

    return {
      number,
      value,
      inUnit,
      row: labelOf,

      /** A field's own name with its row's. */
      inRow: (row, name) =>
        fill(words["in-row"], { row: labelOf(row), field: data.labels[name] }),

      /** Key and sentence of the first choice that holds and lacks no answer. */
      chosen: (slot) => {
        const { row, name, block, scope } = parts(slot);
        for (const [say, when, count] of block.slots[name]) {
          if (when !== null && formula.evaluate(when, scope) !== true) continue;
          let message = data.say[say];
          if (typeof message !== "string") {
            const many = scope[/** @type {string} */ (count)];
            if (many === null) continue;
            message = form(message, many, kinds[/** @type {string} */ (count)][1]);
          }
          const sentence = filled(message, row);
          if (sentence !== null) return [say, sentence];
        }
        return ["", ""];
      },

      /** The result's formula with numbers in it that give, by hand, what it gives. */
      inNumbers: (key) => {
        const { name, block, scope } = parts(key);
        const tree = block.results[name];
        const more = moreFor(tree, scope, name);
        return formula.written(
          tree,
          (leaf, beside) => {
            if (typeof leaf === "string") {
              const name = working.apart(leaf)[1];
              return [scope[leaf]].flat().map((each) => number(name, each, more)).join("; ");
            }
            // Beside a choice a number is that choice.
            const choice = typeof beside === "string" && data.kinds[working.apart(beside)[1]][3];
            return choice ? choice[leaf - 1] : numberform.write(leaf, language);
          },
          data.operators,
        );
      },

      /** What is wrong with a field, as a sentence. */
      wrong: (key, reason) => {
        if (reason.names) {
          const message = form(data.wrong[reason.key], 0, 0);
          return filled(message, /** @type {string} */ (reason.row)) ?? words.waiting;
        }
        const name = working.apart(key)[1];
        const day = kinds[name][0] === "date";
        const places = { ...reason.places };
        // Days have words of their own where the page has them.
        const message = (day && data.number[`${reason.key}-date`]) || data.number[reason.key];
        const said = form(message, Number(places.n), 0);
        for (const [place, each] of Object.entries(places)) {
          if (typeof each !== "number") continue;
          places[place] = day ? dateform.write(each, language) : numberform.write(each, language);
        }
        return fill(said, places);
      },
    };
  };

  return { fill, writer };
})();
