import { type Context, Hono } from "hono";
import type { Incoming } from "../../core/messages/message.ts";
import type { Log } from "../../core/ports.ts";
import type { Ingest } from "../bot.ts";
import { readBody } from "../read-body.ts";
import { type Form, readForm } from "./form.ts";
import { parseTwilioMessage, parseTwilioStatus } from "./parse.ts";
import { isForm, isSignedByTwilio } from "./signature.ts";

const LARGEST_BYTES = 3 * 1024 * 1024;
const EMPTY_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

export type Secrets = { authToken: string };
export type Deps = { log: Log; now: () => Date; publicUrl: string };

/**
 * Messages at `path` (below /webhooks), and the statuses of what we sent when `statuses` is set. Answers with empty TwiML
 * once stored: our replies go through the API. Twilio gives 15 s and tries once more.
 */
export function twilioRoutes(
  { authToken }: Secrets,
  deps: Deps,
  { path, statuses }: { path: string; statuses: boolean },
): (ingest: Ingest) => Hono {
  return (ingest) => {
    const app = new Hono();
    const take = (parse: (form: Form, outboxId?: string) => Incoming | undefined) => async (c: Context) => {
      const body = await readBody(c.req.raw, LARGEST_BYTES);
      if (body === "too_large") return c.body(null, 413);
      const contentType = c.req.header("content-type");
      const url = `${deps.publicUrl}${pathAndQuery(c.req.url)}`;
      const signature = c.req.header("x-twilio-signature");
      if (!isSignedByTwilio(authToken, { url, signature, contentType, body })) return c.body(null, 401);
      const incoming = isForm(contentType) ? parse(readForm(body), c.req.query("o")) : undefined;
      if (!incoming) return c.body(null, 400);
      deps.log.info(logged(incoming), "twilio webhook");
      if (incoming.kind !== "ignored") {
        try {
          await ingest([incoming]);
        } catch (error) {
          deps.log.error({ event: "webhook_not_stored", platform: "twilio", err: error }, "answered 503");
          return c.body(null, 503);
        }
      }
      return c.body(EMPTY_TWIML, 200, { "content-type": "text/xml; charset=utf-8" });
    };
    app.post(
      path,
      take((form) => parseTwilioMessage(form, deps.now())),
    );
    if (statuses) app.post("/twilio/status", take(parseTwilioStatus));
    return app;
  };
}

const pathAndQuery = (url: string) => url.slice(new URL(url).origin.length);

const logged = (incoming: Incoming) => ({
  event: "webhook",
  platform: "twilio",
  kind: incoming.kind,
  ...(incoming.kind === "ignored" ? { reason: incoming.reason } : { providerEventId: incoming.providerEventId }),
});
