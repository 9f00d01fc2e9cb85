import { findSkills } from "../../talent/brief-skills.ts";
import { toLatin } from "../../talent/to-latin.ts";
import type { ProfileFields } from "./intent.ts";
import { dayWord, hourMark, meridiem, monthWord, partWord, weekdayWord } from "./time-words.ts";
import { has, padded, phrases, type Token } from "./tokens.ts";

const LANGUAGES: [string, RegExp][] = Object.entries({
  hindi: /\bhindi\b|हिंदी|हिन्दी/iu,
  marathi: /\bmarath?i\b|मराठी/iu,
  english: /\benglish\b|\bangrezi\b|इंग्लिश|अंग्रेज़ी|अंग्रेजी|इंग्रजी/iu,
  gujarati: /\bgujr?ati\b|\bgujarati\b|गुजराती/iu,
  punjabi: /\bpunjabi\b|पंजाबी/iu,
  bengali: /\bbengali\b|\bbangla\b|बंगाली|बांग्ला/iu,
  tamil: /\btamil\b|तमिल|तमिळ/iu,
  telugu: /\btelugu\b|तेलुगु|तेलुगू/iu,
  kannada: /\bkannada\b|कन्नड/iu,
  malayalam: /\bmalayalam\b|मलयालम/iu,
  urdu: /\burdu\b|उर्दू/iu,
  bhojpuri: /\bbhojpuri\b|भोजपुरी/iu,
  konkani: /\bkonkani\b|कोंकणी/iu,
  rajasthani: /\brajasthani\b|राजस्थानी/iu,
  haryanvi: /\bharyanvi\b|हरियाणवी/iu,
});

/** What starts a sentence about oneself; without one of these nothing is taken as a fact. */
const ABOUT_ME = phrases(
  "my name, i am, im, i live, i stay, i speak, i know, my age, my height, my city, my skills, my rate, my languages, my experience, based in, moved to, shifted to, height, skills, update my, my profile, i charge, i have",
  "mera naam, meri age, meri umar, meri umr, meri height, mera height, mera kad, main, mai, mera rate, mera city, mera shahar, meri language, meri languages, mujhe aati, mujhe aata, naam",
  "majhe nav, maze nav, majha nav, majhi height, majhi unchi, mi, mala yete, majhe vay, maza vay",
  "my son, my daughter, my child, my kid, mera beta, meri beti, mere bete, meri bachchi, mere bachche, majha mulga, majhi mulgi, majhya mulacha, majhya mulachi, majhya mulichi, majhya muliche",
  "मेरा बेटा, मेरी बेटी, मेरे बेटे, मेरे बच्चे, माझा मुलगा, माझी मुलगी, माझ्या मुलाची, माझ्या मुलीची, माझ्या मुलाचे, माझ्या मुलीचे",
  "मेरा नाम, मेरी उम्र, मेरा कद, मेरी हाइट, मैं, मुझे आती, मेरा रेट, माझे नाव, माझं नाव, माझे वय, माझं वय, माझी उंची, मी, मला येते",
);

