import { type Reading, take } from "./reading.ts";

const WOMAN =
  /\b(women|woman|females?|ladies|lady|girls?|ladki(?:yan|yaan|yon)?|mahila(?:en|yen|on)?|aurat(?:en|ein|on)?|actress(?:es)?|mulgi|muli|stri(?:yan)?|abhinetri)\b/;
const MAN = /\b(men|man|males?|gents|guys?|boys?|mard|ladk[ae]|ladkon|a{1,2}da?mi|purush|mulga|mulge|manus|abhineta)\b/;
/** Parts that only a woman, or only a man, is usually cast in. */
const HERS =
  /\b(mother|maa|mummy|grandmother|dadi|nani|aaji|aai|wife|patni|biwi|bride|dulhan|sister|behen|daughter|beti|heroine|policewoman|queen|rani|princess|she|her)\b/;
const HIS =
  /\b(father|baap|papa|grandfather|dada|nana|aajoba|husband|pati|groom|dulha|brother|bhai|son|beta|hero|policeman|king|raja|prince|he|him|his)\b/;

export const FROM_THE_PART = ", from the part";
export type Gender = "female" | "male" | "nonbinary";

export function findGender(reading: Reading): Gender | undefined {
  const { text } = reading;
  if (/\bnon-?\s?binary\b/.test(text)) return "nonbinary";
  const [women, men] = [WOMAN.test(text), MAN.test(text)];
  if (women && men) reading.assumed.push("women and men alike, since both are named");
  if (women !== men) return women ? "female" : "male";
  if (women || /\bany gender\b/.test(text)) return undefined;
  const [hers, his] = [HERS.test(text), HIS.test(text)];
  if (hers === his) return undefined;
  reading.assumed.push(`${hers ? "a woman" : "a man"}${FROM_THE_PART}`);
  return hers ? "female" : "male";
}

const CHILD =
  /\b(child|children|kids?|minors?|toddlers?|bab(?:y|ies)|infants?|ba(?:ch|cch|chch|chh)(?:a|e|i|on|iyan)|mule|balak)\b/;
/** Grown-ups who are described by the children around them. */
const GROWN = /\b(women|woman|m[ae]n|ladies|mother|father|wife|husband|parents?|nanny|teacher)\b/;
/** What makes two numbers something else than ages. */
const NOT_AGES =
  "(?!\\s{0,2}(?:pm\\b|am\\b|baje|min|hours?|hrs?|days?|din\\b|weeks?|months?|k\\b|lakh|lac|hazaa?r|cm|ft\\b|feet|foot|'\\d|/|scenes?|episodes?|takes?|rs\\b|rupees|%|years? (?:of )?exp))";
const ADULTS =
  /^\s{0,2}(?:women|men|actors?|actress|people|females?|males?|extras|talents?|artists?|dancers?|models?|girls|boys|log)\b/;

