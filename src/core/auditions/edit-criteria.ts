import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import type { IncomingAction } from "../messages/message.ts";
import { findKnownSender, resolveSender } from "../people/resolve-sender.ts";
import { mustBeTeam } from "../people/rights.ts";
import { Breakdown } from "../talent/criteria.ts";
import { FIELD_NAMES, type FormValues, fillForm } from "../talent/form/criteria-form.ts";
import { readForm } from "../talent/form/read-form.ts";
import { sayBreakdown } from "../talent/say-breakdown.ts";
import { isOfTheRole } from "../talent/understand-brief.ts";
import { currentRole, makeCurrent, mustBeOfThread } from "./current-role.ts";
import { roleCard } from "./say-role.ts";
import { SearchTalent, shortlist } from "./shortlist.ts";
import { storeBreakdown } from "./update-role.ts";

export const EditCriteria = z.object({
  roleId: z.uuid(),
  form: z.partialRecord(z.enum(FIELD_NAMES), z.string()).optional(),
});

/**
 * Gives a role of this thread the criteria that a form was filled in with, and shows the shortlist again; without a form
 * says where they can be changed. Throws `not_found`, and `invalid_input` with what is wrong in which field.
 */
export async function editCriteria(ctx: ToolCtx, { roleId, form }: z.output<typeof EditCriteria>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  await mustBeOfThread(ctx, roleId);
  await makeCurrent(ctx, roleId);
  const role = await currentRole(ctx);
  if (!form) {
    return {
      said: `Tell me what to change, for example “no, 30 to 40” or “also Hindi”. Or try criteria out on the page: ${ctx.publicUrl}/office#search?role=${roleId}`,
    };
  }
  const read = readForm(form, { now: ctx.now(), timeZone: ctx.timeZone });
  if ("errors" in read) {
    const wrong = Object.values(read.errors).join(" ");
    throw new AppError("invalid_input", "the form is not filled in as it should be", {
      said: `${wrong} I changed nothing.`,
    });
  }
  const breakdown = breakdownWith(role.breakdown, read.sought);
  const same = isDeepStrictEqual(
    [breakdown.criteria, breakdown.location],
    [role.breakdown.criteria, role.breakdown.location],
  );
  const draft = same ? undefined : await storeBreakdown(ctx, role, breakdown);
  const again = await shortlist(ctx, SearchTalent.parse({}));
  const changed = same ? "Nothing has changed." : "I changed what we look for.";
  return {
    ...again,
    said: [changed, draft?.said, again.said].filter(Boolean).join(" "),
    parts: [...(same ? [] : [roleCard(breakdown)]), ...(draft?.parts ?? []), ...(again.parts ?? [])],
  };
}

/** What a role asks for besides stays; what the form says of its terms counts for it as well. */
function breakdownWith(
  before: Breakdown,
  { criteria, near }: { criteria: Breakdown["criteria"]; near?: string | undefined },
) {
  const { location: _, shootDates, ratePaisePerDay, ...rest } = before;
  const [now, then] = [criteria, before.criteria].map(({ preferred, ...needed }) => ({ ...preferred, ...needed }));
  const kept = (field: "dates" | "rateMaxPaisePerDay") => isDeepStrictEqual(now?.[field], then?.[field]);
  const breakdown = Breakdown.parse({
    ...rest,
    criteria,
    location: near,
    shootDates: kept("dates") ? shootDates : now?.dates,
    ratePaisePerDay: kept("rateMaxPaisePerDay") ? ratePaisePerDay : now?.rateMaxPaisePerDay,
    assumed: before.assumed.filter(isOfTheRole),
    ignored: [],
  });
  return { ...breakdown, understood: sayBreakdown(breakdown) };
}

/**
 * What stands in the form that a tapped choice opens; undefined where the one who tapped may not use it, or it opens none.
 * Changes nothing of the role.
 */
export async function criteriaFormOf(
  ctx: Pick<Ctx, "db" | "directory" | "now">,
  tapped: IncomingAction,
): Promise<FormValues | undefined> {
  const sender = await resolveSender(ctx, { incoming: tapped, knownSender: await findKnownSender(ctx.db, tapped) });
  if (typeof sender === "string" || sender.actor.side !== "team") return undefined;
  const { rows } = await ctx.db.as(sender.actor.workspaceId).query<{ breakdown: unknown }>(
    `select r.breakdown from actions a join roles r on r.id::text = a.args ->> 'roleId' and r.conversation_id = a.conversation_id
      where a.id = $1 and a.conversation_id = $2 and a.verb = 'edit_criteria' and a.side = 'team'
        and (a.person_id is null or a.person_id = $3) and (a.expires_at is null or a.expires_at > $4)`,
    [tapped.actionId, sender.conversationId, sender.actor.personId, ctx.now()],
  );
  if (!rows[0]) return undefined;
  const { criteria, location } = Breakdown.parse(rows[0].breakdown);
  return fillForm({ criteria, near: location });
}
