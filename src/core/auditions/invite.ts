import { audit } from "../audit.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { neverWritten, quietUntil } from "../messages/plan-send.ts";
import { postMessage } from "../messages/post-message.ts";
import { openTalentConversation } from "../people/open-conversation.ts";
import type { CandidateState } from "./candidate-states.ts";
import { consentFirstDraft } from "./consent-first.ts";
import { minorWithoutConsent } from "./guard-minor.ts";
import { invitationDraft } from "./invitation-draft.ts";
import { type Kept, keepPlace } from "./keep-place.ts";
import type { FreeSlot } from "./list-slots.ts";
import { moveCandidates } from "./move-candidate.ts";
import { planKeptNudge, planNudges } from "./nudge-invitation.ts";
import type { Session } from "./read-session.ts";
import { A_ROUND, invitable, movedInto, ROUND_STATE } from "./rounds.ts";
import { sayList } from "./say-role.ts";

export type Invited = {
  name: string;
  outcome: "sent" | keyof typeof NOT_WRITTEN_TO;
  /** When it goes out, where it is night there now. */
  heldUntil?: Date | undefined;
  oneWay: boolean;
  /** The guardian of a minor is asked for consent before anything else. */
  consentFirst?: boolean;
};

/** What the team is told of who was not written to. */
export const NOT_WRITTEN_TO = {
  unreachable: (names: string) => `I have no WhatsApp or SMS number for ${names}.`,
  opted_out: (names: string) => `I did not write to ${names}, who asked for no more messages. Please call.`,
  minor: (names: string) => `I did not write to ${names}: a minor, and I know no guardian.`,
  invited_before: (names: string) => `${names} had an invitation to this session already; I sent no other.`,
  moved_on: (names: string) => `I left out ${names}: no longer selected.`,
  no_place: (names: string) =>
    `I did not write to ${names}: no time that I may give them is free, or they are away then.`,
};

/** What the team does where a text asks something and cannot be answered. */
export const sayCallForAnswer = (names: string[]) =>
  names.length > 0
    ? ` ${sayList(names)} can only get texts, and a text in India cannot be answered: please call for the answer, and write it here (“${names[0]} says yes, by phone” with what it is to: the dates, the offer or the self-tape).`
    : "";

/** The same, for a time. */
export const sayCall = (names: string[]) =>
  `${sayList(names)} can only get texts, and a text in India cannot be answered: please call to agree on a time, and write it here: “book ${names[0]} for 11:00, agreed by phone”.`;

type Inviting = {
  session: Session;
  candidateId: string;
  approvalId: string;
  slots: FreeSlot[];
  /** The first of the slots is kept for her so long; who cannot answer is not kept anything. */
  kept?: Kept;
};

/** Invites one candidate to a session, once, if still selected and willing to be written to. */
export async function invite(
  ctx: ToolCtx,
  { session, candidateId, approvalId, slots, kept }: Inviting,
): Promise<Invited> {
  type Found = { talentId: string; name: string; state: CandidateState; invited: boolean };
  const { rows } = await ctx.db.query<Found>(
    `select c.talent_id as "talentId", p.name, c.state,
            exists (select from invitations i where i.candidate_id = c.id and i.session_id = $2) as invited
       from candidates c join people p on p.id = c.talent_id where c.id = $1 for update of c`,
    [candidateId, session.id],
  );
  const { talentId, name, state, invited } = rows[0] as Found;
  const not = invited ? "invited_before" : invitable(session.round).includes(state) ? undefined : "moved_on";
  if (not) return { name, outcome: not, oneWay: false };
  const conversation = await openTalentConversation(ctx, { workspaceId: ctx.actor.workspaceId, talentId }).catch(
    (error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") return undefined;
      throw error;
    },
  );
  if (!conversation) return { name, outcome: "unreachable", oneWay: false };
  const never = await neverWritten(ctx.db, conversation);
  if (never) return { name, outcome: never, oneWay: false };
  const reached = {
    name,
    outcome: "sent" as const,
    heldUntil: conversation.platform === "web" ? undefined : quietUntil(ctx.now(), conversation.zones),
    oneWay: conversation.oneWay,
  };
  const invitation = await ctx.db.query<{ id: string }>(
    `insert into invitations (workspace_id, session_id, candidate_id, talent_id, approval_id, created_at)
     values ($1, $2, $3, $4, $5, $6) on conflict on constraint invitations_once do nothing returning id`,
    [ctx.actor.workspaceId, session.id, candidateId, talentId, approvalId, ctx.now()],
  );
  const invitationId = invitation.rows[0]?.id;
  if (!invitationId) return { ...reached, outcome: "invited_before" };
  const until = reached.oneWay ? undefined : kept?.until;
  if (kept && until) await keepPlace(ctx, { ...kept, invitationId });
  const child = until && (await minorWithoutConsent(ctx, talentId));
  const outboxId = await postMessage(ctx.db, {
    workspaceId: ctx.actor.workspaceId,
    conversationId: conversation.id,
    personId: conversation.personId,
    side: "talent",
    dedupeKey: `invitation:${invitationId}`,
    purpose: "promotional",
    turnId: ctx.turnId,
    now: ctx.now(),
    draft:
      child && until
        ? consentFirstDraft({
            session,
            language: conversation.language,
            child,
            talentId,
            invitationId,
            slot: slots[0] as FreeSlot,
            until,
          })
        : invitationDraft({
            session,
            language: conversation.language,
            name: conversation.name,
            child: conversation.child,
            slots,
            zone: ctx.timeZone,
            invitationId,
            oneWay: conversation.oneWay,
            until,
          }),
  });
  if (outboxId) ctx.wake.outbox([outboxId]);
  const { round } = session;
  const why = `invited to ${round === "audition" ? "a session" : A_ROUND[round]}`;
  await moveCandidates(ctx, { candidateIds: [candidateId], to: ROUND_STATE[round], from: movedInto(round), why });
  await audit(ctx, { verb: "invite", subject: "candidate", subjectId: candidateId });
  const sent = { id: invitationId, sentAt: ctx.now() };
  if (until) await planKeptNudge(ctx, { ...sent, until });
  else if (!reached.oneWay) await planNudges(ctx, { ...sent, startsAt: session.startsAt });
  return child ? { ...reached, consentFirst: true } : reached;
}
