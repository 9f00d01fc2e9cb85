/**
 * One loop: ask, run what the answer proposes, ask again. Every answer and every result is stored before the next step,
 * and steps that are stored already are not repeated, so that a turn that was cut off goes on where it stood.
 */
import type { Answer, Ask, ModelMessage, Question, TextBlock, ToolResultBlock, ToolUseBlock } from "../ports.ts";
import type { Step, StoredResult } from "./journal.ts";

/** Enough for the longest flow we know (list, hold, confirm, and a way round a conflict). */
export const MAX_STEPS = 8;

export type Start = {
  system: Question["system"];
  tools: Question["tools"];
  messages: ModelMessage[];
  /** What the journal holds from before. */
  steps: Step[];
  signal: AbortSignal;
  onDelta: (text: string) => void;
  recordAnswer: (answer: Answer) => Promise<void>;
  /** Runs a tool once and stores its result in the transaction of its effect. */
  runTool: (use: ToolUseBlock) => Promise<StoredResult>;
  /** What arrived while the turn ran: before any effect it joins as if it had been there from the start. */
  joined: () => Promise<string[]>;
};

export type Ended = { text: string; results: StoredResult[] };

export async function runTurn(ask: Ask, start: Start): Promise<Ended> {
  const messages = [...start.messages];
  const journal = [...start.steps];
  const results: StoredResult[] = [];

  const answerOf = async (): Promise<Answer> => {
    if (journal[0]?.kind === "answer") return (journal.shift() as Extract<Step, { kind: "answer" }>).answer;
    for (;;) {
      const answer = await ask({
        system: start.system,
        tools: start.tools,
        messages,
        signal: start.signal,
        onDelta: start.onDelta,
      });
      const late = results.length === 0 ? await start.joined() : [];
      if (late.length === 0) {
        await start.recordAnswer(answer);
        return answer;
      }
      messages.push(...late.map(saidByUser));
    }
  };

  for (let step = 0; step < MAX_STEPS; step += 1) {
    const answer = await answerOf();
    const uses = answer.stopReason === "tool_use" ? answer.content.filter((block) => block.type === "tool_use") : [];
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
    const late = journal.length === 0 ? await start.joined() : [];
    messages.push({ role: "assistant", content: answer.content });
    messages.push({ role: "user", content: [...blocks, ...late.map((text) => ({ type: "text" as const, text }))] });
  }
  return { text: "", results };
}

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
