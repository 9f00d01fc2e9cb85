/**
 * Two profiles of one person become one. Everything that belongs to the one that goes is given to the one that is kept,
 * row by row, and the rows are remembered; the profile that goes is kept whole with the merge. Undoing gives back exactly
 * these rows (undo-merge.ts).
 */
import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { notingChanges } from "../talent/note-changes.ts";
import { upsertProfile } from "../talent/upsert-profile.ts";
import { MOVED } from "./moved-tables.ts";

export const MergeTalent = z.object({ keepId: z.uuid(), goneId: z.uuid() });

/** Of one profile into another. */
export type Undo = {
  gone: Record<string, unknown>;
  /** Since when the one that goes was a talent of the workspace. */
  since: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  moved: Record<string, string[]>;
  /** Candidates of the profile that goes, for roles in which the kept one is already: withdrawn meanwhile. */
  states: Record<string, string>;
};

/**
 * Makes one profile of two. Throws `not_found` for who is not there any more, `conflict` when both are at work in one
 * role, are booked at one time, or when one is a child and the other is not.
 */
export async function mergeTalent(ctx: ToolCtx, { keepId, goneId }: z.output<typeof MergeTalent>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const [kept, gone] = await bothProfiles(ctx, keepId, goneId);
  const states = await withdrawTwice(ctx, { keepId, goneId });
  const moved = await moveRows(ctx, { keepId, goneId, not: Object.keys(states) });
  await ctx.db.query(`delete from talent_profiles where person_id = $1`, [goneId]);
  const { rows: member } = await ctx.db.query<{ since: string }>(
    `delete from memberships where person_id = $1 and role = 'talent' returning created_at::text as since`,
    [goneId],
  );
  await ctx.db.query(`update people set merged_into = $2 where id = $1`, [goneId, keepId]);
  const { workspaceId, personId: by } = ctx.actor;
  await notingChanges(ctx.db, { workspaceId, personId: keepId, by, source: "merge", now: ctx.now() }, () =>
    fillIn(ctx, keepId, gone),
  );
  const undo: Undo = {
    gone,
    since: member[0]?.since ?? ctx.now().toISOString(),
    before: kept,
    after: await profileOf(ctx, keepId),
    moved,
    states,
  };
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into talent_merges (workspace_id, kept_id, gone_id, gone_external_id, undo, merged_by, merged_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [workspaceId, keepId, goneId, gone.external_id ?? null, JSON.stringify(undo), by, ctx.now()],
  );
  const mergeId = (rows[0] as { id: string }).id;
  await ctx.db.query(
    `update talent_duplicates set state = 'merged', decided_by = $3, decided_at = $4
      where first_id = least($1::uuid, $2::uuid) and second_id = greatest($1::uuid, $2::uuid)`,
    [keepId, goneId, by, ctx.now()],
  );
  await audit(ctx, { verb: "merge_talent", subject: "person", subjectId: keepId, details: { goneId, mergeId } });
  ctx.wake.embed([keepId]);
  return {
    said: `Merged: ${kept.display_name} now has everything of ${gone.display_name}${sayMoved(moved)}.`,
    data: { mergeId },
    choices: [{ label: "Undo the merge", verb: "undo_merge", args: { mergeId } }],
  };
}

const WHAT: Record<string, string> = {
  candidates: "roles",
  bookings: "auditions",
  conversations: "conversations",
  holds: "holds",
};

function sayMoved(moved: Undo["moved"]): string {
  const parts = Object.entries(WHAT).flatMap(([table, name]) =>
    moved[table] ? [`${moved[table].length} ${name}`] : [],
  );
  return parts.length > 0 ? ` (${parts.join(", ")})` : "";
}

const GENERATED = ["search_vector"];

/** A profile with all its columns, but those that the database makes. */
export async function profileOf(ctx: Pick<ToolCtx, "db">, personId: string): Promise<Record<string, unknown>> {
  const { rows } = await ctx.db.query<{ profile: Record<string, unknown> }>(
    `select to_jsonb(t) - $2::text[] as profile from talent_profiles t where person_id = $1`,
    [personId, GENERATED],
  );
  return rows[0]?.profile ?? {};
}

async function bothProfiles(ctx: ToolCtx, keepId: string, goneId: string) {
  // In one order, so that two who merge the same pair wait for each other.
  await ctx.db.query(`select from people where id = any($1::uuid[]) order by id for update`, [[keepId, goneId]]);
  const [kept, gone] = [await profileOf(ctx, keepId), await profileOf(ctx, goneId)];
  if (!kept.person_id || !gone.person_id || keepId === goneId) {
    throw new AppError("not_found", "one of two profiles is not there", {
      said: "One of these two profiles is no longer there, so I have changed nothing.",
    });
  }
  if (kept.is_minor !== gone.is_minor) {
    throw new AppError("conflict", "a minor and an adult", {
      said: "One of these two is under 18 and the other is not, so I do not merge them.",
    });
  }
  return [kept, gone] as const;
}

