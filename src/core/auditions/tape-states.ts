/**
 * From each state of a self-tape, where it may go. What is asked anew begins anew; a tape that comes late, or after a no,
 * is taken all the same.
 */
export const TAPE_MOVES = {
  requested: ["accepted", "received", "declined", "expired", "requested"],
  accepted: ["received", "declined", "expired", "requested"],
  received: ["received", "retake", "reviewed"],
  retake: ["received", "declined", "expired", "retake"],
  reviewed: ["retake", "received"],
  declined: ["requested", "accepted", "received"],
  expired: ["requested", "accepted", "received"],
} as const;

export type TapeState = keyof typeof TAPE_MOVES;

export const TAPE_STATES = Object.keys(TAPE_MOVES) as TapeState[];

export const tapeStatesBefore = (to: TapeState): TapeState[] =>
  TAPE_STATES.filter((from) => (TAPE_MOVES[from] as readonly TapeState[]).includes(to));

/** Something is still expected of the talent. */
export const AWAITED: TapeState[] = ["requested", "accepted", "retake"];
