import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

const COOKIE = "castmatch";
const SESSION_MS = 12 * 60 * 60_000;

type Options = {
  apiToken?: string | undefined;
  /** Signs cookies; the same across restarts. */
  secret: string;
  now: () => Date;
};

export type Auth = ReturnType<typeof createAuth>;

/** One-time links that become session cookies, and bearer tokens; both compared in constant time. */
export function createAuth({ apiToken, secret, now }: Options) {
  const keys = new Set<string>();
  const sign = (text: string) => createHmac("sha256", secret).update(text).digest("base64url");

  return {
    /** A link that opens the stage once. */
    oneTimeLink(publicUrl: string): string {
      const key = randomBytes(16).toString("base64url");
      keys.add(key);
      return `${publicUrl}/?key=${key}`;
    },

    /** Trades a one-time key for a Set-Cookie header; undefined when it is unknown or was used. */
    redeem(key: string, secure: boolean): string | undefined {
      const known = [...keys].find((one) => same(one, key));
      if (!known) return undefined;
      keys.delete(known);
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

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
