import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Embed } from "../../src/core/ports.ts";

const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 24);

/** The same embedder, with the vectors of earlier runs on this machine. `keep` writes them down. */
export function keptVectors(embed: Embed): Embed & { keep: () => void } {
  const path = join(tmpdir(), `castmatch-eval-${embed.model}.json`);
  const known = new Map<string, number[]>(
    existsSync(path) ? Object.entries(JSON.parse(readFileSync(path, "utf8")) as Record<string, number[]>) : [],
  );
  return {
    model: embed.model,
    dimension: embed.dimension,
    async embed(texts, kind) {
      const missing = [...new Set(texts.filter((text) => !known.has(hash(text))))];
      const found = await embed.embed(missing, kind);
      for (const [index, text] of missing.entries()) known.set(hash(text), found[index] ?? []);
      return texts.map((text) => known.get(hash(text)) ?? []);
    },
    keep: () => writeFileSync(path, JSON.stringify(Object.fromEntries(known))),
  };
}
