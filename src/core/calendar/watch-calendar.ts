import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import type { Ctx } from "../ctx.ts";
import type { CalendarAccount } from "../ports.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Google lets a channel live no longer. */
const LASTS_MS = 7 * DAY_MS;
/** The next one begins so long before the last one ends. */
const OVERLAP_MS = DAY_MS;
export const PING_PATH = "/webhooks/google/calendar";

type Watching = Pick<Ctx, "db" | "now" | "log"> & { publicUrl: string };

/** Sees to it that a channel lives for a day more at least, and stops those that it replaces. False where there can be none. */
export async function keepWatched(
  ctx: Watching,
  { feedId, account }: { feedId: string; account: CalendarAccount },
): Promise<boolean> {
  if (!ctx.publicUrl.startsWith("https://")) return false;
  const { rows } = await ctx.db.query<{ id: string; resourceId: string | null; fresh: boolean }>(
    `select id, resource_id as "resourceId", expires_at > $2 as fresh from calendar_channels where feed_id = $1`,
    [feedId, new Date(ctx.now().getTime() + OVERLAP_MS)],
  );
  if (rows.some((row) => row.fresh && row.resourceId)) return true;
  if (!(await openChannel(ctx, feedId, account))) return rows.length > 0;
  for (const { id, resourceId } of rows) {
    if (resourceId) await account.unwatch({ id, resourceId });
    await ctx.db.query(`delete from calendar_channels where id = $1`, [id]);
  }
  return true;
}

/** It is stored first: Google pings before it answers. */
async function openChannel(ctx: Watching, feedId: string, account: CalendarAccount): Promise<boolean> {
  const [id, token] = [randomUUID(), randomBytes(32).toString("base64url")];
  await ctx.db.query(`insert into calendar_channels (id, feed_id, token_hash, expires_at) values ($1, $2, $3, $4)`, [
    id,
    feedId,
    hashOf(token),
    new Date(ctx.now().getTime() + LASTS_MS),
  ]);
  const opened = await account.watch({ id, token, address: `${ctx.publicUrl}${PING_PATH}`, lastsMs: LASTS_MS });
  if (opened.outcome !== "done") {
    await ctx.db.query(`delete from calendar_channels where id = $1`, [id]);
    ctx.log.warn({ event: "calendar_not_watched", code: opened.code }, "the timer reads the calendar instead");
    return false;
  }
  await ctx.db.query(`update calendar_channels set resource_id = $2, expires_at = $3 where id = $1`, [
    id,
    opened.resourceId,
    opened.expiresAt,
  ]);
  return true;
}

export type Ping = { channelId: string; token: string; state: string };

/** Makes the calendar behind a channel due to be read. False for a channel that is not ours, or whose token is wrong. */
export async function hearPing(ctx: Pick<Ctx, "db" | "now">, { channelId, token, state }: Ping): Promise<boolean> {
  if (!/^[0-9a-f-]{36}$/.test(channelId)) return false;
  const { rows } = await ctx.db.query<{ feedId: string; hash: string }>(
    `select feed_id as "feedId", token_hash as hash from calendar_channels where id = $1`,
    [channelId],
  );
  if (!rows[0] || !timingSafeEqual(Buffer.from(rows[0].hash), Buffer.from(hashOf(token)))) return false;
  if (state === "sync") return true;
  await ctx.db.query(`update calendar_feeds set claim = claim + 1, next_at = least(next_at, $2) where id = $1`, [
    rows[0].feedId,
    ctx.now(),
  ]);
  return true;
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");
