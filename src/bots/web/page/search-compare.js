/** Two to four people side by side: a tray of names, and a table in a dialog. */
import { post } from "./api.js";
import { byId, make, picture, unseen } from "./dom.js";
import { acts, showStanding } from "./search-card.js";
import { sayAges, sayFilter, sayHeight, sayLanguages, sayRate } from "./search-words.js";

const MOST = 4;
const ROWS = [
  ["Plays", (one) => sayAges(one).replace("plays ", "")],
  ["Lives in", ({ city }) => city ?? "not known"],
  ["Languages", sayLanguages],
  ["Height", sayHeight],
  ["Rate", sayRate],
  ["Union", ({ unionName }) => unionName ?? "none known"],
  ["Dates", ({ availability }) => availability],
  ["Skills", ({ skills }) => skills.join(", ") || "none named"],
  ["Work", ({ experienceYears: years }) => (years === null ? "not known" : years === 1 ? "1 year" : `${years} years`)],
];

/** `now` gives the ids, the criteria and the role; `on` has `set` (the ids) and `choose`. */
export function createComparison({ now, on, tell }) {
  const dialog = byId("comparison");
  const known = new Map();

  const drawTray = async () => {
    const { compare } = now();
    byId("tray").hidden = compare.length === 0;
    byId("compare").disabled = compare.length < 2;
    byId("compare").textContent = compare.length < 2 ? "Compare: one more" : `Compare ${compare.length}`;
    const unknown = compare.filter((id) => !known.has(id));
    if (unknown.length > 0)
      for (const one of await post("/api/talent/compare", { talentIds: unknown })) known.set(one.personId, one.name);
    byId("tray-names").replaceChildren(
      ...compare.map((id) => {
        const name = known.get(id) ?? "Somebody who is gone";
        const remove = make("button", { type: "button", "aria-label": `Do not compare ${name}` }, "×");
        remove.addEventListener("click", () => toggle(id, name));
        return make("li", {}, name, remove);
      }),
    );
  };

  const toggle = (id, name) => {
    const { compare } = now();
    known.set(id, name);
    if (compare.includes(id)) on.set(compare.filter((one) => one !== id));
    else if (compare.length < MOST) on.set([...compare, id]);
    else tell(`${MOST} can be compared at a time. Take one away first.`);
  };

  const open = async () => {
    const { compare, criteria, role } = now();
    const people = await post("/api/talent/compare", { talentIds: compare, criteria, ...(role && { roleId: role }) });
    byId("comparison-body").replaceChildren(table(people, { on, inRole: Boolean(role) }));
    if (!dialog.open) dialog.showModal();
  };
  byId("compare").addEventListener("click", () => open().catch((error) => tell(error.message)));

  return {
    toggle,
    draw: () => drawTray().catch((error) => tell(error.message)),
    showStanding: (talentId, candidate) => {
      const cell = byId("comparison-body").querySelector(`[data-talent="${talentId}"]`);
      if (cell) showStanding(cell, candidate, { inRole: true });
    },
  };
}

function table(people, { on, inRole }) {
  const row = (title, cell) =>
    make("tr", {}, make("th", { scope: "row" }, title), ...people.map((one) => make("td", {}, cell(one))));
  const checks = (people[0]?.checks ?? []).map(({ filter, wish }, at) =>
    row(`${sayFilter(filter)}${wish ? " as preferred" : " as asked for"}`, ({ checks: of }) =>
      make("span", { className: of[at].met || wish ? "" : "missed" }, of[at].met ? "yes" : "no"),
    ),
  );
  const choices = make(
    "tr",
    {},
    make("th", { scope: "row" }, "For the role"),
    ...people.map((one) => {
      const cell = make(
        "td",
        { "data-talent": one.personId },
        acts(one, { on, inRole }),
        make("p", { className: "standing" }),
      );
      cell.querySelector(".compares").remove();
      showStanding(cell, one.candidate, { inRole });
      return cell;
    }),
  );
  return make(
    "table",
    {},
    make("caption", { className: "unseen" }, "Side by side"),
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        make("td", {}, unseen("Fact")),
        ...people.map((one) =>
          make("th", { scope: "col" }, picture(one.portraitUrl, { size: 96 }), make("span", {}, one.name)),
        ),
      ),
    ),
    make("tbody", {}, ...ROWS.map(([title, cell]) => row(title, cell)), ...checks, ...(inRole ? [choices] : [])),
  );
}
