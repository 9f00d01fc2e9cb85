/** A message's way through, from its webhook to its reply, beside the parts alone. */
import { type Child, startChild } from "./children.ts";
import { percentiles, type Row, rounded, type Section, times } from "./figures.ts";
import { asFastAsPossible, type Posted, steadily } from "./load.ts";

export type Place = { env: Record<string, string>; databaseUrl?: string };
type Sized = { seconds: number; burst: number };

const REPLIES_MS = 60_000;
const CONNECTIONS = 64;
/** What is sustained is measured for longer than a burst: code goes on getting faster for thousands of turns. */
const SUSTAINED = 5;

/** How soon a webhook is acknowledged at steady rates, and how many a process can. */
export async function acknowledgements(place: Place, { seconds, burst }: Sized, rates: number[]): Promise<Section> {
  const reference = await startChild("reference.ts", { MODE: "insert", DATABASE_URL: place.databaseUrl });
  // Turns would share the cores: this process only takes messages in.
  const web = await startChild("program.js", { ...place.env, ROLE: "web" });
  const rows: Row[] = [];
  for (const one of [reference, web]) await asFastAsPossible(one.url, { count: burst, connections: 16 });
  for (const perSecond of rates) {
    const theirs = await steadily(reference.url, { perSecond, seconds });
    const ours = await steadily(web.url, { perSecond, seconds });
    rows.push(ackRow(`reference at ${perSecond}/s`, theirs));
    rows.push(ackRow(`acknowledged at ${perSecond}/s`, ours, theirs));
  }
  const theirs = await perSecond(reference, burst);
  const ours = await perSecond(web, burst);
  rows.push({ what: "reference, as fast as it goes", "per second": theirs });
  rows.push({
    what: "acknowledgements per second, one process",
    "per second": ours,
    "of reference": times(ours, theirs),
  });
  await Promise.all([reference.stop(), web.stop()]);
  return {
    title: "Webhook acknowledgement",
    note: "Signature, parsing, durable commit. Reference: a bare route with the same HMAC and one INSERT. Open loop, timed from when each request was due; ms.",
    rows,
  };
}

function ackRow(what: string, posted: Posted[], reference?: Posted[]): Row {
  const found = percentiles(posted.map((one) => one.ackMs));
  const base = reference && percentiles(reference.map((one) => one.ackMs));
  return {
    what,
    ...found,
    failed: posted.filter((one) => one.status !== 200).length,
    ...(base && { "p50 of reference": times(found.p50, base.p50), "p99 of reference": times(found.p99, base.p99) }),
  };
}

async function perSecond({ url }: Child, count: number): Promise<number> {
  const began = performance.now();
  await asFastAsPossible(url, { count, connections: CONNECTIONS });
  return Math.round((count / (performance.now() - began)) * 1_000);
}

/** In, turn with its journal, out, all durable, with a model and a channel that take no time. */
export async function turns(place: Place, { seconds, burst }: Sized, rates: number[]): Promise<Section> {
  const rows: Row[] = [];
  const reference = await startChild("reference.ts", { MODE: "turn", DATABASE_URL: place.databaseUrl });
  const theirs = await endToEnd([reference], { seconds, burst, rates });
  rows.push(...theirs.rows.map((row) => ({ ...row, what: `reference, ${row.what}` })));
  rows.push({ what: "reference, as fast as it goes", "per second": theirs.perSecond });
  await reference.stop();
  const alone = await startChild("program.js", place.env);
  const ours = await endToEnd([alone], { seconds, burst, rates });
  rows.push(...ours.rows.map((row) => ({ ...row, what: `one process, ${row.what}` })));
  rows.push({
    what: "turns per second, one process",
    "per second": ours.perSecond,
    "of reference": times(ours.perSecond, theirs.perSecond),
    "CPU ms a turn": ours.cpuMs,
    "MB resident": ours.residentMb,
  });
  await alone.stop();
  if (place.env.REDIS_URL) {
    const web = await startChild("program.js", { ...place.env, ROLE: "web" });
    const worker = await startChild("program.js", { ...place.env, ROLE: "worker" });
    const apart = await endToEnd([web, worker], { seconds, burst, rates });
    rows.push(...apart.rows.map((row) => ({ ...row, what: `web and worker, ${row.what}` })));
    rows.push({
      what: "turns per second, web and worker",
      "per second": apart.perSecond,
      "of reference": times(apart.perSecond, theirs.perSecond),
      "CPU ms a turn": apart.cpuMs,
    });
    await Promise.all([web.stop(), worker.stop()]);
  }
  return {
    title: "End to end",
    note: "From the request until the reply is posted: inbox commit, turn, reply commit, send, fate. Model and channel take no time. Reference: inbox commit, hand-over, reply commit, post. ms.",
    rows,
  };
}

