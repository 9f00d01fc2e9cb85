/**
 * Google Calendar by an id of our own: look, then insert or patch. Whatever happened to an earlier call whose answer was
 * lost, looking first makes the next one right. Nothing is retried here but one refused token: the job that calls
 * repeats with its own back-off.
 */
import { calendar_v3 } from "@googleapis/calendar";
import type { Calendar, CalendarEvent, CalendarResult, Log } from "../core/ports.ts";
import { type Google, googleAuth } from "./calendar-auth.ts";
import { bodyOf, changesOf } from "./calendar-event.ts";
import { failureOf, statusOf } from "./calendar-failure.ts";

const LONGEST_MS = 10_000;

type Deps = { log: Log; longestMs?: number };
type Options = { signal: AbortSignal };

/** Failed codes: `id_gone`, take another id; `reconnect`, the account has to be connected again; `http_…`. Never throws. */
export function createCalendar(config: Google, { log, longestMs = LONGEST_MS }: Deps): Calendar {
  const { client, renew } = googleAuth(config);
  const { events } = new calendar_v3.Calendar({ auth: client, rootUrl: `${config.apiUrl}/`, retry: false });
  const at = { calendarId: config.calendarId, sendUpdates: "all" };

  const put = async (event: CalendarEvent, options: Options): Promise<CalendarResult> => {
    const get = () => unless([404, 410], events.get({ calendarId: at.calendarId, eventId: event.id }, options));
    let known = await get();
    if (!known) {
      const body = { id: event.id, ...bodyOf(event) };
      const inserted = await unless([409], events.insert({ ...at, requestBody: body }, options));
      if (inserted) return done(inserted.data);
      known = await get();
    }
    if (!known) return { outcome: "retry", code: "conflict" };
    if (known.data.status === "cancelled") return { outcome: "failed", code: "id_gone" };
    const changes = changesOf(known.data, event);
    if (!changes) return done(known.data);
    const ifMatch = known.data.etag ? { headers: { "If-Match": known.data.etag } } : {};
    const patched = await events.patch({ ...at, eventId: event.id, requestBody: changes }, { ...options, ...ifMatch });
    return done(patched.data);
  };

  const remove = async (id: string, options: Options): Promise<CalendarResult> => {
    await unless([404, 410], events.delete({ ...at, eventId: id }, options));
    return { outcome: "done" };
  };

  const settle = async (what: string, call: (options: Options) => Promise<CalendarResult>): Promise<CalendarResult> => {
    const started = performance.now();
    const attempt = () => within(longestMs, call).catch((error: unknown) => error as Error);
    let outcome = await attempt();
    if (outcome instanceof Error && statusOf(outcome) === 401) {
      renew();
      outcome = await attempt();
    }
    const result = outcome instanceof Error ? failureOf(outcome) : outcome;
    const level = result.outcome === "failed" && result.code !== "id_gone" ? "error" : "info";
    log[level]({ event: "google_calendar", what, ms: Math.round(performance.now() - started), ...result }, "calendar");
    return result;
  };

  return {
    put: (event) => settle("put", (options) => put(event, options)),
    remove: (id) => settle("remove", (options) => remove(id, options)),
  };
}

const done = ({ etag }: calendar_v3.Schema$Event): CalendarResult => ({ outcome: "done", ...(etag && { etag }) });

/** Undefined when the call is refused with one of these statuses. */
async function unless<T>(statuses: number[], call: Promise<T>): Promise<T | undefined> {
  return call.catch((error: unknown) => {
    if (statuses.includes(statusOf(error))) return undefined;
    throw error;
  });
}

/** The signal ends the API's calls; fetching a token takes none, so that we stop waiting for it. */
async function within<T>(ms: number, call: (options: Options) => Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const over = new AbortController();
  const timer = setTimeout(() => {
    over.abort();
    late.reject(new Error("the calendar took too long"));
  }, ms);
  try {
    return await Promise.race([call({ signal: over.signal }), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
