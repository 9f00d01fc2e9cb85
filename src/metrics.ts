import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Ctx } from "./core/ctx.ts";
import { countDead } from "./core/dead-letters/dead-letter.ts";
import { spanMetrics } from "./telemetry/span-metrics.ts";

export type Metrics = ReturnType<typeof createMetrics>;

/** What this process has under way at the time of asking. */
export type UnderWay = {
  listeners: () => number;
  /** How each provider is taken to be. */
  breakers: () => Record<string, string>;
  /** Calls to the model. */
  model: () => { inFlight: number; waiting: number };
};

/** Prometheus metrics of this process, and of the tables at the time of asking. */
export function createMetrics(ctx: Pick<Ctx, "db" | "now">, underWay?: UnderWay) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const stop = spanMetrics(registry);
  const http = new Histogram({
    name: "castmatch_http_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "route", "status"],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3],
    registers: [registry],
  });
  const broadcast = new Histogram({
    name: "castmatch_broadcast_seconds",
    help: "From an event to its last write to a page that listens",
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1],
    registers: [registry],
  });
  tableGauges(registry, ctx);
  if (underWay) processGauges(registry, underWay);
  return {
    observeHttp: (labels: { method: string; route: string; status: number }, seconds: number) =>
      http.observe(labels, seconds),
    observeBroadcast: (seconds: number) => broadcast.observe(seconds),
    text: () => registry.metrics(),
    contentType: registry.contentType,
    stop,
  };
}

function tableGauges(registry: Registry, { db, now }: Pick<Ctx, "db" | "now">): void {
  new Gauge({
    name: "castmatch_waiting",
    help: "Rows that wait or need a look, by table and state",
    labelNames: ["what"],
    registers: [registry],
    async collect() {
      const { rows } = await db.query<{ what: string; n: number }>(
        `select 'inbox' as what, count(*)::int as n from inbox where outcome is null
         union all select 'outbox_' || s, (select count(*)::int from outbox where state = s) from unnest(array['pending', 'sending', 'unknown', 'dead']) s
         union all select 'calendar', count(*)::int from calendar_events where state in ('pending', 'writing')
         union all select 'reminders', count(*)::int from reminders where state = 'waiting'`,
      );
      for (const { what, n } of rows) this.set({ what }, n);
    },
  });
  new Gauge({
    name: "castmatch_dead_letters",
    help: "What the program gave up on and a person has to decide about",
    labelNames: ["kind"],
    registers: [registry],
    async collect() {
      for (const [kind, n] of Object.entries(await countDead(db, now()))) this.set({ kind }, n);
    },
  });
  new Gauge({
    name: "castmatch_oldest_seconds",
    help: "Age of the oldest row that waits: an event without its turn, a message whose time to leave has come",
    labelNames: ["what"],
    registers: [registry],
    async collect() {
      const { rows } = await db.query<{ what: string; age: number }>(
        `select what, coalesce(greatest(0, extract(epoch from clock_timestamp() - since)), 0)::float8 as age from (
           select 'inbox' as what, min(received_at) as since from inbox where outcome is null
           union all select 'outbox', min(next_at) from outbox where state = 'pending') waiting`,
      );
      for (const { what, age } of rows) this.set({ what }, age);
    },
  });
}

function processGauges(registry: Registry, { listeners, breakers, model }: UnderWay): void {
  new Gauge({
    name: "castmatch_listeners",
    help: "Pages that listen to server-sent events",
    registers: [registry],
    collect() {
      this.set(listeners());
    },
  });
  new Gauge({
    name: "castmatch_breaker_open",
    help: "1 for a provider that is taken for down, and not called",
    labelNames: ["provider"],
    registers: [registry],
    collect() {
      for (const [provider, state] of Object.entries(breakers())) this.set({ provider }, state === "closed" ? 0 : 1);
    },
  });
  new Gauge({
    name: "castmatch_model_calls",
    help: "Calls to the model, in flight and waiting for their turn",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      const { inFlight, waiting } = model();
      this.set({ state: "in_flight" }, inFlight);
      this.set({ state: "waiting" }, waiting);
    },
  });
}
