import { Redis } from "ioredis";
import { until } from "../support/until.ts";
import type { Member } from "./fleet.ts";
import type { World } from "./world.ts";

export type Fault = {
  name: string;
  /** Resolves when the cause is gone; the system may still be recovering. */
  strike: (world: World) => Promise<void>;
  /** At most so many seconds to the next turn. */
  limit?: number;
  /** Left out of a short run: it takes long to be noticed. */
  slow?: boolean;
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** A lease ends 9 s after it was last renewed. */
const PAST_LEASE_MS = 12_000;
const TEN_MINUTES_MS = 600_000;

const killed = async (member: Member) => {
  const before = member.deaths();
  member.signal("SIGKILL");
  await until(`${member.name} is killed`, () => member.deaths() > before);
};

/** A worker in the middle of a turn, told by the lease that it holds. */
async function atWork(world: World): Promise<Member> {
  const workers = world.random.shuffled(world.fleet.of("worker"));
  return until("a worker is in the middle of a turn", async () => {
    const { rows } = await world.db.query<{ holder: string }>(
      `select holder from conversation_leases where expires_at > clock_timestamp()`,
    );
    return workers.find((worker) => rows.some(({ holder }) => holder.split(":")[1] === String(worker.pid())));
  });
}

async function crashing(world: World, role: "web" | "worker", at: string): Promise<void> {
  const member = world.random.pick(world.fleet.of(role));
  const before = member.deaths();
  await member.restart({ CRASH_AT: at });
  await until(`${member.name} dies at ${at}`, () => member.deaths() > before, { withinMs: 20_000 }).catch(() => {
    process.stdout.write(`     nothing came to ${at} in ${member.name}\n`);
    return member.restart();
  });
  await until(`${member.name} is back`, member.isReady, { withinMs: 60_000 });
}

async function redisCommand(world: World, run: (redis: Redis) => Promise<unknown>): Promise<void> {
  const redis = new Redis(world.redis.url);
  redis.on("error", () => undefined);
  await run(redis);
  redis.disconnect();
}

const TERMINATE = `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'castmatch_login'`;

export const FAULTS: Fault[] = [
  { name: "worker: kill -9", limit: 15, strike: async (world) => killed(await atWork(world)) },
  { name: "web: kill -9", limit: 15, strike: (world) => killed(world.random.pick(world.fleet.of("web"))) },
  {
    name: "worker: SIGTERM, as in a deploy",
    strike: (world) => world.random.pick(world.fleet.of("worker")).restart(),
    limit: 15,
  },
  ...(["after-inbox-commit", "before-ack"] as const).map((point) => ({
    name: `web dies ${point}`,
    strike: (world: World) => crashing(world, "web", `${point}:${world.random.between(1, 5)}`),
  })),
  ...[1, 2, 3].map((step) => ({
    name: `worker dies after commit ${step} of turns`,
    strike: (world: World) => crashing(world, "worker", `after-turn-commit:${step}`),
  })),
  {
    name: "worker dies after a send, before its receipt",
    strike: (world) => crashing(world, "worker", `after-send:${world.random.between(1, 4)}`),
  },
  {
    name: "worker stopped past its lease, then goes on",
    strike: async (world) => {
      const member = await atWork(world);
      member.signal("SIGSTOP");
      await pause(PAST_LEASE_MS);
      member.signal("SIGCONT");
    },
    limit: 15,
  },
  { name: "Redis: FLUSHALL", limit: 15, strike: (world) => redisCommand(world, (redis) => redis.flushall()) },
  {
    name: "Redis: killed for 10 s",
    limit: 15,
    strike: async (world) => {
      await world.redis.kill();
      await pause(10_000);
      await world.redis.start();
    },
  },
  {
    name: "Redis: out of memory for 5 s",
    limit: 15,
    strike: async (world) => {
      await redisCommand(world, (redis) => redis.config("SET", "maxmemory", "1"));
      await pause(5_000);
      await redisCommand(world, (redis) => redis.config("SET", "maxmemory", "0"));
    },
  },
  {
    name: "PostgreSQL: restarted with -m immediate",
    limit: 30,
    strike: async (world) => {
      await world.postgres.crash();
      await world.postgres.start();
    },
  },
  {
    name: "PostgreSQL: every connection terminated",
    limit: 30,
    strike: async (world) => {
      await world.db.query(TERMINATE);
    },
  },
  {
    name: "PostgreSQL: every connection half open",
    limit: 30,
    slow: true,
    strike: async (world) => world.proxy.strand(),
  },
  {
    name: "providers: 8 % of calls fail in every way, for 6 s",
    strike: async (world) => {
      world.providers.trouble(0.08);
      await pause(6_000);
      world.providers.trouble(0);
    },
  },
  {
    name: "mixed: worker killed, Redis emptied, connections cut, providers in trouble",
    limit: 30,
    strike: async (world) => {
      world.providers.trouble(0.08);
      await Promise.all([
        atWork(world).then(killed),
        redisCommand(world, (redis) => redis.flushall()),
        world.db.query(TERMINATE),
      ]);
      await pause(3_000);
      world.providers.trouble(0);
    },
  },
  {
    name: "a worker's clock 10 minutes ahead",
    strike: async (world) => {
      const member = world.random.pick(world.fleet.of("worker"));
      await member.restart({ CLOCK_OFFSET_MS: String(TEN_MINUTES_MS) });
      await pause(3_000);
      await member.restart();
    },
  },
];
