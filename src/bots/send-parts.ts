import type { SendResult } from "../core/messages/message.ts";

type Left = { count: number; providerId: string };

/** How many parts of a letter have left, for letters that stopped half-way. Kept in the process, for the last 1,000. */
export type Progress = Map<string, Left>;

const REMEMBERED = 1_000;

type Run<Part> = {
  outboxId: string;
  parts: Part[];
  send: (part: Part, last: boolean) => Promise<SendResult>;
  progress: Progress;
};

/**
 * Sends the parts in order and stops at the first that does not leave. Asked again, it goes on with that part. The
 * result carries the last part's provider id: it alone carries our outbox id, so that a receipt speaks for the whole.
 */
export async function sendParts<Part>({ outboxId, parts, send, progress }: Run<Part>): Promise<SendResult> {
  let left = progress.get(outboxId) ?? { count: 0, providerId: "" };
  for (const part of parts.slice(left.count)) {
    const result = await send(part, left.count === parts.length - 1);
    if (result.outcome !== "sent") {
      if (left.count > 0) remember(progress, outboxId, left);
      return result;
    }
    left = { count: left.count + 1, providerId: result.providerId };
  }
  progress.delete(outboxId);
  return left.count > 0 ? { outcome: "sent", providerId: left.providerId } : { outcome: "failed", code: "empty" };
}

export function remember(progress: Progress, outboxId: string, left: Left): void {
  progress.delete(outboxId);
  progress.set(outboxId, left);
  for (const oldest of progress.keys()) {
    if (progress.size <= REMEMBERED) break;
    progress.delete(oldest);
  }
}
