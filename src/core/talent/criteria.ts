import { z } from "zod";
import { AUDITIONED, ROLE_UNIONS } from "./brief-deal.ts";

const IsoDate = z.iso.date();
const Centimetres = z.number().int().min(0).max(1_000);

const Facts = z.object({
  gender: z.enum(["female", "male", "nonbinary"]).optional(),
  /** Playing age in years, both ends included; a profile fits when its range overlaps. */
  age: z.object({ min: z.number().int().min(0).max(120), max: z.number().int().min(0).max(120) }).optional(),
  /** Lower-case English names: all are needed, or one of them where `anyLanguage` is true. */
  languages: z.array(z.string().min(2).max(40)).max(10).default([]),
  anyLanguage: z.boolean().optional(),
  /** As talents give it ("Mumbai"); a locality of the shoot is no filter. */
  city: z.string().max(80).optional(),
  skills: z.array(z.string().max(60)).max(20).default([]),
  heightCm: z.object({ min: Centimetres.optional(), max: Centimetres.optional() }).optional(),
  union: z.string().max(40).optional(),
});

/** What a talent must be. Every field that is present is a hard filter; `about` is the rest of the brief, as meaning. */
export const Criteria = Facts.extend({
  /** A talent who asks for more is left out; one whose rate is unknown is not. */
  rateMaxPaisePerDay: z.number().int().positive().optional(),
  /** Talents booked out on any of these days are left out. */
  dates: z.object({ from: IsoDate, to: IsoDate }).optional(),
  /** Minors are left out unless asked for. */
  minors: z.boolean().default(false),
  about: z.string().max(4_000).default(""),
  /** "preferably": lifts whoever has it and leaves nobody out. */
  preferred: Facts.extend({
    rateMaxPaisePerDay: z.number().int().positive(),
    dates: z.object({ from: IsoDate, to: IsoDate }),
  })
    .partial()
    .optional(),
});
export type Criteria = z.output<typeof Criteria>;

/** What a model may add or correct: what it leaves out stays as the rules read it. */
export const CriteriaChange = Criteria.extend({
  languages: Criteria.shape.languages.removeDefault(),
  skills: Criteria.shape.skills.removeDefault(),
  minors: z.boolean(),
  about: z.string().max(4_000),
}).partial();

/** Criteria with a change laid over them. */
export function changeCriteria(criteria: Criteria, change: z.output<typeof CriteriaChange> = {}): Criteria {
  const said = Object.entries(change).filter(([, value]) => value !== undefined);
  return Criteria.parse({ ...criteria, ...Object.fromEntries(said) });
}

/** The terms of the job, as far as they were said. */
export const Deal = z.object({
  project: z.string().min(1).max(120).optional().describe("Name of the film, series or advertisement."),
  house: z.string().min(1).max(120).optional().describe("Production house."),
  usage: z.string().min(1).max(120).optional().describe("Where and how long it is shown."),
  exclusivity: z.string().min(1).max(120).optional().describe("What else the talent may not do; none when said so."),
  union: z.enum(ROLE_UNIONS).optional().describe("Under which union's rules the role is; none for non-union."),
  audition: z.enum(AUDITIONED).optional(),
});

/** A brief, understood. Stored in `roles.breakdown`. */
export const Breakdown = z.object({
  title: z.string().min(1).max(120),
  headcount: z.number().int().min(1).max(500).default(1),
  criteria: Criteria,
  location: z.string().max(120).optional(),
  shootDates: z.object({ from: IsoDate, to: IsoDate }).optional(),
  ratePaisePerDay: z.number().int().positive().optional(),
  ...Deal.shape,
  /** Short phrases to show back: "women", "playing 25–32", "Marathi". */
  understood: z.array(z.string()).default([]),
  /** What was filled in without being said: "December 2026", "three different women". */
  assumed: z.array(z.string()).default([]),
  /** What was said and could not be used. */
  ignored: z.array(z.string()).default([]),
});
export type Breakdown = z.output<typeof Breakdown>;

/** One search result. */
export type Hit = {
  personId: string;
  name: string;
  ageMin: number;
  ageMax: number;
  gender: string;
  city: string | null;
  languages: string[];
  skills: string[];
  heightCm: number | null;
  ratePaisePerDay: number | null;
  portraitUrl: string | null;
  isMinor: boolean;
  score: number;
  /** Short phrases, best first: "native Marathi", "plays 24–31", "cop in two series". */
  reasons: string[];
  /** The same in full, apart by what each did. */
  why: Why;
  /** What the score is made of, when that is asked for. */
  explain?: Explained;
};

export type Why = {
  /** What was asked for and is so. */
  met: string[];
  /** What of the profile holds words of the brief. */
  words: string[];
  /** What else put this talent higher, or lower. */
  lifted: string[];
  lowered: string[];
};

/** Shares of the best score that one leg can give; negative where something lowers it. */
export type Explained = Record<
  | "words"
  | "meaning"
  | "name"
  | "preferred"
  | "merit"
  | "work"
  | "taste"
  | "held"
  | "missed"
  | "distance"
  | "rate"
  | "unlike"
  | "diversity",
  number
>;

export type Hits = {
  hits: Hit[];
  /** How many fit the filters. */
  total: number;
  /** The vector leg did not take part: no embedder, or profiles still without vectors. */
  wordsOnly: boolean;
  /** When nothing fits: the filter to relax and how many it would bring, best first. */
  relaxations: { filter: string; total: number }[];
};
