import { type AuditionFacts, type MovedFacts, type OfRound, type OpenFacts, slotLines } from "./wording-facts.ts";
import { kindIn } from "./wording-round.ts";

const kind = kindIn("en");
const titled = (role: string) => (role ? `“${role}”` : "a role");
const whose = (child: string | undefined) => (child ? `${child}’s` : "your");

/** What a session that moves, or is called off, means to who was to come. `times` are free ones, `was` holds no more. */
export type SessionMoved = Omit<OpenFacts, "project"> & { was: string; times: string[] };

export const sessionEn = {
  /** To who has not answered yet. */
  sessionMoved: ({ round, role, child, was, day, place, times }: SessionMoved) =>
    `The casting team has moved the ${kind(round)}${child ? ` of ${child}` : ""} for ${titled(role)}: it is on ${day}, ${place}, and no more on ${was}. Which time suits you?${slotLines(times)}\nIf none does, just say so.`,
  /** `asks`: for another time, which nobody has answered yet. */
  placeMoved: ({ round, role, child, when, place, asks }: AuditionFacts & { asks?: boolean | undefined }) =>
    `The place has changed: ${whose(child)} ${kind(round)} for ${titled(role)} is now at ${place}. ` +
    (asks ? `Until the team answers about the other time, it is ${when}.` : `The time stays: ${when}.`),
  /** To who had a time, and cannot come at the new one as far as we know. */
  timeLost: ({ round, role, child, when, was, place, times }: MovedFacts & { times: string[] }) =>
    `The casting team has moved the ${kind(round)} for ${titled(role)}. ${child ? `${child}’s` : "Your"} time on ${was} would be ${when}, ${place}, and as far as I know ${child ?? "you"} cannot come then, so I gave it back. ` +
    `Which other time suits you?${slotLines(times)}\nIf none does, just say so.`,
  /** To who has not answered yet. */
  sessionOff: ({ round, role, child, day }: OfRound & { role: string; day: string }) =>
    `We are sorry: the ${kind(round)}${child ? ` of ${child}` : ""} for ${titled(role)} on ${day} was called off by the casting team. You need not answer or come, and it is not about you.`,
};

export type SessionWords = typeof sessionEn;
