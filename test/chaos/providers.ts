/**
 * Twilio, Slack, Google, Claude and an embedder in one server. It keeps what was done, by our ids, and how often; and now
 * and then it does as real ones do: does it and says 500, cuts the line, asks to wait, answers with a proxy's page.
 */
import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { type Asked, answering } from "../support/answering.ts";
import type { Random } from "../support/random.ts";
import { answerClaude } from "./claude.ts";
import { createGoogle } from "./google.ts";

export const TWILIO = { sid: `AC${"0".repeat(32)}`, token: "chaos-twilio-token", from: "+15005550006" };
export const SLACK = {
  secret: "chaos-slack-secret",
  team: "T0CHAOS",
  bot: "U0BOT",
  user: "U0DIRECTOR",
  channel: "C0CAST",
};

const TOLD_SHARE = 0.5;

/** One thing that happened to a person: a text or a post. */
export type Effect = { outboxId: string; body: string; at: number };
export type Providers = Awaited<ReturnType<typeof startProviders>>;

type Posted = { ts: string; thread: string | undefined; metadata: unknown };
type Sent = { sid: string; to: string; body: string; date_created: string };

export async function startProviders(random: Random, { publicUrl }: { publicUrl: () => string }) {
  let troubleShare = 0;
  const effects: Effect[] = [];
  const sent: Sent[] = [];
  const posted: Posted[] = [];
  const asked = new Map<string, number[]>();
  const receipts: { outboxId: string; sid: string; to: string }[] = [];
  const google = createGoogle();

  const answer = ({ method, url, body }: Asked, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(url, "http://provider");
    if (pathname.endsWith("/Messages.json")) return twilio(method, body, searchParams, response);
    if (pathname.startsWith("/slack/"))
      return slack(pathname.slice("/slack/".length), new URLSearchParams(body), response);
    if (pathname.startsWith("/v1/messages")) return answerClaude(body, response, { random, troubleShare, asked });
    if (pathname === "/embeddings")
      return json(response, 200, { data: vectors(JSON.parse(body) as { input: string[] }) });
    return troubled(response, () => google.answer({ method, pathname, body, response }));
  };

  /** Does it, and answers well; or one of the ways in which a provider fails. */
  const troubled = (response: ServerResponse, act: () => { status: number; body: unknown } | undefined) => {
    if (!random.chance(troubleShare)) return done(response, act());
    const kind = random.pick(["done_500", "done_cut", "done_garbage", "429", "500"] as const);
    if (kind === "429") return response.writeHead(429, { "retry-after": "1" }).end("{}");
    if (kind === "500") return json(response, 500, { error: "internal" });
    act();
    if (kind === "done_500") return json(response, 500, { error: "internal" });
    if (kind === "done_cut") return response.destroy();
    return response.writeHead(200).end("<html>Bad gateway</html>");
  };

  const twilio = (method: string, body: string, query: URLSearchParams, response: ServerResponse) => {
    if (method === "GET") {
      const messages = sent.filter((one) => one.to === query.get("To")).slice(-50);
      return troubled(response, () => ({
        status: 200,
        body: { messages: messages.map(shown), end: 0, page: 0, start: 0 },
      }));
    }
    const form = new URLSearchParams(body);
    troubled(response, () => {
      const message: Sent = {
        sid: `SM${randomUUID().replaceAll("-", "")}`,
        to: form.get("To") ?? "",
        body: form.get("Body") ?? "",
        date_created: new Date().toUTCString(),
      };
      sent.push(message);
      const outboxId = new URL(form.get("StatusCallback") ?? publicUrl()).searchParams.get("o") ?? "";
      effects.push({ outboxId, body: message.body, at: Date.now() });
      // A status that never comes: then only looking the message up tells that it left.
      if (random.chance(TOLD_SHARE)) receipts.push({ outboxId, sid: message.sid, to: message.to });
      return { status: 201, body: shown(message) };
    });
  };

  const slack = (method: string, form: URLSearchParams, response: ServerResponse) => {
    if (method === "users.info")
      return json(response, 200, { ok: true, user: { profile: { real_name: "Chaos Director" } } });
    if (method !== "chat.postMessage") {
      const found = posted.filter((one) => one.thread === (form.get("ts") ?? undefined));
      return troubled(response, () => ({ status: 200, body: { ok: true, messages: found } }));
    }
    troubled(response, () => {
      const metadata = JSON.parse(form.get("metadata") ?? "{}") as {
        event_payload?: { outbox_id?: string; part?: number };
      };
      const ts = `${Math.floor(Date.now() / 1_000)}.${String(posted.length).padStart(6, "0")}`;
      posted.push({ ts, thread: form.get("thread_ts") ?? undefined, metadata });
      const { outbox_id: outboxId = "", part = 0 } = metadata.event_payload ?? {};
      effects.push({ outboxId: `${outboxId}#${part}`, body: form.get("text") ?? "", at: Date.now() });
      return { status: 200, body: { ok: true, channel: form.get("channel"), ts } };
    });
  };

  const server = await answering(answer);
  return {
    url: server.url,
    effects,
    google,
    /** When the model was asked about a marker. */
    asked,
    /** Statuses that Twilio owes us. */
    owed: () => receipts.splice(0),
    trouble: (share: number) => {
      troubleShare = share;
    },
    env: {
      TWILIO_ACCOUNT_SID: TWILIO.sid,
      TWILIO_AUTH_TOKEN: TWILIO.token,
      TWILIO_SMS_FROM: TWILIO.from,
      TWILIO_API_URL: server.url,
      SLACK_SIGNING_SECRET: SLACK.secret,
      SLACK_BOT_TOKEN: "xoxb-chaos",
      SLACK_API_URL: `${server.url}/slack`,
      ANTHROPIC_API_KEY: "chaos-key",
      ANTHROPIC_BASE_URL: server.url,
      EMBEDDINGS_URL: server.url,
      GOOGLE_CLIENT_ID: "chaos",
      GOOGLE_CLIENT_SECRET: "chaos",
      GOOGLE_REFRESH_TOKEN: "chaos",
      GOOGLE_API_URL: server.url,
      GOOGLE_TOKEN_URL: `${server.url}/token`,
    },
    close: server.close,
  };
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
const done = (response: ServerResponse, acted: { status: number; body: unknown } | undefined) => {
  if (!acted) response.writeHead(204).end();
  else json(response, acted.status, acted.body);
};
const shown = (message: Sent) => ({ ...message, direction: "outbound-api", status: "sent", from: TWILIO.from });
const vectors = ({ input }: { input: string[] }) =>
  input.map((_, index) => ({
    index,
    embedding: Array.from({ length: 512 }, (__, place) => ((place + index) % 7) - 3),
  }));
