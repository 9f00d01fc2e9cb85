import { randomUUID } from "node:crypto";
import { mustBeConsented } from "../auditions/guard-minor.ts";
import type { Ctx } from "../ctx.ts";
import { PHOTO_BYTES } from "../media/media-limits.ts";
import { readKept } from "../media/read-kept.ts";
import { words } from "../messages/wording.ts";
import { whoIsMeant } from "../people/who-is-meant.ts";
import { addPhotos, type KeptPhoto, keptBefore } from "../talent/add-photos.ts";
import { answerBesides, answerSlowly, bring, type Done, type Sent } from "./bring-file.ts";
import { type Turn, toolCtx } from "./turn.ts";

type Trouble = "photoTooLarge" | "photoNotOne" | "photoNotFetched";

/**
 * Photos that a talent sends for her profile, or a guardian for a child's. True when that was all of the message; what is
 * said besides is left to the turn, and the photos are answered before it.
 */
export async function answerPhotos(ctx: Ctx, turn: Turn, sent: Sent[], text: string): Promise<boolean> {
  const work = () => takePhotos(ctx, turn, sent, text);
  return isCaption(text) ? answerSlowly(ctx, turn, work) : answerBesides(ctx, turn, { key: "photos", work });
}

const PHOTOS =
  /photo|pic(?:s|ture|tures)?\b|image|head\s?shot|portrait|selfie|profile|look|tas[vw]eer|foto|फोटो|तस्वीर|छायाचित्र|प्रोफ/iu;
const CAPTION_WORDS = 2;
const CAPTION_CHARACTERS = 200;

/** Says nothing, a name, or what it shows. */
const isCaption = (text: string) =>
  (text.length <= CAPTION_CHARACTERS && PHOTOS.test(text)) || text.split(/\s+/).length <= CAPTION_WORDS;

async function takePhotos(ctx: Ctx, turn: Turn, sent: Sent[], text: string): Promise<Done> {
  const { actor, language } = turn.sender;
  const db = ctx.db.as(actor.workspaceId);
  const say = words(language);
  const looking = { ...toolCtx(ctx, turn, db, ctx.wake), db };
  const whose = await whoIsMeant(looking, { named: text.slice(0, 200), ask: say.whoseProfile, ownFirst: true });
  if (whose.child) await mustBeConsented(looking, { talentId: whose.personId });
  const brought: (KeptPhoto | Trouble)[] = [];
  for (const one of sent) brought.push(await bringPhoto(ctx, turn, { sent: one, personId: whose.personId }));
  const kept = brought.filter((one) => typeof one !== "string");
  const trouble = brought.find((one) => typeof one === "string");
  if (kept.length === 0) return { said: say[trouble ?? "photoNotOne"]() };
  return async (inside) => {
    const added = await addPhotos(inside, whose, kept);
    return { ...added, said: [added.said, trouble && say[trouble]()].filter(Boolean).join("\n\n") };
  };
}

type Bringing = { sent: Sent; personId: string };

/** What was sent is looked at by its content and drawn anew; only that is kept. */
async function bringPhoto(ctx: Ctx, turn: Turn, { sent, personId }: Bringing): Promise<KeptPhoto | Trouble> {
  const received = await bring(ctx, turn, sent, PHOTO_BYTES);
  if (received === "gone") return "photoNotFetched";
  if (received === "too_large") return "photoTooLarge";
  if (!received.type?.startsWith("image/")) {
    await ctx.files.drop(received);
    return "photoNotOne";
  }
  const known = await keptBefore(ctx.db.as(turn.sender.actor.workspaceId), personId, received.sha256);
  if (known) {
    await ctx.files.drop(received);
    return known;
  }
  const key = `${turn.sender.actor.workspaceId}/photos/${randomUUID()}`;
  await ctx.files.keep(received, key);
  const photo = await ctx.readPhoto(await readKept(ctx.files, key), received.type);
  await ctx.files.remove(key);
  if (!photo) return "photoNotOne";
  const drawn = await ctx.files.receive(new Blob([new Uint8Array(photo.png)]).stream(), PHOTO_BYTES);
  if (drawn === "too_large") return "photoTooLarge";
  await ctx.files.keep(drawn, key);
  return { key, bytes: drawn.bytes, sha256: received.sha256, look: photo.look };
}
