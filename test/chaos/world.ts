import pg from "pg";
import { asOwner, inDatabase } from "../services/databases.ts";
import { startPostgres } from "../services/start-postgres.ts";
import { createRandom } from "../support/random.ts";
import { startRedis } from "../support/redis-server.ts";
import { startBalancer } from "./balancer.ts";
import { createFleet, type Fleet } from "./fleet.ts";
import { startProviders } from "./providers.ts";
import { startTcpProxy } from "./tcp-proxy.ts";
import { createTraffic } from "./traffic.ts";

const DATABASE = "castmatch_chaos";
const LOGIN = "castmatch_login";

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Real PostgreSQL and Redis behind a proxy, providers, two web and two worker processes behind a balancer, and people. */
export async function openWorld(seed: number) {
  const random = createRandom(seed);
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  await asOwner({ ownerUrl: postgres.url }, async (owner) => {
    await owner.query(`create database ${DATABASE}`);
    await owner.query(`create role ${LOGIN} login`);
  });
  const ownerUrl = inDatabase(postgres.url, DATABASE);
  const proxy = await startTcpProxy({ host: "127.0.0.1", port: postgres.port });
  const through = new URL(ownerUrl);
  through.port = String(proxy.port);
  const throughAs = (user: string) => Object.assign(new URL(through), { username: user }).href;

  let fleet: Fleet | undefined;
  const balancer = await startBalancer(() => fleet?.ports() ?? []);
  const providers = await startProviders(random, { publicUrl: () => balancer.url });
  fleet = createFleet(
    {
      ...providers.env,
      DATABASE_URL: throughAs(LOGIN),
      DATABASE_OWNER_URL: throughAs("postgres"),
      REDIS_URL: redis.url,
      PUBLIC_URL: balancer.url,
      LOG_LEVEL: "warn",
      SEND_RATES: "slack=1000,sms=1000,whatsapp=1000,whatsappPerson=1000",
    },
    ["web", "web", "worker", "worker"],
  );
  await fleet.start();
  const db = new pg.Pool({ connectionString: ownerUrl, max: 4 });
  db.on("error", () => undefined);
  const traffic = createTraffic({ url: () => balancer.url, random });
  const running = fleet;

  return {
    random,
    postgres,
    redis,
    proxy,
    providers,
    fleet: running,
    traffic,
    db,
    /** For `npm run ledger`. */
    databaseUrl: throughAs(LOGIN),
    databaseOwnerUrl: ownerUrl,
    async close() {
      traffic.stop();
      await running.close();
      await Promise.all([balancer.close(), providers.close(), proxy.close(), db.end()]);
      await Promise.all([postgres.stop(), redis.stop()]);
    },
  };
}
