/** Holds IN_FLIGHT calls of our Claude client at once when it is asked to, and says what they cost. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createClaude } from "../src/clients/claude.ts";
import type { Log } from "../src/core/ports.ts";

const { CLAUDE_URL, IN_FLIGHT = "100" } = process.env;
const ROUNDS = 4;
const silent = () => undefined;
const log: Log = { info: silent, warn: silent, error: silent, debug: silent };
const claude = createClaude(
  { apiKey: "bench", baseUrl: CLAUDE_URL, model: "claude-sonnet-5-5" },
  { log, inFlight: 5_000 },
);

const call = async (): Promise<number> => {
  const began = performance.now();
  await claude({
    system: { stable: "You are a benchmark.", now: "It is now." },
    messages: [{ role: "user", content: [{ type: "text", text: "hello" }] }],
    tools: [],
    signal: new AbortController().signal,
    onDelta: silent,
  });
  return performance.now() - began;
};

async function measure() {
  await Promise.all(Array.from({ length: 20 }, call));
  const before = { cpu: process.cpuUsage(), rss: process.memoryUsage.rss() };
  let highest = before.rss;
  const watching = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 50);
  const samples: number[] = [];
  // Each caller begins at its own time: they would otherwise move in step.
  const caller = async (place: number) => {
    await new Promise((resolve) => setTimeout(resolve, (place * 1_500) / Number(IN_FLIGHT)));
    for (let round = 0; round < ROUNDS; round += 1) samples.push(await call());
  };
  await Promise.all(Array.from({ length: Number(IN_FLIGHT) }, (_, place) => caller(place)));
  clearInterval(watching);
  const cpu = process.cpuUsage(before.cpu);
  return {
    samples,
    cpuMs: (cpu.user + cpu.system) / 1_000 / samples.length,
    kilobytes: (highest - before.rss) / 1_024 / Number(IN_FLIGHT),
  };
}

const server = createServer((_, response) => {
  measure().then(
    (measured) => response.end(JSON.stringify(measured)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.on("SIGTERM", () => process.exit(0));
