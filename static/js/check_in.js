/* The check-in form: keys, a draft on this device, and publishing that survives a lost connection.
   Without this file the form posts as any other. */
(() => {
  "use strict";
  const KEPT_FOR = 7 * 24 * 3600 * 1000;
  const UNKEPT = ["csrfmiddlewaretoken"];
  const form = () => document.querySelector("#check-in");
  const find = (selector) => document.querySelector(selector);
  let sending = false;

  const storage = (action) => {
    try {
      return action(localStorage);
    } catch {
      return null; /* storage may be closed to us: then nothing is kept */
    }
  };

  const draftOf = (sheet) => {
    const entries = [...new FormData(sheet)].filter(([name]) => !UNKEPT.includes(name));
    return JSON.stringify({ at: Date.now(), entries });
  };

  const keep = () => storage((store) => store.setItem(form().dataset.draft, draftOf(form())));
  const forget = () => storage((store) => store.removeItem(form().dataset.draft));

  const kept = () => {
    const text = storage((store) => store.getItem(form().dataset.draft));
    const draft = text && JSON.parse(text);
    return draft && Date.now() - draft.at < KEPT_FOR ? draft.entries : null;
  };

  const fill = (entries) => {
    const values = new Map(entries);
    for (const field of form().elements) {
      if (!field.name || field.type === "submit" || UNKEPT.includes(field.name)) continue;
      if (field.type === "radio") field.checked = values.get(field.name) === field.value;
      else if (field.type === "checkbox") field.checked = values.has(field.name);
      else if (values.has(field.name)) field.value = values.get(field.name);
    }
  };

  const drawSlider = () => {
    const slider = find("#id_confidence");
    slider?.style.setProperty("--v", `${(100 * slider.value) / slider.max}%`);
  };

  const show = (selector, on) => {
    find(selector).hidden = !on;
  };

  const restore = () => {
    const entries = !("answered" in form().dataset) && kept();
    if (!entries) return;
    fill(entries);
    show("[data-restored]", true);
    form().dispatchEvent(new Event("input", { bubbles: true }));
  };

  const open = () => {
    drawSlider();
    const health = form().querySelector("[name=health]:checked") ?? form().querySelector("[name=health]");
    (find("[aria-invalid=true]") ?? health).focus({ preventScroll: true });
  };

  const replaceWith = async (response) => {
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    find("#main").replaceWith(document.adoptNode(page.querySelector("#main")));
    htmx.process(find("#main"));
    keep();
    open();
    (find(".both") ?? find("[aria-invalid=true]") ?? find("#main")).scrollIntoView({ block: "center" });
  };

  const take = async (response) => {
    if (response.status === 201) {
      forget();
      location.assign(response.headers.get("Location"));
      return;
    }
    if (response.type === "opaqueredirect") {
      location.assign(form().dataset.signIn); /* signed out: the draft waits here */
      return;
    }
    if (response.status === 409 || response.status === 422) await replaceWith(response);
    else show("[data-unsent]", true);
  };

  const publish = async (button) => {
    if (sending) return;
    sending = true;
    keep();
    const body = new FormData(form());
    if (button?.name) body.set(button.name, button.value);
    const options = { method: "POST", body, redirect: "manual", headers: { "X-Requested-With": "fetch" } };
    try {
      await take(await fetch(form().action, options));
    } catch (problem) {
      if (!(problem instanceof TypeError)) throw problem;
      show("[data-unsent]", true);
      find("[data-unsent]").scrollIntoView({ block: "center" });
    } finally {
      sending = false;
    }
  };

  const setHealth = (place) => {
    const choice = form().querySelectorAll("[name=health]")[place];
    if (!choice) return;
    choice.checked = true;
    choice.focus();
    choice.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const singleKeysAreOn = () => storage((store) => store.getItem("keys")) !== "off";
  const isTyping = (target) =>
    target.closest("textarea, select, dialog, input:not([type=radio], [type=checkbox], [type=range])");

  document.addEventListener("keydown", (event) => {
    const withControl = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && withControl) {
      event.preventDefault();
      publish(find("[data-publish]"));
    } else if (event.key === "Enter" && event.target.matches("#check-in input")) {
      event.preventDefault(); /* Enter in a value is no wish to publish */
    } else if (event.key === "Escape" && !event.target.closest("dialog")) {
      find("[data-cancel]")?.click();
    } else if (/^[1-4]$/.test(event.key) && !withControl && !isTyping(event.target) && singleKeysAreOn()) {
      setHealth(Number(event.key) - 1);
    }
  });

  document.addEventListener("submit", (event) => {
    if (event.target !== form() || event.submitter?.name === "preview") return;
    event.preventDefault();
    publish(event.submitter);
  });

  document.addEventListener("input", (event) => {
    if (!event.target.closest("#check-in")) return;
    drawSlider();
    keep();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-retry]")) {
      show("[data-unsent]", false);
      publish(find("[data-publish]"));
    }
    const discard = event.target.closest("[data-discard]");
    if (discard) forget();
    if (discard?.matches("button")) location.reload();
  });

  addEventListener("online", () => form() && show("[data-unsent]", false));
  document.addEventListener("DOMContentLoaded", () => {
    restore();
    open();
  });
})();
