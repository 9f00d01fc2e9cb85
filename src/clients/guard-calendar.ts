import { BreakerOpen, type ProviderBreaker } from "../breakers/provider-breaker.ts";
import type { Calendar, CalendarResult } from "../core/ports.ts";

/** A calendar that is not called while it is taken for down: what was to be written waits. */
export function guardCalendar(calendar: Calendar, breaker: ProviderBreaker): Calendar {
  const guarded = (call: () => Promise<CalendarResult>) =>
    breaker.run(call, saysDown).catch((error: unknown): CalendarResult => {
      if (!(error instanceof BreakerOpen)) throw error;
      return { outcome: "retry", code: "breaker_open", afterMs: error.afterMs };
    });
  return { put: (event) => guarded(() => calendar.put(event)), remove: (id) => guarded(() => calendar.remove(id)) };
}

const saysDown = (result: CalendarResult) =>
  result.outcome === "retry" && (result.code === "network" || /^http_5/.test(result.code));
