import { Criteria } from "../criteria.ts";
import type { Sought } from "../criteria-chips.ts";
import type { At } from "../read-brief.ts";
import type { FieldName, FormValues, Wishable } from "./criteria-form.ts";
import { LONGEST, WISHABLE } from "./criteria-form.ts";
import { readAge, readDates, readHeight, readList, readRate } from "./read-fields.ts";

/** What is wrong with a field, in a sentence for whoever filled it in. */
export type FormErrors = Partial<Record<FieldName, string>>;
export type FormRead = { sought: Sought } | { errors: FormErrors };

/** A filled-in form as criteria, or what is wrong with which field. Never throws. */
export function readForm(values: FormValues, at: At): FormRead {
  const errors: FormErrors = {};
  const said = (name: FieldName) => (values[name] ?? "").trim();
  const read = <Value>(name: FieldName, reader: (text: string) => Value | string): Value | undefined => {
    if (said(name) === "") return undefined;
    const value = reader(said(name));
    if (typeof value !== "string") return value;
    errors[name] = value;
    return undefined;
  };
  const short = (name: FieldName, most: number): string | undefined => {
    if (said(name).length > most) errors[name] = `Please write at most ${most} characters here.`;
    return said(name) || undefined;
  };
  const wished = new Set(said("wishes").split(","));
  const minors = said("minors") === "yes";
  const all = {
    gender: genderOf(said("gender")),
    age: read("age", readAge),
    city: short("city", 80),
    heightCm: read("height", readHeight),
    union: short("union", 40),
    rateMaxPaisePerDay: read("rate", (text) => readRate(text, at)),
    dates: readDates({ from: said("from"), to: said("to") }, at, errors),
  };
  if (all.age && all.age.max < 18 && !minors && !errors.age)
    errors.age = "Children are only looked for when “Under 18s too” is ticked below.";
  const lists = {
    languages: read("languages", (text) => readList(text, "language")) ?? [],
    skills: read("skills", (text) => readList(text, "skill")) ?? [],
    languagesWished: read("languagesWished", (text) => readList(text, "language")) ?? [],
    skillsWished: read("skillsWished", (text) => readList(text, "skill")) ?? [],
  };
  const [near, about] = [short("near", 120), short("about", LONGEST) ?? ""];
  if (Object.keys(errors).length > 0) return { errors };
  const of = (wish: boolean) =>
    Object.fromEntries(
      (Object.keys(WISHABLE) as Wishable[])
        .map((name) => [WISHABLE[name], all[WISHABLE[name]], wished.has(name)] as const)
        .filter(([, value, preferred]) => value !== undefined && preferred === wish)
        .map(([key, value]) => [key, value]),
    );
  const preferred = {
    ...of(true),
    ...(lists.languagesWished.length > 0 && { languages: lists.languagesWished }),
    ...(lists.skillsWished.length > 0 && { skills: lists.skillsWished }),
  };
  const criteria = Criteria.parse({
    ...of(false),
    languages: lists.languages,
    ...(lists.languages.length > 1 && /\s(?:or|ya)\s/i.test(said("languages")) && { anyLanguage: true }),
    skills: lists.skills,
    minors,
    about: about.toWellFormed(),
    ...(Object.keys(preferred).length > 0 && { preferred }),
  });
  return { sought: { criteria, near } };
}

const genderOf = (said: string) => (["female", "male", "nonbinary"] as const).find((one) => one === said);
