import { randomBytes } from "node:crypto";
import type { Queryable } from "../ports.ts";
import { traceparent } from "../trace.ts";
import { HELD_BACK } from "./claim-letter.ts";
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
  /** Held back on purpose until then; what is written later may go first. */
  notBefore?: Date | undefined;
  now: Date;
};

/**
 * Stores a message to be sent, with the actions its buttons stand for, in the caller's transaction.
 * Returns its outbox id, or undefined when the key was posted before.
 */
export async function postMessage(tx: Queryable, post: Post): Promise<string | undefined> {
  const { rows } = await tx.query<{ id: string }>(
    `with given as materialized (select * from jsonb_to_recordset($1::jsonb) as g(${POST_COLUMNS})), ${posting("given")}
     select id from posted`,
    [JSON.stringify([postRow(post)])],
  );
  return rows[0]?.id;
}

/** What `postRow` gives, as the columns of a record. */
export const POST_COLUMNS = `workspace_id uuid, conversation_id uuid, person_id uuid, turn_id uuid, dedupe_key text, purpose text,
  booking_id uuid, booking_version int, outgoing jsonb, now timestamptz, not_before timestamptz, text text, side text, actions jsonb`;

/** Parts of a statement that post every row of `from` whose key is new; `posted` has their ids and keys. */
export const posting = (from: string) => `posted as (
    insert into outbox (workspace_id, conversation_id, person_id, turn_id, dedupe_key, purpose, booking_id, booking_version,
                        outgoing, next_at, error_code, created_at)
    select workspace_id, conversation_id, person_id, turn_id, dedupe_key, purpose, booking_id, booking_version, outgoing, coalesce(not_before, now),
           case when not_before is not null then '${HELD_BACK}' end, now
      from ${from} where dedupe_key is not null
    on conflict (dedupe_key) do nothing
    returning id, dedupe_key),
  spoken as (
    insert into messages (workspace_id, conversation_id, direction, turn_id, outbox_id, text, content, created_at)
    select p.workspace_id, p.conversation_id, 'out', p.turn_id, posted.id, p.text, p.outgoing, p.now
      from posted join ${from} p using (dedupe_key)),
  offered as (
    insert into actions (id, workspace_id, conversation_id, outbox_id, position, label, person_id, side, verb, args,
                         single_use, group_key, expires_at, created_at)
    select a.id, p.workspace_id, p.conversation_id, posted.id, a.position, a.label, p.person_id, p.side, a.verb, a.args,
           a.single_use, a.group_key, a.expires_at, p.now
      from posted join ${from} p using (dedupe_key),
           jsonb_to_recordset(p.actions) as a(id text, position int, label text, verb text, args jsonb, single_use boolean,
                                              group_key text, expires_at timestamptz))`;

export function postRow(post: Post) {
  const actions: NewAction[] = [];
  const trace = traceparent();
  const outgoing = { ...withActions(post.draft, actions), ...(trace && { trace }) };
  return {
    workspace_id: post.workspaceId,
    conversation_id: post.conversationId,
    person_id: post.personId,
    turn_id: post.turnId ?? null,
    dedupe_key: post.dedupeKey,
    purpose: post.purpose,
    booking_id: post.booking?.id ?? null,
    booking_version: post.booking?.version ?? null,
    outgoing,
    now: post.now,
    not_before: post.notBefore?.toISOString() ?? null,
    text: plainText(outgoing),
    side: post.side,
    actions: actions.map(actionRow),
  };
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
      const { label, description, style, opens } = choice;
      return {
        actionId: id,
        label,
        ...(description && { description }),
        ...(style && { style }),
        ...(opens && { opens }),
      };
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
    ...(draft.onlyTo && { onlyTo: draft.onlyTo }),
    ...(draft.opensOffice && { opensOffice: draft.opensOffice }),
  };
}
