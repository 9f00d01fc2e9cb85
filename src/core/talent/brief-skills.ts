import { fold } from "./fold.ts";
import { wordsOf } from "./normalise.ts";
import { isExcluded, type Reading } from "./reading.ts";

/** Skill as it stands in profiles: its spellings in a brief, one or two words. */
const SKILLS: Record<string, string> = {
  kathak: "kathak",
  bharatanatyam: "bharatanatyam bharatnatyam",
  lavani: "lavani",
  "horse riding": "horse+riding ride+horse rides+horse ghudsawari ghudasvari riding",
  swimming: "swimming swim tairaki",
  driving: "driving drive+car drives+car can+drive",
  "bike riding": "bike+riding ride+bike rides+bike ride+bullet motorcycle",
  "martial arts": "martial+arts karate taekwondo judo",
  boxing: "boxing",
  "sword fighting": "sword+fighting talwarbazi",
  singing: "singing",
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
export function findSkills({ text }: Pick<Reading, "text">): string[] {
  const words = wordsOf(text).filter((word) => !/^(?:an?|the)$/.test(word));
  const found = new Set<string>();
  for (let index = 0; index < words.length; index += 1) {
    const [word = "", next = ""] = words.slice(index, index + 2).map(fold);
    const pair = FORMS.get(`${word} ${next}`);
    const skill = pair ?? FORMS.get(word);
    if (skill && !isExcluded(words, index)) found.add(skill);
    if (pair) index += 1;
  }
  return [...found].slice(0, 6);
}

/** The name under which profiles keep a skill: "Horse-riding" is "horse riding"; as it was given when it is not known. */
export function skillName(text: string): string {
  const given = text.trim().toLowerCase().slice(0, 60);
  return FORMS.get(wordsOf(given).map(fold).join(" ")) ?? given;
}
