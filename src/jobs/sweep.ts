import { dueAlarms } from "../core/alarms/fire-alarm.ts";
import { expireHolds } from "../core/auditions/expire-holds.ts";
import { tellUndelivered } from "../core/auditions/tell-undelivered.ts";
import { dueFeeds } from "../core/calendar/follow-calendar.ts";
import type { Ctx } from "../core/ctx.ts";
import { stuckLetters } from "../core/messages/reconcile-letter.ts";
import { planDigests } from "../core/operations/plan-digest.ts";
import { planEscalations } from "../core/operations/plan-escalations.ts";

type Deps = Pick<Ctx, "db" | "now" | "wake" | "log" | "timeZone"> & {
  reconcile: (outboxId: string) => Promise<void>;
  remind: (reminderId: string) => Promise<void>;
  calendar: (calendarEventId: string) => Promise<void>;
  alarm: (alarmId: string) => Promise<void>;
  /** Absent where no calendar can be read. */
  follow?: ((feedId: string) => Promise<void>) | undefined;
};

const ROWS = 200;
const CONVERSATIONS = 1_000;
const AT_ONCE = 8;

/** Finds what is due and what no live job knows of, from the tables alone; running it twice or at once does no harm. */
export async function sweep(deps: Deps): Promise<void> {
  const { db, now, wake } = deps;
  await expireHolds(deps);
  await tellUndelivered(deps);
  await planDigests(deps);
  await planEscalations(deps);
  const conversations = await db.query<{ channel: string; account: string; key: string }>(
    `select i.channel, i.account, i.conversation_key as key
       from inbox i left join conversation_leases l on l.conversation = i.channel || ':' || i.account || ':' || i.conversation_key
      where i.outcome is null and (l.expires_at is null or l.expires_at < clock_timestamp())
      group by 1, 2, 3 order by min(i.seq) limit ${CONVERSATIONS}`,
  );
  for (const ref of conversations.rows) wake.inbound(ref);
  await each(deps, await stuckLetters(deps), deps.reconcile);
  const due = await db.query<{ id: string }>(
    `select id from outbox where state = 'pending' and next_at <= $1 order by seq limit ${ROWS}`,
    [now()],
  );
  wake.outbox(idsOf(due));
  const reminders = await db.query<{ id: string }>(
    `select id from reminders where state = 'waiting' and fire_at <= $1 order by fire_at limit ${ROWS}`,
    [now()],
  );
  await each(deps, idsOf(reminders), deps.remind);
  const events = await db.query<{ id: string }>(
    `select id from calendar_events where state in ('pending', 'writing') and next_at <= $1 order by next_at limit ${ROWS}`,
    [now()],
  );
  await each(deps, idsOf(events), deps.calendar);
  await each(deps, await dueAlarms(deps, ROWS), deps.alarm);
  if (deps.follow) await each(deps, await dueFeeds(deps, ROWS), deps.follow);
}

const idsOf = ({ rows }: { rows: { id: string }[] }) => rows.map((row) => row.id);

/** A few at once, so that a slow platform holds up less; one that fails does not hold up the others. */
async function each({ log }: Pick<Deps, "log">, ids: string[], run: (id: string) => Promise<void>): Promise<void> {
  const left = [...ids];
  const work = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      await run(id).catch((err: unknown) =>
        log.error({ event: "sweep_item_failed", id, err }, "the next sweep tries again"),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** After a start on a data directory that only this process may use: what another held, nobody holds. */
export async function takeOver(db: Ctx["db"]): Promise<void> {
  await db.query(`update conversation_leases set expires_at = '-infinity'`);
  await db.query(`update outbox set claimed_at = '-infinity' where state = 'sending'`);
  await db.query(`update calendar_events set next_at = '-infinity' where state = 'writing'`);
}
