import { calendar_v3 } from "@googleapis/calendar";
import type { CalendarFailure, Log } from "../core/ports.ts";
import { type Account, googleAuth } from "./calendar-auth.ts";
import { failureOf, statusOf } from "./calendar-failure.ts";

const LONGEST_MS = 10_000;

export type Deps = { log: Log; longestMs?: number; now?: () => Date };
export type Options = { signal: AbortSignal };
export type Calls = ReturnType<typeof createCalls>;

/** Google's methods, and `settle`, which makes of a call an outcome: bounded in time, logged, with one refused token renewed. */
export function createCalls(config: Account, { log, longestMs = LONGEST_MS }: Deps) {
  const { client, renew } = googleAuth(config);
  const google = new calendar_v3.Calendar({ auth: client, rootUrl: `${config.apiUrl}/`, retry: false });

  const settle = async <Result extends { outcome: string; code?: string }>(
    what: string,
    call: (options: Options) => Promise<Result>,
  ): Promise<Result | CalendarFailure> => {
    const started = performance.now();
    const attempt = () => within(longestMs, call).catch((error: unknown) => error as Error);
    let outcome = await attempt();
    if (outcome instanceof Error && statusOf(outcome) === 401) {
      renew();
      outcome = await attempt();
    }
    const result = outcome instanceof Error ? failureOf(outcome) : outcome;
    const level = result.outcome === "failed" && result.code !== "id_gone" ? "error" : "info";
    const told = { outcome: result.outcome, ...(result.code && { code: result.code }) };
    log[level]({ event: "google_calendar", what, ms: Math.round(performance.now() - started), ...told }, "calendar");
    return result;
  };
  return { google, calendarId: config.calendarId, settle };
}

/** Undefined when the call is refused with one of these statuses. */
export async function unless<T>(statuses: number[], call: Promise<T>): Promise<T | undefined> {
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
