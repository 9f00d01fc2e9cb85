/** Pages that listen to the events of one process: what each costs it, and how long one broadcast takes. */
import { type Child, startChild } from "./children.ts";
import { type Row, rounded, type Section, times } from "./figures.ts";
import type { Place } from "./pipeline.ts";

const TOKEN = "a-token-for-the-benchmark";
const WARM_UP = 200;
const BROADCASTS = 15;
const EVERY_MS = 20;
const PATIENCE_MS = 30_000;

type Span = { writtenMs: number; heardMs: number };

let serial = 0;

/** The listening is done by a process of its own, so that what is measured in the server is the server. */
export async function listeners({ env }: Place, count: number): Promise<Section> {
  const bare = await measured(await startChild("bare-listeners.ts"), count);
  const ours = await measured(await startChild("program.js", { ...env, API_TOKEN: TOKEN }), count);
  const row = (what: string, name: keyof typeof ours): Row => ({
    what,
    CastMatch: rounded(ours[name]),
    reference: rounded(bare[name]),
    ratio: times(ours[name], bare[name]),
  });
  return {
    title: "Listeners",
    note: `${count.toLocaleString("en")} pages in another process listen to one. A broadcast is one event to all of them, the median of ${BROADCASTS}. The reference has a list of bare connections and writes to them in a loop: mostly the kernel's own time.`,
    rows: [
      row("KB resident per listener", "kilobytes"),
      row("ms from the event to the last write", "writtenMs"),
      row("ms from the event to the last page that hears it", "heardMs"),
    ],
  };
}

async function measured(server: Child, count: number) {
  const open = (pages: number) =>
    startChild("listening.ts", { URL: `${server.url}/api/events`, TOKEN, COUNT: String(pages) });
  const first = await open(WARM_UP);
  await broadcast(server, first);
  await first.stop();
  const before = server.residentMb();
  const pages = await open(count);
  const kilobytes = ((server.residentMb() - before) * 1_024) / count;
  const spans: Span[] = [];
  for (let round = 0; round < BROADCASTS; round += 1) spans.push(await broadcast(server, pages));
  await pages.stop();
  await server.stop();
  const median = (name: keyof Span) =>
    spans.map((span) => span[name]).toSorted((a, b) => a - b)[BROADCASTS >> 1] ?? Number.NaN;
  return { kilobytes, writtenMs: median("writtenMs"), heardMs: median("heardMs") };
}

/** From the event to the server's last write, by its own metrics, and to the last page that heard it. */
async function broadcast(server: Child, pages: Child): Promise<Span> {
  serial += 1;
  const name = `broadcast${serial}`;
  const before = await written(server);
  server.say(name);
  const until = performance.now() + PATIENCE_MS;
  while (!server.repliedAt.has(`${name} begun`) || !pages.repliedAt.has(name)) {
    if (performance.now() > until) throw new Error("not every page heard the broadcast");
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  const heardMs = (pages.repliedAt.get(name) ?? Number.NaN) - (server.repliedAt.get(`${name} begun`) ?? Number.NaN);
  return { heardMs, writtenMs: (await written(server)) - before };
}

async function written({ url }: Child): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  return Number(/^castmatch_broadcast_seconds_sum (\S+)$/m.exec(await answer.text())?.[1]) * 1_000;
}
