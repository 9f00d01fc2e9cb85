/**
 * Runs conversations in this process. A wake-up starts one at once when there is room; a conversation that is running
 * is looked at once more afterwards, so that nothing that came meanwhile is left behind.
 */
import type { Arrivals } from "../core/conversation/arrivals.ts";
import { type ConversationRef, leaseKey } from "../core/conversation/leases.ts";
import type { Taken } from "../core/conversation/take-conversation.ts";
import type { Log } from "../core/ports.ts";
import { detached } from "../core/trace.ts";
import { within } from "./within.ts";

type Deps = {
  take: (ref: ConversationRef, arrivals: Arrivals) => Promise<Taken>;
  /** Another process runs the conversation: it should know that more has come. */
  elsewhere?: ((ref: ConversationRef) => void) | undefined;
  log: Log;
  atOnce: number;
};

const BUSY_MS = 1_000;
/** A turn that was cut short stops at its next step. */
const CUT_MS = 1_500;

export function createInbound({ take, elsewhere, log, atOnce }: Deps) {
  const queue: ConversationRef[] = [];
  const queued = new Set<string>();
  const running = new Map<string, { arrivals: Arrivals; ended: Promise<void> }>();
  const timers = new Map<string, { ref: ConversationRef; timer: NodeJS.Timeout }>();
  /** What a stop leaves for others. */
  const left: ConversationRef[] = [];
  const waitingForRoom: (() => void)[] = [];
  let stopped = false;

  const wake = (ref: ConversationRef) => {
    const key = leaseKey(ref);
    if (stopped || queued.has(key) || arrived(ref)) return;
    queued.add(key);
    queue.push(ref);
    pump();
  };

  /** Tells the conversation's turn that more has come; false when none runs here. */
  const arrived = (ref: ConversationRef): boolean => {
    const arrivals = running.get(leaseKey(ref))?.arrivals;
    if (!arrivals) return false;
    arrivals.pending = true;
    arrivals.heard?.();
    return true;
  };

  const pump = () => {
    while (!stopped && running.size < atOnce) {
      const ref = queue.shift();
      if (!ref) break;
      const key = leaseKey(ref);
      queued.delete(key);
      const arrivals: Arrivals = { pending: false, heard: undefined };
      running.set(key, { arrivals, ended: detached(() => run(ref, key, arrivals)) });
    }
    if (running.size < atOnce) for (const go of waitingForRoom.splice(0)) go();
  };

  const run = async (ref: ConversationRef, key: string, arrivals: Arrivals) => {
    let afterMs = 0;
    try {
      const taken = await take(ref, arrivals);
      if (taken.state === "busy") {
        elsewhere?.(ref);
        afterMs = BUSY_MS;
      }
      if (taken.state === "later") afterMs = taken.afterMs;
    } catch (error) {
      log.error({ event: "conversation_failed", err: error }, "a conversation could not be taken");
      afterMs = BUSY_MS;
    }
    running.delete(key);
    if (stopped) {
      if (afterMs > 0 || arrivals.pending) left.push(ref);
    } else if (afterMs > 0) wakeLater(ref, key, afterMs);
    else if (arrivals.pending) wake(ref);
    pump();
  };

  const wakeLater = (ref: ConversationRef, key: string, afterMs: number) => {
    clearTimeout(timers.get(key)?.timer);
    const timer = setTimeout(() => {
      timers.delete(key);
      wake(ref);
    }, afterMs);
    timers.set(key, { ref, timer });
  };

  return {
    wake,
    arrived,
    /** Resolves when another conversation could begin. */
    room: () => (running.size < atOnce ? Promise.resolve() : new Promise<void>((go) => waitingForRoom.push(go))),
    /** How many conversations run or wait. */
    size: () => running.size + queue.length,
    /**
     * Takes no more. What runs has `graceMs` to end; then `cut` tells it to stop where it is. Returns the conversations in
     * which something still waits.
     */
    async stop(graceMs = 0, cut?: () => void): Promise<ConversationRef[]> {
      stopped = true;
      for (const { timer } of timers.values()) clearTimeout(timer);
      const ended = Promise.allSettled([...running.values()].map((one) => one.ended));
      if (!cut) await ended;
      else if (!(await within(graceMs, ended))) {
        cut();
        await within(CUT_MS, ended);
      }
      return [...left, ...queue, ...[...timers.values()].map(({ ref }) => ref)];
    },
  };
}
