import { z } from "zod";
import type { ProviderBreaker } from "../breakers/provider-breaker.ts";
import type { Config } from "../config.ts";
import { AppError } from "../core/errors.ts";
import type { Embed } from "../core/ports.ts";
import { unitVector } from "./unit-vector.ts";

const DIMENSION = 512;
const TIMEOUT_MS = 10_000;
const Answer = z.object({
  data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()).length(DIMENSION) })),
});

/** An OpenAI-compatible endpoint. Throws `unavailable` when it fails, hangs, answers with another dimension, or is taken for down. */
export function createHttpEmbed({
  url,
  apiKey,
  model,
  breaker,
  timeoutMs = TIMEOUT_MS,
}: NonNullable<Config["embeddings"]> & { breaker: ProviderBreaker; timeoutMs?: number }): Embed & {
  close: () => Promise<void>;
} {
  const ask = async (texts: string[]) => {
    const response = await fetch(`${url}/embeddings`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
      body: JSON.stringify({ model, input: texts, dimensions: DIMENSION }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return Answer.parse(await response.json());
  };
  return {
    model,
    dimension: DIMENSION,
    async embed(texts) {
      try {
        const { data } = await breaker.run(() => ask(texts), neverDown);
        const inOrder = data.toSorted((a, b) => a.index - b.index);
        if (inOrder.length !== texts.length || inOrder.some((one, index) => one.index !== index))
          throw new Error(`${data.length} vectors for ${texts.length} texts`);
        return inOrder.map((one) => unitVector(one.embedding));
      } catch (cause) {
        throw new AppError("unavailable", "the embedding service did not answer", { cause });
      }
    },
    close: async () => undefined,
  };
}

/** What fails throws. */
const neverDown = () => false;
