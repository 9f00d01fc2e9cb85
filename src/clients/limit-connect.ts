/** A provider that takes no connection in this time takes none; the limits of whole calls are longer. */
const CONNECT_MS = 3_000;

/** Where Node's `fetch` finds the agent it sends by; undici's own name for it. */
const AGENT = Symbol.for("undici.globalDispatcher.1");

type Agent = new (options: { connect: { timeout: number } }) => object;

/**
 * Bounds the time to connect of every `fetch` in this process, so that a call that found no server is known to have never
 * left, before its whole time is over. An agent of another undici does not work in Node's `fetch`: this is made of its own.
 */
export async function limitConnect(connectMs = CONNECT_MS): Promise<void> {
  await fetch("data:,").then((response) => response.text());
  const agents = globalThis as { [AGENT]?: { constructor: Agent } };
  const current = agents[AGENT];
  if (!current) return;
  (agents as { [AGENT]?: object })[AGENT] = new current.constructor({ connect: { timeout: connectMs } });
}
