import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { neverWritten, quietUntil } from "../messages/plan-send.ts";
import { postMessage } from "../messages/post-message.ts";
import { sayTime } from "../messages/say-time.ts";
import { mustHaveGo } from "../operations/must-have-go.ts";
import { openTalentConversation } from "../people/open-conversation.ts";
import type { CandidateState } from "./candidate-states.ts";
import { closeUnusedSession } from "./close-unused-session.ts";
import { decideApproval } from "./decide-approval.ts";
import { invitationDraft, spread } from "./invitation-draft.ts";
import { type Kept, keepPlace } from "./keep-place.ts";
import { type FreeSlot, freeSlots } from "./list-slots.ts";
import { moveCandidates } from "./move-candidate.ts";
import { planNudges } from "./nudge-invitation.ts";
import { readSession, type Session } from "./read-session.ts";
import { A_ROUND, invitable, movedInto, ROUND_STATE } from "./rounds.ts";
import { sayList } from "./say-role.ts";

export const DecideInvitation = z.object({ approvalId: z.uuid() });
const Payload = z.object({ sessionId: z.uuid(), candidateIds: z.array(z.uuid()) });

/** A person lets the drafted invitations go. Approving again says the same and sends nothing. */
export async function approveInvitation(ctx: ToolCtx, input: z.output<typeof DecideInvitation>): Promise<ToolResult> {
  const decided = await decideApproval(ctx, { ...input, of: "invitation", to: "approved" });
  const payload = Payload.parse(decided);
  const session = await readSession(ctx, payload.sessionId);
  mustBeAhead(ctx, session);
  await mustHaveGo(ctx, { roleId: session.roleId, kind: session.round === "audition" ? "auditions" : "callbacks" });
  const free = await freeSlots(ctx, session.id);
  const all: Invited[] = [];
  for (const [turn, candidateId] of payload.candidateIds.entries()) {
    const slots = spread(free, turn);
    all.push(await invite(ctx, { session, candidateId, approvalId: input.approvalId, slots }));
  }
  const invited = all.filter((one) => one.outcome === "sent");
  return { said: sayOutcome(ctx, all), data: { invited: invited.length } };
}

/** Throws `conflict` for a session that is over. */
export function mustBeAhead(ctx: Pick<ToolCtx, "now">, session: Session): void {
  if (session.endsAt > ctx.now()) return;
  throw new AppError("conflict", `session ${session.id} is over`, {
    said: "That session is over, so I invited nobody. Tell me when and where you want to see them instead.",
  });
}

function sayOutcome(ctx: ToolCtx, all: Invited[]): string {
  const invited = all.filter((one) => one.outcome === "sent");
  const until = invited.some((one) => one.rings) ? quietUntil(ctx.now()) : undefined;
  const when = until ? `go out ${sayTime(until, ctx.timeZone)}, so that no phone rings at night,` : "are on their way";
  const names = sayList(invited.map((one) => one.name));
  const sent = invited.length > 0 ? `Invitations ${when} to ${names}. I will tell you here what they answer.` : "";
  const not = Object.entries(NOT_WRITTEN_TO).map(([outcome, say]) => {
    const left = all.filter((one) => one.outcome === outcome);
    return left.length > 0 ? say(sayList(left.map((one) => one.name))) : "";
  });
  const toCall = invited.filter((one) => one.oneWay).map((one) => one.name);
  return [sent, toCall.length > 0 ? sayCall(toCall) : "", ...not].filter(Boolean).join(" ");
}

export type Invited = { name: string; outcome: "sent" | keyof typeof NOT_WRITTEN_TO; rings: boolean; oneWay: boolean };

/** What the team is told of who was not written to. */
export const NOT_WRITTEN_TO = {
  unreachable: (names: string) => `I have no WhatsApp or SMS number for ${names}.`,
  opted_out: (names: string) => `I did not write to ${names}, who asked for no more messages. Please call.`,
  minor: (names: string) => `I did not write to ${names}: a minor, and I know no guardian.`,
  invited_before: (names: string) => `${names} had an invitation to this session already; I sent no other.`,
  moved_on: (names: string) => `I left out ${names}: no longer selected.`,
};

/** What the team does where a text cannot be answered. */
export const sayCall = (names: string[]) =>
  `${sayList(names)} can only get texts, and a text in India cannot be answered: please call to agree on a time.`;

/** A person drops the draft; nothing is sent, and a session that was made for it alone gives its room back. */
export async function discardInvitation(ctx: ToolCtx, input: z.output<typeof DecideInvitation>): Promise<ToolResult> {
  const { sessionId } = Payload.parse(await decideApproval(ctx, { ...input, of: "invitation", to: "discarded" }));
  const room = (await closeUnusedSession(ctx, sessionId)) ? "The room is free again" : "The session stays";
  return { said: `Discarded. Nothing was sent. ${room}; tell me when you want to invite people.` };
}

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
  if (not) return { name, outcome: not, rings: false, oneWay: false };
  const conversation = await openTalentConversation(ctx, { workspaceId: ctx.actor.workspaceId, talentId }).catch(
    (error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") return undefined;
      throw error;
    },
  );
  if (!conversation) return { name, outcome: "unreachable", rings: false, oneWay: false };
  const never = await neverWritten(ctx.db, conversation);
  if (never) return { name, outcome: never, rings: false, oneWay: false };
  const reached = {
    name,
    outcome: "sent" as const,
    rings: conversation.platform !== "web",
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
  const outboxId = await postMessage(ctx.db, {
    workspaceId: ctx.actor.workspaceId,
    conversationId: conversation.id,
    personId: conversation.personId,
    side: "talent",
    dedupeKey: `invitation:${invitationId}`,
    purpose: "promotional",
    turnId: ctx.turnId,
    now: ctx.now(),
    draft: invitationDraft({
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
  if (!reached.oneWay && !until)
    await planNudges(ctx, { id: invitationId, sentAt: ctx.now(), startsAt: session.startsAt });
  return reached;
}
