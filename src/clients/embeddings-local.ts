import { Worker } from "node:worker_threads";
import { AppError } from "../core/errors.ts";
import type { Embed } from "../core/ports.ts";
import type { EmbedReply } from "./embeddings-worker.ts";

type Job = { text: string; done: (vector: number[]) => void; failed: (error: Error) => void };

/**
 * The English model of an npm package, 512 dimensions, 20 ms a query. The thread starts with the first text. One text at
 * a time; single texts (queries) go before batches (profiles), so that a search does not wait for the background.
 */
export function createLocalEmbed(): Embed & { close: () => Promise<void> } {
  const urgent: Job[] = [];
  const patient: Job[] = [];
  let worker: Promise<Worker> | undefined;
  let current: Job | undefined;

  const fail = (error: Error) => {
    worker = undefined;
    for (const job of [current, ...urgent.splice(0), ...patient.splice(0)]) {
      job?.failed(new AppError("unavailable", "the local embedder has stopped", { cause: error }));
    }
    current = undefined;
  };

  const start = () =>
    new Promise<Worker>((done) => {
      const thread = new Worker(new URL("./embeddings-worker.ts", import.meta.url));
      thread.unref();
      thread.on("error", fail);
      thread.on("message", (reply: EmbedReply) => {
        if ("ready" in reply) return done(thread);
        const job = current;
        current = undefined;
        if ("vector" in reply) job?.done(unit(reply.vector));
        else job?.failed(new AppError("unavailable", "the local embedder failed"));
        next(thread);
      });
    });

  const next = (thread: Worker) => {
    if (current) return;
    current = urgent.shift() ?? patient.shift();
    if (current) thread.postMessage({ id: 0, text: current.text });
  };

  return {
    model: "energetic-en-512",
    dimension: 512,
    async embed(texts) {
      const queue = texts.length === 1 ? urgent : patient;
      const vectors = texts.map(
        (text) =>
          new Promise<number[]>((done, failed) => {
            queue.push({ text, done, failed });
          }),
      );
      worker ??= start();
      next(await worker);
      return Promise.all(vectors);
    },
    async close() {
      const thread = await worker;
      await thread?.terminate();
    },
  };
}

function unit(vector: number[]): number[] {
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length) || length === 0) return vector.map(() => 0);
  return vector.map((value) => Math.round((value / length) * 1e6) / 1e6);
}
