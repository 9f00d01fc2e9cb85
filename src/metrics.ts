import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Ctx } from "./core/ctx.ts";

export type Metrics = ReturnType<typeof createMetrics>;

/** Prometheus metrics of this process, and of the tables at the time of asking. */
export function createMetrics(ctx: Pick<Ctx, "db">) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const http = new Histogram({
    name: "castmatch_http_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers: [registry],
  });
  new Gauge({
    name: "castmatch_waiting",
    help: "Rows that wait or need a look, by table and state",
    labelNames: ["what"],
    registers: [registry],
    async collect() {
      const { rows } = await ctx.db.query<{ what: string; n: number }>(
        `select 'inbox' as what, count(*)::int as n from inbox where outcome is null
         union all select 'outbox_' || s, (select count(*)::int from outbox where state = s) from unnest(array['pending', 'sending', 'unknown', 'dead']) s
         union all select 'calendar', count(*)::int from calendar_events where state in ('pending', 'writing')
         union all select 'reminders', count(*)::int from reminders where state = 'waiting'`,
      );
      for (const { what, n } of rows) this.set({ what }, n);
    },
  });
  return {
    observeHttp: (labels: { method: string; route: string; status: number }, seconds: number) =>
      http.observe(labels, seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
