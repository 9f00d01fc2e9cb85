import type { Breakers } from "../breakers/breakers.ts";
import type { Config } from "../config.ts";
import type { Embed } from "../core/ports.ts";
import { createHttpEmbed } from "./embeddings-http.ts";
import { createLocalEmbed } from "./embeddings-local.ts";

/** The service that is configured, with the local model as the one before it; otherwise the local model. */
export function createEmbed(config: Config["embeddings"], breakers: Breakers): Embed & { close: () => Promise<void> } {
  const local = createLocalEmbed();
  return config
    ? { ...createHttpEmbed({ ...config, breaker: breakers.of("embeddings") }), earlier: [local], close: local.close }
    : local;
}
