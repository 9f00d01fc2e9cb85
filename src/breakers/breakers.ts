import type { Log } from "../core/ports.ts";
import { createBreaker, type ProviderBreaker } from "./provider-breaker.ts";

export type Breakers = ReturnType<typeof createBreakers>;

/** One breaker a provider, whoever calls it. */
export function createBreakers(log: Log) {
  const breakers = new Map<string, ProviderBreaker>();
  return {
    of(provider: string): ProviderBreaker {
      const breaker = breakers.get(provider) ?? createBreaker({ provider, log });
      breakers.set(provider, breaker);
      return breaker;
    },
    states: () => Object.fromEntries([...breakers].map(([provider, breaker]) => [provider, breaker.state()])),
  };
}
