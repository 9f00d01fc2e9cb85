import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import type { DraftCard } from "../messages/draft.ts";
import { mustBeTeam } from "../people/rights.ts";
import type { Criteria } from "../talent/criteria.ts";
import type { Facet, Chosen as Values } from "../talent/criteria-sql.ts";
import { countFacets, type Facets } from "../talent/facets.ts";
import { narrowedBy, toggled, valuesOf } from "../talent/narrow.ts";
import { Chosen } from "../talent/page-talent.ts";
import { currentRole, makeCurrent, mustBeOfThread } from "./current-role.ts";
import { decidedOf, SearchTalent, shortlist } from "./shortlist.ts";

export const Narrow = z.object({ roleId: z.uuid(), chosen: Chosen.default({}) });

const TITLES: [Facet, string][] = [
  ["gender", "Gender"],
  ["age", "Playing age"],
  ["city", "Lives in"],
  ["language", "Language"],
];
const GENDERS: Record<string, string> = {
  female: "Women",
  male: "Men",
  nonbinary: "Non-binary",
  unspecified: "Not said",
};
const SHOWN = 6;

/** How many fit the role of this thread by gender, age, city and language; a tap narrows. Changes nothing. */
export async function showFacets(ctx: ToolCtx, { chosen }: { chosen: Values } = { chosen: {} }): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const role = await currentRole(ctx);
  const now = { criteria: narrowedBy(role.breakdown.criteria, chosen), chosen };
  const counted = await countFacets(ctx, { ...now, excludeIds: await decidedOf(ctx, role.id) });
  const before = { criteria: role.breakdown.criteria, chosen };
  const parts = TITLES.map(([facet, title]) => facetCard(counted, { facet, title, roleId: role.id, before }));
  return {
    said: `Who fits the ${role.title} role, by number. Tap a value to narrow the list; two values of one kind mean either.`,
    data: { facets: Object.fromEntries(TITLES.map(([facet]) => [facet, counted[facet].slice(0, SHOWN)])), chosen },
    parts: parts.filter((part) => part.choices?.length),
    ...(Object.keys(chosen).length > 0 && {
      choices: [
        { label: "All of the role", verb: "narrow_search", args: { roleId: role.id, chosen: {} }, singleUse: false },
      ],
    }),
  };
}

type Shown = { facet: Facet; title: string; roleId: string; before: { criteria: Criteria; chosen: Values } };

function facetCard(counted: Facets, { facet, title, roleId, before }: Shown): DraftCard {
  const on = new Set(valuesOf(facet, before));
  const missing = [...on].filter((value) => !counted[facet].some((one) => one.value === value));
  const shown = [...counted[facet], ...missing.map((value) => ({ value, total: 0 }))].filter(
    ({ value }, place) => place < SHOWN || on.has(value),
  );
  const said = shown.map(({ value, total }) => `${nameOf(facet, value)} ${total}`);
  return {
    type: "card",
    title: on.size > 0 ? `${title}: ${[...on].map((value) => nameOf(facet, value)).join(" or ")}` : title,
    lines: [said.join(" · ")],
    choices: shown.map(({ value, total }) => ({
      label: `${on.has(value) ? "✓ " : ""}${nameOf(facet, value)}: ${total}`,
      verb: "narrow_search",
      args: { roleId, chosen: toggled(before, { facet, value }) },
      singleUse: false,
    })),
  };
}

function nameOf(facet: Facet, value: string): string {
  if (facet === "gender") return GENDERS[value] ?? value;
  return facet === "language" ? value.charAt(0).toUpperCase() + value.slice(1) : value;
}

/** Shows the counts for a role of this thread. Throws `not_found` for another's. */
export async function facetsOfRole(ctx: ToolCtx, { roleId, chosen }: z.output<typeof Narrow>): Promise<ToolResult> {
  await toRole(ctx, roleId);
  return showFacets(ctx, { chosen });
}

/** The shortlist of a role of this thread with values of facets in place of its own criteria; the role stays as it is. */
export async function narrowSearch(ctx: ToolCtx, { roleId, chosen }: z.output<typeof Narrow>): Promise<ToolResult> {
  await toRole(ctx, roleId);
  const found = await shortlist(ctx, { ...SearchTalent.parse({}), chosen });
  const kinds = (Object.entries(chosen) as [Facet, string[]][]).map(([facet, values]) =>
    values.length > 0 ? values.map((value) => nameOf(facet, value)).join(" or ") : `any ${facet}`,
  );
  return kinds.length > 0 ? { ...found, said: `Narrowed to ${kinds.join(", ")}. ${found.said}` } : found;
}

async function toRole(ctx: ToolCtx, roleId: string): Promise<void> {
  mustBeTeam(ctx.actor);
  await mustBeOfThread(ctx, roleId);
  await makeCurrent(ctx, roleId);
}
