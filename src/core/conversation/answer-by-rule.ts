import { myBookings } from "../auditions/my-booking.ts";
import { tellOwnTeam } from "../auditions/tell-own-team.ts";
import type { Ctx } from "../ctx.ts";
import { MAX_TEXT } from "../messages/clean-text.ts";
import type { Language } from "../messages/message.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { teamWords } from "../messages/wording-team.ts";
import { asksOpsChannel, setOpsChannel } from "../operations/set-ops-channel.ts";
import { showOperations } from "../operations/show-operations.ts";
import { giveConsent, optedOut, withdrawConsent } from "../people/consent.ts";
import { asksErasure, optIn, optOut } from "../people/opt-words.ts";
import { draftOfficeLink } from "../visits/send-office-link.ts";
import { answerFiles } from "./answer-files.ts";
import { detectLanguage } from "./offline/language.ts";
import { endTurn } from "./reply.ts";
import type { ToolCtx, ToolResult } from "./tool.ts";
import { commitTurn, type Turn, toolCtx } from "./turn.ts";
import { asksForFact } from "./use-action.ts";

/** What needs no model and must not depend on one: stop and start, the ops channel, `/castmatch status` and `page`, files, novels. True when it answered. */
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
    return act(ctx, turn, async (inside) => {
      await withdrawConsent(inside.db, who);
      return words(language).optedOut({ stands: await tellOfStop(inside) });
    });
  }
  if (actor.side === "talent" && asksErasure(text)) {
    return act(ctx, turn, async (inside) =>
      (await tell(inside, "asks that their data be erased."))
        ? words(language).erasureAsked()
        : words(language).unknownSender(),
    );
  }
  // A yes is an answer to us, unless they had told us to stop.
  if (actor.side === "talent" && optIn(text, channel) && (await optedOut(ctx.db, who))) {
    return act(ctx, turn, async (inside) => {
      await giveConsent(inside.db, { ...who, wording: text.slice(0, 80), source: channel });
      return words(language).optedIn();
    });
  }
  if (actor.side === "team" && asksOpsChannel(text)) return act(ctx, turn, setOpsChannel);
  if (actor.side === "team" && isCommand(messages) && ASKS_STATUS.test(text)) {
    return act(ctx, turn, (inside) => showOperations(inside, {}));
  }
  if (actor.side === "team" && isCommand(messages) && ASKS_PAGE.test(text)) {
    await endTurn(ctx, turn, {
      outcome: "answered",
      brain: "rule",
      draft: (tx, wake) => draftOfficeLink(toolCtx(ctx, turn, tx, wake)),
    });
    return true;
  }
  if (await answerFiles(ctx, turn, messages, text)) return true;
  const said = actor.side === "team" ? teamWords : words(language);
  if (text === "") return say(ctx, turn, said.unsupportedMedia());
  if (messages.some((message) => message.text.length >= MAX_TEXT)) return say(ctx, turn, said.tooLong());
  if (turn.sender.stranger && actor.side === "talent") return say(ctx, turn, words(language).unknownSender());
  return false;
}

const ASKS_PAGE = /^\W*(?:open )?(?:the |my )?(?:office ?)?(?:page|office|sign ?in|log ?in)\W*$/iu;
const ASKS_STATUS = /^\W*(?:operations |ops )?status\W*$/iu;

/** Slash commands of a channel are answered in the channel itself, which is no thread of a role. */
const isCommand = (messages: { conversationKey: string }[]) =>
  messages.every((one) => one.conversationKey.endsWith(":"));

async function say(ctx: Ctx, turn: Turn, text: string): Promise<true> {
  await endTurn(ctx, turn, { outcome: "answered", brain: "rule", draft: { blocks: [{ type: "text", text }] } });
  return true;
}

/** Does something and says so, in one commit behind the fence. */
async function act(ctx: Ctx, turn: Turn, work: (inside: ToolCtx) => Promise<string | ToolResult>): Promise<true> {
  await endTurn(ctx, turn, {
    outcome: "answered",
    brain: "rule",
    draft: async (tx, wake) => {
      const done = await work(toolCtx(ctx, turn, tx, wake));
      const { said, parts = [] } = typeof done === "string" ? { said: done } : done;
      return { blocks: [{ type: "text", text: said }, ...parts] };
    },
  });
  return true;
}

const tell = (ctx: ToolCtx, text: string) => tellOwnTeam(ctx, { key: `turn:${ctx.turnId}:team`, text });

/** A STOP ends messages, not a booking: the team is told of both; returns when the next booking is. */
async function tellOfStop(ctx: ToolCtx): Promise<string | undefined> {
  const next = (await myBookings(ctx))[0];
  const stands = next && sayTime(next.startsAt, ctx.timeZone);
  await tell(
    ctx,
    stands
      ? `wants no more messages. Their booking on ${stands} stands, and no reminder will reach them: please call.`
      : "wants no more messages.",
  );
  return next && sayTime(next.startsAt, ctx.timeZone, ctx.conversation.language);
}

/** People are answered in the language they last wrote. */
async function noteLanguage(ctx: Ctx, turn: Turn, text: string): Promise<void> {
  const detected: Language | undefined = detectLanguage(text);
  const { actor, language } = turn.sender;
  if (!detected || detected === language || actor.side === "team") return;
  // "A cop in two series" answers a question in whatever language its words are.
  if (await asksForFact(ctx.db, turn.sender.conversationId)) return;
  await commitTurn(ctx, turn, {
    inside: (tx) => tx.query(`update people set language = $2 where id = $1`, [actor.personId, detected]),
  });
  turn.sender.language = detected;
}
