import { randomBytes } from "node:crypto";
import { setAlarm } from "../alarms/set-alarm.ts";
import { audit } from "../audit.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustRestAround } from "./guard-minor.ts";
import { hasRoom } from "./list-slots.ts";

export type Kept = { slotId: string; until: Date };

/**
 * Keeps a place for who is invited to take it: a hold that nobody else can pass, and the alarm that ends the offer.
 * Throws `conflict` when the place was taken meanwhile, or the talent is somewhere else then; with words for the team when
 * a minor's hours leave no room. Whether her guardian consents is asked when the place is offered.
 */
export async function keepPlace(
  ctx: ToolCtx,
  { invitationId, slotId, until }: Kept & { invitationId: string },
): Promise<void> {
  await ctx.db.query(`select from slots where id = $1 for update`, [slotId]);
  const whose = await ctx.db.query<{ talentId: string }>(
    `select talent_id as "talentId" from invitations where id = $1`,
    [invitationId],
  );
  const team = { ...ctx, actor: { ...ctx.actor, side: "team" as const } };
  for (const { talentId } of whose.rows) await mustRestAround(team, { talentId, slotId });
  const { rows } = await ctx.db
    .query<{ id: string }>(
      `insert into bookings (workspace_id, invitation_id, slot_id, talent_id, during, state, hold_expires_at, ics_token, created_at)
       select s.workspace_id, i.id, s.id, i.talent_id, s.during, 'held', $3, $4, $5 from slots s, invitations i
        where s.id = $2 and i.id = $1 and s.session_id = i.session_id and ${hasRoom("$5")} returning id`,
      [invitationId, slotId, until, randomBytes(16).toString("base64url"), ctx.now()],
    )
    .catch((cause: unknown) => {
      if ((cause as { constraint?: string }).constraint !== "bookings_talent_once") throw cause;
      throw new AppError("conflict", `the talent of invitation ${invitationId} is booked then`, { cause });
    });
  if (!rows[0]) throw new AppError("conflict", `slot ${slotId} is taken`);
  await ctx.db.query(`update invitations set answer_by = $2 where id = $1`, [invitationId, until]);
  await setAlarm(ctx, { kind: "expire_offer", subjectId: rows[0].id, at: until });
  await audit(ctx, { verb: "keep_place", subject: "booking", subjectId: rows[0].id });
}

/** Gives back what is held for an invitation; the slot is free from then on. Returns it, when something was held. */
export async function releasePlace(ctx: ToolCtx, invitationId: string): Promise<string | undefined> {
  const { rows } = await ctx.db.query<{ slotId: string }>(
    `update bookings set state = 'expired', ended_at = $2 where invitation_id = $1 and state = 'held' returning slot_id as "slotId"`,
    [invitationId, ctx.now()],
  );
  return rows[0]?.slotId;
}
