import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { Criteria, CriteriaChange, changeCriteria, type Hit, type Hits } from "../talent/criteria.ts";
import { relaxedBy } from "../talent/criteria-sql.ts";
import { nameSounds, soundOfName } from "../talent/name-sounds.ts";
import { narrowedBy } from "../talent/narrow.ts";
import { Chosen } from "../talent/page-talent.ts";
import { cityOfPlace } from "../talent/places.ts";
import { searchTalent } from "../talent/search-talent.ts";
import { understandBrief } from "../talent/understand-brief.ts";
import { currentRole, type Role } from "./current-role.ts";
import { minorName } from "./guard-minor.ts";
import { readReliability } from "./read-reliability.ts";
import { sayFound } from "./say-found.ts";
import { shortlistChoices } from "./shortlist-choices.ts";
import { talentCard } from "./talent-card.ts";

export const SearchTalent = z.object({
  query: z
    .string()
    .max(2_000)
    .optional()
    .describe("Other words to search by; without it the role's breakdown is used."),
  name: z.string().min(1).max(120).optional().describe("Look one person up by name, whatever the role asks for."),
  criteria: CriteriaChange.optional(),
  likeTalentId: z.uuid().optional().describe("Find people like this talent."),
  without: z.array(z.string().max(80)).max(8).optional().describe("Relaxations for this search only: “the city”."),
  further: z.boolean().optional().describe("The next ones: nobody who was shown for the role before."),
  limit: z.number().int().min(1).max(10).default(6),
});

/** As a choice keeps it: narrowed by facets, which take the place of the criteria that they stand for. */
export const Sought = SearchTalent.extend({ chosen: Chosen.optional() });
export type Sought = z.output<typeof Sought>;

/** `nobodyElse`: everybody who fits was shown before; these are those of them who are still open. */
export type Looked = { role: Role; found: Hits; nobodyElse?: boolean };

/** Ranks talent for this conversation's role. Changes nothing. */
export async function lookForTalent(ctx: ToolCtx, input: Sought): Promise<Looked> {
  mustBeTeam(ctx.actor);
  const role = await currentRole(ctx);
  if (input.name) return { role, found: await called(ctx, input.name) };
  const base = input.query
    ? understandBrief(input.query, { now: ctx.now(), timeZone: ctx.timeZone }).criteria
    : role.breakdown.criteria;
  if (input.likeTalentId && (await minorName(ctx, input.likeTalentId))) {
    throw new AppError("invalid_input", `person ${input.likeTalentId} is a minor`, {
      said: "I do not look for people like a child: children are not profiled. Describe what the role needs instead.",
    });
  }
  const criteria = (input.without ?? []).reduce(
    (left, filter) => relaxedBy(left, filter) ?? left,
    narrowedBy(changeCriteria(base, input.criteria), input.chosen ?? {}),
  );
  const like = input.likeTalentId;
  const beside = like
    ? { likeId: like }
    : { unlikeIds: await notMeant(ctx, role.id), few: Math.max(FEW, role.headcount) };
  const but = async (excludeIds: string[]) =>
    searchTalent(ctx, {
      criteria: like ? { ...criteria, minors: false } : criteria,
      limit: input.limit,
      ...(input.chosen && { chosen: input.chosen }),
      excludeIds: like ? [...excludeIds, like] : excludeIds,
      near: role.breakdown.location && cityOfPlace(role.breakdown.location),
      ...beside,
    });
  if (input.further) {
    const found = await but(await shownOf(ctx, role.id));
    if (found.hits.length > 0) return { role, found };
  }
  return { role, found: await but(await decidedOf(ctx, role.id)), nobodyElse: input.further === true };
}

/** Nobody likes to choose among fewer. */
const FEW = 2;

/** Tag of a candidate whose like is not wanted for the role. */
export const NOT_LIKE = "not like this";

/** Those of a role whose like is not wanted. */
export async function notMeant(ctx: Pick<ToolCtx, "db">, roleId: string): Promise<string[]> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `select talent_id as id from candidates where role_id = $1 and $2 = any(tags)`,
    [roleId, NOT_LIKE],
  );
  return rows.map((row) => row.id);
}

/**
 * Shows the best that were found with Select and Pass. Who was shown becomes a candidate, so that a person can name them
 * later.
 */
export async function shortlist(ctx: ToolCtx, input: Sought, looked?: Looked): Promise<ToolResult> {
  const { role, found, nobodyElse = false } = looked ?? (await lookForTalent(ctx, input));
  const candidateIds = await submit(ctx, role, found.hits);
  const records = await readReliability(
    ctx.db,
    found.hits.map((hit) => hit.personId),
  );
  return {
    said: sayFound(found, role, { ...input, nobodyElse }),
    data: {
      total: found.total,
      hits: found.hits.map(({ personId, portraitUrl: _, score: __, why: ___, ...facts }) => ({
        talentId: personId,
        candidateId: candidateIds.get(personId),
        ...facts,
      })),
      relaxations: found.relaxations,
    },
    parts: found.hits.map((hit) =>
      talentCard(ctx, hit, { candidateId: candidateIds.get(hit.personId) ?? "", record: records.get(hit.personId) }),
    ),
    ...(!input.name && { choices: shortlistChoices({ role, found, input, candidateIds: [...candidateIds.values()] }) }),
  };
}

/** Who is called so, however it is spelt, and nobody who is only called alike. */
async function called(ctx: ToolCtx, name: string): Promise<Hits> {
  const wanted = soundOfName(name);
  const found = await searchTalent(ctx, { criteria: Criteria.parse({ minors: true }), limit: 10, name });
  const hits = found.hits.filter((hit) => nameSounds(hit.name).split(" ").includes(wanted));
  return { ...found, hits, total: hits.length };
}

/** Whom the team has decided about for a role: no search for it shows them again. */
export async function decidedOf(ctx: Pick<ToolCtx, "db">, roleId: string): Promise<string[]> {
  const { rows } = await ctx.db.query<{ talent_id: string }>(
    `select talent_id from candidates where role_id = $1 and state not in ('submitted', 'viewed')`,
    [roleId],
  );
  return rows.map((row) => row.talent_id);
}

/** Whom the team has seen for a role. */
async function shownOf(ctx: Pick<ToolCtx, "db">, roleId: string): Promise<string[]> {
  const { rows } = await ctx.db.query<{ id: string }>(`select talent_id as id from candidates where role_id = $1`, [
    roleId,
  ]);
  return rows.map((row) => row.id);
}

async function submit(ctx: ToolCtx, role: Role, hits: Hit[]): Promise<Map<string, string>> {
  await ctx.db.query(`update candidates set rank = null where role_id = $1 and rank is not null`, [role.id]);
  const { rows } = await ctx.db.query<{ id: string; talent_id: string }>(
    `insert into candidates (workspace_id, role_id, talent_id, rank, moved_by, moved_at)
     select $1, $2, h.talent_id, h.rank, $3, $4 from unnest($5::uuid[]) with ordinality as h(talent_id, rank)
     on conflict on constraint candidates_once do update set rank = excluded.rank
     returning id, talent_id`,
    [ctx.actor.workspaceId, role.id, ctx.actor.personId, ctx.now(), hits.map((hit) => hit.personId)],
  );
  return new Map(rows.map((row) => [row.talent_id, row.id]));
}
