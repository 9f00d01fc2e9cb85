import type { Language } from "../../src/core/messages/message.ts";
import { words } from "../../src/core/messages/wording.ts";
import { readMenu } from "./read-menu.ts";

export const LANGUAGES = ["en", "hinglish", "hi", "mr"] as const satisfies Language[];

type Reply = { id: string; title: string };
type Row = Reply & { description?: string };
type Parameter = { type: string; text?: string; payload?: string };
type Component = { type: string; parameters: Parameter[] };
type Template = { name: string; components: Component[] };

/** A message as Meta's API takes it, as far as a phone shows it. */
export type CloudMessage = {
  to: string;
  type: string;
  biz_opaque_callback_data?: string;
  text?: { body: string };
  interactive?: { body: { text: string }; action: { buttons?: { reply: Reply }[]; sections?: { rows: Row[] }[] } };
  template?: Template;
};

/** What a choice is to who reads it. */
export type Meaning =
  | "time"
  | "other_time"
  | "cancel"
  | "sure"
  | "free"
  | "not_free"
  | "accept"
  | "decline"
  | "come"
  | "will_send"
  | "will_not_send"
  | "consent"
  | "no_consent"
  | "unknown";
export type Option = {
  id: string;
  label: string;
  meaning: Meaning;
  interactive: "button_reply" | "list_reply" | "template" | "number";
};
export type PhoneMessage = {
  id: string;
  at: Date;
  to: string;
  channel: "whatsapp" | "sms";
  /** Our own id of it; only the last part of a long message has one. */
  outboxId: string | undefined;
  template: string | undefined;
  text: string;
  options: Option[];
};

const labels = (say: (language: Language) => string) => new Set(LANGUAGES.map(say));
const MEANINGS: [Set<string>, Meaning][] = [
  [labels((language) => words(language).otherTimeLabel()), "other_time"],
  [labels((language) => words(language).cancelLabel()), "cancel"],
  [labels((language) => words(language).cancelSureLabel()), "sure"],
  [labels((language) => words(language).freeLabel()), "free"],
  [labels((language) => words(language).notFreeLabel()), "not_free"],
  [labels((language) => words(language).acceptLabel()), "accept"],
  [labels((language) => words(language).declineLabel()), "decline"],
  [labels((language) => words(language).comeLabel()), "come"],
  [labels((language) => words(language).tapeYesLabel()), "will_send"],
  [labels((language) => words(language).tapeNoLabel()), "will_not_send"],
  [labels((language) => words(language).consentLabel()), "consent"],
  [labels((language) => words(language).noConsentLabel()), "no_consent"],
];
export const CLOCK = /\b(\d{1,2}):(\d{2}) ([ap])m\b/i;

function meaningOf(label: string): Meaning {
  const known = MEANINGS.find(([all]) => all.has(label));
  return known?.[1] ?? (CLOCK.test(label) ? "time" : "unknown");
}

/** What the person sees. */
export function readWhatsApp(message: CloudMessage, { id, at }: { id: string; at: Date }): PhoneMessage {
  const { to, type, text, interactive, template, biz_opaque_callback_data: outboxId } = message;
  const common = { id, at, to: `+${to}`, channel: "whatsapp" as const, outboxId, template: template?.name };
  if (type === "template" && template) return { ...common, ...readTemplate(template) };
  const { buttons = [], sections = [] } = interactive?.action ?? {};
  const options = [
    ...buttons.map(({ reply }) => option(reply.id, reply.title, "button_reply")),
    ...sections.flatMap(({ rows }) => rows.map((row) => optionOf(row))),
  ];
  return { ...common, text: text?.body ?? interactive?.body.text ?? "", options };
}

/** What comes over Twilio: the words, with numbers in place of buttons. */
export function readSms(form: URLSearchParams, { id, at }: { id: string; at: Date }): PhoneMessage {
  const { text, choices } = readMenu(form.get("Body") ?? "");
  const callback = form.get("StatusCallback");
  return {
    id,
    at,
    to: form.get("To") ?? "",
    channel: "sms",
    outboxId: callback ? (new URL(callback).searchParams.get("o") ?? undefined) : undefined,
    template: undefined,
    text,
    options: choices.map((one) => option(one.id, one.label, "number")),
  };
}

const option = (id: string, label: string, interactive: Option["interactive"]): Option => ({
  id,
  label,
  meaning: meaningOf(label),
  interactive,
});

/** A label that does not fit a row's title is whole in its description. */
function optionOf({ id, title, description = "" }: Row): Option {
  const byTitle = option(id, title, "list_reply");
  return byTitle.meaning === "unknown" && description ? option(id, description, "list_reply") : byTitle;
}

/** Why Meta would not take it: buttons for a template that was approved without any. */
export function refusal({ template }: CloudMessage): string | undefined {
  const buttons = template?.components.some((one) => one.type === "button");
  return buttons && template?.name !== "castmatch_invitation" ? `${template?.name} has no buttons` : undefined;
}

/** An invitation's buttons have words of their own: the times of its last line in order, and then "another time". */
function readTemplate({ name, components }: Template): Pick<PhoneMessage, "text" | "options"> {
  const lines = components
    .filter((one) => one.type === "body")
    .flatMap((one) => one.parameters.map(({ text = "" }) => text));
  const payloads = components
    .filter((one) => one.type === "button")
    .flatMap((one) => one.parameters.map((of) => of.payload ?? ""));
  if (name !== "castmatch_invitation") {
    const { text, choices } = readMenu(lines.join("\n"));
    return { text, options: choices.map(({ id, label }) => option(id, label, "number")) };
  }
  const times = (lines.at(-1) ?? "").split(";").map((time) => time.trim());
  const all = [...new Set(payloads)];
  const options = all.map((id, place): Option => {
    const last = place === all.length - 1;
    const label = last ? "" : (times[place] ?? "");
    return { id, label, meaning: last ? "other_time" : "time", interactive: "template" };
  });
  return { text: lines.join("\n"), options };
}
