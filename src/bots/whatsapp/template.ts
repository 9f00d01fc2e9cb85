import { type Choice, type Language, type Outgoing, plainText, type Template } from "../../core/messages/message.ts";
import { languageOf, numberedText } from "../number-menu.ts";

/** Meta counts Hinglish as English: its templates are approved under `en`. */
export const TEMPLATE_LANGUAGE: Record<Language, "en" | "hi" | "mr"> = { en: "en", hi: "hi", mr: "mr", hinglish: "en" };

/** Quick replies of an approved template at most (Meta, template components). */
const MOST_BUTTONS = 10;

/** Buttons an approved template has, where that is fixed: an invitation's are three times and "another time". */
const BUTTONS: Partial<Record<Template["name"], number>> = { invitation: 4 };

export type FilledTemplate = {
  name: Template["name"];
  language: Language;
  /** Never empty, one line each: Meta refuses a variable with a line break, a tab or four spaces (132000, 132012). */
  variables: string[];
  /** The action behind each quick reply, in the order of the template's buttons. */
  payloads: string[];
};

/**
 * What is sent once the 24 h window is closed. A message without a template of its own goes as a `notice` with its words.
 * An invitation with fewer than three times repeats its last choice, "another time", up to the template's four buttons.
 */
export function fillTemplate(outgoing: Outgoing): FilledTemplate {
  const template = outgoing.template ?? noticeOf(outgoing);
  const choices: Choice[] = outgoing.template ? (outgoing.choices ?? []) : [];
  const payloads = choices.map((choice) => choice.actionId).slice(0, MOST_BUTTONS);
  const last = payloads.at(-1);
  const missing = (BUTTONS[template.name] ?? 0) - payloads.length;
  return {
    name: template.name,
    language: template.language,
    variables: template.variables.map(oneLine),
    payloads: last && missing > 0 ? [...payloads, ...Array<string>(missing).fill(last)] : payloads,
  };
}

const noticeOf = (outgoing: Outgoing): Template => ({
  name: "notice",
  language: languageOf(outgoing),
  variables: [numberedText(outgoing) || plainText(outgoing)],
});

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim() || "-";
