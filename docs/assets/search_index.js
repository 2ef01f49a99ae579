/*! MiniSearch 7.2.0, MIT licence: assets/minisearch/LICENSE.txt */
// The index in the browser: it fetches the files that a question needs, and nothing before. They
// are written by macros/search/index.py; they are scripts, because a page that was opened from disk
// may read nothing else.
const searchIndex = (function () {
  "use strict";

  const boost = { title: 6, heading: 2.5, about: 2.5, text: 1, other: 2.5 };
  const fields = Object.keys(boost);
  const plain = { tokenize: (/** @type {string} */ text) => [text], processTerm: (/** @type {string} */ t) => t };

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
    core = {
      ...data,
      starts: new Set(split(data.shards)), stops: new Set(split(data.stop)),
      rows: data.endings.map(split),
      documents: data.lengths[0].length,
      average: data.lengths.map((row) => row.reduce((sum, n) => sum + n, 0) / row.length),
    };
    const telling = (/** @type {string} */ text) => searchTerms.tokens(text).map(searchTerms.fold);
    core.titles = data.pages.map(([, title]) => telling(title));
    core.terms = data.entries.map(([, , ...names]) => names.map(telling));
    core.called = data.names.map((name) => telling(name));
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

  const shard = (/** @type {string} */ key) => shards.get(shardOf(key[0] === "~" ? key.slice(1) : key));
  const has = (/** @type {string} */ key) => Boolean(shard(key)?.has(key));
  const stem = (/** @type {string} */ folded) => searchTerms.stem(folded, core.rows);

  /** @param {string} folded @returns {string[]} the keys that this form of a word may have */
  function keysOf(folded) {
    const short = stem(folded);
    const exact = shard(folded)?.aliases.get(folded);
    return [...new Set([folded, ...(exact || [short, ...(shard(short)?.aliases.get(short) || [])])])];
  }

  /** @param {string} key @returns {{id: number, score: number, match: Record<string, string[]>}[]} where it stands */
  const holders = (key) => shard(key)?.mini.search(key, { ...plain, boost }) || [];

  /** @param {string} sought @param {object} how @returns {{terms: string[]}[]} keys like it, in its own shard */
  const like = (sought, how) => shard(sought)?.mini.search(sought, { ...plain, ...how }) || [];

  /** @param {number} page @returns {Promise<[string, string[][], string[][]]>} description, sections, entries */
  async function text(page) {
    await fetched(`t-${page}.js`);
    return parts.get(`t:${core.pages[page][0]}`) || ["", [], []];
  }

  return {
    takeCore, open, need, has, stem, keysOf, holders, like, text,
    takePart: (/** @type {string} */ name, /** @type {any} */ data) => parts.set(name, data),
    aliases: (/** @type {string} */ folded) => shard(folded)?.aliases || new Map(),
    core: () => core,
  };
})();
