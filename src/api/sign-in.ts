import { type Context, Hono } from "hono";
import type { Ctx } from "../core/ctx.ts";
import { LINK_PATH, readOfficeLink } from "../core/visits/office-link.ts";
import { beginVisit, endVisit, VISIT_MS } from "../core/visits/visit.ts";
import { htmlPage } from "./html-page.ts";
import { sameOriginOnly } from "./same-origin.ts";

const COOKIE = "castmatch_office";
const GONE = {
  status: 410,
  title: "The link is no longer open",
  text: "It was used, or is older than ten minutes. Say “/castmatch page” in Slack for a new one: it is made for you alone.",
} as const;

/**
 * Signing in to the office with a link of one's own. Looking at the link says whom it is for and changes nothing, as Slack
 * looks at links too; only its button signs in. Links between colleagues open the office from Slack, so the cookie is
 * SameSite=Lax; what changes anything is held to its origin.
 */
export function signIn(ctx: Ctx, { secure }: { secure: boolean }): Hono {
  const app = new Hono();

  app.get(LINK_PATH, async (c) => {
    const key = c.req.query("key") ?? "";
    const whose = await readOfficeLink(ctx, key);
    if (!whose) return htmlPage(c, GONE);
    return htmlPage(c, {
      status: 200,
      title: `Open the office as ${whose.name}`,
      text: `What you do there is done in your name. If you are not ${whose.name}, close this page.`,
      form: { action: LINK_PATH, key, label: "Open the office" },
    });
  });

  app.post(LINK_PATH, async (c) => {
    sameOriginOnly(c);
    const { key } = await c.req.parseBody();
    const token = typeof key === "string" ? await beginVisit(ctx, key) : undefined;
    if (!token) return htmlPage(c, GONE);
    const before = visitToken(c, secure);
    if (before) await endVisit(ctx, before);
    return c.body(null, 303, { location: "/office", "set-cookie": cookie(token, VISIT_MS / 1_000, secure) });
  });

  app.post("/sign-out", async (c) => {
    sameOriginOnly(c);
    const token = visitToken(c, secure);
    if (token) await endVisit(ctx, token);
    c.header("set-cookie", cookie("", 0, secure));
    return c.json({ said: "You are signed out. Say “/castmatch page” in Slack to come back." });
  });
  return app;
}

/** The browser's proof of its visit. */
export const visitToken = (c: Context, secure: boolean): string | undefined =>
  new RegExp(`(?:^|; )${nameOf(secure)}=([\\w-]+)`).exec(c.req.header("cookie") ?? "")?.[1];

/** With https a name that no other host can have set (RFC 6265bis, 4.1.3.2), and no other name counts. */
const nameOf = (secure: boolean) => `${secure ? "__Host-" : ""}${COOKIE}`;

const cookie = (token: string, seconds: number, secure: boolean) =>
  `${nameOf(secure)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? "; Secure" : ""}`;
