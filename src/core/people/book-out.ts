import { DateTime } from "luxon";
import { z } from "zod";
import { audit } from "../audit.ts";
import { LIVE } from "../auditions/list-slots.ts";
import { sayDates } from "../auditions/say-dates.ts";
import { tellTeam } from "../auditions/tell-team.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayDay, sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { mustBeTalent } from "./rights.ts";
import { type Whose, whoIsMeant } from "./who-is-meant.ts";

export const BookOut = z.object({
  from: z.iso.date().describe("The first day away."),
  to: z.iso.date().optional().describe("The last day away; leave it out when it was not said, and it is asked for."),
  childName: z.string().max(120).optional().describe("A guardian of several children: whose dates these are."),
});

const LONGEST_DAYS = 400;

/**
 * Notes days on which a talent is away, both ends included; what is noted already stays once. Tells her what stands on
 * these days, and the teams whose audition, dates or invitation they touch. Throws `invalid_input` for days that are
 * unclear or past, and asks for the last one when it was not said.
 */
export async function bookOut(ctx: ToolCtx, input: z.output<typeof BookOut>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const say = words(ctx.conversation.language);
  const whose = await whoIsMeant(ctx, { named: input.childName, ask: say.whoseDates });
  const days = checked(ctx, input);
  const { rowCount } = await ctx.db.query(
    `insert into book_outs (workspace_id, person_id, during, reason)
     select $1, $2, daterange($3::date, $4::date, '[]'), 'chat'
      where not exists (select from book_outs where person_id = $2 and during @> daterange($3::date, $4::date, '[]'))`,
    [ctx.actor.workspaceId, whose.personId, days.from, days.to],
  );
  if (rowCount > 0) {
    await audit(ctx, { verb: "book_out", subject: "person", subjectId: whose.personId, details: days });
  }
  const touched = await tellTouched(ctx, whose, days);
  const said = [
    say.away({ dates: sayDates(days, ctx.conversation.language), child: whose.child }),
    ...touched.bookings.map((at) => say.awayStands({ when: sayTime(at, ctx.timeZone, ctx.conversation.language) })),
    ...touched.invitations.map(({ role, at }) =>
      say.awayInvited({ role, day: sayDay(at, ctx.timeZone, ctx.conversation.language) }),
    ),
  ];
  return { said: said.join("\n"), data: { ...days, changed: rowCount > 0 } };
}

type Days = { from: string; to: string };

function checked(ctx: ToolCtx, { from, to }: z.output<typeof BookOut>): Days {
  const say = words(ctx.conversation.language);
  const today = DateTime.fromJSDate(ctx.now(), { zone: ctx.timeZone }).toISODate() ?? "";
  if (!to) {
    const said = say.awayUntil({ from: sayDates({ from, to: from }, ctx.conversation.language) });
    throw new AppError("invalid_input", "no last day", { said });
  }
  const days = DateTime.fromISO(to).diff(DateTime.fromISO(from), "days").days;
  if (to < from || to < today || days > LONGEST_DAYS)
    throw new AppError("invalid_input", "days that cannot be", { said: say.awayUnclear() });
  return { from, to };
}

type Touched = {
  kind: "booking" | "invitation" | "dates";
  role: string;
  conversationId: string | null;
  at: Date | null;
  what: string;
};

/** What these days meet: her auditions and invitations on them, and dates that are held. Their teams are told, once per stretch. */
async function tellTouched(ctx: ToolCtx, { personId }: Whose, { from, to }: Days) {
  const { rows } = await ctx.db.query<Touched>(
    `with away as (select daterange($2::date, $3::date, '[]') as days)
     select 'booking' as kind, r.title as role, r.conversation_id as "conversationId", lower(b.during) as at, '' as what
       from away, bookings b join invitations i on i.id = b.invitation_id join sessions s on s.id = i.session_id join roles r on r.id = s.role_id
      where b.talent_id = $1 and b.state in ${LIVE} and b.state <> 'held' and lower(b.during) > $4
        and days @> (lower(b.during) at time zone s.time_zone)::date
     union all
     select 'invitation', r.title, r.conversation_id, s.starts_at, ''
       from away, invitations i join sessions s on s.id = i.session_id join roles r on r.id = s.role_id
      where i.talent_id = $1 and i.state = 'sent' and s.ends_at > $4 and days @> (s.starts_at at time zone s.time_zone)::date
        and days @> (s.ends_at at time zone s.time_zone)::date
     union all
     select 'dates', r.title, r.conversation_id, null, h.kind || ' ' || lower(h.during) || '..' || (upper(h.during) - 1)
       from away, holds h join candidates c on c.id = h.candidate_id join roles r on r.id = c.role_id
      where h.talent_id = $1 and h.state in ('live', 'booked') and h.during && days`,
    [personId, from, to, ctx.now()],
  );
  const { rows: people } = await ctx.db.query<{ name: string }>(`select name from people where id = $1`, [personId]);
  const name = people[0]?.name ?? "";
  const threads = Map.groupBy(rows, (row) => row.conversationId);
  for (const [conversationId, all] of threads) {
    if (!conversationId) continue;
    await tellTeam(ctx, {
      conversationId,
      key: `away:${personId}:${from}:${to}:${conversationId}`,
      text: `${name} (${all[0]?.role}) says: away ${sayDates({ from, to })}. ${all.map((one) => sayTouched(one, ctx.timeZone)).join(" ")}`,
    });
  }
  return {
    bookings: rows.flatMap((row) => (row.kind === "booking" && row.at ? [row.at] : [])).slice(0, 3),
    invitations: rows.flatMap(({ kind, role, at }) => (kind === "invitation" && at ? [{ role, at }] : [])).slice(0, 3),
  };
}

function sayTouched({ kind, at, what }: Touched, timeZone: string): string {
  if (kind === "booking" && at) return `Their audition on ${sayTime(at, timeZone)} stands until they or you change it.`;
  if (kind === "invitation" && at) return `They have not answered the invitation for ${sayDay(at, timeZone)}.`;
  const [held = "", days = ""] = what.split(" ");
  const [from = "", to = from] = days.split("..");
  return `You have their dates: ${held.replace("_", " ")}, ${sayDates({ from, to })}.`;
}
