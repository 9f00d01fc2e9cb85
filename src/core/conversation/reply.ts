import type { Ctx } from "../ctx.ts";
import type { Draft, DraftBlock, DraftChoice } from "../messages/draft.ts";
import { postMessage } from "../messages/post-message.ts";
import type { Tx, Wake } from "../ports.ts";
import type { StoredResult } from "./journal.ts";
import { LeaseLost } from "./leases.ts";
import { commitTurn, type Turn } from "./turn.ts";

export type Outcome = "answered" | "refused" | "expired" | "ignored" | "dead";
type Brain = "claude" | "offline" | "action" | "rule";

/** The words first, then what the tools attached, then the choices of the last tool that offered any. */
export function composeReply(text: string, results: Pick<StoredResult, "said" | "parts" | "choices">[]): Draft {
  const words =
    text ||
    results
      .map((result) => result.said)
      .filter(Boolean)
      .join(" ");
  const parts: DraftBlock[] = results.flatMap((result) => result.parts);
  const choices: DraftChoice[] | undefined = results.findLast((result) => result.choices.length > 0)?.choices;
  return {
    blocks: [...(words ? [{ type: "text" as const, text: words }] : []), ...parts],
    ...(choices && { choices }),
  };
}

type Ending = {
  outcome: Outcome;
  brain: Brain;
  /** Undefined: nothing is said. A function: decided inside the last transaction. */
  draft: Draft | undefined | ((tx: Tx, wake: Wake) => Promise<Draft | undefined>);
  reason?: string;
};

type Finish = { outcome: Outcome; brain: Brain; reason: string | null; now: Date };

async function finish(tx: Tx, { id, lease, inbox }: Turn, { outcome, brain, reason, now }: Finish): Promise<void> {
  const { rows } = await tx.query(
    `with fence as materialized (
       select from conversation_leases where conversation = $1 and fence = $2 for update),
     answered as (
       update inbox set outcome = $4, reason = $5, finished_at = $6
        where id = any($9::uuid[]) and outcome is null and exists (select from fence)),
     ended as (
       update turns set state = $7, brain = $8, finished_at = $6 where id = $3 and exists (select from fence))
     select true as fenced from fence`,
    [
      lease.conversation,
      lease.fence,
      id,
      outcome,
      reason,
      now,
      outcome === "dead" ? "failed" : "done",
      brain,
      inbox.map((row) => row.id),
    ],
  );
  if (rows.length === 0) throw new LeaseLost(`lease on ${lease.conversation} lost`);
}

/** The last commit of a turn: reply, outcome of its inbox rows, end of the turn; all or nothing. */
export async function endTurn(ctx: Ctx, turn: Turn, { outcome, brain, draft, reason }: Ending): Promise<void> {
  const now = ctx.now();
  const { actor, conversationId } = turn.sender;
  await commitTurn(ctx, turn, {
    fenced: (tx) => finish(tx, turn, { outcome, brain, reason: reason ?? null, now }),
    inside: async (tx, wake) => {
      const decided = typeof draft === "function" ? await draft(tx, wake) : draft;
      if (!decided || decided.blocks.length === 0) return;
      const outboxId = await postMessage(tx, {
        workspaceId: actor.workspaceId,
        conversationId,
        personId: actor.side === "talent" ? actor.personId : null,
        side: actor.side,
        dedupeKey: `turn:${turn.id}:reply`,
        purpose: "reply",
        draft: decided,
        turnId: turn.id,
        now,
      });
      if (outboxId) wake.outbox([outboxId]);
    },
  });
}
