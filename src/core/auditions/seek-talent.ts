/** A search by the casting team on its own page: by a brief, by criteria corrected by hand, for a role or for none. */
import { z } from "zod";
import type { Actor, Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { Breakdown, Criteria, type Hit } from "../talent/criteria.ts";
import { type Chip, chipsOf, type Sought } from "../talent/criteria-chips.ts";
import { relaxedBy } from "../talent/criteria-sql.ts";
import { countFacets, type Facets } from "../talent/facets.ts";
import { Chosen, firstPage, nextPage, type Page } from "../talent/page-talent.ts";
import { cityOfPlace } from "../talent/places.ts";
import { readAvailability } from "../talent/read-availability.ts";
import { readByModel, type Words } from "../talent/read-by-model.ts";
import { applyCorrection, isOfTheRole, understandBrief } from "../talent/understand-brief.ts";
import type { CandidateState } from "./candidate-states.ts";
import { decidedOf, notMeant } from "./shortlist.ts";

export const Asked = z.object({
  /** In the person's own words. */
  brief: z.string().max(12_000).optional(),
  /** What was understood of it before, as it was corrected since: instead of reading the brief again. */
  sought: z.object({ criteria: Criteria, near: z.string().max(120).optional() }).optional(),
  /** A correction in words: "no, 30 to 40". */
  correction: z.string().max(2_000).optional(),
  /** The role that people are sought for: its own criteria, where there is no brief. */
  roleId: z.uuid().optional(),
  chosen: Chosen.optional(),
  /** Show those too about whom the team has decided for the role. */
  decided: z.boolean().default(false),
});
export type Asked = z.output<typeof Asked>;

export type Standing = { candidateId: string; state: CandidateState };
export type Shown = Hit & {
  availability: string;
  /** Her place in the role, where she has one. */
  candidate: Standing | null;
};
export type Understood = {
  sought: Sought;
  chips: Chip[];
  assumed: string[];
  ignored: string[];
  /** Who read the words; absent where there were none to read. */
  by?: "claude" | "rules";
};
export type Results = Omit<Page, "hits" | "relaxations"> & {
  hits: Shown[];
  understood: Understood;
  relaxations: { filter: string; total: number; without: Criteria }[];
};

type SeekCtx = Pick<Ctx, "db" | "ask" | "embed" | "now" | "timeZone"> & { actor: Pick<Actor, "workspaceId"> };

/** The first page, what was understood, and when nobody fits what each relaxation would bring. Changes nothing. */
export async function seekTalent(ctx: SeekCtx, asked: Asked & { limit: number }): Promise<Results> {
  const understood = await understand(ctx, asked);
  const { criteria, near } = understood.sought;
  const { brief = "", roleId, chosen = {}, decided, limit } = asked;
  const page = await firstPage(
    { ...ctx, workspaceId: ctx.actor.workspaceId },
    {
      criteria,
      limit,
      chosen,
      explain: true,
      near: near && cityOfPlace(near),
      ...(brief && brief.length <= NAMELIKE && { name: brief }),
      ...(roleId && { unlikeIds: await notMeant(ctx, roleId) }),
      ...(roleId && !decided && { excludeIds: await decidedOf(ctx, roleId) }),
    },
  );
  return {
    ...page,
    hits: await shown(ctx, page.hits, { roleId, dates: criteria.dates }),
    understood,
    relaxations: page.relaxations.flatMap(({ filter, total }) => {
      const without = relaxedBy(criteria, filter);
      return without ? [{ filter, total, without }] : [];
    }),
  };
}

/** A brief that may be a name. */
const NAMELIKE = 60;

/** A page further on: the same people in the same order whatever has changed. Throws `not_found` for an old cursor. */
export async function seekFurther(
  ctx: SeekCtx,
  asked: { cursor: string; limit: number; roleId?: string | undefined; dates?: Criteria["dates"] },
): Promise<{ hits: Shown[]; next?: string }> {
  const { cursor, limit, roleId, dates } = asked;
  const { hits, next } = await nextPage(ctx, { cursor, limit, explain: true });
  return { hits: await shown(ctx, hits, { roleId, dates }), ...(next && { next }) };
}

/** How many there are of each value of each facet. */
export async function seekFacets(ctx: SeekCtx, asked: Asked): Promise<Facets> {
  const { sought } = await understand(ctx, asked);
  const { roleId, chosen = {}, decided } = asked;
  const excludeIds = roleId && !decided ? await decidedOf(ctx, roleId) : [];
  return countFacets(ctx, { criteria: sought.criteria, chosen, excludeIds });
}

async function understand(ctx: SeekCtx, { brief, sought, correction, roleId }: Asked): Promise<Understood> {
  const at = { now: ctx.now(), timeZone: ctx.timeZone };
  const asked = sought ? undefined : brief?.trim();
  const { breakdown: before, by: readBy } = asked
    ? await readWords(ctx, { text: asked, read: understandBrief(asked, at) })
    : {
        breakdown: sought
          ? breakdownOf(sought)
          : roleId
            ? await breakdownOfRole(ctx, roleId)
            : breakdownOf({ criteria: Criteria.parse({}) }),
      };
  const { breakdown: after, by = readBy } = correction?.trim()
    ? await readWords(ctx, { text: correction, read: applyCorrection(before, correction, at), before })
    : { breakdown: before };
  const now: Sought = { criteria: after.criteria, near: after.location };
  return {
    sought: now,
    chips: chipsOf(now),
    assumed: after.assumed.filter((one) => !isOfTheRole(one)),
    ignored: after.ignored,
    ...(by && { by }),
  };
}

async function readWords(ctx: SeekCtx, words: Words): Promise<{ breakdown: Breakdown; by: "claude" | "rules" }> {
  const read = await readByModel(ctx, words);
  return read ? { breakdown: read, by: "claude" } : { breakdown: words.read, by: "rules" };
}

/** Criteria as a role has them, so that a correction in words can change them. */
function breakdownOf({ criteria, near }: Sought): Breakdown {
  const { dates: shootDates, rateMaxPaisePerDay: ratePaisePerDay } = criteria;
  return Breakdown.parse({ title: "Search", criteria, location: near, shootDates, ratePaisePerDay });
}

async function breakdownOfRole(ctx: SeekCtx, roleId: string): Promise<Breakdown> {
  const { rows } = await ctx.db.query<{ breakdown: unknown }>(`select breakdown from roles where id = $1`, [roleId]);
  if (!rows[0]) throw new AppError("not_found", `role ${roleId} is not there`, { said: "There is no such role." });
  return { ...Breakdown.parse(rows[0].breakdown), assumed: [], ignored: [] };
}

async function shown(
  ctx: SeekCtx,
  hits: Hit[],
  { roleId, dates }: { roleId?: string | undefined; dates?: Criteria["dates"] },
): Promise<Shown[]> {
  const ids = hits.map((hit) => hit.personId);
  const [free, standing] = await Promise.all([readAvailability(ctx, ids, dates), standingOf(ctx, ids, roleId)]);
  return hits.map((hit) => ({
    ...hit,
    availability: free.get(hit.personId) ?? "",
    candidate: standing.get(hit.personId) ?? null,
  }));
}

/** Where each of these people stands in a role. */
export async function standingOf(
  ctx: Pick<Ctx, "db">,
  personIds: string[],
  roleId: string | undefined,
): Promise<Map<string, Standing>> {
  if (!roleId) return new Map();
  const { rows } = await ctx.db.query<Standing & { personId: string }>(
    `select id as "candidateId", talent_id as "personId", state from candidates
      where role_id = $1 and talent_id = any($2::uuid[])`,
    [roleId, personIds],
  );
  return new Map(rows.map(({ personId, ...standing }) => [personId, standing]));
}
