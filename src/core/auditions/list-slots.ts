import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayTime } from "../messages/say-time.ts";
import { answersFor } from "../people/rights.ts";
import { eachTime } from "./each-time.ts";
import { invitationChoices } from "./invitation-draft.ts";

export const ListSlots = z.object({
  sessionId: z.uuid().optional(),
  offer: z.array(z.uuid()).max(3).optional().describe("Talent: the free slots to attach to the reply as buttons."),
});

export type FreeSlot = { slotId: string; sessionId: string; startsAt: Date; places: number };

/** States in which a booking takes up its slot; an expired hold does not (checked by its time). */
export const LIVE = `('held', 'assigned', 'sent', 'confirmed', 'change_requested', 'checked_in', 'late')`;

/** SQL: the invitation `i` is open, or talent declined or never answered it and may come back while a slot is free. */
export const MAY_COME = `(i.state in ('sent', 'accepted') or (i.state in ('declined', 'expired')
  and exists (select from candidates c where c.id = i.candidate_id and c.state = 'withdrawn')))`;

/** SQL: whether the invitation `i` is no longer open. */
export const CLOSED = `(i.state not in ('sent', 'accepted'))`;

/** SQL: the candidate `c` is booked for an audition to come, or invited to one and has not answered. */
export const waitsForAudition = (now: string) => `exists (
  select from invitations i join sessions e on e.id = i.session_id left join bookings b on b.invitation_id = i.id and b.state in ${LIVE}
   where i.candidate_id = c.id and (upper(b.during) > ${now} or (i.state = 'sent' and e.state = 'open' and e.ends_at > ${now})))`;

/** What was declined is meant only where nothing is open. */
export function openFirst<One extends { declined: boolean }>(all: One[]): One[] {
  const open = all.filter((one) => !one.declined);
  return open.length > 0 ? open : all;
}

/** SQL: the slot `s` has room left at the time in this parameter. */
export const hasRoom = (now: string) => `s.state = 'open' and s.capacity > ${taken(now)}`;

/** SQL: how many places of the slot `s` are taken then; what is held for who is meant by `but` is free to them. */
const taken = (now: string, but = "false") => `(
  select count(*)::int from bookings b where b.slot_id = s.id
     and (b.state in ('assigned', 'sent', 'confirmed', 'change_requested', 'checked_in', 'late', 'seen')
          or (b.state = 'held' and b.hold_expires_at > ${now} and not ${but})))`;

/** The free slots still to come of a session, in order; for talent also what is kept for them. */
export async function freeSlots(ctx: Pick<ToolCtx, "db" | "now" | "actor">, sessionId: string): Promise<FreeSlot[]> {
  const { rows } = await ctx.db.query<FreeSlot>(
    `select * from (
       select s.id as "slotId", s.session_id as "sessionId", s.starts_at as "startsAt",
              s.capacity - ${taken("$2", `b.talent_id in ${answersFor("$3")}`)} as places
         from slots s where s.session_id = $1 and s.starts_at > $2 and s.state = 'open') free
      where places > 0 order by "startsAt"`,
    [sessionId, ctx.now(), ctx.actor.side === "talent" ? ctx.actor.personId : null],
  );
  return rows;
}

/**
 * Free slots: for talent of the sessions she is invited to, the latest invitation first, for the team of the role's latest
 * session. Those to offer
 * become the choices of the reply, so that a number or a tap means what was just named.
 */
export async function listSlots(ctx: ToolCtx, input: z.output<typeof ListSlots>): Promise<ToolResult> {
  const sessionIds = await sessionsOf(ctx, input.sessionId);
  const slots = (await Promise.all(sessionIds.map(async (id) => eachTime(await freeSlots(ctx, id))))).flat();
  const language = ctx.actor.side === "talent" ? ctx.conversation.language : "en";
  const times = slots.slice(0, 6).map((slot) => sayTime(slot.startsAt, ctx.timeZone, language));
  const more = slots.length > times.length ? ` and ${slots.length - times.length} more` : "";
  return {
    said: slots.length === 0 ? "No slot is free." : `Free: ${times.join("; ")}${more}.`,
    data: {
      slots: slots.map((slot) => ({
        slotId: slot.slotId,
        startsAt: slot.startsAt.toISOString(),
        says: sayTime(slot.startsAt, ctx.timeZone, language),
      })),
    },
    choices: await choicesOf(
      ctx,
      slots.filter((slot) => input.offer?.includes(slot.slotId)),
    ),
  };
}

async function choicesOf(ctx: ToolCtx, slots: FreeSlot[]) {
  if (slots.length === 0 || ctx.actor.side !== "talent") return [];
  const { rows } = await ctx.db.query<{ id: string; sessionId: string; declined: boolean }>(
    `select i.id, i.session_id as "sessionId", ${CLOSED} as declined from invitations i
      where i.session_id = any($1::uuid[]) and ${MAY_COME} and i.talent_id in ${answersFor("$2")}`,
    [slots.map((slot) => slot.sessionId), ctx.actor.personId],
  );
  const { language } = ctx.conversation;
  const choices = slots
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .flatMap((slot) => {
      const [invitation, ...more] = openFirst(rows.filter((row) => row.sessionId === slot.sessionId));
      // For two children of one guardian a time alone does not say enough.
      if (!invitation || more.length > 0) return [];
      return [invitationChoices({ slots: [slot], language, timeZone: ctx.timeZone, invitationId: invitation.id })];
    });
  return [...choices.flatMap((one) => one.slice(0, 1)), ...(choices.at(-1)?.slice(1) ?? [])];
}

async function sessionsOf(ctx: ToolCtx, sessionId: string | undefined): Promise<string[]> {
  const { rows } =
    ctx.actor.side === "talent"
      ? await ctx.db.query<{ id: string }>(
          `with mine as (select i.session_id as id, ${CLOSED} as declined, i.created_at as at from invitations i
              where ${MAY_COME} and i.talent_id in ${answersFor("$1")} and ($2::uuid is null or i.session_id = $2))
           select id from mine where not declined or not exists (select from mine open where not open.declined)
            group by id order by max(at) desc, id`,
          [ctx.actor.personId, sessionId ?? null],
        )
      : await ctx.db.query<{ id: string }>(
          `select s.id from sessions s join conversations c on c.role_id = s.role_id
            where c.id = $1 and s.state = 'open' and ($2::uuid is null or s.id = $2) order by s.created_at desc limit 1`,
          [ctx.conversation.id, sessionId ?? null],
        );
  return rows.map((row) => row.id);
}
