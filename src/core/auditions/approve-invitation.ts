import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { mustHaveGo } from "../operations/must-have-go.ts";
import { closeUnusedSession } from "./close-unused-session.ts";
import { decideApproval } from "./decide-approval.ts";
import { spread } from "./invitation-draft.ts";
import { type Invited, invite, NOT_WRITTEN_TO, sayCall } from "./invite.ts";
import { inviteToPlace } from "./invite-to-place.ts";
import { freeSlots } from "./list-slots.ts";
import { readSession, type Session } from "./read-session.ts";
import { GATE } from "./rounds.ts";
import { sayList } from "./say-role.ts";

export const DecideInvitation = z.object({ approvalId: z.uuid() });
const Payload = z.object({
  sessionId: z.uuid(),
  candidateIds: z.array(z.uuid()),
  /** Which candidate is given which slot, where the team named them. */
  places: z.record(z.uuid(), z.uuid()).optional(),
});

/** A person lets the drafted invitations go. Approving again says the same and sends nothing. */
export async function approveInvitation(ctx: ToolCtx, input: z.output<typeof DecideInvitation>): Promise<ToolResult> {
  await ctx.db.query(
    `select from sessions where id = (select (payload ->> 'sessionId')::uuid from approvals where id = $1) for key share`,
    [input.approvalId],
  );
  const decided = await decideApproval(ctx, { ...input, of: "invitation", to: "approved" });
  const payload = Payload.parse(decided);
  const session = await readSession(ctx, payload.sessionId);
  mustBeAhead(ctx, session);
  await mustHaveGo(ctx, { roleId: session.roleId, kind: GATE[session.round] });
  const to = { session, approvalId: input.approvalId };
  const gives = payload.places !== undefined || session.fill === "order";
  const free = gives ? [] : await freeSlots(ctx, session.id);
  const all: Invited[] = [];
  for (const [turn, candidateId] of payload.candidateIds.entries()) {
    all.push(
      gives
        ? await inviteToPlace(ctx, {
            ...to,
            candidateId,
            slotId: payload.places && (payload.places[candidateId] ?? ""),
          })
        : await invite(ctx, { ...to, candidateId, slots: spread(free, turn) }),
    );
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
  const until = invited
    .flatMap((one) => one.heldUntil ?? [])
    .toSorted((a, b) => a.getTime() - b.getTime())
    .at(-1);
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

/** A person drops the draft; nothing is sent, and a session that was made for it alone gives its room back. */
export async function discardInvitation(ctx: ToolCtx, input: z.output<typeof DecideInvitation>): Promise<ToolResult> {
  const { sessionId } = Payload.parse(await decideApproval(ctx, { ...input, of: "invitation", to: "discarded" }));
  const room = (await closeUnusedSession(ctx, sessionId)) ? "The room is free again" : "The session stays";
  return { said: `Discarded. Nothing was sent. ${room}; tell me when you want to invite people.` };
}
