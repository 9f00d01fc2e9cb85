import type { Actor, Ctx } from "../ctx.ts";
import { few } from "../few.ts";
import { byPlace, grouped } from "../grouped.ts";
import { LAZILY } from "../lazily.ts";
import type { IncomingAction, IncomingMessage, Language } from "../messages/message.ts";
import type { Queryable } from "../ports.ts";

type Incoming = IncomingMessage | IncomingAction;

export type Sender = {
  actor: Actor;
  conversationId: string;
  name: string;
  language: Language;
  /** First contact: nobody had this address before. */
  stranger: boolean;
};

/** Why somebody is not answered. */
type Passed = "not addressed to us" | "a guest of the team's workspace";

/**
 * Who wrote, in which workspace and conversation: from the verified event, and for a first contact from the platform's
 * directory. `knownSender` is what was found with the row (KNOWN_SENDER). Creates what is new. A reason for a channel message that was not meant for us, with no mention and in no
 * thread that we are part of, and for a guest of Slack's, who is not of the casting team. Throws when the directory does.
 */
export async function resolveSender(
  { db, directory }: Pick<Ctx, "db" | "directory">,
  { incoming, knownSender }: { incoming: Incoming; knownSender: KnownSender | null },
): Promise<Sender | Passed> {
  const known = knownSender && senderOf(knownSender, incoming);
  if (known?.conversationId) return { ...known, conversationId: known.conversationId };
  const addressed = incoming.kind === "action" || incoming.mentioned || incoming.direct;
  if (known)
    return addressed
      ? { ...known, conversationId: await openConversation(db, known, incoming) }
      : "not addressed to us";
  const meant = addressed || (await threadExists(db, incoming));
  if (meant && sideOf(incoming) === "team" && (await directory?.(incoming.platform, incoming.sender.address))?.guest)
    return "a guest of the team's workspace";
  return db.transaction(async (tx) => {
    const workspaceId = await workspaceOf(tx, incoming);
    if (!meant) return "not addressed to us";
    const { id: personId, name, language, stranger } = await personOf(tx, workspaceId, incoming);
    const sender = { actor: { workspaceId, personId, side: sideOf(incoming) }, name, language, stranger };
    return { ...sender, conversationId: await openConversation(tx, sender, incoming) };
  });
}

const sideOf = ({ channel }: Incoming): Actor["side"] => (channel === "slack" ? "team" : "talent");

async function threadExists(tx: Queryable, { channel, account, conversationKey }: Incoming): Promise<boolean> {
  const { rowCount } = await tx.query(`select from conversations where channel = $1 and account = $2 and key = $3`, [
    channel,
    account,
    conversationKey,
  ]);
  return rowCount > 0;
}

function openConversation(db: Queryable, { actor }: Pick<Sender, "actor">, incoming: Incoming): Promise<string> {
  const own = actor.side === "talent" || (incoming.kind === "message" && incoming.direct);
  return open(db, {
    workspace_id: actor.workspaceId,
    channel: incoming.channel,
    account: incoming.account,
    key: incoming.conversationKey,
    side: actor.side,
    person_id: own ? actor.personId : null,
  });
}

type Opening = {
  workspace_id: string;
  channel: string;
  account: string;
  key: string;
  side: string;
  person_id: string | null;
};

const open = grouped<Opening, string>(async (db, batch) => {
  const { rows } = await db.query<{ n: number; id: string }>(
    `with given as materialized (
       select g.* from jsonb_to_recordset($1::jsonb) as g(n int, workspace_id uuid, channel text, account text, key text, side text, person_id uuid), ${LAZILY}
        where ${few("g.n")}),
     opened as (
       insert into conversations as c (workspace_id, channel, account, key, side, person_id)
       select workspace_id, channel, account, key, side, person_id from given order by channel, account, key
       on conflict on constraint conversations_once do update set key = c.key returning id, channel, account, key)
     select given.n, opened.id from given join opened using (channel, account, key)`,
    [JSON.stringify(batch.map((item, n) => ({ ...item, n })))],
  );
  return byPlace(rows, batch).map(([row]) => (row as { id: string }).id);
});

