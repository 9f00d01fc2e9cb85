/** A role's candidates in columns by state. A card moves by its menu or by the mouse; what is allowed the server says. */
import { get, post } from "./api.js";
import { createCandidate } from "./candidate.js";
import { byId, make, picture, unseen } from "./dom.js";
import { menuButton, openMenu } from "./menu.js";

/** The closest to the role first. */
const STATES = {
  booked: "Booked",
  offer: "Offer",
  hold: "Hold",
  pinned: "Pinned",
  avail_check: "Avail check",
  test: "Screen test",
  callback: "Callback",
  auditioned: "Auditioned",
  invited: "Invited",
  under_consideration: "Under consideration",
  selected: "Selected",
  viewed: "Viewed",
  submitted: "Submitted",
  backup: "Backup",
  passed: "Passed",
  released: "Released",
  withdrawn: "Withdrawn",
};
/** Where somebody can be put by hand: a place to let go of a card, also when it is empty. */
const ALWAYS = new Set(["test", "callback", "under_consideration", "selected", "backup", "passed"]);

export function createBoard({ go, settle, tell }) {
  const columns = byId("columns");
  const chooser = byId("role");
  const candidate = createCandidate({
    closed: (id) => columns.querySelector(`[data-candidate="${id}"] .file-of`)?.focus({ preventScroll: true }),
  });
  let board;
  let drawn = "";
  let dragged;

  chooser.addEventListener("change", () => go("board", chooser.value));

  const move = async (person, to) => {
    try {
      const { said } = await post(`/api/candidates/${person.candidateId}/move`, { from: person.state, to });
      tell(said);
    } catch (error) {
      tell(error.message);
    }
    await read(board.roleId).catch((error) => tell(error.message));
    columns.querySelector(`[data-candidate="${person.candidateId}"] .opens`)?.focus();
  };

  const read = async (roleId) => {
    const fresh = await get(`/api/roles/${roleId}/board`);
    await candidate.again();
    const text = JSON.stringify(fresh);
    // An open menu or a card in the hand is not pulled away; the next event draws what is new.
    if (text === drawn || openMenu() || dragged) return;
    drawn = text;
    board = fresh;
    draw();
  };

  const draw = () => {
    const { activeElement } = document;
    const held = activeElement?.closest?.("[data-candidate]")?.dataset.candidate;
    const what = activeElement?.matches(".file-of") ? ".file-of" : ".opens";
    const of = Object.fromEntries(board.groups.map((group) => [group.state, group.people]));
    const shown = Object.keys(STATES).filter((state) => of[state] || ALWAYS.has(state));
    columns.replaceChildren(...shown.map((state) => column(state, of[state] ?? [])));
    if (held) columns.querySelector(`[data-candidate="${held}"] ${what}`)?.focus({ preventScroll: true });
    const count = board.groups.reduce((sum, { people }) => sum + people.length, 0);
    byId("board-sum").textContent =
      `${count} ${count === 1 ? "candidate" : "candidates"}, ${of.booked?.length ?? 0} booked of ${board.headcount} needed.`;
  };

  const column = (state, people) => {
    const element = make(
      "section",
      { className: "column", "data-state": state, "aria-labelledby": `column-${state}` },
      make(
        "h3",
        { id: `column-${state}` },
        STATES[state],
        make("span", { className: "count" }, unseen(", "), String(people.length)),
      ),
      make("ul", {}, ...people.map((person) => card(person))),
    );
    const may = () => dragged?.moves.includes(state);
    element.addEventListener("dragover", (event) => {
      if (!may()) return;
      event.preventDefault();
      element.classList.add("over");
    });
    element.addEventListener("dragleave", (event) => {
      if (!element.contains(event.relatedTarget)) element.classList.remove("over");
    });
    element.addEventListener("drop", (event) => {
      if (!may()) return;
      event.preventDefault();
      const person = dragged;
      letGo();
      void move(person, state);
    });
    return element;
  };

  const letGo = () => {
    dragged = undefined;
    for (const one of columns.children) one.classList.remove("may", "over");
  };

  const card = (person) => {
    const { candidateId, name, moves } = person;
    const element = make(
      "li",
      { className: "person", "data-candidate": candidateId, draggable: moves.length > 0 },
      picture(person.portraitUrl, { size: 56 }),
      make("h4", {}, name),
      make("div", { className: "facts" }, ...facts(person)),
      make(
        "div",
        { className: "acts" },
        fileButton(person),
        moves.length > 0
          ? menuButton({
              key: candidateId,
              label: "Move",
              name: `Move ${name}`,
              items: moves.map((to) => ({ label: STATES[to], choose: () => move(person, to) })),
            })
          : "",
      ),
    );
    element.addEventListener("dragstart", (event) => {
      dragged = person;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", name);
      for (const one of columns.children) one.classList.toggle("may", moves.includes(one.dataset.state));
    });
    element.addEventListener("dragend", letGo);
    return element;
  };

  const fileButton = ({ candidateId, name, notes }) => {
    const said = notes === 0 ? "Notes" : notes === 1 ? "1 note" : `${notes} notes`;
    const button = make(
      "button",
      { type: "button", className: "file-of", "aria-label": `${said} and votes: ${name}` },
      said,
    );
    button.addEventListener("click", () => candidate.open(candidateId).catch((error) => tell(error.message)));
    return button;
  };

  return {
    async load(roleId) {
      const roles = await get("/api/roles");
      byId("no-board").hidden = roles.length > 0;
      columns.hidden = roles.length === 0;
      chooser.parentElement.hidden = roles.length === 0;
      if (roles.length === 0) return;
      const chosen = roles.find((role) => role.id === roleId) ?? roles[0];
      if (roleId !== chosen.id) settle("board", chosen.id);
      choose(chooser, roles, chosen.id);
      await read(chosen.id);
    },
  };
}

