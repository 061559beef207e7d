/* Conveniences only: every page reads, and every form posts, without this file. */
(() => {
  "use strict";
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);

  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  const switchTheme = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      /* then it holds for this page */
    }
    dispatchEvent(new Event("themechange"));
  };

  const closeMenus = (except) =>
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });

  const toggleNumbers = () => {
    const tables = [...document.querySelectorAll("details.data")];
    const open = !tables.some((table) => table.open);
    tables.forEach((table) => (table.open = open));
  };

  const places = { p: "layout-grid", r: "package", o: "target", i: "flag" };
  const keys = {
    "[": () => find('[data-key="["]')?.click(),
    "]": () => find('[data-key="]"]')?.click(),
    "/": () => find('input[type="search"]')?.focus(),
    f: () => find("[data-filters] select")?.focus(),
    t: toggleNumbers,
  };

  let goSince = 0;
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus();
    const typing = event.target.closest("input, textarea, select");
    if (typing || event.metaKey || event.ctrlKey || event.altKey) return;
    const going = Date.now() - goSince < 900 && places[event.key];
    goSince = event.key === "g" ? Date.now() : 0;
    if (going) {
      find(`[data-place="${going}"]`)?.click();
    } else if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) switchTheme();
    event.target.closest("[data-dismiss]")?.closest("[data-toast]").remove();
    closeMenus(event.target.closest("details.menu"));
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-filters]");
    if (form) form.requestSubmit();
  });

  addEventListener("submit", (event) => {
    if (!event.target.matches("[data-filters]")) return;
    event.target.querySelectorAll("select").forEach((choice) => (choice.disabled = !choice.value));
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-theme-toggle], [data-dismiss]").forEach((button) => (button.hidden = false));
    document.querySelectorAll('[data-toast][role="status"]').forEach((toast) => setTimeout(() => toast.remove(), 10000));
  });
})();
