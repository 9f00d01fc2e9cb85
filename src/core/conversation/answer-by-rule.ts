import { myBookings } from "../auditions/my-booking.ts";
import { tellOwnTeam } from "../auditions/tell-own-team.ts";
import type { Ctx } from "../ctx.ts";
import { MAX_TEXT } from "../messages/clean-text.ts";
import type { Language } from "../messages/message.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { teamWords } from "../messages/wording-team.ts";
import { giveConsent, withdrawConsent } from "../people/consent.ts";
import { asksErasure, optIn, optOut } from "../people/opt-words.ts";
import { detectLanguage } from "./offline/language.ts";
import { endTurn } from "./reply.ts";
import type { Turn } from "./turn.ts";

/** What needs no model and must not depend on one: stop and start, media we cannot read, novels. True when it answered. */
export async function answerByRule(ctx: Ctx, turn: Turn): Promise<boolean> {
  const messages = turn.inbox.map((row) => row.incoming).filter((incoming) => incoming.kind === "message");
  const text = messages
    .map((message) => message.text)
    .join("\n")
    .trim();
  await noteLanguage(ctx, turn, text);
  const { actor, language } = turn.sender;
  const channel = messages[0]?.channel ?? "whatsapp";
  const who = { workspaceId: actor.workspaceId, personId: actor.personId, channel, now: ctx.now() };
  if (actor.side === "talent" && optOut(text, channel)) {
    await withdrawConsent(ctx.db, who);
    return say(ctx, turn, words(language).optedOut({ stands: await tellOfStop(ctx, turn) }));
  }
  if (actor.side === "talent" && asksErasure(text) && (await tell(ctx, turn, "asks that their data be erased."))) {
    return say(ctx, turn, words(language).erasureAsked());
  }
  if (actor.side === "talent" && optIn(text, channel)) {
    return say(ctx, turn, words(language).optedIn(), () =>
      giveConsent(ctx.db, { ...who, wording: text.slice(0, 80), source: channel }),
    );
  }
  const said = actor.side === "team" ? teamWords : words(language);
  if (text === "") return say(ctx, turn, said.unsupportedMedia());
  if (messages.some((message) => message.text.length >= MAX_TEXT)) return say(ctx, turn, said.tooLong());
  if (turn.sender.stranger && actor.side === "talent") return say(ctx, turn, words(language).unknownSender());
  return false;
}

/** Doing these first and twice does no harm, should the commit that answers fail. */
async function say(ctx: Ctx, turn: Turn, text: string, first?: () => Promise<void>): Promise<true> {
  await first?.();
  await endTurn(ctx, turn, { outcome: "answered", brain: "rule", draft: { blocks: [{ type: "text", text }] } });
  return true;
}

const telling = (ctx: Ctx, { id, sender }: Turn) => ({
  ...ctx,
  db: ctx.db.as(sender.actor.workspaceId),
  actor: sender.actor,
  turnId: id,
  conversation: { id: sender.conversationId },
});

const tell = (ctx: Ctx, turn: Turn, text: string) =>
  tellOwnTeam(telling(ctx, turn), { key: `turn:${turn.id}:team`, text });

/** A STOP ends messages, not a booking: the team is told of both; returns when the next booking is. */
async function tellOfStop(ctx: Ctx, turn: Turn): Promise<string | undefined> {
  const next = (await myBookings(telling(ctx, turn)))[0];
  const stands = next && sayTime(next.startsAt, ctx.timeZone);
  await tell(
    ctx,
    turn,
    stands
      ? `wants no more messages. Their booking on ${stands} stands, and no reminder will reach them: please call.`
      : "wants no more messages.",
  );
  return stands;
}

/** People are answered in the language they last wrote. */
async function noteLanguage(ctx: Pick<Ctx, "db">, turn: Turn, text: string): Promise<void> {
  const detected: Language | undefined = detectLanguage(text);
  if (!detected || detected === turn.sender.language || turn.sender.actor.side === "team") return;
  turn.sender.language = detected;
  await ctx.db.query(`update people set language = $2 where id = $1`, [turn.sender.actor.personId, detected]);
}
