/* A page left open asks now and then whether newer figures exist, and takes them in without
   losing the reader's place: scroll, focus and open details stay. Without this file nothing happens. */
(() => {
  "use strict";
  const EVERY = 60_000;
  const SOON = 2_000;
  const main = () => document.querySelector("#main");
  const place = () => document.querySelector("[data-live]");
  let known, waiting, asked = 0;

  const isBusy = () =>
    main().contains(document.activeElement) && document.activeElement.matches("input, select, textarea")
    || Boolean(main().querySelector("details.menu[open]"))
    || !getSelection().isCollapsed;

  /* what a thing is called in the old page and in the new one alike */
  const nameOf = (element) => {
    if (element.id) return `#${element.id}`;
    const home = element.closest("[id], section, figure, nav, form");
    const label = home?.getAttribute("aria-labelledby") ?? home?.id ?? "";
    const words = element.getAttribute("href") ?? element.getAttribute("name") ?? element.tagName;
    return `${label} ${words}`;
  };
  const alike = (selector, name) =>
    [...main().querySelectorAll(selector)].find((element) => nameOf(element) === name);

  const remember = () => {
    const focused = document.activeElement;
    const top = [...main().querySelectorAll("[id]")].find((e) => e.getBoundingClientRect().bottom > 0);
    return {
      open: [...main().querySelectorAll("details[open]")].map((details) => [nameOf(details), details]),
      focus: main().contains(focused) && focused !== main() ? nameOf(focused) : null,
      top: top && { id: top.id, at: top.getBoundingClientRect().top },
      scroll: scrollY,
    };
  };

  const restore = (memory) => {
    for (const [name, before] of memory.open) {
      const details = alike("details", name);
      if (!details) continue;
      const [old, fresh] = [before, details].map((one) => one.querySelector(".numbers"));
      if (old && fresh) fresh.replaceChildren(...old.childNodes);
      details.open = true;
    }
    if (memory.focus) alike("a, button, summary, select, input", memory.focus)?.focus({ preventScroll: true });
    const top = memory.top && document.getElementById(memory.top.id);
    if (top) scrollBy(0, top.getBoundingClientRect().top - memory.top.at);
    else scrollTo(0, memory.scroll);
  };

  const say = (words, button) => {
    place().replaceChildren(...[words, button].filter(Boolean));
  };

  const takeIn = () => {
    const { page, etag } = waiting;
    const memory = remember();
    const fresh = document.adoptNode(page.querySelector("#main"));
    const { figures } = fresh.querySelector("[data-live]").dataset;
    fresh.querySelector("[data-live]").remove();
    [...main().children].forEach((child) => child === place() || child.remove());
    main().prepend(...fresh.childNodes); /* the place for news stays: it is being listened to */
    htmx.process(main());
    document.dispatchEvent(new CustomEvent("htmx:afterSwap"));
    restore(memory);
    [known, waiting] = [etag, null];
    place().dataset.figures = figures;
    say(place().dataset.taken);
    setTimeout(() => waiting || say(""), 8_000);
  };

  const offer = () => {
    const button = document.createElement("button");
    button.className = "btn sm primary";
    button.textContent = place().dataset.show;
    button.addEventListener("click", takeIn);
    say(place().dataset.newer, button);
  };

  const ask = async () => {
    if (document.hidden || !known || Date.now() - asked < SOON) return;
    asked = Date.now();
    const headers = { "If-None-Match": known };
    const answer = await fetch(location.href, { headers, cache: "no-store", redirect: "manual" }).catch(() => null);
    const etag = answer?.status === 200 && answer.headers.get("ETag");
    if (!etag || etag === known) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const figures = page.querySelector("[data-live]")?.dataset.figures;
    if (!figures) return;
    if (figures === place().dataset.figures) {
      known = etag; /* nothing a reader would see is new */
      return;
    }
    waiting = { page, etag };
    if (isBusy()) offer();
    else takeIn();
  };

  document.addEventListener("DOMContentLoaded", () => {
    known = place()?.dataset.live;
    if (!known) return;
    setInterval(ask, EVERY);
    document.addEventListener("visibilitychange", ask);
  });
})();
