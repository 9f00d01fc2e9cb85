/**
 * The pipeline's own cost in the embedded profile, on loopback: how soon a webhook is acknowledged (after its commit), and
 * how many messages a second go in, through a turn with a model that answers at once, and out to Slack's API. A route
 * that only answers 200 is measured in the same run: compare ratios, machines differ. Load generator, program and
 * reference share the cores.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { asFastAsPossible, type Posted, SIGNING_SECRET, steadily } from "./load.ts";
import { openSink } from "./sink.ts";

const RATES = [10, 30];
const SECONDS = 5;
const BURST = 800;
const CONNECTIONS = 32;
const REPLIES_MS = 30_000;

type Row = { what: string; messages: number; p50Ms?: number; p99Ms?: number; perSecond?: number; ofReference?: number };

const folder = mkdtempSync(join(tmpdir(), "castmatch-bench-"));
const sink = await openSink();
const children: ChildProcess[] = [];
const rows: Row[] = [];

try {
  const reference = await started("reference.ts", {});
  const program = await started("program.ts", {
    PORT: "0",
    DATA_DIR: join(folder, "data"),
    LOG_LEVEL: "error",
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_BOT_TOKEN: "xoxb-bench",
    SLACK_API_URL: `${sink.url}/api`,
    EMBEDDINGS_URL: sink.url,
  });
  await until(() => sink.quietForMs() > 1_000);
  await replied(await asFastAsPossible(program, { count: 300, connections: 8 }));
  await asFastAsPossible(reference, { count: 300, connections: 8 });

  for (const perSecond of RATES) {
    const plain = await steadily(reference, { perSecond, seconds: SECONDS });
    const posted = await steadily(program, { perSecond, seconds: SECONDS });
    const replies = await replied(posted);
    const bare = spread(plain.map((one) => one.ackMs));
    rows.push({ what: `a route that answers 200, at ${perSecond}/s`, messages: plain.length, ...bare });
    rows.push(
      compared(
        `acknowledged, at ${perSecond}/s`,
        posted.map((one) => one.ackMs),
        bare,
      ),
    );
    rows.push(compared(`replied to, at ${perSecond}/s`, replies, bare));
  }
  const plain = await burst(reference);
  rows.push({
    what: `a route that answers 200, ${CONNECTIONS} connections`,
    messages: BURST,
    perSecond: plain.perSecond,
  });
  const full = await burst(program);
  rows.push({
    what: `acknowledged, ${CONNECTIONS} connections`,
    messages: BURST,
    perSecond: full.perSecond,
    ofReference: rounded(full.perSecond / plain.perSecond),
  });
  await replied(full.posted);
  const perSecond = Math.round((BURST / (lastReply(full.posted) - full.startedAt)) * 1_000);
  rows.push({
    what: "received, turned and replied, end to end",
    messages: BURST,
    perSecond,
    ofReference: rounded(perSecond / plain.perSecond),
  });
  console.table(rows);
  process.stdout.write("ofReference: how many times the 200-only route's median, or which part of its throughput\n");
  mkdirSync(new URL("results/", import.meta.url), { recursive: true });
  const result = { node: process.version, cores: cpus().length, profile: "embedded", rows };
  writeFileSync(new URL("results/pipeline.json", import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  for (const child of children) child.kill("SIGTERM");
  sink.close();
  await Promise.all(children.map((child) => child.exitCode ?? new Promise((done) => child.once("exit", done))));
  rmSync(folder, { recursive: true, force: true });
}

/** Starts a script beside this one and resolves to the address that it prints. */
function started(script: string, env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [new URL(script, import.meta.url).pathname], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  return new Promise((done, failed) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const url = /^ready (\S+)/m.exec(chunk.toString())?.[1];
      if (url) done(url);
    });
    child.once("exit", (code) => failed(new Error(`${script} ended with ${code}`)));
  });
}

async function burst(url: string) {
  const startedAt = performance.now();
  const posted = await asFastAsPossible(url, { count: BURST, connections: CONNECTIONS });
  return { posted, startedAt, perSecond: Math.round((BURST / (performance.now() - startedAt)) * 1_000) };
}

/** Waits for every reply; how long each took from the moment its message was sent. */
async function replied(posted: Posted[]): Promise<number[]> {
  await until(() => posted.every(({ thread }) => sink.repliedAt.has(thread)));
  return posted.map(({ thread, sentAt }) => (sink.repliedAt.get(thread) ?? 0) - sentAt);
}

function lastReply(posted: Posted[]): number {
  return posted.reduce((last, { thread }) => Math.max(last, sink.repliedAt.get(thread) ?? 0), 0);
}

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + REPLIES_MS;
  while (!holds()) {
    if (performance.now() > end) throw new Error("the program did not keep up: replies are missing");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function spread(samples: number[]): { p50Ms: number; p99Ms: number } {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}

function compared(what: string, samples: number[], bare: { p50Ms: number }): Row {
  const found = spread(samples);
  return { what, messages: samples.length, ...found, ofReference: rounded(found.p50Ms / bare.p50Ms) };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
