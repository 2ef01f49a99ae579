// A question understood: its telling words, each with the keys that answer it, and how surely.
const searchQuestion = (function () {
  "use strict";

  const weights = { again: 0.5, part: 0.6, joined: 1.2, near: 0.7, split: 0.7, open: 0.5 };
  const mostWords = 12, longestWord = 60;

  const { fold } = searchTerms;
  const { need, has, stem, keysOf } = searchIndex;

  /**
   * A word's keys in the index with their weights; empty where nothing has it.
   * @param {string} folded @param {number} [weight]
   * @returns {Promise<Map<string, number>>}
   */
  async function known(folded, weight = 1) {
    await need([folded, stem(folded)]);
    const keys = keysOf(folded);
    await need(keys);
    const found = new Map();
    const exact = has(folded);
    for (const key of keys) {
      const worth = weight * (exact && key !== folded ? weights.again : 1);
      if (has(key)) found.set(key, worth);
      if (has(`~${key}`)) found.set(`~${key}`, worth * weights.part);
    }
    return found;
  }

  // A stem is short, so the same number of edits would reach further.
  const edits = (/** @type {string} */ text) => (text.length < 5 ? 0 : text.length < 9 ? 1 : 2);

  /**
   * What is spelt nearly like it.
   * @param {string} folded @param {number} [upTo] so many edits at most
   * @returns {Promise<Map<string, number>>}
   */
  async function near(folded, upTo = 2) {
    const { stops } = searchIndex.core();
    /** @type {Map<string, number>} */
    const found = new Map();
    const worth = (/** @type {number} */ far, /** @type {string} */ word) => weights.near * (1 - far / word.length);
    const take = (/** @type {string} */ key, /** @type {number} */ far, /** @type {string} */ word) => {
      for (const each of [key, `~${key}`]) if (has(each)) found.set(each, Math.max(found.get(each) || 0, worth(far, word)));
    };
    for (const sought of [folded, stem(folded)]) {
      const most = Math.min(upTo, edits(sought));
      if (!most) continue;
      for (const hit of searchIndex.like(sought, { fuzzy: most })) {
        for (const key of hit.terms) {
          const far = distance(sought, key.replace("~", ""), most);
          if (far <= most && !stops.has(key)) take(key.replace("~", ""), far, sought);
        }
      }
      if (found.size) return nearest(found);
    }
    // A misspelt form of a word: its stem may be an alias.
    const short = stem(folded), most = Math.min(upTo, edits(short));
    if (most) for (const [alias, keys] of searchIndex.aliases(folded)) {
      const far = Math.abs(alias.length - short.length) > most ? most + 1 : distance(alias, short, most);
      if (far > most) continue;
      await need(keys);
      for (const key of keys) take(key, far, short);
    }
    return nearest(found);
  }

  /** @param {Map<string, number>} found @returns {Map<string, number>} without what is further off than the best */
  function nearest(found) {
    const best = Math.max(0, ...found.values());
    return new Map([...found].filter(([, weight]) => weight > 0.9 * best));
  }

  /** @param {string} a @param {string} b @param {number} most @returns {number} edits, a swap is one */
  function distance(a, b, most) {
    let before = [], row = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return most + 1;
      [before, row] = [row, next];
    }
    return row[b.length];
  }

  /**
   * A compound that no page has, or words written as one, as two or three words that pages have.
   * @param {string} folded @param {number} [deep]
   * @returns {Promise<Map<string, number>[]>}
   */
  async function pieces(folded, deep = 0) {
    const { joints } = searchIndex.core();
    // From the middle outwards: short ends turn up by chance.
    const cuts = [...Array(Math.max(0, folded.length - 5)).keys()].map((n) => n + 3)
      .sort((a, b) => Math.abs(a - folded.length / 2) - Math.abs(b - folded.length / 2));
    for (const cut of cuts) {
      const first = folded.slice(0, cut), last = folded.slice(cut);
      const one = await piece(first, ["", ...joints]);
      if (!one) continue;
      const other = await piece(last, [""]);
      if (other) return [one, other];
      const more = deep < 1 && last.length >= 8 ? await pieces(last, deep + 1) : [];
      if (more.length) return [one, ...more];
      const close = last.length > 6 ? await near(last, 1) : new Map();
      if (close.size) return [one, close];
    }
    return [];
  }

  /** A short stem may be anybody's: then the word itself has to be a key. */
  async function piece(/** @type {string} */ part, /** @type {string[]} */ joints) {
    for (const joint of joints.filter((each) => part.endsWith(each))) {
      const left = part.slice(0, part.length - joint.length);
      const found = await known(left, weights.split);
      if (found.has(left) || (left.length > 3 && found.has(`~${left}`)) || (left.length > 3 && found.size && (left.length > 4 || found.has(stem(left))))) return found;
    }
    return null;
  }

  /**
   * What a question asks for: its words, each with the keys that answer it.
   * @param {string} query @param {boolean} typing the last word may go on
   */
  async function understood(query, typing) {
    const core = searchIndex.core();
    const typed = searchTerms.tokens(query.slice(0, 400)).slice(0, mostWords).map((word) => word.slice(0, longestWord));
    const all = typed.map((word) => ({ word, folded: fold(word) }));
    const telling = all.filter(({ folded }) => !core.stops.has(folded));
    const asked = telling.length ? telling : all;
    await need(asked.flatMap(({ folded }) => [folded, stem(folded)]));
    /** @type {{word: string, folded: string, keys: Map<string, number>, near: boolean, open: boolean, whole: string}[]} */
    const words = [];
    for (const [at, { word, folded }] of asked.entries()) {
      const keys = await known(folded);
      const before = at > 0 ? asked[at - 1].folded : "";
      const after = at + 1 < asked.length ? asked[at + 1].folded : "";
      for (const [left, right] of [[before, folded], [folded, after]]) {
        if (!left || !right) continue;
        for (const joint of ["", ...core.joints]) {
          for (const [key, weight] of await known(fold(left + joint + right), weights.joined)) if (!keys.has(key)) keys.set(key, weight);
        }
      }
      words.push({ word, folded, keys, near: false, whole: "", open: typing && at === asked.length - 1 });
    }
    for (const each of words) {
      if (each.folded.length <= (each.open ? 1 : 3)) continue;
      for (const { terms } of searchIndex.like(each.folded, { prefix: true })) {
        for (const key of terms) if (!each.keys.has(key)) each.keys.set(key, weights.open * each.folded.length / key.length);
      }
    }
    for (const each of words.filter(({ keys }) => !keys.size)) {
      each.keys = await near(each.folded, 1);
      const [first, ...rest] = !each.keys.size && each.folded.length >= 7 ? await pieces(each.folded) : [];
      if (first) {
        each.keys = first;
        each.whole = each.folded; // its pieces have to be found together
        words.push(...rest.map((keys) => ({ ...each, keys })));
        continue;
      }
      if (!each.keys.size) each.keys = await near(each.folded);
      each.near = each.keys.size > 0;
    }
    return words;
  }

  return { understood, distance };
})();
