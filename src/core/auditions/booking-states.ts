/** From which states a booking comes to each state of the day: DESIGN section 7, as one table. */

const TO_COME = ["assigned", "sent", "confirmed", "change_requested"] as const;

export const DAY_MOVES = {
  /** Who was given up may come after all. */
  checked_in: [...TO_COME, "late", "no_show"],
  late: [...TO_COME],
  seen: [...TO_COME, "late", "checked_in", "no_show"],
  no_show: [...TO_COME, "late"],
} as const;

export type DayState = keyof typeof DAY_MOVES;

export const DAY_STATES = Object.keys(DAY_MOVES) as [DayState, ...DayState[]];
