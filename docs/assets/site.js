// The header's buttons: menu, search and colour scheme. Without JavaScript they are not shown:
// the menu is open then, and the system decides the scheme.
(function () {
  "use strict";

  /** @param {string} name @returns {HTMLButtonElement | null} */
  const button = (name) => document.querySelector(`[data-${name}-button]`);

  /**
   * A button that opens a panel; Escape closes it and gives the focus back.
   * @param {string} name
   * @param {(open: boolean) => void} apply shows or hides the panel
   */
  function opener(name, apply) {
    const control = button(name);
    if (!control) return { set() {} };
    const set = (/** @type {boolean} */ open) => {
      control.setAttribute("aria-expanded", String(open));
      apply(open);
    };
    control.hidden = false;
    control.addEventListener("click", () => set(control.getAttribute("aria-expanded") !== "true"));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || control.getAttribute("aria-expanded") !== "true") return;
      set(false);
      control.focus();
    });
    return { set };
  }

  /**
   * Material's script was made for a dialog. In a panel its results have to be reached with Tab,
   * and its keys (s, f, /; any letter goes to the field) must not be heard: calculators take typing.
   * @param {HTMLElement | null} panel
   * @param {HTMLElement | null} field
   */
  function tame(panel, field) {
    if (!panel || !field) return;
    const results = () => [...panel.querySelectorAll("ol a")];
    document.addEventListener("keydown", (event) => {
      const arrow = event.key === "ArrowUp" || event.key === "ArrowDown";
      if (!(arrow && panel.contains(document.activeElement))) event.stopPropagation();
      if (event.key !== "Enter" || event.target !== field) return;
      event.preventDefault();
      const [first] = results();
      if (first instanceof HTMLElement) first.focus();
    });
    new MutationObserver(() => {
      for (const each of panel.querySelectorAll("ol [tabindex]")) each.removeAttribute("tabindex");
      for (const each of panel.querySelectorAll("article:not([data-short])")) shorten(each);
    }).observe(panel, { childList: true, subtree: true });
  }

  /**
   * A result is its title and two lines or so; Material gives all that its section says.
   * @param {Element} article
   */
  function shorten(article) {
    article.setAttribute("data-short", "");
    let left = 150;
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    for (const text of texts) {
      if (text.parentElement && text.parentElement.closest("h1, h2")) continue;
      const { length } = text.data;
      if (length > left) text.data = left > 0 ? text.data.slice(0, left).replace(/\s+\S*$/, " …") : "";
      left -= length;
    }
    for (const each of article.querySelectorAll("p, ul, ol, li")) {
      if (!(each.textContent || "").trim()) each.remove();
    }
  }

  const menu = document.getElementById("menu");
  opener("menu", (open) => menu && menu.toggleAttribute("data-open", open)).set(false);

  const search = document.getElementById("search");
  const query = document.getElementById("query");
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  let fetched = false;
  // Opened from disk, a browser lets no script read the index: no button is better than a dead one.
  if (location.protocol !== "file:") opener("search", (open) => {
    if (!search) return;
    search.toggleAttribute("data-open", open);
    if (open && query) query.focus();
    if (!open || fetched) return;
    fetched = true;
    const script = document.createElement("script");
    script.src = own.dataset.searchScript || "";
    document.body.append(script);
  });

  tame(search, query);

  const scheme = button("scheme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : dark.matches);
  function label() {
    if (!scheme) return;
    const word = isDark() ? scheme.dataset.light : scheme.dataset.dark;
    const shown = scheme.querySelector("span");
    if (shown) shown.textContent = word || "";
  }
  if (scheme) {
    scheme.hidden = false;
    label();
    dark.addEventListener("change", label);
    scheme.addEventListener("click", () => {
      root.dataset.scheme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("ips-scheme", root.dataset.scheme);
      } catch (error) {
        // The choice holds for this page.
      }
      label();
    });
  }

  // A link in the switcher keeps the place on the page; a calculator has its own way with values.
  for (const link of document.querySelectorAll("[data-languages] a")) {
    link.addEventListener("click", () => {
      const target = /** @type {HTMLAnchorElement} */ (link);
      if (!target.hash && !location.hash.includes("=")) target.hash = location.hash;
    });
  }
})();
