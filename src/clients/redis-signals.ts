/**
 * What processes tell each other over Redis. Any of it may be lost: what waits is in PostgreSQL, and the sweeper finds it.
 * A wake-up goes to one worker by a list; that more has come, and what is shown live, goes to all by publishing.
 */
import type { ConversationRef } from "../core/conversation/leases.ts";
import type { LiveEvent, Log } from "../core/ports.ts";
import { openRedis, type RedisPlace } from "./open-redis.ts";

/** Wake-ups that no worker takes are forgotten beyond so many. */
const WAKES_KEPT = 20_000;
const WAKES_AT_ONCE = 64;
/** As many when those before were all stale: no worker ran for a while, and the sweeper has found what waits. */
const STALE_AT_ONCE = 1_000;
const BLOCK_SECONDS = 5;
const COMMAND_MS = 2_000;
const RETRY_MS = 1_000;
/** What is told within so long leaves together: a write costs more than what it carries. */
const TELL_MS = 10;

type Told = { arrived: ConversationRef } | { live: LiveEvent; workspaceId: string };
type Telling = { from: string; told: Told[] };

type Hearing = {
  /** More came into a conversation that somebody runs. */
  arrived: (ref: ConversationRef) => void;
  live: (workspaceId: string, event: LiveEvent) => void;
};

type Working = {
  wake: (ref: ConversationRef) => void;
  /** Resolves when there is room for more. */
  room: () => Promise<void>;
  /** Those of the conversations in which something waits. */
  waiting: (refs: ConversationRef[]) => Promise<ConversationRef[]>;
};

export type Signals = ReturnType<typeof openSignals>;

export function openSignals({ redisUrl, redisCluster, holder, log }: RedisPlace & { holder: string; log: Log }) {
  const place = { redisUrl, redisCluster };
  const options = { connectTimeout: COMMAND_MS, enableReadyCheck: true };
  const speaking = openRedis(place, {
    ...options,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_MS,
    enableAutoPipelining: true,
  });
  const open = [speaking];
  /** Channels are shared by all of a server's databases, keys are not. */
  const prefix = `castmatch:${new URL(redisUrl).pathname.slice(1) || "0"}`;
  const wakes = `${prefix}:wakes`;
  const channel = `${prefix}:told`;
  let stopped = false;
  let silent = false;

  const trouble = (err: Error) => {
    if (!silent) log.warn({ event: "redis_lost", err }, "signals are lost; the sweeper goes on");
    silent = true;
  };
  speaking.on("error", trouble);
  speaking.on("ready", () => {
    silent = false;
  });
  const lost = () => undefined;
  const tellAll = gathered<Told>(
    (flush) => setTimeout(flush, TELL_MS),
    (told) => void speaking.publish(channel, JSON.stringify({ from: holder, told } satisfies Telling)).catch(lost),
  );
  const wakeAll = gathered<string>(setImmediate, (refs) => {
    speaking.rpush(wakes, ...refs).catch(lost);
    speaking.ltrim(wakes, -WAKES_KEPT, -1).catch(lost);
  });
  const listening = () => {
    const connection = openRedis(place, { ...options, maxRetriesPerRequest: null });
    connection.on("error", lost);
    open.push(connection);
    return connection;
  };

  return {
    /** Hands a conversation to one worker. */
    wake(ref: ConversationRef): void {
      wakeAll.add(JSON.stringify(ref));
    },
    tellArrived(ref: ConversationRef): void {
      tellAll.add({ arrived: ref });
    },
    tellLive(workspaceId: string, event: LiveEvent): void {
      tellAll.add({ live: event, workspaceId });
    },
    hear({ arrived, live }: Hearing): void {
      const connection = listening();
      connection.on("message", (_, text) => {
        const { from, told = [] } = JSON.parse(text) as Partial<Telling>;
        if (from === holder) return;
        for (const one of told) {
          if ("arrived" in one) arrived(one.arrived);
          else live(one.workspaceId, one.live);
        }
      });
      connection.subscribe(channel).catch(lost);
    },
    /**
     * Takes wake-ups until the end, as many as there is room for. Of many at once only those in whose conversation
     * something waits still: stale ones do not hold up the others.
     */
    work({ wake, room, waiting }: Working): void {
      const connection = listening();
      let atOnce = WAKES_AT_ONCE;
      const take = async () => {
        await room();
        const got = await connection.blmpop(BLOCK_SECONDS, 1, wakes, "LEFT", "COUNT", atOnce);
        const taken = got?.[1] ?? [];
        const many = taken.length >= WAKES_AT_ONCE;
        const refs = [...new Set(taken)].map((ref) => JSON.parse(ref) as ConversationRef);
        const live = many ? await waiting(refs) : refs;
        atOnce = many && live.length === 0 ? STALE_AT_ONCE : WAKES_AT_ONCE;
        for (const ref of live) wake(ref);
      };
      const run = async () => {
        while (!stopped) await take().catch(() => new Promise((resolve) => setTimeout(resolve, RETRY_MS)));
      };
      void run();
    },
    /** Takes no more wake-ups; still tells. */
    rest(): void {
      stopped = true;
      for (const connection of open) if (connection !== speaking) connection.disconnect();
    },
    /** Ends when what was told has left. */
    async close(): Promise<void> {
      stopped = true;
      tellAll.flush();
      wakeAll.flush();
      await speaking.quit().catch(lost);
      for (const connection of open) connection.disconnect();
    },
  };
}

/** Hands on all that was added since the last time, when `later` says so. */
function gathered<T>(later: (flush: () => void) => unknown, handOn: (all: T[]) => void) {
  let waiting: T[] = [];
  const flush = () => {
    const all = waiting;
    waiting = [];
    if (all.length > 0) handOn(all);
  };
  return {
    add(one: T): void {
      if (waiting.push(one) === 1) later(flush);
    },
    flush,
  };
}
