/**
 * Tries the sends of this process at once. What must wait or be tried again becomes a job with a delay; the sweeper finds
 * what no job and no signal woke.
 */
import type { Sent } from "../core/messages/settle-letter.ts";
import type { Log } from "../core/ports.ts";
import { detached } from "../core/trace.ts";
import { within } from "./within.ts";

type Deps = {
  send: (outboxId: string) => Promise<Sent | undefined>;
  later: (outboxId: string, at: Date) => void;
  log: Log;
  atOnce: number;
};

export function createOutbound({ send, later, log, atOnce }: Deps) {
  const queue: string[] = [];
  const queued = new Set<string>();
  const running = new Map<string, Promise<void>>();
  let stopped = false;

  const wake = (outboxIds: string[]) => {
    if (stopped) return;
    for (const id of outboxIds) if (!running.has(id)) enqueue(id);
    pump();
  };

  const enqueue = (id: string) => {
    if (queued.has(id)) return;
    queue.push(id);
    queued.add(id);
  };

  const pump = () => {
    while (!stopped && running.size < atOnce) {
      const id = queue.shift();
      if (!id) return;
      queued.delete(id);
      running.set(
        id,
        detached(() => run(id)),
      );
    }
  };

  const run = async (id: string) => {
    try {
      const sent = await send(id);
      if (sent?.retryAt) later(id, sent.retryAt);
      if (sent?.next) enqueue(sent.next);
    } catch (error) {
      log.error({ event: "send_failed", outboxId: id, err: error }, "a message could not be sent");
    }
    running.delete(id);
    pump();
  };

  return {
    wake,
    /** Takes no more and waits for the sends that run, at most so long; the rest waits in the database. */
    async stop(limitMs = 1_500) {
      stopped = true;
      await within(limitMs, Promise.allSettled(running.values()));
    },
  };
}
