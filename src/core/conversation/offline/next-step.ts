import type { Done, TurnSoFar } from "./turn-so-far.ts";

/** What the rules do next: propose tools, or say something and end. */
export type NextStep = { use: { name: string; input: Record<string, unknown> }[] } | { text: string };

export const use = (name: string, input: Record<string, unknown> = {}): NextStep => ({ use: [{ name, input }] });
export const say = (text: string): NextStep => ({ text });

/** The latest result of a tool in this turn. */
export const resultOf = (turn: TurnSoFar, name: string): Done | undefined =>
  turn.done.findLast((one) => one.name === name);

/** Runs a tool once, then goes on with its result; a failure ends with what it said. */
export function after(
  turn: TurnSoFar,
  step: { name: string; input: Record<string, unknown> },
  go: (done: Done) => NextStep,
): NextStep {
  const done = resultOf(turn, step.name);
  if (!done) return { use: [step] };
  return done.failed ? sayDone(turn) : go(done);
}

/** What only looks up is no answer once something else was done. */
const LOOKUPS = new Set(["list_slots", "show_status"]);

/** The sentences of the tools that ran, in order; a hold is covered by its confirmation, a lookup by what followed. */
export function sayDone(turn: TurnSoFar, otherwise = ""): NextStep {
  const confirmed = turn.done.some((one) => one.name === "confirm_booking" && one.said !== "");
  const telling = turn.done.filter((one) => !LOOKUPS.has(one.name) && !(confirmed && one.name === "hold_slot"));
  const shown = telling.some((one) => one.said !== "") ? telling : turn.done;
  const said = [...new Set(shown.map((one) => one.said).filter(Boolean))];
  return { text: said.join("\n\n") || otherwise };
}
