import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { words } from "../messages/wording.ts";
import { answersFor, mustBeTalent } from "../people/rights.ts";
import { endHold } from "./end-hold.ts";
import { HOLD, type Hold, sayHold, termsOf } from "./read-hold.ts";
import { sayDates } from "./say-dates.ts";
import { tellTeam } from "./tell-team.ts";
import { labelled, whichOne } from "./which-booking.ts";

export const AnswerHold = z.object({
  answer: z.enum(["yes", "no"]).describe("Whether they are free on the dates that they were asked for."),
  holdId: z.uuid().optional(),
});

/** A button, which knows what it was about; those sent before that answer what is asked now. */
export const PressHold = AnswerHold.extend({ terms: z.string().max(60).optional() });

/**
 * A talent says whether she is free on the dates that were asked for. A yes is noted and binds nobody; a no gives the
 * dates back. Throws `not_found` when nothing of hers is asked, `conflict` with buttons when several things can be meant, or
 * when she is asked for something else by now.
 */
export async function answerHold(ctx: ToolCtx, input: z.output<typeof PressHold>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const say = words(ctx.conversation.language);
  const hold = await myHold(ctx, input);
  const facts = { dates: sayDates(hold, ctx.conversation.language), role: hold.role };
  if (input.answer === "yes") {
    const { rowCount } = await ctx.db.query(
      `update holds set answer = 'yes', answered_at = $2 where id = $1 and answer is distinct from 'yes'`,
      [hold.id, ctx.now()],
    );
    if (rowCount > 0) await audit(ctx, { verb: "answer_yes", subject: "hold", subjectId: hold.id });
    await tell(ctx, hold, "is free");
    return { said: say.holdYes(facts), data: { holdId: hold.id, answer: "yes" } };
  }
  await ctx.db.query(`update holds set answer = 'no', answered_at = $2 where id = $1`, [hold.id, ctx.now()]);
  await endHold(ctx, hold.id, { as: "released", candidateTo: "withdrawn", why: "is not free on the dates" });
  await tell(ctx, hold, "is NOT free");
  return { said: say.holdNo(facts), data: { holdId: hold.id, answer: "no" } };
}

const tell = (ctx: ToolCtx, hold: Hold, says: string) =>
  tellTeam(ctx, {
    conversationId: hold.conversationId,
    key: `hold:${hold.id}:${hold.from}:${hold.kind}:${says}`,
    text: `${hold.talent} ${says} on ${sayDates(hold)} (${sayHold(hold)}, ${hold.role}).`,
  });

async function myHold(ctx: ToolCtx, { holdId, answer, terms }: z.output<typeof PressHold>): Promise<Hold> {
  const { rows } = await ctx.db.query<Hold>(
    `${HOLD} where h.talent_id in ${answersFor("$1")} and h.state = 'live' and ($2::uuid is null or h.id = $2)
        and h.expires_at > $3 order by h.answer is null desc, h.created_at desc for update of h`,
    [ctx.actor.personId, holdId ?? null, ctx.now()],
  );
  const open = rows.filter((one) => one.answer === null);
  const meant = open.length > 0 ? open : rows;
  if (meant[0] && meant.length === 1 && (!terms || terms === termsOf(meant[0]))) return meant[0];
  if (meant.length === 0) {
    throw new AppError("not_found", `nothing asked of person ${ctx.actor.personId}`, {
      said: words(ctx.conversation.language).holdOver(),
    });
  }
  throw whichOne(
    ctx,
    meant.slice(0, 5).map((one) => ({
      ...labelled(ctx, one, sayDates(one, ctx.conversation.language)),
      verb: "answer_hold" as const,
      args: { holdId: one.id, answer, terms: termsOf(one) },
      singleUse: false,
    })),
  );
}