type Both = { keepId: string; goneId: string };

/** Roles in which both are candidates: the idle one of the profile that goes is withdrawn. Throws `conflict` where it is not idle. */
async function withdrawTwice(ctx: ToolCtx, { keepId, goneId }: Both): Promise<Undo["states"]> {
  const { rows } = await ctx.db.query<{ id: string; state: string; role: string; busy: boolean; keptBusy: boolean }>(
    `with busy as (select candidate_id as id from invitations union select candidate_id from holds
                   union select candidate_id from offers union select candidate_id from tapes)
     select g.id, g.state, r.title as role, g.id in (select id from busy) as busy, k.id in (select id from busy) as "keptBusy"
       from candidates g join candidates k on k.role_id = g.role_id and k.talent_id = $1 join roles r on r.id = g.role_id
      where g.talent_id = $2 for update of g, k`,
    [keepId, goneId],
  );
  const working = rows.find((row) => row.busy);
  if (working) {
    const instead = working.keptBusy ? "Please end one of the two there first." : "Keep the other profile instead.";
    throw new AppError("conflict", "both are candidates of one role", {
      said: `Both are candidates for “${working.role}”, and the one to go is further along. ${instead} I have changed nothing.`,
    });
  }
  await ctx.db.query(
    `with gone as (
       update candidates set state = 'withdrawn', moved_by = $2, moved_at = $3 where id = any($1::uuid[]) and state <> 'withdrawn'
       returning id)
     insert into candidate_moves (workspace_id, candidate_id, from_state, to_state, moved_by, moved_at, why)
     select $4, u.id, u.state, 'withdrawn', $2, $3, 'two profiles became one'
       from unnest($1::uuid[], $5::text[]) as u(id, state) join gone using (id)`,
    [rows.map((row) => row.id), ctx.actor.personId, ctx.now(), ctx.actor.workspaceId, rows.map((row) => row.state)],
  );
  return Object.fromEntries(rows.map((row) => [row.id, row.state]));
}

async function moveRows(ctx: ToolCtx, { keepId, goneId, not }: Both & { not: string[] }): Promise<Undo["moved"]> {
  const moved: Undo["moved"] = {};
  try {
    for (const [table, column] of MOVED) {
      const but = table === "candidates" ? "and id <> all($3::uuid[])" : "and $3::uuid[] is not null";
      const { rows } = await ctx.db.query<{ id: string }>(
        `update ${table} set ${column} = $1 where ${column} = $2 ${but} returning id::text`,
        [keepId, goneId, not],
      );
      if (rows.length > 0) moved[table] = rows.map((row) => row.id);
    }
  } catch (cause) {
    if (!/^23(?:505|P01)$/.test((cause as { code?: string }).code ?? "")) throw cause;
    throw new AppError("conflict", "rows of both that cannot be one's", {
      cause,
      said: "Both have something at the same time (a booking, a hold or a consent), so I have changed nothing. Please end one of the two first.",
    });
  }
  return moved;
}

/** What the kept profile does not know is taken from the other; lists become both. Then its words are made anew. */
async function fillIn(ctx: ToolCtx, keepId: string, gone: Record<string, unknown>): Promise<void> {
  await ctx.db.query(
    `update talent_profiles k set
       external_id = coalesce(k.external_id, g.external_id), city = coalesce(k.city, g.city),
       gender = case when k.gender = 'unspecified' then g.gender else k.gender end,
       age_min = case when (k.age_min, k.age_max) = (18, 99) then g.age_min else k.age_min end,
       age_max = case when (k.age_min, k.age_max) = (18, 99) then g.age_max else k.age_max end,
       languages = k.languages || array(select one from unnest(g.languages) one where one <> all(k.languages)),
       language_levels = g.language_levels || k.language_levels,
       skills = k.skills || array(select one from unnest(g.skills) one where one <> all(k.skills)),
       links = k.links || array(select one from unnest(g.links) one where one <> all(k.links)),
       height_cm = coalesce(k.height_cm, g.height_cm), experience_years = coalesce(k.experience_years, g.experience_years),
       bio = case when k.bio = '' then g.bio else k.bio end,
       rate_paise_per_day = coalesce(k.rate_paise_per_day, g.rate_paise_per_day),
       union_name = coalesce(k.union_name, g.union_name), portrait_url = coalesce(k.portrait_url, g.portrait_url)
      from jsonb_populate_record(null::talent_profiles, $2::jsonb) g where k.person_id = $1`,
    [keepId, JSON.stringify(gone)],
  );
  await upsertProfile(ctx, { personId: keepId, fields: {} });
}
