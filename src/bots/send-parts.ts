import type { Left, Letter, SendResult } from "../core/messages/message.ts";

type Run<Part> = {
  letter: Letter;
  parts: Part[];
  send: (part: Part, last: boolean) => Promise<SendResult>;
};

/**
 * Sends the parts in order, from the first that has not left, and stops at one that does not leave; the result says how
 * far it came. It carries the last part's provider id: that part alone carries our outbox id, so that a receipt speaks
 * for the whole. Begins no part after the letter's time.
 */
export async function sendParts<Part>({ letter, parts, send }: Run<Part>): Promise<SendResult> {
  let left: Left = letter.left ?? { count: 0, providerId: "" };
  const so = () => (left.count > 0 ? { left } : {});
  for (const part of parts.slice(left.count)) {
    if (letter.beginBy !== undefined && performance.now() > letter.beginBy) {
      return { outcome: "retry", code: "too_late", afterMs: 0, ...so() };
    }
    const result = await send(part, left.count === parts.length - 1);
    if (result.outcome !== "sent") return { ...result, ...so() };
    left = { count: left.count + 1, providerId: result.providerId };
  }
  return left.count > 0 ? { outcome: "sent", providerId: left.providerId } : { outcome: "failed", code: "empty" };
}
