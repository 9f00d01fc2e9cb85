import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../support/free-port.ts";
import { until } from "../support/until.ts";

const MAIN = fileURLToPath(new URL("../../src/main.js", import.meta.url));
const SHIFTED_CLOCK = new URL("../support/shifted-clock.ts", import.meta.url).href;
const LINES_KEPT = 400;

export type Role = "web" | "worker";
export type Fleet = ReturnType<typeof createFleet>;
export type Member = Fleet["members"][number];

/** Processes of CastMatch; one that dies is started again, as whoever runs it for real would do. */
export function createFleet(env: Record<string, string>, roles: Role[]) {
  const folder = mkdtempSync(join(tmpdir(), "castmatch-chaos-"));
  let closing = false;
  const members = roles.map((role, index) => createMember({ name: `${role}-${index}`, role, folder, env }));

  function createMember({ name, role }: { name: string; role: Role; folder: string; env: Record<string, string> }) {
    let child: ChildProcess | undefined;
    let port = 0;
    let ready = false;
    let deaths = 0;
    const crashes: string[] = [];
    const lines: string[] = [];
    const member = {
      name,
      role,
      lines,
      pid: () => child?.pid,
      port: () => port,
      isReady: () => ready,
      deaths: () => deaths,
      /** How it ended when nobody killed it. */
      crashes,
      async start(extra: Record<string, string> = {}): Promise<void> {
        port = await freePort();
        ready = false;
        const started = spawn(process.execPath, ["--import", SHIFTED_CLOCK, MAIN], {
          cwd: folder,
          env: {
            PATH: process.env.PATH,
            PORT: String(port),
            ROLE: role,
            DATA_DIR: join(folder, name),
            ...env,
            ...extra,
          },
          stdio: ["ignore", "ignore", "pipe"],
        });
        child = started;
        started.stderr.on("data", (chunk: Buffer) => {
          lines.push(...chunk.toString().split("\n").filter(Boolean));
          lines.splice(0, lines.length - LINES_KEPT);
        });
        started.once("exit", (code, signal) => {
          if (signal !== "SIGKILL" && code !== 0)
            crashes.push(`${name} ended with ${code}: ${lines.slice(-8).join("\n")}`);
          if (child !== started) return;
          deaths += 1;
          ready = false;
          if (!closing) void member.start();
        });
        void until(`${name} is up`, () => child !== started || isUp(port), { withinMs: 90_000 }).then(
          () => {
            ready = child === started;
          },
          () => undefined,
        );
      },
      signal: (name: NodeJS.Signals) => void child?.kill(name),
      /** Ends it as a deploy would, and starts it with other variables. */
      async restart(extra: Record<string, string> = {}): Promise<void> {
        await end("SIGTERM");
        await member.start(extra);
        await until(`${name} is up again`, () => ready, { withinMs: 90_000, why: () => lines.slice(-5).join("\n") });
      },
      close: () => end("SIGKILL"),
    };
    async function end(signal: NodeJS.Signals): Promise<void> {
      const running = child;
      child = undefined;
      ready = false;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const exit = new Promise((done) => running.once("exit", done));
      running.kill(signal);
      await exit;
    }
    return member;
  }

  const of = (role: Role) => members.filter((member) => member.role === role);
  return {
    members,
    of,
    /** Everyone is there again. */
    whole: () => until("the fleet is whole", () => members.every((member) => member.isReady()), { withinMs: 90_000 }),
    ports: () => of("web").flatMap((member) => (member.isReady() ? [member.port()] : [])),
    async start() {
      await Promise.all(members.map((member) => member.start()));
      await until("the fleet is up", () => members.every((member) => member.isReady()), {
        withinMs: 90_000,
        why: () => members.flatMap(({ name, lines }) => [name, ...lines.slice(-5)]).join("\n"),
      });
    },
    async close() {
      closing = true;
      await Promise.all(members.map((member) => member.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const isUp = (port: number) =>
  fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.ok,
    () => false,
  );
