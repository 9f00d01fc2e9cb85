import { type Chance, chanceOf, respell } from "./chance.ts";
import { CONCEPT, type Concept, type Kind, ofKind, type Tongue } from "./concepts.ts";
import type { Person } from "./profiles.ts";

/** What must be so of everybody who is found. */
export type Asked = {
  gender?: "female" | "male";
  age?: { min: number; max: number };
  language?: string;
  city?: string;
};
export type Spoken = Tongue | "mixed";
export type Query = {
  id: string;
  tongue: Spoken;
  text: string;
  asked: Asked;
  /** Ids of concepts, the main one first. */
  wants: string[];
  /** Of each person who passes and is of any use: 3 all that is wanted, 2 the main part of it, 1 something near it. */
  grades: Record<string, number>;
};

const SHAPES: Kind[][] = [
  ["part"],
  ["part", "look"],
  ["part", "manner"],
  ["part", "training"],
  ["look", "manner"],
  ["training"],
  ["training", "look"],
  ["part", "manner", "look"],
];

type Words = {
  female: string[];
  male: string[];
  any: string[];
  age: ((min: string, max: string) => string)[];
  speaks: ((language: string) => string)[];
  lives: ((city: string) => string)[];
  sentence: Record<"part" | "other", ((who: string, what: string) => string)[]>;
};

const WORDS: Record<Tongue, Words> = {
  en: {
    female: ["a woman", "an actress", "a lady"],
    male: ["a man", "a male actor", "a guy"],
    any: ["someone", "an actor", "a person"],
    age: [
      (min, max) => `${min}-${max}`,
      (min, max) => `aged ${min} to ${max}`,
      (min, max) => `between ${min} and ${max}`,
    ],
    speaks: [(language) => `who speaks ${language}`, (language) => `fluent in ${language}`],
    lives: [(city) => `based in ${city}`, (city) => `from ${city}`],
    sentence: {
      part: [
        (who, what) => `Need ${who} to play ${what}`,
        (who, what) => `Looking for ${who} who could be ${what}`,
        (who, what) => `Casting ${who}, the role is ${what}`,
      ],
      other: [(who, what) => `Need ${who}: ${what}`, (who, what) => `Looking for ${who}, ${what}`],
    },
  },
  hinglish: {
    female: ["ek ladki", "ek mahila", "ek aurat"],
    male: ["ek ladka", "ek aadmi", "ek mard"],
    any: ["koi", "koi kalakar", "koi aisa insaan"],
    age: [(min, max) => `${min} se ${max} saal`, (min, max) => `${min}-${max} umar`],
    speaks: [(language) => `jo ${language} bolta ho`, (language) => `${language} aani chahiye`],
    lives: [(city) => `${city} se`, (city) => `${city} mein rehne wala`],
    sentence: {
      part: [
        (who, what) => `${who} chahiye ${what} ke role ke liye`,
        (who, what) => `${what} ka kirdar hai, ${who} dikhao`,
        (who, what) => `${who} dhoondho jo ${what} ban sake`,
      ],
      other: [(who, what) => `${who} chahiye, ${what}`, (who, what) => `${who} dikhao, ${what}`],
    },
  },
  hi: {
    female: ["एक लड़की", "एक महिला", "एक औरत"],
    male: ["एक लड़का", "एक आदमी", "एक पुरुष"],
    any: ["कोई कलाकार", "कोई", "कोई ऐसा इंसान"],
    age: [(min, max) => `${min} से ${max} साल`, (min, max) => `उम्र ${min}-${max}`],
    speaks: [(language) => `जो ${language} बोलता हो`, (language) => `${language} आनी चाहिए`],
    lives: [(city) => `${city} से`, (city) => `${city} में रहने वाला`],
    sentence: {
      part: [
        (who, what) => `${what} के रोल के लिए ${who} चाहिए`,
        (who, what) => `${who} चाहिए जो ${what} का किरदार कर सके`,
        (who, what) => `${what} की भूमिका के लिए ${who} ढूंढो`,
      ],
      other: [(who, what) => `${who} चाहिए, ${what}`, (who, what) => `${who} दिखाओ, ${what}`],
    },
  },
  mr: {
    female: ["एक मुलगी", "एक महिला", "एक स्त्री"],
    male: ["एक मुलगा", "एक पुरुष", "एक माणूस"],
    any: ["कोणी कलाकार", "कोणीतरी", "एखादा कलाकार"],
    age: [(min, max) => `${min} ते ${max} वर्षे`, (min, max) => `वय ${min}-${max}`],
    speaks: [(language) => `${language} बोलणारा`, (language) => `${language} यायला हवी`],
    lives: [(city) => `${city} येथील`, (city) => `${city} मध्ये राहणारा`],
    sentence: {
      part: [
        (who, what) => `${what} या भूमिकेसाठी ${who} पाहिजे`,
        (who, what) => `${who} हवी आहे, ${what} साकारण्यासाठी`,
        (who, what) => `${what} म्हणून ${who} शोधा`,
      ],
      other: [(who, what) => `${who} पाहिजे, ${what}`, (who, what) => `${who} दाखवा, ${what}`],
    },
  },
};
const DEVANAGARI: Record<string, string> = {
  hindi: "हिंदी",
  marathi: "मराठी",
  english: "इंग्रजी",
  gujarati: "गुजराती",
  punjabi: "पंजाबी",
  bengali: "बंगाली",
  urdu: "उर्दू",
  tamil: "तमिळ",
  bhojpuri: "भोजपुरी",
  Mumbai: "मुंबई",
  Pune: "पुणे",
  Nagpur: "नागपूर",
  Delhi: "दिल्ली",
  Kolkata: "कोलकाता",
  Lucknow: "लखनऊ",
};
const OTHER_NAMES: Record<string, string[]> = {
  Mumbai: ["Mumbai", "Bombay"],
  Pune: ["Pune", "Poona"],
  Kolkata: ["Kolkata", "Calcutta"],
  Delhi: ["Delhi", "Dilli"],
};
const digits = (number: number, tongue: Tongue, chance: Chance) =>
  tongue === "hi" || tongue === "mr"
    ? chance.hit(0.5)
      ? String(number).replace(/\d/g, (digit) => String.fromCharCode(0x0966 + Number(digit)))
      : String(number)
    : String(number);

