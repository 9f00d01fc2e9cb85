import type { Ctx } from "../ctx.ts";
import type { DraftCard, DraftChoice } from "../messages/draft.ts";
import { postMessage } from "../messages/post-message.ts";
import { sayTime } from "../messages/say-time.ts";
import type { Difference } from "./difference.ts";
import type { Wanted } from "./wanted-event.ts";

type Asking = Pick<Ctx, "db" | "now">;
export type Kind = "moved" | "deleted" | "edited" | "declined";
type Question = { kind: Kind; fingerprint: string; startsAt?: Date; endsAt?: Date };

/** Asks the team once about what somebody changed by hand; something else found meanwhile takes the question's place. */
export async function askAboutEvent(ctx: Asking, of: Wanted, difference: Difference): Promise<string[]> {
  const id = await insertQuestion(ctx, of, difference);
  return id
    ? [...(await tellTeamOf(ctx, of, { key: `calendar:question:${id}`, card: cardOf(ctx, of, difference, id) }))]
    : [];
}

/** The event is again as booked: nothing is left to decide. */
export async function settleQuestion({ db, now }: Asking, of: Wanted): Promise<string[]> {
  await db.query(
    `update calendar_questions set state = 'void', decided_at = $2
      where calendar_event_id = $1 and state = 'open' and kind <> 'declined'`,
    [of.id, now()],
  );
  return [];
}

/** Undefined when the same is open already, or was left as it is by a person. */
export async function insertQuestion(ctx: Asking, of: Wanted, question: Question): Promise<string | undefined> {
  const same = [of.id, of.version, question.fingerprint, question.kind];
  const { rowCount } = await ctx.db.query(
    `select from calendar_questions where calendar_event_id = $1 and booking_version = $2 and fingerprint = $3 and kind = $4
        and state in ('open', 'left')`,
    same,
  );
  if (rowCount > 0) return undefined;
  await ctx.db.query(
    `update calendar_questions set state = 'void', decided_at = $3
      where calendar_event_id = $1 and state = 'open' and (kind = 'declined') = ($2 = 'declined')`,
    [of.id, question.kind, ctx.now()],
  );
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into calendar_questions (workspace_id, calendar_event_id, booking_id, booking_version, kind, starts_at, ends_at, fingerprint, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      of.workspaceId,
      of.id,
      of.bookingId,
      of.version,
      question.kind,
      question.startsAt ?? null,
      question.endsAt ?? null,
      question.fingerprint,
      ctx.now(),
    ],
  );
  return rows[0]?.id;
}

type News = { key: string; text?: string; card?: DraftCard };

/** Tells the role's thread; the message is void when the booking moves before it leaves. */
export async function tellTeamOf(ctx: Asking, of: Wanted, { key, text, card }: News): Promise<string[]> {
  const outboxId = await postMessage(ctx.db, {
    workspaceId: of.workspaceId,
    conversationId: of.threadId,
    personId: null,
    side: "team",
    dedupeKey: key,
    purpose: "reply",
    booking: { id: of.bookingId, version: of.version },
    now: ctx.now(),
    draft: { blocks: [...(text ? [{ type: "text" as const, text }] : []), ...(card ? [card] : [])] },
  });
  return outboxId ? [outboxId] : [];
}

function cardOf(ctx: Asking, of: Wanted, difference: Difference, questionId: string): DraftCard {
  const booked = sayTime(of.startsAt, of.timeZone);
  const choice = (verb: DraftChoice["verb"], label: string, style?: "primary" | "danger"): DraftChoice => ({
    label,
    verb,
    args: { questionId },
    group: questionId,
    expiresAt: of.endsAt,
    ...(style && { style }),
  });
  const back = choice("put_back_event", "Put it back");
  const who = `${of.talent}’s audition for “${of.title}”`;
  switch (difference.kind) {
    case "deleted":
      return {
        type: "card",
        title: `Somebody deleted ${who} from the calendar`,
        lines: [`It is still booked for ${booked}, and ${of.talent} means to come.`],
        choices: [back, choice("take_calendar_change", "Cancel and tell them", "danger")],
      };
    case "moved": {
      const now = sayTime(difference.startsAt, of.timeZone);
      const over = difference.startsAt <= ctx.now();
      return {
        type: "card",
        title: `Somebody moved ${who} in the calendar`,
        lines: [`The calendar says ${now}. ${of.talent} is booked for ${booked} and was told nothing else.`],
        choices: [...(over ? [] : [choice("take_calendar_change", "Take the new time", "primary")]), back],
      };
    }
    default:
      return {
        type: "card",
        title: `Somebody edited ${who} in the calendar`,
        lines: [`Now ${difference.what}. It is booked for ${booked}, ${of.place}.`],
        choices: [back, choice("leave_event", "Leave it")],
      };
  }
}
