import { z } from "zod";
import { setAlarm } from "../alarms/set-alarm.ts";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { mustHaveGo } from "../operations/must-have-go.ts";
import { firstName } from "../people/open-conversation.ts";
import { mustBeTeam } from "../people/rights.ts";
import type { Breakdown } from "../talent/criteria.ts";
import { statesBefore } from "./candidate-states.ts";
import { currentRole } from "./current-role.ts";
import { draftLetter, readersOf, samplesFor } from "./draft-letter.ts";
import { mustBeAllowedToShoot } from "./guard-minor.ts";
import { NOT_WRITTEN_TO, sayCallForAnswer } from "./invite.ts";
import { moveCandidates } from "./move-candidate.ts";
import { findNamed, NameCandidates } from "./name-candidates.ts";
import { reachTalent, writeTo } from "./reach-talent.ts";
import { conflictsOf, lockDatesOf } from "./read-hold.ts";
import { standingHolds } from "./release-hold.ts";
import { datesFor, roleFacts } from "./role-facts.ts";
import { sayDates } from "./say-dates.ts";
import { sayRupees } from "./say-role.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DAYS = 3;
const term = (about: string) => z.string().trim().min(1).max(48).optional().describe(about);

export const MakeOffer = NameCandidates.extend({
  from: z.iso.date().optional().describe("First day; without it the dates held for her, or the role's shoot dates."),
  to: z.iso.date().optional(),
  rate: term("What is paid, e.g. “₹40,000 a day”; without it the rate of the brief."),
  usage: term("Where and how long it is shown."),
  exclusivity: term("What else she may not do."),
  days: z.number().int().min(1).max(30).default(DAYS).describe("For how many days the offer stands."),
});

const Payload = z.object({
  candidateId: z.uuid(),
  from: z.iso.date(),
  to: z.iso.date(),
  rate: z.string(),
  usage: z.string(),
  exclusivity: z.string(),
  days: z.number().int(),
});

/** Drafts an offer of the role, with its terms and what else is on the talent's dates. */
export async function draftOffer(ctx: ToolCtx, input: z.output<typeof MakeOffer>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const [one, ...more] = await findNamed(ctx, input);
  if (!one || more.length > 0) {
    throw new AppError("invalid_input", "offer to one at a time", {
      said: "One offer at a time, please. To whom first?",
    });
  }
  if (one.state !== "offer" && !statesBefore("offer").includes(one.state)) {
    throw new AppError("conflict", `candidate ${one.id} is ${one.state}`, {
      said: `${one.name} is ${one.state.replaceAll("_", " ")}: there is nothing to offer.`,
    });
  }
  const [hold] = input.from ? [] : await standingHolds(ctx, [one.id]);
  const { from, to } = hold ?? (await datesFor(ctx, input));
  const { breakdown } = await currentRole(ctx);
  const rate = input.rate ?? rateOf(breakdown);
  const { usage = breakdown.usage ?? "none stated", exclusivity = breakdown.exclusivity ?? "none", days } = input;
  const payload = { candidateId: one.id, from, to, rate, usage, exclusivity, days };
  await mustBeAllowedToShoot(ctx, { talentId: one.talentId, candidateId: one.id, roleId: one.roleId, from, to });
  const conflicts = await conflictsOf(ctx, { talentId: one.talentId, candidateId: one.id, from, to });
  const facts = { ...(await roleFacts(ctx, one)), rate, usage, exclusivity };
  const expiresAt = new Date(ctx.now().getTime() + days * DAY_MS);
  return draftLetter(ctx, {
    kind: "make_offer",
    payload,
    said: `Here is the offer to ${one.name}, ${sayDates(payload)}, ${rate}.`,
    title: `Draft offer to ${one.name}`,
    lines: [
      ...samplesFor(await readersOf(ctx, [one.id]), ({ language, name, child }) =>
        words(language).offer({
          ...facts,
          name,
          child,
          dates: sayDates(payload, language),
          until: sayTime(expiresAt, ctx.timeZone, language),
        }),
      ),
      ...(conflicts.length > 0 ? [`Conflict: ${conflicts.join("; ")}.`] : []),
      ...(input.usage || breakdown.usage ? [] : [USAGE_UNKNOWN]),
      "When she accepts, she is booked for the role and her dates are held.",
    ],
    label: "Approve and send",
  });
}

const USAGE_UNKNOWN =
  "Nobody has told me the usage, and talent asks for it: write “usage: TV and digital, 12 months”, then draft the offer again.";

