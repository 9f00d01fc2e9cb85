import { isIdle } from "./idle-words.ts";
import { CASTING_WORDS, meaningsOf } from "./lexicon.ts";
import { wordsOf } from "./normalise.ts";
import { cityOfWord, languageOfWord, localityOfWord } from "./places.ts";
import type { Reading } from "./reading.ts";

const GENRES =
  /\b(thriller|comedy|drama|romcom|rom-com|romance|horror|action film|web series|ad film|tvc|commercial|short film|biopic|period drama|family drama|crime drama|series|serial|feature film|film)\b/;
const NAME = "((?:[\\p{L}'-]{1,30}\\s){0,3}[\\p{L}'-]{1,30}?)";
const PART = "(?:roles?|rol|part|character|kirdar|bhumika|roll)\\b";
const FORMS = [
  new RegExp(
    `\\b(?:for|as|play|playing|to play|of)\\s{1,3}(?:an?\\s|the\\s|our\\s)?${NAME}\\s{0,2}(?:'s)?\\s${PART}`,
    "u",
  ),
  new RegExp(
    `\\b${PART}\\s{1,3}(?:of|as|for)\\s{1,3}(?:an?\\s|the\\s)?((?:[\\p{L}'-]{1,30}\\s){0,2}[\\p{L}'-]{1,30})`,
    "u",
  ),
  /\b(?:to play|playing|as)\s{1,3}(?:an?\s|the\s)((?:[\p{L}'-]{1,30}\s){0,2}[\p{L}'-]{1,30})/u,
  new RegExp(`\\b([\\p{L}'-]{2,30})\\s{1,2}(?:ke|ka|ki|cha|chi|chya)\\s{1,2}${PART}`, "u"),
  new RegExp(`\\b([\\p{L}'-]{3,30})\\s{1,2}${PART}`, "u"),
];
const CUT = /\s(?:in|for|from|with|who|at|on|and|shoot|film|of)\s.*$|\s(?:in|for|from|with|who|at|on|and|of)$/;
const EMPTY = /^(?:this|that|the|lead|main|new|our|an?|one|any|is|small|key|woman|man|women|men|female|male)$/;
/** Parts that name themselves: "gangster in a web series". */
const PARTS = new Set(
  "police doctor teacher lawyer mother father villain soldier thief queen king student wife husband sister brother grandmother grandfather farmer journalist politician nurse gangster detective bride groom businessman anchor host waiter priest".split(
    " ",
  ),
);
const NOISE = new Set(
  (
    "need needs needed want wants wanted looking look find search searching cast casting require required requirement urgent urgently please role roles rol part character kirdar bhumika brief for with who speaking speaks speak spoken " +
    "bolne boli bolnari bolnarya wali wale chahiye chahie pahije pahijet havi havya and the shoot shooting dates from till until between year years old age aged saal varsh day per rate budget talent talents actor actors actress people person someone anyone hai hain mein aur ani " +
    "women woman men man female females male males girl girls boy boys ladies lady ladki ladkiyan ladka ladke aurat mahila purush mulgi muli mulga mulge her his she he one two three four five six seven eight nine ten ek do teen char paanch tin don " +
    "instead make makes change actually also too only sorry not except without fluent native amp play plays playing above over under below more than any limit drop are hamein hame amhala sal cintaa artist film shoots should monday tuesday wednesday thursday friday saturday sunday today tomorrow slot slots minute minutes mins audition auditions ride rides yes ok okay fine flexible filter limit chalega chalegi chalenge chalel " +
    "aaspaas aspas jisko jise aana aani aata aati aate din divas days weeks month months shut can admi aadami adami"
  ).split(" "),
);

/** Of other scripts no word is known. */
const READ = /^[\p{Script=Latin}\p{N}]+$/u;

export type Role = { name: string; genre: string; about: string };

/** The part's name and the kind of production, empty when they are not said, and the words that are left over as meaning. */
export function findRole({ text }: Reading): Role {
  const words = wordsOf(text);
  const formed = FORMS.map((form) => nameIn(form.exec(text)?.[1])).find(Boolean);
  const named = words
    .map((word) => ({
      word,
      english: meaningOf(word) ?? word,
    }))
    .find(({ english }) => PARTS.has(english));
  return {
    name: (formed ?? (named && oneOf(named)) ?? "").slice(0, 60),
    genre: GENRES.exec(text)?.[1] ?? "",
    about: restOf(words),
  };
}

/** "cops" are each a cop. */
function oneOf({ word, english }: { word: string; english: string }): string {
  const one = singular(word);
  return (meaningOf(one) ?? one) === english ? one : word;
}

const meaningOf = (word: string) => meaningsOf([word], CASTING_WORDS)[0];
const singular = (word: string) => word.replace(/s$/, "");

function nameIn(found: string | undefined): string | undefined {
  const name = found
    ?.trim()
    .replace(CUT, "")
    .replace(/^(?:an?|the)\s/, "");
  return name && !EMPTY.test(name) && !languageOfWord(name) ? name : undefined;
}

const restOf = (words: string[]) =>
  words
    .filter((word) => word.length > 1 && !/^\d/.test(word) && !NOISE.has(word) && !isIdle(word) && READ.test(word))
    .filter((word) => !languageOfWord(word) && !localityOfWord(word) && !cityOfWord(word))
    .slice(0, 120)
    .join(" ");
