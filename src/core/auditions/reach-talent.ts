import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { Draft } from "../messages/draft.ts";
import { neverWritten, sleepsUntil } from "../messages/plan-send.ts";
import { postMessage } from "../messages/post-message.ts";
import { sayTime } from "../messages/say-time.ts";
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
  /** When what it changes begins: at night it waits for the morning there, unless that would be too late. */
  about?: Date;
};

/** Who wrote so short a while ago is awake. */
const TALKING_MS = 30 * 60_000;

function heldBack(ctx: ToolCtx, to: TalentConversation, about: Date): Date | undefined {
  const now = ctx.now();
  const talking = to.lastInboundAt !== null && now.getTime() - to.lastInboundAt.getTime() < TALKING_MS;
  return talking || to.platform === "web" ? undefined : sleepsUntil(now, { zones: to.zones, about });
}

/** What the team reads of a message that waits for the morning; nothing of one that is on its way. */
export const sayHeldBack = (until: Date | undefined, timeZone: string) =>
  until ? ` Where it is night now, my message goes ${sayTime(until, timeZone)}, so that no phone rings.` : "";

export const latestOf = (all: { heldUntil?: Date | undefined }[]): Date | undefined =>
  all
    .flatMap((one) => one.heldUntil ?? [])
    .toSorted((a, b) => a.getTime() - b.getTime())
    .at(-1);

/**
 * Writes to a talent, with the notice template for when WhatsApp's window is closed. Returns until when it is held back
 * because it is night there.
 */
export async function writeTo(ctx: ToolCtx, to: TalentConversation, letter: Letter): Promise<Date | undefined> {
  const { key, purpose, text, choices, booking, draft, about } = letter;
  const notBefore = about && heldBack(ctx, to, about);
  const outboxId = await postMessage(ctx.db, {
    workspaceId: ctx.actor.workspaceId,
    conversationId: to.id,
    personId: to.personId,
    side: "talent",
    dedupeKey: key,
    purpose,
    ...(booking && { booking: { id: booking.id, version: booking.version } }),
    notBefore,
    turnId: ctx.turnId,
    now: ctx.now(),
    draft: draft ?? {
      blocks: [{ type: "text", text }],
      template: { name: "notice", language: to.language, variables: [text.replace(/\s+/g, " ")] },
      ...(choices && !to.oneWay && { choices }),
    },
  });
  if (outboxId && !notBefore) ctx.wake.outbox([outboxId]);
  return notBefore;
}
