import type { Actor, Ctx } from "../ctx.ts";

/** Remembers that the team was asked for a time that is not there, until somebody sees to it. */
export async function noteDayRequest(
  ctx: Pick<Ctx, "db" | "now"> & { actor: Actor },
  invitationId: string,
): Promise<void> {
  await ctx.db.query(`insert into day_requests (workspace_id, invitation_id, asked_at) values ($1, $2, $3)`, [
    ctx.actor.workspaceId,
    invitationId,
    ctx.now(),
  ]);
}
