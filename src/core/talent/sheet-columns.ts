/**
 * Sheets of casting offices name their columns as people do ("Mobile No.", "Languages Known", "नाम"). Each is brought to
 * the column of an import that it means, and what stands in it to that column's form; our own names are left as they are.
 */
import { DateTime } from "luxon";
import { TALENT_COLUMNS, type TalentColumn } from "./talent-row.ts";
import { toLatin } from "./to-latin.ts";

/** A column of ours, or what only together with others makes one. */
type Meant = TalentColumn | "age" | "born" | "first_name" | "last_name";

const MEANT: Record<Meant, string> = {
  external_id: "id, talent id, artist id, code, ref, reference",
  name: "full name, artist name, name of artist, talent name, name of talent, actor name, actress name, stage name, screen name, candidate name, naam, nav, नाम, नाव",
  first_name: "first name, given name",
  last_name: "last name, surname, family name",
  age: "age, age years, age yrs, current age, actual age, playing age, age range, screen age, umar, umra, vay, उम्र, वय",
  born: "dob, date of birth, birth date, birthday, birthdate, d o b",
  age_min: "age from, min age, minimum age, youngest",
  age_max: "age to, max age, maximum age, oldest",
  gender: "sex, m f, male female, gender identity, ling, लिंग",
  city: "location, current city, based in, current location, city of residence, lives in, base, residence, place, town, shahar, शहर",
  languages:
    "language, languages known, languages spoken, spoken languages, language known, known languages, bhasha, भाषा, भाषाएं",
  skills:
    "skill, special skills, special skill, talents, hobbies, hobbies skills, skills hobbies, extra curricular, abilities, hunar, हुनर, कौशल्ये",
  height_cm:
    "height, height cm, height in cm, height cms, height ft, height in feet, height feet, height in ft, kad, unchi, कद, ऊंचाई, उंची",
  experience_years:
    "experience, experience years, years of experience, exp, acting experience, experience in years, anubhav, अनुभव",
  bio: "about, about you, about me, notes, previous work, past work, work, work experience, work done, description, remarks, profile description, projects, credits",
  rate_per_day:
    "rate, per day, per day rate, day rate, rate day, rate day inr, rate per day inr, rate per day rs, fee, fees, charges, budget, expected fee, quote, remuneration",
  union: "union name, cintaa, union member, card, association",
  away: "book outs, book out, dates away, unavailable, not available, unavailable dates, busy dates",
  phone:
    "mobile, mobile no, mobile number, contact, contact no, contact number, contact details, phone no, phone number, cell, cell no, tel, telephone, number, whatsapp no, whatsapp number, mobile whatsapp, phone whatsapp, mobail, फोन, मोबाइल, मोबाईल",
  whatsapp: "on whatsapp, has whatsapp, whatsapp yes no",
  email: "e mail, email id, email address, mail, mail id, e mail id, gmail, ईमेल",
  portrait:
    "photo, photos, photo link, photograph, picture, picture link, headshot, head shot, image, photo url, portfolio photo, फोटो",
  minor: "child, is minor, under 18, kid",
  opted_out: "opted out, do not contact, dnd",
  guardian_name:
    "guardian, parent, parent name, parents name, parents names, guardian name, mother name, father name, mothers name, fathers name, palak",
  guardian_phone:
    "parent phone, parent number, parent mobile, parent contact, guardian number, guardian mobile, guardian contact, guardian phone number, parents number, guardian no",
  links:
    "link, showreel, show reel, reel, reel link, showreel link, video link, instagram, insta, instagram link, instagram id, imdb, portfolio, portfolio link, profile link, youtube, youtube link, website, audition link, work link, work links",
};

