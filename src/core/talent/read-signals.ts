import { readMissedShares } from "../auditions/read-reliability.ts";
import type { Ctx } from "../ctx.ts";
import type { Criteria } from "./criteria.ts";

/** What this workspace knows of a talent beside the profile. */
export type Signals = {
  /** Roles that the talent was booked for. */
  worked: number;
  selected: number;
  passed: number;
  /** Of another role, on the dates. */
  held: boolean;
  /** Of the auditions that were agreed, the share that was not kept; 0 unless the workspace lets it count. */
  missed: number;
};

export const NO_SIGNALS: Signals = { worked: 0, selected: 0, passed: 0, held: false, missed: 0 };

/** Of minors nothing is learned (DPDP): they are left out. */
export async function readSignals(
  ctx: Pick<Ctx, "db">,
  personIds: string[],
  dates: Criteria["dates"],
): Promise<Map<string, Signals>> {
  const missed = await readMissedShares(ctx.db, personIds);
  const { rows } = await ctx.db.query<Omit<Signals, "missed"> & { personId: string }>(
    `select p.id as "personId", coalesce(c.worked, 0)::int as worked, coalesce(c.selected, 0)::int as selected,
            coalesce(c.passed, 0)::int as passed,
            exists (select from holds h where h.talent_id = p.id and h.state = 'live'
              and h.during && daterange($2::date, $3::date, '[]')) as held
       from unnest($1::uuid[]) as p(id)
       left join (
         select talent_id, count(*) filter (where state = 'booked') as worked,
                count(*) filter (where selected_at is not null and state <> 'passed') as selected,
                count(*) filter (where state = 'passed') as passed
           from candidates where talent_id = any($1::uuid[]) group by talent_id) c on c.talent_id = p.id`,
    [personIds, dates?.from ?? null, dates?.to ?? null],
  );
  return new Map(rows.map(({ personId, ...signals }) => [personId, { ...signals, missed: missed.get(personId) ?? 0 }]));
}
