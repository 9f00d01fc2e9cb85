import type { DraftBlock, DraftChoice } from "../messages/draft.ts";
import type { Answer, Db, Queryable } from "../ports.ts";

/** What a tool told, as it is stored before the next step. */
export type StoredResult = {
  toolUseId: string;
  /** JSON for the model. */
  content: string;
  isError: boolean;
  said: string;
  parts: DraftBlock[];
  choices: DraftChoice[];
};

export type Step =
  | { kind: "answer"; answer: Answer; brain: "claude" | "offline" }
  | { kind: "result"; result: StoredResult };

/** The steps of a turn so far, in order. */
export async function readSteps(db: Db, turnId: string): Promise<Step[]> {
  const { rows } = await db.query<{ content: Step }>(
    `select content from turn_steps where turn_id = $1 order by position`,
    [turnId],
  );
  return rows.map((row) => revive(row.content));
}

/** Stores a step in the caller's transaction; a tool's result a second time violates turn_steps_tool_once. */
export async function writeStep(
  tx: Queryable,
  at: { turnId: string; workspaceId: string; position: number },
  step: Step,
) {
  await tx.query(
    `insert into turn_steps (turn_id, workspace_id, position, kind, tool_use_id, content) values ($1, $2, $3, $4, $5, $6)`,
    [
      at.turnId,
      at.workspaceId,
      at.position,
      step.kind,
      step.kind === "result" ? step.result.toolUseId : null,
      JSON.stringify(step),
    ],
  );
}

function revive(step: Step): Step {
  if (step.kind === "answer") return step;
  const dated = (choice: DraftChoice): DraftChoice =>
    choice.expiresAt ? { ...choice, expiresAt: new Date(choice.expiresAt) } : choice;
  return { ...step, result: { ...step.result, choices: step.result.choices.map(dated) } };
}
