import { Worker } from "node:worker_threads";
import { AppError } from "../core/errors.ts";
import type { EmbedReply } from "./embeddings-worker.ts";

/** Resident with the model loaded, measured. */
const MODEL_BYTES = 440 * 1_024 * 1_024;
/** So many at a time take a fifth less each than one by one, and a query behind them waits 140 ms (measured). */
const TOGETHER = 4;
/** A thread beyond the first goes when there was nothing for it for so long. */
const IDLE_MS = 10_000;

type Job = { text: string; done: (vector: number[]) => void; failed: (error: Error) => void };
type Thread = { worker: Worker; jobs: Job[]; idle?: NodeJS.Timeout };

export type PoolOptions = {
  workerFile: URL;
  /** How many threads there may be. */
  most: number;
  /** How many texts wait before another thread is worth its start. */
  growAt: number;
  /** What the machine has left. */
  availableBytes?: () => number;
};

/**
 * Threads that each hold the model. The first starts with the first text, and anew after a crash; others as long as many
 * texts wait and there is memory for twice what one takes. Queries go before batches.
 */
export function createThreadPool({
  workerFile,
  most,
  growAt,
  availableBytes = () => process.availableMemory(),
}: PoolOptions) {
  const urgent: Job[] = [];
  const patient: Job[] = [];
  const threads = new Set<Thread>();

  const stopped = (cause?: unknown) => new AppError("unavailable", "the local embedder has stopped", { cause });
  const failWaiting = (error: AppError) => {
    for (const job of [...urgent.splice(0), ...patient.splice(0)]) job.failed(error);
  };

  const start = () => {
    const thread: Thread = { worker: new Worker(workerFile), jobs: [] };
    const { worker } = thread;
    threads.add(thread);
    worker.unref();
    let cause: unknown;
    worker.on("error", (error) => {
      cause = error;
    });
    worker.on("exit", () => {
      if (!threads.delete(thread)) return;
      for (const job of thread.jobs.splice(0)) job.failed(stopped(cause));
      if (threads.size === 0) failWaiting(stopped(cause));
    });
    worker.on("message", (reply: EmbedReply) => {
      const jobs = thread.jobs.splice(0);
      for (const [index, job] of jobs.entries()) {
        const vector = "vectors" in reply ? reply.vectors[index] : undefined;
        if (vector) job.done(vector);
        else job.failed(new AppError("unavailable", `the local embedder failed: ${"error" in reply && reply.error}`));
      }
      handOut();
    });
  };

  const worthAnother = () =>
    threads.size === 0 || (threads.size < most && patient.length >= growAt && availableBytes() >= 2 * MODEL_BYTES);

  const handOut = () => {
    if (urgent.length + patient.length > 0 && worthAnother()) start();
    for (const thread of threads) {
      if (thread.jobs.length > 0) continue;
      clearTimeout(thread.idle);
      thread.jobs = urgent.length > 0 ? urgent.splice(0, 1) : patient.splice(0, TOGETHER);
      if (thread.jobs.length > 0) thread.worker.postMessage(thread.jobs.map((job) => job.text));
      else if (threads.size > 1) thread.idle = setTimeout(() => end(thread), IDLE_MS).unref();
    }
  };

  const end = async (thread: Thread) => {
    if (threads.delete(thread)) await thread.worker.terminate();
  };

  return {
    /** The model's vector of a text. Throws `unavailable`. */
    ask: (text: string, isQuery: boolean) =>
      new Promise<number[]>((done, failed) => {
        (isQuery ? urgent : patient).push({ text, done, failed });
        handOut();
      }),
    size: () => threads.size,
    async close() {
      const open = [...threads];
      threads.clear();
      failWaiting(stopped());
      for (const { jobs } of open) for (const job of jobs.splice(0)) job.failed(stopped());
      await Promise.all(open.map(({ worker }) => worker.terminate()));
    },
  };
}
