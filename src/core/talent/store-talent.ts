import { createHash } from "node:crypto";
import { AppError } from "../errors.ts";
import type { Queryable } from "../ports.ts";
import { contentHash, searchText } from "./profile-text.ts";
import { giveAddresses, takeAddresses } from "./store-addresses.ts";
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
  if (!row.minor)
    await giveAddresses(tx, into, { personId, phone: row.phone, whatsapp: row.whatsapp, email: row.email });
  else if (known) await takeAddresses(tx, personId);
  await storeProfile(tx, into, personId, row);
  if (known) await tx.query(`delete from book_outs where person_id = $1 and reason = 'import'`, [personId]);
  if (row.away.length > 0)
    await tx.query(
      `insert into book_outs (workspace_id, person_id, during, reason)
       select $1, $2, daterange(f::date, t::date, '[]'), 'import' from unnest($3::text[], $4::text[]) as u(f, t)`,
      [into.workspaceId, personId, row.away.map((one) => one.from), row.away.map((one) => one.to)],
    );
  return known?.import_hash ? "updated" : "created";
}

const hashOf = (row: TalentRow) => createHash("sha256").update(JSON.stringify(row)).digest("hex").slice(0, 32);

type Known = { person_id: string; import_hash: string | null; same: boolean };

/** By external id; otherwise whoever of the talent has this phone and no other external id. */
async function findTalent(tx: Queryable, { workspaceId }: Into, row: TalentRow): Promise<Known | undefined> {
  const { rows } = await tx.query<Known>(
    `select m.person_id, t.import_hash, coalesce(t.import_hash = $4, false) as same
       from memberships m left join talent_profiles t on t.person_id = m.person_id
      where m.workspace_id = $1 and m.role = 'talent'
        and (t.external_id = $2 or ((t.external_id is null or $2::text is null) and exists (
          select from contact_points c where c.person_id = m.person_id and c.channel in ('whatsapp', 'sms') and c.address = $3)))
      order by t.external_id = $2 desc nulls last limit 1`,
    [workspaceId, row.external_id ?? null, row.minor ? null : (row.phone ?? null), hashOf(row)],
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
  if (!rows[0])
    await giveAddresses(tx, into, { personId, phone: row.guardian_phone, whatsapp: row.whatsapp, email: row.email });
  return personId;
}

async function storeProfile(
  tx: Queryable,
  { workspaceId, now }: Into,
  personId: string,
  row: TalentRow,
): Promise<void> {
  const facts = {
    displayName: row.name,
    gender: row.gender,
    city: row.city ?? null,
    languages: row.languages.map((one) => one.language),
    skills: row.skills,
    bio: row.bio,
  };
  await tx.query(
    `insert into talent_profiles (person_id, workspace_id, external_id, display_name, age_min, age_max, is_minor, gender, city,
       languages, language_levels, skills, height_cm, experience_years, bio, rate_paise_per_day, union_name, portrait_url,
       search_text, content_hash, import_hash, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $22)
     on conflict (person_id) do update set external_id = coalesce(excluded.external_id, talent_profiles.external_id), display_name = excluded.display_name, age_min = excluded.age_min,
       age_max = excluded.age_max, is_minor = excluded.is_minor, gender = excluded.gender, city = excluded.city,
       languages = excluded.languages, language_levels = excluded.language_levels, skills = excluded.skills,
       height_cm = excluded.height_cm, experience_years = excluded.experience_years, bio = excluded.bio,
       rate_paise_per_day = excluded.rate_paise_per_day, union_name = excluded.union_name, portrait_url = excluded.portrait_url,
       search_text = excluded.search_text, content_hash = excluded.content_hash, import_hash = excluded.import_hash,
       updated_at = excluded.updated_at`,
    [
      personId,
      workspaceId,
      row.external_id ?? null,
      row.name,
      row.age_min,
      row.age_max,
      row.minor,
      row.gender,
      row.city ?? null,
      facts.languages,
      JSON.stringify(Object.fromEntries(row.languages.map((one) => [one.language, one.level]))),
      row.skills,
      row.height_cm ?? null,
      row.experience_years ?? null,
      row.bio,
      row.rate_per_day === undefined ? null : Math.round(row.rate_per_day * 100),
      row.union ?? null,
      row.portrait ?? null,
      searchText(facts),
      contentHash(facts),
      hashOf(row),
      now,
    ],
  );
}
