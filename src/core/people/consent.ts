import type { Queryable } from "../ports.ts";

type Who = { workspaceId: string; personId: string; channel: string; now: Date };

/** Ends every consent to be written to on a channel. A person without any gets a withdrawn one, so that it is on record. */
export async function withdrawConsent(db: Queryable, { workspaceId, personId, channel, now }: Who): Promise<void> {
  const { rowCount } = await db.query(
    `update consents set withdrawn_at = $3 where person_id = $1 and channel = $2 and withdrawn_at is null`,
    [personId, channel, now],
  );
  if (rowCount > 0) return;
  await db.query(
    `insert into consents (workspace_id, person_id, channel, wording, source, given_at, withdrawn_at)
     values ($1, $2, $3, 'none on record', 'opt-out', $4, $4)`,
    [workspaceId, personId, channel, now],
  );
}

/** Notes that a person wants to be written to on a channel, in which words. */
export async function giveConsent(db: Queryable, who: Who & { wording: string; source: string }): Promise<void> {
  await db.query(
    `insert into consents (workspace_id, person_id, channel, wording, source, given_at) values ($1, $2, $3, $4, $5, $6)`,
    [who.workspaceId, who.personId, who.channel, who.wording, who.source, who.now],
  );
}

/** True when the person said stop on this channel and nothing since. */
export async function optedOut(db: Queryable, who: { personId: string; channel: string }): Promise<boolean> {
  const { rows } = await db.query<{ out: boolean }>(
    `select bool_and(withdrawn_at is not null) as out from consents where person_id = $1 and channel = $2`,
    [who.personId, who.channel],
  );
  return rows[0]?.out === true;
}
