import { availableParallelism } from "node:os";
import type { Embed } from "../core/ports.ts";
import { rememberQueries } from "./remember-queries.ts";
import { createThreadPool, type PoolOptions } from "./thread-pool.ts";
import { unitVector } from "./unit-vector.ts";

/** What the background gives at once: more than the pool needs to see that there is much to do. */
const BATCH = 64;
const GROW_AT = 32;
/** Unless configured: one core stays for all the rest, and no machine needs more of this small model. */
const MOST_UNASKED = 4;

type Options = Partial<PoolOptions> & {
  /** How many threads, as configured. */
  threads?: number | undefined;
};

/**
 * The English model of an npm package, 512 dimensions, 20 ms a query, on threads that take 440 MB each: one of them, unless
 * more are configured, or a large backlog meets free cores and memory. Queries go before profiles.
 */
export function createLocalEmbed({ threads, ...options }: Options = {}): Embed & {
  close: () => Promise<void>;
  threads: () => number;
} {
  const cores = availableParallelism();
  const pool = createThreadPool({
    workerFile: new URL("./embeddings-worker.ts", import.meta.url),
    most: Math.max(1, threads ? Math.min(threads, cores) : Math.min(cores - 1, MOST_UNASKED)),
    growAt: threads ? 1 : GROW_AT,
    ...options,
  });
  const embed: Embed["embed"] = (texts, kind) =>
    Promise.all(texts.map(async (text) => unitVector(await pool.ask(text, kind === "query"))));
  return {
    model: "energetic-en-512",
    dimension: 512,
    batch: BATCH,
    embed: rememberQueries(embed),
    close: pool.close,
    threads: pool.size,
  };
}
