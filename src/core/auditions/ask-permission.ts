import { setAlarm } from "../alarms/set-alarm.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import type { Booking } from "./my-booking.ts";
import { readSession } from "./read-session.ts";
import { tellTeam } from "./tell-team.ts";

const WAIT_MS = 48 * 60 * 60_000;

/** Keeps a minor's time for two days, and at most until it begins, while the team waits for the permission document. */
export async function awaitPermission(ctx: ToolCtx, booking: Booking, child: string): Promise<ToolResult> {
  const { rows } = await ctx.db.query<{ until: Date }>(
    `update bookings set permission_asked_at = coalesce(permission_asked_at, $2),
            hold_expires_at = case when permission_asked_at is null then least($3, lower(during)) else hold_expires_at end
      where id = $1 and state = 'held' and hold_expires_at > $2 returning hold_expires_at as until`,
    [booking.id, ctx.now(), new Date(ctx.now().getTime() + WAIT_MS)],
  );
  const { language } = ctx.conversation;
  if (!rows[0]) {
    throw new AppError("conflict", `booking ${booking.id} is ${booking.state}`, {
      said: words(language).expiredChoice(),
    });
  }
  const { until } = rows[0];
  const session = await readSession(ctx, booking.sessionId);
  await askForPermission(ctx, {
    bookingId: booking.id,
    name: booking.talent,
    until,
    conversationId: session.conversationId,
  });
  const at = new Date((ctx.now().getTime() + until.getTime()) / 2);
  await setAlarm(ctx, { kind: "permission_due", subjectId: booking.id, at, key: `booking:${booking.id}:permission` });
  await setAlarm(ctx, { kind: "expire_offer", subjectId: booking.id, at: until });
  const [when, ends] = [booking.startsAt, until].map((time) => sayTime(time, session.timeZone, language));
  return {
    said: words(language).permissionAwaited({ child, when: when ?? "", until: ends ?? "" }),
    data: { bookingId: booking.id, waitsFor: "permission" },
  };
}

/** Before the time of a minor ends unbooked, the team is asked for the document again. */
export async function permissionDue(ctx: ToolCtx, { subjectId }: { subjectId: string }): Promise<void> {
  const { rows } = await ctx.db.query<{ name: string; until: Date; conversationId: string }>(
    `select p.name, b.hold_expires_at as until, r.conversation_id as "conversationId"
       from bookings b join people p on p.id = b.talent_id join invitations i on i.id = b.invitation_id
       join candidates c on c.id = i.candidate_id join roles r on r.id = c.role_id
      where b.id = $1 and b.state = 'held' and b.hold_expires_at > $2 and b.permission_asked_at is not null`,
    [subjectId, ctx.now()],
  );
  const waits = rows[0];
  if (!waits) return;
  await askForPermission(ctx, { bookingId: subjectId, ...waits, again: true });
}

type Asking = { bookingId: string; name: string; until: Date; conversationId: string; again?: boolean };

async function askForPermission(ctx: ToolCtx, asking: Asking): Promise<void> {
  const { bookingId, name, until, conversationId, again = false } = asking;
  await tellTeam(ctx, {
    conversationId,
    key: `booking:${bookingId}:permission:${again ? "again" : "first"}`,
    text: `${name} is under 18: the time is ${again ? "still " : ""}held until ${sayTime(until, ctx.timeZone)} and is booked when the permission document is here. Then write “permission for ${name} is here”.`,
  });
}
