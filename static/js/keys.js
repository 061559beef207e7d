/* Single keys, never while somebody types, and off for whoever wants them off. */
(() => {
  "use strict";
  const PATIENCE = 900;
  const PLACES = { p: "layout-grid", t: "spline", d: "package", r: "users", o: "target", i: "flag" };
  const find = (selector) => document.querySelector(selector);

  const isOn = () => {
    try {
      return localStorage.getItem("keys") !== "off";
    } catch {
      return true;
    }
  };

  const switchKeys = (on) => {
    try {
      localStorage.setItem("keys", on ? "on" : "off");
    } catch {
      /* storage may be closed to us: then they stay on */
    }
  };

  const toggleNumbers = () => {
    const tables = [...document.querySelectorAll("details.data")];
    const open = !tables.some((table) => table.open);
    tables.forEach((table) => (table.open = open));
  };

  /* the link that stands for each row of a list */
  const rows = () => [...document.querySelectorAll(".list tbody th > a, .list .t-h > .lk-n, .list [data-row]")];

  const step = (by) => {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
    all[next]?.focus();
    all[next]?.scrollIntoView({ block: "nearest" });
  };

  const KEYS = {
    "[": () => find('[data-key="["]')?.click(),
    "]": () => find('[data-key="]"]')?.click(),
    "/": () => find("[data-jump]")?.click(),
    f: () => find("[data-filters] select")?.focus(),
    j: () => step(1),
    k: () => step(-1),
    o: () => rows().includes(document.activeElement) && document.activeElement.click(),
    t: toggleNumbers,
    c: () => (find("main [data-check-in]") ?? find("[data-check-in]"))?.click(),
    "?": () => {
      find("[data-keys-switch]").checked = isOn();
      find("#keys").showModal();
    },
  };

  let goSince = 0;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, dialog");
    if (typing || event.metaKey || event.ctrlKey || event.altKey) return;
    if (!isOn() && event.key !== "?") return;
    const place = Date.now() - goSince < PATIENCE && PLACES[event.key];
    goSince = event.key === "g" ? Date.now() : 0;
    if (place) {
      find(`[data-place="${place}"]`)?.click();
    } else if (KEYS[event.key] && find("#keys")) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys-switch]")) switchKeys(event.target.checked);
  });
})();
