import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { isDirector, teamMember } from "../people/team-member.ts";
import { watchGate } from "./ask-gate.ts";
import type { Checkpoint } from "./move-checkpoints.ts";

export const NOBODY = /^(?:nobody|no one|none|no owner|koi nahi)$/iu;

/**
 * Puts a gate before checkpoints, which the named person alone opens, or takes it away. Once there is one, only that
 * person or a director passes it on or takes it away.
 */
export async function setGate(ctx: ToolCtx, checkpoints: Checkpoint[], said: string): Promise<void> {
  const person = NOBODY.test(said) ? undefined : await teamMember(ctx, said);
  if (!person && !NOBODY.test(said)) {
    throw new AppError("not_found", "no such member of the team", {
      said: `I know nobody called ${said} in the team. Who decides has to have written to me once.`,
    });
  }
  const held = checkpoints.find((one) => one.gatePersonId && one.gatePersonId !== ctx.actor.personId);
  if (held && held.gatePersonId !== person?.id && !(await isDirector(ctx))) {
    throw new AppError("forbidden", `the gate is person ${held.gatePersonId}'s`, {
      said: `That decision is ${held.gatePerson}'s: only ${held.gatePerson} or a director can pass it on.`,
    });
  }
  for (const { id } of checkpoints.filter((one) => one.gatePersonId !== (person?.id ?? null))) {
    await ctx.db.query(
      `update role_checkpoints set gate_person_id = $2, gate_answer = null, gate_answered_at = null, gate_asked_at = null where id = $1`,
      [id, person?.id ?? null],
    );
    if (person) await watchGate(ctx, id);
  }
}
