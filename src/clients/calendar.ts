import { auth, calendar_v3 } from "@googleapis/calendar";
import type { Config } from "../config.ts";
import type { Calendar, CalendarEvent, CalendarResult, Log } from "../core/ports.ts";

type Google = NonNullable<Config["google"]>;

const TIMEOUT_MS = 10_000;
const PARKED_MS = 2 * 60 * 60_000;
const SCOPES = ["https://www.googleapis.com/auth/calendar.events"];

/** Google Calendar by id: writing the same event again is harmless, removing what is gone is done. Never throws. */
export function createCalendar(config: Google, { log }: { log: Log }): Calendar {
  const api = new calendar_v3.Calendar({
    auth: authOf(config),
    rootUrl: `${config.apiUrl}/`,
    timeout: TIMEOUT_MS,
    retry: false,
  });
  const { calendarId } = config;

  const put = async (event: CalendarEvent): Promise<CalendarResult> => {
    const known = await orMissing(api.events.get({ calendarId, eventId: event.id }));
    if (known?.data.status === "cancelled") return { outcome: "failed", code: "id_gone" };
    if (!known) {
      const inserted = await orTaken(
        api.events.insert({ calendarId, sendUpdates: "all", requestBody: { id: event.id, ...bodyOf(event) } }),
      );
      if (inserted) return done(inserted.data.etag);
      return put(event);
    }
    if (sameTime(known.data, event) && known.data.location === event.location) return done(known.data.etag);
    const patched = await api.events.patch(
      { calendarId, eventId: event.id, sendUpdates: "all", requestBody: bodyOf(event) },
      known.data.etag ? { headers: { "If-Match": known.data.etag } } : {},
    );
    return done(patched.data.etag);
  };

  const safely = async (what: string, run: () => Promise<CalendarResult>): Promise<CalendarResult> => {
    try {
      return await run();
    } catch (error) {
      const result = failureOf(error);
      log.warn({ event: "calendar_failed", what, ...result }, "the calendar refused");
      return result;
    }
  };

  return {
    put: (event) => safely("put", () => put(event)),
    remove: (id) =>
      safely("remove", async () => {
        await orMissing(api.events.delete({ calendarId, eventId: id, sendUpdates: "all" }));
        return { outcome: "done" };
      }),
  };
}

function authOf(config: Google) {
  if ("serviceAccountKey" in config) {
    const { client_email: email, private_key: key } = JSON.parse(config.serviceAccountKey) as {
      client_email: string;
      private_key: string;
    };
    return new auth.JWT({ email, key, scopes: SCOPES });
  }
  const client = new auth.OAuth2({
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    endpoints: { oauth2TokenUrl: config.tokenUrl },
  });
  client.setCredentials({ refresh_token: config.refreshToken });
  return client;
}

/** Everyone is asked again: a new time makes an old answer void. */
const bodyOf = (event: CalendarEvent): calendar_v3.Schema$Event => ({
  summary: event.summary,
  description: event.description,
  location: event.location,
  status: "confirmed",
  start: { dateTime: event.startsAt.toISOString(), timeZone: event.timeZone },
  end: { dateTime: event.endsAt.toISOString(), timeZone: event.timeZone },
  attendees: event.attendees.map(({ email, name }) => ({
    email,
    responseStatus: "needsAction",
    ...(name && { displayName: name }),
  })),
});

const done = (etag: string | null | undefined): CalendarResult => ({ outcome: "done", ...(etag && { etag }) });

const sameTime = (known: calendar_v3.Schema$Event, event: CalendarEvent) =>
  Date.parse(known.start?.dateTime ?? "") === event.startsAt.getTime() &&
  Date.parse(known.end?.dateTime ?? "") === event.endsAt.getTime();

const statusOf = (error: unknown) =>
  Number((error as { status?: unknown; code?: unknown }).status ?? (error as { code?: unknown }).code) || 0;

async function orMissing<T>(call: Promise<T>): Promise<T | undefined> {
  return call.catch((error: unknown) => {
    if (statusOf(error) === 404 || statusOf(error) === 410) return undefined;
    throw error;
  });
}

/** Undefined when the id is taken: somebody, perhaps we before a crash, has inserted it. */
async function orTaken<T>(call: Promise<T>): Promise<T | undefined> {
  return call.catch((error: unknown) => {
    if (statusOf(error) === 409) return undefined;
    throw error;
  });
}

function failureOf(error: unknown): Exclude<CalendarResult, { outcome: "done" }> {
  const status = statusOf(error);
  const { errors, message = "" } = error as { errors?: { reason?: string }[]; message?: string };
  const reason = errors?.[0]?.reason ?? "";
  if (status === 403 && /quotaExceeded/.test(reason)) return { outcome: "retry", code: "quota", afterMs: PARKED_MS };
  if (status === 429 || status === 412 || status >= 500 || /rateLimit/i.test(reason))
    return { outcome: "retry", code: `http_${status}` };
  if (status === 401 || /invalid_grant/.test(message)) return { outcome: "failed", code: "reconnect" };
  if (status >= 400) return { outcome: "failed", code: `http_${status}` };
  return { outcome: "retry", code: "network" };
}
