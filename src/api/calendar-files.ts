import type { Context, Hono } from "hono";
import type { Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";
import { feedOf, googleLinkOf, icsOf } from "./ics.ts";

/** Calendar files and links that need no login: whoever has the secret in the address may read them. */
export function addCalendarFiles(app: Hono, ctx: Pick<Ctx, "db">): void {
  const missing = () => new AppError("not_found", "no such calendar file");
  const file = (c: Context, text: string | undefined, name: string) => {
    if (!text) throw missing();
    return c.body(text, 200, {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.ics"`,
      "cache-control": "no-cache",
    });
  };
  app.get("/i/:file{[A-Za-z0-9_-]+\\.ics}", async (c) =>
    file(c, await icsOf(ctx, c.req.param("file").replace(/\.ics$/, "")), "audition"),
  );
  app.get("/i/:token{[A-Za-z0-9_-]+}/google", async (c) => {
    const link = await googleLinkOf(ctx, c.req.param("token"));
    if (!link) throw missing();
    return c.redirect(link, 302);
  });
  app.get("/feeds/:file{[0-9a-f]+\\.ics}", async (c) =>
    file(c, await feedOf(ctx, c.req.param("file").replace(/\.ics$/, "")), "session"),
  );
}