function choose(chooser, roles, id) {
  const options = roles.map(({ title, state }) => (state === "open" ? title : `${title} (${state})`));
  const same =
    chooser.options.length === roles.length &&
    roles.every((role, at) => chooser.options[at].value === role.id && chooser.options[at].text === options[at]);
  if (!same) chooser.replaceChildren(...roles.map((role, at) => make("option", { value: role.id }, options[at])));
  chooser.value = id;
}

const HOLDS = { avail_check: "dates asked", first_refusal: "first refusal", pin: "pin", hold: "hold" };
const DAY = new Intl.DateTimeFormat("en-IN", { day: "numeric", month: "short", timeZone: "UTC" });

function facts({ votes, tags, hold, why, movedBy }) {
  const cast = ["yes", "maybe", "no"].filter((vote) => votes[vote] > 0);
  const parts = [];
  if (cast.length > 0) {
    parts.push(
      make(
        "p",
        { className: "votes" },
        unseen("Votes: "),
        ...cast.map((vote) => make("span", { className: vote }, `${vote} ${votes[vote]}`)),
      ),
    );
  }
  if (hold) parts.push(make("p", { className: "hold" }, sayHold(hold)));
  if (tags.length > 0)
    parts.push(make("ul", { className: "tags", "aria-label": "Tags" }, ...tags.map((tag) => make("li", {}, tag))));
  if (why) parts.push(make("p", { className: "why" }, movedBy ? `${why}, ${movedBy}` : why));
  return parts;
}

function sayHold({ kind, state, place, from, to, answer }) {
  const [first, last] = [from, to].map((day) => DAY.format(new Date(`${day}T00:00:00Z`)));
  const dates = first === last ? first : `${first} to ${last}`;
  const what = state === "booked" ? "booked" : kind === "avail_check" ? HOLDS[kind] : `${HOLDS[kind]} ${place}`;
  return [what, dates, answer && `says ${answer}`].filter(Boolean).join(", ");
}
