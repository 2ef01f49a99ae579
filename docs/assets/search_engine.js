/*! MiniSearch 7.2.0, MIT licence: assets/minisearch/LICENSE.txt */
// The search: which pages answer a question? It fetches what a question needs, and nothing before.
// The files are written by macros/search/index.py; they are scripts, because a page that was opened
// from disk may read nothing else.
const ipsSearch = (function () {
  "use strict";

  const boost = { title: 6, heading: 2.5, about: 2.5, text: 1, other: 2 };
  const fields = Object.keys(boost);
  const plain = { tokenize: (/** @type {string} */ text) => [text], processTerm: (/** @type {string} */ t) => t };
  const weights = { again: 0.5, part: 0.6, joined: 1.2, near: 0.7, split: 0.6 };
  const easyWorth = 0.35; // easy pages are short too; the page that says it in full comes first
  const entryWorth = 0.55; // an entry is short, which ranking takes for much; its own name doubles it
  const mostWords = 12, longestWord = 60;

  let folder = "";
  /** @type {any} what core.js says */
  let core = null;
  /** @type {Map<string, any>} */
  const parts = new Map();
  /** @type {Map<string, Promise<void>>} */
  const asked = new Map();
  /** @type {Map<string, {mini: any, aliases: Map<string, string[]>, has: (key: string) => boolean}>} */
  const shards = new Map();

  /** @param {string} file @returns {Promise<void>} done even where the file cannot be had */
  function fetched(file) {
    let wait = asked.get(file);
    if (!wait) {
      wait = new Promise((done) => {
        const script = document.createElement("script");
        script.src = folder + file + (core ? `?${core.made}` : "");
        script.onload = () => done();
        script.onerror = () => { asked.delete(file); done(); };
        document.head.append(script);
      });
      asked.set(file, wait);
    }
    return wait;
  }

  /** @param {string} where the folder of the index, with a slash at its end */
  async function open(where) {
    folder = where;
    await fetched("core.js");
    return core !== null;
  }

  /** Called by core.js. @param {any} data */
  function takeCore(data) {
    const split = (/** @type {string} */ row) => row.split(" ");
    const titles = data.pages.map(([, title]) => searchTerms.tokens(title).map(searchTerms.fold));
    core = {
      ...data, titles,
      starts: new Set(split(data.shards)), stops: new Set(split(data.stop)),
      rows: data.endings.map(split),
      documents: data.lengths[0].length,
      average: data.lengths.map((row) => row.reduce((sum, n) => sum + n, 0) / row.length),
    };
  }

  /** @param {string} key @returns {string} the shard where it would be; "" for none */
  function shardOf(key) {
    for (let size = Math.min(4, key.length); size > 0; size--) {
      if (core.starts.has(key.slice(0, size))) return key.slice(0, size);
    }
    return "";
  }

  /** @param {string[]} keys fetch and unpack the shards in which they would be */
  async function need(keys) {
    const names = [...new Set(keys.map(shardOf))].filter((name) => name && !shards.has(name));
    await Promise.all(names.map((name) => fetched(`k-${name}.js`)));
    for (const name of names) if (parts.has(`k-${name}`)) shards.set(name, unpacked(...parts.get(`k-${name}`)));
  }

  /** @param {Record<string, number[][]>} packed @param {Record<string, string>} said */
  function unpacked(packed, said) {
    const index = Object.entries(packed).map(([key, rows]) => [key, Object.fromEntries(rows.map((row) => {
      /** @type {Record<number, number>} */
      const times = {};
      for (let at = 1, number = 0; at < row.length; at += 2) times[number += row[at]] = row[at + 1];
      return [row[0], times];
    }))]);
    const every = [...Array(core.documents).keys()];
    const mini = MiniSearch.loadJS({
      index, documentCount: core.documents, nextId: core.documents,
      documentIds: Object.fromEntries(every.map((n) => [n, n])),
      fieldIds: Object.fromEntries(fields.map((name, n) => [name, n])),
      fieldLength: Object.fromEntries(every.map((n) => [n, core.lengths.map((row) => row[n])])),
      averageFieldLength: core.average, storedFields: {}, dirtCount: 0, serializationVersion: 2,
    }, { fields, ...plain });
    const aliases = new Map(Object.entries(said).map(([alias, keys]) => [alias, keys.split(" ")]));
    return { mini, aliases, has: (/** @type {string} */ key) => Object.hasOwn(packed, key) };
  }

  const bare = (/** @type {string} */ key) => (key[0] === "~" ? key.slice(1) : key);
  const shard = (/** @type {string} */ key) => shards.get(shardOf(bare(key)));
  const has = (/** @type {string} */ key) => Boolean(shard(key)?.has(key));
  const stem = (/** @type {string} */ folded) => searchTerms.stem(folded, core.rows);

  /** @param {string} folded @returns {string[]} the keys that this form of a word may have */
  function keysOf(folded) {
    const short = stem(folded);
    const exact = shard(folded)?.aliases.get(folded);
    return [...new Set([folded, ...(exact || [short, ...(shard(short)?.aliases.get(short) || [])])])];
  }

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

  /** @param {string} folded @returns {Promise<Map<string, number>>} what is spelt nearly like it */
  async function near(folded) {
    const found = new Map();
    // A stem is short, so the same number of edits would reach further.
    const most = (/** @type {string} */ text) => (text.length < 5 ? 0 : text.length < 8 ? 1 : 2);
    const there = shard(folded);
    if (!there) return found;
    for (const sought of [folded, stem(folded)]) {
      const edits = most(sought);
      if (!edits) continue;
      for (const hit of there.mini.search(sought, { ...plain, fuzzy: edits })) {
        for (const key of hit.terms) if (!core.stops.has(key)) found.set(key, weights.near);
      }
      if (found.size) break;
    }
    // A misspelt form of a word: its stem may be an alias.
    if (!found.size) {
      const edits = most(stem(folded));
      if (edits) for (const [alias, keys] of there.aliases) {
        if (Math.abs(alias.length - stem(folded).length) <= edits && distance(alias, stem(folded), edits) <= edits) {
          for (const key of keys) {
            await need([key]);
            for (const each of [key, `~${key}`]) if (has(each)) found.set(each, weights.near);
          }
        }
      }
    }
    return found;
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
   * A compound that no page has, as two words that pages have: both must be there.
   * @param {string} folded
   * @returns {Promise<Map<string, number>[]>}
   */
  async function halves(folded) {
    // From the middle outwards: short ends turn up by chance, so three letters have to be a word.
    const cuts = [...Array(folded.length - 5).keys()].map((n) => n + 3)
      .sort((a, b) => Math.abs(a - folded.length / 2) - Math.abs(b - folded.length / 2));
    for (const cut of cuts) {
      const first = folded.slice(0, cut);
      const joints = core.joints.filter((/** @type {string} */ j) => first.endsWith(j) && cut - j.length >= 4);
      if (folded.length - cut < 4 && !(await known(folded.slice(cut))).has(folded.slice(cut))) continue;
      for (const left of [first, ...joints.map((/** @type {string} */ j) => first.slice(0, -j.length))]) {
        const one = await known(left, weights.split);
        if (!one.has(left) && !(left.length > 3 && one.has(`~${left}`))) continue;
        let other = await known(folded.slice(cut), weights.split);
        if (!other.size && folded.length - cut > 6) other = await near(folded.slice(cut));
        if (other.size) return [one, other];
      }
    }
    return [];
  }

  /**
   * What a question asks for: its words, each with the keys that answer it.
   * @param {string} query @param {boolean} typing the last word may go on
   */
  async function understood(query, typing) {
    const typed = searchTerms.tokens(query.slice(0, 400)).slice(0, mostWords).map((word) => word.slice(0, longestWord));
    const all = typed.map((word) => ({ word, folded: searchTerms.fold(word) }));
    const telling = all.filter(({ folded }) => !core.stops.has(folded));
    const asked = telling.length ? telling : all;
    await need(asked.flatMap(({ folded }) => [folded, stem(folded)]));
    /** @type {{word: string, folded: string, keys: Map<string, number>, near: boolean, open: boolean}[]} */
    const words = [];
    for (const [at, { word, folded }] of asked.entries()) {
      const keys = await known(folded);
      const before = at > 0 ? asked[at - 1].folded : "";
      const after = at + 1 < asked.length ? asked[at + 1].folded : "";
      for (const [left, right] of [[before, folded], [folded, after]]) {
        if (!left || !right) continue;
        for (const joint of ["", ...core.joints]) {
          const whole = searchTerms.fold(left + joint + right);
          for (const [key, weight] of await known(whole, weights.joined)) if (!keys.has(key)) keys.set(key, weight);
        }
      }
      words.push({ word, folded, keys, near: false, open: typing && at === asked.length - 1 });
    }
    for (const each of words) {
      const open = each.folded.length > (each.open ? 1 : 3) && shard(each.folded);
      if (open) {
        for (const hit of open.mini.search(each.folded, { ...plain, prefix: true })) {
          for (const key of hit.terms) if (!each.keys.has(key)) each.keys.set(key, 0.5 * each.folded.length / key.length);
        }
      }
    }
    const missing = words.filter(({ keys }) => !keys.size);
    for (const each of missing) {
      const both = each.folded.length >= 7 ? await halves(each.folded) : [];
      if (both.length) {
        each.keys = both[0];
        words.push({ ...each, keys: both[1] });
        continue;
      }
      each.keys = await near(each.folded);
      each.near = each.keys.size > 0;
    }
    return words;
  }

  /**
   * The pages that answer, best first: page number, score, anchor of an entry, matched words.
   * @param {string} query
   * @param {{typing?: boolean}} [how]
   */
  async function search(query, how = {}) {
    const words = await understood(query, Boolean(how.typing));
    /** @type {Map<number, {score: number, words: Set<number>}>} */
    const documents = new Map();
    for (const [at, { keys }] of words.entries()) {
      /** @type {Map<number, number>} */
      const best = new Map();
      for (const [key, weight] of keys) {
        const there = shard(key);
        if (!there) continue;
        for (const { id, score } of there.mini.search(key, { ...plain, boost })) {
          best.set(id, Math.max(best.get(id) || 0, score * weight));
        }
      }
      for (const [id, score] of best) {
        const document = documents.get(id) || { score: 0, words: new Set() };
        document.score += score;
        document.words.add(at);
        documents.set(id, document);
      }
    }
    const folded = words.map((each) => each.folded);
    /** @type {Map<number, {page: number, anchor: string, heading: string, score: number, covers: number}>} */
    const pages = new Map();
    for (const [id, { score, words: matched }] of documents) {
      const entry = id >= core.pages.length ? core.entries[id - core.pages.length] : null;
      const page = entry ? entry[0] : id;
      const covers = matched.size / words.length;
      const title = entry ? searchTerms.tokens(entry[2]).map(searchTerms.fold) : core.titles[page];
      const worth = score * covers ** 1.5 * likeness(title, folded)
        * (entry ? entryWorth : core.pages[page][2] === "easy" ? easyWorth : 1);
      const had = pages.get(page);
      if (!had || worth > had.score) {
        pages.set(page, { page, anchor: entry ? entry[1] : "", heading: entry ? entry[2] : "", score: worth, covers });
      }
    }
    const found = [...pages.values()].sort((a, b) => b.score - a.score || a.page - b.page);
    const most = Math.max(0, ...found.map(({ covers }) => covers));
    const enough = found.filter(({ covers }) => covers >= Math.min(most, 0.5));
    return { hits: how.typing ? titlesFirst(enough, folded) : enough, words };
  }

  /** @param {string[]} title @param {string[]} asked how much a title is the question itself */
  function likeness(title, asked) {
    const whole = ` ${title.filter((word) => !core.stops.has(word)).join(" ")} `, sought = ` ${asked.join(" ")} `;
    if (whole === sought) return 2;
    if (whole.startsWith(sought)) return 1.5;
    return whole.includes(sought) ? 1.25 : 1;
  }

  /** @param {any[]} hits @param {string[]} asked pages whose title goes on as typed come first */
  function titlesFirst(hits, asked) {
    const begins = (/** @type {string[]} */ title) => asked.every((word) => title.some((each) => each.startsWith(word)));
    const first = core.titles.flatMap((/** @type {string[]} */ title, /** @type {number} */ page) =>
      (asked.length && begins(title) ? [{ page, anchor: "", heading: "", covers: 1, at: title.findIndex((each) => each.startsWith(asked[0])) }] : []));
    const score = new Map(hits.map((hit) => [hit.page, hit.score]));
    first.sort((a, b) => (score.get(b.page) || 0) - (score.get(a.page) || 0) || a.at - b.at || a.page - b.page);
    const pages = new Set(first.map(({ page }) => page));
    return [...first, ...hits.filter(({ page }) => !pages.has(page))];
  }

  /** @param {number} page @returns {Promise<[string, string[][], string[][]]>} description, sections, entries */
  async function text(page) {
    await fetched(`t-${page}.js`);
    return parts.get(`t:${core.pages[page][0]}`) || ["", [], []];
  }

  return {
    core: takeCore,
    part: (/** @type {string} */ name, /** @type {any} */ data) => parts.set(name, data),
    open, search, text, keysOf, distance,
    pages: () => core.pages,
    titles: () => core.titles,
  };
})();
