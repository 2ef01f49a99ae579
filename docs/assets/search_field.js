// The search field suggests pages while one types (ARIA: combobox with a list). Nothing is chosen
// unasked: Enter without a choice leads to the search page.
const searchField = (function () {
  "use strict";

  const most = 7;

  /**
   * @param {HTMLFormElement} form with data-root (the way to the language's root) and data-said
   * @param {() => Promise<boolean>} ready
   */
  function start(form, ready) {
    const input = /** @type {HTMLInputElement} */ (form.querySelector("[role=combobox]"));
    const list = /** @type {HTMLElement} */ (form.querySelector("[role=listbox]"));
    const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
    const said = JSON.parse(form.dataset.said || "{}");
    const plural = new Intl.PluralRules(document.documentElement.lang);
    let chosen = -1, turn = 0;

    const options = () => /** @type {HTMLElement[]} */ ([...list.children]);

    function close() {
      turn += 1;
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      choose(-1);
    }

    /** @param {number} at -1: nothing is chosen */
    function choose(at) {
      chosen = at;
      for (const [number, option] of options().entries()) option.setAttribute("aria-selected", String(number === at));
      if (at < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", options()[at].id);
        options()[at].scrollIntoView({ block: "nearest" });
      }
    }

    async function suggest() {
      const now = ++turn, query = input.value.trim();
      if (!query || !(await ready())) return close();
      const { hits } = await ipsSearch.search(query, { typing: true });
      if (now !== turn) return;
      const shown = hits.slice(0, most);
      list.replaceChildren(...shown.map(option));
      list.hidden = !shown.length;
      input.setAttribute("aria-expanded", String(shown.length > 0));
      choose(-1);
      const form_ = said.suggestions[plural.select(shown.length)] || said.suggestions.other;
      status.textContent = shown.length ? form_.replace("{n}", String(shown.length)) : said.nothing;
    }

    /** @param {{page: number, anchor: string, heading: string}} hit @param {number} number */
    function option(hit, number) {
      const [address, title, kind] = ipsSearch.pages()[hit.page];
      const item = document.createElement("li");
      item.id = `${list.id}-${number}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.href = form.dataset.root + address + (hit.anchor && `#${hit.anchor}`);
      const what = document.createElement("span");
      what.textContent = said.kinds[hit.anchor ? "term" : kind];
      item.append(hit.heading || title, " ", what);
      return item;
    }

    /** @param {HTMLElement} item */
    const follow = (item) => { location.href = item.dataset.href || ""; };

    input.addEventListener("input", suggest);
    input.addEventListener("keydown", (event) => {
      const { length } = options();
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault(); // the browser would empty the field
        close();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && length) {
        event.preventDefault();
        if (list.hidden) {
          list.hidden = false;
          input.setAttribute("aria-expanded", "true");
        }
        // Past either end is the field itself, where nothing is chosen.
        const step = event.key === "ArrowDown" ? 1 : -1;
        choose(((chosen + 1 + step + length + 1) % (length + 1)) - 1);
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        follow(options()[chosen]);
      }
    });
    form.addEventListener("submit", close);
    form.addEventListener("focusout", (event) => {
      if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
    });
    // Before the field loses the focus, and the list with it.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const item = event.target instanceof Element && event.target.closest("li");
      if (item instanceof HTMLElement) follow(item);
    });
    if (document.activeElement === input) suggest();
    return { close };
  }

  return { start };
})();
