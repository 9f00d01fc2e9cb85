import { about, type Casting, type Form, firstOf, START, tool } from "./casting-form.ts";

const LONGEST = 160;
const all = () => tool("show_reliability", {});

const FORMS: Form[] = [
  {
    form: new RegExp(
      `${START}(?:show\\s+(?:me\\s+|us\\s+)?)?(?:the\\s+|our\\s+)?(?:reliability|no-?show (?:record|figures|history))(?:\\s+figures)?(?:\\s+(?:of|for)\\s+(?<who>.{1,100}?))?\\W*$`,
      "iu",
    ),
    read: ({ who }) => (who ? about("show_reliability", who) : all()),
  },
  {
    form: /^\W*how (?:reliable|punctual) (?:is|are|was|were) (?<who>.{1,100}?)\W*$/iu,
    read: ({ who }) =>
      /^(?:we|they|people|talent|everyone)$/iu.test(who ?? "") ? all() : about("show_reliability", who),
  },
  {
    form: /^\W*how (?:long|much) (?:do|did|does) (?:people|talent|they|everyone|actors) (?:have to )?wait\W*$/iu,
    read: all,
  },
  {
    form: /^\W*how many (?:no-?shows?|late cancellations)(?: (?:were there|do we have|did we have|so far))*\W*$/iu,
    read: all,
  },
];

/** "how reliable is Tara?", "reliability of Tara and Uma", "how long did people wait?" */
export const understandReliability = (text: string): Casting | undefined =>
  text.length <= LONGEST ? firstOf(FORMS, text.trim()) : undefined;
