import { createHash } from "node:crypto";
import type { Queryable } from "../ports.ts";
import { storeNames } from "./name-sounds.ts";
import { contentHash, searchText, TEXT_VERSION } from "./profile-text.ts";
import type { Into } from "./store-talent.ts";
import type { TalentRow } from "./talent-row.ts";

/** Of an imported row: the same row again changes nothing. What a row did not say before it could be said is left out. */
export function hashOf({ opted_out, links, ...row }: TalentRow): string {
  const whole = { ...row, ...(opted_out && { opted_out }), ...(links.length > 0 && { links }) };
  return createHash("sha256").update(JSON.stringify(whole)).digest("hex").slice(0, 32);
}

/** Stores the profiles of people that are there, all in one statement. */
export async function storeProfiles(
  tx: Queryable,
  { workspaceId, now }: Into,
  profiles: { personId: string; row: TalentRow }[],
): Promise<void> {
  await tx.query(
    `insert into talent_profiles (person_id, workspace_id, external_id, display_name, age_min, age_max, is_minor, gender, city,
       languages, language_levels, skills, height_cm, experience_years, bio, rate_paise_per_day, union_name, portrait_url, links,
       search_text, content_hash, import_hash, created_at, updated_at, search_version)
     select person_id, $1, external_id, display_name, age_min, age_max, is_minor, gender, city, languages, language_levels, skills,
            height_cm, experience_years, bio, rate_paise_per_day, union_name, portrait_url, links, search_text, content_hash,
            import_hash, $2, $2, $4
       from jsonb_to_recordset($3::jsonb) as r(person_id uuid, external_id text, display_name text, age_min int, age_max int,
            is_minor boolean, gender text, city text, languages text[], language_levels jsonb, skills text[], height_cm int,
            experience_years int, bio text, rate_paise_per_day bigint, union_name text, portrait_url text, links text[],
            search_text text, content_hash text, import_hash text)
     on conflict (person_id) do update set external_id = coalesce(excluded.external_id, talent_profiles.external_id), display_name = excluded.display_name, age_min = excluded.age_min,
       age_max = excluded.age_max, is_minor = excluded.is_minor, gender = excluded.gender, city = excluded.city,
       languages = excluded.languages, language_levels = excluded.language_levels, skills = excluded.skills,
       height_cm = excluded.height_cm, experience_years = excluded.experience_years, bio = excluded.bio,
       rate_paise_per_day = excluded.rate_paise_per_day, union_name = excluded.union_name, portrait_url = excluded.portrait_url,
       links = excluded.links, search_text = excluded.search_text, content_hash = excluded.content_hash,
       import_hash = excluded.import_hash, updated_at = excluded.updated_at, search_version = excluded.search_version`,
    [workspaceId, now, JSON.stringify(profiles.map(({ personId, row }) => columnsOf(personId, row))), TEXT_VERSION],
  );
  await storeNames(
    tx,
    profiles.map(({ personId, row }) => ({ personId, workspaceId, name: row.name })),
  );
}

export function columnsOf(personId: string, row: TalentRow) {
  const facts = {
    displayName: row.name,
    gender: row.gender,
    city: row.city ?? null,
    languages: row.languages.map((one) => one.language),
    skills: row.skills,
    bio: row.bio,
  };
  return {
    person_id: personId,
    external_id: row.external_id ?? null,
    display_name: row.name,
    age_min: row.age_min,
    age_max: row.age_max,
    is_minor: row.minor,
    gender: row.gender,
    city: facts.city,
    languages: facts.languages,
    language_levels: Object.fromEntries(row.languages.map((one) => [one.language, one.level])),
    skills: row.skills,
    height_cm: row.height_cm ?? null,
    experience_years: row.experience_years ?? null,
    bio: row.bio,
    rate_paise_per_day: row.rate_per_day === undefined ? null : Math.round(row.rate_per_day * 100),
    union_name: row.union ?? null,
    portrait_url: row.portrait ?? null,
    links: row.links,
    search_text: searchText(facts),
    content_hash: contentHash(facts),
    import_hash: hashOf(row),
  };
}
