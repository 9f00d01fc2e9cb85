import type { z } from "zod";
import { Criteria } from "./criteria.ts";
import { sayBreakdown } from "./say-breakdown.ts";

/** What is searched for: the criteria, and where the shoot is, which only lowers who lives far away. */
export type Sought = { criteria: Criteria; near?: string | undefined };

type Facts = NonNullable<Criteria["preferred"]>;
export type Chip = {
  field: keyof Facts | "minors" | "about" | "near";
  said: string;
  /** Only preferred. */
  wish: boolean;
  /** The same search without it. */
  without: Sought;
};

const LISTS = ["languages", "skills"] as const;
const WORDS_SHOWN = 80;

/** Each single thing that is searched for, in a few words, with what is left when it is taken away. */
export function chipsOf({ criteria, near }: Sought): Chip[] {
  const { preferred = {}, minors, about } = criteria;
  const left = (changed: z.input<typeof Criteria>): Sought => ({
    criteria: Criteria.parse({ ...criteria, ...changed }),
    near,
  });
  const needed = partsOf(criteria).map(({ field, part }) => ({
    field,
    said: say(part),
    wish: false,
    without: left(taken(criteria, part)),
  }));
  const wished = partsOf(preferred).map(({ field, part }) => ({
    field,
    said: say({ preferred: part }),
    wish: true,
    without: left({ preferred: taken(preferred, part) }),
  }));
  const words = about.length > WORDS_SHOWN ? `${about.slice(0, WORDS_SHOWN - 1).toWellFormed()}…` : about;
  const rest: (Chip | false)[] = [
    minors && { field: "minors", said: "under 18s too", wish: false, without: left({ minors: false }) },
    about !== "" && { field: "about", said: `words: ${words}`, wish: false, without: left({ about: "" }) },
    near !== undefined && { field: "near", said: `shoot in ${near}`, wish: false, without: { criteria } },
  ];
  return [...needed, ...wished, ...rest.filter((chip) => chip !== false)];
}

/** One fact each; of a list one entry each. */
function partsOf(facts: Facts): { field: keyof Facts; part: Facts }[] {
  const { gender, age, languages = [], city, skills = [], heightCm, union, rateMaxPaisePerDay, dates } = facts;
  const parts: Facts[] = [
    { gender },
    { age },
    ...languages.map((one) => ({ languages: [one] })),
    { city },
    ...skills.map((one) => ({ skills: [one] })),
    { heightCm },
    { union },
    { rateMaxPaisePerDay },
    { dates },
  ].filter((part) => Object.values(part)[0] !== undefined);
  return parts.map((part) => ({ field: Object.keys(part)[0] as keyof Facts, part }));
}

/** What changes when this part goes. */
function taken(facts: Facts, part: Facts): Facts {
  const [field] = Object.keys(part) as [keyof Facts];
  const list = LISTS.find((one) => one === field);
  const kept = list && facts[list]?.filter((one) => !part[list]?.includes(one));
  return { ...facts, [field]: kept };
}

function say(facts: z.input<typeof Criteria>): string {
  const criteria = Criteria.parse(facts);
  const { dates: shootDates, rateMaxPaisePerDay: ratePaisePerDay } = criteria;
  const terms = { ...(shootDates && { shootDates }), ...(ratePaisePerDay && { ratePaisePerDay }) };
  return sayBreakdown({ criteria, ...terms, understood: [], assumed: [], ignored: [] }).join(", ");
}
