/** What is searched for, as the address says it: a link to it shows the same. */

const FRESH = { role: "", q: "", sought: undefined, chosen: {}, all: false, compare: [], open: "" };

/** From `role=…&q=…&at={…}&pick=city:Pune&all=1&compare=…&open=…`; what cannot be read is left out. */
export function readState(query = "") {
  const of = new URLSearchParams(query);
  const chosen = {};
  for (const pick of of.getAll("pick")) {
    const [facet, ...value] = pick.split(":");
    chosen[facet] = [...(chosen[facet] ?? []), value.join(":")];
  }
  return {
    ...FRESH,
    role: of.get("role") ?? "",
    q: of.get("q") ?? "",
    sought: parsed(of.get("at")),
    chosen,
    all: of.has("all"),
    compare: (of.get("compare") ?? "").split(",").filter(Boolean).slice(0, 4),
    open: of.get("open") ?? "",
  };
}

export function writeState({ role, q, sought, chosen, all, compare, open }) {
  const of = new URLSearchParams();
  if (role) of.set("role", role);
  if (q) of.set("q", q);
  if (sought) of.set("at", JSON.stringify(sought));
  for (const [facet, values] of Object.entries(chosen))
    for (const value of values) of.append("pick", `${facet}:${value}`);
  if (all) of.set("all", "1");
  if (compare.length > 0) of.set("compare", compare.join(","));
  if (open) of.set("open", open);
  return of.size > 0 ? `search?${of}` : "search";
}

/** What of a state is asked of the server. */
export const askedOf = ({ role, q, sought, chosen, all }) => ({
  ...(q && { brief: q }),
  ...(sought && { sought }),
  ...(role && { roleId: role }),
  chosen,
  decided: all,
});

function parsed(text) {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
