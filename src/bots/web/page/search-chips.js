/** What was understood of a brief: each part can be taken away, changed in a form, or corrected in words. */
import { byId, make } from "./dom.js";

/** `on` has `change` (a field's name) and `without` (what is sought then). */
export function drawChips({ chips, assumed, ignored, by }, { on }) {
  byId("chips").replaceChildren(...chips.map((chip) => item(chip, on)));
  byId("chips").hidden = chips.length === 0;
  say("assumed", "Assumed", assumed);
  say("ignored", "Not used", ignored);
  byId("read-by").hidden = !by;
  byId("read-by").textContent = by === "claude" ? "Read by Claude" : "Read by plain rules";
}

function item({ field, said, wish, without }, on) {
  const change = make("button", { type: "button", className: "change", "data-field": field }, said);
  change.addEventListener("click", () => on.change(field));
  const remove = make("button", { type: "button", className: "remove", "aria-label": `Remove: ${said}` }, "×");
  remove.addEventListener("click", () => on.without(without));
  return make("li", { className: wish ? "chip wish" : "chip" }, change, remove);
}

function say(id, title, phrases) {
  byId(id).hidden = phrases.length === 0;
  byId(id).replaceChildren(make("strong", {}, `${title}: `), phrases.join("; "));
}
