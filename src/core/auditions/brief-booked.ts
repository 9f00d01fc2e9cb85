import { DateTime } from "luxon";
import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { mustBeTeam } from "../people/rights.ts";
import { currentRole } from "./current-role.ts";
import { draftLetter, readersOf, samplesFor } from "./draft-letter.ts";
import { NOT_WRITTEN_TO } from "./invite.ts";
import { findNamed, NameCandidates } from "./name-candidates.ts";
import { reachTalent, writeTo } from "./reach-talent.ts";
import { type Hold, lockHold } from "./read-hold.ts";
import { OFFER, type Offer } from "./read-offer.ts";
import { standingHolds } from "./release-hold.ts";
import { roleFacts } from "./role-facts.ts";
import { sayDates } from "./say-dates.ts";
import { sayList, sayRupees } from "./say-role.ts";

export const DealMemo = NameCandidates;

export const CallSheet = NameCandidates.extend({
  date: z.iso.date(),
  callTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .describe("24-hour clock, e.g. 07:00"),
  place: z.string().trim().min(1).max(64),
  contact: z.string().trim().min(1).max(48).describe("Whom to call on the day: a name and a number."),
});

const Memo = z.object({ holdIds: z.array(z.uuid()) });
const Call = Memo.extend({ at: z.iso.datetime(), place: z.string(), contact: z.string() });

/** Who is booked for this role, of those who were named, or everybody. Throws `conflict` when nobody is. */
async function bookedOf(ctx: ToolCtx, input: z.output<typeof NameCandidates>): Promise<Hold[]> {
  mustBeTeam(ctx.actor);
  const anybody = input.candidateIds ?? input.talentIds ?? input.names ?? input.numbers ?? input.all;
  const ids = anybody === undefined ? await bookedIds(ctx) : (await findNamed(ctx, input)).map((one) => one.id);
  const booked = (await standingHolds(ctx, ids)).filter((one) => one.state === "booked");
  if (booked.length > 0) return booked;
  throw new AppError("conflict", "nobody is booked", { said: "Nobody of them is booked for the role yet." });
}

async function bookedIds(ctx: ToolCtx): Promise<string[]> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `select id from candidates where role_id = $1 and state = 'booked'`,
    [(await currentRole(ctx)).id],
  );
  return rows.map((row) => row.id);
}

/** Drafts the facts of the deal for who is booked: of the offer that was accepted, otherwise of the brief. */
export async function draftDealMemo(ctx: ToolCtx, input: z.output<typeof DealMemo>): Promise<ToolResult> {
  const holds = await bookedOf(ctx, input);
  const [first] = holds as [Hold];
  const deal = await dealOf(ctx, first);
  return draftLetter(ctx, {
    kind: "deal_memo",
    payload: { holdIds: holds.map((one) => one.id) },
    said: `Here is the deal memo for ${sayList(holds.map((one) => one.talent))}.`,
    title: "Draft deal memo",
    lines: samplesFor(await readersOf(ctx, [first.candidateId]), ({ language, child }) =>
      words(language).dealMemo({ ...deal, child, dates: sayDates(first, language) }),
    ),
    label: "Approve and send",
  });
}

async function dealOf(ctx: ToolCtx, hold: Hold) {
  const { rows } = await ctx.db.query<Offer>(
    `${OFFER} where o.candidate_id = $1 and o.state = 'accepted' order by o.answered_at desc limit 1`,
    [hold.candidateId],
  );
  const { rows: briefs } = await ctx.db.query<{
    paise: number | null;
    usage: string | null;
    exclusivity: string | null;
  }>(
    `select (breakdown ->> 'ratePaisePerDay')::bigint as paise, breakdown ->> 'usage' as usage,
            breakdown ->> 'exclusivity' as exclusivity from roles where id = $1`,
    [hold.roleId],
  );
  const [brief] = briefs;
  const paise = brief?.paise;
  const {
    rate = paise ? `${sayRupees(paise)} a day` : "as agreed",
    usage = brief?.usage ?? "as agreed",
    exclusivity = brief?.exclusivity ?? "as agreed",
  } = rows[0] ?? {};
  return { ...(await roleFacts(ctx, hold)), rate, usage, exclusivity };
}

export async function sendDealMemo(
  ctx: ToolCtx,
  { approvalId, payload }: { approvalId: string; payload: unknown },
): Promise<ToolResult> {
  return sendEach(
    ctx,
    { holdIds: Memo.parse(payload).holdIds, key: `memo:${approvalId}` },
    async (hold, { language, child }) =>
      words(language).dealMemo({ ...(await dealOf(ctx, hold)), child, dates: sayDates(hold, language) }),
  );
}

/** Drafts the call for one shoot day of who is booked on it. */
export async function draftCallSheet(ctx: ToolCtx, input: z.output<typeof CallSheet>): Promise<ToolResult> {
  const { date, callTime, place, contact } = input;
  const holds = (await bookedOf(ctx, input)).filter((one) => one.from <= date && date <= one.to);
  const at = DateTime.fromISO(`${date}T${callTime}`, { zone: ctx.timeZone }).toJSDate();
  const [first] = holds;
  if (!first || at <= ctx.now()) {
    throw new AppError("invalid_input", `call on ${date}`, {
      said: first
        ? "That time has passed. Which day and time shall it be?"
        : `Nobody is booked on ${sayDates({ from: date, to: date })}.`,
    });
  }
  return draftLetter(ctx, {
    kind: "call_sheet",
    payload: { holdIds: holds.map((one) => one.id), at: at.toISOString(), place, contact },
    said: `Here is the call sheet for ${sayList(holds.map((one) => one.talent))}, ${sayTime(at, ctx.timeZone)}.`,
    title: "Draft call sheet",
    lines: samplesFor(
      await readersOf(
        ctx,
        holds.map((one) => one.candidateId),
      ),
      ({ language, child }) =>
        words(language).callSheet({
          role: first.role,
          child,
          when: sayTime(at, ctx.timeZone, language),
          place,
          contact,
        }),
    ),
    label: "Approve and send",
  });
}

export async function sendCallSheet(
  ctx: ToolCtx,
  { approvalId, payload }: { approvalId: string; payload: unknown },
): Promise<ToolResult> {
  const { holdIds, at, place, contact } = Call.parse(payload);
  return sendEach(ctx, { holdIds, key: `call:${approvalId}` }, async ({ role }, { language, child }) =>
    words(language).callSheet({ role, child, when: sayTime(new Date(at), ctx.timeZone, language), place, contact }),
  );
}

type Reached = Exclude<Awaited<ReturnType<typeof reachTalent>>, string>;

/** Writes to each who is still booked, once. */
async function sendEach(
  ctx: ToolCtx,
  { holdIds, key }: { holdIds: string[]; key: string },
  say: (hold: Hold, to: Reached) => Promise<string>,
): Promise<ToolResult> {
  const sent: string[] = [];
  const not: string[] = [];
  for (const holdId of holdIds) {
    const hold = await lockHold(ctx, holdId);
    if (hold?.state !== "booked") continue;
    const to = await reachTalent(ctx, hold.talentId);
    if (typeof to === "string") {
      not.push(NOT_WRITTEN_TO[to](hold.talent));
      continue;
    }
    await writeTo(ctx, to, { key: `${key}:${hold.candidateId}`, purpose: "utility", text: await say(hold, to) });
    sent.push(hold.talent);
  }
  return { said: [sent.length > 0 ? `On its way to ${sayList(sent)}.` : "Nobody was written to.", ...not].join(" ") };
}
