import { z } from "zod";
import type { SendResult } from "../../core/messages/message.ts";
import { networkFailure } from "../network-failure.ts";

const GIVE_UP_MS = 10_000;
/** Meta allows a message every 6 s to one person (131056). */
const PAIR_WAIT_MS = 6_000;

/** Error codes with a meaning of their own (Meta, Cloud API error codes). */
const KNOWN: Record<number, SendResult> = {
  131047: { outcome: "failed", code: "window_closed" },
  131050: { outcome: "failed", code: "opted_out" },
  131026: { outcome: "failed", code: "unreachable" },
  132001: { outcome: "failed", code: "no_template" },
  131056: { outcome: "retry", code: "rate_limited", afterMs: PAIR_WAIT_MS },
  130429: { outcome: "retry", code: "rate_limited", afterMs: PAIR_WAIT_MS },
  80007: { outcome: "retry", code: "rate_limited", afterMs: PAIR_WAIT_MS },
  4: { outcome: "retry", code: "rate_limited", afterMs: PAIR_WAIT_MS },
};

const Sent = z.object({ messages: z.tuple([z.object({ id: z.string().min(1) })], z.unknown()) });
const Refused = z.object({ error: z.object({ code: z.number() }) });

type Api = { apiUrl: string; phoneNumberId: string; accessToken: string };

/** Sends one message. Never throws. A wrong token is tried again: it is mended by whoever runs this. */
export async function postCloudMessage(
  { apiUrl, phoneNumberId, accessToken }: Api,
  message: object,
  { giveUpMs = GIVE_UP_MS } = {},
): Promise<SendResult> {
  try {
    const response = await fetch(`${apiUrl}/${phoneNumberId}/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
      body: JSON.stringify(message),
      redirect: "manual",
      signal: AbortSignal.timeout(giveUpMs),
    });
    const result = cloudOutcome(response.status, parsed(await response.text()));
    const wait = Number(response.headers.get("retry-after"));
    return result.outcome === "retry" && wait > 0 ? { ...result, afterMs: wait * 1_000 } : result;
  } catch (error) {
    return networkFailure(error);
  }
}

/** What Meta's answer says of the message. */
export function cloudOutcome(status: number, answer: unknown): SendResult {
  if (status >= 200 && status < 300) {
    const sent = Sent.safeParse(answer);
    if (sent.success) return { outcome: "sent", providerId: sent.data.messages[0].id };
    return { outcome: "unknown", code: "unreadable_answer" };
  }
  const code = Refused.safeParse(answer).data?.error.code;
  const known = code === undefined ? undefined : KNOWN[code];
  if (known) return known;
  if (status >= 500) return { outcome: "unknown", code: `http_${status}` };
  if (status === 429) return { outcome: "retry", code: "rate_limited", afterMs: PAIR_WAIT_MS };
  if (status < 400 || status === 401 || status === 403 || code === 190) {
    return { outcome: "retry", code: `http_${status}`, afterMs: 60_000 };
  }
  return { outcome: "failed", code: code === undefined ? `http_${status}` : `meta_${code}` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
