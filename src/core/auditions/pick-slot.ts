import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { confirmBooking } from "./confirm-booking.ts";
import { holdSlot } from "./hold-slot.ts";
import { LIVE } from "./list-slots.ts";
import { requestChange } from "./request-change.ts";

export const PickSlot = z.object({ invitationId: z.uuid(), slotId: z.uuid() });

/** A tapped time: held and booked at once, or the booking there is moved to it. */
export async function pickSlot(ctx: ToolCtx, { invitationId, slotId }: z.output<typeof PickSlot>): Promise<ToolResult> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `select id from bookings where invitation_id = $1 and state in ${LIVE} and state <> 'held'`,
    [invitationId],
  );
  if (rows[0]) return requestChange(ctx, { bookingId: rows[0].id, slotId, wish: "", notDays: [] });
  const held = await holdSlot(ctx, { slotId, invitationId });
  return confirmBooking(ctx, { bookingId: String(held.data?.bookingId) });
}
