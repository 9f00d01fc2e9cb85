import type { ForChild } from "./wording-facts.ts";

export type FactName = { fact: string };
export type DatesAway = ForChild & { dates: string };

const FACTS: Record<string, string> = {
  name: "name",
  age: "playing age",
  gender: "gender",
  city: "city",
  languages: "languages",
  heightCm: "height",
  skills: "skills",
  experienceYears: "experience",
  ratePerDayRupees: "rate",
  bio: "about you",
  links: "links",
  union: "union",
  portrait: "photo",
};
const QUESTIONS: Record<string, string> = {
  name: "What is your full name?",
  age: "How old are you?",
  gender: "Are you a woman, a man or non-binary?",
  city: "Which city do you live in?",
  languages: "Which languages do you speak?",
  heightCm: "How tall are you, in cm or feet?",
  skills: "What can you do: dance, riding, fights, singing, instruments?",
  experienceYears: "How many years have you worked as an actor? 0 is fine.",
  ratePerDayRupees: "What is your rate for a day, in rupees?",
  bio: "What have you played so far? Two or three sentences.",
  links: "Where can one see you: a showreel, a page? Send the link.",
};
const GENDERS: Record<string, string> = {
  female: "woman",
  male: "man",
  nonbinary: "non-binary",
};

/** What talent reads about her profile and the dates on which she is away. */
export const profileEn = {
  profileFact: ({ fact }: FactName) => FACTS[fact] ?? fact,
  profileQuestion: ({ fact }: FactName) => QUESTIONS[fact] ?? "",
  profileGender: ({ gender }: { gender: string }) => GENDERS[gender] ?? gender,
  profileYears: ({ years }: { years: number }) => `${years} ${years === 1 ? "year" : "years"}`,
  profileRate: ({ rate }: { rate: string }) => `${rate} a day`,
  profileWas: ({ was }: { was: string }) => `(was ${was})`,
  profileSaved: ({ changes, child }: ForChild & { changes: string }) =>
    `Saved${child ? ` for ${child}` : ""}: ${changes}.`,
  profileForChild: ({ child }: { child: string }) => `Please answer for ${child}:`,
  whoseProfile: ({ options }: { options: string[] }) =>
    `Whose profile is this about: ${options.join(", ")}? Please write the name with it.`,
  profileSame: () => "That is what I have already; nothing has changed.",
  profileShare: ({ percent, child }: ForChild & { percent: number }) =>
    `${child ? `${child}’s` : "Your"} profile is ${percent}% complete.`,
  profileMissing: ({ lacks }: { lacks: string }) => `Missing: ${lacks}. Write “profile” and I ask one thing at a time.`,
  profileAway: ({ dates }: { dates: string }) => `away: ${dates}`,
  profileDone: ({ percent, child }: ForChild & { percent: number }) =>
    `That is all I need: ${child ? `${child}’s` : "your"} profile is ${percent}% complete. You can change anything at any time: “my height is 165 cm”.`,
  profilePaused: () => "All right. What you told me is saved; write “profile” and we go on.",
  photoSaved: ({ child, photos }: ForChild & { photos: number }) =>
    `${photos === 1 ? "Saved your photo" : `Saved your ${photos} photos; the last one is shown`}${child ? ` for ${child}` : ""}. Casting teams see it with the profile. To take it away, write “remove my photo”.`,
  photoNotOne: () => "I could not read that as a photo. Please send it as JPEG or PNG, as a picture.",
  photoTooLarge: () => "That photo is larger than 10 MB. Please send a smaller one.",
  photoNotFetched: () => "I could not get that photo. Please send it once more.",
  photoRemoved: ({ child }: ForChild) => `Removed: ${child ? `${child}’s` : "your"} photo is not shown any more.`,
  photoNone: ({ child }: ForChild) =>
    `There is no photo ${child ? `of ${child}` : "of you"} here, so I have changed nothing.`,
  profileAgain: ({ fact }: { fact: string }) =>
    `I could not read that. ${QUESTIONS[fact] ?? ""} You can also write “skip” or “later”.`,
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
