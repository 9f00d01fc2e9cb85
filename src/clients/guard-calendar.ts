import { BreakerOpen, type ProviderBreaker } from "../breakers/provider-breaker.ts";
import type { CalendarAccount, CalendarFailure } from "../core/ports.ts";

type Outcome = { outcome: string; code?: string };

/** A calendar that is not called while it is taken for down: what was to be written waits. */
export function guardCalendar(calendar: CalendarAccount, breaker: ProviderBreaker): CalendarAccount {
  const guarded = <Result extends Outcome>(call: () => Promise<Result | CalendarFailure>) =>
    breaker.run(call, saysDown).catch((error: unknown): CalendarFailure => {
      if (!(error instanceof BreakerOpen)) throw error;
      return { outcome: "retry", code: "breaker_open", afterMs: error.afterMs };
    });
  return {
    put: (event) => guarded(() => calendar.put(event)),
    remove: (id) => guarded(() => calendar.remove(id)),
    read: (id) => guarded(() => calendar.read(id)),
    changes: (since) => guarded(() => calendar.changes(since)),
    watch: (channel) => guarded(() => calendar.watch(channel)),
    unwatch: (channel) => guarded(() => calendar.unwatch(channel)),
    busy: (calendars, during) => guarded(() => calendar.busy(calendars, during)),
  };
}

const saysDown = (result: Outcome) =>
  result.outcome === "retry" && (result.code === "network" || /^http_5/.test(result.code ?? ""));
