import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayTime } from "../messages/say-time.ts";
import { mustBeTeam } from "../people/rights.ts";
import { confirmHeld, sayBooked } from "./confirm-booking.ts";
import { hasConsent, minorName } from "./guard-minor.ts";
import { NOT_WRITTEN_TO } from "./invite.ts";
import { lockBooking } from "./my-booking.ts";
import { findNamed, NameCandidates, type Named, sayUnknown } from "./name-candidates.ts";
import { reachTalent, writeTo } from "./reach-talent.ts";

export const RecordPermission = NameCandidates.extend({
  document: z.string().trim().min(1).max(200).optional().describe("What it is, when they say so."),
});

/** Stores that the document that permits a minor's work is here, and books the times that waited for it. */
export async function recordPermission(ctx: ToolCtx, input: z.output<typeof RecordPermission>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const named = await findNamed(ctx, input);
  const said: string[] = [];
  for (const one of named) said.push(...(await receive(ctx, one, input.document)));
  return { said: `${said.join(" ")}${sayUnknown(input, named)}` };
}

async function receive(ctx: ToolCtx, one: Named, document = "permission document"): Promise<string[]> {
  if (!(await minorName(ctx, one.talentId))) return [`${one.name} is an adult: no permission is needed.`];
  const { rowCount } = await ctx.db.query(
    `insert into minor_permissions (workspace_id, talent_id, role_id, document, received_by, received_at)
     values ($1, $2, $3, $4, $5, $6) on conflict on constraint minor_permissions_once do nothing`,
    [ctx.actor.workspaceId, one.talentId, one.roleId, document, ctx.actor.personId, ctx.now()],
  );
  if (rowCount > 0) await audit(ctx, { verb: "record_permission", subject: "candidate", subjectId: one.id });
  const { rows } = await ctx.db.query<{ id: string }>(
    `select b.id from bookings b join invitations i on i.id = b.invitation_id
      where i.candidate_id = $1 and b.state = 'held' and b.hold_expires_at > $2 and b.permission_asked_at is not null`,
    [one.id, ctx.now()],
  );
  const booked: string[] = [];
  for (const { id } of rows) booked.push(await bookWaiting(ctx, id));
  return [`Noted: the permission document for ${one.name} is here.`, ...booked];
}

/** The time that the guardian chose is booked, and the guardian is told: it answers what was asked for. */
async function bookWaiting(ctx: ToolCtx, bookingId: string): Promise<string> {
  const booking = await lockBooking(ctx, bookingId);
  if (!(await hasConsent(ctx, booking.talentId)))
    return `${booking.talent}’s guardian does not consent any more, so I booked nothing.`;
  const to = await reachTalent(ctx, booking.talentId);
  await confirmHeld(ctx, booking);
  const said = `${booking.talent} is booked: ${sayTime(booking.startsAt, ctx.timeZone)}.`;
  if (typeof to === "string") return `${said} ${NOT_WRITTEN_TO[to](booking.talent)}`;
  const reader: ToolCtx = {
    ...ctx,
    actor: { ...ctx.actor, side: "talent", personId: to.personId },
    conversation: { id: to.id, language: to.language },
  };
  const { said: text, choices } = await sayBooked(reader, booking, "booked");
  await writeTo(ctx, to, {
    key: `booking:${booking.id}:v${booking.version}:permitted`,
    purpose: "utility",
    text,
    ...(choices && { choices }),
  });
  return said;
}
