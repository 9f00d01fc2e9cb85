import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lockDataDir } from "./data-lock.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "castmatch-lock-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it("refuses a directory that a living process holds, and names its pid", () => {
  lockDataDir(dir);
  expect(() => lockDataDir(dir)).toThrow(
    expect.objectContaining({ said: expect.stringContaining(`pid ${process.pid}`) }),
  );
});

it("is free again once it was let go", () => {
  lockDataDir(dir)();
  expect(() => lockDataDir(dir)).not.toThrow();
});

it("takes over the lock of a dead process", async () => {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => child.on("exit", resolve));
  writeFileSync(join(dir, "lock"), JSON.stringify({ pid: child.pid, started: "1" }));
  lockDataDir(dir);
  expect(JSON.parse(readFileSync(join(dir, "lock"), "utf8"))).toMatchObject({ pid: process.pid });
});

it("takes over the lock of a process whose pid another has got since", () => {
  writeFileSync(join(dir, "lock"), JSON.stringify({ pid: process.pid, started: "1" }));
  expect(() => lockDataDir(dir)).not.toThrow();
});
