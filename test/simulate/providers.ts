/**
 * WhatsApp by Meta, Slack and an embedder in one server, which keeps what arrived and when by the clock of the week, and
 * tells whoever it was for.
 */
import type { ServerResponse } from "node:http";
import { type Asked, answering } from "../support/answering.ts";
import type { Clock } from "./clock.ts";
import { readPost, type SlackPost } from "./read-post.ts";
import { type CloudMessage, type PhoneMessage, readSms, readWhatsApp, refusal } from "./read-whatsapp.ts";

export const WHATSAPP = { account: "100000000000001", secret: "week-app-secret", verify: "week-verify-token" };
export const TWILIO = { account: `AC${"0".repeat(32)}`, token: "week-twilio-token", number: "+15005550006" };
export const SLACK = { team: "T0WEEK", bot: "U0BOT", channel: "C0CASTING", secret: "week-slack-secret" };

export type Member = { id: string; name: string; email: string };
type Ears = { phone: (message: PhoneMessage) => void; slack: (post: SlackPost) => void };

export async function startProviders(clock: Clock, team: Member[]) {
  const texts: PhoneMessage[] = [];
  const posts: SlackPost[] = [];
  const refused: string[] = [];
  let ears: Ears = { phone: () => undefined, slack: () => undefined };

  const whatsapp = (body: string, response: ServerResponse) => {
    const id = `wamid.${String(texts.length + 1).padStart(8, "0")}`;
    const raw = JSON.parse(body) as CloudMessage;
    const wrong = refusal(raw);
    if (wrong) {
      refused.push(wrong);
      return json(response, { error: { code: 132_018, message: wrong } }, 400);
    }
    const message = readWhatsApp(raw, { id, at: clock.now() });
    texts.push(message);
    json(response, { messages: [{ id }] });
    ears.phone(message);
  };
  const sms = (form: URLSearchParams, response: ServerResponse) => {
    const sid = `SM${String(texts.length + 1).padStart(32, "0")}`;
    const message = readSms(form, { id: sid, at: clock.now() });
    texts.push(message);
    json(response, { sid, status: "queued", body: form.get("Body") }, 201);
    ears.phone(message);
  };
  const slack = (method: string, form: URLSearchParams, response: ServerResponse) => {
    if (method === "users.info") {
      const { name, email } = team.find((one) => one.id === form.get("user")) ?? {};
      return json(response, { ok: true, user: { profile: { real_name: name, email } } });
    }
    if (method !== "chat.postMessage") return json(response, { ok: true, messages: [] });
    const ts = `${Math.floor(clock.now().getTime() / 1_000)}.${String(500_000 + posts.length)}`;
    const post = readPost(form, { ts, at: clock.now() });
    posts.push(post);
    json(response, { ok: true, channel: post.channel, ts });
    ears.slack(post);
  };
  const server = await answering(({ url, body }: Asked, response) => {
    const path = new URL(url, "http://provider").pathname;
    if (path.startsWith("/slack/")) return slack(path.slice("/slack/".length), new URLSearchParams(body), response);
    if (path.startsWith("/2010-04-01/")) return sms(new URLSearchParams(body), response);
    if (path === "/embeddings") return json(response, { data: vectors(JSON.parse(body) as { input: string[] }) });
    return whatsapp(body, response);
  });

  return {
    /** Everything that reached a phone, and everything that was posted, in order. */
    texts,
    posts,
    /** What the platforms did not take. */
    refused,
    listen: (to: Ears) => {
      ears = to;
    },
    env: {
      WHATSAPP_PHONE_NUMBER_ID: WHATSAPP.account,
      WHATSAPP_ACCESS_TOKEN: "week-access-token",
      WHATSAPP_APP_SECRET: WHATSAPP.secret,
      WHATSAPP_VERIFY_TOKEN: WHATSAPP.verify,
      WHATSAPP_API_URL: `${server.url}/whatsapp`,
      TWILIO_ACCOUNT_SID: TWILIO.account,
      TWILIO_AUTH_TOKEN: TWILIO.token,
      TWILIO_SMS_FROM: TWILIO.number,
      TWILIO_API_URL: server.url,
      SLACK_SIGNING_SECRET: SLACK.secret,
      SLACK_BOT_TOKEN: "xoxb-week",
      SLACK_API_URL: `${server.url}/slack`,
      EMBEDDINGS_URL: server.url,
    },
    close: server.close,
  };
}
export type Providers = Awaited<ReturnType<typeof startProviders>>;

const json = (response: ServerResponse, body: unknown, status = 200) =>
  void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

/** So many numbers of a vector are 1: its length is 4, and whatever is made of it is a fraction that halves hold exactly. */
const ONES = 16;
const PLACES = 512 - ONES;

/**
 * Texts that share words are near each other: enough to rank by. PostgreSQL keeps halves and PGlite singles, so with any
 * other numbers people who fit alike would be ranked by what is lost in each.
 */
function vectors({ input }: { input: string[] }) {
  return input.map((text, index) => {
    const words = text.toLowerCase().split(/\W+/).map(placeOf);
    const places = [...new Set(words)].slice(0, ONES);
    const filled = Array.from({ length: ONES - places.length }, (_, nth) => PLACES + nth);
    const embedding = Array<number>(PLACES + ONES).fill(0);
    for (const place of [...places, ...filled]) embedding[place] = 1;
    return { index, embedding };
  });
}

const placeOf = (word: string) => [...word].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % PLACES, 7);
