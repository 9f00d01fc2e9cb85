import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { type CheckpointKind, sayStep } from "./checkpoint-kinds.ts";

/** Throws `conflict` while the person who decides whether a role's step may begin has not said go. */
export async function mustHaveGo(
  ctx: Pick<ToolCtx, "db">,
  { kind, ...of }: { kind: CheckpointKind } & ({ roleId: string } | { candidateId: string }),
): Promise<void> {
  const { rows } = await ctx.db.query<{ person: string; answer: string | null }>(
    `select p.name as person, k.gate_answer as answer from role_checkpoints k join people p on p.id = k.gate_person_id
      where k.role_id = ${"roleId" in of ? "$1" : "(select role_id from candidates where id = $1)"} and k.kind = $2 and k.gate_answer is distinct from 'go'`,
    ["roleId" in of ? of.roleId : of.candidateId, kind],
  );
  const closed = rows[0];
  if (!closed) return;
  throw new AppError("conflict", `the gate of ${kind} is closed`, {
    said:
      closed.answer === "no_go"
        ? `${closed.person} said no-go for ${sayStep(kind)}, so I did nothing. Only ${closed.person} can change that.`
        : `${sayStep(kind).replace("the", "The")} ${kind.endsWith("s") ? "need" : "needs"} ${closed.person}'s go first, so I did nothing.`,
  });
}
