/**
 * One loop: ask, run what the answer proposes, ask again. Every proposal and every result is stored before the next
 * step, and steps that are stored already are not repeated, so that a turn that was cut off goes on where it stood. The
 * last answer proposes nothing: it is stored as the reply that it is.
 */
import type { Answer, Ask, ModelMessage, Question, TextBlock, ToolResultBlock, ToolUseBlock } from "../ports.ts";
import type { Arrivals } from "./arrivals.ts";
import type { Step, StoredResult } from "./journal.ts";

/** Enough for the longest flow we know (list, hold, confirm, and a way round a conflict). */
export const MAX_STEPS = 8;

/** Why a model call was cut short: there is more to answer. */
export const JOINED = new Error("more was said meanwhile");

export type Start = {
  system: Question["system"];
  tools: Question["tools"];
  messages: ModelMessage[];
  /** What the journal holds from before. */
  steps: Step[];
  signal: AbortSignal;
  onDelta: (text: string) => void;
  /** Stores an answer that proposes tools. */
  recordAnswer: (answer: Answer) => Promise<void>;
  /** Runs a tool once and stores its result in the transaction of its effect. */
  runTool: (use: ToolUseBlock) => Promise<StoredResult>;
  /** Takes in what arrived while the turn ran: before any effect it joins as if it had been there from the start. */
  join: () => Promise<string[]>;
  arrivals: Arrivals;
};

export type Ended = { text: string; results: StoredResult[] };

export async function runTurn(ask: Ask, start: Start): Promise<Ended> {
  const messages = [...start.messages];
  const journal = [...start.steps];
  const results: StoredResult[] = [];

  const answerOf = async (): Promise<Answer> => {
    if (journal[0]?.kind === "answer") return (journal.shift() as Extract<Step, { kind: "answer" }>).answer;
    for (;;) {
      const heard = await askOnce(ask, start, { messages, mayJoin: results.length === 0 });
      if ("answer" in heard) {
        if (usesOf(heard.answer).length > 0) await start.recordAnswer(heard.answer);
        return heard.answer;
      }
      messages.push(...heard.late.map(saidByUser));
    }
  };

  for (let step = 0; step < MAX_STEPS; step += 1) {
    const answer = await answerOf();
    const uses = usesOf(answer);
    if (uses.length === 0) return { text: textOf(answer), results };
    const blocks: Array<TextBlock | ToolResultBlock> = [];
    for (const use of uses) {
      const result = journalled(journal, use) ?? (await start.runTool(use));
      results.push(result);
      blocks.push({
        type: "tool_result",
        tool_use_id: use.id,
        content: result.content,
        ...(result.isError && { is_error: true }),
      });
    }
    const late = journal.length === 0 ? await arrived(start) : [];
    messages.push({ role: "assistant", content: answer.content });
    messages.push({ role: "user", content: [...blocks, ...late.map((text) => ({ type: "text" as const, text }))] });
  }
  return { text: "", results };
}

type Asking = { messages: ModelMessage[]; mayJoin: boolean };

/** One answer. What arrives meanwhile, while nothing has had an effect yet, cuts it short and is told instead. */
async function askOnce(
  ask: Ask,
  start: Start,
  { messages, mayJoin }: Asking,
): Promise<{ answer: Answer } | { late: string[] }> {
  const cut = new AbortController();
  const late: string[] = [];
  let failed: unknown;
  let looking = Promise.resolve();
  const look = () => {
    looking = looking
      .then(async () => {
        late.push(...(await arrived(start)));
        if (late.length > 0) cut.abort(JOINED);
      })
      .catch((error: unknown) => {
        failed ??= error;
        cut.abort(error);
      });
  };
  if (mayJoin) start.arrivals.heard = look;
  const { system, tools, onDelta } = start;
  try {
    const answer = await ask({ system, tools, messages, onDelta, signal: AbortSignal.any([start.signal, cut.signal]) });
    if (mayJoin) look();
    await looking;
    if (failed) throw failed;
    return late.length > 0 ? { late } : { answer };
  } catch (error) {
    await looking;
    if (error !== JOINED || failed) throw failed ?? error;
    return { late };
  } finally {
    start.arrivals.heard = undefined;
  }
}

/** What has come since the last look, taken in. */
async function arrived({ arrivals, join }: Start): Promise<string[]> {
  if (!arrivals.pending) return [];
  arrivals.pending = false;
  return join();
}

const usesOf = ({ stopReason, content }: Answer): ToolUseBlock[] =>
  stopReason === "tool_use" ? content.filter((block) => block.type === "tool_use") : [];

function journalled(journal: Step[], use: ToolUseBlock): StoredResult | undefined {
  const next = journal[0];
  if (next?.kind !== "result" || next.result.toolUseId !== use.id) return undefined;
  journal.shift();
  return next.result;
}

const saidByUser = (text: string): ModelMessage => ({ role: "user", content: [{ type: "text", text }] });

const textOf = (answer: Answer) =>
  answer.content
    .filter((block) => block.type === "text")
    .map((block) => block.text)
    .join("\n")
    .trim();
