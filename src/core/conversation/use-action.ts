import type { Actor } from "../ctx.ts";
import { AppError } from "../errors.ts";
import type { ActionVerb } from "../messages/draft.ts";
import type { IncomingAction, IncomingMessage, Language, Outgoing } from "../messages/message.ts";
import { words } from "../messages/wording.ts";
import { teamWords } from "../messages/wording-team.ts";
import type { Queryable } from "../ports.ts";
import { askedFact } from "./offline/answer-profile.ts";

export type UsedAction = {
  id: string;
  verb: ActionVerb;
  args: Record<string, unknown>;
  label: string;
  /** What the first tap was answered with, when this is not the first. */
  answered: Outgoing | undefined;
};

type Row = {
  id: string;
  verb: ActionVerb;
  args: Record<string, unknown>;
  label: string;
  conversation_id: string;
  person_id: string | null;
  side: "team" | "talent";
  single_use: boolean;
  group_key: string | null;
  expires_at: Date | null;
  used_at: Date | null;
  answer: Outgoing | null;
  group_used: boolean;
};

type Use = { actionId: string; actor: Actor; conversationId: string; language: Language; now: Date };

/**
 * Takes a stored action for the one who tapped it. Used before: `answered` says what it said then. Throws `not_found`
 * for an unknown one, `forbidden` for another's, `conflict` when it has expired or another of its group was used.
 */
export async function useAction(
  tx: Queryable,
  { actionId, actor, conversationId, language, now }: Use,
): Promise<UsedAction> {
  const said = actor.side === "team" ? teamWords : words(language);
  const { rows } = await tx.query<Row>(
    `select a.*, exists (select from actions g where g.group_key = a.group_key and g.id <> a.id and g.used_at is not null) as group_used
       from actions a where a.id = $1 for update`,
    [actionId],
  );
  const row = rows[0];
  if (!row) throw new AppError("not_found", "unknown action", { said: said.expiredChoice() });
  const foreign = row.conversation_id !== conversationId || row.side !== actor.side;
  if (foreign || (row.person_id !== null && row.person_id !== actor.personId)) {
    throw new AppError("forbidden", `action ${row.id.slice(0, 6)}… is not for person ${actor.personId}`, {
      said: said.notYours(),
    });
  }
  const { id, verb, args, label } = row;
  if (row.single_use && row.used_at) return { id, verb, args, label, answered: row.answer ?? { blocks: [] } };
  if (row.group_used)
    throw new AppError("conflict", `another of group ${row.group_key} was used`, { said: said.usedChoice() });
  if (row.expires_at && row.expires_at <= now)
    throw new AppError("conflict", "action expired", { said: said.expiredChoice() });
  await tx.query(`update actions set used_at = coalesce(used_at, $2), used_by = $3 where id = $1`, [
    id,
    now,
    actor.personId,
  ]);
  return { id, verb, args, label, answered: undefined };
}

/**
 * Which messages have their choices printed with numbers (`bots/number-menu.ts`): all of them, or those that left as a
 * template without buttons. Elsewhere they are buttons, and "2" may be two o'clock.
 */
export function printsNumbers({ channel, platform }: IncomingMessage | IncomingAction): "all" | "notices" | "none" {
  if (channel === "sms" || platform.startsWith("twilio_") || platform === "whatsapp_web") return "all";
  return platform === "whatsapp_cloud" ? "notices" : "none";
}

type Typed = { conversationId: string; text: string; printed: "all" | "notices" };

/** SQL: the message `o` left in a window that was closed, and its template has no buttons. */
const NOTICE = `o.outgoing -> 'template' ->> 'name' is distinct from 'invitation'
           and not exists (select from messages i where i.conversation_id = $1 and i.direction = 'in'
                              and i.created_at between o.sent_at - interval '24 hours' and o.sent_at)`;

/**
 * The action behind a number on the menu that a talent was sent last (the team's numbers are places in a shortlist): one
 * that waits or did not leave was never seen. Undefined when the text is no number on it, or answers a question about
 * her profile that was asked since.
 */
export async function menuAction(db: Queryable, { conversationId, text, printed }: Typed): Promise<string | undefined> {
  const number = /^\s*(?:reply|option|no\.?|number|#)?\s*([1-9]\d?)\s*[.)]?\s*$/i.exec(devanagariDigits(text))?.[1];
  if (!number) return undefined;
  const { rows } = await db.query<{ id: string }>(
    `select a.id from actions a join (
       select o.* from actions m join outbox o on o.id = m.outbox_id
        where m.conversation_id = $1 and (o.state = 'sent' or o.receipt in ('sent', 'delivered', 'read'))
        order by coalesce(o.sent_at, o.created_at) desc, o.seq desc limit 1) o on o.id = a.outbox_id
      where a.conversation_id = $1 and a.position = $2 and ($3 = 'all' or (${NOTICE}))`,
    [conversationId, Number(number), printed],
  );
  return rows[0] && !(await asksForFact(db, conversationId)) ? rows[0].id : undefined;
}

/** Whether what we wrote last in a conversation asks for a fact of a profile. */
export async function asksForFact(db: Queryable, conversationId: string): Promise<boolean> {
  const { rows } = await db.query<{ text: string }>(
    `select text from messages where conversation_id = $1 and direction = 'out' order by seq desc limit 1`,
    [conversationId],
  );
  return askedFact(rows[0]?.text ?? "") !== undefined;
}

const devanagariDigits = (text: string) => text.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));
