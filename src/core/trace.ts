/**
 * One trace from the webhook to the receipt. The place in it, a W3C traceparent, is stored with what waits in the
 * database, so that whoever goes on with it, in whatever process, goes on with the same trace; its id is in every log
 * line. Metrics hear of each span over a diagnostics channel. OpenTelemetry hears of it where an exporter is configured;
 * otherwise its interface does nothing.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { channel } from "node:diagnostics_channel";
import {
  isSpanContextValid,
  type Link,
  ROOT_CONTEXT,
  type SpanContext,
  SpanStatusCode,
  TraceFlags,
  trace,
} from "@opentelemetry/api";

/** Ids, counts, outcomes: never words, numbers of people or tokens. */
export type Fields = Record<string, string | number | boolean>;

export type SpanName =
  | "webhook"
  | "request"
  | "turn"
  | "model"
  | "tool"
  | "search"
  | "send"
  | "receipt"
  | "calendar"
  | "job";

/** What is published when a span has ended. */
export type Ended = { name: SpanName; seconds: number; fields: Fields; failed: boolean };
/** What is published when something happened that is counted. */
export type Counted = { name: "lease_lost" };

/** Messages are `Ended`. */
export const SPANS = channel("castmatch:span");
/** Messages are `Counted`. */
export const COUNTS = channel("castmatch:count");

const here = new AsyncLocalStorage<SpanContext | undefined>();

type Options = {
  fields?: Fields;
  /** Where the other things that led here stand. */
  links?: (string | undefined)[];
  /** A new trace, whatever runs around it. */
  root?: boolean;
};

/** Runs `work` as a part of the current trace, or as the first of a new one. `note` adds fields that are known later. */
export async function span<T>(
  name: SpanName,
  { fields = {}, links = [], root = false }: Options,
  work: (note: (fields: Fields) => void) => Promise<T>,
): Promise<T> {
  const parent = root ? undefined : here.getStore();
  const linked: Link[] = links.flatMap((link) => parsed(link) ?? []).map((context) => ({ context }));
  const recorded = trace
    .getTracer("castmatch")
    .startSpan(
      name,
      { attributes: fields, links: linked },
      parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT,
    );
  const own = isSpanContextValid(recorded.spanContext()) ? recorded.spanContext() : fresh();
  const all = { ...fields };
  const started = performance.now();
  let failed = false;
  try {
    return await here.run(own, () =>
      work((more) => {
        Object.assign(all, more);
        recorded.setAttributes(more);
      }),
    );
  } catch (error) {
    failed = true;
    recorded.setAttribute("error.type", typeOf(error));
    recorded.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    recorded.end();
    if (SPANS.hasSubscribers) {
      SPANS.publish({ name, seconds: (performance.now() - started) / 1_000, fields: all, failed } satisfies Ended);
    }
  }
}

export function count(name: Counted["name"]): void {
  if (COUNTS.hasSubscribers) COUNTS.publish({ name } satisfies Counted);
}

/** Runs `work` where a stored traceparent says; outside of any trace when it says nothing. */
export const continuing = <T>(traceparent: string | undefined, work: () => T): T => here.run(parsed(traceparent), work);

/** Runs `work` outside of any trace: what is started here goes on for others. */
export const detached = <T>(work: () => T): T => here.run(undefined, work);

/** The place in the current trace, to be stored with what goes on later. */
export function traceparent(): string | undefined {
  const at = here.getStore();
  return at && `00-${at.traceId}-${at.spanId}-${at.traceFlags === TraceFlags.SAMPLED ? "01" : "00"}`;
}

/** What all log lines about one event have in common. */
export const traceId = (): string | undefined => here.getStore()?.traceId;

/** A trace of our own where nothing is exported: the log needs its id all the same. */
function fresh(): SpanContext {
  const traceId = randomUUID().replaceAll("-", "");
  return { traceId, spanId: traceId.slice(16), traceFlags: TraceFlags.SAMPLED };
}

function parsed(traceparent: string | undefined): SpanContext | undefined {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? "") ?? [];
  if (!traceId || !spanId) return undefined;
  const traceFlags = flags === "01" ? TraceFlags.SAMPLED : TraceFlags.NONE;
  const context = { traceId, spanId, traceFlags, isRemote: true };
  return isSpanContextValid(context) ? context : undefined;
}

/** Our code or the class; a message may quote what it was about. */
function typeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : error instanceof Error ? error.name : typeof error;
}
