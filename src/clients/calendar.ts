/**
 * Google Calendar by an id of our own: look, then insert or patch. Whatever happened to an earlier call whose answer was
 * lost, looking first makes the next one right. Nothing is retried here but one refused token: the job that calls
 * repeats with its own back-off.
 */
import type { calendar_v3 } from "@googleapis/calendar";
import type { CalendarAccount, CalendarEvent, CalendarResult } from "../core/ports.ts";
import type { Account } from "./calendar-auth.ts";
import { createCalls, type Deps, type Options, unless } from "./calendar-calls.ts";
import { bodyOf, changesOf, meetUrlOf } from "./calendar-event.ts";
import { createReading } from "./calendar-reading.ts";

/** Failed codes: `id_gone`, take another id; `reconnect`, the account has to be connected again; `http_…`. Never throws. */
export function createCalendar(config: Account, deps: Deps): CalendarAccount {
  const calls = createCalls(config, deps);
  const { settle, calendarId } = calls;
  const { events } = calls.google;
  // Without this version a body's video call is left out of account.
  const at = { calendarId, sendUpdates: "all", conferenceDataVersion: 1 };

  const put = async (event: CalendarEvent, options: Options): Promise<CalendarResult> => {
    const get = () => unless([404, 410], events.get({ calendarId, eventId: event.id }, options));
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
    await unless([404, 410], events.delete({ calendarId, sendUpdates: "all", eventId: id }, options));
    return { outcome: "done" };
  };

  return {
    put: (event) => settle("put", (options) => put(event, options)),
    remove: (id) => settle("remove", (options) => remove(id, options)),
    ...createReading(calls, deps),
  };
}

function done(event: calendar_v3.Schema$Event): CalendarResult {
  const meetUrl = meetUrlOf(event);
  return { outcome: "done", ...(event.etag && { etag: event.etag }), ...(meetUrl && { meetUrl }) };
}
