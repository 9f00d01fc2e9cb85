import type { ToolCtx } from "../core/conversation/tool.ts";
import { heldWake, within } from "../core/conversation/turn.ts";
import type { Ctx } from "../core/ctx.ts";
import { actorOf, type Visitor } from "./visitor.ts";

/** What a verb is given that nobody asked for in a conversation. */
export type ByHand = Omit<ToolCtx, "conversation">;

/**
 * Runs a verb on behalf of who is signed in, in one transaction inside the workspace's walls; wake-ups leave after its
 * commit. Throws `forbidden` as `actorOf` does.
 */
export async function byHand<Result>(
  ctx: Ctx,
  visitor: Visitor,
  verb: (ctx: ByHand) => Promise<Result>,
): Promise<Result> {
  const actor = await actorOf(ctx, visitor);
  const db = ctx.db.as(actor.workspaceId);
  const { wake, letGo } = heldWake(ctx.wake);
  const { now, embed, publicUrl, timeZone, calendarInvites, busy, links } = ctx;
  const same = { now, embed, publicUrl, timeZone, calendarInvites, busy, links };
  const result = await db.transaction((tx) => verb({ ...same, db: within(tx, db), wake, actor, turnId: undefined }));
  letGo();
  return result;
}
