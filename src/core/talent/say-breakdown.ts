import { DateTime } from "luxon";
import type { Breakdown, Criteria } from "./criteria.ts";

const RUPEES = new Intl.NumberFormat("en-IN");
const ADULTS = { female: "women", male: "men", nonbinary: "non-binary people" };
const CHILDREN = { female: "girls", male: "boys", nonbinary: "non-binary children" };
const AUDITIONS = { self_tape: "by self-tape", in_person: "in person", either: "by self-tape or in person" };
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const day = (date: string, format: string) => DateTime.fromISO(date).toFormat(format);

/** What a breakdown asks for, in short phrases to show back. Follows every change of it. */
export function sayBreakdown({
  criteria,
  location,
  shootDates,
  ratePaisePerDay,
  ...deal
}: Omit<Breakdown, "title" | "headcount">): string[] {
  const { gender, age, minors, preferred } = criteria;
  const phrases = [
    gender && (age && age.max < 18 ? CHILDREN : ADULTS)[gender],
    age && `playing ${age.min}–${age.max}`,
    minors && "under 18s too",
    ...sayFacts(criteria),
    ratePaisePerDay && sayRate(ratePaisePerDay),
    shootDates && `shoot ${sayDays(shootDates)}`,
    location && `shoot in ${location}`,
    (deal.project || deal.house) && `for ${[deal.project, deal.house].filter(Boolean).join(", ")}`,
    deal.usage && `usage: ${deal.usage}`,
    deal.exclusivity && (deal.exclusivity === "none" ? "no exclusivity" : `exclusivity: ${deal.exclusivity}`),
    deal.union && (deal.union === "none" ? "non-union" : deal.union !== criteria.union && `under ${deal.union} rules`),
    deal.audition && AUDITIONS[deal.audition],
    ...(preferred ? sayWishes(preferred) : []),
  ];
  return only(phrases);
}

const sayRate = (paise: number) => `up to ₹${RUPEES.format(paise / 100)} a day`;

const sayDays = ({ from, to }: { from: string; to: string }) =>
  from === to ? `on ${day(from, "d MMMM yyyy")}` : `${day(from, "d MMMM")} to ${day(to, "d MMMM yyyy")}`;

const only = (phrases: unknown[]) =>
  phrases.filter((phrase) => typeof phrase === "string" && phrase !== "") as string[];

function sayFacts({
  languages = [],
  anyLanguage,
  city,
  skills = [],
  heightCm,
  union,
}: NonNullable<Criteria["preferred"]>) {
  return [
    languages.length > 0 && `speaks ${languages.map(capital).join(anyLanguage ? " or " : " and ")}`,
    city && `lives in ${city}`,
    skills.length > 0 && `can do ${skills.join(", ")}`,
    heightCm?.min !== undefined && `at least ${heightCm.min} cm tall`,
    heightCm?.max !== undefined && `at most ${heightCm.max} cm tall`,
    union && `member of ${union}`,
  ];
}

function sayWishes(preferred: NonNullable<Criteria["preferred"]>): string[] {
  const { gender, age, rateMaxPaisePerDay, dates } = preferred;
  const wishes = [
    gender && ADULTS[gender],
    age && `playing ${age.min}–${age.max}`,
    ...sayFacts(preferred),
    rateMaxPaisePerDay && sayRate(rateMaxPaisePerDay),
    dates && `free ${sayDays(dates)}`,
  ];
  return only(wishes).map((wish) => `preferably ${wish}`);
}
