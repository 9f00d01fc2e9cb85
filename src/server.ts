import { readFile } from "node:fs/promises";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import type { Auth } from "./api/auth.ts";
import { addCalendarFiles } from "./api/calendar-files.ts";
import { calendarPing } from "./api/calendar-ping.ts";
import { errorBody } from "./api/errors.ts";
import { addFileLinks } from "./api/file-links.ts";
import { connectFromPage, googleConnect } from "./api/google-connect.ts";
import { guard, isSecure, visitors } from "./api/guard.ts";
import type { Listeners } from "./api/listeners.ts";
import { createPortraits } from "./api/portraits.ts";
import { createApi } from "./api/routes.ts";
import type { Health } from "./api/schemas.ts";
import { addSheetFiles } from "./api/sheet-files.ts";
import { signIn } from "./api/sign-in.ts";
import type { Bot, Ingest } from "./bots/bot.ts";
import type { Config } from "./config.ts";
import type { Ctx } from "./core/ctx.ts";
import { AppError } from "./core/errors.ts";
import { type Fields, span } from "./core/trace.ts";
import type { Intake } from "./intake.ts";
import type { Metrics } from "./metrics.ts";

type Deps = {
  config: Config;
  ctx: Ctx;
  bots: Bot[];
  ingest: Ingest;
  auth: Auth;
  health: () => Promise<Health>;
  metrics: Metrics;
  listeners: Listeners;
  /** Absent where the server never stops before its process. */
  intake?: Intake;
};

/** The longest message with its escapes, and some room; webhooks have their own limit. */
const BODY_BYTES = 512 * 1_024;
/** Routes that count their bodies themselves, as these come in. */
const STREAMED = /^\/api\/roles\/[^/]+\/sides$/;
const PAGE = new URL("./bots/web/page/", import.meta.url);
/** By the address that people see. */
const PAGES = new Map([
  [undefined, "index.html"],
  ["office", "office.html"],
]);
/** What a page of a few words is drawn with. */
const OPEN_FILES = ["colours.css", "base.css", "words.css"];
const TYPES: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** The whole HTTP surface: bots' webhooks, the API, health, metrics, the stage and the office. */
export function createServer({ config, ctx, bots, ingest, auth, health, metrics, listeners, intake }: Deps): Hono {
  const app = new Hono();
  const answer = async (c: Context, next: () => Promise<void>, note: (fields: Fields) => void) => {
    const started = performance.now();
    await next();
    const seconds = (performance.now() - started) / 1_000;
    const route = routeOf(c, app);
    note({ route, status: c.res.status });
    metrics.observeHttp({ method: c.req.method, route, status: c.res.status }, seconds);
    ctx.log.info(
      { event: "http", method: c.req.method, route, status: c.res.status, ms: Math.round(seconds * 1_000) },
      "request",
    );
    c.res.headers.set("x-content-type-options", "nosniff");
    c.res.headers.set("referrer-policy", "no-referrer");
  };
  // What brings something in begins a trace; its id is in every log line from here to the receipt.
  app.use((c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return answer(c, next, () => undefined);
    const name = c.req.path.startsWith("/webhooks/") ? "webhook" : "request";
    return span(name, { root: true }, (note) => answer(c, next, note));
  });
  if (intake) app.use(intake.pass);
  for (const bot of bots) if (bot.routes) app.route("/webhooks", bot.routes(ingest));
  app.route("/", calendarPing(ctx));
  // A platform without its secrets has no route.
  app.all("/webhooks/*", (c) => c.notFound());

  const guarded = new Hono();
  guarded.use(loopbackHostOnly(config));
  const limited = bodyLimit({
    maxSize: BODY_BYTES,
    onError: () => {
      throw new HTTPException(413);
    },
  });
  // To ask a request for its body builds all of it, which is most of what a listener would cost.
  guarded.use((c, next) => (c.req.method === "GET" || STREAMED.test(c.req.path) ? next() : limited(c, next)));
  guarded.get("/api/health", (c) => api.fetch(new Request(new URL("/health", c.req.url))));
  addCalendarFiles(guarded, ctx);
  addSheetFiles(guarded, ctx);
  addFileLinks(guarded, ctx);
  if (config.googleConnect) guarded.route("/", googleConnect(ctx, config.googleConnect));
  const portraits = createPortraits(ctx);
  guarded.get("/portraits/:file{[\\w-]+\\.(?:svg|png)}", async (c) =>
    portrait(c, await portraits(c.req.param("file"))),
  );
  guarded.route("/", signIn(ctx, { secure: isSecure(config) }));
  for (const file of OPEN_FILES) guarded.get(`/${file}`, (c) => page(c, file));
  guarded.use(guard({ auth, ctx, config }));
  const visitorOf = visitors(ctx);
  guarded.get("/metrics", async (c) => c.body(await metrics.text(), 200, { "content-type": metrics.contentType }));
  guarded.get("/connect-calendar", async (c) => {
    if (!config.googleConnect)
      return c.text("Set GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET and CALENDAR_TOKEN_KEY first, as README.md says.", 404);
    return c.redirect(await connectFromPage(ctx, await visitorOf(c)), 303);
  });
  const api = createApi({ ctx, ingest, health, visitorOf, listeners });
  guarded.route("/api", api);
  guarded.get("/:file?", async (c) => {
    const file = c.req.param("file");
    return page(c, PAGES.get(file) ?? file ?? "");
  });
  app.route("/", guarded);

  app.notFound((c) => {
    const { status, body } = errorBody(new AppError("not_found", "no route"));
    return c.json(body, status);
  });
  const onError = (error: Error, c: Context) => {
    const { status, body } = errorBody(error);
    if (status >= 500)
      ctx.log.error({ event: "request_failed", route: routeOf(c, app), err: error }, "a request failed");
    return c.json(body, status);
  };
  app.onError(onError);
  api.onError(onError);
  return app;
}

