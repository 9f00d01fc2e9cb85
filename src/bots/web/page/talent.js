/** Whose phones are on the stage: a combobox over all talent, and those lately written to a press away. */
import { get } from "./api.js";
import { byId, make, picture, roving } from "./dom.js";

const SEARCH_AFTER_MS = 200;
const ROWS = 12;
const RECENT = 4;

/** `onPick` is called with a talent, whether it is the `same` as before and was `chosen` by hand; `list()` reads who was written to and returns the latest. */
export function createPicker({ onPick, onProblem }) {
  const input = byId("who");
  const listbox = byId("who-list");
  let talents = [];
  let chosen;
  let rows = [];
  let active = -1;
  let asked = 0;
  let timer;

  const close = () => {
    listbox.hidden = true;
    input.ariaExpanded = "false";
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const show = (found) => {
    rows = found.slice(0, ROWS);
    listbox.replaceChildren(
      ...rows.map((talent, index) => option(talent, index, talent.personId === chosen?.personId)),
    );
    if (rows.length === 0)
      listbox.append(
        make("div", { className: "option nobody", role: "option", "aria-disabled": "true" }, "Nobody found"),
      );
    listbox.hidden = false;
    input.ariaExpanded = "true";
    active = -1;
    input.removeAttribute("aria-activedescendant");
  };
  const move = (to) => {
    const options = [...listbox.children];
    options[active]?.classList.remove("active");
    active = (to + rows.length) % rows.length;
    options[active].classList.add("active");
    options[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active].id);
  };
  const pick = (talent, byHand = true) => {
    const same = talent.personId === chosen?.personId;
    chosen = talent;
    input.value = talent.name;
    close();
    marks();
    onPick(talent, { same, chosen: byHand });
  };

  /** Names at once; what else the words may mean from the server's search. */
  const find = async () => {
    const words = input.value.trim().toLowerCase();
    const named = talents.filter((talent) => talent.name.toLowerCase().includes(words));
    show(named);
    clearTimeout(timer);
    if (!words || named.length >= ROWS) return;
    asked += 1;
    const mine = asked;
    timer = setTimeout(async () => {
      try {
        const { hits } = await get(`/api/talent/search?limit=${ROWS}&q=${encodeURIComponent(words)}`);
        const seen = new Set(named.map((talent) => talent.personId));
        if (mine === asked && !listbox.hidden) show([...named, ...hits.filter((hit) => !seen.has(hit.personId))]);
      } catch (error) {
        onProblem(error.message);
      }
    }, SEARCH_AFTER_MS);
  };

  const marks = () => {
    const recent = talents.filter((talent) => talent.writtenTo).slice(0, RECENT);
    const group = byId("recent");
    const held = group.contains(document.activeElement);
    group.replaceChildren(
      ...recent.map((talent) => chip(talent, talent.personId === chosen?.personId, () => pick(talent))),
    );
    group.hidden = recent.length === 0;
    const pressed = group.querySelector('[aria-pressed="true"]') ?? group.firstElementChild;
    for (const one of group.children) one.tabIndex = one === pressed ? 0 : -1;
    if (held) pressed?.focus();
  };
  roving(byId("recent"));

  input.addEventListener("input", find);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("click", () => listbox.hidden && show(talents));
  input.addEventListener("blur", () => {
    close();
    if (chosen) input.value = chosen.name;
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      if (chosen) input.value = chosen.name;
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (listbox.hidden) show(talents);
      if (rows.length > 0) move(event.key === "ArrowDown" ? active + 1 : active < 0 ? rows.length - 1 : active - 1);
    } else if (event.key === "Enter" && !listbox.hidden) {
      event.preventDefault();
      const talent = rows[Math.max(active, 0)];
      if (talent) pick(talent);
    }
  });
  listbox.addEventListener("mousedown", (event) => event.preventDefault());
  listbox.addEventListener("click", (event) => {
    const talent = rows[[...listbox.children].indexOf(event.target.closest(".option"))];
    if (talent) pick(talent);
  });

  return {
    pick,
    chosen: () => chosen,
    async list() {
      ({ talents } = await get("/api/stage/talent"));
      marks();
      return talents[0];
    },
  };
}

const option = (talent, index, selected) =>
  make(
    "div",
    { className: "option", role: "option", id: `who-${index}`, "aria-selected": String(selected) },
    picture(talent.portraitUrl),
    make("span", { className: "name" }, talent.name),
    make("span", { className: "about" }, about(talent)),
  );

const about = ({ ageMin, ageMax, city, languages, isMinor }) =>
  [`${ageMin}–${ageMax}`, city, languages.slice(0, 3).join(", "), isMinor && "guardian answers"]
    .filter(Boolean)
    .join(" · ");

function chip(talent, pressed, onClick) {
  const button = make(
    "button",
    { type: "button", className: "chip", "aria-pressed": String(pressed), "aria-label": talent.name },
    picture(talent.portraitUrl, { size: 28 }),
    talent.name.split(" ")[0],
  );
  button.addEventListener("click", onClick);
  return button;
}
