/** Scripts in which briefs come and of which no word is known here. */
const SCRIPTS: [string, RegExp][] = [
  ["Tamil", /\p{Script=Tamil}/u],
  ["Telugu", /\p{Script=Telugu}/u],
  ["Kannada", /\p{Script=Kannada}/u],
  ["Malayalam", /\p{Script=Malayalam}/u],
  ["Bengali", /\p{Script=Bengali}/u],
  ["Gujarati", /\p{Script=Gujarati}/u],
  ["Punjabi", /\p{Script=Gurmukhi}/u],
  ["Odia", /\p{Script=Oriya}/u],
  ["Arabic or Urdu", /\p{Script=Arabic}/u],
  ["Chinese or Japanese", /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
];

/** What to say of the words in a script that is not read. */
export const sayUnread = (text: string): string[] =>
  SCRIPTS.filter(([, script]) => script.test(text)).map(
    ([name]) => `what is in ${name} letters: I read English, Hindi, Marathi and Hinglish`,
  );
