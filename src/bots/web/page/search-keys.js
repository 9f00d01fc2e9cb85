/** The keys of the search: they count only while somebody who was found has the focus, or is open. */
import { byId, make } from "./dom.js";

const KEYS = [
  ["j or ↓", "the next one", ["j", "ArrowDown"], "next"],
  ["k or ↑", "the one before", ["k", "ArrowUp"], "before"],
  ["Enter", "open", [], undefined],
  ["s", "select", ["s"], "select"],
  ["p", "pass", ["p"], "pass"],
  ["c", "add to compare, or take away", ["c"], "compare"],
  ["u", "undo the last Select or Pass", ["u"], "undo"],
  ["/", "back to the brief", ["/"], "brief"],
  ["?", "show these keys", ["?"], "help"],
];
const DOES = new Map(KEYS.flatMap(([, , keys, does]) => keys.map((key) => [key, does])));

/** What a key press means; undefined for none, and while something is typed. */
function meaningOf({ key, ctrlKey, metaKey, altKey, target }) {
  if (ctrlKey || metaKey || altKey || target.closest("input, textarea, select")) return undefined;
  return DOES.get(key.length === 1 ? key.toLowerCase() : key);
}

export function createKeys({ list, now, on, results, person, open, undo, tell }) {
  byId("keys-list").replaceChildren(
    ...KEYS.map(([keys, does]) => make("div", {}, make("dt", {}, make("kbd", {}, keys)), make("dd", {}, does))),
  );
  const help = () => byId("keys").showModal();
  byId("keys-open").addEventListener("click", help);

  const step = (id, by) => {
    const next = results.beside(id, by);
    if (!next) return tell(by > 0 ? "That is the last one here." : "That is the first one.");
    return person.isOpen() ? open(next.personId) : results.focusOn(next.personId);
  };
  const choose = (hit, choice) => {
    if (now().role) return hit && on.choose(hit, choice);
    tell("Choose the role first: Select and Pass make candidates of it.");
    return person.isOpen() || byId("search-role").focus();
  };
  const press = (event) => {
    const id = person.isOpen() ? now().open : event.target.closest("[data-talent]")?.dataset.talent;
    const means = meaningOf(event);
    if (!means || !id) return;
    event.preventDefault();
    const hit = results.hitOf(id);
    const does = {
      next: () => step(id, 1),
      before: () => step(id, -1),
      select: () => choose(hit, "selected"),
      pass: () => choose(hit, "passed"),
      compare: () => hit && on.compare(hit),
      undo,
      brief: () => person.isOpen() || byId("brief").focus(),
      help,
    };
    void does[means]();
  };
  list.addEventListener("keydown", press);
  byId("person").addEventListener("keydown", press);
}
