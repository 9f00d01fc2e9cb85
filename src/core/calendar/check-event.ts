import { within } from "../conversation/turn.ts";
import type { Ctx } from "../ctx.ts";
import type { CalendarFailure, CalendarOf, SeenEvent } from "../ports.ts";
import { askAboutEvent, settleQuestion } from "./ask-about-event.ts";
import { type Difference, differenceOf } from "./difference.ts";
import { hearAnswer } from "./hear-answer.ts";
import { readWanted, type Wanted } from "./wanted-event.ts";

export type Checking = Pick<Ctx, "db" | "now" | "log" | "wake"> & { calendarOf: CalendarOf };
export type Checked = { outcome: "agrees" | "differs" | "ours" | "over" | "unknown" } | CalendarFailure;

/**
 * Holds one event against its booking, as listed or read anew, and does what follows: a question to the team for what was
 * changed by hand, the talent's answer for the booking. What we are about to write ourselves is left alone. A difference
 * is believed only when it is still there on a second look, with no write of ours in between.
 */
export async function checkEvent(ctx: Checking, providerId: string, listed?: SeenEvent): Promise<Checked> {
  const wanted = await readWanted(ctx, providerId);
  if (!wanted) return { outcome: "unknown" };
  if (wanted.state !== "done") return { outcome: "ours" };
  if (wanted.wanted === "absent") return checkAbsent(ctx, wanted, listed);
  if (wanted.endsAt <= ctx.now()) return { outcome: "over" };
  if (listed && !differenceOf(wanted, listed)) return conclude(ctx, wanted, listed);
  const account = await ctx.calendarOf(wanted.connectionId);
  const read = account && (await account.read(providerId));
  if (!read) return { outcome: "failed", code: "unconnected" };
  return read.outcome === "done" ? conclude(ctx, wanted, read.event) : read;
}

/** A deleted event that somebody brought back is deleted again: its audition is off, and everybody was told so. */
async function checkAbsent(ctx: Checking, wanted: Wanted, listed: SeenEvent | undefined): Promise<Checked> {
  if (!listed || listed.gone) return { outcome: "agrees" };
  await ctx.db.query(
    `update calendar_events set state = 'pending', attempts = 0, next_at = $3 where id = $1 and claim = $2 and state = 'done'`,
    [wanted.id, wanted.claim, ctx.now()],
  );
  ctx.wake.calendar([wanted.id]);
  return { outcome: "differs" };
}

async function conclude(ctx: Checking, wanted: Wanted, seen: SeenEvent | undefined): Promise<Checked> {
  const difference = differenceOf(wanted, seen);
  const outbox: string[] = [];
  const db = ctx.db.as(wanted.workspaceId);
  const stands = await db.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      `select from calendar_events e join bookings b on b.id = e.booking_id
        where e.id = $1 and e.claim = $2 and e.state = 'done' and e.wanted_version = $3 and b.version = $3 for update`,
      [wanted.id, wanted.claim, wanted.version],
    );
    if (rowCount === 0) return false;
    outbox.push(...(await follow({ db: within(tx, db), now: ctx.now }, { wanted, difference, seen })));
    return true;
  });
  if (outbox.length > 0) ctx.wake.outbox(outbox);
  if (!stands) return { outcome: "ours" };
  return { outcome: difference ? "differs" : "agrees" };
}

type Found = { wanted: Wanted; difference: Difference | undefined; seen: SeenEvent | undefined };

async function follow(ctx: Pick<Ctx, "db" | "now">, { wanted, difference, seen }: Found): Promise<string[]> {
  const asked = difference ? await askAboutEvent(ctx, wanted, difference) : await settleQuestion(ctx, wanted);
  const heard = seen && !seen.gone && difference?.kind !== "moved" ? await hearAnswer(ctx, wanted, seen) : [];
  return [...asked, ...heard];
}
