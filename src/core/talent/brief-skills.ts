import type { Reading } from "./brief-finders.ts";
import { fold } from "./fold.ts";
import { wordsOf } from "./normalise.ts";

/** Skill as it stands in profiles: its spellings in a brief, one or two words. */
const SKILLS: Record<string, string> = {
  kathak: "kathak",
  bharatanatyam: "bharatanatyam bharatnatyam",
  lavani: "lavani",
  "horse riding": "horse+riding ghudsawari riding",
  swimming: "swimming swim tairaki",
  driving: "driving",
  "bike riding": "bike+riding motorcycle",
  "martial arts": "martial+arts karate taekwondo judo",
  boxing: "boxing",
  "sword fighting": "sword+fighting talwarbazi",
  singing: "singing singer",
  guitar: "guitar",
  yoga: "yoga",
  cricket: "cricket",
  football: "football",
  skating: "skating",
  "voice over": "voice+over dubbing",
  "stand-up comedy": "stand+up standup",
  mimicry: "mimicry",
  "stage combat": "stage+combat",
  "firearms handling": "firearms gun+handling",
  "ballroom dance": "ballroom salsa",
};

const FORMS = new Map(
  Object.entries(SKILLS).flatMap(([skill, forms]) =>
    forms.split(" ").map((form): [string, string] => [form.split("+").map(fold).join(" "), skill]),
  ),
);

/** Skills the brief asks for by name: all are needed. */
export function findSkills(reading: Reading): string[] {
  const words = wordsOf(reading.text).map(fold);
  const found = new Set<string>();
  for (const [index, word] of words.entries()) {
    const skill = FORMS.get(`${word} ${words[index + 1] ?? ""}`) ?? FORMS.get(word);
    if (skill) found.add(skill);
  }
  const skills = [...found].slice(0, 6);
  if (skills.length > 0) reading.understood.push(`can do ${skills.join(", ")}`);
  return skills;
}

export function findUnion(reading: Reading): string | undefined {
  const found = /\b(cintaa|sag-?aftra)\b/.exec(reading.text)?.[1];
  if (!found) return undefined;
  const union = found === "cintaa" ? "CINTAA" : "SAG-AFTRA";
  reading.understood.push(`member of ${union}`);
  return union;
}
