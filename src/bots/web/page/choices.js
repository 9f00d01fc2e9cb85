/** What a person may choose in a message: buttons, rows of a list, or numbers to reply with. */
import { make, roving, unseen } from "./dom.js";

const MOST_BUTTONS = 3;

/** Counts the choices of one message, its cards first: the order in which numbered replies are understood. */
export function counter() {
  let position = 0;
  return () => {
    position += 1;
    return position;
  };
}

/** Choices as the surface has them. `tap` is called with a choice and resolves when it is stored. */
export function choices(list, { surface, about, next, tap }) {
  if (surface === "sms") {
    return make("ul", { className: "menu" }, ...list.map((choice) => menuRow(choice, next())));
  }
  const rows = surface === "whatsapp" && list.length > MOST_BUTTONS;
  const buttons = list.map((choice) => button(choice, { rows, about, tap }));
  return roving(
    make(
      "div",
      { className: rows ? "choices rows" : "choices", role: "group", "aria-label": about ? `For ${about}` : "Choices" },
      ...buttons,
    ),
  );
}

const menuRow = (choice, position) =>
  make("li", {}, "Reply ", make("strong", {}, String(position)), ` for ${choice.label}`);

function button(choice, { rows, about, tap }) {
  const element = make(
    "button",
    { type: "button", className: choice.style ?? "plain", "data-action": choice.actionId },
    make("span", { className: "label" }, choice.label),
    about ? unseen(` ${about}`) : "",
    rows && choice.description && choice.description !== choice.label
      ? make("span", { className: "description" }, choice.description)
      : "",
  );
  element.addEventListener("click", async () => {
    if (element.ariaBusy === "true") return;
    element.ariaBusy = "true";
    await tap(choice);
    element.ariaBusy = "false";
  });
  return element;
}

/** Marks the choices that were made. */
export function markUsed(root, used) {
  for (const element of root.querySelectorAll("button[data-action]")) {
    if (!used.includes(element.dataset.action) || element.dataset.used) continue;
    element.dataset.used = "yes";
    element.append(unseen(" (chosen)"));
  }
}