type Ages = { min: number; max: number };
const FORMS: { form: RegExp; ages: (a: number, b: number, word: string) => [number, number] }[] = [
  {
    form: new RegExp(`\\b(\\d{1,2})\\s{0,3}(?:-|–|—|to|se|te)\\s{0,3}(\\d{1,2})\\b${NOT_AGES}`),
    ages: (a, b) => [a, b],
  },
  {
    form: new RegExp(`\\bbetween\\s{1,2}(\\d{1,2})\\s{1,2}(?:and|to)\\s{1,2}(\\d{1,2})\\b${NOT_AGES}`),
    ages: (a, b) => [a, b],
  },
  { form: /\b(early|mid|late)?[ -]{0,2}(20|30|40|50|60|70)'?s\b/, ages: (_, b, word) => decade(b, word) },
  {
    form: new RegExp(
      `\\b(?:under|below|younger than|upto|up to|max(?:imum)?(?: age)?)\\s{1,3}()(\\d{1,2})\\b${NOT_AGES}`,
    ),
    ages: (_, b) => [0, b],
  },
  {
    form: new RegExp(`\\b(?:above|over|older than|min(?:imum)? age)\\s{1,3}()(\\d{1,2})\\b${NOT_AGES}`),
    ages: (_, b) => [b, b + 25],
  },
  { form: /()\b(\d{1,2})\s{0,2}\+/, ages: (_, b) => [b, b + 25] },
  {
    form: new RegExp(`\\b(?:around|approx|aged?|umar|umr|vay|age of)\\s{1,3}()(\\d{1,2})\\b${NOT_AGES}`),
    ages: (_, b) => [b - 3, b + 3],
  },
  {
    form: new RegExp(`\\b(?:girl|boy|child|kid|man|woman|lady)\\s{1,2}of\\s{1,2}()(\\d{1,2})\\b${NOT_AGES}`),
    ages: (_, b) => [b - 2, b + 2],
  },
  {
    form: /()(?<![\d/-]\s{0,2})\b(\d{1,2})\s{1,2}(?:(?:ke|chya)\s{1,2})?a{1,2}spa{1,2}s\b/,
    ages: (_, b) => [b - 3, b + 3],
  },
  {
    form: /()\b(\d{1,2})\s{0,2}(?:-| )?(?:years?[ -]olds?|yrs?|years?|saal|varsh|sal)\b(?! (?:of )?exp)/,
    ages: (_, b) => [b - 2, b + 2],
  },
  { form: /(?:,\s{1,3}|\n\s{0,3})()([1-7]\d)(?=\s{0,2}(?:[,;\n]|\.(?!\d)|$))/, ages: (_, b) => [b - 3, b + 3] },
];

function decade(from: number, word: string): [number, number] {
  if (word === "early") return [from, from + 4];
  if (word === "mid") return [from + 3, from + 7];
  return word === "late" ? [from + 6, from + 9] : [from, from + 9];
}

/** Playing age, and whether children are meant: they are when the brief says so, never because a number is small or missing. */
export function findAges(reading: Reading): { age?: Ages; minors: boolean } {
  const child = CHILD.test(reading.text);
  const said = saidAges(reading);
  if (!said) {
    if (!child || GROWN.test(reading.text)) return { minors: false };
    reading.assumed.push("a child of 4 to 14");
    return { age: { min: 4, max: 14 }, minors: true };
  }
  const minors = said.max < 18 || (child && said.min < 18);
  if (minors || said.min >= 18) return { age: said, minors };
  reading.assumed.push("adults only, since children are not mentioned");
  return { age: said.min === 0 ? { min: 18, max: said.max } : said, minors };
}

function saidAges(reading: Reading): Ages | undefined {
  for (const { form, ages } of FORMS) {
    const found = form.exec(reading.text);
    if (!found) continue;
    const numbers = ages(Number(found[1]) || 0, Number(found[2]) || 0, found[1] ?? "");
    const min = Math.max(0, Math.min(...numbers));
    const max = Math.min(100, Math.max(...numbers));
    const heads = max <= 12 && ADULTS.test(reading.text.slice(found.index + found[0].length));
    if (max === 0 || min > 100 || heads) continue;
    take(reading, found);
    return { min, max };
  }
  return undefined;
}

const NUMBERS = new Map<string, number>([
  ...[
    "one two three four five six seven eight nine ten eleven twelve",
    "ek do teen char paanch chhah saat aath nau das",
  ].flatMap((list) => list.split(" ").map((word, index): [string, number] => [word, index + 1])),
  ...([
    ["don", 2],
    ["tin", 3],
    ["chaar", 4],
    ["panch", 5],
    ["a", 1],
    ["an", 1],
    ["couple", 2],
  ] as [string, number][]),
]);
const PERSON =
  /^(women|woman|females?|ladies|lady|girls?|ladki(yan|yaan|yon)?|mahila(en)?|aurat(en|ein)?|actress(es)?|mulgi|muli|men|man|males?|boys?|ladka|ladke|aadmi|purush|mulga|mulge|actors?|people|persons?|talents?|kids?|child|children|bachche|log|dancers?|singers?|models?|artists?|extras?|juniors?)$/;
const UNIT =
  /^(years?|yrs?|saal|days?|din|weeks?|months?|ft|feet|cm|k|lakhs?|am|pm|baje|minutes?|hours?|scenes?|episodes?)$/;
const WORDS_BETWEEN = 5;

/** How many are needed: the number before the people, however they are described in between, or straight after "need". */
export function findCount({ text }: Reading): number | undefined {
  return countOfPeople(text) ?? countNeeded(text);
}

/** "need 2 cops": the part says who they are. */
function countNeeded(text: string): number | undefined {
  const [, count = "", what = ""] =
    /\b(?:need|needs|want|wanted|require|required|looking for|cast)\s{1,3}(\d{1,3}|[a-z]{2,6})\s{1,3}([a-z]{2,30})/.exec(
      text,
    ) ?? [];
  const number = /^\d/.test(count) ? Number(count) : NUMBERS.get(count);
  return number && number <= 500 && !UNIT.test(what) ? number : undefined;
}

function countOfPeople(text: string): number | undefined {
  const words = text.match(/\d+(?:[.,]\d+)+|[\p{L}\p{N}]+|[.;!?\n]/gu) ?? [];
  for (const [index, word] of words.entries()) {
    if (!PERSON.test(word)) continue;
    for (let back = 1; back <= WORDS_BETWEEN && back <= index; back += 1) {
      const before = words[index - back] ?? "";
      if (/^[.;!?\n]$/.test(before)) break;
      const number = /^\d{1,3}$/.test(before) ? Number(before) : NUMBERS.get(before);
      if (number && number <= 500 && !UNIT.test(words[index - back + 1] ?? "")) return number;
    }
  }
  return undefined;
}
