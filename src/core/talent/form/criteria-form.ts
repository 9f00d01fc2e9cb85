/** The criteria of a search as a form that a person fills in: the same fields in Slack and on the page. */
import type { Criteria } from "../criteria.ts";
import type { Sought } from "../criteria-chips.ts";

type Kind = "text" | "words" | "date" | "choice" | "checks";
export type Field = {
  name: FieldName;
  label: string;
  kind: Kind;
  hint?: string;
  /** Of a choice or of checks: value and words. */
  options?: readonly (readonly [string, string])[];
};

/** What can be only preferred, by the name of its field. */
export const WISHABLE = {
  gender: "gender",
  age: "age",
  city: "city",
  height: "heightCm",
  union: "union",
  rate: "rateMaxPaisePerDay",
  dates: "dates",
} as const satisfies Record<string, keyof Criteria>;
export type Wishable = keyof typeof WISHABLE;

export const FIELD_NAMES = [
  ...([
    "gender",
    "age",
    "languages",
    "languagesWished",
    "skills",
    "skillsWished",
    "city",
    "height",
    "union",
    "rate",
  ] as const),
  ...(["from", "to", "wishes", "minors", "near", "about"] as const),
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** What stands in each field; of checks the values that are ticked, with commas. Empty is not asked for. */
export type FormValues = Partial<Record<FieldName, string>>;

export const FIELDS: readonly Field[] = [
  {
    name: "gender",
    label: "Gender",
    kind: "choice",
    options: [
      ["any", "Any"],
      ["female", "Women"],
      ["male", "Men"],
      ["nonbinary", "Non-binary people"],
    ],
  },
  { name: "age", label: "Playing age", kind: "text", hint: "For example 25–32" },
  {
    name: "languages",
    label: "Languages",
    kind: "text",
    hint: "Marathi, Hindi: both are needed. Marathi or Hindi: one will do",
  },
  { name: "languagesWished", label: "Languages that would be nice", kind: "text" },
  { name: "skills", label: "Skills, all of them needed", kind: "text", hint: "For example kathak, horse riding" },
  { name: "skillsWished", label: "Skills that would be nice", kind: "text" },
  { name: "city", label: "Lives in", kind: "text", hint: "Tick it below as preferred where people can travel" },
  { name: "height", label: "Height", kind: "text", hint: "For example 160–175 cm, or at least 5'6\"" },
  { name: "union", label: "Union", kind: "text", hint: "For example CINTAA" },
  { name: "rate", label: "Rate a day, at most", kind: "text", hint: "For example ₹40,000 or 40k" },
  { name: "from", label: "Shoot from", kind: "date" },
  { name: "to", label: "Shoot until", kind: "date" },
  {
    name: "wishes",
    label: "Only preferred",
    kind: "checks",
    hint: "Who does not have it is shown too, further down",
    options: [
      ["gender", "Gender"],
      ["age", "Playing age"],
      ["city", "City: others may travel"],
      ["height", "Height"],
      ["union", "Union"],
      ["rate", "Rate"],
      ["dates", "Dates"],
    ],
  },
  { name: "minors", label: "Children", kind: "checks", options: [["yes", "Under 18s too"]] },
  { name: "near", label: "Where the shoot is", kind: "text", hint: "Who lives far away is shown further down" },
  { name: "about", label: "Words to rank by", kind: "words", hint: "For example cop, thriller" },
];

/** Characters in one field. */
export const LONGEST = 3_000;

const RUPEES = new Intl.NumberFormat("en-IN");
const CAPITAL = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** The criteria as they stand in the form. */
export function fillForm({ criteria, near = "" }: Sought): FormValues {
  const { preferred = {} } = criteria;
  const wishes = (Object.keys(WISHABLE) as Wishable[]).filter(
    (name) => criteria[WISHABLE[name]] === undefined && preferred[WISHABLE[name]] !== undefined,
  );
  const either = { ...preferred, ...criteria };
  const { gender, age, city = "", heightCm, union = "", rateMaxPaisePerDay: rate, dates } = either;
  return {
    gender: gender ?? "any",
    age: age ? (age.min === age.max ? String(age.min) : `${age.min}–${age.max}`) : "",
    languages: criteria.languages.map(CAPITAL).join(criteria.anyLanguage ? " or " : ", "),
    languagesWished: (preferred.languages ?? []).map(CAPITAL).join(", "),
    city,
    skills: criteria.skills.join(", "),
    skillsWished: (preferred.skills ?? []).join(", "),
    height: heightCm ? sayHeight(heightCm) : "",
    union,
    rate: rate ? `₹${RUPEES.format(rate / 100)}` : "",
    from: dates?.from ?? "",
    to: dates?.to ?? "",
    wishes: wishes.join(","),
    minors: criteria.minors ? "yes" : "",
    near,
    about: criteria.about.slice(0, LONGEST).toWellFormed(),
  };
}

function sayHeight({ min, max }: NonNullable<Criteria["heightCm"]>): string {
  if (min !== undefined && max !== undefined) return min === max ? `${min} cm` : `${min}–${max} cm`;
  if (min !== undefined) return `at least ${min} cm`;
  return max === undefined ? "" : `at most ${max} cm`;
}