export const passes = (person: Person, { gender, age, language, city }: Asked) =>
  !person.minor &&
  (!gender || person.gender === gender) &&
  (!age || (person.ageMin <= age.max && person.ageMax >= age.min)) &&
  (!language || person.languages.includes(language)) &&
  (!city || person.city === city);

/** 3 for all that is wanted, 2 with its main part, 1 for a part of the same family or something else that is wanted. */
export function gradeOf(person: Person, wants: string[]): number {
  const [main = "", ...others] = wants;
  const met = others.filter((id) => person.is.includes(id)).length;
  if (person.is.includes(main)) return met === others.length ? 3 : 2;
  const near = CONCEPT.get(main);
  const family =
    near?.kind === "part" &&
    person.is.some((id) => CONCEPT.get(id)?.kind === "part" && CONCEPT.get(id)?.family === near.family);
  return met > 0 || family ? 1 : 0;
}

function filtersFrom(chance: Chance, model: Person): Asked {
  const age = chance.between(model.ageMin, model.ageMax);
  return {
    ...(chance.hit(0.5) && { gender: model.gender }),
    ...(chance.hit(0.35) && { age: { min: Math.max(18, age - 6), max: age + 6 } }),
    ...(chance.hit(0.25) && { language: chance.pick(model.languages.slice(1).concat("hindi")) }),
    ...(chance.hit(0.2) && { city: model.city }),
  };
}

function textOf(chance: Chance, tongue: Spoken, asked: Asked, wants: Concept[]): string {
  const frame = tongue === "mixed" ? chance.pick<Tongue>(["en", "hinglish", "hinglish", "hi"]) : tongue;
  const others = (["en", "hinglish", "hi", "mr"] as const).filter((one) => one !== frame);
  const words = WORDS[frame];
  const named = (name: string) =>
    frame === "hi" || frame === "mr" ? (DEVANAGARI[name] ?? name) : chance.pick(OTHER_NAMES[name] ?? [name]);
  const what = wants.map((one) => {
    const said = tongue === "mixed" ? chance.pick(others) : frame;
    const phrase = chance.pick(one.said[said]);
    return said === "hinglish" ? respell(phrase, chance) : phrase;
  });
  const [main = "", ...rest] = what;
  const details = [
    asked.age && chance.pick(words.age)(digits(asked.age.min, frame, chance), digits(asked.age.max, frame, chance)),
    asked.language && chance.pick(words.speaks)(named(asked.language)),
    asked.city && chance.pick(words.lives)(named(asked.city)),
  ].filter(Boolean);
  const who = [chance.pick(words[asked.gender ?? "any"]), ...details].join(" ");
  const sentence = chance.pick(words.sentence[wants[0]?.kind === "part" ? "part" : "other"])(who, main);
  return [sentence, ...rest].join(", ");
}

/** Each has at least one person who is all that is wanted and two of use. */
function queryOf(chance: Chance, tongue: Spoken, index: number, everybody: Person[]): Query {
  for (;;) {
    const kinds = SHAPES[index % SHAPES.length] ?? [];
    const model = chance.pick(everybody.filter((person) => !person.minor));
    const wants = kinds.flatMap((kind) =>
      chance.some(
        ofKind(kind).filter((one) => model.is.includes(one.id)),
        1,
      ),
    );
    if (wants.length < kinds.length) continue;
    const asked = filtersFrom(chance, model);
    const ids = wants.map((one) => one.id);
    const graded = everybody
      .filter((person) => passes(person, asked))
      .map((person): [string, number] => [person.id, gradeOf(person, ids)]);
    const useful = graded.filter(([, grade]) => grade > 0);
    if (useful.filter(([, grade]) => grade > 1).length < 2) continue;
    return {
      id: `${tongue}-${String(index + 1).padStart(2, "0")}`,
      tongue,
      text: textOf(chance, tongue, asked, wants),
      asked,
      wants: ids,
      grades: Object.fromEntries(useful),
    };
  }
}

export const SPOKEN: Spoken[] = ["en", "hi", "mr", "hinglish", "mixed"];
const EACH = 28;

/** 140 briefs, 28 in each language and in mixtures of them: the same at every run. */
export function queries(everybody: Person[]): Query[] {
  const chance = chanceOf(20_261_206);
  return SPOKEN.flatMap((tongue) =>
    Array.from({ length: EACH }, (_, index) => queryOf(chance, tongue, index, everybody)),
  );
}
