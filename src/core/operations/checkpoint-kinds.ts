/** The steps on a role's way, in their order; each waits for the one before it unless the team says otherwise. */
export const CHECKPOINTS = ["brief", "shortlist", "auditions", "callbacks", "offer", "booked"] as const;
export type CheckpointKind = (typeof CHECKPOINTS)[number];

export const before = (kind: CheckpointKind): CheckpointKind[] => {
  const previous = CHECKPOINTS[CHECKPOINTS.indexOf(kind) - 1];
  return previous ? [previous] : [];
};

/** What happened for a role, and when; absent: not yet. */
export type Reached = Partial<Record<CheckpointKind, Date>>;

export type CheckpointState = "open" | "done" | "skipped";

type Known = { kind: CheckpointKind; state: CheckpointState; byHand: boolean };

/**
 * Where each checkpoint of a role stands by what happened. What a person set stays; what was left out, because something
 * after it has happened, is skipped: a known talent is booked without an audition.
 */
export function settle(known: Known[], reached: Reached): Map<CheckpointKind, CheckpointState> {
  const last = CHECKPOINTS.findLastIndex((kind) => reached[kind] !== undefined);
  return new Map(
    known.map(({ kind, state, byHand }) => {
      if (byHand) return [kind, state];
      if (reached[kind]) return [kind, "done"];
      return [kind, CHECKPOINTS.indexOf(kind) < last ? "skipped" : "open"];
    }),
  );
}

/** Whether a checkpoint would, by way of others, wait for itself. */
export function goesRound(after: Map<CheckpointKind, readonly CheckpointKind[]>): boolean {
  const reaches = (from: CheckpointKind, seen: CheckpointKind[]): boolean =>
    (after.get(from) ?? []).some((next) => seen.includes(next) || reaches(next, [...seen, next]));
  return CHECKPOINTS.some((kind) => reaches(kind, [kind]));
}

/** "the offer": a checkpoint in a sentence. */
export const sayStep = (kind: CheckpointKind) => (kind === "booked" ? "the booking" : `the ${kind}`);
