// The search: which pages answer a question, best first? A page has to answer enough of it: words
// that are rare on the site count for more, and a word that no page has counts for most.
const ipsSearch = (function () {
  "use strict";

  // A title that is the question is worth twice; its first word a little by itself.
  const likes = { title: 1, first: 0.25, part: 0.6 };
  // How much being about the words, having all of them, and having them in one section is worth.
  const worth = { about: 0.8, covers: 1.5, section: 0.6 };
  // A short text ranks high by its shortness. What says it in full comes first: after it an entry
  // (named by the question, or not), what does a sum, what leads elsewhere, what teaches it to a
  // group, what is easy to read.
  const kinds = { named: 0.6, entry: 0.36, calculator: 0.85, path: 0.6, course: 0.5, easy: 0.4 };
  // Of a question of several words so much has to be answered, and be a page's subject if not all
  // of its words are known for sure; so much of the best page's answer another one has to give.
  const least = { answered: 0.4, subject: 0.3, ofBest: 0.35 };
  const doubt = 0.8; // of a misspelt or joined word
  const read = 8; // so many of the first hits, as many as are shown, are looked at section by section

  const strong = new Set(["title", "about", "heading", "other"]);
  const sum = (/** @type {Iterable<number>} */ numbers) => [...numbers].reduce((all, each) => all + each, 0);

  /**
   * @typedef {{word: string, folded: string, keys: Map<string, number>, near: boolean, whole: string}} Word
   * @typedef {{page: number, anchor: string, heading: string, score: number, covers: number}} Hit
   */

  /**
   * The pages that answer, best first: page number, score, anchor of an entry; the words asked.
   * @param {string} query
   * @param {{typing?: boolean}} [how]
   * @returns {Promise<{hits: Hit[], words: Word[]}>}
   */
  async function search(query, how = {}) {
    const words = await searchQuestion.understood(query, Boolean(how.typing));
    const found = holding(words);
    const { documents: all } = searchIndex.core();
    const rarity = found.map(({ size }) => Math.log(1 + (all - size + 0.5) / (size + 0.5)));
    const whole = sum(rarity);
    const shares = rarity.map((each) => each / whole);
    const documents = gathered(words, found, shares);
    const hits = [...ranked(documents, words, shares)].sort((a, b) => b.score - a.score || a.page - b.page);
    if (how.typing) return { hits: titlesFirst(hits, words.map(({ folded }) => folded)), words };
    const most = Math.max(0, ...hits.map(({ covers }) => covers));
    if (beside(words, most, documents)) return { hits: [], words };
    const enough = hits.filter(({ covers }) => covers >= least.ofBest * most);
    return { hits: words.length > 1 ? await together(enough, words, shares) : enough, words };
  }

  /** For each word the documents that hold it; the pieces of a joined word have to meet. @param {Word[]} words */
  function holding(words) {
    const found = words.map(({ keys }) => holders(keys));
    for (const [at, { whole }] of words.entries()) {
      const others = found.filter((_, n) => n !== at && whole && words[n].whole === whole);
      for (const id of found[at].keys()) if (others.some((other) => !other.has(id))) found[at].delete(id);
    }
    return found;
  }

  /** @param {Map<string, number>} keys @returns {Map<number, {score: number, sure: number, about: boolean}>} */
  function holders(keys) {
    const best = new Map();
    for (const [key, weight] of keys) {
      for (const { id, score, match } of searchIndex.holders(key)) {
        const had = best.get(id) || { score: 0, sure: 0, about: false };
        const about = had.about || match[key].some((field) => strong.has(field));
        best.set(id, { score: Math.max(had.score, score * weight), sure: Math.max(had.sure, Math.min(1, weight)), about });
      }
    }
    return best;
  }

  /** Document -> score, how much of the question it holds, and of that how much is its subject. */
  function gathered(/** @type {Word[]} */ words, /** @type {ReturnType<typeof holders>[]} */ found, /** @type {number[]} */ shares) {
    /** @type {Map<number, {score: number, covers: number, about: number}>} */
    const documents = new Map();
    for (const [at, holding] of found.entries()) {
      const share = shares[at] * (words[at].near || words[at].whole ? doubt : 1);
      for (const [id, { score, sure, about }] of holding) {
        const document = documents.get(id) || { score: 0, covers: 0, about: 0 };
        document.score += score;
        document.covers += share * sure;
        document.about += about ? share * sure : 0;
        documents.set(id, document);
      }
    }
    return documents;
  }

  /** Each page at its best: by itself, or by an entry. */
  function ranked(/** @type {ReturnType<typeof gathered>} */ documents, /** @type {Word[]} */ words, /** @type {number[]} */ shares) {
    const core = searchIndex.core();
    /** @type {Map<number, Hit>} */
    const pages = new Map();
    for (const [id, { score: raw, covers, about }] of documents) {
      const at = id - core.pages.length;
      const [page, anchor, heading] = at < 0 ? [id, "", ""] : core.entries[at];
      const titles = at < 0 ? [core.titles[page], core.called[page]] : core.terms[at];
      const like = Math.max(...titles.map((/** @type {string[]} */ title) => likeness(title, words, shares)));
      const score = raw * covers ** worth.covers * (1 + worth.about * about) * like
        * (at < 0 ? kind(core.pages[page]) : like > 1 ? kinds.named : kinds.entry);
      if (score > (pages.get(page)?.score || 0)) pages.set(page, { page, anchor, heading, score, covers });
    }
    return pages.values();
  }

  /** @param {[string, string, string]} page */
  function kind([address, , sort]) {
    if (sort === "easy" || sort === "calculator" || sort === "course") return kinds[sort];
    return address.startsWith("paths") ? kinds.path : 1;
  }

  /** Is it a question about something else? */
  function beside(/** @type {Word[]} */ words, /** @type {number} */ most, /** @type {ReturnType<typeof gathered>} */ documents) {
    if (new Set(words.map(({ folded }) => folded)).size < 2) return false;
    const unsure = words.some(({ keys, near, whole }) => !keys.size || near || whole);
    const subject = Math.max(0, ...[...documents.values()].map(({ about }) => about));
    return most < least.answered || (unsure && subject < least.subject);
  }

  /** @param {string[]} title how much a title is the question itself; 1: not at all */
  function likeness(title, /** @type {Word[]} */ words, /** @type {number[]} */ shares) {
    const { stops } = searchIndex.core();
    const table = title.filter((word) => !stops.has(word)).map((word) => words.map((asked) => sameWord(word, asked)));
    if (!table.length) return 1;
    const titled = sum(table.map((row) => Math.max(...row))) / table.length;
    const answered = sum(shares.map((share, at) => share * Math.max(...table.map((row) => row[at]))));
    return 1 + likes.title * titled * answered + (Math.max(...table[0]) ? likes.first * answered : 0);
  }

  /** @param {string} word of a title @param {Word} asked */
  function sameWord(word, { folded, keys }) {
    if (word === folded || searchIndex.keysOf(word).some((key) => keys.has(key))) return 1;
    const parts = [...keys.keys()].filter((key) => key[0] === "~" && key.length > 4);
    return parts.some((key) => word.includes(key.slice(1))) ? likes.part : 0;
  }

  /** The first hits again, by how much of the question one of their sections answers. */
  async function together(/** @type {Hit[]} */ hits, /** @type {Word[]} */ words, /** @type {number[]} */ shares) {
    /** @type {Map<string, number[]>} */
    const known = new Map();
    const answers = (/** @type {string} */ folded) => {
      let found = known.get(folded);
      if (!found) {
        const keys = searchIndex.keysOf(folded);
        found = words.flatMap(({ keys: sought }, at) => (keys.some((key) => sought.has(key)) ? [at] : []));
        known.set(folded, found);
      }
      return found;
    };
    const first = await Promise.all(hits.slice(0, read).map(async (hit) => {
      const [about, sections, entries] = await searchIndex.text(hit.page);
      const said = hit.anchor ? entries.filter(([id]) => id === hit.anchor) : [["", "", about], ...sections];
      const best = Math.max(0, ...said.map(([, heading, text]) => {
        const there = new Set(searchTerms.tokens(`${heading} ${text}`).map(searchTerms.fold).flatMap(answers));
        return sum([...there].map((at) => shares[at]));
      }));
      return { ...hit, score: hit.score * (1 + worth.section * best) };
    }));
    return [...first.sort((a, b) => b.score - a.score || a.page - b.page), ...hits.slice(read)];
  }

  /** @param {Hit[]} hits @param {string[]} asked pages whose title goes on as typed come first */
  function titlesFirst(hits, asked) {
    const { titles } = searchIndex.core();
    const begins = (/** @type {string[]} */ title) => asked.every((word) => title.some((each) => each.startsWith(word)));
    const score = new Map(hits.map((hit) => [hit.page, hit.score]));
    const first = titles.flatMap((/** @type {string[]} */ title, /** @type {number} */ page) =>
      (asked.length && begins(title) ? [{ page, anchor: "", heading: "", score: score.get(page) || 0, covers: 1, at: title.findIndex((each) => each.startsWith(asked[0])) }] : []));
    first.sort((/** @type {any} */ a, /** @type {any} */ b) => b.score - a.score || a.at - b.at || a.page - b.page);
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
