/**
 * A casting office seen from outside: the program in a process of its own, the platforms around it, and the two hands
 * that tests need: say or press something, and wait until nothing is under way.
 */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { type FakeClaude, type Script, startClaude } from "../support/claude.ts";
import { type Clock, createClock } from "../support/clock.ts";
import { startEmulators } from "../support/emulators.ts";
import { prepareProgram } from "../support/process.ts";
import { createRelay } from "../support/relay.ts";
import type { SlackPost } from "../support/slack.ts";
import { until } from "../support/until.ts";

const API_TOKEN = "end-to-end-test-token";

export type Talent = { name: string; phone: string; email: string };
export type Options = {
  startsAt: Date;
  script?: Script;
  /** How often each webhook is delivered. */
  times?: number;
  /** The program is killed as soon as it acknowledged the first delivery, and started again before the others. */
  killsOnAcknowledgement?: boolean;
  env?: Record<string, string>;
  /** The program makes its database itself. */
  fromNothing?: boolean;
};

export type Casting = Awaited<ReturnType<typeof openCasting>>;

export async function openCasting({
  startsAt,
  script,
  times = 1,
  killsOnAcknowledgement = false,
  env,
  fromNothing = false,
}: Options) {
  const clock: Clock = createClock(startsAt);
  const around = await startEmulators(clock);
  const claude: FakeClaude | undefined = script && (await startClaude(script));
  const program = await prepareProgram({
    clock,
    env: { ...around.env, ...claude?.env, API_TOKEN, ...env },
    fromNothing,
  });
  await program.start();
  const relay = createRelay({
    url: () => program.url,
    clock,
    ...around,
    times,
    ...(killsOnAcknowledgement && { afterFirst: () => program.restart() }),
  });

  const get = async (path: string) => {
    const response = await fetch(`${program.url}${path}`, { headers: { authorization: `Bearer ${API_TOKEN}` } });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.text();
  };
  /** Rows that wait, by what they are; reminders wait for their time. */
  const waiting = async (): Promise<Record<string, number>> => {
    const found = (await get("/metrics")).matchAll(/^castmatch_waiting\{what="(\w+)"\} (\d+)/gm);
    return Object.fromEntries([...found].map(([, what, count]) => [what, Number(count)]));
  };
  /** Nothing is under way: what came in is answered, what goes out is sent, the calendar is written. */
  const settled = () =>
    until(
      "everything is at rest",
      async () => {
        const { reminders: _, ...rest } = await waiting();
        return Object.values(rest).every((count) => count === 0);
      },
      { withinMs: 60_000, why: () => troubles().join("\n") },
    );
  const troubles = () => program.log().filter((line) => Number(/"level":(\d+)/.exec(line)?.[1] ?? 60) >= 40);

  return {
    ...around,
    clock,
    claude,
    program,
    relay,
    waiting,
    settled,
    troubles,
    get,
    /** Moves the clock; the program lives through it as through a night that it was switched off. */
    async moveTo(at: Date) {
      clock.moveTo(at);
      await program.restart();
    },
    async close() {
      await program.close();
      await claude?.close();
      await around.close();
    },
  };
}

/** Everyone in the demo's file, by name. */
export function demoTalents(): Map<string, Talent> {
  const csv = readFileSync(new URL("../../data/demo-talent.csv", import.meta.url));
  const rows = parse(csv, { columns: true, bom: true }) as Talent[];
  return new Map(rows.map(({ name, phone, email }) => [name, { name, phone, email }]));
}

/** The button of a post, by its label, the nth of that label. */
export function button(post: SlackPost | undefined, label: string, nth = 0) {
  const found = post?.rows.flat().filter((one) => one.label === label)[nth];
  if (!found) throw new Error(`no button ${label} in: ${JSON.stringify(post)}`);
  return found;
}

/** The numbered choices of a message, as its reader sees them. */
export function menu(body: string): { number: string; label: string }[] {
  const lines = body.matchAll(/^Reply (\d+) for (.+)$|^(.+) ke liye (\d+) bhejein$|^(.+): (\d+) (?:भेजें|पाठवा)$/gm);
  return [...lines].map(([, en, enLabel, hiLabel, hi, devLabel, dev]) => ({
    number: en ?? hi ?? dev ?? "",
    label: enLabel ?? hiLabel ?? devLabel ?? "",
  }));
}
