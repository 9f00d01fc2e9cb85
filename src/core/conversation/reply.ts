import type { Ctx } from "../ctx.ts";
import type { Draft, DraftBlock, DraftChoice } from "../messages/draft.ts";
import { postMessage } from "../messages/post-message.ts";
import type { Tx, Wake } from "../ports.ts";
import type { StoredResult } from "./journal.ts";
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

/** The last commit of a turn: reply, outcome of its inbox rows, end of the turn; all or nothing. */
export async function endTurn(ctx: Ctx, turn: Turn, { outcome, brain, draft, reason }: Ending): Promise<void> {
  const now = ctx.now();
  const { actor, conversationId } = turn.sender;
  await commitTurn(ctx, turn, {
    outside: async (tx) => {
      await tx.query(
        `update inbox set outcome = $2, reason = $3, finished_at = $4 where turn_id = $1 and outcome is null`,
        [turn.id, outcome, reason ?? null, now],
      );
      await tx.query(`update turns set state = $2, brain = $3, finished_at = $4 where id = $1`, [
        turn.id,
        outcome === "dead" ? "failed" : "done",
        brain,
        now,
      ]);
    },
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
