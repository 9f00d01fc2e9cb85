import { z } from "zod";
import type { Fired } from "../alarms/alarm-kinds.ts";
import { ringAgain } from "../alarms/ring-again.ts";
import { setAlarm } from "../alarms/set-alarm.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { quietUntil } from "../messages/plan-send.ts";
import { postMessage } from "../messages/post-message.ts";
import { sayDay, sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { firstName } from "../people/open-conversation.ts";
import { invitationChoices, spread } from "./invitation-draft.ts";
import { type FreeSlot, freeSlots, LIVE } from "./list-slots.ts";
import { reachTalent } from "./reach-talent.ts";
import { readSession, type Session } from "./read-session.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const NUDGES = 2;

type Invitation = {
  id: string;
  sessionId: string;
  talentId: string;
  candidateId: string;
  approvalId: string;
  talent: string;
  sentAt: Date;
  /** A place is kept for her until then. */
  answerBy: Date | null;
};

/**
 * Plans for silence: two nudges and then the end of the invitation, a day apart, or closer together when the session is
 * near. Less than an hour apart would be pestering: then there are none.
 */
export async function planNudges(
  ctx: ToolCtx,
  invitation: { id: string; sentAt: Date; startsAt: Date },
): Promise<void> {
  if (stepOf(invitation) >= HOUR_MS) await planNext(ctx, invitation, 1);
}

const stepOf = ({ sentAt, startsAt }: { sentAt: Date; startsAt: Date }) =>
  Math.min(DAY_MS, (startsAt.getTime() - sentAt.getTime()) / (NUDGES + 2));

async function planNext(ctx: ToolCtx, planned: { id: string; sentAt: Date; startsAt: Date }, nudge: number) {
  const at = new Date(ctx.now().getTime() + stepOf(planned));
  const kind = nudge <= NUDGES ? "nudge_invitation" : "expire_invitation";
  await setAlarm(ctx, {
    kind,
    subjectId: planned.id,
    at: quietUntil(at) ?? at,
    data: { nudge },
    key: `invitation:${planned.id}:silence:${nudge}`,
  });
}

/** Where in the time that a place is kept a nudge may come, the best first. */
const SHARES = [1 / 2, 1 / 3, 1 / 4, 3 / 4];

/** Plans one nudge about the middle of the time for which a place is kept, by day; less than four hours need none. */
export async function planKeptNudge(
  ctx: ToolCtx,
  { id, sentAt, until }: { id: string; sentAt: Date; until: Date },
): Promise<void> {
  const wholeMs = until.getTime() - sentAt.getTime();
  const times = SHARES.map((share) => new Date(sentAt.getTime() + share * wholeMs));
  const at = wholeMs < 4 * HOUR_MS ? undefined : times.find((time) => !quietUntil(time));
  const key = `invitation:${id}:silence:1`;
  if (at) await setAlarm(ctx, { kind: "nudge_invitation", subjectId: id, at, data: { nudge: 1 }, key });
}

const Nudge = z.object({ nudge: z.number().int() });

/**
 * Asks once more, with the times that are free now, while nobody answered. Where there is no time to offer, or nobody to
 * write to, nothing is asked; the invitation comes to its end all the same.
 */
export async function nudgeInvitation(ctx: ToolCtx, fired: Fired): Promise<void> {
  const invitation = await readSilent(ctx, fired.subjectId);
  if (!invitation) return waitForHold(ctx, fired);
  const session = await readSession(ctx, invitation.sessionId);
  if (session.startsAt <= ctx.now()) return;
  const { nudge } = Nudge.parse(fired.data);
  await ask(ctx, { invitation, session, nudge });
  if (!invitation.answerBy) await planNext(ctx, { ...invitation, startsAt: session.startsAt }, nudge + 1);
}

type Asking = { invitation: Invitation; session: Session; nudge: number };

async function ask(ctx: ToolCtx, { invitation, session, nudge }: Asking): Promise<void> {
  const slots = invitation.answerBy ? await keptSlots(ctx, invitation) : spread(await freeSlots(ctx, session.id), 0);
  const to = await reachTalent(ctx, invitation.talentId);
  if (slots.length === 0 || typeof to === "string" || to.oneWay) return;
  const { language, child } = to;
  const day = sayDay(session.startsAt, session.timeZone, language);
  const asked = words(language).nudge({
    name: firstName(to.name),
    child,
    role: session.role,
    round: session.round,
    day,
    place: session.place,
  });
  const until = invitation.answerBy && sayTime(invitation.answerBy, session.timeZone, language);
  const text = until ? `${asked}\n${words(language).keptUntil({ until })}` : asked;
  const outboxId = await postMessage(ctx.db, {
    workspaceId: ctx.actor.workspaceId,
    conversationId: to.id,
    personId: to.personId,
    side: "talent",
    dedupeKey: `invitation:${invitation.id}:nudge:${nudge}`,
    purpose: "promotional",
    now: ctx.now(),
    draft: {
      blocks: [{ type: "text", text }],
      template: { name: "notice", language, variables: [text] },
      choices: invitationChoices({ slots, language, timeZone: session.timeZone, invitationId: invitation.id }),
    },
  });
  if (outboxId) ctx.wake.outbox([outboxId]);
}

/** Who holds a time and has not booked it yet is not asked, and not forgotten: when the hold is over, it is looked at again. */
export async function waitForHold(ctx: ToolCtx, fired: Fired): Promise<void> {
  const { rows } = await ctx.db.query<{ until: Date | null }>(
    `select max(b.hold_expires_at) as until from invitations i join sessions s on s.id = i.session_id and s.state = 'open' and s.starts_at > $2
       join bookings b on b.invitation_id = i.id and b.state = 'held' and b.hold_expires_at > $2
      where i.id = $1 and i.state = 'sent'`,
    [fired.subjectId, ctx.now()],
  );
  const until = rows[0]?.until;
  if (!until) return;
  const at = new Date(until.getTime() + HOUR_MS);
  await ringAgain(ctx, fired, { at: quietUntil(at) ?? at });
}

async function keptSlots(ctx: ToolCtx, { id }: Invitation): Promise<FreeSlot[]> {
  const { rows } = await ctx.db.query<FreeSlot>(
    `select s.id as "slotId", s.session_id as "sessionId", s.starts_at as "startsAt", 1 as places
       from bookings b join slots s on s.id = b.slot_id where b.invitation_id = $1 and b.state = 'held' and b.hold_expires_at > $2`,
    [id, ctx.now()],
  );
  return rows;
}

/** The invitation while it waits for an answer: nothing booked, and nothing held but what is kept for her. */
export async function readSilent(ctx: ToolCtx, invitationId: string): Promise<Invitation | undefined> {
  const { rows } = await ctx.db.query<Invitation>(
    `select i.id, i.session_id as "sessionId", i.talent_id as "talentId", i.candidate_id as "candidateId", i.approval_id as "approvalId", p.name as talent, i.created_at as "sentAt", i.answer_by as "answerBy"
       from invitations i join people p on p.id = i.talent_id join sessions s on s.id = i.session_id
      where i.id = $1 and i.state = 'sent' and s.state = 'open'
        and not exists (select from bookings b where b.invitation_id = i.id and b.state in ${LIVE}
                           and not (b.state = 'held' and (b.hold_expires_at is not distinct from i.answer_by or b.hold_expires_at <= $2)))
        for update of i`,
    [invitationId, ctx.now()],
  );
  return rows[0];
}
