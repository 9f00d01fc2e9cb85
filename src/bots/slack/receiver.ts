import { type Context, Hono } from "hono";
import type { Incoming, IncomingAction } from "../../core/messages/message.ts";
import type { Log } from "../../core/ports.ts";
import { readForm } from "../../core/talent/form/read-form.ts";
import type { Ingest } from "../bot.ts";
import { readBody } from "../read-body.ts";
import { type Body, isOfAccess } from "./access.ts";
import { parseCommand, parseEvent, parseInteraction } from "./parse.ts";
import { formTrigger, parseSubmission } from "./parse-form.ts";
import { isSignedBySlack } from "./signature.ts";

const LARGEST_BYTES = 3 * 1024 * 1024;

type Options = {
  signingSecret: string;
  log: Log;
  now: () => Date;
  timeZone: string;
  /** Takes an event of our access. May throw. */
  hearOfAccess: (body: Body) => Promise<void>;
  /** Opens the form that a tap asks for; false where there is none for the one who tapped. May throw. */
  openForm: (tapped: IncomingAction, trigger: string) => Promise<boolean>;
};
/** What a signed body is, or undefined when it does not parse. */
type Read = (text: string) => Taken | undefined | Promise<Taken | undefined>;
type Taken = { incoming: Incoming; answer?: Body };
/** Slack gives up on an answer after three seconds. */
const FORM_MS = 2_600;

/** Slack's webhooks as Hono routes: store first, then answer. */
export function createHonoReceiver({ signingSecret, log, now, timeZone, hearOfAccess, openForm }: Options) {
  const take = (ingest: Ingest, read: Read) => async (c: Context) => {
    const body = await readBody(c.req.raw, LARGEST_BYTES);
    if (body === "too_large") return c.body(null, 413);
    const signature = c.req.header("x-slack-signature");
    const timestamp = c.req.header("x-slack-request-timestamp");
    if (!isSignedBySlack(signingSecret, { signature, timestamp, body, now: now() })) return c.body(null, 401);
    const text = readUtf8(body);
    const taken = text === undefined ? undefined : await read(text);
    if (!taken) return c.body(null, 400);
    const { incoming, answer } = taken;
    log.info(logged(incoming), "slack webhook");
    try {
      if (incoming.kind !== "ignored") await ingest([incoming]);
    } catch (error) {
      log.error({ event: "webhook_not_stored", platform: "slack", err: error }, "answered 503");
      return c.body(null, 503);
    }
    return answer ? c.json(answer) : c.body(null, 200);
  };

  const readEvent = async (text: string): Promise<Taken | undefined> => {
    const body = readJson(text);
    if (!body) return undefined;
    if (body.type === "url_verification") {
      const challenge = String(body.challenge ?? "");
      return { incoming: { kind: "ignored", reason: "url_verification" }, answer: { challenge } };
    }
    if (isOfAccess(body)) {
      await hearOfAccess(body).catch((error: unknown) => {
        log.error({ event: "slack_event_failed", err: error }, "a Slack event was not handled");
      });
    }
    return { incoming: parseEvent(body, now()) };
  };

  const readInteraction = async (text: string): Promise<Taken | undefined> => {
    const body = readJson(new URLSearchParams(text).get("payload") ?? "");
    if (body?.type === "view_submission") return readSubmission(body);
    const incoming = body && parseInteraction(body, now());
    const trigger = formTrigger(body);
    if (incoming?.kind === "action" && trigger && (await opened(incoming, trigger)))
      return { incoming: { kind: "ignored", reason: "a form was opened" } };
    return incoming && { incoming };
  };

  /** Where no form opens in time, the tap counts as one without. */
  const opened = async (tapped: IncomingAction, trigger: string): Promise<boolean> => {
    const late = Promise.withResolvers<false>();
    const timer = setTimeout(() => late.resolve(false), FORM_MS);
    const opening = openForm(tapped, trigger).catch((error: unknown) => {
      log.warn({ event: "slack_form_not_opened", err: error }, "a form was not opened");
      return false;
    });
    return Promise.race([opening, late.promise]).finally(() => clearTimeout(timer));
  };

  /** What is wrong is told beside its field, and nothing is stored. */
  const readSubmission = (body: Body): Taken => {
    const incoming = parseSubmission(body, now());
    const read = incoming.kind === "action" && readForm(incoming.form ?? {}, { now: now(), timeZone });
    if (!read || !("errors" in read)) return { incoming };
    const answer = { response_action: "errors", errors: read.errors };
    return { incoming: { kind: "ignored", reason: "a form with mistakes" }, answer };
  };

  const readCommand = (text: string): Taken | undefined => {
    const form = Object.fromEntries(new URLSearchParams(text));
    if (form.ssl_check) return { incoming: { kind: "ignored", reason: "ssl_check" } };
    if (!form.command) return undefined;
    // Without this nobody but its author sees the command that the channel gets an answer to.
    return { incoming: parseCommand(form, now()), answer: { response_type: "in_channel" } };
  };

  return {
    routes: (ingest: Ingest): Hono =>
      new Hono()
        .post("/slack/events", take(ingest, readEvent))
        .post("/slack/interactive", take(ingest, readInteraction))
        .post("/slack/commands", take(ingest, readCommand)),
  };
}

const logged = (incoming: Incoming) => ({
  event: "webhook",
  platform: "slack",
  kind: incoming.kind,
  ...(incoming.kind === "ignored" ? { reason: incoming.reason } : { providerEventId: incoming.providerEventId }),
});

function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function readJson(text: string): Body | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? (parsed as Body) : undefined;
  } catch {
    return undefined;
  }
}
