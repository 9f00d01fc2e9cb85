/** Processes of a benchmark: started, asked, measured and ended. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const READY_MS = 60_000;
const TICK_MS = 10;
/** As `npm start` has it, for CastMatch itself. */
const FLAGS: Record<string, string[]> = { "program.js": ["--max-semi-space-size=16"] };

export type Child = Awaited<ReturnType<typeof startChild>>;

const running = new Set<ChildProcess>();

/** Starts a script beside this one and waits until it says that it is ready. What it sends is kept. */
export async function startChild(script: string, env: Record<string, string | undefined> = {}) {
  const began = performance.now();
  const child = spawn(process.execPath, [...(FLAGS[script] ?? []), new URL(script, import.meta.url).pathname], {
    env: {
      PATH: process.env.PATH,
      ...Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined)),
    },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  running.add(child);
  const repliedAt = new Map<string, number>();
  child.on("message", (replies: [string, number][]) => {
    for (const [thread, at] of replies) repliedAt.set(thread, at);
  });
  const url = await new Promise<string>((done, failed) => {
    const timer = setTimeout(() => failed(new Error(`${script} was not ready in time`)), READY_MS);
    child.stdout?.on("data", (chunk: Buffer) => {
      const found = /^ready (\S+)/m.exec(chunk.toString())?.[1];
      if (!found) return;
      clearTimeout(timer);
      done(found);
    });
    child.once("exit", (code) => failed(new Error(`${script} ended with ${code}`)));
  });
  return {
    url,
    startedInMs: performance.now() - began,
    /** When each thread was replied to, or each broadcast was heard, in epoch ms with fractions. */
    repliedAt,
    /** Of all its threads since its start. */
    cpuMs: () => {
      const fields = statOf(child.pid);
      return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    },
    residentMb: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    },
    say: (message: string) => void child.send(message),
    stop: () => stop(child),
  };
}

export const stopAll = () => Promise.all([...running].map(stop));

async function stop(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await ended;
  clearTimeout(timer);
}

/** The fields of /proc/PID/stat after the name. */
function statOf(pid: number | undefined): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}
