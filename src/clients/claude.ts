/**
 * Claude over its streaming API, guarded three ways: a silence limit (the SDK's timeout ends at the headers, FACTS), a
 * bound on calls in flight (one process collapses at 2,000, FACTS), and a circuit breaker. Nothing is retried here:
 * the turn goes on with the offline brain at once.
 */
import Anthropic from "@anthropic-ai/sdk";
import { BrokenCircuitError, bulkhead, CircuitState, circuitBreaker, handleWhen, wrap } from "cockatiel";
import { FailureShare } from "../breakers/failure-share.ts";
import type { Config } from "../config.ts";
import { AppError } from "../core/errors.ts";
import type { Ask, Log, Question } from "../core/ports.ts";
import { answerOf, requestOf } from "./claude-shapes.ts";

/** What one process held before p95 grew by a quarter (bench/RESULTS.md). */
const IN_FLIGHT = 800;
/** Beyond those in flight calls wait in order: no longer than their turn may take. */
const WAITING = 1_000;
const SILENT_MS = 8_000;
const HALF_OPEN_MS = 15_000;
const OPENS = { share: 0.5, calls: 10, withinMs: 30_000 };

export type Claude = Ask & {
  state: () => "closed" | "open" | "half-open";
  load: () => { inFlight: number; waiting: number };
};

type Deps = {
  log: Log;
  /** A stream without an event for so long is dead; keep-alive pings do not count. */
  silentMs?: number;
  /** Calls at a time. */
  inFlight?: number;
};

/**
 * Throws AppError `unavailable` for 4xx, 429, 5xx, 529, a stream that is cut, silent or ends in an error, too many calls
 * waiting, and an open breaker; rejects with the signal's reason when the caller aborts.
 */
export function createClaude(
  config: NonNullable<Config["claude"]>,
  { log, silentMs = SILENT_MS, inFlight = IN_FLIGHT }: Deps,
): Claude {
  const client = new Anthropic({
    apiKey: config.apiKey,
    baseURL: config.baseUrl ?? null,
    maxRetries: 0,
    timeout: silentMs,
    logLevel: "off",
  });
  const breaker = circuitBreaker(handleWhen(saysClaudeIsDown), {
    halfOpenAfter: HALF_OPEN_MS,
    breaker: new FailureShare(OPENS),
  });
  const calls = bulkhead(inFlight, WAITING);
  const guarded = wrap(calls, breaker);

  const ask: Ask = async (question) => {
    const started = performance.now();
    const tell = (level: "info" | "warn" | "error", fields: Record<string, unknown>) =>
      log[level](
        { event: "model", model: config.model, ms: Math.round(performance.now() - started), ...fields },
        "model",
      );
    try {
      // While one call tries whether Claude is back, the others do not wait for it.
      if (breaker.state === CircuitState.HalfOpen) throw new BrokenCircuitError();
      const { message, requestId } = await unlessLeft(
        question.signal,
        guarded.execute(
          () => stream(client, requestOf(config.model, question), { question, silentMs }),
          question.signal,
        ),
      );
      const answer = answerOf(message);
      tell("info", { outcome: answer.stopReason, requestId, ...answer.usage });
      return answer;
    } catch (error) {
      if (question.signal.aborted) {
        tell("info", { outcome: "aborted" });
        throw question.signal.reason;
      }
      const cause = causeOf(error, config.apiKey);
      tell(cause.ours ? "error" : "warn", { outcome: "failed", ...cause.fields });
      throw new AppError("unavailable", `Claude did not answer: ${cause.fields.code}`, { cause: error });
    }
  };
  return Object.assign(ask, {
    state: () => STATES[breaker.state],
    load: () => ({ inFlight: inFlight - calls.executionSlots, waiting: WAITING - calls.queueSlots }),
  });
}

const STATES = {
  [CircuitState.Closed]: "closed",
  [CircuitState.Open]: "open",
  [CircuitState.HalfOpen]: "half-open",
  [CircuitState.Isolated]: "open",
} as const;

/** What was asked, or a rejection as soon as the caller leaves: one who waits in line does not hear of it otherwise. */
async function unlessLeft<T>(signal: AbortSignal, asked: Promise<T>): Promise<T> {
  const left = Promise.withResolvers<never>();
  const leave = () => left.reject(new CallerLeft());
  signal.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([asked, left.promise]);
  } finally {
    signal.removeEventListener("abort", leave);
    asked.catch(() => undefined);
  }
}

class CallerLeft extends Error {}
class SilentStream extends Error {}
class CutStream extends Error {}

async function stream(
  client: Anthropic,
  request: Anthropic.MessageStreamParams,
  { question, silentMs }: { question: Question; silentMs: number },
) {
  const silence = new AbortController();
  const listen = () => setTimeout(() => silence.abort(), silentMs);
  let timer = listen();
  try {
    const streaming = client.messages.stream(request, { signal: AbortSignal.any([question.signal, silence.signal]) });
    streaming.on("streamEvent", () => {
      clearTimeout(timer);
      timer = listen();
    });
    streaming.on("text", (text) => question.onDelta?.(text));
    const message = await streaming.finalMessage();
    // The SDK takes the end of the connection for the end of the message.
    if (message.stop_reason === null) throw new CutStream("the stream ended before the message did");
    return { message, requestId: streaming.request_id };
  } catch (error) {
    if (question.signal.aborted) throw new CallerLeft();
    throw silence.signal.aborted ? new SilentStream(`no event for ${silentMs} ms`) : error;
  } finally {
    clearTimeout(timer);
  }
}

/** A caller who left says nothing about Claude, nor does a request that it refuses for what is in it. */
function saysClaudeIsDown(error: unknown): boolean {
  const refused = error instanceof Anthropic.APIError && (error.status === 400 || error.status === 413);
  return !refused && !(error instanceof CallerLeft);
}

/** For operators. `ours`: the request, the key or the model's name is wrong, and waiting does not mend it. */
function causeOf(
  error: unknown,
  apiKey: string,
): { ours: boolean; fields: Record<string, unknown> & { code: string } } {
  if (!(error instanceof Anthropic.APIError) || error instanceof Anthropic.APIConnectionError) {
    const connection = error instanceof Error ? error : new Error(String(error));
    return { ours: false, fields: { code: connection.constructor.name } };
  }
  const { status, type, requestID } = error;
  const ours = status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429;
  return {
    ours,
    fields: {
      code: type ?? `http_${status}`,
      ...(status !== undefined && { status }),
      ...(requestID && { requestId: requestID }),
      ...(ours && { said: saidOf(error).replaceAll(apiKey, "…") }),
    },
  };
}

/** What the API, or a proxy before it, finds wrong. */
function saidOf(error: InstanceType<typeof Anthropic.APIError>): string {
  const body = error.error as { error?: { message?: unknown } } | undefined;
  return String(body?.error?.message ?? "").slice(0, 200);
}
