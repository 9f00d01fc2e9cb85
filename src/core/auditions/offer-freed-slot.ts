/**
 * The backfill cascade: a place that becomes free is offered to one select at a time. The offer is an invitation with a
 * hold on the slot, so that nobody else can take it meanwhile; an alarm ends both and asks the next (expire-offer.ts).
 */
import type { ToolCtx } from "../conversation/tool.ts";
import { within } from "../conversation/turn.ts";
import { AppError } from "../errors.ts";
import { quietUntil } from "../messages/plan-send.ts";
import { sayTime } from "../messages/say-time.ts";
import { sayClosed } from "../operations/must-have-go.ts";
import { type Invited, invite, NOT_WRITTEN_TO, sayCall } from "./invite.ts";
import { type FreeSlot, freeSlots, LIVE } from "./list-slots.ts";
import { officePolicy } from "./office-policy.ts";
import { reachTalent } from "./reach-talent.ts";
import type { Session } from "./read-session.ts";
import { GATE, NEXT_IN_LINE, NEXT_SAID } from "./rounds.ts";

const MINUTE_MS = 60_000;
/** Who says yes later than this before the slot could hardly come. */
const LAST_YES_MS = 30 * MINUTE_MS;
const SHORTEST_MS = 10 * MINUTE_MS;

type Freed = {
  session: Session;
  approvalId: string;
  /** Without it: any place that nobody needs who is invited and has not answered. */
  slotId?: string | undefined;
};

/**
 * Offers a freed place to the next select, in a later round to the next backup, who has no invitation to this session and is free then. The approval of the
 * invitations said so, hence it covers this one; a workspace that set `backfill` to "ask", or whose gate is closed, is only told. Returns what to
 * tell the team; undefined when there is no place to offer or nobody is left.
 */
export async function offerFreedSlot(
  ctx: ToolCtx,
  { session, slotId, approvalId }: Freed,
): Promise<string | undefined> {
  // What is kept for somebody is free to nobody else, whoever gave this place up.
  const free = await freeSlots({ ...ctx, actor: { ...ctx.actor, side: "team" } }, session.id);
  const place = slotId ? free.find((slot) => slot.slotId === slotId) : await spareOf(ctx, session.id, free);
  if (!place) return undefined;
  const policy = await officePolicy(ctx, ctx.actor.workspaceId);
  const line = NEXT_SAID[session.round];
  const passedOver: { id: string; why: string }[] = [];
  const told = (last?: string) => [...passedOver.map((one) => one.why), ...(last ? [last] : [])].join(" ") || undefined;
  for (;;) {
    const next = await nextSelect(ctx, { session, place, not: passedOver.map((one) => one.id) });
    if (!next) return told();
    const closed = await sayClosed(ctx, { roleId: session.roleId, kind: GATE[session.round] });
    if (closed) return told(`${next.name} is your next ${line}, but: ${closed}`);
    if (policy.backfill === "ask") return told(`${next.name} is your next ${line}. Shall I invite them?`);
    const zones = await zonesOf(ctx, next.talentId);
    const until = offeredUntil(ctx.now(), { place, minutes: policy.offerMinutes, zones });
    if (!until) return told(`It is too soon for a message to ${next.name}, your next ${line}. Please call.`);
    const asked = await offer(ctx, { session, candidateId: next.id, approvalId, place, until, free });
    if (typeof asked !== "string" && asked.outcome === "sent")
      return told(sayOffered(asked, { place, session, until }));
    const why =
      typeof asked === "string" ? asked : NOT_WRITTEN_TO[asked.outcome as keyof typeof NOT_WRITTEN_TO](next.name);
    passedOver.push({ id: next.id, why: why && `${next.name} is your next ${line}. ${why}` });
  }
}

