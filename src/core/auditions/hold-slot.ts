import { randomBytes } from "node:crypto";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { clip } from "../messages/wording-facts.ts";
import { mustBeTalent } from "../people/rights.ts";
import { eachTime } from "./each-time.ts";
import { mustHaveConsent, mustRestAround } from "./guard-minor.ts";
import { invitationChoices } from "./invitation-draft.ts";
import { CLOSED, type FreeSlot, freeSlots, hasRoom, MAY_COME, openFirst } from "./list-slots.ts";
import { whichOne } from "./which-booking.ts";

const HOLD_MS = 10 * 60_000;

export const HoldSlot = z.object({
  slotId: z.uuid(),
  invitationId: z.uuid().optional().describe("A guardian's: which child's invitation."),
});

type Wanted = { invitationId: string; talentId: string; sessionId: string; startsAt: Date };

/**
 * Holds a free slot of a session the talent is invited to, for ten minutes. Holding it again is not an error.
 * Throws `conflict` with the next free times when it is taken, and with the names of a guardian's wards when several are
 * invited and none is named; for a minor also without the guardian's consent, and beyond a child's hours.
 */
export async function holdSlot(ctx: ToolCtx, input: z.output<typeof HoldSlot>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const wanted = await lockSlot(ctx, input);
  await mustHaveConsent(ctx, { ...wanted, slotId: input.slotId });
  const again = await ownHold(ctx, wanted, input.slotId);
  if (!again) await mustRestAround(ctx, { ...wanted, slotId: input.slotId });
  const bookingId = again ?? (await insertHold(ctx, wanted, input.slotId));
  const when = sayTime(wanted.startsAt, ctx.timeZone, ctx.conversation.language);
  return { said: `${when} is held.`, data: { bookingId, startsAt: wanted.startsAt.toISOString(), says: when } };
}

/**
 * The row lock makes takers of one slot queue up, so that the count that follows is true. The session is locked before it:
 * who moves or calls it off sees this time taken, or this finds it gone.
 */
async function lockSlot(ctx: ToolCtx, { slotId, invitationId }: z.output<typeof HoldSlot>): Promise<Wanted> {
  await ctx.db.query(
    `with stays as materialized (
       select e.id from sessions e where e.id = (select session_id from slots where id = $1) for key share)
     select from slots s join stays on stays.id = s.session_id where s.id = $1 for update of s`,
    [slotId],
  );
  const { rows } = await ctx.db.query<Wanted & { talent: string; declined: boolean }>(
    `select i.id as "invitationId", i.talent_id as "talentId", p.name as talent, ${CLOSED} as declined,
            s.session_id as "sessionId", s.starts_at as "startsAt"
       from people p join invitations i on i.talent_id = p.id and ${MAY_COME}
       join slots s on s.session_id = i.session_id
      where (p.id = $2 or p.guardian_id = $2) and s.id = $1 and s.state = 'open' and ($3::uuid is null or i.id = $3)
      order by p.name`,
    [slotId, ctx.actor.personId, invitationId ?? null],
  );
  const meant = openFirst(rows);
  const wanted = meant[0];
  if (!wanted) {
    throw new AppError("not_found", `slot ${slotId} is not offered to person ${ctx.actor.personId}`, {
      said: words(ctx.conversation.language).noInvitation(),
    });
  }
  if (meant.length > 1) {
    throw whichOne(
      ctx,
      meant.map((one) => ({
        label: clip(one.talent, 20),
        description: `${one.talent}, ${sayTime(one.startsAt, ctx.timeZone, ctx.conversation.language)}`,
        verb: "pick_slot" as const,
        args: { invitationId: one.invitationId, slotId },
        singleUse: false,
      })),
    );
  }
  if (wanted.startsAt <= ctx.now()) {
    throw new AppError("invalid_input", `slot ${slotId} has passed`, {
      said: words(ctx.conversation.language).pastTime(),
    });
  }
  return wanted;
}

