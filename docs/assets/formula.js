/**
 * The formula language in the browser: the twin of macros/formula.py, on the same trees.
 *
 * A tree is a number, a name or a list [operator, part, ...]; null is "no answer".
 * @typedef {number | string | any[]} Tree
 * @typedef {number | boolean | null} Value
 */
const formula = (() => {
  "use strict";

  const TOLERANCE = 1e-9;
  const Z = 1.959964;

  /** @param {number} a @param {number} b */
  const same = (a, b) => Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a));

  /** @param {(a: number) => number} towards @param {number} a */
  const whole = (towards, a) => {
    const near = Math.floor(a + 0.5);
    return same(a, near) ? near : towards(a);
  };

  /** Wilson's interval of k of n: the limit on the side -1 or 1, as a share. */
  const wilson = (/** @type {number} */ side, /** @type {number} */ k, /** @type {number} */ n) => {
    if (!(n >= 1 && 0 <= k && k <= n)) return null;
    const p = k / n;
    const d = 1 + (Z * Z) / n;
    const centre = (p + (Z * Z) / (2 * n)) / d;
    const half = (Z / d) * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
    if (side < 0) return k === 0 ? 0 : centre - half;
    return k === n ? 1 : centre + half;
  };

  /** @param {Value[]} column */
  const sum = (column) =>
    column.includes(null) ? null : column.reduce((/** @type {any} */ a, b) => a + Number(b), 0);

  /** The answers of a column. @param {Value[]} column @returns {any[]} */
  const there = (column) => column.filter((value) => value !== null);

  /** @type {Record<string, (...parts: any[]) => Value>} */
  const operators = {
    "+": (a, b) => a + b,
    "-": (a, b) => a - b,
    "*": (a, b) => a * b,
    "/": (a, b) => (b === 0 ? null : a / b),
    neg: (a) => -a,
    "<": (a, b) => a < b && !same(a, b),
    "<=": (a, b) => a < b || same(a, b),
    ">": (a, b) => a > b && !same(a, b),
    ">=": (a, b) => a > b || same(a, b),
    "==": same,
    "!=": (a, b) => !same(a, b),
    not: (a) => !a,
    min: Math.min,
    max: Math.max,
    abs: Math.abs,
    floor: (a) => whole(Math.floor, a),
    ceil: (a) => whole(Math.ceil, a),
    round: (a) => whole(Math.floor, a + 0.5),
    sqrt: (a) => (a < 0 ? null : Math.sqrt(a)),
    wilson_low: (k, n) => wilson(-1, k, n),
    wilson_high: (k, n) => wilson(1, k, n),
    total: sum,
    rows: (column) => column.length,
    count: sum,
    // These pass over the rows that have no answer; over none they have none either.
    mean: (column) => operators["/"](sum(there(column)), there(column).length),
    median: (column) => {
      const sorted = there(column).sort((a, b) => a - b);
      const half = (sorted.length - 1) / 2;
      return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
    },
    least: (column) => Math.min(...there(column)),
    most: (column) => Math.max(...there(column)),
    answered: (column) => there(column).length,
  };

  /**
   * The tree's number or truth with these values, or null.
   * @param {Tree} tree
   * @param {Record<string, any>} values
   * @returns {any}
   */
  const evaluate = (tree, values) => {
    if (typeof tree === "string") return values[tree] ?? null;
    if (!Array.isArray(tree)) return tree;
    const operator = tree[0];
    const first = evaluate(tree[1], values);
    if (operator === "has") return first !== null;
    if (first === null) return null;
    if (operator === "if") return evaluate(tree[1 + (first ? 1 : 2)], values);
    if (operator === "and" || operator === "or") {
      return first === (operator === "and") ? evaluate(tree[2], values) : first;
    }
    const given = [first];
    for (let part = 2; part < tree.length; part++) {
      const next = evaluate(tree[part], values);
      if (next === null) return null;
      given.push(next);
    }
    const value = operators[operator](...given);
    if (typeof value !== "number") return value;
    return Number.isFinite(value) ? value + 0 : null; // -0 becomes 0
  };

  /** The names that a tree asks for. @param {Tree} tree @returns {string[]} */
  const namesIn = (tree) =>
    Array.isArray(tree) ? tree.slice(1).flatMap(namesIn) : typeof tree === "string" ? [tree] : [];

  /** @type {Record<string, number>} */
  const RANK = { if: 0, or: 1, and: 2, not: 3, "+": 5, "-": 5, neg: 5.5, "*": 6, "/": 6 };
  /** @type {Record<string, string>} */
  const SIGNS = { "+": "+", "-": "\u2212", "*": "\u00d7", "/": "/" };
  const PLAIN = /^(and|or|not|neg|if|[^a-z]+)$/; // operators; all else are functions

  /**
   * The tree as a reader's formula.
   * @param {Tree} tree
   * @param {(leaf: number | string, beside: Tree | null) => string} leaf
   * @param {Record<string, string>} words
   * @param {number} [rank]
   * @param {Tree | null} [beside] what the leaf stands beside
   * @returns {string}
   */
  const written = (tree, leaf, words, rank = 0, beside = null) => {
    if (!Array.isArray(tree)) {
      const text = leaf(tree, beside);
      return rank > 5 && /^[-\u2212]/.test(text) ? `(${text})` : text;
    }
    const [operator, ...parts] = tree;
    if (!PLAIN.test(operator)) {
      const inner = parts.map((part) => written(part, leaf, words)).join("; ");
      return `${words[operator]}\u00a0(${inner})`;
    }
    const own = RANK[operator] ?? 4;
    let text;
    if (operator === "if") {
      // "5 if …, else 4 if …" reads on: what stands last needs no brackets.
      const [test, then, other] = parts.map((part, i) => written(part, leaf, words, i < 2 ? 1 : 0));
      /** @type {Record<string, string>} */
      const places = { test, then, other };
      text = words.if.replace(/\{(\w+)\}/g, (_, place) => places[place]);
    } else if (parts.length === 1) {
      const sign = operator === "neg" ? SIGNS["-"] : `${words[operator]} `;
      text = sign + written(parts[0], leaf, words, own + 1);
    } else {
      const [left, right] = parts.map((part, i) => written(part, leaf, words, own + i, parts[1 - i]));
      text = `${left} ${SIGNS[operator] ?? words[operator]} ${right}`;
    }
    return own < rank ? `(${text})` : text;
  };

  return { evaluate, namesIn, written };
})();
