/** Facets beside what was found; on a narrow page in a sheet of their own. Within a facet any chosen value will do. */
import { byId, make, roving, unseen } from "./dom.js";
import { capital } from "./search-words.js";

const TITLES = {
  gender: "Gender",
  age: "Playing age",
  city: "Lives in",
  language: "Language",
  skill: "Skill",
  union: "Union",
  rate: "Rate a day",
};
const GENDERS = { female: "Women", male: "Men", nonbinary: "Non-binary", unspecified: "Not said" };
/** Where the same is asked for by the criteria. */
const CRITERIA = {
  gender: "gender",
  age: "age",
  city: "city",
  language: "languages",
  skill: "skills",
  union: "union",
  rate: "rateMaxPaisePerDay",
};
const SHOWN = 8;
const NARROW = matchMedia("(max-width: 67.5rem)");

const nameOf = (facet, value) =>
  facet === "gender" ? (GENDERS[value] ?? value) : facet === "language" || facet === "skill" ? capital(value) : value;

/** Values of a facet that the criteria ask for themselves. */
function askedFor(facet, criteria) {
  if (facet === "age" || facet === "rate") return [];
  return [criteria[CRITERIA[facet]] ?? []].flat();
}

/**
 * What is sought when a value is chosen or left again. A facet of which the criteria ask for something takes that over:
 * its counts are of people who have any of its values.
 */
export function toggled({ sought, chosen }, { facet, value }) {
  const { [CRITERIA[facet]]: _, ...criteria } = sought.criteria;
  const before = [...new Set([...askedFor(facet, sought.criteria), ...(chosen[facet] ?? [])])];
  const values = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  const { [facet]: __, ...others } = chosen;
  return { sought: { ...sought, criteria }, chosen: values.length > 0 ? { ...others, [facet]: values } : others };
}

export function createFacets({ onToggle }) {
  const panel = byId("facets");
  const sheet = byId("narrow");
  const place = () => {
    if (NARROW.matches) byId("narrow-body").append(panel);
    else byId("facets-side").append(panel);
    if (!NARROW.matches && sheet.open) sheet.close();
  };
  NARROW.addEventListener("change", place);
  place();
  byId("narrow-open").addEventListener("click", () => sheet.showModal());

  return {
    draw(facets, { criteria, chosen }) {
      const held = document.activeElement?.closest?.("#facets button")?.dataset;
      const [facetHeld, valueHeld] = [held?.facet, held?.value];
      const groups = Object.keys(TITLES).map((facet) =>
        group(facet, facets[facet] ?? [], { criteria, chosen, onToggle }),
      );
      panel.replaceChildren(...groups.filter(Boolean));
      if (facetHeld) panel.querySelector(`[data-facet="${facetHeld}"][data-value="${CSS.escape(valueHeld)}"]`)?.focus();
      const count = Object.values(chosen).flat().length;
      byId("narrow-open").textContent = count > 0 ? `Narrow down (${count})` : "Narrow down";
    },
  };
}

function group(facet, counts, { criteria, chosen, onToggle }) {
  const on = new Set([...askedFor(facet, criteria), ...(chosen[facet] ?? [])]);
  const missing = [...on].filter((value) => !counts.some((one) => one.value === value));
  const shown = [...counts, ...missing.map((value) => ({ value, total: 0 }))].filter(
    ({ value }, place) => place < SHOWN || on.has(value),
  );
  if (shown.length === 0) return undefined;
  const buttons = shown.map(({ value, total }) => {
    const button = make(
      "button",
      { type: "button", "data-facet": facet, "data-value": value, "aria-pressed": String(on.has(value)) },
      nameOf(facet, value),
      unseen(", "),
      make("span", { className: "count" }, String(total)),
    );
    button.addEventListener("click", () => onToggle(facet, value));
    return button;
  });
  const title = `facet-${facet}`;
  return make(
    "section",
    { className: "facet", "aria-labelledby": title },
    make("h3", { id: title }, TITLES[facet]),
    roving(make("div", { className: "values", role: "group", "aria-labelledby": title }, ...buttons)),
  );
}
