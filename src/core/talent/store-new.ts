import { randomUUID } from "node:crypto";
import type { Queryable } from "../ports.ts";
import { addConsents, addressesOf, noteSameEmail } from "./store-addresses.ts";
import { storeProfiles } from "./store-profiles.ts";
import { type Into, UUID } from "./store-talent.ts";
import type { TalentRow } from "./talent-row.ts";

/**
 * Stores those of a batch of whom nothing is known, neither id nor phone nor a guardian, in a few statements for all of
 * them; returns the rows it has stored. The others are to be stored one by one.
 */
export async function storeNew(tx: Queryable, into: Into, rows: TalentRow[]): Promise<Set<TalentRow>> {
  const fresh = await unknownOf(tx, into, rows);
  if (fresh.length === 0) return new Set();
  const people = fresh.map((row) => ({ personId: randomUUID(), guardianId: row.minor ? randomUUID() : null, row }));
  await insertPeople(tx, into, people);
  await storeProfiles(tx, into, people);
  // A minor is reached through the guardian alone.
  const points = people.flatMap(({ personId, guardianId, row }) =>
    addressesOf(guardianId ? { ...row, phone: row.guardian_phone } : row).map(([channel, address]) => ({
      personId: guardianId ?? personId,
      channel,
      address,
      stopped: row.opted_out,
    })),
  );
  await tx.query(
    `insert into contact_points (workspace_id, person_id, channel, address)
     select $1, * from unnest($2::uuid[], $3::text[], $4::text[])
     on conflict on constraint contact_points_once do nothing`,
    [
      into.workspaceId,
      ...(["personId", "channel", "address"] as const).map((key) => points.map((point) => point[key])),
    ],
  );
  await noteSameEmail(tx, into, points);
  await addConsents(tx, into, points, { first: true });
  const away = people.flatMap(({ personId, row }) => row.away.map((days) => ({ personId, ...days })));
  await tx.query(
    `insert into book_outs (workspace_id, person_id, during, reason)
     select $1, p, daterange(f::date, t::date, '[]'), 'import' from unnest($2::uuid[], $3::text[], $4::text[]) as u(p, f, t)`,
    [into.workspaceId, ...(["personId", "from", "to"] as const).map((key) => away.map((days) => days[key]))],
  );
  return new Set(fresh);
}

type Fresh = { personId: string; guardianId: string | null; row: TalentRow };

/** Talent and the guardians of those who are minors. */
async function insertPeople(tx: Queryable, { workspaceId }: Into, people: Fresh[]): Promise<void> {
  const all = people.flatMap(({ personId, guardianId, row }) => [
    { id: personId, name: row.name, role: "talent", guardian: guardianId },
    ...(guardianId
      ? [{ id: guardianId, name: row.guardian_name ?? "Guardian", role: "guardian", guardian: null }]
      : []),
  ]);
  const columns = (["id", "name", "guardian", "role"] as const).map((key) => all.map((one) => one[key]));
  await tx.query(
    `with given as materialized (
       select * from unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[]) as u(id, name, guardian, role)),
     person as (insert into people (id, workspace_id, name, guardian_id) select id, $1, name, guardian from given)
     insert into memberships (workspace_id, person_id, role) select $1, id, role from given`,
    [workspaceId, ...columns],
  );
}

/** Where somebody is reached: a minor through the guardian. */
const phoneOf = (row: TalentRow) => (row.minor ? row.guardian_phone : row.phone);
const keysOf = (row: TalentRow) => [row.external_id, phoneOf(row)].filter((key) => key !== undefined);

/** Ids and phones that are there already, or twice in the batch, are for the one-by-one way. */
async function unknownOf(tx: Queryable, { workspaceId }: Into, rows: TalentRow[]): Promise<TalentRow[]> {
  const taken = new Map<string, number>();
  for (const key of rows.flatMap(keysOf)) taken.set(key, (taken.get(key) ?? 0) + 1);
  const candidates = rows.filter((row) => keysOf(row).every((key) => taken.get(key) === 1));
  const ids = candidates.flatMap((row) => row.external_id ?? []);
  const { rows: known } = await tx.query<{ key: string }>(
    `select external_id as key from talent_profiles where workspace_id = $1 and external_id = any($2::text[])
     union all select gone_external_id from talent_merges where workspace_id = $1 and gone_external_id = any($2::text[]) and undone_at is null
     union all select id::text from people where id = any($3::uuid[])
     union all select address from contact_points where workspace_id = $1 and channel in ('whatsapp', 'sms') and address = any($4::text[])`,
    [workspaceId, ids, ids.filter((id) => UUID.test(id)), candidates.flatMap((row) => phoneOf(row) ?? [])],
  );
  const there = new Set(known.map((one) => one.key));
  return candidates.filter((row) => !keysOf(row).some((key) => there.has(key)));
}
