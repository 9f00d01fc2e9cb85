import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { words } from "../messages/wording.ts";
import { mustBeTeam } from "../people/rights.ts";
import { draftLetter, readersOf, samplesFor } from "./draft-letter.ts";
import { endHold } from "./end-hold.ts";
import { NOT_WRITTEN_TO } from "./invite.ts";
import { findNamed, NameCandidates } from "./name-candidates.ts";
import { reachTalent, sayHeldBack, writeTo } from "./reach-talent.ts";
import { HOLD, type Hold, sayHold } from "./read-hold.ts";
import { firstDay, sayDates } from "./say-dates.ts";
import { sayList } from "./say-role.ts";

export const ReleaseHold = NameCandidates;

const Payload = z.object({ holdIds: z.array(z.uuid()) });

/** Holds that stand of these candidates, also of one who is booked for the role. */
export async function standingHolds(ctx: Pick<ToolCtx, "db">, candidateIds: string[]): Promise<Hold[]> {
  const { rows } = await ctx.db.query<Hold>(
    `${HOLD} where h.candidate_id = any($1::uuid[]) and h.state in ('live', 'booked') order by h.created_at`,
    [candidateIds],
  );
  return rows;
}

/** Drafts the word that a talent's dates are her own again; they are held until a person presses the button. */
export async function draftRelease(ctx: ToolCtx, input: z.output<typeof ReleaseHold>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const named = await findNamed(ctx, input);
  const holds = await standingHolds(
    ctx,
    named.map((one) => one.id),
  );
  if (holds.length === 0) {
    throw new AppError("not_found", "nothing is held", {
      said: `No dates of ${sayList(named.map((one) => one.name))} are held for this role. To take them off the role, say “pass”.`,
    });
  }
  const readers = await readersOf(
    ctx,
    holds.map((one) => one.candidateId),
  );
  return draftLetter(ctx, {
    kind: "release_hold",
    payload: { holdIds: holds.map((one) => one.id) },
    said: `${holds.map((one) => `${one.talent}: ${sayHold(one)}, ${sayDates(one)}`).join("; ")}.`,
    title: `Release ${sayList(holds.map((one) => one.talent))}?`,
    lines: samplesFor(readers, ({ language, child }) => {
      const { role } = holds[0] as Hold;
      return words(language).holdReleased({ role, child, dates: sayDates(holds[0] as Hold, language) });
    }),
    label: "Release and tell them",
    style: "danger",
  });
}

/** The dates are free and the talent is told so. */
export async function sendRelease(ctx: ToolCtx, { payload }: { payload: unknown }): Promise<ToolResult> {
  const { holdIds } = Payload.parse(payload);
  const said: string[] = [];
  for (const holdId of holdIds) {
    const hold = await endHold(ctx, holdId, { as: "released", candidateTo: "released", why: "the team released" });
    if (!hold) continue;
    said.push(`${hold.talent} is released for ${sayDates(hold)}.`, await tellReleased(ctx, hold));
  }
  return { said: said.filter(Boolean).join(" ") || "That was released already." };
}

/** Tells a talent that her dates are free; returns what the team must know when she could not be told. */
async function tellReleased(ctx: ToolCtx, hold: Hold): Promise<string> {
  const to = await reachTalent(ctx, hold.talentId);
  if (typeof to === "string") return NOT_WRITTEN_TO[to](hold.talent);
  const text = words(to.language).holdReleased({
    role: hold.role,
    child: to.child,
    dates: sayDates(hold, to.language),
  });
  const held = await writeTo(ctx, to, {
    key: `hold:${hold.id}:released`,
    purpose: "utility",
    text,
    about: firstDay(hold, ctx.timeZone),
  });
  return sayHeldBack(held, ctx.timeZone).trim();
}
