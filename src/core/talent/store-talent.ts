import { AppError } from "../errors.ts";
import type { Queryable } from "../ports.ts";
import { notingChanges } from "./note-changes.ts";
import { giveAddresses, takeAddresses } from "./store-addresses.ts";
import { hashOf, storeProfiles } from "./store-profiles.ts";
import type { TalentRow } from "./talent-row.ts";

export type Stored = "created" | "updated" | "unchanged";
export type Into = { workspaceId: string; now: Date };

/**
 * Stores one talent: person, addresses, consent, profile, days away. The same external id, or without one the same phone,
 * is the same talent; storing the same again changes nothing. Throws `conflict` when the phone is somebody else's.
 */
export async function storeTalent(tx: Queryable, into: Into, row: TalentRow): Promise<Stored> {
  const known = await findTalent(tx, into, row);
  if (known?.same) return "unchanged";
  const personId = known?.person_id ?? (await insertPerson(tx, into, { name: row.name, role: "talent" }));
  const guardianId = row.minor ? await storeGuardian(tx, into, row) : null;
  if (known || guardianId)
    await tx.query(`update people set name = $2, guardian_id = $3 where id = $1`, [personId, row.name, guardianId]);
  if (!row.minor) await giveAddresses(tx, into, { ...row, personId, stopped: row.opted_out });
  else if (known) await takeAddresses(tx, personId);
  const store = () => storeProfiles(tx, into, [{ personId, row }]);
  if (known?.profiled) await notingChanges(tx, { ...into, personId, by: null, source: "import" }, store);
  else await store();
  if (known) await tx.query(`delete from book_outs where person_id = $1 and reason = 'import'`, [personId]);
  if (row.away.length > 0)
    await tx.query(
      `insert into book_outs (workspace_id, person_id, during, reason)
       select $1, $2, daterange(f::date, t::date, '[]'), 'import' from unnest($3::text[], $4::text[]) as u(f, t)
        where not exists (select from book_outs o where o.person_id = $2 and o.during @> daterange(f::date, t::date, '[]'))`,
      [into.workspaceId, personId, row.away.map((one) => one.from), row.away.map((one) => one.to)],
    );
  return known?.import_hash ? "updated" : "created";
}

export const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

type Known = { person_id: string; import_hash: string | null; profiled: boolean; same: boolean };

/**
 * By external id, which of a talent without one is the id here; otherwise whoever of the talent has this phone and no
 * other external id. A profile that was merged into another is not brought back by its file.
 */
async function findTalent(tx: Queryable, { workspaceId }: Into, row: TalentRow): Promise<Known | undefined> {
  const { rows } = await tx.query<Known>(
    `with found as materialized (
       select person_id, 1 as place from talent_profiles where workspace_id = $1 and external_id = $2
       union all
       select person_id, 2 from talent_profiles where person_id = $5::uuid and external_id is null
       union all
       select c.person_id, 3 from contact_points c left join talent_profiles t on t.person_id = c.person_id
        where c.workspace_id = $1 and c.channel in ('whatsapp', 'sms') and c.address = $3
          and (t.external_id is null or $2::text is null)
       union all
       select kept_id, 4 from talent_merges where workspace_id = $1 and gone_external_id = $2 and undone_at is null)
     select f.person_id, t.import_hash, t.person_id is not null as profiled, f.place = 4 or coalesce(t.import_hash = $4, false) as same
       from found f join memberships m on m.person_id = f.person_id and m.workspace_id = $1 and m.role = 'talent'
       left join talent_profiles t on t.person_id = f.person_id
      order by f.place limit 1`,
    [
      workspaceId,
      row.external_id ?? null,
      row.minor ? null : (row.phone ?? null),
      hashOf(row),
      UUID.test(row.external_id ?? "") ? row.external_id : null,
    ],
  );
  return rows[0];
}

async function insertPerson(
  tx: Queryable,
  { workspaceId }: Into,
  { name, role }: { name: string; role: "talent" | "guardian" },
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `with person as (insert into people (workspace_id, name) values ($1, $2) returning id),
          member as (insert into memberships (workspace_id, person_id, role) select $1, id, $3 from person)
     select id from person`,
    [workspaceId, name, role],
  );
  return (rows[0] as { id: string }).id;
}

/** A minor has no address: the guardian's are where both are reached. Whoever has the phone already is the guardian. */
async function storeGuardian(tx: Queryable, into: Into, row: TalentRow): Promise<string> {
  const { rows } = await tx.query<{ person_id: string; minor: boolean }>(
    `select c.person_id, coalesce(t.is_minor, false) as minor
       from contact_points c left join talent_profiles t on t.person_id = c.person_id
      where c.workspace_id = $1 and c.channel in ('whatsapp', 'sms') and c.address = $2 limit 1`,
    [into.workspaceId, row.guardian_phone],
  );
  if (rows[0]?.minor) throw new AppError("conflict", "guardian_phone is a minor's");
  const personId =
    rows[0]?.person_id ?? (await insertPerson(tx, into, { name: row.guardian_name ?? "Guardian", role: "guardian" }));
  if (!rows[0]) await giveAddresses(tx, into, { ...row, personId, phone: row.guardian_phone, stopped: row.opted_out });
  return personId;
}
