/**
 * Talent search by size: 10,000 in the embedded profile, 100,000 and 1,000,000 in PostgreSQL with pgvector, without a filter
 * and with filters that keep 10, 1 and 0.1 %, each beside a plain query of pgvector in the same run.
 * Use: npm run bench:search -- [--only 10000,100000,1000000] [--searches 100] [--seconds 20]
 *      [--index-minutes 30] [--server postgres://…]
 * A server that is named keeps its databases, and a later run takes them as they are. Results go into bench/SEARCH.md.
 */
import { cpus } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { startPostgres } from "../test/services/start-postgres.ts";
import type { Section } from "./figures.ts";
import { keepResults } from "./results.ts";
import { fillEmbedded, fillPostgres, versionOf } from "./search-load.ts";
import { type Amount, measure } from "./search-measure.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "10000,100000,1000000" },
    searches: { type: "string", default: "100" },
    seconds: { type: "string", default: "20" },
    "index-minutes": { type: "string", default: "30" },
    server: { type: "string" },
  },
});
const sizes = values.only.split(",").map(Number);
/** More is for PostgreSQL. */
const EMBEDDED = 10_000;
/** A quarter of the memory of a small server. */
const SETTINGS = {
  shared_buffers: "3GB",
  maintenance_work_mem: "2500MB",
  max_wal_size: "8GB",
  checkpoint_timeout: "30min",
};
const NOTE =
  "Milliseconds. Not more searches than in the seconds given. Ours: the whole search, from criteria to ten people with their reasons, behind the walls of a workspace; its " +
  "recall is held against the same search that looks at everybody. Plain: ids by distance alone, as the planner runs it by " +
  "default, across the walls; its recall is held against the exact distances. The vector of a query costs nothing here.";

/** To look at everybody among a million takes seconds. */
const amountOf = (count: number): Amount => ({
  searches: Number(values.searches),
  seconds: Number(values.seconds),
  exact: (kept) => (count <= 500_000 ? 20 : kept === "no filter" ? 4 : 6),
});

async function embedded(count: number): Promise<Section> {
  const place = { ...(await fillEmbedded(count)), count };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const rows = await measure(place, { ...amountOf(count), exact: () => 0 });
  delay.disable();
  const exact = await measure(place, { ...amountOf(count), searches: 0, seconds: 0 });
  const version = await versionOf(place.db);
  await place.db.close();
  return {
    title: `${count.toLocaleString("en")} in PGlite`,
    note: `${NOTE} ${version}. Profiles came in through the import; vectors: clustered, invented. While these searches ran, the event loop was blocked for ${Math.round(delay.max / 1e6)} ms at the longest.`,
    rows: rows.map((row, at) => ({ ...row, ...pick(exact[at] ?? {}, /recall/) })),
  };
}

const pick = (row: object, names: RegExp) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => names.test(name)));

async function scaled(count: number, serverUrl: string): Promise<Section> {
  const filled = await fillPostgres(serverUrl, count, Number(values["index-minutes"]) * 60_000);
  const place = { ...filled, count };
  const version = await versionOf(place.db);
  const rows = await measure(place, amountOf(count));
  await place.db.close();
  const took = Object.entries(place.seconds).map(([what, seconds]) => `${what} ${seconds} s`);
  const loaded = took.length > 0 ? `Loading: ${took.join(", ")}.` : "Loaded by an earlier run.";
  const nearest = place.nearest
    ? ""
    : " The index of nearest neighbours was not built in the time given: without a filter, and in plain queries, every distance is looked at.";
  return {
    title: `${count.toLocaleString("en")} in PostgreSQL`,
    note: `${NOTE} ${version}. Rows as the import makes them, but copied in bulk, without addresses, consents and days away; vectors: clustered, invented.${nearest} ${loaded}`,
    rows,
  };
}

const postgres = values.server || !sizes.some((count) => count > EMBEDDED) ? undefined : await startPostgres(SETTINGS);
try {
  const sections: Section[] = [];
  for (const count of sizes) {
    const section =
      count <= EMBEDDED ? await embedded(count) : await scaled(count, values.server ?? postgres?.url ?? "");
    sections.push(section);
    process.stdout.write(`${section.title}\n${section.note}\n`);
    console.table(section.rows);
  }
  keepResults(sections, {
    name: "SEARCH.md",
    head: () =>
      `# How fast talent is found\n\nBy \`npm run bench:search\`: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}; database and\nsearches share these cores.\n`,
  });
} finally {
  await postgres?.stop();
}
