import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import pg from "pg";

/** blank: extensions only; empty: migrated; demo: migrated and with the demo workspace. */
export type Template = "blank" | "empty" | "demo";

/** Real servers that a run of tests uses. */
export type Servers = {
  /** Owns the databases and makes new ones. */
  ownerUrl: string;
  /** The program's login: no superuser, owns nothing. */
  loginUrl: string;
  redisUrl: string;
  redisDatabases: number;
  /** What the names of this run's databases begin with. */
  run: string;
};

export type TestDatabase = { url: string; ownerUrl: string; drop: () => Promise<void> };

/** A copy of one of the run's templates. `drop` ends what is still connected to it. */
export async function createDatabase(servers: Servers, template: Template): Promise<TestDatabase> {
  const name = `${servers.run}_${randomBytes(5).toString("hex")}`;
  await asOwner(servers, (owner) => owner.query(`create database ${name} template ${templateName(servers, template)}`));
  return {
    url: inDatabase(servers.loginUrl, name),
    ownerUrl: inDatabase(servers.ownerUrl, name),
    drop: () => asOwner(servers, async (owner) => void (await owner.query(`drop database ${name} with (force)`))),
  };
}

export const templateName = ({ run }: Pick<Servers, "run">, template: Template) => `${run}_template_${template}`;

export function inDatabase(url: string, name: string): string {
  const inside = new URL(url);
  inside.pathname = `/${name}`;
  return inside.href;
}

export async function asOwner<T>({ ownerUrl }: Pick<Servers, "ownerUrl">, run: (owner: pg.Client) => Promise<T>) {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    return await run(owner);
  } finally {
    await owner.end();
  }
}

const PER_WORKER = 8;
let taken = 0;

/** An emptied Redis database that no other worker of this run uses. */
export async function takeRedis({ redisUrl, redisDatabases }: Servers): Promise<string> {
  const worker = Number(process.env.VITEST_POOL_ID ?? 0);
  const number = (worker * PER_WORKER + (taken % PER_WORKER)) % redisDatabases;
  taken += 1;
  const url = inDatabase(redisUrl, String(number));
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
  return url;
}
