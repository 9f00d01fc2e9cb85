import { type Chance, chanceOf, respell } from "./chance.ts";
import { CONCEPT, type Concept, type Kind, ofKind, type Tongue } from "./concepts.ts";

export type Person = {
  id: string;
  name: string;
  gender: "female" | "male";
  ageMin: number;
  ageMax: number;
  minor: boolean;
  city: string;
  languages: string[];
  rateRupees: number;
  /** Ids of what this person is; the words of it are in the bio only. */
  is: string[];
  bio: string;
};

const WOMEN =
  "Aarti Bhavna Chhaya Divya Ekta Geeta Hema Indu Jyoti Kamla Latika Mansi Neelam Pooja Radhika Sarita Tanvi Usha Vaishali Yashoda".split(
    " ",
  );
const MEN =
  "Ajay Balwant Chetan Deepak Eknath Ganesh Harish Ishwar Jagdish Kishor Laxman Mahesh Nitin Prakash Ramesh Sanjay Tushar Umesh Vijay Yogesh".split(
    " ",
  );
export const SURNAMES =
  "Deshpande Kulkarni Bhattacharya Chaudhary Shrivastava Gaikwad Joshi Mukherjee Waghmare Siddiqui Vishwakarma Lakshmanan Iyer Khandelwal Phadke Dwivedi Sheikh Rathod Bhonsle Agarwal".split(
    " ",
  );
export const CITIES = ["Mumbai", "Mumbai", "Mumbai", "Pune", "Pune", "Nagpur", "Delhi", "Kolkata", "Lucknow"];
const OTHERS = ["gujarati", "punjabi", "bengali", "urdu", "tamil", "bhojpuri"];

const WORK: Record<Tongue, string[]> = {
  en: ["a web series", "a daily soap", "an indie feature", "a short film", "an ad campaign"],
  hinglish: ["ek web series", "ek serial", "ek short film", "ek badi film"],
  hi: ["एक वेब सीरीज़", "एक धारावाहिक", "एक फ़िल्म", "एक लघु फ़िल्म"],
  mr: ["एका मालिकेत", "एका चित्रपटात", "एका वेब मालिकेत", "एका लघुपटात"],
};
type Say = (what: string, work: string) => string;
const SAY: Record<Tongue, Record<Kind, Say[]>> = {
  en: {
    part: [(x, work) => `Played ${x} in ${work}.`, (x, work) => `Best remembered as ${x} in ${work}.`],
    look: [(x) => `Look: ${x}.`, (x) => `In person: ${x}.`],
    manner: [(x) => `On screen ${x}.`, (x) => `Usually cast as ${x}.`],
    training: [(x) => `Comes from: ${x}.`, (x) => `Background: ${x}.`],
  },
  hinglish: {
    part: [(x, work) => `${work} mein ${x} ka role kiya hai.`, (x, work) => `${x} ka kirdar nibhaya, ${work} mein.`],
    look: [(x) => `Look: ${x}.`, (x) => `Dikhne mein: ${x}.`],
    manner: [(x) => `Zyada tar ${x} type ke role milte hain.`, (x) => `Screen pe ${x}.`],
    training: [(x) => `Background: ${x}.`, (x) => `Shuruaat: ${x}.`],
  },
  hi: {
    part: [(x, work) => `${work} में ${x} की भूमिका निभाई।`, (x, work) => `${work} में ${x} का किरदार किया।`],
    look: [(x) => `रूप: ${x}।`, (x) => `दिखने में: ${x}।`],
    manner: [(x) => `अक्सर ${x} किरदार मिलते हैं।`, (x) => `पर्दे पर ${x}।`],
    training: [(x) => `पृष्ठभूमि: ${x}।`, (x) => `शुरुआत: ${x}।`],
  },
  mr: {
    part: [(x, work) => `${work} ${x} ही भूमिका केली.`, (x, work) => `${work} ${x} साकारला.`],
    look: [(x) => `दिसणे: ${x}.`, (x) => `रूप: ${x}.`],
    manner: [(x) => `बहुतेक ${x} भूमिका मिळतात.`, (x) => `पडद्यावर ${x}.`],
    training: [(x) => `पार्श्वभूमी: ${x}.`, (x) => `सुरुवात: ${x}.`],
  },
};
const BESIDES: Record<Tongue, string[]> = {
  en: [
    "Quick with lines and never late.",
    "Open to workshops and night shoots.",
    "Happy to travel.",
    "Reads scripts the same day.",
  ],
  hinglish: [
    "Set pe hamesha time se.",
    "Night shoot chalega.",
    "Travel ke liye taiyaar.",
    "Mehnat se kaam karte hain.",
  ],
  hi: ["समय के पाबंद।", "यात्रा के लिए तैयार।", "मेहनत से काम करते हैं।", "वर्कशॉप में हमेशा हाज़िर।"],
  mr: ["वेळेवर हजर.", "प्रवासाची तयारी.", "मेहनती आणि शांत.", "कार्यशाळेत नेहमी हजर."],
};
const TONGUES: Tongue[] = ["en", "en", "hinglish", "hi", "mr"];

const saysIt = (chance: Chance, tongue: Tongue, one: Concept) => {
  const words = chance.pick(one.said[tongue]);
  return chance.pick(SAY[tongue][one.kind])(
    tongue === "hinglish" ? respell(words, chance) : words,
    chance.pick(WORK[tongue]),
  );
};

function bioOf(chance: Chance, is: string[]): string {
  const [main, other] = [chance.pick(TONGUES), chance.pick(TONGUES)];
  const mixed = chance.hit(0.25);
  const sentences = is.map((id, index) =>
    saysIt(chance, mixed && index % 2 ? other : main, CONCEPT.get(id) as Concept),
  );
  const [first = "", ...rest] = sentences;
  const text = chance.some([first, ...rest, chance.pick(BESIDES[main])], 9).join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function personOf(chance: Chance, index: number): Person {
  const gender = chance.hit(0.5) ? "female" : "male";
  const minor = index % 22 === 21;
  const age = minor ? chance.between(7, 15) : chance.between(21, 62);
  const plays = (one: Concept) => !one.only || one.only === gender;
  const drawn = (kind: Kind, count: number) => chance.some(ofKind(kind).filter(plays), count).map((one) => one.id);
  const is = [
    ...drawn("part", chance.hit(0.6) ? 2 : 1),
    ...drawn("look", chance.hit(0.7) ? 1 : 2),
    ...drawn("manner", 1),
    ...drawn("training", chance.hit(0.6) ? 1 : 0),
  ];
  const first = gender === "female" ? WOMEN[index % WOMEN.length] : MEN[index % MEN.length];
  return {
    id: `judged-${String(index).padStart(3, "0")}`,
    name: `${first} ${SURNAMES[Math.floor(index / 20 + index * 7) % SURNAMES.length]}`,
    gender,
    ageMin: minor ? age : Math.max(18, age - chance.between(2, 5)),
    ageMax: minor ? age + 1 : age + chance.between(2, 5),
    minor,
    city: chance.pick(CITIES),
    languages: [
      "hindi",
      ...(chance.hit(0.5) ? ["marathi"] : []),
      ...(chance.hit(0.7) ? ["english"] : []),
      ...(chance.hit(0.4) ? [chance.pick(OTHERS)] : []),
    ],
    rateRupees: chance.between(6, 80) * 1_000,
    is,
    bio: bioOf(chance, is),
  };
}

/** 198 invented people, nine of them minors: the same at every run. */
export function people(): Person[] {
  const chance = chanceOf(20_261_205);
  return Array.from({ length: 198 }, (_, index) => personOf(chance, index));
}
