import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { mustBeTeam } from "../people/rights.ts";
import { draftLetter, type Reader, readersOf, samplesFor } from "./draft-letter.ts";
import { mustBeConsentedFor } from "./guard-minor.ts";
import { type AskedHold, askable, HOLD_STATE, holdEnds } from "./hold-terms.ts";
import { findNamed, NameCandidates, type Named } from "./name-candidates.ts";
import { conflictsOf, HOLD_KINDS, type HoldKind, sayKind } from "./read-hold.ts";
import { datesFor, roleFacts } from "./role-facts.ts";
import { sayDates } from "./say-dates.ts";
import { sayList } from "./say-role.ts";

/** How long each stands when nobody says. */
const DAYS: Record<HoldKind, number> = { avail_check: 2, first_refusal: 7, pin: 7, hold: 7 };

export const AskHold = NameCandidates.extend({
  kind: z.enum(HOLD_KINDS).describe("avail_check asks for dates; pin is interest; first_refusal; hold engages."),
  from: z.iso.date().optional().describe("First day; without it the role's shoot dates."),
  to: z.iso.date().optional(),
  days: z.number().int().min(1).max(60).optional().describe("For how many days it stands before it ends by itself."),
});

type Asked = z.output<typeof AskedHold>;

/** Drafts the question for a talent's dates, with what else there is on them in this workspace. */
export async function draftHold(ctx: ToolCtx, input: z.output<typeof AskHold>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { kind, days = DAYS[kind] } = input;
  const named = await findNamed(ctx, input);
  const { from, to } = await datesFor(ctx, input);
  const asked: Asked = { kind, days, from, to, candidateIds: named.map((one) => one.id) };
  for (const one of named) {
    mustBeAbleTo(one, kind);
    await mustBeConsentedFor(ctx, one.talentId);
  }
  const readers = await readersOf(ctx, asked.candidateIds);
  const { role, house } = await roleFacts(ctx, named[0] as Named);
  const ends = holdEnds(ctx, asked);
  const samples = samplesFor(readers, ({ language, name, child }) => {
    const until = sayTime(ends, ctx.timeZone, language);
    return words(language).holdAsked({ kind, name, child, role, house, dates: sayDates(asked, language), until });
  });
  const conflicts = await Promise.all(readers.map((one) => sayConflicts(ctx, one, asked)));
  return draftLetter(ctx, {
    kind: "ask_hold",
    payload: asked,
    said: `Here is the ${sayKind(kind)} for ${sayList(named.map((one) => one.name))}, ${sayDates(asked)}.`,
    title: `Draft: ${sayKind(kind)}, ${sayDates(asked)}`,
    lines: [
      `To: ${sayList(named.map((one) => one.name))}`,
      ...samples,
      `It ends by itself on ${sayTime(ends, ctx.timeZone)}; I will ask you here before.`,
      ...conflicts.filter((line) => line !== ""),
    ],
    label: "Approve and send",
  });
}

async function sayConflicts(ctx: ToolCtx, { id, candidateId, name }: Reader, { from, to }: Asked): Promise<string> {
  const conflicts = await conflictsOf(ctx, { talentId: id, candidateId, from, to });
  return conflicts.length > 0 ? `Conflict for ${name}: ${conflicts.join("; ")}.` : "";
}

function mustBeAbleTo({ id, name, state }: Named, kind: HoldKind): void {
  if (state === HOLD_STATE[kind] || askable(kind).includes(state)) return;
  throw new AppError("conflict", `candidate ${id} is ${state}: no ${kind}`, {
    said: `${name} is ${state.replaceAll("_", " ")}: there is nothing to ask with a ${sayKind(kind)}.`,
  });
}