async function ownHold(ctx: ToolCtx, wanted: Wanted, slotId: string): Promise<string | undefined> {
  await ctx.db.query(
    `update bookings set state = 'expired', ended_at = $2
      where state = 'held' and (hold_expires_at <= $2 or (invitation_id = $1 and slot_id <> $3))
        and (talent_id = $4 or slot_id = $3)`,
    [wanted.invitationId, ctx.now(), slotId, wanted.talentId],
  );
  const { rows } = await ctx.db.query<{ id: string }>(
    `select id from bookings where invitation_id = $1 and slot_id = $2 and state in ('held', 'confirmed')`,
    [wanted.invitationId, slotId],
  );
  return rows[0]?.id;
}

async function insertHold(ctx: ToolCtx, wanted: Wanted, slotId: string): Promise<string> {
  let rows: { id: string }[];
  try {
    ({ rows } = await ctx.db.query<{ id: string }>(
      `insert into bookings (workspace_id, invitation_id, slot_id, talent_id, during, state, hold_expires_at, ics_token, created_at)
       select s.workspace_id, $2, s.id, $3, s.during, 'held', $4, $5, $6 from slots s where s.id = $1 and ${hasRoom("$6")}
       returning id`,
      [
        slotId,
        wanted.invitationId,
        wanted.talentId,
        new Date(ctx.now().getTime() + HOLD_MS),
        randomBytes(16).toString("base64url"),
        ctx.now(),
      ],
    ));
  } catch (cause) {
    throw clash(ctx, cause);
  }
  const twin = rows[0] ? undefined : await freeTwin(ctx, slotId);
  if (twin) return insertHold(ctx, wanted, twin);
  if (!rows[0]) throw await taken(ctx, wanted);
  await audit(ctx, { verb: "hold_slot", subject: "booking", subjectId: rows[0].id });
  return rows[0].id;
}

/** Another room at the same time. What somebody else is just taking is passed over, so that nobody waits for two slots. */
async function freeTwin(ctx: ToolCtx, slotId: string): Promise<string | undefined> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `select s.id from slots s join slots t on t.session_id = s.session_id and t.during = s.during and t.id <> s.id
      where t.id = $1 and ${hasRoom("$2")} limit 1 for update of s skip locked`,
    [slotId, ctx.now()],
  );
  return rows[0]?.id;
}

/** The talent is somewhere else at that time, or has a slot in this session already. */
export function clash(ctx: ToolCtx, cause: unknown): unknown {
  const constraint = (cause as { constraint?: string }).constraint;
  if (constraint !== "bookings_talent_once" && constraint !== "bookings_invitation_live") return cause;
  return new AppError("conflict", `person ${ctx.actor.personId} is booked: ${constraint}`, {
    cause,
    said: words(ctx.conversation.language).alreadyBooked(),
    details: { booked: true },
  });
}

async function taken(ctx: ToolCtx, wanted: Wanted): Promise<AppError> {
  const next = nearest(await freeSlots(ctx, wanted.sessionId), wanted.startsAt);
  const { language } = ctx.conversation;
  return new AppError("conflict", `a slot of session ${wanted.sessionId} is taken`, {
    said:
      next.length > 0
        ? words(language).slotTaken({ next: next.map((slot) => sayTime(slot.startsAt, ctx.timeZone, language)) })
        : words(language).noTimesLeft(),
    details: {
      next: next.map((slot) => ({ slotId: slot.slotId, startsAt: slot.startsAt.toISOString() })),
      choices: invitationChoices({ slots: next, language, timeZone: ctx.timeZone, invitationId: wanted.invitationId }),
    },
  });
}

/** The three free slots closest to a time, in order; the later of two equally close first. */
export function nearest(slots: FreeSlot[], to: Date): FreeSlot[] {
  const away = (slot: FreeSlot) => Math.abs(slot.startsAt.getTime() - to.getTime());
  return eachTime(slots)
    .toSorted((a, b) => away(a) - away(b) || b.startsAt.getTime() - a.startsAt.getTime())
    .slice(0, 3)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}
