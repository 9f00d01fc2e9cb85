/**
 * Where a platform has no buttons, a choice is a number. The numbers count every choice of the message, those of its
 * cards first and then its own: the order in which `actions.position` counts them.
 */
import type { Choice, Language, Outgoing } from "../core/messages/message.ts";

/** A number is asked for and no word: Twilio takes CANCEL and STOP for opt-out and YES for opt-in. */
const ASK: Record<Language, (position: number, label: string) => string> = {
  en: (position, label) => `Reply ${position} for ${label}`,
  hinglish: (position, label) => `${label} ke liye ${position} bhejein`,
  hi: (position, label) => `${label}: ${position} भेजें`,
  mr: (position, label) => `${label}: ${position} पाठवा`,
};

export type NumberedChoice = Choice & { position: number };
export type NumberedPart = { text: string; image?: { url: string; alt: string }; choices: NumberedChoice[] };

/** The message as a text with its choices, and its cards' texts with theirs, in order and numbered throughout. */
export function numbered(outgoing: Outgoing): NumberedPart[] {
  let position = 0;
  const count = (choices: Choice[] = []) => choices.map((choice) => ({ ...choice, position: ++position }));
  const parts: NumberedPart[] = outgoing.blocks.map((block) =>
    block.type === "text"
      ? { text: block.text, choices: [] }
      : {
          text: [block.title, ...block.lines].filter((line) => line.trim()).join("\n"),
          ...(block.image && { image: block.image }),
          choices: count(block.choices),
        },
  );
  const own = count(outgoing.choices);
  if (own.length === 0) return parts;
  const last = parts.at(-1);
  if (!last || last.choices.length > 0) return [...parts, { text: "", choices: own }];
  return [...parts.slice(0, -1), { ...last, choices: own }];
}

/** The words of a message with "Reply 1 for …" below each part that has choices. */
export function numberedText(outgoing: Outgoing): string {
  const ask = ASK[languageOf(outgoing)];
  return numbered(outgoing)
    .map(({ text, choices }) =>
      [text, ...choices.map((one) => ask(one.position, one.label))].filter(Boolean).join("\n"),
    )
    .filter(Boolean)
    .join("\n\n");
}

/** "Reply 1 for …", a line for each of a message's own choices. */
export const numberedChoices = (choices: Choice[], language: Language) =>
  choices.map(({ label }, index) => ASK[language](index + 1, label));

/** The language the message says it is in, else what its letters show. */
export function languageOf(outgoing: Outgoing): Language {
  if (outgoing.template) return outgoing.template.language;
  const devanagari = outgoing.blocks.some((block) =>
    /[\u0900-\u097f]/.test(block.type === "text" ? block.text : block.lines.join(" ")),
  );
  return devanagari ? "hi" : "en";
}
