import type { Context } from "hono";
import type { Config } from "../config.ts";
import type { Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";
import { findVisit, type Visit } from "../core/visits/visit.ts";
import type { Auth } from "./auth.ts";
import { htmlPage } from "./html-page.ts";
import { sameOriginOnly } from "./same-origin.ts";
import { visitToken } from "./sign-in.ts";
import type { VisitorOf } from "./visitor.ts";

type Deps = { auth: Auth; ctx: Pick<Ctx, "db" | "now">; config: Config };

/** The stage plays everybody; dead letters and figures are about the installation. People who signed in have no part in it. */
const OF_INSTALLATION = /^\/(?:index\.html|metrics|api\/(?:stage|conversations|dead)(?:\/.*)?)?$/;

/**
 * Lets in who has signed in to the office, and who has the installation's link or token; a one-time key in the address
 * becomes a cookie.
 */
export function guard({ auth, ctx, config }: Deps) {
  const secure = isSecure(config);
  return async (c: Context, next: () => Promise<void>) => {
    const key = c.req.path === "/" ? c.req.query("key") : undefined;
    if (key) {
      const cookie = await auth.redeem(key, secure);
      if (cookie) return c.body(null, 303, { location: "/", "set-cookie": cookie });
    }
    const by = auth.check(c.req.raw.headers);
    const token = by === "token" ? undefined : visitToken(c, secure);
    const visit = token ? await findVisit(ctx, token) : undefined;
    if (!by && !visit) return closed(c);
    const ofInstallation = OF_INSTALLATION.test(c.req.path);
    if (!by && ofInstallation) return notForPeople(c);
    if (by !== "token" && c.req.method !== "GET" && c.req.method !== "HEAD") sameOriginOnly(c);
    c.set("by", by);
    c.set("visit", ofInstallation ? undefined : visit);
    c.set("token", token);
    await next();
  };
}

export const isSecure = ({ http }: Config): boolean => http.publicUrl?.startsWith("https:") ?? false;

/** Who is behind a request that the guard let in. */
export function visitors(ctx: Pick<Ctx, "db">): VisitorOf {
  const oldest = oldestWorkspace(ctx);
  return async (c) => {
    const visit = c.get("visit") as Visit | undefined;
    if (visit) return { by: "visit", ...visit };
    const by = c.get("by") as ReturnType<Auth["check"]>;
    if (!by) throw new AppError("bug", "nobody let this request in");
    return { by: by === "cookie" ? "link" : by, workspaceId: await oldest() };
  };
}

/** Whether the visit of a request has not ended since. */
export async function isStillHere(ctx: Pick<Ctx, "db" | "now">, c: Context): Promise<boolean> {
  return (await findVisit(ctx, String(c.get("token")))) !== undefined;
}

const isApi = (c: Context) => c.req.path.startsWith("/api") || c.req.path === "/metrics";

function closed(c: Context): Response {
  if (isApi(c)) {
    return c.json(
      { error: { code: "forbidden", message: "Sign in with the link that CastMatch printed, or send a token." } },
      401,
    );
  }
  return htmlPage(c, {
    status: 401,
    title: "You are not signed in",
    text: "This link has been used, or your visit has ended.\nOf the casting team? Say “/castmatch page” in Slack: you get a link of your own to the office.\nRunning CastMatch yourself? Start it again, or open the newest link that it printed.",
  });
}

function notForPeople(c: Context): Response {
  if (c.req.path === "/" || c.req.path === "/index.html") return c.redirect("/office", 303);
  return c.json({ error: { code: "forbidden", message: "This is for whoever runs CastMatch." } }, 403);
}

function oldestWorkspace(ctx: Pick<Ctx, "db">): () => Promise<string> {
  let id: string | undefined;
  return async () => {
    if (!id) {
      const { rows } = await ctx.db.query<{ id: string }>(`select id from workspaces order by created_at limit 1`);
      id = rows[0]?.id;
    }
    if (!id) throw new AppError("unavailable", "there is no workspace yet");
    return id;
  };
}
