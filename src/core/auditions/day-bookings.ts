import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { isoDay } from "../messages/say-time.ts";
import { answersFor } from "../people/rights.ts";
import { type Booking, lockBooking } from "./my-booking.ts";

/** States of a booking that has or had its place on the day. */
export const ON_SHEET = `('assigned', 'sent', 'confirmed', 'change_requested', 'checked_in', 'late', 'seen', 'no_show')`;

type Found = { id: string; talent: string; startsAt: Date; sessionId: string };

const FOUND = `select b.id, p.name as talent, lower(b.during) as "startsAt", i.session_id as "sessionId"
  from bookings b join invitations i on i.id = b.invitation_id join people p on p.id = b.talent_id
  join sessions s on s.id = i.session_id join roles r on r.id = s.role_id`;

/**
 * The bookings of this thread's roles that the team means by a name: today's, the nearest to now of each person.
 * Throws `not_found` when nobody is called so, or is not to come today.
 */
export async function bookingsNamed(ctx: ToolCtx, names: string[]): Promise<Booking[]> {
  const found = await Promise.all(names.map((name) => namedToday(ctx, name)));
  const ids = [...new Set(found.map((one) => one.id))];
  const bookings: Booking[] = [];
  for (const id of ids) bookings.push(await lockBooking(ctx, id));
  return bookings;
}

async function namedToday(ctx: ToolCtx, name: string): Promise<Found> {
  const { rows } = await ctx.db.query<Found>(
    `${FOUND} where r.conversation_id = $1 and b.state in ${ON_SHEET}
        and position(' ' || lower($2) || ' ' in ' ' || lower(p.name) || ' ') > 0
      order by abs(extract(epoch from lower(b.during) - $3)) limit 20`,
    [ctx.conversation.id, name.trim().replace(/\s+/g, " "), ctx.now()],
  );
  const today = rows.filter((row) => isToday(ctx, row.startsAt));
  const [first] = today;
  const people = new Set(today.map((row) => row.talent));
  if (first && people.size === 1) return first;
  const others = rows.length > 0 && today.length === 0;
  throw new AppError("not_found", `${people.size} people of today are called so`, {
    said: others
      ? `${rows[0]?.talent} has no audition in this thread today.`
      : people.size > 1
        ? `Which ${name} do you mean: ${[...people].join(" or ")}?`
        : `I know nobody called ${name} with an audition in this thread today. Ask me for the sheet.`,
  });
}

const isToday = (ctx: ToolCtx, at: Date) => isoDay(at, ctx.timeZone) === isoDay(ctx.now(), ctx.timeZone);

/** What talent means who says that she is there: her auditions of today in the session that is nearest, locked. */
export async function myBookingsToday(ctx: ToolCtx): Promise<Booking[]> {
  const { rows } = await ctx.db.query<Found>(
    `${FOUND} where b.talent_id in ${answersFor("$1")} and b.state in ${ON_SHEET} and b.state <> 'seen'
      order by abs(extract(epoch from lower(b.during) - $2)) limit 20`,
    [ctx.actor.personId, ctx.now()],
  );
  const today = rows.filter((row) => isToday(ctx, row.startsAt));
  const bookings: Booking[] = [];
  for (const one of today.filter((row) => row.sessionId === today[0]?.sessionId)) {
    bookings.push(await lockBooking(ctx, one.id));
  }
  return bookings;
}
