import { createHash } from "node:crypto";
import { searchTerms, toEnglish } from "./normalise.ts";

/** Raised with every change of what is made of a profile's words: then all are made again in the background. */
export const TEXT_VERSION = 1;

export type ProfileFacts = {
  displayName: string;
  gender: string;
  city: string | null;
  languages: string[];
  skills: string[];
  bio: string;
};

/** What words are matched against: never numbers, addresses or emails. */
export function searchText({ displayName, gender, city, languages, skills, bio }: ProfileFacts): string {
  return searchTerms([displayName, gender, city ?? "", ...languages, ...skills, bio].join(" ")).join(" ");
}

/** What is embedded: without the name, which says nothing of a fit. */
export function embeddedText({ gender, city, languages, skills, bio }: ProfileFacts): string {
  return toEnglish(
    `${gender} actor from ${city ?? "India"}. Speaks ${languages.join(", ")}. ${skills.join(", ")}. ${bio}`,
  ).slice(0, 2_000);
}

/** Changes when what is embedded changes. */
export const contentHash = (facts: ProfileFacts) =>
  createHash("sha256").update(embeddedText(facts)).digest("hex").slice(0, 32);
