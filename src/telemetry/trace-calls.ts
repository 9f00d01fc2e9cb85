import type { Ask, CalendarAccount } from "../core/ports.ts";
import { span } from "../core/trace.ts";

/** The model with a span for each call: how long until its first words, how long in all, and what it used. */
export function traceAsk(ask: Ask): Ask {
  return (question) =>
    span("model", { fields: { messages: question.messages.length } }, async (note) => {
      const started = performance.now();
      let firstMs: number | undefined;
      const onDelta = (text: string) => {
        firstMs ??= performance.now() - started;
        question.onDelta?.(text);
      };
      try {
        const answer = await ask({ ...question, onDelta });
        note({ outcome: answer.stopReason, ...(firstMs !== undefined && { firstMs }), ...answer.usage });
        return answer;
      } catch (error) {
        note({ outcome: question.signal.aborted ? "aborted" : "failed" });
        throw error;
      }
    });
}

/** The calendar with a span for each call. */
export function traceCalendar(calendar: CalendarAccount): CalendarAccount {
  const traced = <Result extends { outcome: string }>(what: string, call: () => Promise<Result>) =>
    span("calendar", { fields: { what } }, async (note) => {
      const result = await call();
      note({ outcome: result.outcome });
      return result;
    });
  return {
    put: (event) => traced("put", () => calendar.put(event)),
    remove: (id) => traced("remove", () => calendar.remove(id)),
    read: (id) => traced("read", () => calendar.read(id)),
    changes: (since) => traced("changes", () => calendar.changes(since)),
    watch: (channel) => traced("watch", () => calendar.watch(channel)),
    unwatch: (channel) => traced("unwatch", () => calendar.unwatch(channel)),
    busy: (calendars, during) => traced("busy", () => calendar.busy(calendars, during)),
  };
}
