import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayRange } from "../messages/say-time.ts";
import { mustBeTeam } from "../people/rights.ts";
import { latestSession } from "./latest-session.ts";
import { planReminders } from "./plan-booking.ts";
import { readSession } from "./read-session.ts";
import { sayList } from "./say-role.ts";

/** Hours before an audition, the longest first: two weeks at most, one at least. */
export const ReminderHours = z
  .array(z.number().min(1).max(336))
  .max(5)
  .describe("Hours before the audition at which talent is reminded; none for no reminders.");

export const SetReminders = z.object({
  hours: ReminderHours,
  sessionId: z.uuid().optional().describe("Without it the role's latest session."),
});

export const minutesOf = (hours: number[]): number[] =>
  [...new Set(hours.map((hour) => Math.round(hour * 60)))].toSorted((a, b) => b - a);

/** "24 hours and 3 hours before", "no reminder". */
export function sayReminders(minutes: number[]): string {
  if (minutes.length === 0) return "no reminder";
  const each = minutes.map((lead) => {
    if (lead % 60 !== 0) return `${lead} minutes`;
    return lead === 60 ? "1 hour" : `${lead / 60} hours`;
  });
  return `${sayList(each)} before`;
}

/** Changes when talent of a session is reminded, also of what is booked already; what was sent is not sent again. */
export async function setReminders(ctx: ToolCtx, input: z.output<typeof SetReminders>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const session = await readSession(
    ctx,
    input.sessionId ?? (await latestSession(ctx, "There is no session to come in this thread yet.")),
    { ofThread: ctx.conversation.id },
  );
  const minutes = minutesOf(input.hours);
  await ctx.db.query(`update sessions set reminder_minutes = $2 where id = $1`, [session.id, minutes]);
  const { rows } = await ctx.db.query<{ id: string; version: number; startsAt: Date }>(
    `select b.id, b.version, lower(b.during) as "startsAt" from bookings b join slots s on s.id = b.slot_id
      where s.session_id = $1 and b.state in ('assigned', 'sent', 'confirmed', 'change_requested') and lower(b.during) > $2 for update of b`,
    [session.id, ctx.now()],
  );
  await ctx.db.query(
    `update reminders set state = 'void' where booking_id = any($1::uuid[]) and state = 'waiting' and lead_minutes <> all($2::int[])`,
    [rows.map((row) => row.id), minutes],
  );
  for (const booking of rows) await planReminders(ctx, booking);
  await audit(ctx, { verb: "set_reminders", subject: "session", subjectId: session.id, details: { minutes } });
  const when = sayRange(session.startsAt, session.endsAt, session.timeZone);
  return { said: `Reminders of the session on ${when}: ${sayReminders(minutes)}.`, data: { minutes } };
}
