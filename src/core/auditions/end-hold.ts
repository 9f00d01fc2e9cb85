import { audit } from "../audit.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import type { CandidateState } from "./candidate-states.ts";
import { moveCandidates } from "./move-candidate.ts";
import { HOLD, type Hold, lockDatesOf, lockHold, sayHold } from "./read-hold.ts";
import { withdrawOffers } from "./read-offer.ts";
import { sayDates } from "./say-dates.ts";
import { tellTeam } from "./tell-team.ts";

type Ending = {
  as: "released" | "expired";
  /** Where the candidate goes, if the table lets her. */
  candidateTo: CandidateState;
  why: string;
};

/**
 * Gives a talent's dates back: the hold ends, and who stands behind it in the line for these dates moves up, with a word
 * to their teams. Undefined when it had ended before.
 */
export async function endHold(
  ctx: ToolCtx,
  holdId: string,
  { as, candidateTo, why }: Ending,
): Promise<Hold | undefined> {
  const seen = await lockHold(ctx, holdId);
  if (!seen) return undefined;
  await lockDatesOf(ctx, seen.talentId);
  const { rowCount } = await ctx.db.query(
    `update holds set state = $2, ended_at = $3, reason = $4 where id = $1 and state in ('live', 'booked')`,
    [holdId, as, ctx.now(), why],
  );
  if (rowCount === 0) return undefined;
  await withdrawOffers(ctx, [seen.candidateId]);
  await moveCandidates(ctx, { candidateIds: [seen.candidateId], to: candidateTo, why });
  await audit(ctx, { verb: `hold_${as}`, subject: "hold", subjectId: holdId });
  await moveUp(ctx, seen.talentId);
  return seen;
}

/** Closes the gaps in the line for a talent's dates: nobody is lower than one below the last who stands before. */
async function moveUp(ctx: ToolCtx, talentId: string): Promise<void> {
  const { rows } = await ctx.db.query<Hold>(
    `${HOLD} where h.talent_id = $1 and h.state in ('live', 'booked') and h.kind <> 'avail_check'
      order by h.state = 'live', h.place, h.created_at for update of h`,
    [talentId],
  );
  for (const [index, hold] of rows.entries()) {
    if (hold.state === "booked") continue;
    const ahead = rows.slice(0, index).filter((one) => one.from <= hold.to && hold.from <= one.to);
    const place = 1 + Math.max(0, ...ahead.map((one) => one.place));
    if (place >= hold.place) continue;
    await ctx.db.query(`update holds set place = $2 where id = $1`, [hold.id, place]);
    hold.place = place;
    await tellTeam(ctx, {
      conversationId: hold.conversationId,
      key: `hold:${hold.id}:${hold.from}:place:${place}`,
      text: `${hold.talent} for ${hold.role}, ${sayDates(hold)}: moved up, now ${sayHold(hold)}.`,
    });
  }
}
