import type { ModelMessage, TextBlock } from "../../ports.ts";
import type { Side } from "./intent.ts";

/** A tool that has run in this turn, whoever proposed it. */
export type Done = { name: string; input: unknown; data: Record<string, unknown>; said: string; failed: boolean };

export type TurnSoFar = {
  /** What the person wrote and nobody has answered yet. */
  words: string;
  /** What they wrote before that and what we said to it, oldest first. */
  exchanges: { heard: string; said: string }[];
  /** What we said last before it. */
  lastSaid: string;
  done: Done[];
  /** Tools proposed in this turn. */
  proposed: number;
};

/** Reads where a turn stands from its messages: what is asked, and what has been done about it. */
export function readTurn(messages: readonly ModelMessage[], side: Side): TurnSoFar {
  const start = startOf(messages);
  const before = messages.slice(0, Math.max(start, 0));
  const turn = messages.slice(Math.max(start, 0));
  const done = turn.flatMap((message, index) => (hasResults(message) ? resultsOf(message, turn[index - 1]) : []));
  const heardNow = turn.filter((message) => message.role === "user");
  const said = before.filter((message) => message.role === "assistant").map(textOf);
  return {
    words: heardNow
      .map((message) => wordsOf(message, side))
      .filter(Boolean)
      .join("\n"),
    exchanges: exchangesOf(before, side),
    lastSaid: said.at(-1) ?? "",
    done,
    proposed: turn.flatMap((message) => message.content.filter((block) => block.type === "tool_use")).length,
  };
}

function exchangesOf(before: readonly ModelMessage[], side: Side): TurnSoFar["exchanges"] {
  return before.flatMap((message, index) => {
    const next = before[index + 1];
    const said = next?.role === "assistant" ? textOf(next) : "";
    return message.role === "user" && !hasResults(message) ? [{ heard: wordsOf(message, side), said }] : [];
  });
}

/** The first of the messages in a row that nobody has answered. */
function startOf(messages: readonly ModelMessage[]): number {
  const isWords = (message: ModelMessage | undefined) => message?.role === "user" && !hasResults(message);
  let start = messages.findLastIndex((message) => isWords(message) && textOf(message) !== "");
  while (start > 0 && isWords(messages[start - 1])) start -= 1;
  return start;
}

const hasResults = (message: ModelMessage) => message.content.some((block) => block.type === "tool_result");

const texts = (message: ModelMessage | undefined) =>
  ((message?.content ?? []) as { type: string }[]).filter((block): block is TextBlock => block.type === "text");

const textOf = (message: ModelMessage | undefined) =>
  texts(message)
    .map((block) => block.text)
    .join("\n")
    .trim();

/** Slack's history puts the writer's name before the words. */
const WRITER = /^\p{Lu}[\p{L}\p{M}.'-]*(?: \p{L}[\p{L}\p{M}.'-]*){0,3}: /u;

function wordsOf(message: ModelMessage | undefined, side: Side): string {
  return texts(message)
    .map(({ text }) => (side === "team" ? text.replace(WRITER, "").replace(/<@[^>]{1,40}>/g, " ") : text).trim())
    .filter(Boolean)
    .join("\n");
}

function resultsOf(message: ModelMessage, proposal: ModelMessage | undefined): Done[] {
  return message.content.flatMap((block) => {
    if (block.type !== "tool_result") return [];
    const use = proposal?.content.find((one) => one.type === "tool_use" && one.id === block.tool_use_id);
    const data = readData(block.content);
    return [
      {
        name: use?.type === "tool_use" ? use.name : "",
        input: use?.type === "tool_use" ? use.input : undefined,
        data,
        said: typeof data.said === "string" ? data.said : "",
        failed: block.is_error === true,
      },
    ];
  });
}

function readData(content: string): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(content);
    return typeof data === "object" && data !== null && !Array.isArray(data) ? (data as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
