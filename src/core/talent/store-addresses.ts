import { AppError } from "../errors.ts";
import type { Queryable } from "../ports.ts";
import type { Into } from "./store-talent.ts";

const WORDING = "Agreed to be written to about auditions when the profile was given to this office.";

type Addresses = {
  personId: string;
  phone: string | undefined;
  whatsapp: boolean;
  email: string | undefined;
};

/**
 * Makes these the addresses of a person, with consent where none was ever given or withdrawn. Addresses of an earlier
 * import go; those the person has written from stay. Throws `conflict` when the phone is somebody else's.
 */
export async function giveAddresses(tx: Queryable, { workspaceId, now }: Into, given: Addresses): Promise<void> {
  const { personId, phone, whatsapp, email } = given;
  const points = [
    ...(phone && whatsapp ? [["whatsapp", phone]] : []),
    ...(phone ? [["sms", phone]] : []),
    ...(email ? [["email", email]] : []),
  ];
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
  await tx.query(
    `insert into consents (workspace_id, person_id, channel, wording, source, given_at)
     select $1, $2, c, $4, 'import', $5 from unnest($3::text[]) as c
      where c <> 'email' and not exists (select from consents o where o.person_id = $2 and o.channel = c)`,
    [workspaceId, personId, channels, WORDING, now],
  );
}

/** A minor is reached through the guardian alone. */
export async function takeAddresses(tx: Queryable, personId: string): Promise<void> {
  await tx.query(`delete from contact_points where person_id = $1 and channel in ('whatsapp', 'sms', 'email')`, [
    personId,
  ]);
}
