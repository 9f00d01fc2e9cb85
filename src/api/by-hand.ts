import type { ToolCtx } from "../core/conversation/tool.ts";
import { heldWake, within } from "../core/conversation/turn.ts";
import type { Actor, Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";

/** What a verb is given that nobody asked for in a conversation. */
export type ByHand = Omit<ToolCtx, "conversation">;

/**
 * Runs a verb on behalf of who is signed in, in one transaction inside the workspace's walls; wake-ups leave after its
 * commit. Throws `forbidden` when the workspace has no director.
 */
export async function byHand<Result>(
  ctx: Ctx,
  workspaceId: string,
  verb: (ctx: ByHand) => Promise<Result>,
): Promise<Result> {
  const actor = await signedIn(ctx, workspaceId);
  const db = ctx.db.as(workspaceId);
  const { wake, letGo } = heldWake(ctx.wake);
  const { now, embed, publicUrl, timeZone, calendarInvites, busy, links } = ctx;
  const same = { now, embed, publicUrl, timeZone, calendarInvites, busy, links };
  const result = await db.transaction((tx) => verb({ ...same, db: within(tx, db), wake, actor, turnId: undefined }));
  letGo();
  return result;
}

/** On whose behalf the page and the API act: the workspace's director, the first where there are several. */
async function signedIn({ db }: Pick<Ctx, "db">, workspaceId: string): Promise<Actor> {
  const { rows } = await db
    .as(workspaceId)
    .query<{ personId: string }>(
      `select person_id as "personId" from memberships where role = 'director' order by created_at, person_id limit 1`,
    );
  if (!rows[0]) {
    throw new AppError("forbidden", `workspace ${workspaceId} has no director`, {
      said: "This workspace has no casting director yet, so nothing can be changed here.",
    });
  }
  return { workspaceId, personId: rows[0].personId, side: "team" };
}
