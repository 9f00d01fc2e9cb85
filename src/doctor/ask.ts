import { checkClock } from "./clock.ts";
import type { Finding } from "./finding.ts";
import { LIMIT_MS } from "./within.ts";

export type Asked = {
  /** 0 when nobody answered. */
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
  /** Why nobody answered. */
  code?: string;
  /** What the answer's Date says of our clock, where it says anything worth telling. */
  clock: Finding[];
};

/** One request to a provider, five seconds at most, redirects not followed. Never throws. */
export async function ask(provider: string, url: string, init: RequestInit = {}): Promise<Asked> {
  const before = Date.now();
  try {
    const response = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(LIMIT_MS) });
    const after = Date.now();
    const text = await response.text();
    const date = Date.parse(response.headers.get("date") ?? "");
    const clock = Number.isNaN(date) ? [] : [checkClock(provider, new Date(date), { before, after })];
    return {
      status: response.status,
      body: parsed(text),
      headers: response.headers,
      clock: clock.filter((finding) => finding.state !== "ok"),
    };
  } catch (error) {
    return { status: 0, body: {}, headers: new Headers(), code: codeOf(error), clock: [] };
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError") return `no answer in ${LIMIT_MS / 1_000} s`;
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0]);
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return "connection lost";
}
