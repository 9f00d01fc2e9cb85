import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { Draft } from "../messages/draft.ts";
import { neverWritten } from "../messages/plan-send.ts";
import { postMessage } from "../messages/post-message.ts";
import { openTalentConversation, type TalentConversation } from "../people/open-conversation.ts";
import type { NOT_WRITTEN_TO } from "./invite.ts";

export type Unreached = Exclude<keyof typeof NOT_WRITTEN_TO, "moved_on" | "invited_before">;

/** Where a talent may be written to of our own accord, or why she may not. */
export async function reachTalent(ctx: ToolCtx, talentId: string): Promise<TalentConversation | Unreached> {
  const to = await openTalentConversation(ctx, { workspaceId: ctx.actor.workspaceId, talentId }).catch(
    (error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") return undefined;
      throw error;
    },
  );
  if (!to) return "unreachable";
  return (await neverWritten(ctx.db, to)) ?? to;
}

type Letter = {
  /** Once per key, whatever happens. */
  key: string;
  purpose: "utility" | "promotional";
  text: string;
  /** Instead of the text and its choices. */
  draft?: Draft;
  choices?: Draft["choices"];
  /** Makes it void when the booking has moved on before it was sent. */
  booking?: { id: string; version: number };
};

/** Writes to a talent, with the notice template for when WhatsApp's window is closed. */
export async function writeTo(ctx: ToolCtx, to: TalentConversation, letter: Letter): Promise<void> {
  const { key, purpose, text, choices, booking, draft } = letter;
  const outboxId = await postMessage(ctx.db, {
    workspaceId: ctx.actor.workspaceId,
    conversationId: to.id,
    personId: to.personId,
    side: "talent",
    dedupeKey: key,
    purpose,
    ...(booking && { booking: { id: booking.id, version: booking.version } }),
    turnId: ctx.turnId,
    now: ctx.now(),
    draft: draft ?? {
      blocks: [{ type: "text", text }],
      template: { name: "notice", language: to.language, variables: [text.replace(/\s+/g, " ")] },
      ...(choices && !to.oneWay && { choices }),
    },
  });
  if (outboxId) ctx.wake.outbox([outboxId]);
}
