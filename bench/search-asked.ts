/** What is asked of the search: briefs in four languages with filters that keep a share of the talents. */
import { Criteria } from "../src/core/talent/criteria.ts";

const ABOUT = [
  "played a cop in a crime series, calm on set",
  "wrestler ka role, strong voice, daily soap",
  "doctor की भूमिका, expressive eyes",
  "राजकारणी, period drama, trained in theatre",
  "journalist for a web series, quick with lines",
  "village head, known for intense roles",
  "nurse or teacher, good with children",
  "taxi driver, natural in comedy, street theatre",
];
const GENDERS = ["female", "male"] as const;
const LANGUAGES = ["marathi", "gujarati", "punjabi", "bengali", "tamil", "urdu", "konkani"];
const SKILLS = ["kathak", "horse riding", "swimming", "boxing", "singing", "mimicry", "yoga", "guitar"];

const of = <One>(all: readonly One[], nth: number) => all[nth % all.length] as One;

/** The nth search of each kind: other people each time, and always about as many. Adults alone. */
export const ASKED = {
  "no filter": () => ({}),
  "10 %": (nth: number) => ({ gender: of(GENDERS, nth), city: "Mumbai" }),
  "1 %": (nth: number) => ({
    gender: of(GENDERS, nth),
    city: "Mumbai",
    languages: [of(LANGUAGES, nth)],
    age: { min: 25, max: 45 },
  }),
  "0.1 %": (nth: number) => ({
    gender: of(GENDERS, nth),
    city: "Mumbai",
    languages: [of(LANGUAGES, nth)],
    skills: [of(SKILLS, nth)],
    age: { min: 25, max: 45 },
  }),
} satisfies Record<string, (nth: number) => object>;
export type Kept = keyof typeof ASKED;

export const criteriaOf = (kept: Kept, nth: number) => Criteria.parse({ ...ASKED[kept](nth), about: of(ABOUT, nth) });

export const nameOf = (nth: number) => of(["Tanvi Deshpande", "Kabeer Naik", "Zoya Shekh", "Rohan Desh Mukh"], nth);
