import { Counter, Histogram, type Registry } from "prom-client";
import { COUNTS, type Counted, type Ended, SPANS } from "../core/trace.ts";

const FAST = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3];
const SLOW = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 15, 30];
const AGES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300];

/** Histograms of everything that is traced in this process, and counters of what happens. Returns the way to stop. */
export function spanMetrics(registry: Registry): () => void {
  const histogram = (what: string, help: string, { labels = [], buckets = FAST }: Shape = {}) =>
    new Histogram({ name: `castmatch_${what}_seconds`, help, labelNames: labels, buckets, registers: [registry] });
  const acknowledged = histogram("ack", "From a webhook's arrival to its answer", { labels: ["route", "status"] });
  const queued = histogram("queue", "From an event's commit to the start of its turn", { buckets: AGES });
  const turn = histogram("turn", "A turn from its opening to its last commit", { labels: ["outcome"], buckets: SLOW });
  const model = histogram("model", "A call to the model as a whole", { labels: ["outcome"], buckets: SLOW });
  const first = histogram("model_first_token", "From a call to the model to its first words", { buckets: SLOW });
  const tool = histogram("tool", "A tool with its commit", { labels: ["tool", "outcome"] });
  const search = histogram("search", "A search for talent", { buckets: FAST });
  const send = histogram("send", "A try to send a message", { labels: ["platform", "outcome"], buckets: SLOW });
  const calendar = histogram("calendar", "A call to the calendar", { labels: ["what", "outcome"], buckets: SLOW });
  const job = histogram("job", "A job of a queue", { labels: ["queue", "outcome"], buckets: SLOW });
  const receipts = new Counter({
    name: "castmatch_receipts_total",
    help: "Receipts that moved a message on",
    labelNames: ["platform", "status"],
    registers: [registry],
  });
  const lost = new Counter({
    name: "castmatch_lease_lost_total",
    help: "Turns that stopped because another process had taken their conversation",
    registers: [registry],
  });

  const observe: Record<Ended["name"], (ended: Ended) => void> = {
    webhook: ({ seconds, fields }) =>
      acknowledged.observe({ route: String(fields.route), status: String(fields.status) }, seconds),
    request: () => undefined,
    turn: ({ seconds, fields, failed }) => {
      if (!fields.turnId) return;
      queued.observe(Number(fields.queuedMs) / 1_000);
      turn.observe({ outcome: failed ? "failed" : fields.toBeTriedAgain ? "again" : "done" }, seconds);
    },
    model: ({ seconds, fields }) => {
      model.observe({ outcome: String(fields.outcome) }, seconds);
      if (typeof fields.firstMs === "number") first.observe(fields.firstMs / 1_000);
    },
    tool: ({ seconds, fields, failed }) =>
      tool.observe({ tool: String(fields.tool), outcome: outcomeOf(failed, fields.refused === true) }, seconds),
    search: ({ seconds }) => search.observe(seconds),
    send: ({ seconds, fields, failed }) =>
      send.observe({ platform: String(fields.platform), outcome: failed ? "error" : String(fields.outcome) }, seconds),
    receipt: ({ fields }) => receipts.inc({ platform: String(fields.platform), status: String(fields.status) }),
    calendar: ({ seconds, fields, failed }) =>
      calendar.observe({ what: String(fields.what), outcome: failed ? "error" : String(fields.outcome) }, seconds),
    job: ({ seconds, fields, failed }) =>
      job.observe({ queue: String(fields.queue), outcome: outcomeOf(failed, false) }, seconds),
  };
  const onSpan = (message: unknown) => {
    const ended = message as Ended;
    observe[ended.name](ended);
  };
  const onCount = (message: unknown) => {
    if ((message as Counted).name === "lease_lost") lost.inc();
  };
  SPANS.subscribe(onSpan);
  COUNTS.subscribe(onCount);
  return () => {
    SPANS.unsubscribe(onSpan);
    COUNTS.unsubscribe(onCount);
  };
}

type Shape = { labels?: string[]; buckets?: number[] };

const outcomeOf = (failed: boolean, refused: boolean) => (failed ? "failed" : refused ? "refused" : "done");
