import { z } from "zod";
import type { ProviderBreaker } from "../breakers/provider-breaker.ts";
import type { Config } from "../config.ts";
import { AppError } from "../core/errors.ts";
import type { Embed, EmbedKind } from "../core/ports.ts";
import { rememberQueries } from "./remember-queries.ts";
import { unitVector } from "./unit-vector.ts";

const DIMENSION = 512;
const TIMEOUT_MS = 10_000;
/** More would make one failure dear. */
const BATCH = 128;
const Answer = z.object({
  data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()).length(DIMENSION) })),
});

type Asking = { model: string; input: string[]; kind: EmbedKind };
type Api = {
  body: (asking: Asking) => Record<string, unknown>;
  mostTexts: number;
  /** A token is a byte at least: so many bytes are never more tokens. */
  mostBytes: number;
};

export const EMBEDDING_APIS = {
  /** platform.openai.com, reference of embeddings: 2,048 texts and 300,000 tokens a request. */
  openai: {
    body: ({ model, input }) => ({ model, input, dimensions: DIMENSION }),
    mostTexts: 2_048,
    mostBytes: 300_000,
  },
  /** docs.voyageai.com, reference of embeddings: 1,000 texts and, for the largest models, 120,000 tokens a request. */
  voyage: {
    body: ({ model, input, kind }) => ({
      model,
      input,
      input_type: kind,
      output_dimension: DIMENSION,
      truncation: true,
    }),
    mostTexts: 1_000,
    mostBytes: 120_000,
  },
} satisfies Record<string, Api>;

type Options = NonNullable<Config["embeddings"]> & { breaker: ProviderBreaker; timeoutMs?: number };

/**
 * Voyage, or what speaks as OpenAI does. Throws `unavailable` when it fails, hangs, answers with another dimension or with no
 * numbers, or is taken for down.
 */
export function createHttpEmbed({ url, api, apiKey, model, breaker, timeoutMs = TIMEOUT_MS }: Options): Embed {
  const ask = async (input: string[], kind: EmbedKind) => {
    const response = await fetch(`${url}/embeddings`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
      body: JSON.stringify(EMBEDDING_APIS[api].body({ model, input, kind })),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const { data } = Answer.parse(await response.json());
    const inOrder = data.toSorted((a, b) => a.index - b.index);
    if (inOrder.length !== input.length || inOrder.some((one, index) => one.index !== index))
      throw new Error(`${data.length} vectors for ${input.length} texts`);
    return inOrder.map((one) => unitVector(one.embedding));
  };
  const embed: Embed["embed"] = async (texts, kind) => {
    const vectors: number[][] = [];
    try {
      for (const some of requestsOf(texts, EMBEDDING_APIS[api]))
        vectors.push(...(await breaker.run(() => ask(some, kind), neverDown)));
      return vectors;
    } catch (cause) {
      throw new AppError("unavailable", "the embedding service did not answer", { cause });
    }
  };
  return { model, dimension: DIMENSION, batch: BATCH, embed: rememberQueries(embed) };
}

/** What fails throws. */
const neverDown = () => false;

/** The texts in as few requests as the API takes. */
function requestsOf(texts: string[], { mostTexts, mostBytes }: Pick<Api, "mostTexts" | "mostBytes">): string[][] {
  const requests: string[][] = [];
  let room = 0;
  for (const text of texts) {
    const bytes = Buffer.byteLength(text);
    const last = requests.at(-1);
    if (last && last.length < mostTexts && bytes <= room) last.push(text);
    else requests.push([text]);
    room = (requests.at(-1) === last ? room : mostBytes) - bytes;
  }
  return requests;
}