/** A known person on the same channel; `conversationId` null in a conversation that is new. */
export type KnownSender = Pick<Sender, "name" | "language"> & {
  workspaceId: string;
  personId: string;
  conversationId: string | null;
};

/** SQL: the `KnownSender` of an inbox row `i` with its payload `p`, or null. */
export const KNOWN_SENDER = `(
  select jsonb_build_object('workspaceId', a.workspace_id, 'personId', who.id, 'name', who.name, 'language', who.language, 'conversationId', c.id)
    from channel_accounts a
    join contact_points cp on cp.workspace_id = a.workspace_id and cp.channel = a.channel and cp.address = p.incoming -> 'sender' ->> 'address'
    join people who on who.id = cp.person_id
    left join conversations c on c.channel = a.channel and c.account = a.account and c.key = i.conversation_key
   where a.channel = i.channel and a.account = i.account)`;

/** The same for an event that is not stored. */
export async function findKnownSender(db: Queryable, incoming: Incoming): Promise<KnownSender | null> {
  const { channel, account, conversationKey, sender } = incoming;
  const { rows } = await db.query<{ known: KnownSender | null }>(
    `select ${KNOWN_SENDER} as known
       from (select $1::text as channel, $2::text as account, $3::text as conversation_key) i, (select $4::jsonb as incoming) p`,
    [channel, account, conversationKey, JSON.stringify({ sender })],
  );
  return rows[0]?.known ?? null;
}

const senderOf = ({ workspaceId, personId, ...known }: KnownSender, incoming: Incoming) => ({
  ...known,
  actor: { workspaceId, personId, side: sideOf(incoming) },
  stranger: false,
});

/** An account that no workspace claimed belongs to the oldest: one installation, one set of secrets, one workspace. */
async function workspaceOf(tx: Queryable, { channel, platform, account }: Incoming): Promise<string> {
  const { rows } = await tx.query<{ workspace_id: string }>(
    `insert into channel_accounts as a (workspace_id, channel, platform, account)
     select id, $1, $2, $3 from workspaces order by created_at limit 1
     on conflict on constraint channel_accounts_once do update set account = a.account
     returning workspace_id`,
    [channel, platform, account],
  );
  return (rows[0] as { workspace_id: string }).workspace_id;
}

type Person = { id: string; name: string; language: Language; stranger: boolean };

async function personOf(tx: Queryable, workspaceId: string, incoming: Incoming): Promise<Person> {
  const { channel, sender } = incoming;
  const phone = channel !== "slack";
  const { rows } = await tx.query<Person & { same: boolean }>(
    `select p.id, p.name, p.language, false as stranger, cp.channel = $2 as same
       from contact_points cp join people p on p.id = cp.person_id
      where cp.workspace_id = $1 and cp.address = $3 and (cp.channel = $2 or ($4 and cp.channel in ('whatsapp', 'sms')))
      order by cp.channel = $2 desc limit 1`,
    [workspaceId, channel, sender.address, phone],
  );
  const known = rows[0];
  if (known?.same) return known;
  const person = known ?? (await createPerson(tx, workspaceId, incoming));
  await tx.query(
    `insert into contact_points (workspace_id, person_id, channel, address, verified_at) values ($1, $2, $3, $4, now())
     on conflict on constraint contact_points_once do nothing`,
    [workspaceId, person.id, channel, sender.address],
  );
  return person;
}

async function createPerson(tx: Queryable, workspaceId: string, { channel, sender }: Incoming) {
  const { rows } = await tx.query<{ id: string; name: string }>(
    `insert into people (workspace_id, name) values ($1, $2) returning id, name`,
    [workspaceId, sender.name?.trim() || (channel === "slack" ? "Casting team" : "New contact")],
  );
  const { id, name } = rows[0] as { id: string; name: string };
  await tx.query(`insert into memberships (workspace_id, person_id, role) values ($1, $2, $3)`, [
    workspaceId,
    id,
    channel === "slack" ? "associate" : "talent",
  ]);
  return { id, name, language: "en" as const, stranger: true };
}
