import type { ForChild } from "./wording-facts.ts";

export type DatesAway = ForChild & { dates: string };

/** What talent reads about dates on which she is away. */
export const profileEn = {
  away: ({ dates, child }: DatesAway) =>
    `Noted: ${child ? `${child} is` : "you are"} away ${dates}. We propose nothing on these dates. When that changes, write “free again from …”.`,
  awayStands: ({ when }: { when: string }) =>
    `The audition on ${when} still stands: if it cannot be, write “I cannot come”.`,
  awayInvited: ({ role, day }: { role: string; day: string }) =>
    `The invitation for “${role}” is for ${day}: tell me which other day suits, or “I cannot come”.`,
  awayUntil: ({ from }: { from: string }) => `Away from ${from}: until which day?`,
  awayUnclear: () => "I could not read these dates. Please write them like “10 to 20 December”.",
  freeAgain: ({ dates, child }: DatesAway) => `Noted: ${child ? `${child} is` : "you are"} free again, ${dates}.`,
  freeAgainFrom: ({ dates, child }: DatesAway) =>
    `Noted: ${child ? `${child} is` : "you are"} free again from ${dates}.`,
  notAway: () => "I have no dates on which you are away then, so I have changed nothing.",
  whoseDates: ({ options }: { options: string[] }) =>
    `Whose dates are these: ${options.join(", ")}? Please write the name with them.`,
};

export type ProfileWords = typeof profileEn;
