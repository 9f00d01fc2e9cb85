/**
 * A menu that a button opens: arrow keys move in it, Enter chooses, Escape goes back to the button. The document hears
 * `menuclosed`, so that what waited for it can be drawn.
 */
import { make } from "./dom.js";

let open;

/** The key of the button whose menu is open. */
export const openMenu = () => open?.dataset.key;

/** A button with the menu of `items` ({ label, choose }); `key` names it to `openMenu`. */
export function menuButton({ key, label, name, items }) {
  const button = make(
    "button",
    { type: "button", className: "opens", "data-key": key, "aria-haspopup": "menu", "aria-label": name },
    label,
  );
  button.ariaExpanded = "false";
  button.addEventListener("click", () => show(button, { name, items }));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    show(button, { name, items, last: event.key === "ArrowUp" });
  });
  return button;
}

function show(button, { name, items, last = false }) {
  const menu = make(
    "div",
    { className: "menu-of", role: "menu", "aria-label": name, popover: "auto" },
    ...items.map(({ label, choose }) => {
      const item = make("button", { type: "button", role: "menuitem", tabIndex: -1 }, label);
      item.addEventListener("click", () => {
        menu.hidePopover();
        choose();
      });
      return item;
    }),
  );
  menu.addEventListener("keydown", (event) => walk(event, menu));
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "open") return;
    const inside = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    button.ariaExpanded = "false";
    open = undefined;
    if (inside && button.isConnected) button.focus();
    document.dispatchEvent(new Event("menuclosed"));
  });
  button.after(menu);
  menu.showPopover();
  place(menu, button);
  button.ariaExpanded = "true";
  open = button;
  (last ? menu.lastElementChild : menu.firstElementChild).focus();
}

function place(menu, button) {
  const at = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + 4 + height <= innerHeight;
  menu.style.insetInlineStart = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  menu.style.insetBlockStart = `${below ? at.bottom + 4 : Math.max(8, at.top - 4 - height)}px`;
}

function walk(event, menu) {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const letter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey;
  const typed = letter
    ? [...items.keys()]
        .map((step) => (at + 1 + step) % items.length)
        .find((index) => items[index].textContent.toLowerCase().startsWith(event.key.toLowerCase()))
    : undefined;
  const next =
    typed ??
    {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    }[event.key];
  if (event.key === "Tab") menu.hidePopover();
  if (next === undefined) return;
  event.preventDefault();
  items[next].focus();
}
