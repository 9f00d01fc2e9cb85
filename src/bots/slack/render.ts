import type { types } from "@slack/bolt";
import type { Block, Choice, Outgoing } from "../../core/messages/message.ts";
import { plainText } from "../../core/messages/message.ts";
import { cutText, splitText } from "../cut-text.ts";

const SECTION = 3_000;
const BUTTON = 75;
const BUTTONS_A_ROW = 25;
const BLOCKS = 50;
const FALLBACK = 3_900;
const ALT = 1_900;

export type SlackMessage = { text: string; blocks: types.KnownBlock[] };

/** A message as Slack's blocks, in several messages where it has more than Slack takes in one. */
export function renderSlack(outgoing: Outgoing, publicUrl: string): SlackMessage[] {
  const rows = [
    ...outgoing.blocks.flatMap((block) => blocksOf(block, publicUrl)),
    ...buttonRows(outgoing.choices ?? []),
  ];
  const pages = rows.length === 0 ? [[]] : chunks(rows, BLOCKS);
  const text = escape(cutText(plainText(outgoing), FALLBACK)) || " ";
  return pages.map((blocks, index) => ({ text: index === 0 ? text : "…", blocks }));
}

function blocksOf(block: Block, publicUrl: string): types.KnownBlock[] {
  if (block.type === "text") return splitText(escape(block.text), SECTION).map((text) => section(text));
  const [head = "", ...rest] = splitText(`*${bold(block.title)}*\n${block.lines.map(escape).join("\n")}`, SECTION);
  const image = block.image && reachable(block.image.url, publicUrl) ? block.image : undefined;
  return [
    {
      ...section(head || " "),
      ...(image && {
        accessory: { type: "image" as const, image_url: image.url, alt_text: cutText(image.alt, ALT) || "portrait" },
      }),
    },
    ...rest.map((text) => section(text)),
    ...buttonRows(block.choices ?? []),
  ];
}

const section = (text: string): types.SectionBlock => ({
  type: "section",
  text: { type: "mrkdwn", text: text || " ", verbatim: true },
});

const buttonRows = (choices: Choice[]): types.KnownBlock[] =>
  chunks(choices, BUTTONS_A_ROW).map((row) => ({
    type: "actions" as const,
    elements: row.map((choice) => ({
      type: "button" as const,
      action_id: `castmatch:${choice.actionId}`.slice(0, 255),
      value: choice.actionId,
      text: { type: "plain_text" as const, text: cutText(choice.label, BUTTON) || "…", emoji: false },
      ...(choice.style && { style: choice.style }),
    })),
  }));

/** Slack fetches pictures itself: from this machine alone it cannot. */
function reachable(url: string, publicUrl: string): boolean {
  if (!/^https?:\/\//.test(url) || url.length > 3_000) return false;
  return !(/^https?:\/\/(127\.|localhost|\[::1\])/.test(url) && url.startsWith(publicUrl));
}

/** What people wrote stays text: no mention, no channel call, no link can come of it. */
export const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const bold = (text: string) => escape(text.replace(/[*\n]/g, " "));

function chunks<T>(list: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
