/** The first slot of each time: rooms that are used at once have the same times. */
export const eachTime = <Slot extends { startsAt: Date }>(slots: Slot[]): Slot[] =>
  slots.filter((slot, nth) => slots.findIndex((one) => one.startsAt.getTime() === slot.startsAt.getTime()) === nth);
