import { z } from "zod";
import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { LIVE } from "./list-slots.ts";
import type { Session } from "./read-session.ts";

/** What a draft was made upon: a candidate's time in a session, if any, and when she last chose or asked for another. */
export const Standing = z.object({
  bookingId: z.uuid().nullable(),
  version: z.number().int().nullable(),
  answeredAt: z.iso.datetime().nullable(),
});
type Standing = z.output<typeof Standing>;

type Held = { id: string; version: number; slotId: string; startsAt: Date; state: string; askedAt: Date | null };
type Of = { sessionId: string; candidateId: string };

/** How a candidate stands in a session, her booking locked; `booked` is a time that is hers, not only kept for her. */
export async function standingOf(
  ctx: Pick<ToolCtx, "db" | "now">,
  { sessionId, candidateId }: Of,
): Promise<{ was: Standing; time?: Held; booked?: Held }> {
  const { rows } = await ctx.db.query<Held>(
    `select b.id, b.version, b.slot_id as "slotId", lower(b.during) as "startsAt", b.state, b.change_asked_at as "askedAt"
       from bookings b join invitations i on i.id = b.invitation_id
      where i.session_id = $1 and i.candidate_id = $2 and b.state in ${LIVE} and (b.state <> 'held' or b.hold_expires_at > $3)
        for update of b`,
    [sessionId, candidateId, ctx.now()],
  );
  const { rows: invited } = await ctx.db.query<{ at: Date | null }>(
    `select greatest(answered_at, $3::timestamptz) as at from invitations where session_id = $1 and candidate_id = $2`,
    [sessionId, candidateId, rows[0]?.askedAt ?? null],
  );
  const time = rows[0];
  const was = {
    bookingId: time?.id ?? null,
    version: time?.version ?? null,
    answeredAt: invited[0]?.at?.toISOString() ?? null,
  };
  return { was, ...(time && { time }), ...(time && time.state !== "held" && { booked: time }) };
}

type Asked = { session: Session; candidateId: string; name: string };

/** Throws `conflict`, saying how she stands now, when that is not how it was. */
export async function mustStandAs(
  ctx: Pick<ToolCtx, "db" | "now">,
  was: Standing,
  { session, candidateId, name }: Asked,
): Promise<void> {
  const { was: now, time } = await standingOf(ctx, { sessionId: session.id, candidateId });
  const same = now.bookingId === was.bookingId && now.version === was.version && now.answeredAt === was.answeredAt;
  if (same) return;
  const stands = time ? `has ${sayTime(time.startsAt, session.timeZone)}` : "has no time";
  throw new AppError("conflict", `candidate ${candidateId} does not stand as when this was drafted`, {
    said: `I booked nothing: ${name} ${stands} now, which has changed since this was drafted. Tell me again if another time was agreed.`,
  });
}
