import { BrokenCircuitError, CircuitState, circuitBreaker, handleAll } from "cockatiel";
import type { Log } from "../core/ports.ts";
import { FailureShare } from "./failure-share.ts";

/** Five calls in half a minute, half of them without an answer: the provider is down. */
const OPENS = { share: 0.5, calls: 5, withinMs: 30_000 };
const HALF_OPEN_MS = 10_000;
/** What was held back does not come back all at once. */
const SPREAD_MS = 5_000;

export type ProviderBreaker = ReturnType<typeof createBreaker>;

type Options = { provider: string; log: Log; halfOpenMs?: number };

/** The breaker is open: nothing was called. Asking again makes sense after so long. */
export class BreakerOpen extends Error {
  readonly afterMs: number;
  constructor(provider: string, afterMs: number) {
    super(`${provider} is taken for down`);
    this.afterMs = afterMs;
  }
}

/**
 * Keeps calls from a provider that does not answer. A call counts as unanswered when it throws or when `isDown` says so of
 * its result. After a while one call tries whether the provider is back; the others do not wait for it.
 */
export function createBreaker({ provider, log, halfOpenMs = HALF_OPEN_MS }: Options) {
  const policy = circuitBreaker(handleAll.orWhenResult(saysDown), {
    halfOpenAfter: halfOpenMs,
    breaker: new FailureShare(OPENS),
  });
  policy.onStateChange((state) => {
    const level = state === CircuitState.Open ? "error" : "info";
    log[level]({ event: "breaker", provider, state: STATES[state] }, "a provider's breaker changed");
  });
  const open = () => new BreakerOpen(provider, halfOpenMs + Math.round(Math.random() * SPREAD_MS));
  return {
    /** Throws BreakerOpen without a call while the provider is taken for down. */
    async run<T>(call: () => Promise<T>, isDown: (result: T) => boolean): Promise<T> {
      if (policy.state === CircuitState.HalfOpen) throw open();
      try {
        const judged = await policy.execute(async () => {
          const result = await call();
          return { result, down: isDown(result) };
        });
        return judged.result;
      } catch (error) {
        throw error instanceof BrokenCircuitError ? open() : error;
      }
    },
    state: () => STATES[policy.state],
  };
}

const saysDown = (judged: unknown) => (judged as { down: boolean }).down;

const STATES = {
  [CircuitState.Closed]: "closed",
  [CircuitState.Open]: "open",
  [CircuitState.HalfOpen]: "half-open",
  [CircuitState.Isolated]: "open",
} as const;
