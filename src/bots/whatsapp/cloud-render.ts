/**
 * Meta's message types (Cloud API reference, messages). A text is at most 4,096 characters; with buttons or a list 1,024,
 * so a longer one goes ahead as text of its own. Up to three choices are buttons when every label fits one; otherwise they
 * are rows of lists of ten, where a label that does not fit a title is whole in the row's description.
 */
import type { Language, Letter } from "../../core/messages/message.ts";
import { cutText, splitText } from "../cut-text.ts";
import { languageOf, type NumberedChoice, numbered } from "../number-menu.ts";
import { type FilledTemplate, fillTemplate, TEMPLATE_LANGUAGE } from "./template.ts";

const TEXT = 4_096;
const BODY = 1_024;
const CAPTION = 1_024;
const MOST_BUTTONS = 3;
const BUTTON_TITLE = 20;
const MOST_ROWS = 10;
const ROW_TITLE = 24;
const ROW_DESCRIPTION = 72;

/** A message of Meta's without its recipient. */
export type CloudPart =
  | { type: "text"; text: { body: string; preview_url: false } }
  | { type: "image"; image: { link: string; caption?: string } }
  | { type: "interactive"; interactive: Interactive }
  | { type: "template"; template: object };

type Image = { link: string };
type Interactive = {
  type: "button" | "list";
  header?: { type: "image"; image: Image };
  body: { text: string };
  action: object;
};

const OPEN_LIST: Record<Language, string> = { en: "Choose", hinglish: "Chunein", hi: "चुनें", mr: "निवडा" };

/** The messages a letter becomes, in order: a message for each card with choices, a template once the window is closed. */
export function renderCloud(
  { outgoing, windowOpen }: Pick<Letter, "outgoing" | "windowOpen">,
  { publicUrl }: { publicUrl: string },
): CloudPart[] {
  if (!windowOpen) return [templatePart(fillTemplate(outgoing))];
  const open = OPEN_LIST[languageOf(outgoing)];
  const parts: CloudPart[] = [];
  let words: string[] = [];
  const flush = () => {
    parts.push(...textParts(words.join("\n\n")));
    words = [];
  };
  for (const part of numbered(outgoing)) {
    const image = imageOf(part.image?.url, publicUrl);
    if (part.choices.length === 0 && !image) {
      if (part.text) words.push(part.text);
    } else if (part.choices.length === 0 && image) {
      flush();
      parts.push(...imageParts(part.text, image));
    } else if (image) {
      flush();
      parts.push(...choiceParts(part.text, { choices: part.choices, image, open }));
    } else {
      const text = [...words, part.text].filter(Boolean).join("\n\n");
      words = [];
      parts.push(...choiceParts(text, { choices: part.choices, open }));
    }
  }
  flush();
  return parts;
}

const textParts = (text: string): CloudPart[] =>
  splitText(text, TEXT).map((body) => ({ type: "text", text: { body, preview_url: false } }));

function imageParts(text: string, image: Image): CloudPart[] {
  const [caption, ...rest] = splitText(text, CAPTION);
  return [
    { type: "image", image: { ...image, ...(caption && { caption }) } },
    ...rest.flatMap((more) => textParts(more)),
  ];
}

type Offer = { choices: NumberedChoice[]; image?: Image; open: string };

function choiceParts(text: string, { choices, image, open }: Offer): CloudPart[] {
  const pieces = splitText(text, BODY);
  const before = textParts(pieces.slice(0, -1).join("\n"));
  const body = pieces.at(-1) ?? rangeOf(choices);
  if (fitButtons(choices)) {
    return [...before, interactive({ ...buttons(choices), body: { text: body }, ...(image && header(image)) })];
  }
  const lists = chunks(choices).map((rows, index) =>
    interactive({ ...list(rows, open), body: { text: index === 0 ? body : rangeOf(rows) } }),
  );
  return [...(image ? [{ type: "image", image } as const] : []), ...before, ...lists];
}

const interactive = (of: Interactive): CloudPart => ({ type: "interactive", interactive: of });
const header = (image: Image) => ({ header: { type: "image", image } as const });

const fitButtons = (choices: NumberedChoice[]) =>
  choices.length <= MOST_BUTTONS &&
  choices.every((choice) => choice.label.length <= BUTTON_TITLE) &&
  new Set(choices.map((choice) => choice.label)).size === choices.length;

const buttons = (choices: NumberedChoice[]) => ({
  type: "button" as const,
  action: {
    buttons: choices.map((choice) => ({ type: "reply", reply: { id: choice.actionId, title: titleOf(choice) } })),
  },
});

const list = (choices: NumberedChoice[], open: string) => ({
  type: "list" as const,
  action: { button: open, sections: [{ rows: choices.map(rowOf) }] },
});

function rowOf(choice: NumberedChoice) {
  const title = titleOf(choice);
  const description = ((title === choice.label ? choice.description : choice.label) ?? "").trim();
  return {
    id: choice.actionId,
    title: cutText(title, ROW_TITLE),
    ...(description && { description: cutText(description, ROW_DESCRIPTION) }),
  };
}

const titleOf = (choice: NumberedChoice) => cutText(choice.label.trim(), ROW_TITLE) || String(choice.position);

/** "11–14": what a list is called that has no words of its own. */
function rangeOf(choices: NumberedChoice[]): string {
  const first = choices[0]?.position;
  const last = choices.at(-1)?.position;
  return first === last ? `${first}` : `${first}–${last}`;
}

function chunks(choices: NumberedChoice[]): NumberedChoice[][] {
  const starts = Array.from({ length: Math.ceil(choices.length / MOST_ROWS) }, (_, index) => index * MOST_ROWS);
  return starts.map((start) => choices.slice(start, start + MOST_ROWS));
}

/** Meta fetches images itself, over https only. */
function imageOf(url: string | undefined, publicUrl: string): Image | undefined {
  if (!url) return undefined;
  const absolute = url.startsWith("/") ? `${publicUrl}${url}` : url;
  return absolute.startsWith("https://") ? { link: absolute } : undefined;
}

function templatePart({ name, language, variables, payloads }: FilledTemplate): CloudPart {
  const body = variables.map((text) => ({ type: "text", text: cutText(text, BODY) }));
  return {
    type: "template",
    template: {
      name: `castmatch_${name}`,
      language: { code: TEMPLATE_LANGUAGE[language] },
      components: [
        ...(body.length > 0 ? [{ type: "body", parameters: body }] : []),
        ...payloads.map((payload, index) => ({
          type: "button",
          sub_type: "quick_reply",
          index: String(index),
          parameters: [{ type: "payload", payload }],
        })),
      ],
    },
  };
}
