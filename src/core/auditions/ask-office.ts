import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { freeSlots } from "./list-slots.ts";
import type { Booking } from "./my-booking.ts";
import { readSession } from "./read-session.ts";
import { tellTeam } from "./tell-team.ts";

type Wanted = { slotId: string; wish: string };

/**
 * Where the workspace decides about changes: the team is asked whether the booking may move to this slot, and it stands
 * until then. Undefined when the slot is not free.
 */
export async function askOffice(
  ctx: ToolCtx,
  booking: Booking,
  { slotId, wish }: Wanted,
): Promise<ToolResult | undefined> {
  const slot = (await freeSlots(ctx, booking.sessionId)).find((one) => one.slotId === slotId);
  if (!slot) return undefined;
  await ctx.db.query(
    `update bookings set state = 'change_requested', wanted_slot_id = $2, change_asked_at = $3
      where id = $1 and state in ('confirmed', 'assigned', 'sent', 'change_requested', 'late', 'checked_in')`,
    [booking.id, slotId, ctx.now()],
  );
  await audit(ctx, { verb: "request_change", subject: "booking", subjectId: booking.id });
  const { timeZone, conversationId, place, role, round } = await readSession(ctx, booking.sessionId);
  const [to, from] = [slot.startsAt, booking.startsAt].map((at) => sayTime(at, timeZone)) as [string, string];
  const args = { bookingId: booking.id, slotId, version: booking.version };
  const common = { args, group: `change:${booking.id}:${booking.version}:${slotId}`, expiresAt: booking.endsAt };
  const text = `${booking.talent} asks to move from ${from} to ${to}${wish ? `: “${wish.slice(0, 200)}”` : ""}.`;
  await tellTeam(ctx, {
    conversationId,
    key: `booking:${booking.id}:v${booking.version}:wants:${slotId}:${ctx.turnId ?? ""}`,
    text,
    card: {
      type: "card",
      title: `May ${booking.talent} come at another time?`,
      lines: [text, `${role}, ${place}. The slot is free; the present time stands until you decide.`],
      choices: [
        { ...common, label: "Yes, move", style: "primary", verb: "grant_change" },
        { ...common, label: "No, keep the time", verb: "refuse_change" },
      ],
    },
  });
  const { language } = ctx.conversation;
  const [when, stands] = [slot.startsAt, booking.startsAt].map((at) => sayTime(at, timeZone, language)) as [
    string,
    string,
  ];
  return { said: words(language).changeAsked({ round, when, stands }), data: { asked: true } };
}