const NAME =
  /(?:my (?:full )?name is|my name|mera na{1,2}m|na{1,2}m|ma[jz]h?[eaā] na+[vw]|मेरा नाम|माझे नाव|माझं नाव)[\s:-]+([\p{L}\p{M}.' ]{2,60})/iu;
const NAME_END =
  /\s+(?:hai|h|hu|hoon|hun|ahe|aahe|and|aur|ani|i|am|from|is|main|mai|mi|है|हूं|हूँ|आहे|और|आणि|मैं|मी)(?=\s|$).*/iu;
const CITY =
  /(?:(?:i am|i'?m)(?: \d{1,2}(?: years old)?,?)? from|i live in|i stay in|based in|i(?:'ve| have)? moved to|i(?:'ve| have)? shifted to|my city is|mera (?:city|shahar)(?: hai)?|main|mai|mi)\s+([\p{L}\p{M}]{2,30}(?: [\p{Lu}][\p{L}]{2,20})?)(\s+(?:se|mein|me|madhe|madhye|rahti|rahta|rehti|rehta)(?=\s|[.,]|$))?/giu;
const CITY_DEVANAGARI = /([\p{L}\p{M}]{2,30})\s+(?:में रहती|में रहता|से हूँ|से हूं|मध्ये राहते|मध्ये राहतो)/u;
const AGE =
  /(?:\b(?:my )?age(?: is|:)?|umr|umar|उम्र|वय)\s*(?:hai\s*)?(\d{1,2})(?!\d)|\b(?:i am|i'm|im|main|mai)\s+(\d{1,2})(?:\s*(?:years?|yrs?|saal)|\s*[,.]|\s*$|\s+(?:and|from|aur))|(\d{1,2})\s*(?:years? old|saal ki|saal ka|साल की|साल का|वर्षांची|वर्षांचा)/iu;
const FEET = /(\d)\s*(?:'|’|feet|foot|ft\.?|फुट|फीट)\s*(?:(\d{1,2})\s*(?:"|”|''|inch(?:es)?|in\b|इंच)?)?/iu;
const FEET_DOT = /(?:height|kad|कद|उंची)\D{0,12}(\d)\.(\d{1,2})(?!\d)/iu;
const CENTIMETRES = /(\d{3})\s*(?:cms?|centimet|सेमी|से\.मी)/iu;
const SKILLS = /\bskills?(?: are| is|:|-)?\s+([^.\n;]{2,300})/iu;
const EXPERIENCE =
  /(\d{1,2})\s*\+?\s*(?:years?|yrs?|saal|साल|वर्षे)(?: of| ka| का)?\s+(?:acting |theatre |work )?(?:experience|anubhav|अनुभव)|experience(?: is| of|:)?\s+(\d{1,2})\s*(?:years?|yrs?|saal)/iu;
const RATE =
  /(?:rate|charge|fees?)\D{0,12}?(\d[\d,]{0,9})\s*(k|thousand|hazaar|hazar|lakh)?|(\d[\d,]{0,9})\s*(k|thousand|hazaar|hazar|lakh)?\s*(?:per day|a day|\/day|per shoot day)/iu;
const SPEAKS = /speak|language|bhasha|bol(?:ti|ta|te)|\baati\b|\baata\b|\byete\b|भाषा|बोल|आती|येते|i know/iu;

/** Facts people tell of themselves; undefined when there are none. */
export function understandProfile(text: string, tokens: Token[]): ProfileFields | undefined {
  if (text.length > 2_000) return undefined;
  const links = OF_LINKS.test(text.replaceAll(LINK, " ")) ? linksIn(text) : undefined;
  if (!has(padded(tokens), ABOUT_ME)) return links && { links };
  const fields: ProfileFields = {
    ...some("name", nameIn(text)),
    ...some("age", number(AGE.exec(text), 1, 99)),
    ...some("city", cityIn(text)),
    ...some("heightCm", heightIn(text)),
    ...some("languages", SPEAKS.test(text) ? languagesIn(text) : undefined),
    ...some("skills", skillsIn(text)),
    ...some("experienceYears", number(EXPERIENCE.exec(text), 0, 80)),
    ...some("ratePerDayRupees", rateIn(text)),
    ...some("links", links),
  };
  return Object.keys(fields).length > 0 ? fields : undefined;
}

const some = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, Value>>;

const toAscii = (digits: string) => digits.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));

function number(found: RegExpExecArray | null, min: number, max: number): number | undefined {
  const digits = found?.slice(1).find((group) => group !== undefined);
  const value = Number(toAscii(digits ?? ""));
  return digits !== undefined && value >= min && value <= max ? value : undefined;
}

export function nameIn(text: string): string | undefined {
  const name = NAME.exec(text)?.[1]?.replace(NAME_END, "").trim();
  return name && name.length >= 2 && name.split(" ").length <= 5 ? name : undefined;
}

function cityIn(text: string): string | undefined {
  const native = CITY_DEVANAGARI.exec(text)?.[1];
  if (native) return native;
  for (const [whole, city = "", after] of text.matchAll(CITY)) {
    const said = city.split(" ").map(
      (word): Token => ({
        kind: "word",
        text: word.toLowerCase(),
        loose: word.toLowerCase(),
        value: Number.NaN,
        glued: false,
      }),
    );
    const isTime = said.some((word) =>
      [dayWord, weekdayWord, monthWord, partWord, hourMark, meridiem].some((known) => known(word) !== undefined),
    );
    const bare = /^(?:main|mai|mi)\s/i.test(whole) && !after;
    if (!isTime && !bare) return city.trim();
  }
  return undefined;
}

export function heightIn(text: string): number | undefined {
  const centimetres = CENTIMETRES.exec(text);
  if (centimetres) return within(Number(centimetres[1]));
  const feet = FEET.exec(text) ?? FEET_DOT.exec(text);
  return feet ? within(Math.round((Number(feet[1]) * 12 + Number(feet[2] ?? 0)) * 2.54)) : undefined;
}

const LINK = /https:\/\/[^\s<>"']{4,290}/giu;
const OF_LINKS =
  /show\s?reel|portfolio|\breel\b|profile|instagram|\binsta\b|imdb|youtube|vimeo|my (?:page|work|link)|शोरील|प्रोफ़ाइल|प्रोफाइल/iu;

/** https addresses, without the full stop after them. */
export function linksIn(text: string): string[] | undefined {
  const found = [...new Set((text.match(LINK) ?? []).map((link) => link.replace(/[.,;:!?)\]]+$/u, "")))];
  return found.length > 0 ? found.slice(0, 10) : undefined;
}

const within = (cm: number) => (cm >= 50 && cm <= 250 ? cm : undefined);

export function languagesIn(text: string): string[] | undefined {
  const spoken = LANGUAGES.filter(([, word]) => word.test(text)).map(([name]) => name);
  return spoken.length > 0 ? spoken : undefined;
}

const skillsIn = (text: string) => skillList(SKILLS.exec(text)?.[1]) ?? doneIn(text);

const DOES =
  /\b(?:can|know|do|learn(?:t|ed)?|trained|karta|karti|aati|aata|yete|yeto|jaanta|jaanti|seekh[aie])\b|करता|करती|आता|आती|येते|येतो/iu;

/** "main horse riding bhi karta hoon": a skill that we know by name. "I can drive there" is none. */
function doneIn(text: string): string[] | undefined {
  if (!DOES.test(text)) return undefined;
  const known = findSkills({ text: toLatin(text).toLowerCase() });
  const skills = known.filter((skill) => skill !== "driving" || /driving/iu.test(text));
  return skills.length > 0 ? skills : undefined;
}

/** "dance, horse riding and fights" */
export function skillList(said: string | undefined): string[] | undefined {
  const skills = said
    ?.split(/[,;\n]|\band\b|\baur\b|\bani\b|&|\s(?:और|आणि|व)\s/iu)
    .map((skill) => skill.trim())
    .filter((skill) => skill.length > 1 && skill.length <= 60);
  return skills && skills.length > 0 ? skills.slice(0, 30) : undefined;
}

export function rateIn(text: string): number | undefined {
  const found = RATE.exec(text);
  if (!found) return undefined;
  const [digits, factor] = found[1] ? [found[1], found[2]] : [found[3], found[4]];
  const times = factor ? (factor.toLowerCase() === "lakh" ? 100_000 : 1_000) : 1;
  const rupees = Number((digits ?? "").replaceAll(",", "")) * times;
  return rupees >= 100 && rupees <= 100_000_000 ? rupees : undefined;
}
