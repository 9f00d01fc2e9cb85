import type { SendResult } from "../core/messages/message.ts";

/** Before these the request had no connection to leave by. */
const NEVER_LEFT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** What a `fetch` that threw says of the message: refused is tried again; a timeout or a cut connection is not known. */
export function networkFailure(error: unknown): SendResult {
  const code = codeOf(error);
  if (code && NEVER_LEFT.has(code)) return { outcome: "retry", code: "unreachable" };
  return { outcome: "unknown", code: isTimeout(error) ? "timeout" : (code ?? "connection_lost") };
}

const isTimeout = (error: unknown) =>
  error instanceof Error && (error.name === "TimeoutError" || error.name === "AbortError");

function codeOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0]);
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return undefined;
}
