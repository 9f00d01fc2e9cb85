import { DateTime } from "luxon";
import type { CheckpointKind } from "./checkpoint-kinds.ts";
import type { Checkpoint } from "./move-checkpoints.ts";

/** Open and waiting for nothing: not for another checkpoint, and for nobody's go. */
export const isNext = (one: Checkpoint, all: Checkpoint[]): boolean =>
  one.state === "open" && missing(one, all).length === 0 && (one.gatePersonId === null || one.gateAnswer === "go");

/** What it waits for and is not done yet. */
export const missing = (one: Checkpoint, all: Checkpoint[]): CheckpointKind[] =>
  one.after.filter((kind) => all.find((other) => other.kind === kind)?.state === "open");

/** "auditions, by Friday 27 November, Meera" */
export function sayCheckpoint(one: Checkpoint, { all, now }: { all: Checkpoint[]; now: Date }): string {
  const due = one.dueOn && `by ${DateTime.fromISO(one.dueOn).setLocale("en-US").toFormat("cccc d LLLL")}`;
  const late = one.state === "open" && one.dueAt !== null && one.dueAt <= now;
  const waits = missing(one, all);
  const said = [
    one.kind,
    due && (late ? `due ${due}, late` : due),
    one.owner,
    waits.length > 0 && waits.join() !== previousOf(one, all) && `after ${waits.join(" and ")}`,
    one.state === "open" && sayGate(one),
  ];
  return said.filter(Boolean).join(", ");
}

const previousOf = (one: Checkpoint, all: Checkpoint[]) => all[all.indexOf(one) - 1]?.kind;

function sayGate({ gatePerson, gateAnswer }: Checkpoint): string {
  if (!gatePerson) return "";
  if (gateAnswer === "go") return `go by ${gatePerson}`;
  return gateAnswer === "no_go" ? `no-go by ${gatePerson}` : `needs ${gatePerson}'s go`;
}

/** "Done: brief, shortlist", "Next: …", "Then: …". What was skipped is not told. */
export function sayCheckpoints(all: Checkpoint[], now: Date): string[] {
  const done = all.filter((one) => one.state === "done").map((one) => one.kind);
  const say = (some: Checkpoint[]) => some.map((one) => sayCheckpoint(one, { all, now })).join("; ");
  const next = all.filter((one) => isNext(one, all));
  const then = all.filter((one) => one.state === "open" && !next.includes(one));
  return [
    done.length > 0 ? `Done: ${done.join(", ")}` : "",
    next.length > 0 ? `Next: ${say(next)}` : "",
    then.length > 0 ? `Then: ${say(then)}` : "",
  ].filter(Boolean);
}
