/** Places between two steps that belong together, where a test of crashes lets the process die. */
export const CRASH_POINTS = [
  "after-inbox-commit",
  "before-ack",
  "after-turn-commit",
  "after-send",
  "after-calendar-write",
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

let armed: { point: string; passes: number } | undefined;

/** The process dies at the nth pass of the point, as by `kill -9`: "after-send" or "after-send:3". */
export function armCrash(at: string | undefined): void {
  const [point = "", nth = "1"] = at?.split(":") ?? [];
  armed = at ? { point, passes: Number(nth) } : undefined;
}

/** Does nothing unless this very point was armed. */
export function crashPoint(point: CrashPoint): void {
  if (armed?.point !== point) return;
  armed.passes -= 1;
  if (armed.passes === 0) process.kill(process.pid, "SIGKILL");
}
