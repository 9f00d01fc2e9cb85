import type { DateTime } from "luxon";
import { wordsOf } from "./normalise.ts";

/** A brief while it is read: finders blank out of `text` what they have taken. */
export type Reading = {
  text: string;
  today: DateTime;
  understood: string[];
  assumed: string[];
  ignored: string[];
};

const take = (reading: Reading, found: RegExpExecArray) => {
  reading.text = `${reading.text.slice(0, found.index)} ${reading.text.slice(found.index + found[0].length)}`;
};

const WOMAN =
  /\b(women|woman|females?|ladies|lady|girls?|ladki(?:yan|yaan|yon)?|mahila(?:en)?|aurat(?:en)?|actress(?:es)?|mulgi|muli|stri|heroine|her|she)\b/g;
const MAN = /\b(men|man|males?|gents|boys?|ladk[ae]|aadmi|purush|mulg[ae]|manus|hero|him|he)\b/g;

export function findGender(reading: Reading): "female" | "male" | "nonbinary" | undefined {
  if (/\bnon-?binary\b/.test(reading.text)) {
    reading.understood.push("non-binary");
    return "nonbinary";
  }
  const women = reading.text.match(WOMAN)?.length ?? 0;
  const men = reading.text.match(MAN)?.length ?? 0;
  if (women > 0 && men > 0) {
    reading.assumed.push("women and men alike, since both are named");
    return undefined;
  }
  if (women + men === 0) return undefined;
  reading.understood.push(women > 0 ? "women" : "men");
  return women > 0 ? "female" : "male";
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";
const TO = "\\s{0,3}(?:-|–|—|to|till|until|se|te)\\s{0,3}";
const DAY = "(\\d{1,2})(?:st|nd|rd|th)?";
const DATES = [
  { form: new RegExp(`\\b${DAY}\\s{0,2}${MONTH}\\s{0,2}${TO}${DAY}\\s{0,2}${MONTH}`), parts: [1, 2, 3, 4] },
  { form: new RegExp(`\\b${DAY}${TO}${DAY}\\s{0,2}(?:of )?${MONTH}`), parts: [1, 3, 2, 3] },
  { form: new RegExp(`\\b${MONTH}\\s{0,2}${DAY}${TO}${DAY}\\b`), parts: [2, 1, 3, 1] },
  { form: new RegExp(`\\b${DAY}\\s{0,2}(?:of )?${MONTH}`), parts: [1, 2, 1, 2] },
] as const;

/** The next such dates from today on; the year is assumed unless it is said. */
export function findDates(reading: Reading): { from: string; to: string } | undefined {
  for (const { form, parts } of DATES) {
    const found = form.exec(reading.text);
    if (!found) continue;
    take(reading, found);
    const [day1, month1, day2, month2] = parts.map((part) => found[part] ?? "") as [string, string, string, string];
    const dates = nextDates(reading, {
      day1: Number(day1),
      month1: monthOf(month1),
      day2: Number(day2),
      month2: monthOf(month2),
    });
    if (!dates) {
      reading.ignored.push("dates that do not exist");
      return undefined;
    }
    return dates;
  }
  return undefined;
}

const monthOf = (name: string) => MONTHS.indexOf(name.slice(0, 3)) + 1;

type Days = { day1: number; month1: number; day2: number; month2: number };

function nextDates(reading: Reading, { day1, month1, day2, month2 }: Days): { from: string; to: string } | undefined {
  const said = /\b(20\d\d)\b/.exec(reading.text);
  if (said) take(reading, said);
  let from = reading.today.set({ month: month1, day: 1 }).plus({ days: day1 - 1 });
  if (said) from = from.set({ year: Number(said[1]) });
  let to = from.set({ month: month2, day: 1 }).plus({ days: day2 - 1 });
  if (to < from) to = to.plus({ years: 1 });
  if (!said && to < reading.today) [from, to] = [from.plus({ years: 1 }), to.plus({ years: 1 })];
  if (from.month !== month1 || to.month !== month2 || day1 === 0 || day2 === 0) return undefined;
  const [first, last] = [from.toISODate(), to.toISODate()];
  if (!first || !last) return undefined;
  reading.understood.push(
    first === last
      ? `shoot on ${from.toFormat("d MMMM yyyy")}`
      : `shoot ${from.toFormat("d MMMM")} to ${to.toFormat("d MMMM yyyy")}`,
  );
  if (!said) reading.assumed.push(`the year ${from.year}`);
  return { from: first, to: last };
}

const AGE_FORMS: { form: RegExp; ages: (numbers: [number, number]) => [number, number] }[] = [
  {
    form: /\b(\d{1,2})\s{0,3}(?:-|–|—|to|se|te)\s{0,3}(\d{1,2})\b(?!\s{0,2}(?:pm|am|baje|minutes|k\b|lakh))/,
    ages: ([a, b]) => [a, b],
  },
  { form: /\b(early|mid|late)?[ -]{0,2}(20|30|40|50|60|70)'?s\b/, ages: ([, b]) => [b, b + 9] },
  { form: /\b(?:under|below|younger than|upto|up to)\s{1,3}()(\d{1,2})\b/, ages: ([, b]) => [0, b] },
  {
    form: /\b(?:above|over|older than)\s{1,3}()(\d{1,2})\b(?!\s{0,2}(?:cm|k\b))/,
    ages: ([, b]) => [b, Math.min(b + 25, 100)],
  },
  { form: /()\b(\d{1,2})\s{0,2}\+/, ages: ([, b]) => [b, Math.min(b + 25, 100)] },
  { form: /\b(?:around|about|approx|aged?|umar|age of)\s{1,3}()(\d{1,2})\b/, ages: ([, b]) => [b - 3, b + 3] },
  {
    form: /()\b(\d{1,2})\s{0,2}(?:-| )?(?:years?[ -]olds?|yrs?|years?|saal|varsh|sal)\b(?! (?:of )?exp)/,
    ages: ([, b]) => [b - 2, b + 2],
  },
];

export function findAges(reading: Reading): { min: number; max: number } | undefined {
  for (const { form, ages } of AGE_FORMS) {
    const found = form.exec(reading.text);
    if (!found) continue;
    let [min, max] = ages([Number(found[1]) || 0, Number(found[2]) || 0]);
    if (found[1] === "early") max = min + 4;
    if (found[1] === "mid") [min, max] = [min + 3, min + 7];
    if (found[1] === "late") min += 6;
    if (max < min) [min, max] = [max, min];
    if (max > 100 || max === 0) continue;
    take(reading, found);
    min = Math.max(0, min);
    reading.understood.push(`playing ${min}–${max}`);
    return { min, max };
  }
  return undefined;
}

const NUMBERS = new Map(
  "one two three four five six seven eight nine ten eleven twelve"
    .split(" ")
    .map((word, index): [string, number] => [word, index + 1]),
);
for (const [index, word] of "ek do teen char paanch chhah saat aath nau das".split(" ").entries())
  NUMBERS.set(word, index + 1);
for (const [word, number] of [
  ["don", 2],
  ["tin", 3],
  ["panch", 5],
  ["a", 1],
  ["an", 1],
  ["couple", 2],
] as const)
  NUMBERS.set(word, number);

const PERSON =
  /^(women|woman|females?|ladies|lady|girls?|ladki|ladkiyan|ladkiyaan|mahila|mahilaen|aurat|auraten|actress|actresses|mulgi|muli|men|man|males?|boys?|ladka|ladke|aadmi|purush|mulga|mulge|actors?|people|talents?|kids?|child|children|bachche|log|dancers?|singers?|models?|artists?|extras|juniors)$/;
const WORDS_BETWEEN = 5;

/** How many are needed: the number before the people, however they are described in between. */
export function findCount(reading: Reading): number {
  const words = wordsOf(reading.text);
  for (const [index, word] of words.entries()) {
    if (!PERSON.test(word)) continue;
    for (let back = 1; back <= WORDS_BETWEEN && index - back >= 0; back += 1) {
      const before = words[index - back] ?? "";
      const number = /^\d{1,3}$/.test(before) ? Number(before) : NUMBERS.get(before);
      if (number === undefined || number < 1 || number > 500) continue;
      if (number > 1) reading.understood.push(`places: ${number}`);
      return number;
    }
  }
  reading.assumed.push("one place");
  return 1;
}

const RATE =
  /(?:₹|rs\.?|inr)?\s{0,2}(\d{1,3}(?:,\d{2,3}){0,3}|\d{1,7})(?:\.(\d))?\s{0,2}(k|hazaar|hazar|thousand|lakhs?|lacs?)?\s{0,2}(?:rs|rupees|rupaye|rupaiye)?\s{0,2}(?:\/-)?\s{0,2}(?:(?:a|per|\/|prati|har)\s{0,2}(?:day|din)|roz|daily|pd\b)/;
const BUDGET =
  /(?:budget|rate|₹|rs\.?|inr)\s{0,3}(?:of|is|:)?\s{0,2}(\d{1,3}(?:,\d{2,3}){1,3}|\d{1,7})(?:\.(\d))?\s{0,2}(k|hazaar|hazar|thousand|lakhs?|lacs?)?\b/;

/** Paise a day. */
export function findRate(reading: Reading): number | undefined {
  const found = RATE.exec(reading.text) ?? BUDGET.exec(reading.text);
  if (!found) return undefined;
  const amount = Number(`${(found[1] ?? "").replaceAll(",", "")}.${found[2] ?? 0}`);
  const unit = found[3] ?? "";
  const rupees = Math.round(amount * (unit.startsWith("la") ? 100_000 : unit ? 1_000 : 1));
  if (rupees < 100 || rupees > 50_000_000) return undefined;
  take(reading, found);
  reading.understood.push(`up to ₹${new Intl.NumberFormat("en-IN").format(rupees)} a day`);
  return rupees * 100;
}

const FEET = /\b([4-7])\s{0,2}(?:'|’|ft|feet|foot)\s{0,2}(\d{1,2})?/;
const CM = /\b(1[2-9]\d|2[01]\d)\s{0,2}cms?\b/;

export function findHeight(reading: Reading): { min?: number; max?: number } | undefined {
  const found = FEET.exec(reading.text) ?? CM.exec(reading.text);
  if (!found) return undefined;
  const cm = found[0].includes("c")
    ? Number(found[1])
    : Math.round((Number(found[1]) * 12 + Number(found[2] ?? 0)) * 2.54);
  const before = reading.text.slice(Math.max(0, found.index - 16), found.index);
  take(reading, found);
  const most = /(under|below|max|upto|up to|shorter)/.test(before);
  reading.understood.push(most ? `at most ${cm} cm tall` : `at least ${cm} cm tall`);
  return most ? { max: cm } : { min: cm };
}

const GENRES =
  /\b(thriller|comedy|drama|romcom|rom-com|romance|horror|action film|web series|ad film|tvc|commercial|short film|biopic|period drama|family drama|crime drama|series|feature film|film)\b/;
const ROLE_FORMS = [
  /\b(?:for|as|play|playing|to play|of)\s{1,3}(?:an?\s|the\s|our\s)?((?:[\p{L}'-]{1,30}\s){0,3}[\p{L}'-]{1,30}?)\s{0,2}(?:'s)?\s(?:role|part|character)\b/u,
  /\brole\s{1,3}(?:of|as|for)\s{1,3}(?:an?\s|the\s)?((?:[\p{L}'-]{1,30}\s){0,2}[\p{L}'-]{1,30})/u,
  /\b(?:to play|playing|as)\s{1,3}(?:an?\s|the\s)((?:[\p{L}'-]{1,30}\s){0,2}[\p{L}'-]{1,30})/u,
  /\b((?:[\p{L}'-]{1,30}\s)?[\p{L}'-]{1,30})\s{1,2}(?:ke|ka|ki|chya)\s{1,2}(?:role|kirdar|bhumika|roll)/u,
];

/** The role's name, and the words that are left over as meaning. */
export function findRole(reading: Reading): { title: string; about: string } {
  const role = ROLE_FORMS.map((form) => form.exec(reading.text)?.[1]?.trim()).find(Boolean);
  const genre = GENRES.exec(reading.text)?.[1];
  const rest = wordsOf(reading.text)
    .filter((word) => word.length > 2 && !/^\d+$/.test(word))
    .slice(0, 120);
  const name = role ? role.replace(/^(a|an|the)\s/, "") : "";
  const title = [name && name.charAt(0).toUpperCase() + name.slice(1), genre].filter(Boolean).join(", ").slice(0, 120);
  if (name) reading.understood.push(`role: ${name}`);
  else reading.assumed.push("a working title for the role");
  return { title: name ? title : genre ? `Role in a ${genre}` : "", about: rest.join(" ") };
}
