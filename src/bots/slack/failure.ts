import * as webApi from "@slack/web-api";
import type { SendResult } from "../../core/messages/message.ts";
import { networkFailure } from "../network-failure.ts";

/** Slack's own words of these: "it's possible some aspect of the operation succeeded before the error was raised". */
const MAYBE_POSTED = new Set(["fatal_error", "internal_error"]);
/** Not posted, and it may go better later. */
const PASSING = new Set([
  "ratelimited",
  "rate_limited",
  "message_limit_exceeded",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
  "org_login_required",
]);

/**
 * What a failed call says of the message. Slack answers 200 with a reason when it refused; that is final but for the
 * passing ones. A 5xx or a lost connection may come after the message was posted.
 */
export function failureOf(error: unknown): SendResult {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { outcome: "retry", code: "rate_limited", afterMs: error.retryAfter * 1_000 };
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = error.data.error;
    // The client takes an answer that is no JSON, a proxy's page, for a reason.
    if (!/^[a-z0-9_]{1,80}$/.test(code)) return { outcome: "unknown", code: "unreadable_answer" };
    if (MAYBE_POSTED.has(code)) return { outcome: "unknown", code };
    return { outcome: PASSING.has(code) ? "retry" : "failed", code };
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    const { statusCode } = error;
    return { outcome: statusCode >= 500 ? "unknown" : "failed", code: `http_${statusCode}` };
  }
  if (error instanceof webApi.WebAPIRequestError) return networkFailure(error.original);
  // The client's own answer to a 429 that names no time.
  if (error instanceof Error && error.message.startsWith("Retry header did not contain")) {
    return { outcome: "retry", code: "rate_limited" };
  }
  return networkFailure(error);
}
