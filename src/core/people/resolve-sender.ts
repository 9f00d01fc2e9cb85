import type { Actor } from "../ctx.ts";
import type { IncomingAction, IncomingMessage, Language } from "../messages/message.ts";
import type { Db, Queryable } from "../ports.ts";

export type Sender = {
  actor: Actor;
  conversationId: string;
  language: Language;
  /** First contact: nobody had this address before. */
  stranger: boolean;
};

/**
 * Who wrote, in which workspace and conversation: from the verified event alone. Creates what is new. Undefined for a
 * channel message that was not meant for us: no mention, and no thread that we are part of.
 */
export async function resolveSender(db: Db, incoming: IncomingMessage | IncomingAction): Promise<Sender | undefined> {
  return db.transaction(async (tx) => {
    const workspaceId = await workspaceOf(tx, incoming);
    if (incoming.kind === "message" && !incoming.mentioned && !incoming.direct) {
      const known = await tx.query(`select from conversations where channel = $1 and account = $2 and key = $3`, [
        incoming.channel,
        incoming.account,
        incoming.conversationKey,
      ]);
      if (known.rowCount === 0) return undefined;
    }
    const side = incoming.channel === "slack" ? "team" : "talent";
    const person = await personOf(tx, workspaceId, incoming);
    const { rows } = await tx.query<{ id: string }>(
      `insert into conversations as c (workspace_id, channel, account, key, side, person_id) values ($1, $2, $3, $4, $5, $6)
       on conflict on constraint conversations_once do update set key = c.key returning id`,
      [
        workspaceId,
        incoming.channel,
        incoming.account,
        incoming.conversationKey,
        side,
        side === "talent" || (incoming.kind === "message" && incoming.direct) ? person.id : null,
      ],
    );
    return {
      actor: { workspaceId, personId: person.id, side },
      conversationId: (rows[0] as { id: string }).id,
      language: person.language,
      stranger: person.stranger,
    };
  });
}

/** An account that no workspace claimed belongs to the oldest: one installation, one set of secrets, one workspace. */
async function workspaceOf(
  tx: Queryable,
  { channel, platform, account }: IncomingMessage | IncomingAction,
): Promise<string> {
  const { rows } = await tx.query<{ workspace_id: string }>(
    `insert into channel_accounts as a (workspace_id, channel, platform, account)
     select id, $1, $2, $3 from workspaces order by created_at limit 1
     on conflict on constraint channel_accounts_once do update set account = a.account
     returning workspace_id`,
    [channel, platform, account],
  );
  return (rows[0] as { workspace_id: string }).workspace_id;
}

type Person = { id: string; language: Language; stranger: boolean };

async function personOf(
  tx: Queryable,
  workspaceId: string,
  incoming: IncomingMessage | IncomingAction,
): Promise<Person> {
  const { channel, sender } = incoming;
  const phone = channel !== "slack";
  const { rows } = await tx.query<Person & { same: boolean }>(
    `select p.id, p.language, false as stranger, cp.channel = $2 as same
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

async function createPerson(tx: Queryable, workspaceId: string, { channel, sender }: IncomingMessage | IncomingAction) {
  const { rows } = await tx.query<{ id: string }>(
    `insert into people (workspace_id, name) values ($1, $2) returning id`,
    [workspaceId, sender.name?.trim() || (channel === "slack" ? "Casting team" : "New contact")],
  );
  const id = (rows[0] as { id: string }).id;
  await tx.query(`insert into memberships (workspace_id, person_id, role) values ($1, $2, $3)`, [
    workspaceId,
    id,
    channel === "slack" ? "associate" : "talent",
  ]);
  return { id, language: "en" as const, stranger: true };
}
