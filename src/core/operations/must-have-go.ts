import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { type CheckpointKind, sayStep } from "./checkpoint-kinds.ts";

type Step = { kind: CheckpointKind } & ({ roleId: string } | { candidateId: string });

/** Throws `conflict` while the person who decides whether a role's step may begin has not said go. */
export async function mustHaveGo(ctx: Pick<ToolCtx, "db">, step: Step): Promise<void> {
  const said = await sayClosed(ctx, step);
  if (said) throw new AppError("conflict", `the gate of ${step.kind} is closed`, { said });
}

/** Whose go is missing for a step, in words for the team; undefined where it may begin. */
export async function sayClosed(ctx: Pick<ToolCtx, "db">, { kind, ...of }: Step): Promise<string | undefined> {
  const { rows } = await ctx.db.query<{ person: string; answer: string | null }>(
    `select p.name as person, k.gate_answer as answer from role_checkpoints k join people p on p.id = k.gate_person_id
      where k.role_id = ${"roleId" in of ? "$1" : "(select role_id from candidates where id = $1)"} and k.kind = $2 and k.gate_answer is distinct from 'go'`,
    ["roleId" in of ? of.roleId : of.candidateId, kind],
  );
  const closed = rows[0];
  if (!closed) return undefined;
  return closed.answer === "no_go"
    ? `${closed.person} said no-go for ${sayStep(kind)}, so I did nothing. Only ${closed.person} can change that.`
    : `${sayStep(kind).replace("the", "The")} ${kind.endsWith("s") ? "need" : "needs"} ${closed.person}'s go first, so I did nothing.`;
}
