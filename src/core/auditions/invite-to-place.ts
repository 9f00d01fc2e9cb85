import type { ToolCtx } from "../conversation/tool.ts";
import { within } from "../conversation/turn.ts";
import { AppError } from "../errors.ts";
import { keptFor } from "./give-places.ts";
import { type Invited, invite } from "./invite.ts";
import { freeSlots } from "./list-slots.ts";
import type { Session } from "./read-session.ts";

type To = {
  session: Session;
  candidateId: string;
  approvalId: string;
  /** The place that the team gives; without it the first that is free and that suits. */
  slotId: string | undefined;
};

/** Invites a candidate to one time, which is kept until the answer. Where none can be given, nothing is written. */
export async function inviteToPlace(ctx: ToolCtx, { slotId, ...to }: To): Promise<Invited> {
  const free = await freeSlots(ctx, to.session.id);
  const { name, away } = await readInvited(ctx, to);
  const places = away ? [] : free.filter((slot) => slotId === undefined || slot.slotId === slotId);
  for (const place of places) {
    const kept = { slotId: place.slotId, until: keptFor(ctx, place) };
    try {
      return await ctx.db.transaction((tx) =>
        invite({ ...ctx, db: within(tx, ctx.db) }, { ...to, slots: [place], kept }),
      );
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    }
  }
  return { name, outcome: "no_place", oneWay: false };
}

async function readInvited(ctx: ToolCtx, { candidateId, session }: Pick<To, "candidateId" | "session">) {
  const { rows } = await ctx.db.query<{ name: string; away: boolean }>(
    `select p.name, exists (select from book_outs o where o.person_id = p.id
                               and o.during @> ($2::timestamptz at time zone $3)::date) as away
       from candidates c join people p on p.id = c.talent_id where c.id = $1`,
    [candidateId, session.startsAt, session.timeZone],
  );
  return rows[0] as { name: string; away: boolean };
}
