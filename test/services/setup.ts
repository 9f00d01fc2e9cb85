import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import type { TestProject } from "vitest/node";
import { seedDemo } from "../../src/core/talent/seed-demo.ts";
import { openDatabase } from "../../src/db/open-database.ts";
import { startRedis } from "../support/redis-server.ts";
import { asOwner, inDatabase, type Servers, templateName } from "./databases.ts";
import { findBinaries } from "./find-binaries.ts";
import { startPostgres } from "./start-postgres.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Real PostgreSQL and Redis; without them the tests run on what is embedded. */
    servers: Servers;
  }
}

const LOGIN = "castmatch_login";

/**
 * Starts PostgreSQL and Redis, or takes those of TEST_DATABASE_URL (an owner who may create databases, roles and
 * extensions) and TEST_REDIS_URL (whose databases are emptied), and migrates the templates that every test copies.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!process.env.TEST_DATABASE_URL || !process.env.TEST_REDIS_URL) findBinaries();
  const postgres = process.env.TEST_DATABASE_URL ? undefined : await startPostgres();
  const redis = process.env.TEST_REDIS_URL ? undefined : await startRedis();
  const ownerUrl = process.env.TEST_DATABASE_URL ?? postgres?.url ?? "";
  const redisUrl = process.env.TEST_REDIS_URL ?? redis?.url ?? "";
  const run = `castmatch_test_${randomBytes(4).toString("hex")}`;
  const servers: Servers = {
    ownerUrl,
    loginUrl: await makeLogin(ownerUrl),
    redisUrl,
    redisDatabases: await countDatabases(redisUrl),
    run,
  };
  await makeTemplates(servers);
  await tell(servers, { postgres: !postgres, redis: !redis });
  project.provide("servers", servers);
  return async () => {
    await dropAll(servers);
    await redis?.stop();
    await postgres?.stop();
  };
}

async function makeLogin(ownerUrl: string): Promise<string> {
  const password = randomBytes(12).toString("hex");
  await asOwner({ ownerUrl }, async (owner) => {
    const { rowCount } = await owner.query(`select from pg_roles where rolname = $1`, [LOGIN]);
    await owner.query(
      `${rowCount ? "alter" : "create"} role ${LOGIN} login nosuperuser nobypassrls password '${password}'`,
    );
  });
  const url = new URL(ownerUrl);
  url.username = LOGIN;
  url.password = password;
  return url.href;
}

async function makeTemplates(servers: Servers): Promise<void> {
  const [blank, empty, demo] = (["blank", "empty", "demo"] as const).map((name) => templateName(servers, name));
  await asOwner(servers, (owner) => owner.query(`create database ${blank}`));
  await asOwner({ ownerUrl: inDatabase(servers.ownerUrl, blank ?? "") }, async (owner) => {
    for (const name of ["vector", "pg_trgm", "btree_gist", "unaccent"]) await owner.query(`create extension ${name}`);
  });
  await asOwner(servers, (owner) => owner.query(`create database ${empty} template ${blank}`));
  await migrated(servers, empty ?? "");
  await asOwner(servers, (owner) => owner.query(`create database ${demo} template ${empty}`));
  await migrated(servers, demo ?? "", true);
}

async function migrated(servers: Servers, name: string, seed = false): Promise<void> {
  const db = await openDatabase({
    databaseUrl: inDatabase(servers.loginUrl, name),
    databaseOwnerUrl: inDatabase(servers.ownerUrl, name),
    dataDir: "",
  });
  if (seed) await seedDemo({ db, now: () => new Date() });
  await db.close();
}

/** What a failed test left open goes with its database. */
async function dropAll(servers: Servers): Promise<void> {
  await asOwner(servers, async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      `select datname as name from pg_database where datname like $1 || '%'`,
      [servers.run],
    );
    for (const { name } of rows) await owner.query(`drop database ${name} with (force)`);
  });
}

async function countDatabases(redisUrl: string): Promise<number> {
  const redis = new Redis(redisUrl);
  const [, databases] = (await redis.config("GET", "databases")) as string[];
  redis.disconnect();
  return Number(databases ?? 16);
}

async function tell(servers: Servers, given: { postgres: boolean; redis: boolean }): Promise<void> {
  const version = await asOwner(
    { ownerUrl: inDatabase(servers.ownerUrl, templateName(servers, "blank")) },
    async (owner) => {
      const { rows } = await owner.query<{ version: string; vector: string }>(
        `select current_setting('server_version') as version, extversion as vector from pg_extension where extname = 'vector'`,
      );
      return `${rows[0]?.version} with pgvector ${rows[0]?.vector}`;
    },
  );
  const redis = new Redis(servers.redisUrl);
  const info = /redis_version:(\S+)/.exec(await redis.info("server"))?.[1];
  redis.disconnect();
  const how = (named: boolean) => (named ? "named by the environment" : "started for this run");
  process.stdout.write(
    `PostgreSQL ${version} on ${new URL(servers.ownerUrl).host}, ${how(given.postgres)}\n` +
      `Redis ${info} on ${new URL(servers.redisUrl).host}, ${how(given.redis)}\n`,
  );
}
