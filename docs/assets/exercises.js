"use strict";

/**
 * The list of exercises, filtered: `[data-exercises]` holds a form of choices and items that say
 * what each is for. Without this script the list stands there whole.
 */
(() => {
  /** @param {HTMLElement} list */
  const listen = (list) => {
    const form = /** @type {HTMLFormElement} */ (list.querySelector("[data-filter]"));
    const count = /** @type {HTMLElement} */ (list.querySelector("[data-count]"));
    const rules = new Intl.PluralRules(document.documentElement.lang);

    /** @param {HTMLElement} item @param {[string, string][]} wanted */
    const fits = (item, wanted) =>
      wanted.every(([name, value]) => !value || item.dataset[name].split(" ").includes(value));

    const show = () => {
      const wanted = /** @type {[string, string][]} */ ([...new FormData(form)]);
      let shown = 0;
      for (const group of list.querySelectorAll("[data-group]")) {
        const items = [...group.querySelectorAll("li[data-length]")];
        for (const item of items) item.hidden = !fits(item, wanted);
        const left = items.filter((item) => !item.hidden).length;
        group.hidden = left === 0;
        shown += left;
      }
      const said = rules.select(shown) === "one" ? count.dataset.one : count.dataset.other;
      count.textContent = shown ? said.replace("{n}", String(shown)) : count.dataset.none;
    };

    form.hidden = false;
    form.addEventListener("change", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    show();
  };

  document.querySelectorAll("[data-exercises]").forEach(listen);
})();