const plain = (header: string) =>
  toLatin(header.normalize("NFKC"))
    .toLowerCase()
    .replace(/['’](?:s\b)?/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const MEANINGS = new Map(
  (Object.entries(MEANT) as [Meant, string][]).flatMap(([meant, names]) =>
    [meant.replaceAll("_", " "), ...names.split(",")].map((name): [string, Meant] => [plain(name), meant]),
  ),
);
const OURS = new Set<string>(TALENT_COLUMNS);

/** Which column of ours a header means; undefined when it is none. "Height (in cm)" and "HEIGHT *" are alike. */
export function columnOf(header: string): Meant | undefined {
  const whole = plain(header);
  const bare = plain(header.replace(/[([{].*$/s, ""));
  return MEANINGS.get(whole) ?? MEANINGS.get(bare) ?? MEANINGS.get(bare.replace(/ (?:links?|urls?)$/, ""));
}

/** Brings records that name their columns freely to those of an import; `now` tells ages from dates of birth. */
export function createSheetReader(now: Date) {
  const known = new Map<string, Meant | undefined>();
  const meaningOf = (header: string) => {
    if (!known.has(header)) known.set(header, columnOf(header));
    return known.get(header);
  };
  return (record: Record<string, unknown>): Record<string, unknown> => {
    const headers = Object.keys(record);
    if (headers.every((header) => OURS.has(header))) return record;
    const row: Record<string, unknown> = {};
    const free: Partial<Record<Meant, string>> = {};
    for (const header of headers) {
      const value = record[header];
      if (OURS.has(header)) row[header] = value;
      else {
        const meant = meaningOf(header);
        const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
        if (meant && text) free[meant] = together(meant, free[meant], text);
      }
    }
    return { ...inOurForm(free, now), ...row };
  };
}

/** Two columns that mean the same: of lists both count, of others the first. */
const together = (meant: Meant, before: string | undefined, text: string) =>
  before === undefined ? text : meant === "links" || meant === "skills" ? `${before};${text}` : before;

const PLAYS_YEARS = 4;

function inOurForm(free: Partial<Record<Meant, string>>, now: Date): Record<string, unknown> {
  const { age, born, first_name, last_name, whatsapp, ...rest } = free;
  const row: Record<string, unknown> = {};
  for (const [meant, text] of Object.entries(rest) as [TalentColumn, string][])
    row[meant] = (FORMS[meant] ?? same)(text);
  row.name ??= [first_name, last_name].filter(Boolean).join(" ") || undefined;
  Object.assign(row, {
    ...agesOf(age, born, now),
    ...(row.age_min !== undefined && { age_min: row.age_min, age_max: row.age_max }),
  });
  // A column "WhatsApp" holds a yes, a no or the number itself.
  if (whatsapp && /\d{6}/.test(whatsapp)) row.phone ??= phone(whatsapp);
  else if (whatsapp) row.whatsapp = whatsapp;
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

const same = (text: string) => text;

/** "25", "25-32", "25 to 32 yrs", a date of birth: playing age around the age that is given. */
function agesOf(age: string | undefined, born: string | undefined, now: Date): { age_min?: number; age_max?: number } {
  const range = /(\d{1,3})\s*(?:-|–|to|se|ते|से)\s*(\d{1,3})/u.exec(age ?? "");
  if (range) return { age_min: Number(range[1]), age_max: Number(range[2]) };
  const years = Number(/\d{1,3}/.exec(age ?? "")?.[0] ?? Number.NaN) || (born ? yearsSince(born, now) : undefined);
  if (years === undefined) return {};
  return {
    age_min: Math.max(years >= 18 ? 18 : 0, years - PLAYS_YEARS),
    age_max: years + (years < 18 ? 0 : PLAYS_YEARS),
  };
}

/** Day before month, as in India, unless the year stands first. */
function yearsSince(born: string, now: Date): number | undefined {
  const date = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-M-d", "yyyy/M/d", "d LLL yyyy", "d LLLL yyyy", "LLLL d, yyyy"]
    .map((form) => DateTime.fromFormat(born, form, { locale: "en" }))
    .find((one) => one.isValid);
  const years = date && Math.floor(DateTime.fromJSDate(now).diff(date, "years").years);
  return years !== undefined && years >= 0 && years <= 110 ? years : undefined;
}

/** An Indian number without its country code is one of India. */
function phone(text: string): string {
  const first = text.split(/[,/;|]|\bor\b/i)[0] ?? "";
  const digits = first.replace(/\D/g, "");
  if (first.trim().startsWith("+")) return `+${digits}`;
  if (digits.length === 10) return `+91${digits}`;
  if (digits.length === 11 && digits.startsWith("0")) return `+91${digits.slice(1)}`;
  return digits.length === 12 && digits.startsWith("91") ? `+${digits}` : text;
}

/** "5'6\"", "5.6", "5 ft 6 in", "1.68 m", "168 cm" in centimetres. */
function centimetres(text: string): string {
  const metres = /^\s*([12][.,]\d{2})\s*m?\s*$/i.exec(text);
  if (metres) return String(Math.round(Number(metres[1]?.replace(",", ".")) * 100));
  const cm = /(\d{2,3})(?:\.\d+)?\s*(?:cms?|centim)/i.exec(text) ?? /^\s*(\d{3})(?:\.\d+)?\s*$/.exec(text);
  if (cm) return cm[1] ?? text;
  const feet = /^\D*([3-7])\s*(?:'|’|′|\.|,|ft\.?|feet|foot|\s)?\s*(\d{1,2})?(?!\d)/i.exec(text);
  return feet ? String(Math.round((Number(feet[1]) * 12 + Number(feet[2] ?? 0)) * 2.54)) : text;
}

/** "₹25,000/-", "25k", "1.5 lakh" in rupees. */
function rupees(text: string): string | undefined {
  const found = /(\d[\d,]*(?:\.\d+)?)\s*(k|thousand|hazaar|hazar|lakhs?|lacs?|l)?\b/i.exec(text);
  if (!found) return undefined;
  const times = !found[2] ? 1 : /^l/i.test(found[2]) ? 100_000 : 1_000;
  return String(Number(found[1]?.replaceAll(",", "")) * times);
}

const years = (text: string) => /\d{1,2}/.exec(text)?.[0] ?? (/fresher|none|new|nil|no/i.test(text) ? "0" : undefined);

/** "Hindi (fluent), Marathi / English" as "Hindi:fluent;Marathi;English". */
const LEVELS: [RegExp, string][] = [
  [/native|mother tongue|first/i, "native"],
  [/fluent|excellent|advanced|good|very/i, "fluent"],
  [/basic|little|beginner|understand|thod/i, "basic"],
];
const languages = (text: string) =>
  text
    .split(/[,;/&+\n|]|\band\b|\baur\b|\bani\b/i)
    .map((part) => {
      const [, name = "", level = ""] =
        /^\s*([\p{L}\p{M} ]{2,40}?)\s*(?:[:(–-]\s*(.{2,30}?)\s*\)?)?\s*$/u.exec(part) ?? [];
      const known = LEVELS.find(([form]) => form.test(level))?.[1];
      return known ? `${name}:${known}` : name;
    })
    .filter(Boolean)
    .join(";");

function gender(text: string): string {
  const latin = toLatin(text).toLowerCase();
  if (/non|other|trans|queer/.test(latin)) return "nonbinary";
  if (/^f|^w|mahila|stri|ladki|aurat|girl/.test(latin)) return "female";
  return /^m|^b|purush|ladka/.test(latin) ? "male" : text;
}

const links = (text: string) => text.match(/https:\/\/[^\s<>"';,]{4,290}/gi)?.join(";");
const yes = (text: string) => (/^(?:y|yes|true|1|haan?|हाँ|हां|होय)$/i.test(text) ? "yes" : "no");

const FORMS: Partial<Record<TalentColumn, (text: string) => string | undefined>> = {
  phone,
  guardian_phone: phone,
  height_cm: centimetres,
  rate_per_day: rupees,
  experience_years: years,
  languages,
  gender,
  links,
  minor: yes,
  opted_out: yes,
  skills: (text) => text.replace(/\s+(?:and|&|aur)\s+|[/\n|]/gi, ";"),
  // Sheets keep names of files and folders there too.
  portrait: (text) => (/^https:\/\/\S+$/.test(text) ? text : undefined),
  // "CINTAA: yes" says which; "no" says none.
  union: (text) =>
    /^(?:y|yes|true)$/i.test(text) ? "CINTAA" : /^(?:n|no|none|nil|na|n\/a|-)$/i.test(text) ? undefined : text,
};
