/** What a process costs: to start, to stand idle, a turn, a listener. */
import { Redis } from "ioredis";
import pg from "pg";
import { startChild } from "./children.ts";
import { type Row, rounded, type Section } from "./figures.ts";
import { asFastAsPossible } from "./load.ts";
import type { Place } from "./pipeline.ts";

const STARTS = 5;

export async function starts(places: Record<string, Place>): Promise<Section> {
  const rows: Row[] = [];
  for (const [profile, { env }] of Object.entries(places)) {
    const times: number[] = [];
    let residentMb = 0;
    for (let start = 0; start < STARTS; start += 1) {
      const child = await startChild("program.js", env);
      times.push(child.startedInMs);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      residentMb = child.residentMb();
      await child.stop();
    }
    rows.push({
      what: profile,
      "start to ready, s": rounded((times.toSorted((a, b) => a - b)[Math.floor(STARTS / 2)] ?? 0) / 1_000),
      "idle MB resident": Math.round(residentMb),
    });
  }
  return { title: "Start", note: `The median of ${STARTS} starts on a database that is there.`, rows };
}

/** Statements, commands and bytes of a turn, counted by the servers: a change that adds some shows here. */
export async function costOfTurn({ env, databaseUrl }: Place, ownerUrl: string): Promise<Section> {
  const child = await startChild("program.js", env);
  const owner = new pg.Client({ connectionString: ownerUrl });
  const redis = new Redis(env.REDIS_URL ?? "");
  await owner.connect();
  await owner.query("create extension if not exists pg_stat_statements");
  const database = new URL(databaseUrl ?? "").pathname.slice(1);
  const read = async () => {
    const { rows } = await owner.query<{ statements: number; wal: number; commits: number }>(
      `select (select sum(s.calls)::float8 from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = $1) as statements,
              (select wal_bytes::float8 from pg_stat_wal) as wal,
              (select xact_commit::float8 from pg_stat_database where datname = $1) as commits`,
      [database],
    );
    const commands = Number(/total_commands_processed:(\d+)/.exec(await redis.info("stats"))?.[1]);
    return { ...(rows[0] as { statements: number; wal: number; commits: number }), commands };
  };
  const rows: Row[] = [];
  for (const [what, connections] of [
    ["one after another", 1],
    ["32 at once", 32],
  ] as const) {
    await asFastAsPossible(child.url, { count: 100, connections });
    await quiet(child.repliedAt);
    const before = await read();
    const known = child.repliedAt.size;
    await asFastAsPossible(child.url, { count: 500, connections });
    await quiet(child.repliedAt);
    const after = await read();
    const turns = child.repliedAt.size - known;
    const each = (name: keyof typeof before) => rounded((after[name] - before[name]) / turns);
    rows.push({
      what: connections === 1 ? "SQL statements per turn" : "SQL statements per turn, at once",
      "": each("statements"),
      commits: each("commits"),
      "Redis commands": each("commands"),
      "KB of log": rounded((after.wal - before.wal) / turns / 1_024),
      how: what,
    });
  }
  await owner.end();
  redis.disconnect();
  await child.stop();
  return {
    title: "Cost of a turn",
    note: "A greeting in a thread of its own, its answer, and what went on in the background meanwhile (sweeper, queues), divided by the turns.",
    rows,
  };
}

async function quiet(repliedAt: Map<string, number>): Promise<void> {
  for (let last = -1; last !== repliedAt.size; ) {
    last = repliedAt.size;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
