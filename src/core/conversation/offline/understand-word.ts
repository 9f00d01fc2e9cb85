import { type Casting, people, START, tool } from "./casting-form.ts";

const WHO = '(?<who>(?!(?:me|us)\\b)[^:,;?!“”"]{2,80}?)';
const TEXT = "(?<text>\\S.{1,1999})$";

/** "tell Asha to bring a saree", "let Asha and Bela know that parking is free", "reply to Asha: yes", "Asha ko bolo ki …". */
const FORMS = [
  new RegExp(`${START}(?:tell|inform|remind|ask)\\s+${WHO}\\s*(?:[:,]|\\s(?<as>to|that))\\s*${TEXT}`, "isu"),
  new RegExp(`${START}let\\s+${WHO}\\s+know\\s*(?:[:,]|\\sthat\\s|\\s)\\s*${TEXT}`, "isu"),
  new RegExp(
    `${START}(?:write|message|text|reply|answer|say)\\s+(?:back\\s+)?(?:to\\s+)?${WHO}\\s*[:,]\\s*${TEXT}`,
    "isu",
  ),
  new RegExp(
    `^\\W*${WHO}\\s+ko\\s+(?:bolo|bol do|boliye|batao|bata do|bataiye|keh do|kaho|likho|likh do|message karo)\\b\\s*(?:[:,]|ki\\s)?\\s*${TEXT}`,
    "isu",
  ),
  new RegExp(
    `^\\W*${WHO}\\s+को\\s+(?:बोलो|बोलिए|बताओ|बता दो|बताइए|कहो|कहिए|लिखो|लिखिए)\\s*(?:[:,]|कि\\s)?\\s*${TEXT}`,
    "isu",
  ),
  new RegExp(`^\\W*${WHO}\\s*ला\\s+(?:सांगा|सांग|कळवा|लिहा)\\s*(?:[:,]|की\\s)?\\s*${TEXT}`, "isu"),
];

const EVERYBODY =
  /^(?:them|everyone|everybody|all|all of them|them all|sab|sabhi|sab logon|सब|सभी|सब लोगों|सगळ्यां|सर्वां)$/iu;

/** What the team wants said to talent in words of its own. */
export function understandWord(text: string): Casting | undefined {
  for (const form of FORMS) {
    const { who = "", as, text: said = "" } = form.exec(text)?.groups ?? {};
    const to = EVERYBODY.test(who.trim()) ? { all: true } : people(who);
    if (to) return tool("write_to_candidate", { ...to, text: sentence(as === "to" ? `please ${said}` : said) });
  }
  return undefined;
}

/** As it is said to them: quotation marks off, a capital, an end. */
function sentence(said: string): string {
  const bare = said.replace(/^[\s"“”']+|[\s"“”']+$/gu, "");
  const ended = /[.!?।…\p{Script=Devanagari}\p{M}]$/u.test(bare) ? bare : `${bare}.`;
  return ended.charAt(0).toLocaleUpperCase("en") + ended.slice(1);
}
