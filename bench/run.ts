/**
 * What CastMatch adds, beside what the parts cost alone, in the same run on the same machine: compare ratios, machines
 * differ and are noisy. Load generator, programs, references and databases share the cores.
 * Use: npm run bench -- [--quick] [--only start,acks,turns,embedded,model,claude,cost,listeners,open] [--minutes 10]
 * What is not --quick goes into bench/RESULTS.md; open conversations take two minutes unless told otherwise.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { DURABLE, startPostgres } from "../test/services/start-postgres.ts";
import { startRedis } from "../test/support/redis-server.ts";
import { stopAll } from "./children.ts";
import { openDirectory } from "./directory.ts";
import type { Section } from "./figures.ts";
import { costOfTurn, starts } from "./footprint.ts";
import { listeners } from "./listeners.ts";
import { SIGNING_SECRET } from "./load.ts";
import { modelCalls } from "./model-calls.ts";
import { acknowledgements, openConversations, overModel, type Place, turns } from "./pipeline.ts";
import { keepResults } from "./results.ts";
import { renewScaling } from "./scaling.ts";
import { openVectors } from "./vectors.ts";

const { values } = parseArgs({
  options: { quick: { type: "boolean" }, only: { type: "string" }, minutes: { type: "string", default: "2" } },
});
const only = values.only?.split(",");
const sized = values.quick ? { seconds: 2, burst: 300 } : { seconds: 10, burst: 3_000 };

const folder = mkdtempSync(join(tmpdir(), "castmatch-bench-"));
const vectors = await openVectors();
const directory = await openDirectory();
const postgres = await startPostgres(DURABLE);
const redis = await startRedis();
const env = {
  PORT: "0",
  LOG_LEVEL: "error",
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_BOT_TOKEN: "xoxb-bench",
  SEND_RATES: "slack=1000000",
  SLACK_API_URL: directory.url,
  EMBEDDINGS_URL: vectors.url,
};

async function database(name: string): Promise<{ url: string; ownerUrl: string }> {
  const owner = new pg.Client({ connectionString: postgres.url });
  await owner.connect();
  await owner.query(`create database ${name}`);
  await owner.query(`do $$ begin create role bench login; exception when duplicate_object then null; end $$`);
  await owner.query(`grant all on database ${name} to bench`);
  await owner.end();
  const ownerUrl = postgres.url.replace(/\/postgres$/, `/${name}`);
  return { url: ownerUrl.replace("//postgres@", "//bench@"), ownerUrl };
}

try {
  const castmatch = await database("castmatch_bench");
  // Nobody answers these: they must not wait in the way of the others.
  const unanswered = await database("castmatch_unanswered");
  const reference = await database("castmatch_reference");
  const embedded: Place = { env: { ...env, DATA_DIR: join(folder, "embedded") }, databaseUrl: reference.ownerUrl };
  const scaled: Place = {
    env: {
      ...env,
      DATA_DIR: join(folder, "scaled"),
      DATABASE_URL: castmatch.url,
      DATABASE_OWNER_URL: castmatch.ownerUrl,
      REDIS_URL: redis.url,
    },
    databaseUrl: reference.ownerUrl,
  };
  const acked: Place = {
    ...scaled,
    env: {
      ...scaled.env,
      DATABASE_URL: unanswered.url,
      DATABASE_OWNER_URL: unanswered.ownerUrl,
      REDIS_URL: `${redis.url}/1`,
    },
  };
  const few = { ...sized, burst: Math.min(sized.burst, 600) };
  const parts: Record<string, () => Promise<Section>> = {
    start: () => starts({ embedded, scaled }),
    acks: () => acknowledgements(acked, sized, values.quick ? [200, 500] : [200, 500, 1_000, 2_000]),
    turns: () => turns(scaled, sized, values.quick ? [100] : [100, 300]),
    embedded: async () => ({ ...(await turns(embedded, few, [10, 30])), title: "End to end, embedded" }),
    model: () => overModel(scaled, sized, values.quick ? [100] : [200, 500]),
    claude: modelCalls,
    cost: () => costOfTurn({ ...scaled, databaseUrl: castmatch.ownerUrl }, castmatch.ownerUrl),
    open: () => openConversations(scaled, { count: values.quick ? 1_000 : 20_000, minutes: Number(values.minutes) }),
    listeners: () => listeners(scaled, values.quick ? 1_000 : 10_000),
  };
  const sections: Section[] = [];
  for (const [name, part] of Object.entries(parts)) {
    if (only ? !only.includes(name) : values.quick && name === "open") continue;
    const section = await part();
    sections.push(section);
    process.stdout.write(`${section.title}\n`);
    console.table(section.rows);
  }
  if (!values.quick) {
    keepResults(sections);
    renewScaling();
  }
} finally {
  await stopAll();
  await Promise.all([postgres.stop(), redis.stop()]);
  vectors.close();
  directory.close();
  rmSync(folder, { recursive: true, force: true });
}
