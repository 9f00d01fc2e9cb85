import { z } from "zod";
import type { Ctx } from "../ctx.ts";
import { Criteria } from "../talent/criteria.ts";
import { namedConditions } from "../talent/criteria-sql.ts";
import { readAvailability } from "../talent/read-availability.ts";
import type { Shown } from "../talent/reasons.ts";
import { type Standing, standingOf } from "./seek-talent.ts";

export const CompareTalent = z.object({
  talentIds: z.array(z.uuid()).min(1).max(4),
  criteria: Criteria.optional(),
  roleId: z.uuid().optional(),
});

type Check = { filter: string; wish: boolean; met: boolean };
export type Compared = Shown & {
  availability: string;
  candidate: Standing | null;
  /** Each filter and wish of the search, met or not. */
  checks: Check[];
};

/** A few profiles in full, in the order asked for, each held against the criteria; who is gone is left out. */
export async function compareTalent(
  ctx: Pick<Ctx, "db" | "now" | "timeZone">,
  input: z.input<typeof CompareTalent>,
): Promise<Compared[]> {
  const { talentIds, criteria = Criteria.parse({}), roleId } = CompareTalent.parse(input);
  const params: unknown[] = [talentIds];
  const conditions = namedConditions(criteria, (value) => `$${params.push(value)}`);
  const met = conditions.map(({ sql }) => `coalesce((${sql}), false)`).join(", ");
  const { rows } = await ctx.db.query<Shown & { met: boolean[] }>(
    `select person_id as "personId", display_name as name, age_min as "ageMin", age_max as "ageMax", gender, city, languages,
            language_levels as "languageLevels", skills, height_cm as "heightCm", experience_years as "experienceYears", bio,
            union_name as "unionName", rate_paise_per_day as "ratePaisePerDay", portrait_url as "portraitUrl",
            is_minor as "isMinor", array[${met}]::boolean[] as met
       from talent_profiles t where person_id = any($1::uuid[]) order by array_position($1::uuid[], person_id)`,
    params,
  );
  const ids = rows.map((row) => row.personId);
  const [free, standing] = await Promise.all([
    readAvailability(ctx, ids, criteria.dates),
    standingOf(ctx, ids, roleId),
  ]);
  return rows.map(({ met, ...row }) => ({
    ...row,
    availability: free.get(row.personId) ?? "",
    candidate: standing.get(row.personId) ?? null,
    checks: conditions.map(({ filter, wish }, index) => ({ filter, wish, met: met[index] ?? false })),
  }));
}
