// The search page: hits with the words as they stand on the page, filters, nearest words. What is
// asked stands in the address, so that a search can be shared and the back button finds it again.
(function () {
  "use strict";

  const perPage = 8, around = 90, longest = 240, headings = 3;

  /** @param {string} name @param {string} [kind] @param {(string | Node)[]} inside */
  function element(name, kind = "", ...inside) {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...inside);
    return made;
  }

  /** @param {string} text @param {Record<string, string | number>} places */
  const fill = (text, places) => text.replace(/\{(\w+)\}/g, (whole, name) => String(places[name] ?? whole));

  /**
   * Which words of the question a word of a page answers.
   * @param {{folded: string, keys: Map<string, number>}[]} words
   * @returns {(word: string) => number} bits, a bit a word
   */
  function matcher(words) {
    /** @type {Map<string, number>} */
    const known = new Map();
    const tests = words.map(({ folded, keys }) => ({
      folded,
      keys: new Set([...keys.keys()].filter((key) => key[0] !== "~")),
      parts: [...keys.keys()].filter((key) => key[0] === "~" && key.length > 4).map((key) => key.slice(1)),
    }));
    return (word) => {
      let bits = known.get(word);
      if (bits === undefined) {
        const folded = searchTerms.fold(word);
        const keys = ipsSearch.keysOf(folded);
        bits = tests.reduce((sum, test, at) => {
          const hit = keys.some((key) => test.keys.has(key)) || test.parts.some((part) => folded.includes(part))
            || (test.folded.length > 3 && folded.startsWith(test.folded));
          return hit ? sum | (1 << at) : sum;
        }, 0);
        known.set(word, bits);
      }
      return bits;
    };
  }

  const count = (/** @type {number} */ bits) => bits.toString(2).replace(/0/g, "").length;

  /** @param {string} text @param {(word: string) => number} match */
  const found = (text, match) => searchTerms.places(text)
    .map((place) => ({ ...place, bits: match(place.word) })).filter(({ bits }) => bits);

  /** @param {string} text @param {(word: string) => number} match @returns {Node[]} */
  function marked(text, match) {
    const nodes = [];
    let from = 0;
    for (const { at, end } of found(text, match)) {
      nodes.push(document.createTextNode(text.slice(from, at)), element("mark", "", text.slice(at, end)));
      from = end;
    }
    nodes.push(document.createTextNode(text.slice(from)));
    return nodes;
  }

  /**
   * The piece of a text that holds most of the question's words, cut at words.
   * @param {string} text @param {(word: string) => number} match
   */
  function passage(text, match) {
    const places = found(text, match);
    let best = { bits: 0, at: 0 };
    for (const { at } of places) {
      const bits = places.filter((other) => other.at >= at && other.at < at + longest - around)
        .reduce((sum, other) => sum | other.bits, 0);
      if (count(bits) > count(best.bits)) best = { bits, at };
    }
    const start = best.at > around ? text.indexOf(" ", best.at - around) + 1 : 0;
    const cut = text.slice(start, start + longest);
    const whole = start + longest >= text.length;
    return { bits: best.bits, text: (start ? "… " : "") + (whole ? cut : cut.replace(/\s+\S*$/, " …")) };
  }

  /** @param {HTMLFormElement} form @param {() => Promise<boolean>} ready @param {() => void} close */
  function start(form, ready, close) {
    const main = /** @type {HTMLElement} */ (document.querySelector("[data-search-results]"));
    const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (main.querySelector(`[data-${name}]`));
    const say = JSON.parse(part("words").textContent || "{}");
    const status = part("count"), hints = part("hints"), list = part("hits"), more = part("more");
    const filters = part("filters"), all = /** @type {HTMLElement} */ (document.querySelector("[data-all-pages]"));
    const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
    const [kinds, audiences] = /** @type {HTMLSelectElement[]} */ ([...filters.querySelectorAll("select")]);
    const root = form.dataset.root || "";
    const plural = new Intl.PluralRules(document.documentElement.lang);
    let turn = 0;

    const asked = () => new URLSearchParams(location.search);

    /** @param {Record<string, string>} changes @param {boolean} push a step of the back button */
    function address(changes, push) {
      const now = asked();
      for (const [name, value] of Object.entries(changes)) value ? now.set(name, value) : now.delete(name);
      const query = now.toString();
      history[push ? "pushState" : "replaceState"](null, "", location.pathname + (query && `?${query}`));
    }

    /** @param {any} hit @param {(word: string) => number} match */
    async function entry(hit, match) {
      const [url, title, kind] = ipsSearch.pages()[hit.page];
      const [description, sections, entries] = await ipsSearch.text(hit.page);
      const scored = (hit.anchor ? entries : sections)
        .map(([id, heading, text]) => ({ id, heading, ...passage(text, match), head: found(heading, match).reduce((sum, { bits }) => sum | bits, 0) }))
        .filter(({ bits, head, id }) => (bits || head) && (!hit.anchor || id === hit.anchor))
        .sort((a, b) => count(b.bits | b.head) + count(b.head) - count(a.bits | a.head) - count(a.head));
      const about = passage(description, match);
      const best = scored[0] && count(scored[0].bits) > count(about.bits) ? scored[0] : { text: description };
      const link = /** @type {HTMLAnchorElement} */ (element("a", "", ...marked(hit.heading || title, match)));
      link.href = root + url + (hit.anchor && `#${hit.anchor}`);
      const section = ipsSearch.pages().find((/** @type {any} */ page) => page[0] && url !== page[0] && url.startsWith(page[0].replace(/(index)?\.html$/, "").replace(/\/?$/, "/")));
      const where = [say.kinds[hit.anchor ? "term" : kind], hit.anchor ? title : section && section[1]].filter(Boolean);
      const item = element("li", "hit", element("h3", "", link), element("p", "hit__where", where.join(" · ")), element("p", "", ...marked(best.text, match)));
      const inside = scored.filter(({ id, heading }) => id && heading && !hit.anchor).slice(0, headings);
      if (inside.length) {
        const links = inside.map(({ id, heading }) => {
          const to = /** @type {HTMLAnchorElement} */ (element("a", "", ...marked(heading, match)));
          to.href = `${root}${url}#${id}`;
          return element("li", "", to);
        });
        item.append(element("p", "hit__inside", say.inside), element("ul", "hit__headings", ...links));
      }
      return item;
    }

    /** @param {HTMLSelectElement} select @param {string} value @param {Map<string, number>} counts */
    function offer(select, value, counts) {
      for (const option of select.options) {
        const n = counts.get(option.value) || 0;
        option.hidden = option.value !== "" && option.value !== value && !n;
        option.textContent = option.dataset.name + (option.value ? ` (${n})` : "");
      }
      select.value = value;
      if (select.selectedIndex < 0) select.value = "";
    }

    async function show() {
      const now = ++turn, given = asked();
      const query = (given.get("q") || "").trim();
      for (const link of document.querySelectorAll("[data-languages] a")) {
        const to = /** @type {HTMLAnchorElement} */ (link);
        to.search = query ? `?${new URLSearchParams({ q: query })}` : "";
      }
      all.hidden = query !== "";
      main.hidden = !query;
      if (!query) return;
      if (!(await ready())) {
        all.hidden = false;
        status.textContent = say.failed;
        return;
      }
      const { hits, words } = await ipsSearch.search(query);
      const kind = given.get("kind") || "", audience = given.get("for") || "";
      const what = (/** @type {any} */ hit) => (hit.anchor ? "term" : ipsSearch.pages()[hit.page][2]);
      const whom = (/** @type {any} */ hit) => ipsSearch.pages()[hit.page][3] || [];
      const ofKind = hits.filter((hit) => !kind || what(hit) === kind);
      const forWhom = hits.filter((hit) => !audience || whom(hit).includes(audience));
      const shown = ofKind.filter((hit) => forWhom.includes(hit));
      const some = shown.slice(0, Number(given.get("n")) || perPage);
      const match = matcher(words);
      const items = await Promise.all(some.map((hit) => entry(hit, match)));
      if (now !== turn) return;
      const tally = (/** @type {string[]} */ names) => names.reduce((sum, name) => sum.set(name, (sum.get(name) || 0) + 1), new Map());
      offer(kinds, kind, tally(forWhom.map(what)));
      if (audiences) offer(audiences, audience, tally(ofKind.flatMap(whom)));
      filters.hidden = !hits.length;
      list.replaceChildren(...items);
      more.hidden = some.length >= shown.length;
      status.textContent = fill(shown.length ? say.count[plural.select(shown.length)] || say.count.other : say.none, { n: shown.length, query });
      hints.replaceChildren(...meant(query, words, hits, items), ...(shown.length ? [] : elsewhere(query)));
      hints.hidden = !hints.childElementCount;
    }

    /** What a reader may have meant: the words found instead, or the nearest that there are. */
    function meant(/** @type {string} */ query, /** @type {any[]} */ words, /** @type {any[]} */ hits, /** @type {Element[]} */ items) {
      let better = query;
      for (const { word, folded, near, keys } of words) {
        if (keys.size && !near) continue;
        const seen = new Set(items.flatMap((item) => [...item.querySelectorAll("mark")].map((mark) => mark.textContent || "")));
        const titles = ipsSearch.titles().flatMap((/** @type {string[]} */ title, /** @type {number} */ page) => {
          const whole = searchTerms.tokens(ipsSearch.pages()[page][1]);
          return title.map((_, at) => whole[at]);
        });
        const from = near && seen.size ? [...seen] : titles;
        const most = Math.max(1, Math.floor(folded.length / 3));
        const close = from.map((each) => ({ each, far: ipsSearch.distance(folded, searchTerms.fold(each), most) }))
          .filter(({ far, each }) => far <= most && each.length > 2).sort((a, b) => a.far - b.far)[0];
        if (close) better = better.replace(word, close.each.toLowerCase());
      }
      if (better === query) return [];
      const link = /** @type {HTMLAnchorElement} */ (element("a", "", better));
      link.href = `?${new URLSearchParams({ q: better })}`;
      return [element("p", "", `${say.meant} `, link)];
    }

    /** The same question in the other languages, each in its own words. */
    function elsewhere(/** @type {string} */ query) {
      const links = say.others.map((/** @type {any} */ other) => {
        const link = /** @type {HTMLAnchorElement} */ (element("a", "", fill(other.say, { query })));
        link.lang = other.language;
        link.hreflang = other.language;
        link.href = `${other.href}?${new URLSearchParams({ q: query })}`;
        return element("li", "", link);
      });
      return links.length ? [element("p", "", say.elsewhere), element("ul", "", ...links)] : [];
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      close();
      address({ q: input.value.trim(), kind: "", for: "", n: "" }, true);
      show();
    });
    hints.addEventListener("click", (event) => {
      const link = event.target instanceof Element && event.target.closest("a");
      if (!(link instanceof HTMLAnchorElement) || link.hreflang || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      input.value = new URLSearchParams(link.search).get("q") || "";
      address({ q: input.value, kind: "", for: "", n: "" }, true);
      show();
    });
    kinds.addEventListener("change", () => { address({ kind: kinds.value, n: "" }, false); show(); });
    if (audiences) audiences.addEventListener("change", () => { address({ for: audiences.value, n: "" }, false); show(); });
    more.addEventListener("click", async () => {
      const before = list.childElementCount;
      address({ n: String(before + perPage) }, false);
      await show();
      const next = list.children[before]?.querySelector("a");
      if (next) next.focus();
    });
    // The hits come after the page, so the browser's own way back to the place would be too early.
    history.scrollRestoration = "manual";
    addEventListener("pagehide", () => history.replaceState({ y: scrollY }, ""));
    const restored = history.state && history.state.y;
    addEventListener("popstate", () => {
      input.value = asked().get("q") || "";
      show();
    });
    // What somebody has typed while this script came stays.
    input.value = input.value || asked().get("q") || "";
    show().then(() => restored && scrollTo(0, restored));
  }

  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-search]"))) {
    /** @type {Promise<boolean> | undefined} */
    let opened;
    const ready = () => (opened = opened || ipsSearch.open(`${form.dataset.root}search/`));
    const { close } = searchField.start(form, ready);
    if (form.dataset.search === "page") start(form, ready, close);
  }
})();
