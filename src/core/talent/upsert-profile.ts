import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { skillName } from "./brief-skills.ts";
import { storeNames } from "./name-sounds.ts";
import { cityName, languageName } from "./places.ts";
import { contentHash, searchText, TEXT_VERSION } from "./profile-text.ts";

/** What a talent says of herself; what is absent stays as it is. */
export type ProfileFields = {
  name?: string | undefined;
  age?: number | undefined;
  gender?: "female" | "male" | "nonbinary" | undefined;
  city?: string | undefined;
  languages?: string[] | undefined;
  skills?: string[] | undefined;
  heightCm?: number | undefined;
  experienceYears?: number | undefined;
  bio?: string | undefined;
  ratePerDayRupees?: number | undefined;
};

type Stored = {
  workspace_id: string;
  display_name: string;
  age_min: number;
  age_max: number;
  gender: string;
  city: string | null;
  languages: string[];
  skills: string[];
  height_cm: number | null;
  experience_years: number | null;
  bio: string;
  rate_paise_per_day: number | null;
};

/** Playing age around the age that was given. */
const PLAYS_YEARS = 4;

/** Creates or changes the profile of a person of this workspace. Who answers for others is no minor. */
export async function upsertProfile(
  ctx: Pick<Ctx, "db" | "now">,
  { personId, fields }: { personId: string; fields: ProfileFields },
) {
  const { rows } = await ctx.db.query<Stored>(
    `select p.workspace_id, coalesce(t.display_name, p.name) as display_name, coalesce(t.age_min, 18) as age_min,
            coalesce(t.age_max, 99) as age_max, coalesce(t.gender, 'unspecified') as gender, t.city,
            coalesce(t.languages, '{}') as languages, coalesce(t.skills, '{}') as skills, t.height_cm, t.experience_years,
            coalesce(t.bio, '') as bio, t.rate_paise_per_day
       from people p left join talent_profiles t on t.person_id = p.id where p.id = $1 for update of p`,
    [personId],
  );
  const before = rows[0];
  if (!before) throw new AppError("not_found", `person ${personId} is not here`);
  const after = {
    displayName: fields.name ?? before.display_name,
    ageMin: fields.age === undefined ? before.age_min : Math.max(0, fields.age - PLAYS_YEARS),
    ageMax: fields.age === undefined ? before.age_max : Math.min(120, fields.age + PLAYS_YEARS),
    gender: fields.gender ?? before.gender,
    city: fields.city === undefined ? before.city : cityName(fields.city),
    languages: fields.languages?.map(languageName) ?? before.languages,
    skills: fields.skills?.map(skillName) ?? before.skills,
    bio: fields.bio ?? before.bio,
  };
  await ctx.db.query(
    `insert into talent_profiles (person_id, workspace_id, display_name, age_min, age_max, is_minor, gender, city, languages,
       skills, height_cm, experience_years, bio, rate_paise_per_day, search_text, content_hash, updated_at, search_version)
     values ($1, $2, $3, $4, $5, $6 and not exists (select from people ward where ward.guardian_id = $1), $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     on conflict (person_id) do update set display_name = excluded.display_name, age_min = excluded.age_min,
       age_max = excluded.age_max, is_minor = talent_profiles.is_minor or excluded.is_minor, gender = excluded.gender,
       city = excluded.city, languages = excluded.languages, skills = excluded.skills, height_cm = excluded.height_cm,
       experience_years = excluded.experience_years, bio = excluded.bio, rate_paise_per_day = excluded.rate_paise_per_day,
       search_text = excluded.search_text, content_hash = excluded.content_hash, updated_at = excluded.updated_at,
       search_version = excluded.search_version`,
    [
      personId,
      before.workspace_id,
      after.displayName,
      after.ageMin,
      after.ageMax,
      fields.age !== undefined && fields.age < 18,
      after.gender,
      after.city,
      after.languages,
      after.skills,
      fields.heightCm ?? before.height_cm,
      fields.experienceYears ?? before.experience_years,
      after.bio,
      fields.ratePerDayRupees === undefined ? before.rate_paise_per_day : fields.ratePerDayRupees * 100,
      searchText(after),
      contentHash(after),
      ctx.now(),
      TEXT_VERSION,
    ],
  );
  await storeNames(ctx.db, [{ personId, workspaceId: before.workspace_id, name: after.displayName }]);
  if (fields.name) await ctx.db.query(`update people set name = $2 where id = $1`, [personId, fields.name]);
}
