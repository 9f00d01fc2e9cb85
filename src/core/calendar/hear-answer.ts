import type { Ctx } from "../ctx.ts";
import { sayTime } from "../messages/say-time.ts";
import type { SeenEvent } from "../ports.ts";
import { insertQuestion, tellTeamOf } from "./ask-about-event.ts";
import type { Wanted } from "./wanted-event.ts";

type Hearing = Pick<Ctx, "db" | "now">;

/**
 * Takes what the talent, and nobody else, answered in the calendar: yes is told, no asks for a change, and a no that
 * became a yes takes the request back. Each answer to one time of the booking counts once.
 */
export async function hearAnswer(ctx: Hearing, of: Wanted, seen: SeenEvent): Promise<string[]> {
  const mine = of.talentEmail?.toLowerCase();
  const answer = seen.answers.find((one) => one.email === mine)?.answer;
  const before = of.answerVersion === of.version ? of.answer : null;
  if (!mine || !answer || answer === before || (answer === "needsAction" && before === null)) return [];
  await ctx.db.query(`update calendar_events set answer = $2, answer_version = $3 where id = $1`, [
    of.id,
    answer,
    of.version,
  ]);
  if (answer === "declined") return hearNo(ctx, of);
  const tookBack = await takeBack(ctx, of);
  if (answer !== "accepted") return [];
  const when = sayTime(of.startsAt, of.timeZone);
  const text = tookBack
    ? `${of.talent} accepted the calendar invitation after all: ${when}.`
    : `${of.talent} accepted the calendar invitation: ${when}.`;
  return tellTeamOf(ctx, of, { key: await keyOf(ctx, of, answer), text });
}

async function hearNo(ctx: Hearing, of: Wanted): Promise<string[]> {
  const { rowCount } = await ctx.db.query(
    `update bookings set state = 'change_requested' where id = $1 and version = $2 and state in ('confirmed', 'assigned', 'sent')`,
    [of.bookingId, of.version],
  );
  if (rowCount === 0) return [];
  await ctx.db.query(
    `insert into audit_log (workspace_id, at, actor_id, verb, subject, subject_id) values ($1, $2, $3, 'decline_in_calendar', 'booking', $4)`,
    [of.workspaceId, ctx.now(), of.talentId, of.bookingId],
  );
  const questionId = await insertQuestion(ctx, of, { kind: "declined", fingerprint: "declined" });
  if (!questionId) return [];
  const choice = { args: { questionId }, group: questionId, expiresAt: of.endsAt };
  return tellTeamOf(ctx, of, {
    key: `calendar:question:${questionId}`,
    card: {
      type: "card",
      title: `${of.talent} declined the calendar invitation`,
      lines: [`Audition for “${of.title}”, ${sayTime(of.startsAt, of.timeZone)}. The slot is kept until you decide.`],
      choices: [
        { ...choice, label: "Offer other times", verb: "offer_other_times", style: "primary" },
        { ...choice, label: "Cancel and tell them", verb: "take_calendar_change", style: "danger" },
        { ...choice, label: "Keep it", verb: "leave_event" },
      ],
    },
  });
}

async function takeBack({ db, now }: Hearing, of: Wanted): Promise<boolean> {
  const { rowCount } = await db.query(
    `update calendar_questions set state = 'void', decided_at = $2 where calendar_event_id = $1 and state = 'open' and kind = 'declined'`,
    [of.id, now()],
  );
  if (rowCount === 0) return false;
  await db.query(
    `update bookings set state = 'confirmed' where id = $1 and version = $2 and state = 'change_requested'`,
    [of.bookingId, of.version],
  );
  return true;
}

/** Somebody may change their mind more than once. */
async function keyOf({ db }: Hearing, of: Wanted, answer: string): Promise<string> {
  const key = `calendar:${of.bookingId}:v${of.version}:${answer}`;
  const { rows } = await db.query<{ n: number }>(
    `select count(*) as n from outbox where dedupe_key = $1 or dedupe_key like $1 || ':%'`,
    [key],
  );
  return rows[0]?.n ? `${key}:${rows[0].n}` : key;
}
