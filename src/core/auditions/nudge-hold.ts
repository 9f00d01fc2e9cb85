import type { Fired } from "../alarms/alarm-kinds.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import type { DraftCard } from "../messages/draft.ts";
import { sayTime } from "../messages/say-time.ts";
import { endHold } from "./end-hold.ts";
import { type Hold, lockHold, sayHold } from "./read-hold.ts";
import { sayDates } from "./say-dates.ts";
import { tellTeam } from "./tell-team.ts";

const DAY_MS = 24 * 60 * 60_000;

/** Asks the team before a hold ends: release or book? */
export async function holdEndsSoon(ctx: ToolCtx, { subjectId }: Fired): Promise<void> {
  const hold = await lockHold(ctx, subjectId);
  if (hold?.state !== "live" || !hold.expiresAt) return;
  const left = hold.expiresAt.getTime() - ctx.now().getTime();
  if (left <= 0 || left > DAY_MS) return;
  await tellTeam(ctx, {
    conversationId: hold.conversationId,
    key: `hold:${hold.id}:${hold.expiresAt.getTime()}:soon`,
    text: `${hold.talent}: the ${sayHold(hold)} for ${sayDates(hold)} ends ${sayTime(hold.expiresAt, ctx.timeZone)}. Release or book?`,
    card: choicesFor(hold, hold.expiresAt),
  });
}

const ANSWERED = { yes: "She said that she is free.", no: "She said that she is not free." };

function choicesFor(hold: Hold, expiresAt: Date): DraftCard {
  const candidateIds = [hold.candidateId];
  const open = { singleUse: false, expiresAt };
  return {
    type: "card",
    title: `${hold.talent}, ${hold.role}`,
    lines: [hold.answer ? ANSWERED[hold.answer] : "She has not answered."],
    choices: [
      ...(hold.kind === "avail_check"
        ? []
        : [{ label: "Book", style: "primary" as const, verb: "book_role" as const, args: { candidateIds }, ...open }]),
      { label: "Release", style: "danger", verb: "release_hold", args: { candidateIds }, ...open },
      {
        label: "Keep longer",
        verb: "ask_hold",
        args: { candidateIds, kind: hold.kind, from: hold.from, to: hold.to },
        ...open,
      },
    ],
  };
}

/** Ends a hold whose time is over: the talent knew when, the team is told, and the next in line moves up. */
export async function expireHold(ctx: ToolCtx, { subjectId }: Fired): Promise<void> {
  const seen = await lockHold(ctx, subjectId);
  if (seen?.state !== "live" || !seen.expiresAt || seen.expiresAt > ctx.now()) return;
  const hold = await endHold(ctx, subjectId, {
    as: "expired",
    candidateTo: "released",
    why: `the ${sayHold(seen)} ended by itself`,
  });
  if (!hold) return;
  await tellTeam(ctx, {
    conversationId: hold.conversationId,
    key: `hold:${hold.id}:expired`,
    text: `${hold.talent}: the ${sayHold(hold)} for ${sayDates(hold)} has ended by itself. Her dates are free; select her again if you still want her.`,
  });
}
