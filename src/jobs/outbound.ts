/**
 * Tries the sends of this process at once. What must wait or be tried again becomes a job with a delay; the sweeper finds
 * what no job and no signal woke.
 */
import type { Log } from "../core/ports.ts";
import { detached } from "../core/trace.ts";
import { within } from "./within.ts";

type Deps = {
  /** Sends one; says when to try again. */
  send: (outboxId: string) => Promise<{ retryAt: Date } | undefined>;
  later: (outboxId: string, at: Date) => void;
  /** What comes next in the same conversation. */
  next: (outboxId: string) => Promise<string | undefined>;
  log: Log;
  atOnce?: number;
};

export function createOutbound({ send, later, next, log, atOnce = 8 }: Deps) {
  const queue: string[] = [];
  const running = new Map<string, Promise<void>>();
  let stopped = false;

  const wake = (outboxIds: string[]) => {
    if (stopped) return;
    queue.push(...outboxIds.filter((id) => !running.has(id) && !queue.includes(id)));
    pump();
  };

  const pump = () => {
    while (!stopped && running.size < atOnce) {
      const id = queue.shift();
      if (!id) return;
      running.set(
        id,
        detached(() => run(id)),
      );
    }
  };

  const run = async (id: string) => {
    try {
      const retry = await send(id);
      if (retry) later(id, retry.retryAt);
      const following = await next(id);
      if (following) queue.push(following);
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
