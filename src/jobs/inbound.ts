/**
 * Runs conversations in this process. A wake-up starts one at once when there is room; a conversation that is running
 * is looked at once more afterwards, so that nothing that came meanwhile is left behind.
 */
import type { ConversationRef } from "../core/conversation/lease.ts";
import { leaseKey } from "../core/conversation/lease.ts";
import type { Taken } from "../core/conversation/take-conversation.ts";
import type { Log } from "../core/ports.ts";

type OnArrival = (callback: () => void) => () => void;
type Deps = { take: (ref: ConversationRef, onArrival: OnArrival) => Promise<Taken>; log: Log; atOnce?: number };

const BUSY_MS = 1_000;

export function createInbound({ take, log, atOnce = 16 }: Deps) {
  const queue: ConversationRef[] = [];
  const queued = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const hearing = new Map<string, () => void>();
  const timers = new Map<string, NodeJS.Timeout>();
  let stopped = false;

  const wake = (ref: ConversationRef) => {
    const key = leaseKey(ref);
    if (stopped || queued.has(key)) return;
    if (running.has(key)) {
      again.add(key);
      hearing.get(key)?.();
      return;
    }
    queued.add(key);
    queue.push(ref);
    pump();
  };

  const pump = () => {
    while (!stopped && running.size < atOnce) {
      const ref = queue.shift();
      if (!ref) return;
      const key = leaseKey(ref);
      queued.delete(key);
      running.set(key, run(ref, key));
    }
  };

  const run = async (ref: ConversationRef, key: string) => {
    let afterMs = 0;
    try {
      const taken = await take(ref, (callback) => {
        hearing.set(key, callback);
        return () => void hearing.delete(key);
      });
      if (taken.state === "busy") afterMs = BUSY_MS;
      if (taken.state === "later") afterMs = taken.afterMs;
    } catch (error) {
      log.error({ event: "conversation_failed", err: error }, "a conversation could not be taken");
      afterMs = BUSY_MS;
    }
    running.delete(key);
    if (afterMs > 0) wakeLater(ref, key, afterMs);
    else if (again.delete(key)) wake(ref);
    pump();
  };

  const wakeLater = (ref: ConversationRef, key: string, afterMs: number) => {
    clearTimeout(timers.get(key));
    const timer = setTimeout(() => {
      timers.delete(key);
      again.delete(key);
      wake(ref);
    }, afterMs);
    timers.set(key, timer);
  };

  return {
    wake,
    /** How many conversations run or wait. */
    size: () => running.size + queue.length,
    /** Takes no more and waits for what runs. */
    async stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.allSettled(running.values());
    },
  };
}
