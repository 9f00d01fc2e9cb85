import { type Choice, type Language, type Outgoing, plainText, type Template } from "../../core/messages/message.ts";
import { languageOf, numberedChoices, numberedText } from "../number-menu.ts";

/** Meta counts Hinglish as English: its templates are approved under `en`. */
export const TEMPLATE_LANGUAGE: Record<Language, "en" | "hi" | "mr"> = { en: "en", hi: "hi", mr: "mr", hinglish: "en" };

/** Quick replies that each approved template has: an invitation's are three times and "another time". Meta refuses others. */
const BUTTONS: Record<Template["name"], number> = { invitation: 4, reminder: 0, notice: 0 };

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
 * A notice has no buttons: its choices are numbers, after its words. An invitation with fewer than three times repeats its
 * last choice, "another time", up to the template's four buttons.
 */
export function fillTemplate(outgoing: Outgoing): FilledTemplate {
  const template = outgoing.template ?? noticeOf(outgoing);
  const { name, language } = template;
  const choices: Choice[] = outgoing.template ? (outgoing.choices ?? []) : [];
  const payloads = choices.map((choice) => choice.actionId).slice(0, BUTTONS[name]);
  const last = payloads.at(-1);
  return {
    name,
    language,
    variables: (name === "notice" ? withMenu(template, choices) : template.variables).map(oneLine),
    payloads: last ? [...payloads, ...Array<string>(BUTTONS[name] - payloads.length).fill(last)] : payloads,
  };
}

/** Numbers after the words, on the one line that a variable may have. */
const withMenu = ({ variables, language }: Template, choices: Choice[]) =>
  choices.length > 0
    ? [...variables.slice(0, -1), [...variables.slice(-1), ...numberedChoices(choices, language)].join(" · ")]
    : variables;

const noticeOf = (outgoing: Outgoing): Template => ({
  name: "notice",
  language: languageOf(outgoing),
  variables: [numberedText(outgoing) || plainText(outgoing)],
});

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim() || "-";
