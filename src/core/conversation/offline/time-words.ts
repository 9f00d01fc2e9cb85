import { loosen, type Token, tokenise } from "./tokens.ts";

/** A vocabulary: exact words first, then Hinglish and romanised Marathi by loose spelling. */
export type Vocabulary<Meaning> = (token: Token | undefined) => Meaning | undefined;

/** Lines of `[meaning, exact words, loosely spelt words]`; Devanagari counts as exact. */
export function vocabulary<Meaning>(lines: [Meaning, string, string?][]): Vocabulary<Meaning> {
  const exact = new Map<string, Meaning>();
  const loose = new Map<string, Meaning>();
  for (const [meaning, words, loosely = ""] of lines) {
    for (const word of words.split(" ").filter(Boolean)) exact.set(tokenise(word)[0]?.text ?? word, meaning);
    for (const word of loosely.split(" ").filter(Boolean)) loose.set(loosen(word), meaning);
  }
  return (token) => (token?.kind === "word" ? (exact.get(token.text) ?? loose.get(token.loose)) : undefined);
}

/** Days from today. "kal" is tomorrow: a schedule looks ahead. */
export const dayWord = vocabulary<number>([
  [0, "today tdy 2day आज", "aaj aj"],
  [1, "tomorrow tmrw tmw tmr tomo tomorow tommorow tommorrow कल उद्या उद्याला", "kal kul udya udyala"],
  [2, "overmorrow परसों परसो परवा", "parso parson parva parvala"],
  [3, "नरसों तेरवा", "narso narson tarson"],
  [-1, "yesterday काल"],
]);

/** ISO weekdays: Monday is 1. */
export const weekdayWord = vocabulary<number>([
  [1, "mon monday mondays सोमवार सोमवारी सोमवारला", "somvar somvaar somvari"],
  [2, "tue tues tuesday मंगलवार मंगळवार मंगळवारी मंगल", "mangalvar mangalvari mangal"],
  [3, "wed weds wednesday wednsday बुधवार बुधवारी बुध", "budhvar budhvari"],
  [4, "thu thur thurs thursday गुरुवार गुरूवार गुरुवारी बृहस्पतिवार वीरवार", "guruvar guruvari virvar brihaspativar"],
  [5, "fri friday शुक्रवार शुक्रवारी शुक्रवारला", "shukravar shukrvar shukravari shukarvar sukravar"],
  [6, "sat saturday शनिवार शनिवारी", "shanivar shanivari sanivar"],
  [7, "sun sunday रविवार रविवारी इतवार", "ravivar ravivari itvar"],
]);

export const monthWord = vocabulary<number>([
  [1, "jan january जनवरी जानेवारी"],
  [2, "feb february फरवरी फेब्रुवारी"],
  [3, "mar march मार्च"],
  [4, "apr april अप्रैल एप्रिल"],
  [5, "may मई मे"],
  [6, "jun june जून"],
  [7, "jul july जुलाई जुलै"],
  [8, "aug august अगस्त ऑगस्ट"],
  [9, "sep sept september सितंबर सप्टेंबर"],
  [10, "oct october अक्टूबर अक्तूबर ऑक्टोबर"],
  [11, "nov november नवंबर नोव्हेंबर"],
  [12, "dec december दिसंबर डिसेंबर"],
]);

export type Part = "morning" | "afternoon" | "evening" | "night";

export const partWord = vocabulary<Part>([
  ["morning", "morning mornings सुबह सवेरे सकाळ सकाळी", "subah subha subeh savere sakal sakali"],
  ["afternoon", "afternoon दोपहर दुपार दुपारी", "dopahar dopehar dupahar dophar dopaher dupar dupari"],
  ["evening", "evening eve evng शाम संध्याकाळ संध्याकाळी सायंकाळी", "sham sandhyakal sandhyakali"],
  ["night", "night रात रात्री", "raat rat ratri"],
]);

/** Numbers that are words; they tell a time only beside a word of time. */
export const numberWord = vocabulary<number>([
  [1, "one एक", "ek"],
  [2, "two दो दोन", "do don"],
  [3, "three तीन", "teen tin"],
  [4, "four चार", "char chaar"],
  [5, "five पांच पाच", "paanch panch pach"],
  [6, "six छह छः छे सहा", "chhah chhe chah che saha"],
  [7, "seven सात", "saat sat"],
  [8, "eight आठ", "aath ath"],
  [9, "nine नौ नऊ", "nau nav"],
  [10, "ten दस दहा", "das dus daha"],
  [11, "eleven ग्यारह अकरा", "gyarah gyara akra"],
  [12, "twelve बारह बारा", "barah bara"],
]);

/** Minutes added to the hour that follows: "sade paanch" is 5:30, "paune paanch" 4:45. */
export const fractionWord = vocabulary<number>([
  [30, "साढे साडे", "sade sadhe sadhey sadde"],
  [15, "सवा सव्वा", "sava savva"],
  [-15, "पौने पावणे पाउणे", "paune pone pavne pavane"],
]);

/** Minutes since the hour 0 of a clock face: "dedh" is 1:30, "dhai" 2:30. */
export const wholeFraction = vocabulary<number>([
  [90, "डेढ दीड", "dedh derh did"],
  [150, "ढाई अढाई अडीच", "dhai dhaai adhai adich"],
]);

/** Says that the number before it is an hour. */
export const hourMark = vocabulary<true>([
  [true, "oclock बजे बजकर बजके वाजता वाजून वाजले", "baje bje bajey baj bajkar bajke vajta vajata vajun"],
]);

export const meridiem = vocabulary<"am" | "pm">([
  ["am", "am एएम"],
  ["pm", "pm पीएम"],
]);
