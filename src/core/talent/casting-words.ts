import { fold } from "./fold.ts";

/** English word: its spellings and its words in Hinglish, Hindi and Marathi, in Latin letters. */
const LIST: Record<string, string> = {
  woman: "women ladki ladkiyan ladkiyaan mahila mahilaen aurat aurten stri mulgi muli bai female lady ladies",
  man: "men ladka ladke aadmi purush mard mulga mulge manus male gents",
  girl: "girls bachchi chhori",
  boy: "boys bachcha chhora",
  child: "children kid kids baccha bacche bachche mul mule balak",
  police: "cop cops policewoman policeman inspector constable pulis polis thanedar daroga havaldar ips",
  dance: "dancer dancing nritya nach naach nachna nartaki nachnewali",
  singing: "singer sing gana gaana gayika gayak gayan gane",
  action: "fight fighting stunt stunts maarpit marpeet larai ladai",
  doctor: "daktar doktar doktor vaidya chikitsak",
  teacher: "shikshak adhyapak adhyapika master masterji shikshika",
  lawyer: "vakil vakeel advocate",
  mother: "maa mataji mummy aai ammi",
  father: "pita papa baap baba vadil abbu",
  villain: "khalnayak gunda goonda negative",
  comedy: "comic hasya hasyakar funny vinodi mazakiya",
  theatre: "theater rangmanch natak natya stage nataka",
  riding: "ghudsawari ghodeswari horseriding horse",
  swimming: "tairaki swim swimmer pohne tairna",
  driving: "driver drive gaadi chalana",
  village: "gaon gaanv gav gramin rural dehati",
  soldier: "fauji sainik jawan army",
  thief: "chor",
  queen: "rani maharani",
  king: "raja maharaja",
  student: "vidyarthi chhatra college",
  wife: "patni biwi bayko",
  husband: "pati navra",
  sister: "behen behan bahin didi",
  brother: "bhai bhau",
  grandmother: "dadi nani aaji",
  grandfather: "dada nana aajoba",
  thriller: "suspense rahasya",
  tall: "lamba lambi unch",
  strong: "mazboot majboot takatvar",
  serious: "gambhir sanjeeda",
  experienced: "anubhavi tajurbekar",
  farmer: "kisan shetkari",
  journalist: "patrakar reporter",
  politician: "neta mantri rajkarani",
  nurse: "naras",
  boxing: "mukkebaji boxer",
};

/** Folded word → English word. */
export const CASTING_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries(LIST).flatMap(([english, others]) =>
    [english, ...others.split(" ")].map((word): [string, string] => [fold(word), english]),
  ),
);
