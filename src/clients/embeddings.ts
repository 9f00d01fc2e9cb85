import type { Breakers } from "../breakers/breakers.ts";
import type { Config } from "../config.ts";
import type { Embed } from "../core/ports.ts";
import { createHttpEmbed } from "./embeddings-http.ts";
import { createLocalEmbed } from "./embeddings-local.ts";

/**
 * The service that is configured, otherwise the local model. Vectors of an earlier time are asked for where they came from:
 * the local model, or another model of the same service.
 */
export function createEmbed(
  { embeddings, embeddingThreads }: Pick<Config, "embeddings" | "embeddingThreads">,
  breakers: Breakers,
): Embed & { close: () => Promise<void> } {
  const local = createLocalEmbed({ threads: embeddingThreads });
  if (!embeddings) return local;
  const of = (model: string) => createHttpEmbed({ ...embeddings, model, breaker: breakers.of("embeddings") });
  const earlier = new Map<string, Embed>([[local.model, local]]);
  return {
    ...of(embeddings.model),
    earlier: (model) => {
      const one = earlier.get(model) ?? of(model);
      earlier.set(model, one);
      return one;
    },
    close: local.close,
  };
}
