import type { ToolCtx } from "../conversation/tool.ts";
import { quietUntil } from "../messages/plan-send.ts";
import type { FreeSlot } from "./list-slots.ts";

const HOUR_MS = 60 * 60_000;
const KEPT_MS = 24 * HOUR_MS;
/** Who says yes later than this before the slot could hardly come. */
const LAST_YES_MS = HOUR_MS / 2;

/** The first free places, as many as they have. */
export const placesInOrder = (free: FreeSlot[]): FreeSlot[] =>
  free.flatMap((slot) => Array.from({ length: slot.places }, () => slot));

/** Until when a time that casting gives is kept for its answer: a day, not into the night, not until it is too late to come. */
export function keptFor({ now }: Pick<ToolCtx, "now">, { startsAt }: FreeSlot): Date {
  const wanted = new Date(now().getTime() + KEPT_MS);
  const latest = Math.max(startsAt.getTime() - LAST_YES_MS, (now().getTime() + startsAt.getTime()) / 2);
  return new Date(Math.min((quietUntil(wanted) ?? wanted).getTime(), latest));
}
