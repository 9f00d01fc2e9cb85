import { z } from "zod";
import type { Fired } from "../alarms/alarm-kinds.ts";
import { setAlarm } from "../alarms/set-alarm.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { sayClock } from "../messages/say-time.ts";
import { dayChoice } from "./mark-booking.ts";
import { tellTeam } from "./tell-team.ts";

/** After the slot's time, somebody is asked what became of who has not checked in. */
const MISSED_MS = 20 * 60_000;

/** Plans the question whether she came; a moved booking has another version, whose question is another. */
export const watchForArrival = (ctx: ToolCtx, booking: { id: string; version: number; startsAt: Date }) =>
  setAlarm(ctx, {
    kind: "not_checked_in",
    subjectId: booking.id,
    at: new Date(booking.startsAt.getTime() + MISSED_MS),
    data: { version: booking.version },
    key: `booking:${booking.id}:v${booking.version}:arrival`,
  });

type Watched = {
  id: string;
  state: string;
  version: number;
  talent: string;
  role: string;
  place: string;
  timeZone: string;
  startsAt: Date;
  checkedInAt: Date | null;
  threadId: string;
};

async function readWatched(ctx: ToolCtx, bookingId: string): Promise<Watched | undefined> {
  const { rows } = await ctx.db.query<Watched>(
    `select b.id, b.state, b.version, p.name as talent, r.title as role, s.place, s.time_zone as "timeZone",
            lower(b.during) as "startsAt", b.checked_in_at as "checkedInAt", r.conversation_id as "threadId"
       from bookings b join invitations i on i.id = b.invitation_id join people p on p.id = b.talent_id
       join sessions s on s.id = i.session_id join roles r on r.id = s.role_id where b.id = $1 for update of b`,
    [bookingId],
  );
  return rows[0];
}

const Data = z.object({ version: z.number().int() });
const NOT_THERE = new Set(["assigned", "sent", "confirmed", "change_requested", "late"]);

/** Twenty minutes after the slot's time: asks the team about who has not checked in. */
export async function askNoShow(ctx: ToolCtx, { subjectId, data }: Fired): Promise<void> {
  const booking = await readWatched(ctx, subjectId);
  if (!booking || !NOT_THERE.has(booking.state) || booking.version !== Data.parse(data).version) return;
  const late = booking.state === "late" ? " They said that they would be late." : "";
  await tellTeam(ctx, {
    conversationId: booking.threadId,
    key: `booking:${booking.id}:v${booking.version}:not-there`,
    text: `${booking.talent} has not checked in for ${clockOf(booking)}.${late}`,
    card: {
      type: "card",
      title: `Is ${booking.talent} a no-show?`,
      lines: [`${booking.role}, ${clockOf(booking)}, ${booking.place}`],
      choices: (["checked_in", "late", "seen", "no_show"] as const)
        .filter((to) => to !== booking.state)
        .map((to) => dayChoice(booking.id, to)),
    },
  });
}

const Waited = Data.partial();

/** Tells the team once of who has waited too long for one time of her booking. */
export async function tellLongWait(ctx: ToolCtx, { subjectId, data }: Fired): Promise<void> {
  const booking = await readWatched(ctx, subjectId);
  if (booking?.state !== "checked_in" || !booking.checkedInAt) return;
  if ((Waited.parse(data).version ?? booking.version) !== booking.version) return;
  const since = sayClock(booking.checkedInAt, booking.timeZone);
  await tellTeam(ctx, {
    conversationId: booking.threadId,
    key: `booking:${booking.id}:v${booking.version}:long-wait`,
    text: `${booking.talent} has been waiting for over 45 minutes: there since ${since}, for ${clockOf(booking)}.`,
    card: {
      type: "card",
      title: `${booking.talent} is still waiting`,
      lines: [`${booking.role}, ${clockOf(booking)}, ${booking.place}`],
      choices: [dayChoice(booking.id, "seen")],
    },
  });
}

const clockOf = ({ startsAt, timeZone }: Watched) => sayClock(startsAt, timeZone);
