import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { teamWords } from "../messages/wording-team.ts";
import { mustBeTeam } from "../people/rights.ts";
import { type CancelBooking, cancelBooking } from "./cancel-booking.ts";
import { decideApproval } from "./decide-approval.ts";
import { LIVE } from "./list-slots.ts";
import { type Booking, lockBooking } from "./my-booking.ts";

export const DecideCancellation = z.object({ approvalId: z.uuid() });
const Payload = z.object({ bookingId: z.uuid(), reason: z.string().optional() });

/** Shows whose booking would be cancelled. It stands, and nobody is told, before a person presses the button. */
export async function draftCancellation(ctx: ToolCtx, input: z.output<typeof CancelBooking>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const booking = await lockBooking(ctx, input.bookingId ?? (await bookingOf(ctx, input.talentName ?? "")));
  const approvalId = await insertDraft(ctx, booking, input.reason);
  const when = sayTime(booking.startsAt, ctx.timeZone);
  return {
    said: `${booking.talent} is booked on ${when}. Nothing is cancelled until you press the button.`,
    data: { approvalId, bookingId: booking.id },
    parts: [
      {
        type: "card",
        title: `Cancel the audition of ${booking.talent}?`,
        lines: [`${when}. They will be told, and the slot is free again.`],
        choices: [
          {
            label: "Cancel and tell them",
            style: "danger",
            verb: "approve_cancellation",
            args: { approvalId },
            group: approvalId,
            expiresAt: booking.endsAt,
          },
          { label: "Keep it", verb: "discard_cancellation", args: { approvalId }, group: approvalId },
        ],
      },
    ],
  };
}

async function insertDraft(ctx: ToolCtx, booking: Booking, reason: string | undefined): Promise<string> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into approvals (workspace_id, kind, conversation_id, payload, created_by, created_at)
     values ($1, 'message', $2, $3, $4, $5) returning id`,
    [
      ctx.actor.workspaceId,
      ctx.conversation.id,
      JSON.stringify({ bookingId: booking.id, reason }),
      ctx.actor.personId,
      ctx.now(),
    ],
  );
  const approvalId = (rows[0] as { id: string }).id;
  await audit(ctx, { verb: "draft_cancellation", subject: "approval", subjectId: approvalId });
  return approvalId;
}

/** The one booking to come of this thread's roles whose talent has these words in the name. */
async function bookingOf(ctx: ToolCtx, talentName: string): Promise<string> {
  const name = talentName.trim().replace(/\s+/g, " ");
  if (!name) throw new AppError("invalid_input", "no name", { said: teamWords.askWhoseBooking() });
  const { rows } = await ctx.db.query<{ id: string }>(
    `select b.id from bookings b join invitations i on i.id = b.invitation_id join sessions s on s.id = i.session_id
       join roles r on r.id = s.role_id join people p on p.id = b.talent_id
      where r.conversation_id = $1 and b.state in ${LIVE} and upper(b.during) > $3
        and position(' ' || lower($2) || ' ' in ' ' || lower(p.name) || ' ') > 0 limit 2`,
    [ctx.conversation.id, name, ctx.now()],
  );
  if (rows[0] && rows.length === 1) return rows[0].id;
  throw new AppError("not_found", `${rows.length} bookings match`, {
    said:
      rows.length === 0
        ? "I could not find that booking. Ask me “where are we?” for the list."
        : "Which one do you mean? Give me the name.",
  });
}

/** A person lets the cancellation happen. */
export async function approveCancellation(
  ctx: ToolCtx,
  { approvalId }: z.output<typeof DecideCancellation>,
): Promise<ToolResult> {
  return cancelBooking(
    ctx,
    Payload.parse(await decideApproval(ctx, { approvalId, of: "cancellation", to: "approved" })),
  );
}

/** A person keeps the booking. */
export async function discardCancellation(
  ctx: ToolCtx,
  { approvalId }: z.output<typeof DecideCancellation>,
): Promise<ToolResult> {
  await decideApproval(ctx, { approvalId, of: "cancellation", to: "discarded" });
  return { said: "Kept. The booking stands, and nobody was told anything." };
}
