/* Nested lists of links become a tree: one stop for Tab, arrows within. Without this file they
   stay what they are, lists of links. */
(() => {
  "use strict";
  const ITEM = ".nd, .ci";

  const itemOf = (li) => li.querySelector(`:scope > :is(${ITEM})`);
  const groupOf = (item) => item.parentElement.querySelector(":scope > ul");
  const parentOf = (item) => {
    const li = item.parentElement.parentElement.closest("[data-tree] li");
    return li && itemOf(li);
  };
  const isOpen = (item) => item.getAttribute("aria-expanded") === "true";

  const open = (item, wanted) => {
    item.setAttribute("aria-expanded", String(wanted));
    groupOf(item).hidden = !wanted;
  };

  const grow = (tree, number) => {
    const items = [...tree.querySelectorAll(ITEM)];
    const shown = () => items.filter((item) => !item.closest("ul[hidden]"));

    const enter = (item) => {
      if (!item) return;
      items.forEach((other) => (other.tabIndex = other === item ? 0 : -1));
      item.focus();
    };

    const KEYS = {
      ArrowDown: (item) => enter(shown()[shown().indexOf(item) + 1]),
      ArrowUp: (item) => enter(shown()[shown().indexOf(item) - 1]),
      Home: () => enter(shown()[0]),
      End: () => enter(shown().at(-1)),
      ArrowRight: (item) => {
        const group = groupOf(item);
        if (!group) return;
        if (isOpen(item)) enter(group.querySelector(ITEM));
        else open(item, true);
      },
      ArrowLeft: (item) => {
        if (groupOf(item) && isOpen(item)) open(item, false);
        else enter(parentOf(item));
      },
    };

    tree.setAttribute("role", "tree");
    tree.querySelectorAll("li").forEach((li) => li.setAttribute("role", "none"));
    items.forEach((item, place) => {
      item.setAttribute("role", "treeitem");
      item.tabIndex = place ? -1 : 0;
      const group = groupOf(item);
      if (!group) return;
      group.setAttribute("role", "group");
      group.id = `tree-${number}-${place}`;
      item.setAttribute("aria-owns", group.id);
      open(item, true);
    });

    tree.addEventListener("keydown", (event) => {
      const item = event.target.closest(ITEM);
      if (!item || !KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      KEYS[event.key](item);
    });
  };

  document.addEventListener("DOMContentLoaded", () =>
    document.querySelectorAll("[data-tree]").forEach(grow),
  );
})();
