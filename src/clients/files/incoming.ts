import { createHash, randomUUID } from "node:crypto";
import { createWriteStream, mkdirSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sniff } from "../../core/media/sniff.ts";
import type { Received } from "../../core/ports.ts";

const HEAD_BYTES = 1_024;
/** What a process that died had received. */
const LEFT_MS = 24 * 60 * 60_000;

/** Files on their way in, each streamed to a place of its own: nothing of a size that a stranger chooses is in memory. */
export function createIncoming(folder: string) {
  mkdirSync(folder, { recursive: true });
  void forgetOld(folder);
  return {
    pathOf: ({ handle }: Received) => join(folder, handle),
    drop: ({ handle }: Received) => rm(join(folder, handle), { force: true }),
    async receive(body: ReadableStream<Uint8Array>, mostBytes: number): Promise<Received | "too_large"> {
      const handle = randomUUID();
      const path = join(folder, handle);
      const hash = createHash("sha256");
      const heads: Buffer[] = [];
      let bytes = 0;
      const counted = new Transform({
        transform(chunk: Buffer, _, done) {
          if (bytes < HEAD_BYTES) heads.push(chunk.subarray(0, HEAD_BYTES));
          bytes += chunk.length;
          hash.update(chunk);
          done(bytes > mostBytes ? new TooLarge() : null, chunk);
        },
      });
      try {
        await pipeline(body, counted, createWriteStream(path, { mode: 0o600 }));
      } catch (error) {
        await rm(path, { force: true });
        if (error instanceof TooLarge) return "too_large";
        throw error;
      }
      return { handle, bytes, sha256: hash.digest("hex"), type: sniff(Buffer.concat(heads)) };
    },
  };
}

class TooLarge extends Error {}

async function forgetOld(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > LEFT_MS) await rm(join(folder, name), { force: true }).catch(() => undefined);
  }
}
