/** The one reader of what may be let go of a brief: "without the city", "any language is fine", "umar se farak nahin". */

const FIELDS = [
  ...["usage", "exclusivity", "age", "height", "rate", "budget", "language", "city", "union", "date", "skill"],
  "gender",
] as const;
export type LetGo = (typeof FIELDS)[number];

const NAMED = `(${FIELDS.join("|")}|cities)s?`;
const THE = "(?:the\\s{1,3}|a\\s{1,3})?";
const LIMIT = "(?:\\s{1,3}(?:filter|limit))?";
const DROP =
  "drop|remove|forget|ignore|without|relax|skip|leave out|no|any|hatao|koi bhi|konta(?:hi|pan)?|ke bina|don['’]?t care about";
const MATTERS =
  "(?:does ?n[o'’]?t|won['’]?t) matter|no bar|(?:is |are )?(?:not important|flexible|open|relaxed)|hatao|hata do|chhod do|chodo|ke bina|se farak nahin?";
const FORMS = [
  `\\b(?:${DROP})\\s{1,3}${THE}${NAMED}\\b${LIMIT}(?:\\s{0,2}(?:,|and|or|aur)\\s{1,3}${THE}${NAMED}\\b${LIMIT})?`,
  `\\b${NAMED}${LIMIT}\\s{1,3}(?:${MATTERS})\\b`,
].map((form) => new RegExp(form, "gi"));

/** The fields that a text in Latin letters lets go, and what else it says. Never throws. */
export function readLetGo(text: string): { fields: Set<LetGo>; rest: string } {
  const fields = new Set<LetGo>();
  const rest = FORMS.reduce(
    (left, form) =>
      left.replace(form, (_, ...named: unknown[]) => {
        const said = named.map((one) => String(one).toLowerCase().replace("cities", "city"));
        for (const field of FIELDS) if (said.includes(field)) fields.add(field);
        return " ";
      }),
    text,
  );
  return { fields, rest };
}

const LONGEST_ALONE = 120;
const ASKS = /^\W*(?:is|are|will|does)\b/i;
const COURTESY =
  /\b(?:ok|okay|yes|yeah|haan|fine|then|please|let['’]?s|we|you|can|try|search|look|do|again|and|aur|is|are|will|be|good|works|chalega|chalegi|chalel)\b/gi;

/** True for words that let something go and say nothing else: the answer to which filter to relax. */
export function onlyLetsGo(text: string): boolean {
  if (text.length > LONGEST_ALONE || ASKS.test(text)) return false;
  const { fields, rest } = readLetGo(text);
  return fields.size > 0 && !/[\p{L}\p{N}]/u.test(rest.replace(COURTESY, " "));
}
