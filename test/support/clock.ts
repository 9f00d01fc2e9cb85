/** A clock that tests move: the process under test starts with its offset, relays sign by it. */
export type Clock = ReturnType<typeof createClock>;

export function createClock(startsAt: Date) {
  let offsetMs = startsAt.getTime() - Date.now();
  return {
    now: () => new Date(Date.now() + offsetMs),
    offsetMs: () => offsetMs,
    moveTo: (at: Date) => {
      offsetMs = at.getTime() - Date.now();
    },
  };
}
