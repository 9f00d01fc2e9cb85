import { createHash } from "node:crypto";
import type { Embed } from "../core/ports.ts";

const REMEMBERED = 500;

/**
 * The same, with the last queries remembered: a page further on, or the same brief again, asks for what was asked before.
 * The words are not kept, only their hash. A query that failed is asked again.
 */
export function rememberQueries(embed: Embed["embed"]): Embed["embed"] {
  const known = new Map<string, Promise<number[][]>>();
  return (texts, kind) => {
    const [text] = texts;
    if (kind !== "query" || texts.length !== 1 || text === undefined) return embed(texts, kind);
    const hash = createHash("sha256").update(text).digest("base64");
    const before = known.get(hash);
    if (before) return before;
    const vectors = embed(texts, kind);
    known.set(hash, vectors);
    vectors.catch(() => known.delete(hash));
    if (known.size > REMEMBERED) known.delete(known.keys().next().value ?? "");
    return vectors;
  };
}
