/* Search and jump: a dialog over every page. Without this file its links open the search page. */
(() => {
  "use strict";
  const MOST = 6;
  const THING = /^\/(products|outcomes|initiatives|objectives|teams|help|check-ins|portfolios)\/[^/]+\/$/;
  const find = (selector) => document.querySelector(selector);
  const dialog = () => find("#jump");
  const input = () => find("#jump input[name=q]");
  const options = () => [...document.querySelectorAll("#jump-list [role=option]")];
  let opener = null;

  /* what this person opened last, kept on this device alone */
  const store = () => `recent:${dialog().dataset.person}`;
  const recents = () => {
    try {
      return JSON.parse(localStorage.getItem(store())) ?? [];
    } catch {
      return [];
    }
  };
  const remember = () => {
    const url = location.pathname;
    const label = find("main h1")?.textContent.trim();
    if (!dialog() || !label || !THING.test(url) || document.body.matches(".p-oops")) return;
    const kept = [{ url, label }, ...recents().filter((one) => one.url !== url)].slice(0, MOST + 1);
    try {
      localStorage.setItem(store(), JSON.stringify(kept));
    } catch {
      /* storage may be closed to us: then nothing is recent */
    }
  };

  const activate = (option) => {
    options().forEach((one) => one.setAttribute("aria-selected", String(one === option)));
    if (option) {
      input().setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input().removeAttribute("aria-activedescendant");
    }
  };

  const showRecents = (list) => {
    const found = recents().filter((one) => one.url !== location.pathname).slice(0, MOST);
    if (!found.length) return;
    const group = document.createElement("div");
    const name = document.createElement("span");
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", "jump-recent");
    Object.assign(name, { id: "jump-recent", className: "jump-g", textContent: dialog().dataset.recent });
    group.append(name);
    found.forEach(({ url, label }) => {
      const option = document.createElement("a");
      const days = new URLSearchParams(location.search);
      [...days.keys()].filter((key) => key !== "on" && key !== "vs").forEach((key) => days.delete(key));
      Object.assign(option, { className: "jump-o", href: days.size ? `${url}?${days}` : url, tabIndex: -1 });
      option.setAttribute("role", "option");
      const text = document.createElement("span");
      text.textContent = label;
      option.append(find("[data-jump-icon]").content.cloneNode(true), text);
      group.append(option);
    });
    list.prepend(group);
  };

  const settle = () => {
    const list = find("#jump-list");
    if (list.dataset.asked === "no") showRecents(list);
    options().forEach((option, place) => (option.id = `jump-${place}`));
    input().setAttribute("aria-expanded", String(options().length > 0));
    activate(options()[0]);
    find("[data-jump-said]").textContent = list.dataset.said ?? "";
  };

  const open = () => {
    if (!dialog() || dialog().open) return;
    opener = document.activeElement;
    dialog().showModal();
    input().select();
    htmx.trigger(input(), "jump");
  };

  const move = (step) => {
    const all = options();
    const here = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
    activate(all[(here + step + all.length) % all.length]);
  };

  const KEYS = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => {
      const chosen = options().find((one) => one.getAttribute("aria-selected") === "true");
      if (chosen) chosen.click();
      else input().form.requestSubmit();
    },
  };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      if (!dialog()) return;
      event.preventDefault();
      open();
    } else if (event.target === input() && KEYS[event.key] && !event.isComposing) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-jump]");
    if (link && dialog() && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open();
    } else if (event.target === dialog() || event.target.closest("[data-jump-close]")) {
      dialog().close();
    }
  });

  document.addEventListener("pointermove", (event) => {
    const option = event.target.closest?.("#jump-list [role=option]");
    if (option && option.getAttribute("aria-selected") !== "true") activate(option);
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id === "jump-found") settle();
  });

  document.addEventListener("DOMContentLoaded", () => {
    remember();
    dialog()?.addEventListener("close", () => opener?.focus?.());
  });
})();
