import { randomBytes, timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import { consentUrl, exchangeCode } from "../clients/google-oauth.ts";
import { sealToken } from "../clients/seal-token.ts";
import type { Config } from "../config.ts";
import { followLink, LINK_PATH, makeLink, readLink, useState } from "../core/calendar/connect-calendar.ts";
import { storeConnection } from "../core/calendar/store-connection.ts";
import type { Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";
import { htmlPage } from "./html-page.ts";
import { actorOf, type Visitor } from "./visitor.ts";

type Connect = NonNullable<Config["googleConnect"]>;

const CALLBACK = "/oauth/google/callback";
const COOKIE = "castmatch_oauth";
const OLD_LINK = "This link was used or is older than ten minutes. Say “connect calendar” again for a new one.";

/**
 * Connecting one's own Google calendar: a page that says whose it will be, a journey to Google from one browser, and back
 * to the same one. Looking at the link changes nothing; only its button does.
 */
export function googleConnect(ctx: Ctx, connect: Connect): Hono {
  const app = new Hono();
  const redirectUri = () => `${ctx.publicUrl}${CALLBACK}`;

  app.get(LINK_PATH, async (c) => {
    const key = c.req.query("key") ?? "";
    const link = await readLink(ctx, key);
    if (!link) return page(c, connect, { status: 410, title: "The link is no longer open", text: OLD_LINK });
    const text = `You are connecting the Google calendar of ${link.name}. CastMatch will see when you are busy and write the auditions of your roles. If you are not ${link.name}, close this page.`;
    return page(c, connect, { status: 200, title: "Connect your calendar", text, key });
  });

  app.post(LINK_PATH, async (c) => {
    const { key } = await c.req.parseBody();
    const state = randomBytes(32).toString("base64url");
    if (typeof key !== "string" || !(await followLink(ctx, { key, state })))
      return page(c, connect, { status: 410, title: "The link is no longer open", text: OLD_LINK });
    c.header("set-cookie", cookie(ctx, state, 600));
    return c.redirect(consentUrl(connect, { state, redirectUri: redirectUri() }), 303);
  });

  app.get(CALLBACK, async (c) => {
    const { state = "", code = "" } = c.req.query();
    const link = same(cookieIn(c), state) ? await useState(ctx, state) : undefined;
    c.header("set-cookie", cookie(ctx, "", 0));
    if (!link) return page(c, connect, { status: 410, title: "Nothing was connected", text: OLD_LINK });
    if (!code)
      return page(c, connect, {
        status: 200,
        title: "Nothing was connected",
        text: "You can connect it at any other time.",
      });
    try {
      const { refreshToken, account } = await exchangeCode(connect, { code, state, redirectUri: redirectUri() });
      const sealedToken = sealToken(connect.tokenKey, { token: refreshToken, personId: link.personId });
      await storeConnection(ctx, { ...link, account, sealedToken });
      return page(c, connect, {
        status: 200,
        title: "Connected",
        text: `The calendar of ${account} is connected. You can close this page.`,
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      ctx.log.warn(
        { event: "calendar_not_connected", code: error.code, why: error.message },
        "a calendar was not connected",
      );
      const text = error.said ?? "Google did not let us in. Say “connect calendar” again for a new link.";
      return page(c, connect, {
        status: error.code === "unavailable" ? 503 : 403,
        title: "Nothing was connected",
        text,
      });
    }
  });
  return app;
}

/** From the page: a link for who is signed in there. Throws `forbidden` as `actorOf` does. */
export async function connectFromPage(ctx: Ctx, visitor: Visitor): Promise<string> {
  const { workspaceId, personId } = await actorOf(ctx, visitor);
  return makeLink(ctx, { workspaceId, personId, conversationId: null });
}

/** Only the browser that set out may come back: a link of somebody else's journey connects nothing. */
function cookie({ publicUrl }: Pick<Ctx, "publicUrl">, state: string, seconds: number): string {
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${COOKIE}=${state}; Path=/oauth/google; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
}

const cookieIn = (c: Context) =>
  new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(c.req.header("cookie") ?? "")?.[1] ?? "";

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length > 0 && left.length === right.length && timingSafeEqual(left, right);
}

type Page = { status: 200 | 403 | 410 | 503; title: string; text: string; key?: string };

/** The answer to the form leads on to Google. */
const page = (c: Context, { authUrl }: Connect, { key, ...shown }: Page): Response =>
  htmlPage(c, {
    ...shown,
    ...(key && { form: { action: LINK_PATH, key, label: "Go on to Google" } }),
    leadsTo: new URL(authUrl).origin,
  });