async function endToEnd(children: [Child, ...Child[]], { seconds, burst, rates }: Sized & { rates: number[] }) {
  const [{ url }] = children;
  await replies(children, await asFastAsPossible(url, { count: burst, connections: 16 }));
  const rows: Row[] = [];
  for (const perSecond of rates) {
    const found = percentiles(await replies(children, await steadily(url, { perSecond, seconds })));
    rows.push({ what: `at ${perSecond}/s`, ...found });
  }
  const cpu = () => children.reduce((sum, child) => sum + child.cpuMs(), 0);
  const count = burst * SUSTAINED;
  const [before, began] = [cpu(), performance.now()];
  const posted = await asFastAsPossible(url, { count, connections: CONNECTIONS });
  await replies(children, posted);
  const tookMs = performance.now() - began;
  return {
    rows,
    perSecond: Math.round((count / tookMs) * 1_000),
    cpuMs: rounded((cpu() - before) / count),
    residentMb: Math.round(children[0].residentMb()),
  };
}

/** What we add to a model that streams for 1.5 s. */
export async function overModel(place: Place, { seconds }: Sized, rates: number[]): Promise<Section> {
  const modelMs = 1_500;
  const program = await startChild("program.js", { ...place.env, MODEL_MS: String(modelMs) });
  await replies([program], await asFastAsPossible(program.url, { count: 200, connections: 16 }));
  const rows: Row[] = [];
  for (const perSecond of rates) {
    const added = await replies([program], await steadily(program.url, { perSecond, seconds }));
    rows.push({ what: `added at ${perSecond} turns/s`, ...percentiles(added.map((ms) => ms - modelMs)) });
  }
  await program.stop();
  return {
    title: "Over a model that streams for 1.5 s",
    note: "From the request until the reply is posted, less the model's 1.5 s; ms. The model's own timers are in it.",
    rows,
  };
}

/** Open conversations, each writing once a minute, over a model that streams for 1.5 s. */
export async function openConversations(
  place: Place,
  { count, minutes }: { count: number; minutes: number },
): Promise<Section> {
  const program = await startChild("program.js", { ...place.env, MODEL_MS: "1500" });
  const rows: Row[] = [];
  const perSecond = Math.ceil(count / 60);
  const before = program.residentMb();
  const first = await steadily(program.url, { perSecond, seconds: 60 });
  const threads = first.map(({ thread }) => thread);
  await replies([program], first);
  for (let minute = 1; minute <= minutes; minute += 1) {
    const known = new Map(program.repliedAt);
    const posted = await steadily(program.url, { perSecond, seconds: 60, threads });
    await until(() => threads.every((thread) => program.repliedAt.get(thread) !== known.get(thread)));
    const slowest =
      Math.max(...threads.map((thread) => program.repliedAt.get(thread) ?? 0)) - (posted.at(-1)?.sentAt ?? 0);
    rows.push({
      what: `minute ${minute}`,
      ...percentiles(posted.map((one) => one.ackMs)),
      failed: posted.filter((one) => one.status !== 200).length,
      "last reply after the last message, s": rounded(slowest / 1_000),
      "MB resident": Math.round(program.residentMb()),
    });
  }
  const kilobytes = ((program.residentMb() - before) * 1_024) / threads.length;
  await program.stop();
  return {
    title: `${threads.length.toLocaleString("en")} open conversations`,
    note: `Each writes once a minute, the model streams for 1.5 s; acknowledgement in ms. Memory: ${rounded(kilobytes)} KB more per conversation than at the start.`,
    rows,
  };
}

/** Waits for every reply; how long each took from when its message was due. */
async function replies(children: Child[], posted: Posted[]): Promise<number[]> {
  const at = (thread: string) =>
    children.map((child) => child.repliedAt.get(thread)).find((time) => time !== undefined);
  let missing = posted;
  await until(() => {
    missing = missing.filter(({ thread }) => at(thread) === undefined);
    return missing.length === 0;
  });
  return posted.map(({ thread, sentAt }) => (at(thread) ?? Number.NaN) - sentAt);
}

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + REPLIES_MS;
  while (!holds()) {
    if (performance.now() > end) throw new Error("replies are missing");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
