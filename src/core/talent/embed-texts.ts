import { AppError } from "../errors.ts";
import type { Embed, EmbedKind } from "../ports.ts";

/** One vector a text, of the dimension that was promised and of numbers only. Throws `unavailable` otherwise. */
export async function embedTexts(embed: Embed, texts: string[], kind: EmbedKind): Promise<number[][]> {
  const vectors = await embed.embed(texts, kind);
  const whole = vectors.every((vector) => vector.length === embed.dimension && vector.every(Number.isFinite));
  if (vectors.length !== texts.length || !whole)
    throw new AppError("unavailable", `the embedder ${embed.model} gave no ${embed.dimension} numbers a text`);
  return vectors;
}
