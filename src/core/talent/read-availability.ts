import { sayDates } from "../auditions/say-dates.ts";
import type { Ctx } from "../ctx.ts";
import { isoDay } from "../messages/say-time.ts";
import type { Criteria } from "./criteria.ts";

type Taken = { personId: string; kind: "away" | "booked" | "held"; from: string; to: string };

/** How far ahead it is looked when no dates are asked for. */
const AHEAD = "90 days";

/** When each of these people can work, in a few words: on the dates, or when they are not free next. */
export async function readAvailability(
  ctx: Pick<Ctx, "db" | "now" | "timeZone">,
  personIds: string[],
  dates: Criteria["dates"],
): Promise<Map<string, string>> {
  const today = isoDay(ctx.now(), ctx.timeZone);
  const { rows } = await ctx.db.query<Taken>(
    `with days as (select daterange($2::date, coalesce($3::date, $2::date + interval '${AHEAD}')::date, '[]') as asked),
     taken as (
       select person_id, 'away' as kind, during from book_outs where person_id = any($1::uuid[])
       union all
       select talent_id, case state when 'booked' then 'booked' else 'held' end, during
         from holds where talent_id = any($1::uuid[]) and state in ('live', 'booked'))
     select person_id as "personId", kind, lower(during)::text as "from", (upper(during) - 1)::text as "to"
       from taken, days where during && asked and not lower_inf(during) and not upper_inf(during)
      order by person_id, lower(during)`,
    [personIds, dates?.from ?? today, dates?.to ?? null],
  );
  const of = Map.groupBy(rows, (row) => row.personId);
  return new Map(personIds.map((id) => [id, sayTaken(of.get(id) ?? [], dates)]));
}

function sayTaken([first]: Taken[], dates: Criteria["dates"]): string {
  if (first) return `${first.kind} ${sayDates(first)}`;
  return dates ? `free ${sayDates(dates)}` : "no dates away";
}
