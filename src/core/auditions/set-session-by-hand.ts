import { DateTime } from "luxon";
import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { DraftInvitation, draftInvitation } from "./draft-invitation.ts";
import { ProposeSession, setSession } from "./propose-session.ts";
import { NO_CONVERSATION, tellTeam } from "./tell-team.ts";

const Clock = z.string().regex(/^\d{2}:\d{2}$/);

/** A session as a form has it: a day and clocks of the office's zone. */
export const SessionByHand = ProposeSession.omit({
  startsAt: true,
  endsAt: true,
  breaks: true,
  insteadOfDraft: true,
}).extend({
  roleId: z.uuid(),
  day: z.iso.date(),
  from: Clock,
  to: Clock,
  breaks: z
    .array(z.object({ from: Clock, to: Clock }))
    .max(10)
    .default([]),
  /** Draft the invitation of whom the round is for: it waits in the role's thread for approval. */
  invite: z.boolean().default(false),
});
type Asked = z.output<typeof SessionByHand>;
type Ctx = Omit<ToolCtx, "conversation">;

/**
 * Sets a session for a role that somebody of the team names, outside of its thread, which is told, with the draft of the
 * invitation where that is wanted. Nobody else is told. Throws as `setSession` does, and `conflict` for a closed role.
 */
export async function setSessionByHand(ctx: Ctx, asked: Asked): Promise<{ said: string }> {
  mustBeTeam(ctx.actor);
  const role = await openRole(ctx, asked.roleId);
  const inside: ToolCtx = { ...ctx, conversation: { id: role.conversationId, language: "en" } };
  const at = (clock: string) => momentOf(asked.day, clock, ctx.timeZone);
  const { said, data, known } = await setSession(
    inside,
    role,
    ProposeSession.parse({
      ...asked,
      startsAt: at(asked.from),
      endsAt: at(asked.to),
      breaks: asked.breaks.map((one) => ({ startsAt: at(one.from), endsAt: at(one.to) })),
    }),
  );
  if (known) return { said: `It is there already. ${said}` };
  const drafted = asked.invite ? await draftOrWhyNot(inside, data.sessionId) : undefined;
  const card = drafted?.parts?.[0];
  await tellTeam(
    { ...ctx, conversation: { id: NO_CONVERSATION } },
    {
      conversationId: role.conversationId,
      key: `session:${data.sessionId}:by-hand`,
      text: [`On the page, by ${role.by}, for “${role.title}”.`, said, drafted?.said].filter(Boolean).join(" "),
      ...(card && { card }),
    },
  );
  const waits = card ? "The draft of the invitation waits in the role’s thread for approval." : drafted?.said;
  return { said: [said, waits].filter(Boolean).join(" ") };
}

function momentOf(day: string, clock: string, zone: string): string {
  const at = DateTime.fromISO(`${day}T${clock}`, { zone });
  if (at.isValid) return at.toISO();
  throw new AppError("invalid_input", "no such time", {
    said: `I know no such time as ${clock}. Which day and time shall it be?`,
  });
}

/** The session stands also where nobody can be invited to it yet. */
async function draftOrWhyNot(ctx: ToolCtx, sessionId: string): Promise<ToolResult> {
  try {
    return await ctx.db.transaction(() => draftInvitation(ctx, DraftInvitation.parse({ sessionId })));
  } catch (error) {
    if (!(error instanceof AppError) || !error.said) throw error;
    return { said: error.said.replace(/^The session is set, but nobody/, "Nobody") };
  }
}

type Open = { id: string; title: string; conversationId: string; by: string };

async function openRole({ db, actor }: Ctx, roleId: string): Promise<Open> {
  const { rows } = await db.query<Open & { state: string }>(
    `select r.id, r.title, r.state, r.conversation_id as "conversationId", p.name as by
       from roles r, people p where r.id = $1 and p.id = $2`,
    [roleId, actor.personId],
  );
  const role = rows[0];
  if (!role) throw new AppError("not_found", `role ${roleId} is not there`);
  if (role.state !== "open") {
    throw new AppError("conflict", `role ${roleId} is ${role.state}`, {
      said: `“${role.title}” is ${role.state}: it takes no more sessions.`,
    });
  }
  return role;
}
