import { createHash } from "node:crypto";
import type { Queryable } from "../ports.ts";
import { contentHash, searchText } from "./profile-text.ts";
import type { TalentRow } from "./talent-row.ts";

const WORDING = "Agreed to be written to about auditions when the profile was given to this office.";

export type Stored = "created" | "updated" | "unchanged";
type Into = { workspaceId: string; now: Date };

/** Stores one talent by external id: person, addresses, consent, profile, days away. Storing the same again changes nothing. */
export async function storeTalent(tx: Queryable, { workspaceId, now }: Into, row: TalentRow): Promise<Stored> {
  const { rows } = await tx.query<{ person_id: string; same: boolean }>(
    `select person_id, import_hash = $3 as same from talent_profiles where workspace_id = $1 and external_id = $2`,
    [workspaceId, row.external_id, hashOf(row)],
  );
  if (rows[0]?.same) return "unchanged";
  const personId = rows[0]?.person_id ?? (await insertPerson(tx, workspaceId, row));
  await tx.query(`update people set name = $2 where id = $1`, [personId, row.name]);
  await storeProfile(tx, { workspaceId, now }, personId, row);
  await tx.query(`delete from book_outs where person_id = $1 and reason = 'import'`, [personId]);
  await tx.query(
    `insert into book_outs (workspace_id, person_id, during, reason)
     select $1, $2, daterange(f::date, t::date, '[]'), 'import' from unnest($3::text[], $4::text[]) as u(f, t)`,
    [workspaceId, personId, row.away.map((one) => one.from), row.away.map((one) => one.to)],
  );
  return rows[0] ? "updated" : "created";
}

const hashOf = (row: TalentRow) => createHash("sha256").update(JSON.stringify(row)).digest("hex").slice(0, 32);

/** A minor has no address: the guardian's are where both are reached. */
async function insertPerson(tx: Queryable, workspaceId: string, row: TalentRow): Promise<string> {
  const guardianId = row.minor ? await insertGuardian(tx, workspaceId, row) : null;
  const personId = await insertOne(tx, workspaceId, { name: row.name, role: "talent", guardianId });
  if (!row.minor)
    await insertAddresses(tx, { workspaceId, personId, phone: row.phone, whatsapp: row.whatsapp, email: row.email });
  return personId;
}

async function insertGuardian(tx: Queryable, workspaceId: string, row: TalentRow): Promise<string> {
  const { rows } = await tx.query<{ person_id: string }>(
    `select person_id from contact_points where workspace_id = $1 and address = $2 limit 1`,
    [workspaceId, row.guardian_phone],
  );
  if (rows[0]) return rows[0].person_id;
  const personId = await insertOne(tx, workspaceId, {
    name: row.guardian_name ?? "Guardian",
    role: "guardian",
    guardianId: null,
  });
  await insertAddresses(tx, {
    workspaceId,
    personId,
    phone: row.guardian_phone,
    whatsapp: row.whatsapp,
    email: row.email,
  });
  return personId;
}

type One = { name: string; role: "talent" | "guardian"; guardianId: string | null };

async function insertOne(tx: Queryable, workspaceId: string, { name, role, guardianId }: One): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `with person as (insert into people (workspace_id, name, guardian_id) values ($1, $2, $3) returning id),
          member as (insert into memberships (workspace_id, person_id, role) select $1, id, $4 from person)
     select id from person`,
    [workspaceId, name, guardianId, role],
  );
  return (rows[0] as { id: string }).id;
}

type Addresses = {
  workspaceId: string;
  personId: string;
  phone: string | undefined;
  whatsapp: boolean;
  email: string | undefined;
};

async function insertAddresses(
  tx: Queryable,
  { workspaceId, personId, phone, whatsapp, email }: Addresses,
): Promise<void> {
  const points = [
    ...(phone && whatsapp ? [["whatsapp", phone]] : []),
    ...(phone ? [["sms", phone]] : []),
    ...(email ? [["email", email]] : []),
  ];
  await tx.query(
    `insert into contact_points (workspace_id, person_id, channel, address)
     select $1, $2, c, a from unnest($3::text[], $4::text[]) as u(c, a) on conflict on constraint contact_points_once do nothing`,
    [workspaceId, personId, points.map(([channel]) => channel), points.map(([, address]) => address)],
  );
  await tx.query(
    `insert into consents (workspace_id, person_id, channel, wording, source, given_at)
     select $1, $2, c, $4, 'import', now() from unnest($3::text[]) as c where c <> 'email'`,
    [workspaceId, personId, points.map(([channel]) => channel), WORDING],
  );
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
     on conflict (person_id) do update set display_name = excluded.display_name, age_min = excluded.age_min,
       age_max = excluded.age_max, is_minor = excluded.is_minor, gender = excluded.gender, city = excluded.city,
       languages = excluded.languages, language_levels = excluded.language_levels, skills = excluded.skills,
       height_cm = excluded.height_cm, experience_years = excluded.experience_years, bio = excluded.bio,
       rate_paise_per_day = excluded.rate_paise_per_day, union_name = excluded.union_name, portrait_url = excluded.portrait_url,
       search_text = excluded.search_text, content_hash = excluded.content_hash, import_hash = excluded.import_hash,
       updated_at = excluded.updated_at`,
    [
      personId,
      workspaceId,
      row.external_id,
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
