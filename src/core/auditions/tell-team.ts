import type { ToolCtx } from "../conversation/tool.ts";
import type { DraftBlock } from "../messages/draft.ts";
import { postMessage } from "../messages/post-message.ts";

/** What telling needs of a turn. */
export type TellingCtx = Pick<ToolCtx, "db" | "now" | "wake" | "actor" | "turnId"> & { conversation: { id: string } };

type News = { conversationId: string; key: string; text: string; card?: DraftBlock };

/** In place of a conversation where nobody wrote: every thread is told. */
export const NO_CONVERSATION = "00000000-0000-0000-0000-000000000000";

/** Tells the role's thread, once per key. A turn of that thread itself says it in its reply instead. */
export async function tellTeam(ctx: TellingCtx, { conversationId, key, text, card }: News): Promise<void> {
  if (conversationId === ctx.conversation.id) return;
  const outboxId = await postMessage(ctx.db, {
    workspaceId: ctx.actor.workspaceId,
    conversationId,
    personId: null,
    side: "team",
    dedupeKey: key,
    purpose: "reply",
    turnId: ctx.turnId,
    now: ctx.now(),
    draft: { blocks: card ? [{ type: "text", text }, card] : [{ type: "text", text }] },
  });
  if (outboxId) ctx.wake.outbox([outboxId]);
}
