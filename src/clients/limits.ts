import type { Limit, Limits } from "../core/ports.ts";

/** Beyond so many keys those that limit nothing any more are forgotten. */
const KEYS_KEPT = 10_000;

/**
 * Limits of this process, by the generic cell rate algorithm (ITU-T I.371). Each key has the time at which it is free again; who takes moves it on, also when that is in
 * the future, so that those who wait come back one by one and not all at once.
 */
export function createLimits(clock: () => number = () => performance.now()): Limits {
  const freeAt = new Map<string, number>();
  const places = new Map<string, number>();
  const forget = (now: number) => {
    for (const known of [freeAt, places]) {
      if (known.size > KEYS_KEPT) for (const [key, at] of known) if (at < now - 60_000) known.delete(key);
    }
  };
  const place = (limits: Limit[], now: number): number => {
    let at = now;
    for (const { key, everyMs, atOnce } of limits) {
      const free = Math.max(now, freeAt.get(key) ?? now);
      freeAt.set(key, free + everyMs);
      at = Math.max(at, free - (atOnce - 1) * everyMs);
    }
    return at;
  };
  return {
    async take(id, limits) {
      if (limits.length === 0) return 0;
      const now = clock();
      forget(now);
      const at = places.get(id) ?? place(limits, now);
      if (at > now) places.set(id, at);
      else places.delete(id);
      return Math.max(0, Math.ceil(at - now));
    },
  };
}
