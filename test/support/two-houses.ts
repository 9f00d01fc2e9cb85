import { randomUUID } from "node:crypto";
import type { Ask, ToolUseBlock } from "../../src/core/ports.ts";
import { furnishHouse, type House } from "./houses.ts";
import { openOffice, SATURDAY } from "./office.ts";
import { type Change, changesBetween, readRows } from "./rows.ts";

/** A turn takes eight answers; the last one only says something. */
const ANSWERS = 7;
const CALLS_AN_ANSWER = 16;
const CALLS_A_TURN = ANSWERS * CALLS_AN_ANSWER;

export type Call = { name: string; input: unknown };
export type Who = "asha" | "director";

const DAY_MS = 24 * 60 * 60_000;
/** Friday 27 November 2026, 14:00 IST. */
const FRIDAY = new Date(SATURDAY.getTime() + 6 * DAY_MS + 4 * 60 * 60_000);

/** Two houses that know nothing of each other, in one database; what the model of the first does is played by the test. */
export async function openTwoHouses() {
  const waiting: Call[] = [];
  const results: string[] = [];
  let answers = 0;
  const ask: Ask = async ({ messages }) => {
    for (const block of messages.at(-1)?.content ?? []) if (block.type === "tool_result") results.push(block.content);
    const calls = answers < ANSWERS ? waiting.splice(0, CALLS_AN_ANSWER) : [];
    answers += 1;
    if (calls.length === 0) return { content: [{ type: "text", text: "Done." }], stopReason: "end_turn" };
    const content = calls.map(
      ({ name, input }): ToolUseBlock => ({ type: "tool_use", id: `toolu_${randomUUID()}`, name, input }),
    );
    return { content, stopReason: "tool_use" };
  };
  const office = await openOffice({ ask });
  const a = await furnishHouse(office.db, { name: "alder", friday: FRIDAY });
  const b = await furnishHouse(office.db, { name: "birch", friday: FRIDAY });

  const from = (who: Who) => ({
    channel: who === "asha" ? ("whatsapp" as const) : ("slack" as const),
    platform: "web" as const,
    account: a.name,
    conversationKey: who === "asha" ? a.phones.asha : a.threads.first,
    sender: { address: who === "asha" ? a.phones.asha : `${a.name}-director` },
    sentAt: SATURDAY.toISOString(),
    providerEventId: randomUUID(),
  });

  /** Lets the model of one turn after the other make these calls, on behalf of one person of the first house. */
  const play = async (who: Who, calls: Call[], beforeEach = async () => {}): Promise<Played> => {
    await beforeEach();
    const before = await readRows(office.db);
    const lettersBefore = office.letters.length;
    for (let done = 0; done < calls.length; done += CALLS_A_TURN) {
      waiting.push(...calls.slice(done, done + CALLS_A_TURN));
      answers = 0;
      await beforeEach();
      const text = "please see to it";
      await office.ingest([
        { ...from(who), kind: "message", text, media: [], mentioned: true, direct: who === "asha" },
      ]);
      await office.settle();
    }
    return {
      results: results.splice(0),
      letters: office.letters.slice(lettersBefore).map((letter) => JSON.stringify(letter)),
      changes: changesBetween(before, await readRows(office.db)),
    };
  };
  const tap = async (who: Who, actionId: string): Promise<Played> => {
    const before = await readRows(office.db);
    const lettersBefore = office.letters.length;
    await office.ingest([{ ...from(who), kind: "action", actionId }]);
    await office.settle();
    return {
      results: [],
      letters: office.letters.slice(lettersBefore).map((letter) => JSON.stringify(letter)),
      changes: changesBetween(before, await readRows(office.db)),
    };
  };
  return { office, a, b, play, tap, close: () => office.close() };
}
export type TwoHouses = Awaited<ReturnType<typeof openTwoHouses>>;

export type Played = {
  /** What the model was told. */
  results: string[];
  /** What was sent, whole. */
  letters: string[];
  changes: Change[];
};

/** Changes in rows of a house. */
export const changesOf = ({ workspaceId }: House, changes: Change[]) =>
  changes.filter(({ before, after }) => {
    const row = after ?? before;
    return row?.workspace_id === workspaceId || row?.id === workspaceId;
  });

/** Rows of one house that carry an id of the other. */
export function pointingInto(house: House, other: House, changes: Change[]): Change[] {
  const ids = idsOf(other);
  return changesOf(house, changes).filter(({ after }) => {
    const row = JSON.stringify(after ?? {});
    return ids.some((id) => row.includes(id));
  });
}

/** Every id that a house has, whoever may use it. */
export const idsOf = (house: House): string[] => [
  ...new Set(JSON.stringify(house).match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g)),
];

/** Which of the marks were told, sent or stored. */
export function marksIn({ results, letters, changes }: Played, marks: string[]): string[] {
  const told = [...results, ...letters, ...changes.map((change) => JSON.stringify(change.after ?? {}))];
  return marks.filter((mark) => told.some((text) => text.includes(mark)));
}

/** What of it one person's model was told, and what stands in that person's conversation. */
export function heardBy({ a }: TwoHouses, who: Who, { results, letters, changes }: Played): Played {
  const key = who === "asha" ? a.phones.asha : a.threads.first;
  const id = who === "asha" ? a.conversations.phoneAsha : a.conversations.thread1;
  return {
    results,
    letters: letters.filter((letter) => letter.includes(`"conversationKey":"${key}"`)),
    changes: changes.filter(({ after }) => after?.conversation_id === id && after?.text !== undefined),
  };
}
