import { AnswerGate, answerGate } from "../../operations/answer-gate.ts";
import { SetCheckpoint, setCheckpoint } from "../../operations/set-checkpoint.ts";
import { ShowOperations, showOperations } from "../../operations/show-operations.ts";
import { type Tool, tool } from "../tool.ts";

const sides = ["team"] as const;

/** What the casting team may ask of the running of its roles. */
export const OPERATIONS_TOOLS: Tool[] = [
  tool({
    name: "show_operations",
    sides,
    input: ShowOperations,
    run: showOperations,
    description:
      "Every open role with its checkpoints (brief, shortlist, auditions, callbacks, offer, booked), their owners and days, and what waits on whom.",
  }),
  tool({
    name: "set_checkpoint",
    sides,
    input: SetCheckpoint,
    run: setCheckpoint,
    description:
      "Sets a checkpoint's owner, day, state, what it waits for, or who has to say go before it. What has happened is known without it: only what the person says.",
  }),
  tool({
    name: "answer_gate",
    sides,
    input: AnswerGate,
    run: answerGate,
    description: "Stores this person's own go or no-go for a checkpoint, only when they just said it.",
  }),
];
