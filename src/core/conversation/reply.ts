import type { Ctx } from "../ctx.ts";
import { few } from "../few.ts";
import { byPlace, grouped } from "../grouped.ts";
import { LAZILY } from "../lazily.ts";
import type { Draft, DraftBlock, DraftChoice } from "../messages/draft.ts";
import { POST_COLUMNS, type Post, posting, postMessage, postRow } from "../messages/post-message.ts";
import type { Tx, Wake } from "../ports.ts";
import type { StoredResult } from "./journal.ts";
import { FENCED, LeaseLost } from "./leases.ts";
import { commitTurn, type Turn } from "./turn.ts";
import { STILL_OPEN } from "./waiting.ts";

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

/** The last commit of a turn: reply, outcome of its inbox rows, end of the turn; all or nothing. With it the lease goes when nothing else waits. */
export async function endTurn(ctx: Ctx, turn: Turn, { draft, ...ending }: Ending): Promise<void> {
  const row = { ...finishRow(turn, ending), now: ctx.now() };
  if (typeof draft !== "function") {
    const post = draft && draft.blocks.length > 0 ? postRow(replyOf(ctx, turn, draft)) : {};
    const { fenced, released, outboxId } = await finishAndReply(ctx.db, { ...row, ...post });
    if (!fenced) throw new LeaseLost(`lease on ${turn.lease.conversation} lost`);
    turn.lease.released = released;
    if (outboxId) ctx.wake.outbox([outboxId]);
    return;
  }
  await commitTurn(ctx, turn, {
    fenced: async (tx) => {
      const { rows } = await tx.query(`with ${finishing(`${FINISH_COLUMNS}, now timestamptz`)} select from fenced`, [
        JSON.stringify([row]),
      ]);
      if (rows.length === 0) throw new LeaseLost(`lease on ${turn.lease.conversation} lost`);
    },
    inside: async (tx, wake) => {
      const decided = await draft(tx, wake);
      if (!decided || decided.blocks.length === 0) return;
      const outboxId = await postMessage(tx, replyOf(ctx, turn, decided));
      if (outboxId) wake.outbox([outboxId]);
    },
  });
}

function replyOf(ctx: Pick<Ctx, "now">, turn: Turn, draft: Draft): Post {
  const { actor, conversationId } = turn.sender;
  return {
    workspaceId: actor.workspaceId,
    conversationId,
    personId: actor.side === "talent" ? actor.personId : null,
    side: actor.side,
    dedupeKey: `turn:${turn.id}:reply`,
    purpose: "reply",
    draft,
    turnId: turn.id,
    now: ctx.now(),
  };
}

const finishRow = ({ id, lease, inbox }: Turn, { outcome, brain, reason }: Omit<Ending, "draft">) => ({
  n: 0,
  ...lease.ref,
  conversation: lease.conversation,
  fence: lease.fence,
  holder: lease.holder,
  turn: id,
  outcome,
  brain,
  reason: reason ?? null,
  state: outcome === "dead" ? "failed" : "done",
  rows: inbox.map((row) => row.id),
});

const FINISH_COLUMNS = `n int, channel text, account text, key text, conversation text, fence bigint, holder text, turn uuid, outcome text, brain text, reason text, state text, rows uuid[]`;

/** Parts of a statement that end every given turn whose fence still holds; `fenced` has these. */
const finishing = (columns: string) => `given as materialized (
    select g.* from jsonb_to_recordset($1::jsonb) as g(${columns}), ${LAZILY} where ${few("g.n")}),
  fenced as materialized (${FENCED}),
  closing as materialized (
    select r.id, outcome, reason, now from fenced, unnest(fenced.rows) with ordinality as r(id, place) where ${few("r.place")}),
  answered as (
    update inbox i set outcome = c.outcome, reason = c.reason, finished_at = c.now from closing c
     where i.id = c.id and ${STILL_OPEN}),
  ended as (
    update turns t set state = fenced.state, brain = fenced.brain, finished_at = fenced.now from fenced where t.id = fenced.turn)`;

type Finish = ReturnType<typeof finishRow> & { now: Date } & Partial<ReturnType<typeof postRow>>;

type Finished = { fenced: boolean; released: boolean; outboxId: string | null };

const finishAndReply = grouped<Finish, Finished>(async (db, batch) => {
  const { rows } = await db.query<{ n: number; id: string | null; released: boolean }>(
    `with ${finishing(`${FINISH_COLUMNS}, ${POST_COLUMNS}`)}, ${posting("fenced")},
     released as (
       update conversation_leases l set expires_at = '-infinity' from fenced f
        where l.conversation = f.conversation and not exists (
          select from inbox i where i.channel = f.channel and i.account = f.account and i.conversation_key = f.key
                                and i.outcome is null and i.id <> all(f.rows))
       returning f.n)
     select n, posted.id, released.n is not null as released
       from fenced left join posted using (dedupe_key) left join released using (n)`,
    [JSON.stringify(batch.map((item, n) => ({ ...item, n })))],
  );
  return byPlace(rows, batch).map(([row]) => ({
    fenced: row !== undefined,
    released: row?.released ?? false,
    outboxId: row?.id ?? null,
  }));
});
