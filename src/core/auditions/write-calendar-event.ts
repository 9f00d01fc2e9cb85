import { crashPoint } from "../crash-point.ts";
import type { Ctx } from "../ctx.ts";
import { postMessage } from "../messages/post-message.ts";
import type { Calendar, CalendarResult } from "../ports.ts";
import { eventId } from "./event-id.ts";
import { toldRole } from "./read-session.ts";

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60 * 60_000;
/** With these waits, after a day. */
const MOST_ATTEMPTS = 34;

type Due = {
  id: string;
  claim: number;
  workspaceId: string;
  threadId: string;
  bookingId: string;
  generation: number;
  providerId: string;
  wanted: "present" | "absent";
  version: number;
  attempts: number;
  startsAt: Date;
  endsAt: Date;
  place: string;
  role: string;
  project: string | null;
  talent: string;
  timeZone: string;
  castingEmail: string | null;
  talentEmail: string | null;
};

/**
 * Brings the calendar to what the booking says: intent is stored already, then comes the call, then its receipt. The
 * call is harmless to repeat, so a crash in between is mended by doing it again. Who was stopped in between and comes late
 * may have written what is wanted no more: then it is looked at once more.
 */
export async function writeCalendarEvent(
  ctx: Pick<Ctx, "db" | "now" | "log"> & { calendar: Calendar | undefined },
  id: string,
): Promise<void> {
  if (!ctx.calendar) return;
  const { rows } = await ctx.db.query<Due>(
    `update calendar_events e set state = 'writing', claim = e.claim + 1, attempts = e.attempts + 1, next_at = $2::timestamptz + interval '30 seconds'
       from bookings b join invitations i on i.id = b.invitation_id join sessions s on s.id = i.session_id
       join roles r on r.id = s.role_id left join projects p on p.id = r.project_id join people t on t.id = b.talent_id
      where e.id = $1 and b.id = e.booking_id and e.state in ('pending', 'writing') and e.next_at <= $2
     returning e.id, e.claim, e.workspace_id as "workspaceId", r.conversation_id as "threadId", b.id as "bookingId", e.generation, e.provider_id as "providerId", e.wanted,
       e.wanted_version as version, e.attempts, lower(b.during) as "startsAt", upper(b.during) as "endsAt", s.place,
       ${toldRole("r")} as role, p.title as project, t.name as talent, s.time_zone as "timeZone",
       (select address from contact_points where person_id = r.created_by and channel = 'email' limit 1) as "castingEmail",
       (select address from contact_points where person_id = coalesce(t.guardian_id, t.id) and channel = 'email' limit 1) as "talentEmail"`,
    [id, ctx.now()],
  );
  const due = rows[0];
  if (!due) return;
  const result =
    due.wanted === "present" ? await ctx.calendar.put(eventOf(due)) : await ctx.calendar.remove(due.providerId);
  crashPoint("after-calendar-write");
  ctx.log.info(
    { event: "calendar", calendarEventId: id, wanted: due.wanted, outcome: result.outcome },
    "calendar written",
  );
  await store(ctx, due, result);
}

const eventOf = (due: Due) => ({
  id: due.providerId,
  summary: `Audition: ${due.talent}${due.role && ` for ${due.role}`}`,
  description: `${due.project ? `${due.project}. ` : ""}Booked by CastMatch. This is an audition, not yet the role.`,
  location: due.place,
  startsAt: due.startsAt,
  endsAt: due.endsAt,
  timeZone: due.timeZone,
  attendees: [
    due.castingEmail && { email: due.castingEmail },
    due.talentEmail && { email: due.talentEmail, name: due.talent },
  ].filter((one) => one !== null && one !== ""),
});

async function store(ctx: Pick<Ctx, "db" | "now">, due: Due, result: CalendarResult): Promise<void> {
  const { rowCount } = await storeInTime(ctx, due, result);
  if (result.outcome === "failed" && result.code === "reconnect") await tellClosed(ctx, due);
  if (rowCount > 0 || result.outcome !== "done") return;
  await ctx.db.query(
    `update calendar_events set state = 'pending', next_at = $2 where id = $1 and state in ('pending', 'writing', 'done')`,
    [due.id, ctx.now()],
  );
}

function storeInTime(ctx: Pick<Ctx, "db" | "now">, due: Due, result: CalendarResult) {
  if (result.outcome === "done") {
    // What was wanted may have changed while we called: then it stays pending.
    return ctx.db.query(
      `update calendar_events set known_version = $3, attempts = 0, error_code = null,
              state = case when wanted_version = $3 then 'done' else 'pending' end, next_at = $4 where id = $1 and claim = $2`,
      [due.id, due.claim, due.version, ctx.now()],
    );
  }
  if (result.outcome === "failed" && result.code === "id_gone") {
    const generation = due.generation + 1;
    return ctx.db.query(
      `update calendar_events set generation = $3, provider_id = $4, state = 'pending', next_at = $5 where id = $1 and claim = $2`,
      [due.id, due.claim, generation, eventId(due.bookingId, generation), ctx.now()],
    );
  }
  const closed = result.code === "reconnect";
  const again = closed || (result.outcome === "retry" && due.attempts < MOST_ATTEMPTS);
  const wait = closed ? LONGEST_WAIT_MS : result.outcome === "retry" ? (result.afterMs ?? backoffMs(due.attempts)) : 0;
  // What is wanted now and was not then is not held up by this failure.
  return ctx.db.query(
    `update calendar_events set state = case when wanted_version = $3 then $4 else 'pending' end, error_code = $5,
            next_at = case when wanted_version = $3 then $6 else next_at end where id = $1 and claim = $2`,
    [due.id, due.claim, due.version, again ? "pending" : "failed", result.code, new Date(ctx.now().getTime() + wait)],
  );
}

/** Google takes nothing more before somebody connects it again: the role's thread hears of it once a day. */
async function tellClosed(ctx: Pick<Ctx, "db" | "now">, due: Due): Promise<void> {
  const day = ctx.now().toISOString().slice(0, 10);
  const text =
    "I cannot write to your Google calendar any more: it has to be connected again. The bookings stand, and I will enter them as soon as it is.";
  await postMessage(ctx.db, {
    workspaceId: due.workspaceId,
    conversationId: due.threadId,
    personId: null,
    side: "team",
    dedupeKey: `calendar:${due.threadId}:reconnect:${day}`,
    purpose: "reply",
    now: ctx.now(),
    draft: { blocks: [{ type: "text", text }] },
  });
}

/** With jitter, so that what failed together does not come back together. */
function backoffMs(attempts: number): number {
  return Math.round(
    Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts, 12)) * (0.75 + Math.random() / 2),
  );
}