function rateOf({ ratePaisePerDay }: Breakdown): string {
  if (ratePaisePerDay) return `${sayRupees(ratePaisePerDay)} a day`;
  throw new AppError("invalid_input", "no rate", {
    said: "At which rate? For example “offer Asha the role at 40,000 a day”.",
  });
}

/** The offer goes out, and ends by itself when nobody answers it. */
export async function sendOffer(
  ctx: ToolCtx,
  { approvalId, payload }: { approvalId: string; payload: unknown },
): Promise<ToolResult> {
  const terms = Payload.parse(payload);
  const [reader] = await readersOf(ctx, [terms.candidateId]);
  if (!reader) throw new AppError("not_found", `candidate ${terms.candidateId} is not there`);
  await mustHaveGo(ctx, { candidateId: terms.candidateId, kind: "offer" });
  const { rows: of } = await ctx.db.query<{ roleId: string }>(
    `select role_id as "roleId" from candidates where id = $1`,
    [terms.candidateId],
  );
  const { roleId } = of[0] as { roleId: string };
  await mustBeAllowedToShoot(ctx, { ...terms, talentId: reader.id, roleId });
  const to = await reachTalent(ctx, reader.id);
  if (typeof to === "string") return { said: NOT_WRITTEN_TO[to](reader.name) };
  await lockDatesOf(ctx, reader.id);
  const [moved] = await moveCandidates(ctx, {
    candidateIds: [terms.candidateId],
    to: "offer",
    why: "offered the role",
  });
  const { rows: now } = await ctx.db.query<{ state: string }>(`select state from candidates where id = $1`, [
    terms.candidateId,
  ]);
  if (!moved && now[0]?.state !== "offer") return { said: NOT_WRITTEN_TO.moved_on(reader.name) };
  const expiresAt = new Date(ctx.now().getTime() + terms.days * DAY_MS);
  const offerId = await store(ctx, { ...terms, talentId: reader.id, approvalId, expiresAt });
  const say = words(to.language);
  const answer = (label: string, said: "accept" | "decline") => ({
    label,
    verb: "answer_offer" as const,
    args: { offerId, answer: said },
    group: offerId,
    expiresAt,
  });
  await writeTo(ctx, to, {
    key: `offer:${offerId}`,
    purpose: "promotional",
    text: say.offer({
      ...(await roleFacts(ctx, { roleId })),
      ...terms,
      name: firstName(to.name),
      child: to.child,
      dates: sayDates(terms, to.language),
      until: sayTime(expiresAt, ctx.timeZone, to.language),
    }),
    choices: [{ ...answer(say.acceptLabel(), "accept"), style: "primary" }, answer(say.declineLabel(), "decline")],
  });
  await audit(ctx, { verb: "make_offer", subject: "offer", subjectId: offerId });
  const call = sayCallForAnswer(to.oneWay ? [reader.name] : []);
  return {
    said: `The offer is on its way to ${reader.name}. It stands until ${sayTime(expiresAt, ctx.timeZone)}.${call}`,
  };
}

type Storing = z.output<typeof Payload> & { talentId: string; approvalId: string; expiresAt: Date };

/** A new offer takes the place of one that was not answered; dates that are held stay so as long as it stands. */
async function store(ctx: ToolCtx, storing: Storing): Promise<string> {
  const { candidateId, talentId, approvalId, from, to, rate, usage, exclusivity, expiresAt } = storing;
  await ctx.db.query(
    `update offers set state = 'withdrawn', answered_at = $2 where candidate_id = $1 and state = 'sent'`,
    [candidateId, ctx.now()],
  );
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into offers (workspace_id, candidate_id, talent_id, approval_id, during, rate, usage, exclusivity, expires_at, created_at)
     values ($1, $2, $3, $4, daterange($5::date, $6::date, '[]'), $7, $8, $9, $10, $11) returning id`,
    [
      ctx.actor.workspaceId,
      candidateId,
      talentId,
      approvalId,
      from,
      to,
      rate,
      usage,
      exclusivity,
      expiresAt,
      ctx.now(),
    ],
  );
  const offerId = (rows[0] as { id: string }).id;
  const { rows: held } = await ctx.db.query<{ id: string }>(
    `update holds set expires_at = greatest(expires_at, $2) where candidate_id = $1 and state = 'live' returning id`,
    [candidateId, expiresAt],
  );
  // After the offer's own end, which tells the team more.
  const at = new Date(expiresAt.getTime() + MINUTE_MS);
  for (const { id } of held)
    await setAlarm(ctx, { kind: "expire_hold", subjectId: id, at, key: `hold:${id}:offer:${offerId}` });
  await setAlarm(ctx, { kind: "expire_role_offer", subjectId: offerId, at: expiresAt });
  return offerId;
}
