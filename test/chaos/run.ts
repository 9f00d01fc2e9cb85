/**
 * npm run chaos [-- --seed N] [--minutes N] [--only WORDS,WORDS]: traffic on several processes over real servers, faults one by
 * one and mixed, and at the end proof that no message was lost and nothing was done twice. Without --minutes each fault
 * strikes once; with it, faults strike at random until the time is over. Exit 1 when anything was lost or doubled, or did
 * not come to rest; a recovery slower than its aim is said, and only where there was none in 90 s does it fail.
 */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FAULTS, type Fault } from "./faults.ts";
import { secondsToRecover } from "./recovery.ts";
import { bookAtOnce, crashInCalendar } from "./slots.ts";
import type { Message } from "./traffic.ts";
import { atRest, judge, judgeAll } from "./verdict.ts";
import { openWorld, type World } from "./world.ts";

const LEDGER = fileURLToPath(new URL("../../src/ledger.ts", import.meta.url));
const PEOPLE = 60;
const EVERY_MS = 90;
const SLACK_SHARE = 0.15;

type Line = {
  fault: string;
  times: number;
  messages: Message[];
  slowest: number | undefined;
  limit: number | undefined;
};

const { values } = parseArgs({
  options: { seed: { type: "string" }, minutes: { type: "string" }, only: { type: "string" } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const say = (line: string) => process.stdout.write(`${line}\n`);
say(`seed ${seed}`);

const began = Date.now();
const world = await openWorld(seed);
const lines = new Map<string, Line>();
const broken: string[] = [];
try {
  say(`${world.fleet.members.length} processes are up after ${secondsSince(began)} s`);
  for (const fault of chosen()) await strike(world, fault);
  if (!values.only) {
    for (const scenario of [crashInCalendar, bookAtOnce]) tell(await scenario(world));
  }
  await finish(world);
} finally {
  await world.close();
}
say(
  broken.length === 0
    ? `chaos: all is well after ${secondsSince(began)} s (seed ${seed})`
    : `chaos: ${broken.length} broken (seed ${seed})\n${broken.slice(0, 40).join("\n")}`,
);
process.exit(broken.length === 0 ? 0 : 1);

function* chosen(): Generator<Fault> {
  const words = values.only?.split(",") ?? [""];
  const all = FAULTS.filter(({ name }) => words.some((word) => name.includes(word)));
  if (!values.minutes) return yield* all.filter(({ slow }) => !slow || values.only);
  const until = began + Number(values.minutes) * 60_000;
  yield* world.random.shuffled(all);
  while (Date.now() < until) yield world.random.pick(all);
}

/** Traffic goes on before, during and after the fault, until everybody has a turn again. */
async function strike(on: World, { name, strike, limit }: Fault): Promise<void> {
  await on.fleet.whole();
  const first = on.traffic.messages.length;
  const stop = talk(on);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const seconds = await secondsToRecover(on, () => strike(on));
  stop();
  const line = lines.get(name) ?? { fault: name, times: 0, messages: [], slowest: 0, limit };
  line.times += 1;
  line.messages.push(...on.traffic.messages.slice(first));
  line.slowest = seconds === undefined || line.slowest === undefined ? undefined : Math.max(line.slowest, seconds);
  lines.set(name, line);
  say(`     ${name}: next turns after ${seconds?.toFixed(1) ?? "more than 90"} s`);
}

function talk(on: World): () => void {
  const timer = setInterval(() => {
    const person = `+150055500${10 + on.random.below(PEOPLE)}`;
    on.traffic.say(on.random.chance(SLACK_SHARE) ? "slack" : person);
    for (const receipt of on.providers.owed()) on.traffic.receipt(receipt);
  }, EVERY_MS);
  return () => clearInterval(timer);
}

async function finish(on: World): Promise<void> {
  const open = await atRest(on);
  if (open) broken.push(`not at rest: ${JSON.stringify(open)}`);
  say(`${"fault".padEnd(76)}times  messages  lost  doubled  recovery s`);
  for (const { fault, times, messages, slowest, limit } of lines.values()) {
    const { lost, doubled } = await judge(on, messages);
    broken.push(...lost, ...doubled);
    if (slowest === undefined) broken.push(`${fault}: no turn for 90 s`);
    const slow = limit !== undefined && (slowest === undefined || slowest > limit);
    const took = `${slowest?.toFixed(1) ?? "> 90"}${limit === undefined ? "" : ` (≤ ${limit})`}`;
    const columns = [String(times).padStart(5), String(messages.length).padStart(10), String(lost.length).padStart(6)];
    say(`${fault.padEnd(76)}${columns.join("")}${String(doubled.length).padStart(9)}  ${took}${slow ? "  SLOW" : ""}`);
  }
  const { lost, doubled } = await judgeAll(on);
  broken.push(...lost, ...doubled);
  const deaths = on.fleet.members.reduce((sum, member) => sum + member.deaths(), 0);
  say(
    `${on.traffic.messages.length} messages, ${on.providers.effects.length} sends, ${deaths} deaths; ${lost.length} lost, ${doubled.length} doubled over all`,
  );
  broken.push(...on.fleet.members.flatMap((member) => member.crashes));
  if (!(await ledger(on))) broken.push("the ledger does not balance");
}

/** As whoever runs it would ask: `npm run ledger`, where all has come to rest. */
async function ledger(on: World): Promise<boolean> {
  const env = { ...process.env, DATABASE_URL: on.databaseUrl, DATABASE_OWNER_URL: on.databaseOwnerUrl };
  const { stdout, code } = await new Promise<{ stdout: string; code: number }>((done) => {
    execFile(process.execPath, [LEDGER, "--minutes", "0"], { env }, (error, out, err) =>
      done({ stdout: out + err, code: error ? 1 : 0 }),
    );
  });
  say(stdout.trimEnd());
  return code === 0;
}

function tell({ what, problems }: { what: string; problems: string[] }): void {
  say(`     ${what}`);
  broken.push(...problems);
}

function secondsSince(at: number): string {
  return ((Date.now() - at) / 1_000).toFixed(0);
}
