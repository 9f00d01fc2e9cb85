import type { Actor, Ctx } from "./ctx.ts";

type Entry = { verb: string; subject: string; subjectId: string; details?: Record<string, unknown> };

/** Notes a change of state: who, what, when. Details carry ids and states, never people's words. */
export async function audit(ctx: Pick<Ctx, "db" | "now"> & { actor: Actor }, entry: Entry): Promise<void> {
  await ctx.db.query(
    `insert into audit_log (workspace_id, at, actor_id, verb, subject, subject_id, details)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ctx.actor.workspaceId,
      ctx.now(),
      ctx.actor.personId,
      entry.verb,
      entry.subject,
      entry.subjectId,
      JSON.stringify(entry.details ?? {}),
    ],
  );
}
