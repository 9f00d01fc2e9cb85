import { DateTime } from "luxon";
import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayClock } from "../messages/say-time.ts";
import { mustBeTeam } from "../people/rights.ts";
import { draftInvitation } from "./draft-invitation.ts";
import { latestSession } from "./latest-session.ts";
import { type FreeSlot, freeSlots } from "./list-slots.ts";
import { findNamed } from "./name-candidates.ts";
import { readSession, type Session } from "./read-session.ts";
import { invitable } from "./rounds.ts";
import { sayList } from "./say-role.ts";

const HALF_DAY = 12 * 60;

export const PlaceCandidates = z.object({
  sessionId: z.uuid().optional().describe("Without it the role's latest session."),
  places: z
    .array(
      z.object({
        name: z.string().trim().min(1).max(120),
        at: z
          .string()
          .regex(/^\d{2}:\d{2}$/)
          .describe("When their slot begins there, as HH:MM."),
      }),
    )
    .min(1)
    .max(100),
});

/**
 * Drafts invitations in which each candidate is given one time of a session. Throws `conflict` for a time that no free slot
 * begins at, with those that there are, and for more people than a slot has places.
 */
export async function placeCandidates(ctx: ToolCtx, input: z.output<typeof PlaceCandidates>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const session = await readSession(ctx, input.sessionId ?? (await latestSession(ctx, NO_SESSION)), {
    ofThread: ctx.conversation.id,
  });
  const free = await freeSlots(ctx, session.id);
  const places: Record<string, string> = {};
  for (const { name, at } of input.places) {
    const candidateId = await invitableOf(ctx, session, name);
    places[candidateId] = placeAt(at, { session, free, given: Object.values(places) }).slotId;
  }
  return draftInvitation(ctx, { sessionId: session.id, candidateIds: Object.keys(places) }, places);
}

const NO_SESSION =
  "There is no session yet. Tell me day, hours and place first, for example “Friday between 2 and 6 at the Andheri studio, fill by hand”.";

async function invitableOf(ctx: ToolCtx, { round }: Session, name: string): Promise<string> {
  const named = await findNamed(ctx, { names: [name] });
  const chosen = named.filter((one) => invitable(round).includes(one.state));
  if (chosen[0] && chosen.length === 1) return chosen[0].id;
  throw new AppError("conflict", `${chosen.length} of the selected are called so`, {
    said:
      chosen.length > 1
        ? `Which ${name} do you mean: ${sayList(chosen.map((one) => one.name))}?`
        : `${named[0]?.name ?? name} is not selected, or was invited already. I drafted nothing.`,
  });
}

type Placing = { session: Session; free: FreeSlot[]; given: string[] };

/** The place that begins at a time as people say it; throws `conflict` with what is free where there is none. */
export function placeAt(at: string, { session: { timeZone }, free, given }: Placing): FreeSlot {
  const [hour = 0, minute = 0] = at.split(":").map(Number);
  const minuteOf = (slot: FreeSlot) => {
    const local = DateTime.fromJSDate(slot.startsAt, { zone: timeZone });
    return local.hour * 60 + local.minute;
  };
  const wished = hour * 60 + minute;
  const at12 = [wished, (wished + HALF_DAY) % (2 * HALF_DAY)].map((one) =>
    free.filter((slot) => minuteOf(slot) === one),
  );
  const meant = at12.find((slots) => slots.length > 0) ?? [];
  const place = meant.find((slot) => given.filter((id) => id === slot.slotId).length < slot.places);
  if (place) return place;
  const times = [...new Set(free.map((slot) => sayClock(slot.startsAt, timeZone)))].slice(0, 8);
  throw new AppError("conflict", `no place at ${at}`, {
    said: `${meant.length > 0 ? `There are not that many places at ${at}.` : `No free slot begins at ${at}.`} ${
      times.length > 0 ? `Free: ${times.join(", ")}. Write all the times again.` : "No slot is free."
    }`,
  });
}
