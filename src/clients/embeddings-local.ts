import { Worker } from "node:worker_threads";
import { AppError } from "../core/errors.ts";
import type { Embed } from "../core/ports.ts";
import type { EmbedReply } from "./embeddings-worker.ts";
import { unitVector } from "./unit-vector.ts";

type Job = { text: string; done: (vector: number[]) => void; failed: (error: Error) => void };

const REMEMBERED = 200;

/**
 * The English model of an npm package, 512 dimensions, 20 ms a query. The thread starts with the first text, and anew
 * after a crash. One text at a time; single texts (queries) go before batches (profiles), so that a search does not wait
 * for the background. The last queries are remembered: "more like this" asks for the same again.
 */
export function createLocalEmbed(
  workerFile: URL = new URL("./embeddings-worker.ts", import.meta.url),
): Embed & { close: () => Promise<void> } {
  const urgent: Job[] = [];
  const patient: Job[] = [];
  const queries = new Map<string, Promise<number[]>>();
  let thread: Worker | undefined;
  let current: Job | undefined;

  const stopped = (cause?: unknown) => {
    thread = undefined;
    for (const job of [current, ...urgent.splice(0), ...patient.splice(0)]) {
      job?.failed(new AppError("unavailable", "the local embedder has stopped", { cause }));
    }
    current = undefined;
  };

  const start = () => {
    const worker = new Worker(workerFile);
    worker.unref();
    let cause: unknown;
    worker.on("error", (error) => {
      cause = error;
    });
    worker.on("exit", () => thread === worker && stopped(cause));
    worker.on("message", (reply: EmbedReply) => {
      const job = current;
      current = undefined;
      if ("vector" in reply) settle(job, reply.vector);
      else job?.failed(new AppError("unavailable", `the local embedder failed: ${reply.error}`));
      next();
    });
    return worker;
  };

  const next = () => {
    if (current) return;
    current = urgent.shift() ?? patient.shift();
    if (!current) return;
    thread ??= start();
    thread.postMessage(current.text);
  };

  const ask = (queue: Job[], text: string) =>
    new Promise<number[]>((done, failed) => {
      queue.push({ text, done, failed });
      next();
    });

  const query = (text: string) => {
    const known = queries.get(text);
    if (known) return known;
    const vector = ask(urgent, text);
    queries.set(text, vector);
    vector.catch(() => queries.delete(text));
    if (queries.size > REMEMBERED) queries.delete(queries.keys().next().value ?? "");
    return vector;
  };

  return {
    model: "energetic-en-512",
    dimension: 512,
    embed: ([first, ...others]) =>
      first === undefined
        ? Promise.resolve([])
        : others.length === 0
          ? query(first).then((vector) => [vector])
          : Promise.all([first, ...others].map((text) => ask(patient, text))),
    async close() {
      const worker = thread;
      stopped();
      await worker?.terminate();
    },
  };
}

function settle(job: Job | undefined, vector: number[]): void {
  try {
    job?.done(unitVector(vector));
  } catch (error) {
    job?.failed(error as Error);
  }
}
