import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { DraftChoice } from "../messages/draft.ts";
import { words } from "../messages/wording.ts";
import { answersFor, mustBeTalent } from "../people/rights.ts";
import { declineInvitation } from "./cancel-booking.ts";
import { hasConsent, minorName } from "./guard-minor.ts";
import { pickSlot } from "./pick-slot.ts";
import { offerInvitation } from "./request-change.ts";
import { tellTeam } from "./tell-team.ts";

export const AnswerConsent = z.object({
  answer: z.enum(["yes", "no"]).describe("Whether the guardian consents for the child; no also takes a consent back."),
  talentId: z.uuid().optional(),
  invitationId: z.uuid().optional(),
  slotId: z.uuid().optional(),
});

type Asked = Omit<z.output<typeof AnswerConsent>, "answer">;

/**
 * A guardian consents for a minor, in the words that were shown, or takes it back; the time that was chosen before is
 * booked then. Throws `not_found` when who writes is no guardian of a minor.
 */
export async function answerConsent(ctx: ToolCtx, input: z.output<typeof AnswerConsent>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const asked = input.talentId ? input : await askedLast(ctx);
  const talentId = await wardOf(ctx, asked.talentId);
  const child = (await minorName(ctx, talentId)) ?? "";
  const text = words(ctx.conversation.language);
  const [isYes, stands] = [input.answer === "yes", await hasConsent(ctx, talentId)];
  if (isYes !== stands) {
    await (isYes ? give(ctx, talentId, text.consentAsked({ child })) : takeBack(ctx, talentId));
    await tell(ctx, { talentId, consents: isYes });
  }
  if (!isYes) {
    for (const invitationId of await keptFor(ctx, talentId)) await declineInvitation(ctx, { invitationId });
    return { said: text.consentRefused({ child }), data: { consent: false } };
  }
  const next = await bookChosen(ctx, asked);
  return { ...next, said: [text.consentGiven({ child }), next?.said].filter(Boolean).join("\n\n") };
}

/** The invitations in which a time is kept for the child until they are answered. */
async function keptFor(ctx: ToolCtx, talentId: string): Promise<string[]> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `select i.id from invitations i join bookings b on b.invitation_id = i.id and b.state = 'held' and b.hold_expires_at = i.answer_by
      where i.talent_id = $1 and i.state = 'sent'`,
    [talentId],
  );
  return rows.map((row) => row.id);
}

/** Books the time that was chosen before, or shows those to choose from. The consent stands, whether or not one is free. */
async function bookChosen(ctx: ToolCtx, { invitationId, slotId }: Asked): Promise<ToolResult | undefined> {
  if (!invitationId) return undefined;
  try {
    return await ctx.db.transaction(() =>
      slotId ? pickSlot(ctx, { invitationId, slotId }) : offerInvitation(ctx, invitationId),
    );
  } catch (error) {
    if (!(error instanceof AppError) || !error.said) throw error;
    const choices = error.details?.choices as DraftChoice[] | undefined;
    return { said: error.said, ...(choices && { choices }) };
  }
}

/** What the last question that this guardian was asked is about. */
async function askedLast(ctx: ToolCtx): Promise<Asked> {
  const { rows } = await ctx.db.query<{ args: Asked }>(
    `select args from actions where conversation_id = $1 and verb = 'answer_consent' order by created_at desc limit 1`,
    [ctx.conversation.id],
  );
  return rows[0]?.args ?? {};
}

async function wardOf(ctx: ToolCtx, talentId: string | undefined): Promise<string> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `select t.person_id as id from talent_profiles t
      where t.person_id in ${answersFor("$1")} and t.person_id <> $1 and t.is_minor and ($2::uuid is null or t.person_id = $2)`,
    [ctx.actor.personId, talentId ?? null],
  );
  if (rows[0] && rows.length === 1) return rows[0].id;
  throw new AppError("not_found", `person ${ctx.actor.personId} was asked for no consent`, {
    said: words(ctx.conversation.language).noInvitation(),
  });
}

async function give(ctx: ToolCtx, talentId: string, wording: string): Promise<void> {
  await ctx.db.query(
    `insert into consents (workspace_id, person_id, channel, purpose, wording, source, given_by, given_at)
     select $1, $2, channel, 'minor', $3, 'chat', $4, $5 from conversations where id = $6
     on conflict (person_id) where purpose = 'minor' and withdrawn_at is null do nothing`,
    [ctx.actor.workspaceId, talentId, wording, ctx.actor.personId, ctx.now(), ctx.conversation.id],
  );
  await audit(ctx, { verb: "consent", subject: "person", subjectId: talentId });
}

async function takeBack(ctx: ToolCtx, talentId: string): Promise<void> {
  await ctx.db.query(
    `update consents set withdrawn_at = $2 where person_id = $1 and purpose = 'minor' and withdrawn_at is null`,
    [talentId, ctx.now()],
  );
  await audit(ctx, { verb: "withdraw_consent", subject: "person", subjectId: talentId });
}

/** The teams that have a role or a time for the child. */
async function tell(ctx: ToolCtx, { talentId, consents }: { talentId: string; consents: boolean }): Promise<void> {
  const { rows } = await ctx.db.query<{ conversationId: string; name: string }>(
    `select distinct r.conversation_id as "conversationId", p.name
       from candidates c join roles r on r.id = c.role_id join people p on p.id = c.talent_id
      where c.talent_id = $1 and r.state = 'open' and c.state not in ('submitted', 'viewed', 'passed', 'released', 'withdrawn')`,
    [talentId],
  );
  for (const { conversationId, name } of rows) {
    await tellTeam(ctx, {
      conversationId,
      key: `consent:${talentId}:${conversationId}:${ctx.turnId ?? ""}:${consents}`,
      text: consents
        ? `${name}’s guardian has given consent; it is on record.`
        : `${name}’s guardian does NOT consent. I book no more times for ${name}; what is booked already stands until you or the guardian cancel it.`,
    });
  }
}
