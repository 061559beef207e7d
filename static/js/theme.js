/* Runs before the first paint, so that no page flashes in the wrong theme. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.dataset.script = "on";
  try {
    const theme = localStorage.getItem("theme");
    if (theme) root.dataset.theme = theme;
  } catch {
    /* storage may be closed to us: then the system decides */
  }
})();
