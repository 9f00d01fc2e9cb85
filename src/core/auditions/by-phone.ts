/**
 * What talent says on the phone and the team takes down: the same verbs as her own answer, in her name, after a person of
 * the team approved it; she reads in writing what was noted, by the channel there is.
 */
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { NOT_WRITTEN_TO } from "./invite.ts";
import { reachTalent, writeTo } from "./reach-talent.ts";

/**
 * The turn of whoever answers for a talent, in the thread that takes it down: news for that thread are its reply, unless
 * `newsApart` has them told as when she answers herself.
 */
export async function inTheNameOf(
  ctx: ToolCtx,
  talentId: string,
  { newsApart = false }: { newsApart?: boolean } = {},
): Promise<ToolCtx> {
  const { rows } = await ctx.db.query<{ personId: string; language: ToolCtx["conversation"]["language"] }>(
    `select r.id as "personId", r.language from people p join people r on r.id = coalesce(p.guardian_id, p.id) where p.id = $1`,
    [talentId],
  );
  const { personId, language } = rows[0] as (typeof rows)[number];
  const to = newsApart ? await reachTalent(ctx, talentId) : "unreachable";
  return {
    ...ctx,
    actor: { ...ctx.actor, personId, side: "talent" },
    conversation: { id: typeof to === "string" ? ctx.conversation.id : to.id, language },
  };
}

type Noted = {
  talentId: string;
  name: string;
  approvalId: string;
  what: string;
  result: ToolResult;
  /** What it confirms, as it stands: once that has moved on, what was not sent yet never is. */
  booking?: { id: string; version: number };
};

/** Notes who said it and who took it down, and writes it to the talent; returns what to say of that to the team. */
export async function confirmInWriting(ctx: ToolCtx, noted: Noted): Promise<string> {
  const { talentId, name, approvalId, what, result, booking } = noted;
  await audit(ctx, { verb: "heard_by_phone", subject: "person", subjectId: talentId, details: { what, approvalId } });
  const to = await reachTalent(ctx, talentId);
  if (typeof to === "string") return `${NOT_WRITTEN_TO[to](name)} So they have nothing in writing.`;
  await writeTo(ctx, to, {
    key: `phone:${approvalId}`,
    purpose: "utility",
    text: result.said,
    ...(booking && { booking }),
    ...(result.choices && { choices: result.choices }),
  });
  return "I am confirming it to them in writing.";
}

/** Who of the team took it down. */
export async function takenDownBy(ctx: ToolCtx): Promise<string> {
  const { rows } = await ctx.db.query<{ name: string }>(`select name from people where id = $1`, [ctx.actor.personId]);
  return rows[0]?.name ?? "the team";
}
