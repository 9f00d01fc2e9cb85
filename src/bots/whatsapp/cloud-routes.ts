import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import type { Accepted, Incoming } from "../../core/messages/message.ts";
import type { Log } from "../../core/ports.ts";
import type { Ingest } from "../bot.ts";
import { readBody } from "../read-body.ts";
import { parseCloud } from "./cloud-parse.ts";

const LARGEST_BYTES = 3 * 1024 * 1024;

type Secrets = { appSecret: string; verifyToken: string };

/** Meta's handshake and its events. It tries again for up to seven days when it gets no 200. */
export function cloudRoutes(
  { appSecret, verifyToken }: Secrets,
  { log, now }: { log: Log; now: () => Date },
): (ingest: Ingest) => Hono {
  return (ingest) => {
    const app = new Hono();
    app.get("/whatsapp", (c) => {
      const { "hub.mode": mode, "hub.verify_token": token, "hub.challenge": challenge } = c.req.query();
      if (mode !== "subscribe" || !challenge || !same(token ?? "", verifyToken)) return c.body(null, 403);
      return c.text(challenge);
    });
    app.post("/whatsapp", async (c) => {
      const body = await readBody(c.req.raw, LARGEST_BYTES);
      if (body === "too_large") return c.body(null, 413);
      if (!isSignedByMeta(appSecret, c.req.header("x-hub-signature-256"), body)) return c.body(null, 401);
      const events = parseCloud(body, now());
      if (!events) return c.body(null, 400);
      for (const event of events) log.info(logged(event), "whatsapp webhook");
      const accepted = events.filter((event): event is Accepted => event.kind !== "ignored");
      try {
        if (accepted.length > 0) await ingest(accepted);
      } catch (error) {
        log.error({ event: "webhook_not_stored", platform: "whatsapp_cloud", err: error }, "answered 503");
        return c.body(null, 503);
      }
      return c.body(null, 200);
    });
    return app;
  };
}

/** HMAC-SHA256 of the raw bytes with the app's secret, in hex, after "sha256=". Compared in constant time. */
export function isSignedByMeta(appSecret: string, header: string | undefined, body: Uint8Array): boolean {
  const expected = createHmac("sha256", appSecret).update(body).digest("hex");
  return same(header ?? "", `sha256=${expected}`);
}

const same = (given: string, wanted: string) => timingSafeEqual(digest(given), digest(wanted));
const digest = (text: string) => createHash("sha256").update(text).digest();

/** Without Meta's id of the message: it has the person's number in it. */
const logged = (event: Incoming) => ({
  event: "webhook",
  platform: "whatsapp_cloud",
  kind: event.kind,
  ...(event.kind === "ignored" && { reason: event.reason }),
});
