/* Conveniences only: every page reads, and every form posts, without this file. */
(() => {
  "use strict";
  const TOAST = 10_000;
  const CHOICES = 'select, [type="search"]';
  const root = document.documentElement;

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

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) switchTheme();
    event.target.closest("[data-dismiss]")?.closest("[data-toast]").remove();
    closeMenus(event.target.closest("details.menu"));
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-filters] select")) event.target.form.requestSubmit();
  });

  /* keeps empty choices out of the address */
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-filters]")) return;
    event.target.querySelectorAll(CHOICES).forEach((choice) => (choice.disabled = !choice.value));
  });

  /* a page that comes back from the history has its choices again */
  addEventListener("pageshow", () => {
    document.querySelectorAll("[data-filters]").forEach((form) => {
      form.reset();
      form.querySelectorAll(CHOICES).forEach((choice) => (choice.disabled = false));
    });
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".tabs [aria-current]").forEach((tab) => {
      tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 16;
    });
    document.querySelectorAll("[data-theme-toggle], [data-dismiss]").forEach((button) => (button.hidden = false));
    document.querySelectorAll('[data-toast][role="status"]').forEach((toast) => setTimeout(() => toast.remove(), TOAST));
  });
})();
