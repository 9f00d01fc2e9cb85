import Anthropic from "@anthropic-ai/sdk";
import {
  bulkhead,
  CircuitState,
  circuitBreaker,
  handleAll,
  isBrokenCircuitError,
  SamplingBreaker,
  wrap,
} from "cockatiel";
import type { Config } from "../config.ts";
import { AppError } from "../core/errors.ts";
import type { Answer, Ask, Log, Question } from "../core/ports.ts";

const MAX_TOKENS = 2_048;
/** A stream that says nothing for so long is dead; the SDK's own timeout ends at the headers (FACTS). */
const SILENT_MS = 8_000;
const IN_FLIGHT = 200;
const BREAKER = { threshold: 0.5, duration: 30_000, minimumRps: 10 / 30 };
const HALF_OPEN_MS = 15_000;

export type Claude = Ask & { state: () => "closed" | "open" | "half-open" };

/**
 * Claude over its streaming API. Throws `unavailable` for 429, 5xx, 529, a cut or silent stream, a refusal of our
 * request, or an open breaker; rejects with the signal's reason when the caller aborts.
 */
export function createClaude(config: NonNullable<Config["claude"]>, { log }: { log: Log }): Claude {
  const client = new Anthropic({
    apiKey: config.apiKey,
    baseURL: config.baseUrl ?? null,
    maxRetries: 0,
    timeout: SILENT_MS,
  });
  const breaker = circuitBreaker(
    handleAll.orWhen((error) => !(error instanceof CallerGone)),
    {
      halfOpenAfter: HALF_OPEN_MS,
      breaker: new SamplingBreaker(BREAKER),
    },
  );
  const guarded = wrap(bulkhead(IN_FLIGHT, IN_FLIGHT), breaker);

  const ask: Ask = async (question) => {
    const started = performance.now();
    const tell = (outcome: string, more: Record<string, unknown> = {}) =>
      log.info(
        { event: "model", outcome, ms: Math.round(performance.now() - started), ...more },
        "the model was asked",
      );
    try {
      const { answer, requestId } = await guarded.execute(() => stream(client, config.model, question));
      tell("answered", { requestId, ...answer.usage });
      return answer;
    } catch (cause) {
      if (cause instanceof CallerGone) throw question.signal.reason;
      const status = cause instanceof Anthropic.APIError ? (cause.status ?? cause.type) : undefined;
      tell("failed", { status, code: isBrokenCircuitError(cause) ? "breaker_open" : (cause as Error).name });
      throw new AppError("unavailable", `Claude did not answer: ${status ?? (cause as Error).name}`, { cause });
    }
  };
  return Object.assign(ask, { state: () => STATES[breaker.state] });
}

const STATES = {
  [CircuitState.Closed]: "closed",
  [CircuitState.Open]: "open",
  [CircuitState.HalfOpen]: "half-open",
  [CircuitState.Isolated]: "open",
} as const;

/** The caller aborted: no fault of Claude's. */
class CallerGone extends Error {}

async function stream(client: Anthropic, model: string, question: Question) {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(new Error("silent stream")), SILENT_MS);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(new Error("silent stream")), SILENT_MS);
  };
  try {
    const streaming = client.messages.stream(requestOf(model, question), {
      signal: AbortSignal.any([question.signal, silence.signal]),
    });
    streaming.on("streamEvent", heard);
    streaming.on("text", (text) => question.onDelta?.(text));
    const message = await streaming.finalMessage();
    return { answer: answerOf(message), requestId: streaming.request_id };
  } catch (error) {
    if (question.signal.aborted) throw new CallerGone();
    throw silence.signal.aborted ? silence.signal.reason : error;
  } finally {
    clearTimeout(timer);
  }
}

/** The prompt's stable part and the tools are cached; what changes with the turn comes after them. */
function requestOf(model: string, { system, messages, tools }: Question): Anthropic.MessageStreamParams {
  const cached = { cache_control: { type: "ephemeral" as const } };
  return {
    model,
    max_tokens: MAX_TOKENS,
    system: [
      { type: "text", text: system.stable, ...cached },
      { type: "text", text: system.now },
    ],
    messages: messages as Anthropic.MessageParam[],
    tools: tools.map((tool, index) => ({
      name: tool.name,
      description: tool.description,
      input_schema: tool.input_schema as Anthropic.Tool["input_schema"],
      ...(index === tools.length - 1 && cached),
    })),
  };
}

/** A tool call that was cut off by the token limit is not proposed. */
function answerOf(message: Anthropic.Message): Answer {
  const content = message.content
    .filter((block) => block.type === "text" || block.type === "tool_use")
    .map((block) =>
      block.type === "text"
        ? { type: "text" as const, text: block.text }
        : { type: "tool_use" as const, id: block.id, name: block.name, input: block.input },
    );
  const { input_tokens, output_tokens, cache_read_input_tokens } = message.usage;
  return {
    content: message.stop_reason === "max_tokens" ? content.filter((block) => block.type === "text") : content,
    stopReason: stopOf(message.stop_reason),
    usage: { inputTokens: input_tokens, outputTokens: output_tokens, cachedTokens: cache_read_input_tokens ?? 0 },
  };
}

function stopOf(reason: Anthropic.Message["stop_reason"]): Answer["stopReason"] {
  if (reason === "tool_use" || reason === "max_tokens" || reason === "refusal") return reason;
  return "end_turn";
}
