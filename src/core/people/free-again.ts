import { z } from "zod";
import { audit } from "../audit.ts";
import { sayDates } from "../auditions/say-dates.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { words } from "../messages/wording.ts";
import { mustBeTalent } from "./rights.ts";
import { whoIsMeant } from "./who-is-meant.ts";

export const FreeAgain = z.object({
  from: z.iso.date().describe("The first day free again."),
  to: z.iso.date().optional().describe("The last day free again, when only some of the days come free."),
  childName: z.string().max(120).optional().describe("A guardian of several children: whose dates these are."),
});

/**
 * Takes days back on which a talent was away. Without a last day it ends what lies on the first one; later absences stay.
 * Nothing on these days is no error: `changed` is false.
 */
export async function freeAgain(ctx: ToolCtx, input: z.output<typeof FreeAgain>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const { language } = ctx.conversation;
  const { from, to = null, childName } = input;
  const { personId, child } = await whoIsMeant(ctx, { named: childName, ask: words(language).whoseDates });
  if (to !== null && to < from) return { said: words(language).awayUnclear(), data: { changed: false } };
  const { rowCount } = await ctx.db.query(
    `with gone as (
       delete from book_outs where person_id = $1
         and case when $3::date is null then during @> $2::date else during && daterange($2::date, $3::date, '[]') end
       returning *),
     left_over as (
       select workspace_id, person_id, reason, created_at, daterange(lower(during), $2::date) as during
         from gone where lower(during) < $2::date
       union all
       select workspace_id, person_id, reason, created_at, daterange($3::date + 1, upper(during))
         from gone where $3::date is not null and upper(during) > $3::date + 1),
     kept as (
       insert into book_outs (workspace_id, person_id, reason, created_at, during)
       select workspace_id, person_id, reason, created_at, during from left_over)
     select from gone`,
    [personId, from, to],
  );
  if (rowCount === 0) return { said: words(language).notAway(), data: { changed: false } };
  await audit(ctx, { verb: "free_again", subject: "person", subjectId: personId, details: { from, to } });
  const dates = sayDates({ from, to: to ?? from }, language);
  const said = to ? words(language).freeAgain({ dates, child }) : words(language).freeAgainFrom({ dates, child });
  return { said, data: { changed: true, from, to } };
}
