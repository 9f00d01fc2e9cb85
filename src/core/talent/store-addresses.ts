import { AppError } from "../errors.ts";
import type { Queryable } from "../ports.ts";
import type { Into } from "./store-talent.ts";

const WORDING = "Agreed to be written to about auditions when the profile was given to this office.";

type Reached = { phone?: string | undefined; whatsapp: boolean; email?: string | undefined };
type Addresses = Reached & {
  personId: string;
  /** They told the office to stop writing. */
  stopped?: boolean;
};

/** Channel and address of each way to reach somebody. */
export const addressesOf = ({ phone, whatsapp, email }: Reached): [channel: string, address: string][] => [
  ...(phone && whatsapp ? [["whatsapp", phone] as [string, string]] : []),
  ...(phone ? [["sms", phone] as [string, string]] : []),
  ...(email ? [["email", email] as [string, string]] : []),
];

/**
 * Makes these the addresses of a person, with consent where none was ever given or withdrawn. Addresses of an earlier
 * import go; those the person has written from stay. Throws `conflict` when the phone is somebody else's.
 */
export async function giveAddresses(tx: Queryable, { workspaceId, now }: Into, given: Addresses): Promise<void> {
  const { personId, phone, stopped = false } = given;
  const points = addressesOf(given);
  const [channels, addresses] = [points.map(([channel]) => channel), points.map(([, address]) => address)];
  const { rowCount } = await tx.query(
    `select from contact_points
      where workspace_id = $1 and channel in ('whatsapp', 'sms') and address = $2 and person_id <> $3 limit 1`,
    [workspaceId, phone ?? null, personId],
  );
  if (rowCount > 0) throw new AppError("conflict", "phone is another person's in this workspace");
  await tx.query(
    `delete from contact_points
      where person_id = $1 and channel in ('whatsapp', 'sms', 'email') and verified_at is null
        and (channel, address) not in (select c, a from unnest($2::text[], $3::text[]) as u(c, a))`,
    [personId, channels, addresses],
  );
  await tx.query(
    `insert into contact_points (workspace_id, person_id, channel, address)
     select $1, $2, c, a from unnest($3::text[], $4::text[]) as u(c, a)
     on conflict on constraint contact_points_once do nothing`,
    [workspaceId, personId, channels, addresses],
  );
  await addConsents(
    tx,
    { workspaceId, now },
    points.map(([channel]) => ({ personId, channel, stopped })),
  );
}

type Consent = { personId: string; channel: string; stopped: boolean };

/** Consent on channels on which nothing was ever given or withdrawn; of who told the office to stop it is withdrawn at once. */
export async function addConsents(tx: Queryable, { workspaceId, now }: Into, consents: Consent[]): Promise<void> {
  await tx.query(
    `insert into consents (workspace_id, person_id, channel, wording, source, given_at, withdrawn_at)
     select $1, p, c, $5, 'import', $6, case when stopped then $6::timestamptz end
       from unnest($2::uuid[], $3::text[], $4::boolean[]) as u(p, c, stopped)
      where c <> 'email' and not exists (select from consents o where o.person_id = p and o.channel = c)`,
    [
      workspaceId,
      ...(["personId", "channel", "stopped"] as const).map((key) => consents.map((one) => one[key])),
      WORDING,
      now,
    ],
  );
}

/** A minor is reached through the guardian alone. */
export async function takeAddresses(tx: Queryable, personId: string): Promise<void> {
  await tx.query(`delete from contact_points where person_id = $1 and channel in ('whatsapp', 'sms', 'email')`, [
    personId,
  ]);
}
