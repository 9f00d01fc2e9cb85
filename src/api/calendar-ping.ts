import { Hono } from "hono";
import { hearPing, PING_PATH } from "../core/calendar/watch-calendar.ts";
import type { Ctx } from "../core/ctx.ts";

/** Google says that a calendar changed; the body is empty. What it is about is stored as due before it is acknowledged. */
export function calendarPing(ctx: Pick<Ctx, "db" | "now">): Hono {
  const app = new Hono();
  app.post(PING_PATH, async (c) => {
    const header = (name: string) => c.req.header(`x-goog-${name}`) ?? "";
    const ping = { channelId: header("channel-id"), token: header("channel-token"), state: header("resource-state") };
    return (await hearPing(ctx, ping)) ? c.body(null, 204) : c.notFound();
  });
  return app;
}
