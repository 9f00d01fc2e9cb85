import type { ToolCtx } from "../conversation/tool.ts";
import type { Stretch } from "./cut-slots.ts";
import { LIVE } from "./list-slots.ts";

/** Somebody who has been asked to come to a session and has not said no. */
export type Expected = {
  invitationId: string;
  candidateId: string;
  approvalId: string;
  talentId: string;
  name: string;
  /** Her booking, or what is held for her; null of who has not answered. */
  bookingId: string | null;
  slotId: string | null;
  state: string | null;
  heldUntil: Date | null;
  version: number | null;
  startsAt: Date | null;
  endsAt: Date | null;
};

/** Everybody whom a session concerns, by their time; with `lock`, their bookings until the transaction ends. */
export async function expectedAt(ctx: ToolCtx, sessionId: string, { lock = false } = {}): Promise<Expected[]> {
  if (lock) {
    await ctx.db.query(
      `select b.id from bookings b join invitations i on i.id = b.invitation_id
        where i.session_id = $1 and b.state in ${LIVE} order by b.id for update of b`,
      [sessionId],
    );
  }
  const { rows } = await ctx.db.query<Expected>(
    `select i.id as "invitationId", i.candidate_id as "candidateId", i.approval_id as "approvalId", i.talent_id as "talentId", p.name,
            b.id as "bookingId", b.slot_id as "slotId", b.state, b.hold_expires_at as "heldUntil", b.version,
            lower(b.during) as "startsAt", upper(b.during) as "endsAt"
       from invitations i join people p on p.id = i.talent_id
       left join bookings b on b.invitation_id = i.id and b.state in ${LIVE} and (b.state <> 'held' or b.hold_expires_at > $2)
      where i.session_id = $1 and (i.state = 'sent' or b.id is not null)
      order by lower(b.during) nulls last, p.name, i.id`,
    [sessionId, ctx.now()],
  );
  return rows;
}

/** Who has a time of her own, not only one that is held. */
export const isBooked = ({ state }: Pick<Expected, "state">) => state !== null && state !== "held";

export type Clash = { invitationId: string; name: string; why: string };

const WHY = { booked: "another audition", shoot: "booked for a shoot", away: "away, by their book-outs" };

/** Who could not come where each time is so much later, and why. */
export async function clashesOf(
  ctx: ToolCtx,
  { people, shiftMs, timeZone }: { people: Expected[]; shiftMs: number; timeZone: string },
): Promise<Clash[]> {
  const later = people.flatMap(({ invitationId, talentId, bookingId, name, startsAt, endsAt }) =>
    startsAt && endsAt ? [{ invitationId, talentId, bookingId, name, ...shifted({ startsAt, endsAt }, shiftMs) }] : [],
  );
  if (later.length === 0 || shiftMs === 0) return [];
  const { rows } = await ctx.db.query<{ nth: number; why: keyof typeof WHY }>(
    `select nth::int, case
              when exists (select from bookings b where b.talent_id = g.talent and b.id <> g.booking and b.state in ${LIVE}
                              and b.during && tstzrange(g.starts, g.ends) and (b.state <> 'held' or b.hold_expires_at > $5)) then 'booked'
              when exists (select from holds h where h.talent_id = g.talent and h.state = 'booked'
                              and h.during @> (g.starts at time zone $6)::date) then 'shoot'
              when exists (select from book_outs o where o.person_id = g.talent and o.during @> (g.starts at time zone $6)::date) then 'away'
            end as why
       from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[]) with ordinality as g(talent, booking, starts, ends, nth)`,
    [
      later.map((one) => one.talentId),
      later.map((one) => one.bookingId),
      later.map((one) => one.startsAt),
      later.map((one) => one.endsAt),
      ctx.now(),
      timeZone,
    ],
  );
  return rows.flatMap(({ nth, why }) => {
    const one = later[nth - 1];
    return why && one ? [{ invitationId: one.invitationId, name: one.name, why: WHY[why] }] : [];
  });
}

export const shifted = ({ startsAt, endsAt }: Stretch, byMs: number): Stretch => ({
  startsAt: new Date(startsAt.getTime() + byMs),
  endsAt: new Date(endsAt.getTime() + byMs),
});
