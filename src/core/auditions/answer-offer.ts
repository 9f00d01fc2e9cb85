import { z } from "zod";
import type { Fired } from "../alarms/alarm-kinds.ts";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { DraftBlock } from "../messages/draft.ts";
import { words } from "../messages/wording.ts";
import { mustHaveGo } from "../operations/must-have-go.ts";
import { answersFor, mustBeTalent } from "../people/rights.ts";
import { bookRole } from "./book-role.ts";
import { endHold } from "./end-hold.ts";
import { moveCandidates } from "./move-candidate.ts";
import { childOf } from "./my-booking.ts";
import { OFFER, type Offer } from "./read-offer.ts";
import { standingHolds } from "./release-hold.ts";
import { sayDates } from "./say-dates.ts";
import { tellTeam } from "./tell-team.ts";
import { labelled, whichOne } from "./which-booking.ts";

export const AnswerOffer = z.object({ answer: z.enum(["accept", "decline"]), offerId: z.uuid().optional() });

/**
 * A talent accepts or declines an offer of a role. Accepting books her for the role and holds her dates; where she was
 * booked elsewhere meanwhile, or somebody's go is missing, it is only noted, and a person has to look. Throws `not_found` when no offer stands.
 */
export async function answerOffer(ctx: ToolCtx, input: z.output<typeof AnswerOffer>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const offer = await myOffer(ctx, input);
  return input.answer === "accept" ? accept(ctx, offer) : decline(ctx, offer);
}

async function accept(ctx: ToolCtx, offer: Offer): Promise<ToolResult> {
  const say = words(ctx.conversation.language);
  const { role, from, to, candidateId, talentId, talent: name } = offer;
  const booked = await ctx.db
    .transaction(async () => {
      await mustHaveGo(ctx, { candidateId, kind: "booked" });
      return bookRole(ctx, { candidateId, talentId, name, from, to });
    })
    .catch((error: unknown) => {
      if (error instanceof AppError && error.code === "conflict") return error;
      throw error;
    });
  const clashed = booked instanceof AppError;
  await settle(ctx, offer, clashed ? "clashed" : "accepted");
  if (clashed) {
    await tell(ctx, offer, `has accepted the offer, but: ${booked.said ?? ""} Please look at it.`);
    return { said: say.offerNoted({ role }) };
  }
  await tell(ctx, offer, `has accepted. ${booked.said}`, booked.parts?.[0]);
  const dates = sayDates(offer, ctx.conversation.language);
  return { said: say.offerAccepted({ role, dates, child: childOf(ctx, offer) }), data: { booked: true } };
}

async function decline(ctx: ToolCtx, offer: Offer): Promise<ToolResult> {
  await settle(ctx, offer, "declined");
  const why = "declined the offer";
  const [hold] = await standingHolds(ctx, [offer.candidateId]);
  if (hold) await endHold(ctx, hold.id, { as: "released", candidateTo: "withdrawn", why });
  else await moveCandidates(ctx, { candidateIds: [offer.candidateId], to: "withdrawn", why });
  await tell(ctx, offer, "has declined the offer.");
  return { said: words(ctx.conversation.language).offerDeclined({ role: offer.role }) };
}

async function settle(
  ctx: ToolCtx,
  { id }: Offer,
  state: "accepted" | "clashed" | "declined" | "expired",
): Promise<void> {
  await ctx.db.query(`update offers set state = $2, answered_at = $3 where id = $1`, [id, state, ctx.now()]);
  await audit(ctx, { verb: `offer_${state}`, subject: "offer", subjectId: id });
}

const tell = (ctx: ToolCtx, { id, talent, role, conversationId }: Offer, text: string, card?: DraftBlock) =>
  tellTeam(ctx, {
    conversationId,
    key: `offer:${id}:team`,
    text: `${talent} (${role}) ${text}`,
    ...(card && { card }),
  });

async function myOffer(ctx: ToolCtx, { offerId, answer }: z.output<typeof AnswerOffer>): Promise<Offer> {
  const { rows } = await ctx.db.query<Offer>(
    `${OFFER} where o.talent_id in ${answersFor("$1")} and o.state = 'sent' and o.expires_at > $3 and ($2::uuid is null or o.id = $2)
      order by o.created_at for update of o`,
    [ctx.actor.personId, offerId ?? null, ctx.now()],
  );
  if (!rows[0]) {
    throw new AppError("not_found", `no offer to person ${ctx.actor.personId}`, {
      said: words(ctx.conversation.language).offerOver(),
    });
  }
  if (rows.length === 1) return rows[0];
  throw whichOne(
    ctx,
    rows.slice(0, 5).map((one) => ({
      ...labelled(ctx, one, one.role),
      verb: "answer_offer" as const,
      args: { offerId: one.id, answer },
      singleUse: false,
    })),
  );
}

/** Ends an offer that nobody answered: she is where her dates are, or out of it, and the team is told. */
export async function expireRoleOffer(ctx: ToolCtx, { subjectId }: Fired): Promise<void> {
  const { rows } = await ctx.db.query<Offer>(`${OFFER} where o.id = $1 and o.state = 'sent' for update of o`, [
    subjectId,
  ]);
  const offer = rows[0];
  if (!offer || offer.expiresAt > ctx.now()) return;
  await settle(ctx, offer, "expired");
  const why = "did not answer the offer";
  const [hold] = await standingHolds(ctx, [offer.candidateId]);
  const stands = hold?.expiresAt && hold.expiresAt > ctx.now();
  if (hold && !stands) await endHold(ctx, hold.id, { as: "expired", candidateTo: "released", why });
  else {
    const to = hold && hold.kind !== "avail_check" ? (hold.kind === "hold" ? "hold" : "pinned") : "released";
    await moveCandidates(ctx, { candidateIds: [offer.candidateId], to, from: ["offer"], why });
    if (hold && to === "released") await endHold(ctx, hold.id, { as: "released", candidateTo: "released", why });
  }
  await tell(ctx, offer, "has not answered the offer in time, so it is void.");
}
