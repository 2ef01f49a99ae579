// The search: which pages answer a question, best first? A page has to answer enough of it: words
// that are rare on the site count for more, and a word that no page has counts for most.
const ipsSearch = (function () {
  "use strict";

  const how_ = typeof TUNE === "object" ? TUNE : {};
  const T = { calc: 0.85, like: 1, first: 0.25, other: 0.6, part: 0.6, cover: 1.5, about: 0.8, easy: 0.4, entry: 0.6, least: 0.42, tail: 0.35, equal: 2, begins: 1.5, holds: 1.25, path: 0.6, cap: 0, sec: 0.6, secTop: 10, ...how_ };
  const strong = new Set(["title", "about", "heading", "other"]);

  /**
   * The pages that answer, best first: page number, score, anchor of an entry, matched words.
   * @param {string} query
   * @param {{typing?: boolean}} [how]
   */
  async function search(query, how = {}) {
    const core = searchIndex.core();
    const words = await searchQuestion.understood(query, Boolean(how.typing));
    /** @type {Map<number, {score: number, covers: number, about: number}>} */
    const documents = new Map();
    const found = words.map(({ keys }) => holders(keys));
    for (const [at, { whole }] of words.entries()) {
      const others = found.filter((_, n) => n !== at && whole && words[n].whole === whole);
      for (const id of found[at].keys()) if (others.some((other) => !other.has(id))) found[at].delete(id);
    }
    const rarity = found.map((holding) => Math.log(1 + (core.documents - holding.size + 0.5) / (holding.size + 0.5)));
    const whole = rarity.reduce((sum, each) => sum + each, 0);
    for (const [at, holding] of found.entries()) {
      for (const [id, { score, sure, about }] of holding) {
        const document = documents.get(id) || { score: 0, covers: 0, about: 0 };
        document.score += score;
        document.covers += rarity[at] / whole * Math.min(1, sure);
        if (about) document.about += rarity[at] / whole * Math.min(1, sure);
        documents.set(id, document);
      }
    }
    const asked = words.map((each) => each.folded);
    /** @type {Map<number, {page: number, anchor: string, heading: string, score: number, covers: number}>} */
    const pages = new Map();
    for (const [id, { score, covers, about }] of documents) {
      const entry = id >= core.pages.length ? core.entries[id - core.pages.length] : null;
      const page = entry ? entry[0] : id;
      const titles = entry ? core.terms[id - core.pages.length] : [core.titles[page], core.called[page]];
      const alike = Math.max(...titles.map((title) => likeness(title, words, rarity)));
      const worth = score * covers ** T.cover * (1 + T.about * about) * alike
        * (entry ? (alike > 1 ? T.entry : T.entry * T.other) : core.pages[page][2] === "easy" ? T.easy : core.pages[page][0].startsWith("paths") ? T.path : core.pages[page][2] === "calculator" ? T.calc : 1);
      const had = pages.get(page);
      if (!had || worth > had.score) {
        pages.set(page, { page, anchor: entry ? entry[1] : "", heading: entry ? entry[2] : "", score: worth, covers });
      }
    }
    let hits = [...pages.values()].sort((a, b) => b.score - a.score || a.page - b.page);
    const most = Math.max(0, ...hits.map(({ covers }) => covers));
    hits = most < T.least && words.length > 1 && !how.typing ? [] : hits.filter(({ covers }) => covers >= T.tail * most);
    if (how.typing) return { hits: titlesFirst(hits, asked), words };
    return { hits: T.sec && words.length > 1 ? await together(hits, words, rarity) : hits, words };
  }

  /** @param {Map<string, number>} keys @returns {Map<number, {score: number, sure: number, about: boolean}>} */
  function holders(keys) {
    const best = new Map();
    for (const [key, weight] of keys) {
      for (const { id, score, match } of searchIndex.holders(key)) {
        const had = best.get(id) || { score: 0, sure: 0, about: false };
        const about = match[key].some((field) => strong.has(field));
        best.set(id, { score: Math.max(had.score, score * weight), sure: Math.max(had.sure, weight), about: had.about || about });
      }
    }
    return best;
  }

  /** The first hits again, by how much of the question one of their sections answers. */
  async function together(hits, words, rarity) {
    const whole = rarity.reduce((sum, each) => sum + each, 0);
    const first = hits.slice(0, T.secTop);
    const known = new Map();
    const bits = (folded) => {
      let found = known.get(folded);
      if (!found) {
        const keys = searchIndex.keysOf(folded);
        found = words.flatMap(({ keys: sought }, at) => (keys.some((key) => sought.has(key)) ? [at] : []));
        known.set(folded, found);
      }
      return found;
    };
    const scored = await Promise.all(first.map(async (hit) => {
      const [about, sections, entries] = await searchIndex.text(hit.page);
      const all = (hit.anchor ? entries.filter(([id]) => id === hit.anchor) : [["", "", about], ...sections]);
      let best = 0;
      for (const [, heading, text] of all) {
        const there = new Set(searchTerms.tokens(`${heading} ${text}`).map(searchTerms.fold).flatMap(bits));
        best = Math.max(best, [...there].reduce((sum, at) => sum + rarity[at], 0) / whole);
      }
      return { ...hit, score: hit.score * (1 + T.sec * best) };
    }));
    return [...scored.sort((a, b) => b.score - a.score || a.page - b.page), ...hits.slice(T.secTop)];
  }

  /** How much a title is the question itself: 1 for not at all. */
  function likeness(title, words, rarity) {
    const { stops } = searchIndex.core();
    const telling = title.filter((word) => !stops.has(word));
    if (!telling.length) return 1;
    const same = (/** @type {string} */ word) => words.map(({ folded, keys }) => {
      if (word === folded || searchIndex.keysOf(word).some((key) => keys.has(key))) return 1;
      return [...keys.keys()].some((key) => key[0] === "~" && key.length > 4 && word.includes(key.slice(1))) ? T.part : 0;
    });
    const table = telling.map(same);
    const titled = table.reduce((sum, row) => sum + Math.max(...row), 0) / telling.length;
    const whole = rarity.reduce((sum, each) => sum + each, 0);
    const answered = rarity.reduce((sum, each, at) => sum + each * Math.max(...table.map((row) => row[at])), 0) / whole;
    return 1 + T.like * titled * answered + (Math.max(...table[0]) ? T.first * answered : 0);
  }

  /** @param {any[]} hits @param {string[]} asked pages whose title goes on as typed come first */
  function titlesFirst(hits, asked) {
    const { titles } = searchIndex.core();
    const begins = (/** @type {string[]} */ title) => asked.every((word) => title.some((each) => each.startsWith(word)));
    const first = titles.flatMap((/** @type {string[]} */ title, /** @type {number} */ page) =>
      (asked.length && begins(title) ? [{ page, anchor: "", heading: "", covers: 1, at: title.findIndex((each) => each.startsWith(asked[0])) }] : []));
    const score = new Map(hits.map((hit) => [hit.page, hit.score]));
    first.sort((a, b) => (score.get(b.page) || 0) - (score.get(a.page) || 0) || a.at - b.at || a.page - b.page);
    const pages = new Set(first.map(({ page }) => page));
    return [...first, ...hits.filter(({ page }) => !pages.has(page))];
  }

  return {
    core: searchIndex.takeCore, part: searchIndex.takePart, open: searchIndex.open,
    search, text: searchIndex.text, keysOf: searchIndex.keysOf, distance: searchQuestion.distance,
    pages: () => searchIndex.core().pages,
    titles: () => searchIndex.core().titles,
  };
})();
