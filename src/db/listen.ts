import pg from "pg";
import type { Log } from "../core/ports.ts";
import { toDbError } from "./db-error.ts";

const CONNECT_MS = 5_000;
/** A connection whose other end has gone without a word is noticed within this time and a time-out. */
const LOOK_MS = 15_000;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;

type Listening = {
  connectionString: string;
  channel: string;
  callback: (payload: string) => void;
  log?: Pick<Log, "warn"> | undefined;
};

/**
 * LISTEN on a connection of its own, which is made anew, with growing waits, whenever it dies; what was said meanwhile is
 * lost. Rejects when the first connection fails. Resolves to the way to stop.
 */
export async function listenFor({ connectionString, channel, callback, log }: Listening): Promise<() => Promise<void>> {
  let stopped = false;
  let waitMs = FIRST_WAIT_MS;
  let timer: NodeJS.Timeout | undefined;
  let client: pg.Client | undefined;

  const connect = async () => {
    const fresh = new pg.Client({
      connectionString,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: CONNECT_MS,
      keepAlive: true,
    });
    const look = setInterval(() => void fresh.query("select 1").catch(() => lost("no answer")), LOOK_MS);
    let gone = false;
    const lost = (code: string | undefined) => {
      if (gone) return;
      gone = true;
      clearInterval(look);
      void fresh.end().catch(() => undefined);
      if (stopped || client !== fresh) return;
      log?.warn({ event: "listen_lost", channel, code }, "the listening connection ended; connecting again");
      later();
    };
    fresh.on("error", (error: Error & { code?: string }) => lost(error.code));
    fresh.on("end", () => lost("end"));
    fresh.on("notification", (message) => {
      if (message.channel === channel) callback(message.payload ?? "");
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      lost(undefined);
      throw toDbError(error);
    }
    client = fresh;
    waitMs = FIRST_WAIT_MS;
    if (stopped) await fresh.end();
    else if (gone) later();
  };

  const later = () => {
    timer = setTimeout(() => void connect().catch(later), waitMs * (0.5 + Math.random()));
    waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 2);
  };

  await connect();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await client?.end();
  };
}
