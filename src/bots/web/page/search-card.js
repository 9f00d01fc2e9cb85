/** One who was found: a portrait, facts, why, and what can be done. */
import { make, picture, unseen } from "./dom.js";
import { explained, sayFacts, sayState } from "./search-words.js";

const WHY = { met: "Meets", words: "Words matched", lifted: "Lifted by", lowered: "Lowered by" };
/** A state that the team's choice put somebody in is shown by its button. */
const CHOICES = { selected: "Select", passed: "Pass" };

/** `on` has `open`, `choose` and `compare`, each called with the talent. */
export function hitCard(hit, { on, inRole, compared }) {
  const { personId, name } = hit;
  const opens = make("button", { type: "button", className: "opens-person" }, name);
  opens.addEventListener("click", () => on.open(hit));
  const element = make(
    "li",
    { className: "hit", "data-talent": personId },
    picture(hit.portraitUrl, { size: 96 }),
    make(
      "div",
      { className: "about" },
      make("h3", {}, opens, make("span", { className: "standing" })),
      make("p", { className: "facts" }, sayFacts(hit)),
      make(
        "p",
        { className: "free", "data-free": String(!/^(away|booked|held)/.test(hit.availability)) },
        hit.availability,
      ),
      whyList(hit.why),
      numbers(hit),
    ),
    acts(hit, { on, inRole }),
  );
  showStanding(element, hit.candidate, { inRole });
  showCompared(element, compared);
  return element;
}

/** Select, Pass and Compare for one talent. */
export function acts(talent, { on, inRole }) {
  const act = (label, className, run) => {
    const button = make("button", { type: "button", className }, label, unseen(` ${talent.name}`));
    button.addEventListener("click", () => run(talent));
    return button;
  };
  const choices = inRole ? Object.entries(CHOICES) : [];
  return make(
    "div",
    { className: "acts" },
    ...choices.map(([to, label]) => {
      const button = act(label, to, () => on.choose(talent, to));
      button.ariaPressed = "false";
      return button;
    }),
    act("Compare", "compares", on.compare),
  );
}

/** Where somebody stands in the role: on its button, or in words beside the name. */
export function showStanding(element, candidate, { inRole }) {
  const state = inRole ? candidate?.state : undefined;
  if (state) element.dataset.state = state;
  else delete element.dataset.state;
  for (const to of Object.keys(CHOICES)) {
    const button = element.querySelector(`.acts .${to}`);
    if (button) button.ariaPressed = String(state === to);
  }
  const words = element.querySelector(".standing");
  if (words) words.textContent = state && state !== "submitted" ? sayState(state) : "";
}

export function showCompared(element, compared) {
  const button = element.querySelector(".compares");
  if (button) button.ariaPressed = String(compared);
}

export function whyList(why) {
  const groups = Object.entries(WHY).filter(([kind]) => why[kind].length > 0);
  return make(
    "dl",
    { className: "why" },
    ...groups.map(([kind, title]) =>
      make("div", { className: kind }, make("dt", {}, title), make("dd", {}, why[kind].join(" · "))),
    ),
  );
}

/** What the score is made of. */
export function numbers({ name, explain }, { open = false } = {}) {
  const rows = explained(explain);
  if (rows.length === 0) return "";
  const row = ({ part, points }) =>
    make("tr", {}, make("th", { scope: "row" }, part), make("td", {}, points > 0 ? `+${points}` : `−${-points}`));
  return make(
    "details",
    { className: "numbers", open },
    make("summary", {}, "Numbers", unseen(` behind the place of ${name}`)),
    make("table", {}, make("tbody", {}, ...rows.map(row))),
  );
}
