// The colour scheme that the reader has chosen here before, set before anything is painted.
// Nothing is stored until the reader uses the switch (site.js).
(function () {
  document.documentElement.classList.remove("no-js");
  try {
    const chosen = localStorage.getItem("ips-scheme");
    if (chosen === "dark" || chosen === "light") document.documentElement.dataset.scheme = chosen;
  } catch (error) {
    // No storage, no memory: the system's scheme it is.
  }
})();
