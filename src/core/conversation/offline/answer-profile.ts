import type { Language } from "../../messages/message.ts";
import { words } from "../../messages/wording.ts";
import { ASKED, type Asked } from "../../talent/profile-facts.ts";
import type { Intent, ProfileFields } from "./intent.ts";
import { numberWord } from "./time-words.ts";
import { has, padded, phrases, tokenise } from "./tokens.ts";
import { heightIn, languagesIn, linksIn, nameIn, rateIn, skillList, understandProfile } from "./understand-profile.ts";

/** What a talent answers to a question about her profile: facts, nothing for this one, no more now, or what cannot be read. */
export type ProfileAnswer = { fields: ProfileFields } | { skip: Asked } | { paused: true } | { again: Asked };

const LANGUAGES: Language[] = ["en", "hinglish", "hi", "mr"];

/** Which question of ours stands in what we said last. */
export function askedFact(lastSaid: string): Asked | undefined {
  return ASKED.find((fact) =>
    LANGUAGES.some((language) => lastSaid.includes(words(language).profileQuestion({ fact }))),
  );
}

/** The child for whom our last question was. */
export function askedChild(lastSaid: string): string | undefined {
  for (const language of LANGUAGES) {
    const [before = "", after = ""] = words(language).profileForChild({ child: "@" }).split("@");
    const from = lastSaid.indexOf(before) + before.length;
    const to = lastSaid.indexOf(after, from);
    if (lastSaid.includes(before) && to > from) return lastSaid.slice(from, to).split("\n").at(-1)?.slice(-60);
  }
  return undefined;
}

const SKIP = phrases(
  "skip, skip it, skip this, next, next question, pass, no, none, nothing, na, dont want to say, chhodo, chodo, chhod do, aage badho, aage, nahi batana, nahi, nahi hai, kuch nahi",
  "छोड़ो, छोड़ दो, आगे, नहीं बताना, नहीं, नहीं है, कुछ नहीं, soda, sodun dya, pudhe, nahi sangaycha, सोडा, सोडून द्या, पुढे, नाही, नको",
);
const PAUSE = phrases(
  "later, not now, enough, thats all, done, finish, bas, bus, itna hi, baad mein, baad me, abhi nahi, phir kabhi, बस, बाद में, अभी नहीं, इतना ही, नंतर, पुरे, आता नको, nantar, pure",
);
/** Weighs more than a question of ours that was left open. */
const OTHERWISE = new Set<Intent["kind"]>([
  "cancel",
  "reschedule",
  "where",
  "when",
  "status",
  "who",
  "about_others",
  "away",
  "free_again",
  "help",
  "show_profile",
]);

/** Her answer to the question about her profile that was asked last; undefined when nothing was, or she means something else. */
export function profileAnswer(said: string, lastSaid: string, intent: Intent): ProfileAnswer | undefined {
  const fact = askedFact(lastSaid);
  if (!fact || said.length > 2_000) return undefined;
  const whole = padded(tokenise(said));
  if (PAUSE.includes(whole)) return { paused: true };
  if (SKIP.includes(whole))
    return fact === "experienceYears" && !/skip|next|pass/i.test(said)
      ? { fields: { experienceYears: 0 } }
      : { skip: fact };
  if (OTHERWISE.has(intent.kind) && !(fact === "bio" && said.length > 60)) return undefined;
  const told = understandProfile(said, tokenise(said));
  // "My height is 165 cm" is no skill.
  const fields = told && fact === "skills" ? told : { ...told, ...answerTo(fact, said) };
  if (Object.keys(fields).length > 0) return { fields };
  return intent.kind === "time" || intent.kind === "pass_on" ? undefined : { again: fact };
}

const toAscii = (text: string) => text.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));

