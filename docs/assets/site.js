// The header's buttons: menu and colour scheme. Without JavaScript they are not shown: the menu is
// open then, and the system decides the scheme. And the search, fetched when somebody types.
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

  const menu = document.getElementById("menu");
  opener("menu", (open) => menu && menu.toggleAttribute("data-open", open)).set(false);

  // What the search needs is fetched at the first key stroke, or for a question in the address.
  const search = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-search]"));
  if (search) {
    const input = /** @type {HTMLInputElement} */ (search.elements.namedItem("q"));
    let asked = false;
    const fetchSearch = () => {
      if (asked) return;
      asked = true;
      const script = document.createElement("script");
      script.src = search.dataset.script || "";
      document.body.append(script);
    };
    input.addEventListener("input", fetchSearch);
    const question = search.dataset.search === "page" && new URLSearchParams(location.search).get("q");
    if (question) fetchSearch();
    document.addEventListener("keydown", (event) => {
      const at = /** @type {Element} */ (event.target);
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (at.matches("input, select, textarea, [contenteditable]")) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }

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
