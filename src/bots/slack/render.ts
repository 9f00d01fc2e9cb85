import type { types } from "@slack/bolt";
import type { Block, Card, Choice, Outgoing } from "../../core/messages/message.ts";
import { cutEscaped, escaped, splitToEscape } from "./escape.ts";
import { publicImage } from "./image.ts";
import { OPENS_FORM } from "./modal.ts";
import { blockId } from "./place.ts";

/** https://docs.slack.dev/reference/block-kit/blocks and .../methods/chat.postMessage */
const SECTION = 3_000;
const BUTTON = 75;
const BUTTONS_A_ROW = 25;
const VALUE = 2_000;
const ALT = 2_000;
const BLOCKS_A_MESSAGE = 50;
/** No limit of Slack's: what a person reads in one piece. */
const CHARACTERS_A_MESSAGE = 12_000;
const FALLBACK = 4_000;
/** https://docs.slack.dev/reference/block-kit/blocks/table-block: one to a message, and no cell may be empty. */
const TABLE = { rows: 100, columns: 20 };

export type SlackMessage = { text: string; blocks: types.KnownBlock[] };
type Place = { publicUrl: string; conversationKey: string };
/** A block and its words, for notifications and screen readers. */
type Row = { block: types.KnownBlock; words: string };

/**
 * A message as Slack's blocks, in several messages where it has more than Slack takes in one. Words are plain text, in
 * which Slack knows no formatting; only a card's title is bold. An empty message has none.
 */
export function renderSlack(outgoing: Outgoing, { publicUrl, conversationKey }: Place): SlackMessage[] {
  const table = outgoing.blocks.find((block) => block.type === "card" && isTable(block.table));
  const groups = [
    ...outgoing.blocks.map((block) =>
      block === table || block.type === "text" ? rowsOf(block, publicUrl) : cardRows(withoutTable(block), publicUrl),
    ),
    outgoing.link ? [linked(outgoing.link)] : [],
    buttonRows(outgoing.choices ?? []),
  ];
  return pagesOf(groups).map((rows) => ({
    text: cutEscaped(
      rows
        .map(({ words }) => words)
        .filter(Boolean)
        .join("\n"),
      FALLBACK,
    ),
    blocks: rows.map(({ block }, index) =>
      block.type === "actions" ? { ...block, block_id: blockId(conversationKey, index) } : block,
    ),
  }));
}

/** The same message without pictures and tables, for when Slack could not fetch one or does not take the other. */
export const madePlain = ({ text, blocks }: SlackMessage): SlackMessage => ({
  text,
  blocks: blocks.flatMap((block): types.KnownBlock[] => {
    if (block.type === "table") return [inLines(block)];
    if (block.type !== "section") return [block];
    const { accessory: _, ...rest } = block;
    return [rest];
  }),
});

function rowsOf(block: Block, publicUrl: string): Row[] {
  return block.type === "text" ? splitToEscape(block.text, SECTION).map(plain) : cardRows(block, publicUrl);
}

const withoutTable = ({ table: _, ...card }: Card): Card => card;

const isTable = (rows: string[][] = []) =>
  rows.length > 1 &&
  rows.length <= TABLE.rows &&
  rows.every((row) => row.length > 1 && row.length <= TABLE.columns) &&
  escaped(wordsOf(rows)).length <= SECTION;

function tableRow(rows: string[][]): Row {
  const block: types.TableBlock = {
    type: "table",
    rows: rows.map((row) => row.map((cell) => ({ type: "raw_text", text: escaped(cell.trim() || "–") }))),
    column_settings: (rows[0] ?? []).map(() => ({ is_wrapped: true })),
  };
  return { block, words: wordsOf(rows) };
}

const wordsOf = (rows: string[][]) => rows.map((row) => row.join(" | ")).join("\n");

/** A table as a text of the same words, which are escaped and few enough already. */
const inLines = ({ rows }: types.TableBlock): types.SectionBlock => ({
  type: "section",
  text: {
    type: "plain_text",
    text: wordsOf(rows.map((row) => row.map((cell) => ("text" in cell ? cell.text : "")))),
    emoji: false,
  },
});

function cardRows({ title, lines, table, image, choices = [] }: Card, publicUrl: string): Row[] {
  const bare = title.replace(/[*_~`\s]+/g, " ").trim();
  const head = bare ? [bold(bare)] : [];
  const rows = [...head, ...(table ? [tableRow(table)] : splitToEscape(lines.join("\n"), SECTION).map(plain))];
  const url = image && publicImage(image.url, publicUrl);
  const beside = rows[head.length] ?? rows[0];
  if (url && beside?.block.type === "section") {
    beside.block.accessory = { type: "image", image_url: url, alt_text: cutEscaped(image.alt, ALT) };
  }
  return [...rows, ...buttonRows(choices)];
}

const bold = (words: string): Row => ({
  block: { type: "section", text: { type: "mrkdwn", text: `*${cutEscaped(words, SECTION - 2)}*`, verbatim: true } },
  words,
});

const linked = ({ label, url }: NonNullable<Outgoing["link"]>): Row => ({
  block: { type: "section", text: { type: "mrkdwn", text: `*<${url}|${escaped(label)}>*`, verbatim: true } },
  words: `${label}: ${url}`,
});

const plain = (words: string): Row => ({
  block: { type: "section", text: { type: "plain_text", text: escaped(words), emoji: false } },
  words,
});

const buttonRows = (choices: Choice[]): Row[] =>
  chunks(choices, BUTTONS_A_ROW).map((row) => ({
    block: { type: "actions", elements: row.map(button) },
    words: row.map(({ label }) => label).join(" · "),
  }));

const button = ({ actionId, label, style, opens }: Choice): types.Button => ({
  type: "button",
  action_id: `${opens ? OPENS_FORM : "castmatch:"}${actionId}`.slice(0, 255),
  value: actionId.slice(0, VALUE),
  text: { type: "plain_text", text: cutEscaped(label, BUTTON), emoji: false },
  ...(style && { style }),
});

/** Whole cards to a message, as many as fit; only what is too large for one message is divided. */
function pagesOf(groups: Row[][]): Row[][] {
  const pages: Row[][] = [];
  let page: Row[] = [];
  let characters = 0;
  const turn = () => {
    if (page.length > 0) pages.push(page);
    [page, characters] = [[], 0];
  };
  for (const group of groups) {
    const size = charactersOf(group);
    if (page.length + group.length > BLOCKS_A_MESSAGE || characters + size > CHARACTERS_A_MESSAGE) turn();
    for (const row of group) {
      if (page.length === BLOCKS_A_MESSAGE || characters + row.words.length > CHARACTERS_A_MESSAGE) turn();
      page.push(row);
      characters += row.words.length;
    }
  }
  turn();
  return pages;
}

const charactersOf = (rows: Row[]) => rows.reduce((sum, { words }) => sum + words.length, 0);

const chunks = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
