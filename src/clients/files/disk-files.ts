import { createReadStream } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import type { Files } from "../../core/ports.ts";
import { createIncoming } from "./incoming.ts";

/** Files below a folder of this machine. */
export function createDiskFiles(folder: string): Files {
  const { pathOf, drop, receive } = createIncoming(join(folder, "incoming"));
  const kept = (key: string) => join(folder, "kept", ...key.split("/"));
  return {
    receive,
    drop,
    async keep(received, key) {
      await mkdir(dirname(kept(key)), { recursive: true });
      await rename(pathOf(received), kept(key));
    },
    remove: (key) => rm(kept(key), { force: true }),
    async read(key, range) {
      const found = await stat(kept(key)).catch(() => undefined);
      if (!found) return undefined;
      const stream = createReadStream(kept(key), range && { start: range.from, end: range.to });
      return { body: Readable.toWeb(stream) as ReadableStream<Uint8Array>, bytes: found.size };
    },
  };
}
