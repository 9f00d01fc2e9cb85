import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Queryable } from "../core/ports.ts";

const COOKIE = "castmatch";
const SESSION_MS = 12 * 60 * 60_000;
const LINK_HOURS = 24;

type Options = {
  db: Queryable;
  apiToken?: string | undefined;
  /** Signs cookies; the same in every process and across restarts. */
  secret: string;
  now: () => Date;
};

/** What signs the session cookies of this installation; made by whoever starts first. */
export async function cookieSecret(db: Queryable): Promise<string> {
  await db.query(`insert into installation (name, value) values ('cookie_secret', $1) on conflict do nothing`, [
    randomBytes(32).toString("hex"),
  ]);
  const { rows } = await db.query<{ value: string }>(`select value from installation where name = 'cookie_secret'`);
  return (rows[0] as { value: string }).value;
}

export type Auth = ReturnType<typeof createAuth>;

/** One-time links that become session cookies in any web process, and bearer tokens, compared in constant time. */
export function createAuth({ db, apiToken, secret, now }: Options) {
  const sign = (text: string) => createHmac("sha256", secret).update(text).digest("base64url");

  return {
    /** A link that opens the stage once. */
    async oneTimeLink(publicUrl: string): Promise<string> {
      const key = randomBytes(16).toString("base64url");
      await db.query(
        `with old as (delete from sign_in_keys where created_at < $2::timestamptz - make_interval(hours => ${LINK_HOURS}))
         insert into sign_in_keys (hash, created_at) values ($1, $2)`,
        [hashOf(key), now()],
      );
      return `${publicUrl}/?key=${key}`;
    },

    /** Trades a one-time key for a Set-Cookie header; undefined when it is unknown or was used. */
    async redeem(key: string, secure: boolean): Promise<string | undefined> {
      const { rowCount } = await db.query(
        `update sign_in_keys set used_at = $2
          where hash = $1 and used_at is null and created_at > $2::timestamptz - make_interval(hours => ${LINK_HOURS})`,
        [hashOf(key), now()],
      );
      if (rowCount === 0) return undefined;
      const expires = now().getTime() + SESSION_MS;
      const value = `${expires}.${sign(String(expires))}`;
      return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${SESSION_MS / 1_000}${secure ? "; Secure" : ""}`;
    },

    /** How a request proves itself: by a bearer token, by the session cookie, or not. */
    check(headers: Headers): "token" | "cookie" | undefined {
      const bearer = /^Bearer (.+)$/.exec(headers.get("authorization") ?? "")?.[1];
      if (bearer) return apiToken && same(bearer, apiToken) ? "token" : undefined;
      const cookie = new RegExp(`(?:^|; )${COOKIE}=(\\d+)\\.([\\w-]+)`).exec(headers.get("cookie") ?? "");
      const [, expires = "", signature = ""] = cookie ?? [];
      return cookie && same(signature, sign(expires)) && Number(expires) > now().getTime() ? "cookie" : undefined;
    },
  };
}

const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
