/**
 * The offline brain: rules in the place of the model. It is an Ask like Claude, so that the loop, the tools and the journal
 * are the same; each answer follows from the messages alone, so that a turn that was cut off, or that Claude began, goes on.
 */
import type { Language } from "../../messages/message.ts";
import { words } from "../../messages/wording.ts";
import { teamWords } from "../../messages/wording-team.ts";
import type { Answer, Ask } from "../../ports.ts";
import type { Side } from "./intent.ts";
import type { NextStep } from "./next-step.ts";
import { talentStep } from "./talent-step.ts";
import { teamStep } from "./team-step.ts";
import { readTurn, type TurnSoFar } from "./turn-so-far.ts";

export type OfflineAsk = { now: () => Date; timeZone: string; side: Side; language: Language };

/** An Ask that needs no network. Throws only when the question's signal is aborted. */
export function createOfflineAsk({ now, timeZone, side, language }: OfflineAsk): Ask {
  return async ({ messages, signal, onDelta }) => {
    signal.throwIfAborted();
    const turn = readTurn(messages, side);
    const speaking = { now: now(), timeZone, language };
    const step = side === "team" ? teamStep(turn, speaking) : talentStep(turn, speaking);
    return answerOf(step, {
      turn,
      otherwise: side === "team" ? teamWords.failedKindly() : words(language).failedKindly(),
      onDelta,
    });
  };
}

type Answering = { turn: TurnSoFar; otherwise: string; onDelta: ((text: string) => void) | undefined };

function answerOf(step: NextStep, { turn, otherwise, onDelta }: Answering): Answer {
  if ("use" in step) {
    const content = step.use.map(({ name, input }, index) => ({
      type: "tool_use" as const,
      id: `off_${turn.proposed + index + 1}`,
      name,
      input,
    }));
    return { content, stopReason: "tool_use" };
  }
  const text = step.text || otherwise;
  for (const word of text.match(/\s*\S+/g) ?? []) onDelta?.(word);
  return { content: [{ type: "text", text }], stopReason: "end_turn" };
}
