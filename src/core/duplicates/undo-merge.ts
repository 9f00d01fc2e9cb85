import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { notingChanges } from "../talent/note-changes.ts";
import { upsertProfile } from "../talent/upsert-profile.ts";
import { profileOf, type Undo } from "./merge-talent.ts";
import { MOVED } from "./moved-tables.ts";

export const UndoMerge = z.object({ mergeId: z.uuid() });

/**
 * Makes two profiles of one again: every row that the merge gave goes back, the profile that went is there as it was, and
 * the kept one loses what it had from it and nobody has changed since. What came since stays with the kept one. Throws
 * `not_found` for a merge that is not there or was undone.
 */
export async function undoMerge(ctx: ToolCtx, { mergeId }: z.output<typeof UndoMerge>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { workspaceId, personId: by } = ctx.actor;
  const { rows } = await ctx.db.query<{ keepId: string; goneId: string; undo: Undo }>(
    `update talent_merges set undone_by = $2, undone_at = $3 where id = $1 and undone_at is null
     returning kept_id as "keepId", gone_id as "goneId", undo`,
    [mergeId, by, ctx.now()],
  );
  const merge = rows[0];
  if (!merge) {
    throw new AppError("not_found", `merge ${mergeId} is not there or was undone`, {
      said: "That merge is not there any more, so I have changed nothing.",
    });
  }
  const { keepId, goneId, undo } = merge;
  await ctx.db.query(`update people set merged_into = null where id = $1`, [goneId]);
  for (const [table, column] of MOVED) {
    await ctx.db.query(`update ${table} set ${column} = $1 where ${column} = $2 and id::text = any($3::text[])`, [
      goneId,
      keepId,
      undo.moved[table] ?? [],
    ]);
  }
  await giveStatesBack(ctx, undo.states);
  await notingChanges(ctx.db, { workspaceId, personId: keepId, by, source: "undo", now: ctx.now() }, () =>
    takeBack(ctx, keepId, undo),
  );
  await ctx.db.query(
    `insert into memberships (workspace_id, person_id, role, created_at) values ($1, $2, 'talent', $3) on conflict do nothing`,
    [workspaceId, goneId, undo.since],
  );
  await insertProfile(ctx, undo.gone);
  await upsertProfile(ctx, { personId: goneId, fields: {} });
  await ctx.db.query(
    `update talent_duplicates set state = 'different', decided_by = $3, decided_at = $4
      where first_id = least($1::uuid, $2::uuid) and second_id = greatest($1::uuid, $2::uuid)`,
    [keepId, goneId, by, ctx.now()],
  );
  await audit(ctx, { verb: "undo_merge", subject: "person", subjectId: keepId, details: { goneId, mergeId } });
  ctx.wake.embed([keepId, goneId]);
  return {
    said: `Undone: ${undo.before.display_name} and ${undo.gone.display_name} are two profiles again, as they were.`,
    data: { mergeId },
  };
}

/** A candidate that somebody has moved since stays where it is. */
async function giveStatesBack(ctx: ToolCtx, states: Undo["states"]): Promise<void> {
  await ctx.db.query(
    `with back as (
       update candidates c set state = u.state, moved_by = $3, moved_at = $4
         from unnest($1::uuid[], $2::text[]) as u(id, state)
        where c.id = u.id and c.state = 'withdrawn' and u.state <> 'withdrawn' returning c.id, u.state)
     insert into candidate_moves (workspace_id, candidate_id, from_state, to_state, moved_by, moved_at, why)
     select $5, id, 'withdrawn', state, $3, $4, 'they are two profiles again' from back`,
    [Object.keys(states), Object.values(states), ctx.actor.personId, ctx.now(), ctx.actor.workspaceId],
  );
}

/** Made from others, or of no person's making. */
const DERIVED = new Set(["search_text", "content_hash", "search_version", "updated_at", "import_hash"]);

/** Gives the kept profile what it was, column by column, where it still is what the merge made of it. */
async function takeBack(ctx: ToolCtx, keepId: string, { before, after }: Undo): Promise<void> {
  const now = await profileOf(ctx, keepId);
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const columns = Object.keys(before).filter(
    (column) => !DERIVED.has(column) && !same(before[column], after[column]) && same(now[column], after[column]),
  );
  if (columns.length > 0) {
    await ctx.db.query(
      `update talent_profiles t set ${columns.map((column) => `${column} = was.${column}`).join(", ")}
         from jsonb_populate_record(null::talent_profiles, $2::jsonb) was where t.person_id = $1`,
      [keepId, JSON.stringify(before)],
    );
  }
  await upsertProfile(ctx, { personId: keepId, fields: {} });
}

async function insertProfile(ctx: ToolCtx, profile: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(profile).join(", ");
  await ctx.db.query(
    `insert into talent_profiles (${columns}) select ${columns} from jsonb_populate_record(null::talent_profiles, $1::jsonb)`,
    [JSON.stringify(profile)],
  );
}
