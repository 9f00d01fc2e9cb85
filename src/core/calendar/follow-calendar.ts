import type { SeenEvent } from "../ports.ts";
import { type Checking, checkEvent } from "./check-event.ts";
import { refuseConnection } from "./refuse-connection.ts";
import { keepWatched } from "./watch-calendar.ts";

const MINUTE_MS = 60_000;
/** Who holds a feed longer than that has died. */
const LEASE_MS = 3 * MINUTE_MS;
/** Pings may be lost: so often it is read anyway. */
const WATCHED_MS = 15 * MINUTE_MS;
const UNWATCHED_MS = 2 * MINUTE_MS;
const CLOSED_MS = 60 * MINUTE_MS;
/** The ids that we choose; all else in a person's calendar is none of our business. */
export const OURS = /^cm[0-9a-v]{32}$/;

export type Following = Checking & { publicUrl: string };
type Feed = { id: string; claim: number; connectionId: string | null; syncToken: string | null };

/** The installation's own calendar is followed from now on. */
export async function followOwn({ db, now }: Pick<Following, "db" | "now">): Promise<void> {
  await db.query(
    `insert into calendar_feeds (connection_id, next_at) values (null, $1) on conflict on constraint calendar_feeds_once do nothing`,
    [now()],
  );
}

/** Calendars whose changes are due to be read. */
export async function dueFeeds({ db, now }: Pick<Following, "db" | "now">, atMost: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from calendar_feeds where next_at <= $1 order by next_at limit $2`,
    [now(), atMost],
  );
  return rows.map((row) => row.id);
}

/**
 * Reads what changed in a calendar since the last time and holds every event of ours against its booking. The place where
 * it stopped is stored last: dying in between repeats, which does no harm.
 */
export async function followCalendar(ctx: Following, feedId: string): Promise<void> {
  const { rows } = await ctx.db.query<Feed>(
    `update calendar_feeds set claim = claim + 1, next_at = $2 where id = $1 and next_at <= $3
     returning id, claim, connection_id as "connectionId", sync_token as "syncToken"`,
    [feedId, later(ctx, LEASE_MS), ctx.now()],
  );
  const feed = rows[0];
  const account = feed && (await ctx.calendarOf(feed.connectionId));
  if (!feed || !account) return;
  const read = await account.changes(feed.syncToken ?? undefined);
  if (read.outcome === "expired") return store(ctx, feed, { syncToken: null, nextAt: ctx.now() });
  if (read.outcome !== "done") {
    if (read.code === "reconnect") await refuseConnection(ctx, feed.connectionId);
    const wait = read.outcome === "retry" ? (read.afterMs ?? UNWATCHED_MS) : CLOSED_MS;
    return store(ctx, feed, { error: read.code, nextAt: later(ctx, wait) });
  }
  const ours = read.events.filter((event) => OURS.test(event.id));
  for (const event of ours) await checkEvent(ctx, event.id, event);
  if (!feed.syncToken) await checkUnlisted(ctx, feed, ours);
  const watched = await keepWatched(ctx, { feedId, account });
  await store(ctx, feed, { syncToken: read.next, nextAt: later(ctx, watched ? WATCHED_MS : UNWATCHED_MS) });
}

/** A reading from the start tells no more of what was deleted long ago. */
async function checkUnlisted(ctx: Following, feed: Feed, listed: SeenEvent[]): Promise<void> {
  const { rows } = await ctx.db.query<{ providerId: string }>(
    `select e.provider_id as "providerId" from calendar_events e join bookings b on b.id = e.booking_id
      where e.connection_id is not distinct from $1 and e.wanted = 'present' and e.state = 'done' and upper(b.during) > $2
        and e.provider_id <> all($3::text[])`,
    [feed.connectionId, ctx.now(), listed.map((event) => event.id)],
  );
  for (const { providerId } of rows) await checkEvent(ctx, providerId);
}

type Place = { syncToken?: string | null; error?: string; nextAt: Date };

/** A ping that came meanwhile has another claim: then it is read once more from where it was. */
async function store(ctx: Following, feed: Feed, { syncToken, error, nextAt }: Place): Promise<void> {
  await ctx.db.query(
    `update calendar_feeds set sync_token = $3, error_code = $4, next_at = $5 where id = $1 and claim = $2`,
    [feed.id, feed.claim, syncToken === undefined ? feed.syncToken : syncToken, error ?? null, nextAt],
  );
}

const later = (ctx: Pick<Following, "now">, ms: number) => new Date(ctx.now().getTime() + ms);
