import type { calendar_v3 } from "@googleapis/calendar";
import type { CalendarAccount, Interval, SeenEvent, WatchChannel } from "../core/ports.ts";
import { type Calls, type Deps, type Options, unless } from "./calendar-calls.ts";
import { meetUrlOf } from "./calendar-event.ts";

const DAY_MS = 24 * 60 * 60_000;
/** A whole reading of a calendar goes no further back. */
const BACK_MS = 3 * DAY_MS;
/** Google's limit for one question about free and busy. */
const CALENDARS = 50;
const EVENT =
  "id,status,etag,start,end,summary,description,location,hangoutLink,conferenceData(createRequest/status),attendees(email,responseStatus)";

type Reading = Omit<CalendarAccount, "put" | "remove">;
type Page = { outcome: "done"; data: calendar_v3.Schema$Events } | { outcome: "expired" };

/** What is asked of a calendar without changing it. */
export function createReading({ google, calendarId, settle }: Calls, { now = () => new Date() }: Deps): Reading {
  const page = async (query: object, options: Options): Promise<Page> => {
    const known = { calendarId, singleEvents: true, showDeleted: true, maxResults: 250 };
    const fields = `nextPageToken,nextSyncToken,items(${EVENT})`;
    const found = await unless([410], google.events.list({ ...known, ...query, fields }, options));
    return found ? { outcome: "done", data: found.data } : { outcome: "expired" };
  };

  const changes: Reading["changes"] = async (since) => {
    const from = since ? { syncToken: since } : { timeMin: new Date(now().getTime() - BACK_MS).toISOString() };
    const events: SeenEvent[] = [];
    for (let pageToken: string | undefined; ; ) {
      const read = await settle("changes", (options) => page({ ...from, ...(pageToken && { pageToken }) }, options));
      if (read.outcome !== "done") return read;
      events.push(...(read.data.items ?? []).map(seen));
      pageToken = read.data.nextPageToken ?? undefined;
      if (!pageToken) return { outcome: "done", events, next: read.data.nextSyncToken ?? "" };
    }
  };

  const watch = async ({ id, token, address, lastsMs }: WatchChannel, options: Options) => {
    const params = { ttl: String(Math.round(lastsMs / 1_000)) };
    const requestBody = { id, token, type: "web_hook", address, params };
    const { data } = await google.events.watch({ calendarId, requestBody }, options);
    const expiresAt = new Date(Number(data.expiration ?? now().getTime() + lastsMs));
    return { outcome: "done" as const, resourceId: data.resourceId ?? "", expiresAt };
  };

  const busyOf = async (ids: string[], during: Interval, options: Options) => {
    const items = ids.map((id) => ({ id }));
    const requestBody = { timeMin: during.from.toISOString(), timeMax: during.to.toISOString(), items };
    const { data } = await google.freebusy.query({ requestBody }, options);
    return { outcome: "done" as const, calendars: data.calendars ?? {} };
  };

  const busy: Reading["busy"] = async (calendars, during) => {
    const all = new Map<string, Interval[]>();
    for (let first = 0; first < calendars.length; first += CALENDARS) {
      const ids = calendars.slice(first, first + CALENDARS);
      const answer = await settle("busy", (options) => busyOf(ids, during, options));
      if (answer.outcome !== "done") return answer;
      for (const id of ids) {
        const one = answer.calendars[id];
        if (one && !one.errors?.length) all.set(id, (one.busy ?? []).map(interval));
      }
    }
    return { outcome: "done", busy: all };
  };

  return {
    read: (id) =>
      settle("read", async (options) => {
        const found = await unless([404, 410], google.events.get({ calendarId, eventId: id, fields: EVENT }, options));
        return { outcome: "done", event: found && seen(found.data) };
      }),
    changes,
    watch: (channel) => settle("watch", (options) => watch(channel, options)),
    unwatch: ({ id, resourceId }) =>
      settle("unwatch", async (options) => {
        await unless([404, 410], google.channels.stop({ requestBody: { id, resourceId } }, options));
        return { outcome: "done" };
      }),
    busy,
  };
}

function seen(event: calendar_v3.Schema$Event): SeenEvent {
  const startsAt = hourOf(event.start);
  const endsAt = hourOf(event.end);
  const meetUrl = meetUrlOf(event);
  return {
    id: event.id ?? "",
    gone: event.status === "cancelled",
    ...(startsAt && { startsAt }),
    ...(endsAt && { endsAt }),
    summary: event.summary ?? "",
    description: event.description ?? "",
    location: event.location ?? "",
    answers: (event.attendees ?? []).map((one) => ({
      email: (one.email ?? "").toLowerCase(),
      answer: one.responseStatus ?? "needsAction",
    })),
    ...(meetUrl && { meetUrl }),
  };
}

const hourOf = (when: calendar_v3.Schema$EventDateTime | undefined) =>
  when?.dateTime ? new Date(when.dateTime) : undefined;
const interval = ({ start, end }: calendar_v3.Schema$TimePeriod): Interval => ({
  from: new Date(start ?? 0),
  to: new Date(end ?? 0),
});
