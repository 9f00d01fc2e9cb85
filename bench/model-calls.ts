/** Calls to Claude that one process holds: our client against a server of the stream's shape, 1.5 s an answer. */
import { type Child, startChild } from "./children.ts";
import { percentiles, type Row, rounded, type Section } from "./figures.ts";

const STEPS = [100, 200, 400, 600, 800, 1_000, 1_400];
const GREW = 1.25;

export async function modelCalls(): Promise<Section> {
  const server = await startChild("claude-server.ts");
  const rows: Row[] = [];
  let base = 0;
  let held = 0;
  for (const inFlight of STEPS) {
    const caller = await startChild("claude-caller.ts", { CLAUDE_URL: server.url, IN_FLIGHT: String(inFlight) });
    const { samples, cpuMs, kilobytes } = await callsOf(caller);
    await caller.stop();
    const { p50, p95 } = percentiles(samples);
    base ||= p95;
    rows.push({
      what: `${inFlight} in flight`,
      p50,
      p95,
      "CPU ms a call": rounded(cpuMs),
      "KB a call": rounded(kilobytes),
    });
    if (p95 > base * GREW) break;
    held = inFlight;
  }
  await server.stop();
  const best = rows.find((row) => row.what === `${held} in flight`);
  return {
    title: "Calls to Claude",
    note: "Streamed answers of 1.5 s, over HTTP on loopback; the server shares the cores. Held: before p95 grows by a quarter.",
    rows: [
      ...rows,
      { what: "calls to Claude in flight, one process", p50: held },
      { what: "CPU ms per call to Claude", p50: best?.["CPU ms a call"] ?? "" },
      { what: "KB per call to Claude in flight", p50: best?.["KB a call"] ?? "" },
    ],
  };
}

type Calls = { samples: number[]; cpuMs: number; kilobytes: number };

async function callsOf({ url }: Child): Promise<Calls> {
  return (await fetch(url)).json() as Promise<Calls>;
}
