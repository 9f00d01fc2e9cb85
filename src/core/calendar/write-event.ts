import { eventId } from "../auditions/event-id.ts";
import { crashPoint } from "../crash-point.ts";
import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { postMessage } from "../messages/post-message.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { openTalentConversation } from "../people/open-conversation.ts";
import type { Calendar, CalendarOf, CalendarResult } from "../ports.ts";
import { refuseConnection } from "./refuse-connection.ts";
import { eventOf, OF_BOOKING, WANTED, type Wanted, writtenIn } from "./wanted-event.ts";

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60 * 60_000;
/** With these waits, after a day. */
const MOST_ATTEMPTS = 34;
/** For the link of a video call that Google still makes: about twenty minutes. */
const MOST_LOOKS = 9;

/**
 * Brings the calendar to what the booking says: intent is stored already, then comes the call, then its receipt. The
 * call is harmless to repeat, so a crash in between is mended by doing it again. Who was stopped in between and comes late
 * may have written what is wanted no more: then it is looked at once more.
 */
export async function writeCalendarEvent(
  ctx: Pick<Ctx, "db" | "now" | "log"> & { calendarOf: CalendarOf<Calendar> | undefined },
  id: string,
): Promise<void> {
  const due = ctx.calendarOf && (await claim(ctx, id));
  if (!due || !ctx.calendarOf) return;
  const calendar = await ctx.calendarOf(due.connectionId);
  const result = calendar ? await write(calendar, due) : UNCONNECTED;
  crashPoint("after-calendar-write");
  ctx.log.info(
    { event: "calendar", calendarEventId: id, wanted: due.wanted, outcome: result.outcome },
    "calendar written",
  );
  await store(ctx, due, result);
}

const UNCONNECTED: CalendarResult = { outcome: "failed", code: "unconnected" };

/** The calendar that it is written to is chosen once, the first time: that of who created the role, where it is connected. */
async function claim(ctx: Pick<Ctx, "db" | "now">, id: string): Promise<Wanted | undefined> {
  const { rows } = await ctx.db.query<Wanted>(
    `update calendar_events e set state = 'writing', claim = e.claim + 1, attempts = e.attempts + 1,
            next_at = $2::timestamptz + interval '30 seconds',
            connection_id = case when e.claim = 0 or (e.error_code = 'unconnected' and e.known_version is null)
              then (select c.id from calendar_connections c where c.person_id = r.created_by and c.state = 'connected')
              else e.connection_id end
       from ${OF_BOOKING}
      where e.id = $1 and b.id = e.booking_id and e.state in ('pending', 'writing') and e.next_at <= $2
     returning ${WANTED}`,
    [id, ctx.now()],
  );
  return rows[0];
}

const write = (calendar: Calendar, due: Wanted): Promise<CalendarResult> =>
  due.wanted === "present" ? calendar.put(eventOf(due)) : calendar.remove(due.providerId);

async function store(ctx: Pick<Ctx, "db" | "now">, due: Wanted, result: CalendarResult): Promise<void> {
  const { rowCount } = await storeInTime(ctx, due, result);
  if (rowCount > 0 && result.outcome === "done" && result.meetUrl && !due.meetUrl) {
    await tellLink(ctx, due, result.meetUrl);
  }
  if (result.outcome === "failed" && result.code === "reconnect") {
    await refuseConnection(ctx, due.connectionId);
    await tellClosed(ctx, due);
  }
  if (rowCount > 0 || result.outcome !== "done") return;
  await ctx.db.query(
    `update calendar_events set state = 'pending', next_at = $2 where id = $1 and state in ('pending', 'writing', 'done')`,
    [due.id, ctx.now()],
  );
}

function storeInTime(ctx: Pick<Ctx, "db" | "now">, due: Wanted, result: CalendarResult) {
  if (result.outcome === "done") {
    // What was wanted may have changed while we called: then it stays pending. So it does while Google makes the video call.
    const looksAgain =
      due.wanted === "present" && due.online && !(result.meetUrl ?? due.meetUrl) && due.attempts < MOST_LOOKS;
    const nextAt = new Date(ctx.now().getTime() + (looksAgain ? backoffMs(due.attempts) : 0));
    return ctx.db.query(
      `update calendar_events set known_version = $3, attempts = case when $7 then attempts else 0 end, error_code = null,
              meet_url = coalesce($5, meet_url), written = $6,
              state = case when wanted_version = $3 and not $7 then 'done' else 'pending' end,
              next_at = case when wanted_version = $3 then $4 else next_at end where id = $1 and claim = $2`,
      [
        due.id,
        due.claim,
        due.version,
        nextAt,
        result.meetUrl ?? null,
        JSON.stringify(writtenIn(eventOf(due))),
        looksAgain,
      ],
    );
  }
  if (result.outcome === "failed" && result.code === "id_gone") {
    const generation = due.generation + 1;
    return ctx.db.query(
      `update calendar_events set generation = $3, provider_id = $4, state = 'pending', next_at = $5 where id = $1 and claim = $2`,
      [due.id, due.claim, generation, eventId(due.bookingId, generation), ctx.now()],
    );
  }
  const closed = result.code === "reconnect" || result.code === "unconnected";
  const again = closed || (result.outcome === "retry" && due.attempts < MOST_ATTEMPTS);
  const wait = closed ? LONGEST_WAIT_MS : result.outcome === "retry" ? (result.afterMs ?? backoffMs(due.attempts)) : 0;
  // What is wanted now and was not then is not held up by this failure.
  return ctx.db.query(
    `update calendar_events set state = case when wanted_version = $3 then $4 else 'pending' end, error_code = $5,
            next_at = case when wanted_version = $3 then $6 else next_at end where id = $1 and claim = $2`,
    [due.id, due.claim, due.version, again ? "pending" : "failed", result.code, new Date(ctx.now().getTime() + wait)],
  );
}

/** Who gets no reminder any more, which would have it, is told the link of the video call by itself. */
async function tellLink({ db: all, now }: Pick<Ctx, "db" | "now">, due: Wanted, meetUrl: string): Promise<void> {
  const db = all.as(due.workspaceId);
  const { rows } = await db.query(
    `select from reminders where booking_id = $1 and booking_version = $2 and state = 'waiting'`,
    [due.bookingId, due.version],
  );
  if (rows.length > 0 || due.startsAt <= now()) return;
  const to = await openTalentConversation({ db }, due).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return undefined;
    throw error;
  });
  if (!to) return;
  const when = sayTime(due.startsAt, due.timeZone, to.language);
  const text = words(to.language).meetLink({ round: due.round, child: to.child, when, meetUrl });
  await postMessage(db, {
    workspaceId: due.workspaceId,
    conversationId: to.id,
    personId: to.personId,
    side: "talent",
    dedupeKey: `booking:${due.bookingId}:v${due.version}:meet`,
    purpose: "utility",
    booking: { id: due.bookingId, version: due.version },
    now: now(),
    draft: {
      blocks: [{ type: "text", text }],
      template: { name: "notice", language: to.language, variables: [text] },
    },
  });
}

/** Google takes nothing more before somebody connects it again: the role's thread hears of it once a day. */
async function tellClosed(ctx: Pick<Ctx, "db" | "now">, due: Wanted): Promise<void> {
  const day = ctx.now().toISOString().slice(0, 10);
  const how = due.connectionId ? " Whoever it belongs to: say “connect calendar”." : "";
  const text = `I cannot write to your Google calendar any more: it has to be connected again.${how} The bookings stand, and I will enter them as soon as it is.`;
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
