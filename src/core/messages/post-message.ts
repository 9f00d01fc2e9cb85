import { randomBytes } from "node:crypto";
import type { Queryable } from "../ports.ts";
import { traceparent } from "../trace.ts";
import type { Draft, DraftChoice } from "./draft.ts";
import { type Choice, type Outgoing, plainText } from "./message.ts";

export type Post = {
  workspaceId: string;
  conversationId: string;
  /** The recipient; null for a thread of the team. */
  personId: string | null;
  side: "team" | "talent";
  /** The same key posts once, whoever asks and however often. */
  dedupeKey: string;
  purpose: "reply" | "utility" | "promotional";
  draft: Draft;
  turnId?: string | undefined;
  /** Makes the message void when the booking has moved on before it was sent. */
  booking?: { id: string; version: number };
  now: Date;
};

/**
 * Stores a message to be sent, with the actions its buttons stand for, in the caller's transaction.
 * Returns its outbox id, or undefined when the key was posted before.
 */
export async function postMessage(tx: Queryable, post: Post): Promise<string | undefined> {
  const actions: NewAction[] = [];
  const trace = traceparent();
  const outgoing = { ...withActions(post.draft, actions), ...(trace && { trace }) };
  const { rows } = await tx.query<{ id: string }>(
    `with posted as (
       insert into outbox (workspace_id, conversation_id, person_id, turn_id, dedupe_key, purpose, booking_id,
                           booking_version, outgoing, next_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
       on conflict (dedupe_key) do nothing
       returning id),
     said as (
       insert into messages (workspace_id, conversation_id, direction, turn_id, outbox_id, text, content, created_at)
       select $1, $2, 'out', $4, id, $11, $9, $10 from posted),
     offered as (
       insert into actions (id, workspace_id, conversation_id, outbox_id, position, label, person_id, side, verb, args,
                            single_use, group_key, expires_at, created_at)
       select a.id, $1, $2, posted.id, a.position, a.label, $3, $12, a.verb, a.args, a.single_use, a.group_key, a.expires_at, $10
         from posted, jsonb_to_recordset($13::jsonb) as a(id text, position int, label text, verb text, args jsonb,
                                                          single_use boolean, group_key text, expires_at timestamptz))
     select id from posted`,
    [
      post.workspaceId,
      post.conversationId,
      post.personId,
      post.turnId ?? null,
      post.dedupeKey,
      post.purpose,
      post.booking?.id ?? null,
      post.booking?.version ?? null,
      JSON.stringify(outgoing),
      post.now,
      plainText(outgoing),
      post.side,
      JSON.stringify(actions.map(actionRow)),
    ],
  );
  return rows[0]?.id;
}

type NewAction = { choice: DraftChoice; id: string };

const actionRow = ({ choice, id }: NewAction, index: number) => ({
  id,
  position: index + 1,
  label: choice.label,
  verb: choice.verb,
  args: choice.args,
  single_use: choice.singleUse ?? true,
  group_key: choice.group ?? null,
  expires_at: choice.expiresAt?.toISOString() ?? null,
});

function withActions(draft: Draft, actions: NewAction[]): Outgoing {
  const stored = (choices: DraftChoice[]): Choice[] =>
    choices.map((choice) => {
      const id = randomBytes(16).toString("base64url");
      actions.push({ choice, id });
      const { label, description, style } = choice;
      return { actionId: id, label, ...(description && { description }), ...(style && { style }) };
    });
  const blocks = draft.blocks.map((block) => {
    if (block.type === "text") return block;
    const { choices, ...card } = block;
    return choices ? { ...card, choices: stored(choices) } : card;
  });
  return {
    blocks,
    ...(draft.choices && { choices: stored(draft.choices) }),
    ...(draft.template && { template: draft.template }),
  };
}
