import type { CalendarResult } from "../core/ports.ts";

/** The daily quota does not come back within minutes. */
const PARKED_MS = 2 * 60 * 60_000;

type Failure = Exclude<CalendarResult, { outcome: "done" }>;
type Refused = {
  status?: unknown;
  code?: unknown;
  response?: { headers?: { get?: (name: string) => string | null }; data?: { error?: unknown } };
};

/** What to do about a call that failed, after Google's own advice (developers.google.com/calendar/api/guides/errors). */
export function failureOf(error: unknown): Failure {
  const status = statusOf(error);
  const reason = reasonOf(error);
  if (reason === "invalid_grant" || reason === "invalid_client" || status === 401) {
    return { outcome: "failed", code: "reconnect" };
  }
  if (status === 403 && /^(quotaExceeded|dailyLimitExceeded)$/.test(reason)) {
    return { outcome: "retry", code: "quota", afterMs: PARKED_MS };
  }
  if (status === 429 || /rateLimitExceeded/i.test(reason)) return { outcome: "retry", code: "rate", ...afterOf(error) };
  // 412: someone changed the event between our reading and our writing.
  if (status >= 500 || status === 412 || status === 408) {
    return { outcome: "retry", code: `http_${status}`, ...afterOf(error) };
  }
  return status >= 400 ? { outcome: "failed", code: `http_${status}` } : { outcome: "retry", code: "network" };
}

/** 0 when there was no answer. */
export function statusOf(error: unknown): number {
  const { status, code } = error as Refused;
  return Number(status) || Number(code) || 0;
}

/** The API names a reason in a list of errors, the token endpoint in a word. */
function reasonOf(error: unknown): string {
  const said = (error as Refused).response?.data?.error;
  if (typeof said === "string") return said;
  const { errors } = (said ?? {}) as { errors?: { reason?: string }[] };
  return errors?.[0]?.reason ?? "";
}

function afterOf(error: unknown): { afterMs?: number } {
  const seconds = Number((error as Refused).response?.headers?.get?.("retry-after") ?? Number.NaN);
  return seconds > 0 ? { afterMs: seconds * 1_000 } : {};
}
