import type { SendResult } from "../../core/messages/message.ts";
import { networkFailure } from "../network-failure.ts";
import { TooMany } from "./client.ts";

/** Twilio's error codes with a meaning of their own (twilio.com/docs/api/errors). */
const KNOWN: Record<number, SendResult> = {
  21610: { outcome: "failed", code: "opted_out" },
  63016: { outcome: "failed", code: "window_closed" },
  20429: { outcome: "retry", code: "rate_limited" },
  63018: { outcome: "retry", code: "rate_limited" },
};

/** What the SDK's error says of the message. A wrong token is tried again: it is mended by whoever runs this. */
export function twilioOutcome(error: unknown): SendResult {
  if (error instanceof TooMany) return { outcome: "retry", code: "rate_limited", afterMs: error.afterMs };
  const { status, code } = restError(error);
  if (status === undefined) return networkFailure(error);
  const known = code === undefined ? undefined : KNOWN[code];
  if (known) return known;
  if (status === 429) return { outcome: "retry", code: "rate_limited" };
  if (status >= 500 || status < 300) return { outcome: "unknown", code: `http_${status}` };
  if (status < 400 || status === 401 || status === 403) {
    return { outcome: "retry", code: `http_${status}`, afterMs: 60_000 };
  }
  return { outcome: "failed", code: code === undefined ? `http_${status}` : `twilio_${code}` };
}

function restError(error: unknown): { status?: number; code?: number } {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return {};
  const code = "code" in error ? Number(error.code) : Number.NaN;
  return { status: error.status, ...(Number.isInteger(code) && { code }) };
}
