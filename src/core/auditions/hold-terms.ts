import { DateTime } from "luxon";
import { z } from "zod";
import type { ToolCtx } from "../conversation/tool.ts";
import { type CandidateState, statesBefore } from "./candidate-states.ts";
import { HOLD_KINDS, type HoldKind } from "./read-hold.ts";

const HOUR_MS = 60 * 60_000;

/** Where a candidate is while she is asked so. */
export const HOLD_STATE: Record<HoldKind, CandidateState> = {
  avail_check: "avail_check",
  first_refusal: "pinned",
  pin: "pinned",
  hold: "hold",
};

/** An offer that stands says more than a hold; it is answered, or ends, first. */
export const askable = (kind: HoldKind): CandidateState[] =>
  statesBefore(HOLD_STATE[kind]).filter((state) => state !== "offer");

/** What a person approved: of whom which dates are asked, and for how many days the question stands. */
export const AskedHold = z.object({
  kind: z.enum(HOLD_KINDS),
  from: z.iso.date(),
  to: z.iso.date(),
  days: z.number().int(),
  candidateIds: z.array(z.uuid()),
});

/** When it ends by itself: after its days, and before the dates begin. */
export function holdEnds(
  ctx: Pick<ToolCtx, "now" | "timeZone">,
  { from, days }: Pick<z.output<typeof AskedHold>, "from" | "days">,
): Date {
  const begins = DateTime.fromISO(from, { zone: ctx.timeZone }).toJSDate().getTime();
  const end = Math.min(ctx.now().getTime() + days * 24 * HOUR_MS, begins);
  return new Date(Math.max(end, ctx.now().getTime() + 2 * HOUR_MS));
}
