import type { App } from "@slack/bolt";
import { type Context, Hono } from "hono";
import type { Incoming } from "../../core/messages/message.ts";
import type { Log } from "../../core/ports.ts";
import type { Ingest } from "../bot.ts";
import { readBody } from "../read-body.ts";
import { parseCommand, parseEvent, parseInteraction } from "./parse.ts";
import { isSignedBySlack } from "./signature.ts";

const LARGEST_BYTES = 3 * 1024 * 1024;

type Options = { signingSecret: string; log: Log; now: () => Date };
type Body = Record<string, unknown>;

/** A Bolt receiver made of Hono routes. Store first, then answer; Bolt is handed what is neither message nor tap. */
export function createHonoReceiver({ signingSecret, log, now }: Options) {
  let app: App | undefined;

  const verified = async (c: Context): Promise<string | Response> => {
    const bytes = await readBody(c.req.raw, LARGEST_BYTES);
    if (bytes === "too_large") return c.body(null, 413);
    const body = new TextDecoder().decode(bytes);
    const headers = {
      signature: c.req.header("x-slack-signature"),
      timestamp: c.req.header("x-slack-request-timestamp"),
    };
    return isSignedBySlack(signingSecret, { ...headers, body, now: now() }) ? body : c.body(null, 401);
  };

  const store = async (c: Context, ingest: Ingest, incoming: Incoming): Promise<Response> => {
    log.info(
      {
        event: "webhook",
        platform: "slack",
        kind: incoming.kind,
        ...(incoming.kind === "ignored" ? { reason: incoming.reason } : { providerEventId: incoming.providerEventId }),
      },
      "slack webhook",
    );
    try {
      if (incoming.kind !== "ignored") await ingest([incoming]);
      return c.body(null, 200);
    } catch (err) {
      log.error({ event: "webhook_not_stored", platform: "slack", err }, "answered 503");
      return c.body(null, 503);
    }
  };

  const handToBolt = async (body: Body) => {
    await app?.processEvent({ body, ack: async () => undefined }).catch((err: unknown) => {
      log.error({ event: "slack_lifecycle_failed", err }, "a Slack event was not handled");
    });
  };

  return {
    init: (bolt: App) => {
      app = bolt;
    },
    start: async () => undefined,
    stop: async () => undefined,
    routes: (ingest: Ingest): Hono => {
      const routes = new Hono();
      routes.post("/slack/events", async (c) => {
        const text = await verified(c);
        if (text instanceof Response) return text;
        const body = readJson(text);
        if (!body) return c.body(null, 400);
        if (body.type === "url_verification") return c.json({ challenge: String(body.challenge ?? "") });
        const incoming = parseEvent(body);
        if (incoming.kind === "ignored" && body.type === "event_callback") await handToBolt(body);
        return store(c, ingest, incoming);
      });
      routes.post("/slack/interactive", async (c) => {
        const text = await verified(c);
        if (text instanceof Response) return text;
        const body = readJson(new URLSearchParams(text).get("payload") ?? "");
        return body ? store(c, ingest, parseInteraction(body)) : c.body(null, 400);
      });
      routes.post("/slack/commands", async (c) => {
        const text = await verified(c);
        if (text instanceof Response) return text;
        const form = Object.fromEntries(new URLSearchParams(text));
        if (!form.command) return c.body(null, 400);
        return store(c, ingest, parseCommand(form));
      });
      return routes;
    },
  };
}

function readJson(text: string): Body | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? (parsed as Body) : undefined;
  } catch {
    return undefined;
  }
}