/** A free place beyond those that the invited may still choose. */
async function spareOf(ctx: ToolCtx, sessionId: string, free: FreeSlot[]): Promise<FreeSlot | undefined> {
  const { rows } = await ctx.db.query<{ waiting: number }>(
    `select count(*)::int as waiting from invitations i where i.session_id = $1 and i.state = 'sent'
        and not exists (select from bookings b where b.invitation_id = i.id and b.state in ${LIVE}
                           and (b.state <> 'held' or b.hold_expires_at > $2))`,
    [sessionId, ctx.now()],
  );
  const places = free.reduce((sum, slot) => sum + slot.places, 0);
  return places > (rows[0]?.waiting ?? 0) ? free[0] : undefined;
}

/** Where the phone rings of who would be asked; ours for who cannot be. */
async function zonesOf(ctx: ToolCtx, talentId: string): Promise<string[] | undefined> {
  const to = await reachTalent(ctx, talentId);
  return typeof to === "string" ? undefined : to.zones;
}

type Keeping = { place: FreeSlot; minutes: number; zones: string[] | undefined };

/** Until when a place is kept: not through a night in which nothing was sent, not until it is too late to come. */
function offeredUntil(now: Date, { place, minutes, zones }: Keeping): Date | undefined {
  const arrives = quietUntil(now, zones) ?? now;
  const wanted = new Date(arrives.getTime() + minutes * MINUTE_MS);
  const latest = place.startsAt.getTime() - LAST_YES_MS;
  const until = new Date(Math.min((quietUntil(wanted, zones) ?? wanted).getTime(), latest));
  return until.getTime() - arrives.getTime() >= SHORTEST_MS ? until : undefined;
}

type Looking = { session: Session; place: FreeSlot; not: string[] };

async function nextSelect(ctx: ToolCtx, { session, place, not }: Looking) {
  const { rows } = await ctx.db.query<{ id: string; name: string; talentId: string }>(
    `select c.id, p.name, p.id as "talentId" from candidates c join people p on p.id = c.talent_id join slots s on s.id = $3
      where c.role_id = $1 and c.state = $7 and c.id <> all($4::uuid[])
        and not exists (select from invitations i where i.candidate_id = c.id and i.session_id = $2)
        and ($7 = 'selected' or exists (select from candidate_moves m where m.candidate_id = c.id and m.to_state = 'auditioned'))
        and not exists (select from bookings b where b.talent_id = c.talent_id and b.state in ${LIVE} and b.during && s.during
                           and (b.state <> 'held' or b.hold_expires_at > $5))
        and not exists (select from book_outs o where o.person_id = c.talent_id and o.during @> (s.starts_at at time zone $6)::date)
      order by c.selected_at, c.rank nulls last, c.id limit 1 for update of c skip locked`,
    [session.roleId, session.id, place.slotId, not, ctx.now(), session.timeZone, NEXT_IN_LINE[session.round]],
  );
  return rows[0];
}

type Offering = {
  session: Session;
  candidateId: string;
  approvalId: string;
  place: FreeSlot;
  until: Date;
  free: FreeSlot[];
};

/** Words for the team where nothing was written; none when the place or the talent was taken in this moment. */
async function offer(ctx: ToolCtx, { place, until, free, ...to }: Offering): Promise<Invited | string> {
  const others = free.filter((slot) => slot.slotId !== place.slotId).slice(0, 2);
  const inviting = { ...to, slots: [place, ...others], kept: { slotId: place.slotId, until } };
  try {
    return await ctx.db.transaction((tx) => invite({ ...ctx, db: within(tx, ctx.db) }, inviting));
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return error.said ?? "";
    throw error;
  }
}

type Offered = { place: FreeSlot; session: Session; until: Date };

function sayOffered(asked: Invited, { place, session, until }: Offered): string {
  const line = NEXT_SAID[session.round];
  if (asked.oneWay) return `I wrote to ${asked.name}, your next ${line}. ${sayCall([asked.name])}`;
  const [when, end] = [place.startsAt, until].map((at) => sayTime(at, session.timeZone));
  const first = asked.consentFirst ? " The guardian is asked for consent first." : "";
  return `I offered ${when} to ${asked.name}, your next ${line}, and keep it for them until ${end}.${first}`;
}