/** A route's shape for logs and metrics: no ids, no tokens, and one for all that is not there. */
function routeOf({ req: { path }, res }: Context, app: Hono): string {
  if (app.routes.some((route) => route.path === path)) return path;
  if (res.status === 404 || res.status === 401) return "none";
  return path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id")
    .replace(/^\/i\/.*/, "/i/:token")
    .replace(/^\/m\/.*/, "/m/:token")
    .replace(/^\/feeds\/.*/, "/feeds/:token")
    .replace(/^\/portraits\/.*/, "/portraits/:id")
    .slice(0, 60);
}

/** A page elsewhere must not reach a loopback server through a name of its own (DNS rebinding). */
function loopbackHostOnly(config: Config) {
  const loopback = /^(127\.|localhost$|::1$)/.test(config.http.host) && !config.http.publicUrl;
  return async (c: Context, next: () => Promise<void>) => {
    const name = (c.req.header("host") ?? "").replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
    if (loopback && !/^(127\.\d+\.\d+\.\d+|localhost|::1)$/.test(name))
      throw new AppError("forbidden", "foreign host header");
    await next();
  };
}

function portrait(c: Context, picture: { type: string; bytes: Uint8Array<ArrayBuffer> } | undefined): Response {
  if (!picture) throw new AppError("not_found", "no such portrait");
  return c.body(picture.bytes, 200, {
    "content-type": picture.type,
    "cache-control": "public, max-age=86400",
    "content-security-policy": "default-src 'none'",
  });
}

async function page(c: Context, file: string): Promise<Response> {
  const type = TYPES[/^[\w-]+\.(\w+)$/.exec(file)?.[1] ?? ""];
  const content = type && (await readFile(new URL(file, PAGE)).catch(() => undefined));
  if (!type || !content) throw new AppError("not_found", "no such page");
  return c.body(new Uint8Array(content), 200, {
    "content-type": type,
    "content-security-policy": CSP,
    "cache-control": "no-cache",
  });
}
