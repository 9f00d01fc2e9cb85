/** What the office calls the states of a booking. */
export const BOOKING_STATES = {
  held: "held, not yet confirmed",
  assigned: "assigned",
  sent: "waiting for an answer",
  confirmed: "confirmed",
  change_requested: "asked for another time",
  checked_in: "here",
  seen: "seen",
  late: "late",
  no_show: "did not come",
  unavailable: "not available",
  cancelled_by_talent: "cancelled by talent",
  cancelled_by_casting: "cancelled by casting",
};

const OFF = new Set(["unavailable", "cancelled_by_talent", "cancelled_by_casting"]);

/** Whether somebody no longer comes, and said so. */
export const isOff = (state) => OFF.has(state);
