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
  await noteSameEmail(
    tx,
    { workspaceId, now },
    points.map(([channel, address]) => ({ personId, channel, address })),
  );
  await addConsents(
    tx,
    { workspaceId, now },
    points.map(([channel]) => ({ personId, channel, stopped })),
  );
}

type Point = { personId: string; channel: string; address: string };

/** An email is one person's; whoever else comes with it may be the same, and the team is to look. */
export async function noteSameEmail(tx: Queryable, { workspaceId, now }: Into, points: Point[]): Promise<void> {
  const emails = points.filter((point) => point.channel === "email");
  if (emails.length === 0) return;
  await tx.query(
    `insert into talent_duplicates (workspace_id, first_id, second_id, why, found_at)
     select distinct $1::uuid, least(c.person_id, u.p), greatest(c.person_id, u.p), array['email'], $4::timestamptz
       from unnest($2::uuid[], $3::text[]) as u(p, e)
       join contact_points c on c.workspace_id = $1 and c.channel = 'email' and c.address = u.e and c.person_id <> u.p
      where exists (select from talent_profiles t where t.person_id = c.person_id)
     on conflict on constraint talent_duplicates_once do nothing`,
    [workspaceId, emails.map((one) => one.personId), emails.map((one) => one.address), now],
  );
}

type Consent = { personId: string; channel: string; stopped: boolean };

/**
 * Consent on channels on which nothing was ever given or withdrawn (`first`: of people who are new, so that nobody has to
 * look); of who told the office to stop it is withdrawn at once.
 */
export async function addConsents(
  tx: Queryable,
  { workspaceId, now }: Into,
  consents: Consent[],
  { first = false } = {},
): Promise<void> {
  await tx.query(
    `insert into consents (workspace_id, person_id, channel, wording, source, given_at, withdrawn_at)
     select $1, p, c, $5, 'import', $6, case when stopped then $6::timestamptz end
       from unnest($2::uuid[], $3::text[], $4::boolean[]) as u(p, c, stopped)
      where c <> 'email' and ($7 or not exists (select from consents o where o.person_id = p and o.channel = c))`,
    [
      workspaceId,
      ...(["personId", "channel", "stopped"] as const).map((key) => consents.map((one) => one[key])),
      WORDING,
      now,
      first,
    ],
  );
}

/** A minor is reached through the guardian alone. */
export async function takeAddresses(tx: Queryable, personId: string): Promise<void> {
  await tx.query(`delete from contact_points where person_id = $1 and channel in ('whatsapp', 'sms', 'email')`, [
    personId,
  ]);
}