const GENDERS: [ProfileFields["gender"], string[]][] = [
  ["nonbinary", phrases("non binary, nonbinary, नॉन बाइनरी, नॉन बायनरी, enby, trans")],
  [
    "female",
    phrases("woman, female, f, girl, lady, mahila, ladki, aurat, stri, bai, mulgi, महिला, लड़की, औरत, स्त्री, मुलगी, बाई"),
  ],
  ["male", phrases("man, male, m, boy, guy, purush, ladka, aadmi, admi, mulga, पुरुष, लड़का, आदमी, मुलगा")],
];

/** The one fact that was asked for, in a message that says little else. */
function answerTo(fact: Asked, said: string): ProfileFields {
  const text = toAscii(said.trim());
  switch (fact) {
    case "name":
      return named(
        nameIn(text) ??
          text
            .replace(/^(?:i am|i'm|this is|main|mai|mi|मैं|मी)\s+/iu, "")
            .replace(/\s+(?:hoon|hu|hai|ahe|हूँ|हूं|आहे)$/iu, ""),
      );
    case "age":
      return number("age", text, 1, 99);
    case "gender": {
      const spoken = padded(tokenise(text));
      const gender = GENDERS.find(([, known]) => has(spoken, known))?.[0];
      return gender ? { gender } : {};
    }
    case "city":
      return city(text);
    case "languages": {
      const languages = languagesIn(text);
      return languages ? { languages } : {};
    }
    case "heightCm":
      return height(text);
    case "skills": {
      const skills = skillList(text);
      return skills ? { skills } : {};
    }
    case "experienceYears":
      return /fresher|beginner|naya|nayi|नया|नई|नवीन/iu.test(text)
        ? { experienceYears: 0 }
        : number("experienceYears", text, 0, 80);
    case "ratePerDayRupees": {
      const rate = rateIn(/(?:rate|day)/i.test(text) ? text : `rate ${text.replace(/^\D{0,12}(?=\d)/u, "")}`);
      return rate ? { ratePerDayRupees: rate } : {};
    }
    case "bio":
      return text.length >= 12 ? { bio: said.trim() } : {};
    case "links": {
      const links = linksIn(said);
      return links ? { links } : {};
    }
  }
}

const named = (name: string): ProfileFields =>
  /^[\p{L}\p{M}][\p{L}\p{M}.' -]{1,60}$/u.test(name) && name.split(/\s+/).length <= 5 ? { name } : {};

function number(field: "age" | "experienceYears", text: string, min: number, max: number): ProfileFields {
  const tokens = tokenise(text);
  const value = tokens
    .map((token) => (token.kind === "number" ? token.value : numberWord(token)))
    .find((one) => one !== undefined);
  return value !== undefined && value >= min && value <= max && tokens.length <= 12 ? { [field]: value } : {};
}

function city(text: string): ProfileFields {
  const name = text
    .replace(/^(?:i (?:live|stay|am) (?:in|at|from)|i'm from|from|in|main|mai|mi|मैं|मी)\s+/iu, "")
    .replace(/\s+(?:mein|me|se|madhe|madhye|में|से|मध्ये)(?:\s.*)?$/iu, "")
    .replace(/[.!,]+$/u, "");
  return /^[\p{L}\p{M}][\p{L}\p{M}. -]{1,40}$/u.test(name) && name.split(/\s+/).length <= 3 ? { city: name } : {};
}

/** "165", "5'6", "5.6", "5 6". */
function height(text: string): ProfileFields {
  const cm =
    heightIn(text) ?? (/^\D{0,20}(\d{3})\D{0,10}$/u.exec(text)?.[1] ? Number(/(\d{3})/.exec(text)?.[1]) : undefined);
  if (cm && cm >= 50 && cm <= 250) return { heightCm: cm };
  const feet = /^\D{0,20}([3-7])[.,\s-]{1,2}(\d{1,2})\D{0,10}$/u.exec(text);
  return feet && Number(feet[2]) < 12 ? { heightCm: Math.round((Number(feet[1]) * 12 + Number(feet[2])) * 2.54) } : {};
}
