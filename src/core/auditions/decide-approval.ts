import { audit } from "../audit.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";

/** `of` is the kind it was drafted as; the draft of a cancellation is stored as a message. */
type Decision = { approvalId: string; of: string; to: "approved" | "discarded" };

const kindOf = (of: string) => (of === "cancellation" ? "message" : of);

/** A person decides a draft, once. Returns what was drafted; throws `conflict` when it was decided before. */
export async function decideApproval(ctx: ToolCtx, { approvalId, of, to }: Decision): Promise<unknown> {
  mustBeTeam(ctx.actor);
  const { rows } = await ctx.db.query<{ payload: unknown }>(
    `update approvals set state = $2, decided_by = $3, decided_at = $4
      where id = $1 and kind = $5 and state = 'draft' returning payload`,
    [approvalId, to, ctx.actor.personId, ctx.now(), kindOf(of)],
  );
  if (!rows[0]) {
    throw new AppError("conflict", `approval ${approvalId} is decided already`, {
      said: "That draft was decided already. Nothing was sent twice.",
    });
  }
  await audit(ctx, { verb: `${to}_${of}`, subject: "approval", subjectId: approvalId });
  return rows[0].payload;
}
