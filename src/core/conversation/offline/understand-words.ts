import type { Intent } from "./intent.ts";

const QUOTED = "[\"“”'‘’«»]";
const WORD = `${QUOTED}?([^"“”'‘’«».,:;=]{2,60}?)${QUOTED}?`;
const END = "\\s*[.!]?\\s*$";
const MEANS = "(?:means|is|stands for|matlab|yaani|yani|ka matlab|mhanje|मतलब|का मतलब|म्हणजे)";
const HERE =
  "(?:in our (?:house|team|office|company)|in this house|for us|with us|among us|here|hamare (?:yahan|ghar)|humare yahan|amchyakade|हमारे यहाँ|हमारे यहां|आमच्याकडे)";

const TEACH = [
  new RegExp(
    `^\\W{0,3}${HERE}[\\s,:]{1,3}(?:the word\\s)?${WORD}\\s${MEANS}\\s${WORD}(?:\\s(?:hai|hota hai|है|होता है|होतो|आहे))?${END}`,
    "iu",
  ),
  new RegExp(`^\\W{0,3}(?:if|when) we say ${WORD},?\\s(?:we mean|it means|that means)\\s${WORD}${END}`, "iu"),
  new RegExp(
    `^\\W{0,3}(?:add|teach|learn|note|remember) (?:the |this )?word:?\\s${WORD}\\s?(?:=|\\b(?:as|means|for)\\b|:)\\s?${WORD}${END}`,
    "iu",
  ),
  new RegExp(
    `^\\s{0,3}${QUOTED}([^"“”'‘’«»]{2,60})${QUOTED}\\s(?:=|${MEANS})\\s${WORD}(?:\\s(?:${HERE}|hai|है|आहे))?${END}`,
    "iu",
  ),
];
const FORGET = new RegExp(`^\\W{0,3}(?:forget|remove|delete|drop|unlearn) (?:the |our )?word\\s${WORD}${END}`, "iu");
const SHOW =
  /^\W{0,3}(?:show |list |what are )?(?:us |me )?(?:our|my|the team['’]?s|team)(?: own)? (?:words|word list|vocabulary|dictionary)\W{0,3}$/iu;

/** What the team says of its own words; undefined for anything else. */
export function understandWords(text: string): Intent | undefined {
  if (text.length > 300) return undefined;
  if (SHOW.test(text)) return { kind: "tool", name: "show_words", input: {} };
  const gone = FORGET.exec(text)?.[1];
  if (gone) return { kind: "tool", name: "forget_word", input: { said: gone.trim() } };
  const [, said, english] = TEACH.map((form) => form.exec(text)).find(Boolean) ?? [];
  if (!said || !english) return undefined;
  return { kind: "tool", name: "teach_word", input: { said: said.trim(), english: english.trim() } };
}
