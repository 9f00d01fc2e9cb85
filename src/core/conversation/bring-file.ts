import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import type { DraftChoice } from "../messages/draft.ts";
import type { Media } from "../messages/message.ts";
import { postMessage } from "../messages/post-message.ts";
import type { Received } from "../ports.ts";
import { endTurn } from "./reply.ts";
import type { ToolCtx, ToolResult } from "./tool.ts";
import { commitTurn, type Turn, toolCtx } from "./turn.ts";

/** A file of 100 MB over a slow line; the turn keeps its lease meanwhile. */
const FETCH_MS = 90_000;
const TRIES = 2;

export type Sent = { platform: string; media: Media };

/** Brings a file here, trying twice. What announces itself as too large is not brought at all. */
export async function bring(
  ctx: Ctx,
  turn: Turn,
  { platform, media }: Sent,
  most: number,
): Promise<Received | "too_large" | "gone"> {
  const signal = AbortSignal.any([AbortSignal.timeout(FETCH_MS), turn.lease.lost]);
  for (let left = TRIES; left > 0; left -= 1) {
    try {
      const fetched = await ctx.fetchFile({ platform, media }, signal);
      if (fetched === "gone") return "gone";
      if ((fetched.bytes ?? 0) > most) {
        await fetched.body.cancel();
        return "too_large";
      }
      return await ctx.files.receive(fetched.body, most);
    } catch (error) {
      turn.lease.lost.throwIfAborted();
      ctx.log.warn({ event: "file_not_fetched", turnId: turn.id, platform, err: error }, "a file could not be brought");
    }
  }
  return "gone";
}

export type Done = ToolResult | ((inside: ToolCtx) => Promise<ToolResult>);

/** What is slow happens before the last commit, what it leads to in it; a refusal is an answer. */
export async function answerSlowly(ctx: Ctx, turn: Turn, work: () => Promise<Done>): Promise<true> {
  const done = await work().catch(refused);
  await endTurn(ctx, turn, {
    outcome: "answered",
    brain: "rule",
    draft: async (tx, wake) => {
      const inside = toolCtx(ctx, turn, tx, wake);
      const { said, parts = [], choices } = await finished(inside, done);
      return { blocks: [{ type: "text", text: said }, ...parts], ...(choices && { choices }) };
    },
  });
  return true;
}

type Besides = { key: string; work: () => Promise<Done> };

/** The same as a message of its own, so that the turn goes on to what else was said. Posted once, however often it is begun. */
export async function answerBesides(ctx: Ctx, turn: Turn, { key, work }: Besides): Promise<false> {
  const done = await work().catch(refused);
  const { actor, conversationId } = turn.sender;
  await commitTurn(ctx, turn, {
    inside: async (tx, wake) => {
      const inside = toolCtx(ctx, turn, tx, wake);
      const { said, parts = [], choices } = await finished(inside, done);
      const outboxId = await postMessage(tx, {
        ...actor,
        conversationId,
        dedupeKey: `turn:${turn.id}:${key}`,
        purpose: "reply",
        turnId: turn.id,
        now: ctx.now(),
        draft: { blocks: [{ type: "text", text: said }, ...parts], ...(choices && { choices }) },
      });
      if (outboxId) wake.outbox([outboxId]);
    },
  });
  return false;
}

const finished = async (inside: ToolCtx, done: Done): Promise<ToolResult> =>
  typeof done === "function" ? inside.db.transaction(() => done(inside)).catch(refused) : done;

function refused(error: unknown): ToolResult {
  if (!(error instanceof AppError) || !error.said) throw error;
  const { choices } = (error.details ?? {}) as { choices?: DraftChoice[] };
  return { said: error.said, ...(choices && { choices }) };
}
