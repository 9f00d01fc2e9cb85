import { z } from "zod";
import type { Fired } from "../alarms/alarm-kinds.ts";
import { setAlarm } from "../alarms/set-alarm.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { neverWritten, quietUntil } from "../messages/plan-send.ts";
import { postMessage } from "../messages/post-message.ts";
import { sayDay } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { firstName, openTalentConversation } from "../people/open-conversation.ts";
import { invitationChoices, spread } from "./invitation-draft.ts";
import { freeSlots, LIVE } from "./list-slots.ts";
import { readSession } from "./read-session.ts";

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

const Nudge = z.object({ nudge: z.number().int() });

/** Asks once more, with the times that are free now, while nobody answered. */
export async function nudgeInvitation(ctx: ToolCtx, { subjectId, data }: Fired): Promise<void> {
  const invitation = await readSilent(ctx, subjectId);
  if (!invitation) return;
  const session = await readSession(ctx, invitation.sessionId);
  const slots = spread(await freeSlots(ctx, session.id), 0);
  if (session.startsAt <= ctx.now() || slots.length === 0) return;
  const to = await openTalentConversation(ctx, { workspaceId: ctx.actor.workspaceId, talentId: invitation.talentId });
  if (to.oneWay || (await neverWritten(ctx.db, to))) return;
  const { nudge } = Nudge.parse(data);
  const { language, child } = to;
  const day = sayDay(session.startsAt, session.timeZone, language);
  const text = words(language).nudge({
    name: firstName(to.name),
    child,
    role: session.role,
    round: session.round,
    day,
    place: session.place,
  });
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
  await planNext(ctx, { ...invitation, startsAt: session.startsAt }, nudge + 1);
}

/** The invitation while it waits for an answer: nothing held, nothing booked. */
export async function readSilent(ctx: ToolCtx, invitationId: string): Promise<Invitation | undefined> {
  const { rows } = await ctx.db.query<Invitation>(
    `select i.id, i.session_id as "sessionId", i.talent_id as "talentId", i.candidate_id as "candidateId", i.approval_id as "approvalId", p.name as talent, i.created_at as "sentAt"
       from invitations i join people p on p.id = i.talent_id join sessions s on s.id = i.session_id
      where i.id = $1 and i.state = 'sent' and s.state = 'open'
        and not exists (select from bookings b where b.invitation_id = i.id and b.state in ${LIVE})
        for update of i`,
    [invitationId],
  );
  return rows[0];
}
