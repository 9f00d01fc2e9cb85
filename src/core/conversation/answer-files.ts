import { randomUUID } from "node:crypto";
import { mustBeConsented } from "../auditions/guard-minor.ts";
import { myTapes } from "../auditions/read-tape.ts";
import { takeTape } from "../auditions/take-tape.ts";
import { tellTeam } from "../auditions/tell-team.ts";
import type { Ctx } from "../ctx.ts";
import { attachSides, keepSides } from "../media/attach-sides.ts";
import { SIDES_BYTES, TAPE_BYTES } from "../media/media-limits.ts";
import type { IncomingMessage, Media } from "../messages/message.ts";
import { words } from "../messages/wording.ts";
import { answerPhotos } from "./answer-photos.ts";
import { answerSlowly, bring, type Sent } from "./bring-file.ts";
import { type Turn, toolCtx } from "./turn.ts";

const MOST_FILES = 5;

/**
 * Files that somebody sends: a self-tape of a talent who was asked for one, photos for a profile, sides of the team. True
 * when there is nothing left to answer.
 */
export async function answerFiles(ctx: Ctx, turn: Turn, messages: IncomingMessage[], text: string): Promise<boolean> {
  const sent = messages
    .flatMap(({ platform, media }) => media.map((one) => ({ platform, media: one })))
    .filter(({ media }) => media.reference && FILES.has(media.kind))
    .slice(0, MOST_FILES);
  const photos = sent.filter(({ media }) => media.kind === "image");
  const others = sent.filter(({ media }) => media.kind !== "image");
  if (turn.sender.actor.side === "team") return answerSides(ctx, turn, others, text);
  if (others.length > 0 && (await answerTape(ctx, turn, others))) return true;
  if (turn.sender.stranger) return false;
  const papers = others.filter(({ media }) => media.kind === "document");
  return photos.length + papers.length > 0 && answerPhotos(ctx, turn, [...photos, ...papers], text);
}

const FILES = new Set<Media["kind"]>(["image", "video", "document"]);

/** What a message with a PDF says when it brings sides. */
const SIDES = /\b(?:sides?|script|pages|pdf|scene)\b|साइड|स्क्रिप्ट/iu;

async function answerSides(ctx: Ctx, turn: Turn, sent: Sent[], text: string): Promise<boolean> {
  const [first] = sent;
  if (!first || (text !== "" && !(SIDES.test(text) && text.length <= 300))) return false;
  const { actor, conversationId } = turn.sender;
  const { rows } = await ctx.db
    .as(actor.workspaceId)
    .query<{ roleId: string | null }>(`select role_id as "roleId" from conversations where id = $1`, [conversationId]);
  const roleId = rows[0]?.roleId;
  return answerSlowly(ctx, turn, async () => {
    if (!roleId)
      return { said: "There is no role in this thread yet, so I attached nothing. Give me the brief first." };
    const received = await bring(ctx, turn, first, SIDES_BYTES);
    if (received === "gone") return { said: "I could not get that file from Slack. Please share it here once more." };
    const sides = await keepSides({ ...ctx, workspaceId: actor.workspaceId }, received);
    return (inside) => attachSides(inside, { roleId, sides });
  });
}

async function answerTape(ctx: Ctx, turn: Turn, sent: Sent[]): Promise<boolean> {
  const { actor, language } = turn.sender;
  const db = ctx.db.as(actor.workspaceId);
  const [tape] = await myTapes({ db, actor });
  if (!tape) return false;
  const its = words(language);
  return answerSlowly(ctx, turn, async () => {
    await mustBeConsented({ ...toolCtx(ctx, turn, db, ctx.wake), db }, tape);
    const kept: { key: string; type: string; bytes: number; sha256: string }[] = [];
    let trouble: Trouble | undefined;
    for (const one of sent) {
      const received = await bring(ctx, turn, one, TAPE_BYTES);
      if (typeof received === "string") trouble = received === "gone" ? "tapeNotFetched" : "tapeTooLarge";
      else if (!received.type?.startsWith("video/")) {
        await ctx.files.drop(received);
        trouble ??= "tapeNotVideo";
      } else {
        const key = `${actor.workspaceId}/tapes/${randomUUID()}`;
        await ctx.files.keep(received, key);
        kept.push({ ...received, key, type: received.type });
      }
    }
    const problem = trouble;
    if (kept.length > 0) {
      return async (inside) => {
        const taken = await takeTape(inside, tape, kept);
        return { ...taken, said: [taken.said, problem && its[problem]()].filter(Boolean).join("\n\n") };
      };
    }
    return async (inside) => {
      await tellTeam(inside, {
        conversationId: tape.conversationId,
        key: `tape:${tape.id}:turn:${turn.id}:trouble`,
        text: `${tape.talent} (${tape.role}) tried to send the self-tape: ${TOLD[problem ?? "tapeNotVideo"]}. I told her what to do.`,
      });
      return { said: its[problem ?? "tapeNotVideo"]() };
    };
  });
}

type Trouble = "tapeTooLarge" | "tapeNotVideo" | "tapeNotFetched";
const TOLD: Record<Trouble, string> = {
  tapeTooLarge: "the file is larger than 100 MB",
  tapeNotVideo: "the file is not a video",
  tapeNotFetched: "WhatsApp did not give me the file",
};
