/**
 * What so many people talking at once need, from what one process was measured to do. `npm run scaling` writes the table into
 * docs/scaling.md. A figure comes from the row of bench/RESULTS.md that begins with its name; where there is none, from a
 * measurement of the parts alone, and the table says so.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const RESULTS = new URL("./RESULTS.md", import.meta.url);
const DOC = new URL("../docs/scaling.md", import.meta.url);
const [BEGIN, END] = ["<!-- scaling: begin -->", "<!-- scaling: end -->"];

/** Until it is measured: the parts alone, measured once on two cores (PostgreSQL 15, Redis 7, Node 24), or an estimate. */
const FIGURES = {
  "acknowledgements per second, one process": {
    parts: 10_200,
    note: "the parts alone: signature, grouped durable insert",
  },
  "turns per second, one process": {
    parts: 4_500,
    note: "the parts alone: in, claimed, replied, out, all durable; model at zero",
  },
  "calls to Claude in flight, one process": { parts: 1_000, note: "the parts alone: stock SDK, 1.5 s streams" },
  "KB per call to Claude in flight": { parts: 390, note: "the parts alone: stock SDK" },
  "CPU ms per call to Claude": { parts: 1.5, note: "the parts alone: stock SDK" },
  "SQL statements per turn": { parts: 20, note: "an estimate" },
  "ms per SQL statement": { parts: 0.173, note: "the parts alone: insert and commit" },
  "Redis commands per turn": { parts: 6, note: "an estimate" },
  "KB per listener": { parts: 17, note: "the parts alone: one encoded buffer for all" },
} satisfies Record<string, { parts: number; note: string }>;
type Figure = keyof typeof FIGURES;
export type Measured = Record<Figure, { value: number; from: "measured" | "parts"; note: string }>;

/** What is assumed of people and platforms, not measured. */
const ASSUMED = {
  people: 20_000,
  messagesPerMinute: 1,
  peak: 3,
  callsPerTurn: 2,
  secondsPerCall: 1.5,
  receiptsPerSend: 3,
  kilobytesPerMessage: 6,
  hoursPerDay: 8,
  /** Of what a process or server can do, so much is planned for. */
  use: 0.5,
};

/** The figures of a RESULTS.md: a row of a table that begins with the figure's name, its first number after that. */
export function readFigures(results: string | undefined): Measured {
  const measured = (name: string): number | undefined => {
    const row = results?.split("\n").find((line) => line.startsWith(`| ${name} |`));
    const number = /[\d.,]*\d/.exec(row?.slice(name.length + 4) ?? "")?.[0];
    return number === undefined ? undefined : Number(number.replaceAll(",", ""));
  };
  return Object.fromEntries(
    Object.entries(FIGURES).map(([name, { parts, note }]) => {
      const value = measured(name);
      return [
        name,
        value === undefined ? { value: parts, from: "parts", note } : { value, from: "measured", note: "" },
      ];
    }),
  ) as Measured;
}

/** Both tables, as Markdown. */
export function scalingTables(figures: Measured): string {
  const of = (name: Figure) => figures[name].value;
  const { people, messagesPerMinute, peak, callsPerTurn, secondsPerCall, receiptsPerSend, use } = ASSUMED;
  const messages = (people * messagesPerMinute) / 60;
  const webhooks = messages * (1 + receiptsPerSend);
  const inFlight = messages * callsPerTurn * secondsPerCall;
  const statements = messages * of("SQL statements per turn") + webhooks;
  const gigabytes = (messages * 3_600 * ASSUMED.hoursPerDay * ASSUMED.kilobytesPerMessage) / 1_000_000;
  const byCalls = (peak * inFlight) / (use * of("calls to Claude in flight, one process"));
  const byTurns = (peak * messages) / (use * of("turns per second, one process"));
  const processes = (need: number) => Math.max(2, Math.ceil(need));
  const rows: [string, number, string, string][] = [
    ["messages in", messages, "/s", `${number(people)} people, ${messagesPerMinute} a minute each`],
    ["webhooks", webhooks, "/s", `each message, and ${receiptsPerSend} receipts for its answer`],
    [
      "web processes",
      processes((peak * webhooks) / (use * of("acknowledgements per second, one process"))),
      "",
      `at the peak, ${use * 100} % used; two at least, for deploys`,
    ],
    ["calls to Claude in flight", inFlight, "", `${callsPerTurn} a turn, ${secondsPerCall} s each`],
    ["memory for them", (inFlight * of("KB per call to Claude in flight")) / 1_000, " MB", "in all workers together"],
    [
      "CPU for them",
      (messages * callsPerTurn * of("CPU ms per call to Claude")) / 1_000,
      " cores",
      "the SDK's work alone",
    ],
    [
      "worker processes",
      processes(Math.max(byCalls, byTurns)),
      "",
      `at the peak: ${byCalls > byTurns ? "calls in flight" : "turns"} decide`,
    ],
    ["SQL statements", statements, "/s", "turns, and one a webhook"],
    [
      "PostgreSQL, busy connections",
      (statements * of("ms per SQL statement")) / 1_000,
      "",
      "on average; times the peak for the pool",
    ],
    ["Redis commands", messages * of("Redis commands per turn"), "/s", "one node does 100,000"],
    ["listeners' memory", (people * 0.05 * of("KB per listener")) / 1_000, " MB", "if one in twenty watches a page"],
    [
      "growth of the database",
      gigabytes,
      " GB a day",
      `${ASSUMED.hoursPerDay} busy hours, ${ASSUMED.kilobytesPerMessage} KB a message with its journal`,
    ],
  ];
  const given = Object.entries(figures).map(
    ([name, { value, from, note }]) =>
      `| ${name} | ${number(value)} | ${from === "measured" ? "bench/RESULTS.md" : note} |`,
  );
  return [
    "| one process does | | from |",
    "|---|---|---|",
    ...given,
    "",
    `| ${number(people)} people talking at once need | on average | at ${peak} times that | why |`,
    "|---|---|---|---|",
    ...rows.map(([what, need, unit, why]) => {
      const atPeak = /processes$|a day|memory$/.test(`${what}${unit}`) ? "" : `${number(need * peak)}${unit}`;
      return `| ${what} | ${number(need)}${unit} | ${atPeak} | ${why} |`;
    }),
  ].join("\n");
}

const number = (value: number) =>
  value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 2 : 0, minimumFractionDigits: 0 });

/** The document with its tables renewed. */
export function withTables(document: string, tables: string): string {
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/scaling.md has lost its ${BEGIN} or ${END}`);
  return `${before}${BEGIN}\n${tables}\n${END}${after}`;
}

/** Writes the tables of the results that are there into docs/scaling.md. */
export function renewScaling(): void {
  const results = existsSync(RESULTS) ? readFileSync(RESULTS, "utf8") : undefined;
  writeFileSync(DOC, withTables(readFileSync(DOC, "utf8"), scalingTables(readFigures(results))));
}

if (import.meta.main) renewScaling();
