import pg from "pg";
import { inDatabase } from "../services/databases.ts";
import { startPostgres } from "../services/start-postgres.ts";
import { startRedis } from "../support/redis-server.ts";

const DATABASE = "castmatch_week";
const LOGIN = "castmatch_week_login";

export type Services = { env: Record<string, string>; close: () => Promise<void> };

/** Nothing for the embedded profile. */
export const embedded: Services = { env: {}, close: async () => undefined };

/** The servers that the environment names, emptied by nobody; otherwise servers of our own for as long as the week lasts. */
export async function scaledServices(given: Record<string, string | undefined>): Promise<Services> {
  const { DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL } = given;
  if (DATABASE_URL && REDIS_URL) {
    const owner = DATABASE_OWNER_URL && { DATABASE_OWNER_URL };
    return { env: { DATABASE_URL, REDIS_URL, ...owner }, close: async () => undefined };
  }
  const postgres = await startPostgres();
  const redis = await startRedis();
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`create database ${DATABASE}`);
  await client.query(`create role ${LOGIN} login`);
  await client.end();
  const ownerUrl = inDatabase(postgres.url, DATABASE);
  const loginUrl = Object.assign(new URL(ownerUrl), { username: LOGIN }).href;
  return {
    env: { DATABASE_URL: loginUrl, DATABASE_OWNER_URL: ownerUrl, REDIS_URL: redis.url },
    async close() {
      await redis.stop();
      await postgres.stop();
    },
  };
}
