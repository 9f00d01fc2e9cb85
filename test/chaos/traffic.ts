/** People and platforms: signed webhooks, each delivered one to five times at any moment, again and again until it is taken. */
import { createHmac } from "node:crypto";
import type { Random } from "../support/random.ts";
import { SLACK, TWILIO } from "./providers.ts";

const RETRY_MS = 500;
const GIVE_UP_MS = 15_000;
const LATEST_MS = 2_000;

export type Message = { marker: string; eventId: string; acceptedAt?: number; deliveries: number };
export type Traffic = ReturnType<typeof createTraffic>;
type Delivery = { path: string; body: string; headers: Record<string, string> };

export function createTraffic({ url, random }: { url: () => string; random: Random }) {
  const messages: Message[] = [];
  const underWay = new Set<Promise<void>>();
  /** What was refused for good, which nothing here deserves. */
  const refused: string[] = [];
  let stopped = false;
  let serial = 0;

  /** A platform does not give up; we answer 2xx once it is stored. */
  const insist = async (delivery: Delivery, onAccepted: () => void): Promise<void> => {
    while (!stopped) {
      const status = await fetch(`${url()}${delivery.path}`, {
        method: "POST",
        body: delivery.body,
        headers: delivery.headers,
        signal: AbortSignal.timeout(GIVE_UP_MS),
      }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        () => 0,
      );
      if (status >= 200 && status < 300) return onAccepted();
      if (status >= 400 && status < 500) return void refused.push(`${delivery.path} answered ${status}`);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  };
  const track = (work: Promise<void>) => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };
  const deliver = (delivery: () => Delivery, times: number, onAccepted: () => void) => {
    const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const copies = Array.from({ length: times }, async (_, copy) => {
      if (copy > 0) await later(random.below(LATEST_MS));
      await insist(delivery(), onAccepted);
    });
    track(Promise.all(copies).then(() => undefined));
  };

  const say = (from: string | "slack"): Message => {
    serial += 1;
    const marker = `note-${serial}`;
    const eventId = from === "slack" ? slackTs(serial) : `SM${String(serial).padStart(32, "0")}`;
    const message: Message = { marker, eventId, deliveries: random.between(1, 5) };
    messages.push(message);
    const text = `Please keep ${marker} in mind`;
    const delivery = () =>
      from === "slack" ? slackMention(text, eventId) : twilioText(url(), { from, sid: eventId, of: { Body: text } });
    deliver(delivery, message.deliveries, () => {
      message.acceptedAt ??= Date.now();
    });
    return message;
  };

  return {
    messages,
    refused,
    say,
    /** A person taps a button. */
    tap(from: string, payload: string, times = 1): void {
      serial += 1;
      const sid = `SM${String(serial).padStart(32, "0")}`;
      const of = { Body: "tap", ButtonPayload: payload };
      deliver(
        () => twilioText(url(), { from, sid, of }),
        times,
        () => undefined,
      );
    },
    /** Twilio tells what became of a message of ours. */
    receipt({ outboxId, sid, to }: { outboxId: string; sid: string; to: string }): void {
      const of = { MessageSid: sid, MessageStatus: "delivered", From: TWILIO.from, To: to };
      const path = `/webhooks/twilio/status?o=${encodeURIComponent(outboxId)}`;
      deliver(
        () => signedByTwilio(url(), path, of),
        random.between(1, 2),
        () => undefined,
      );
    },
    /** Waits until every delivery was taken. */
    delivered: async () => void (await Promise.all(underWay)),
    stop: () => {
      stopped = true;
    },
  };
}

const slackTs = (serial: number) => `${Math.floor(Date.now() / 1_000)}.${String(serial).padStart(6, "0")}`;

function slackMention(text: string, ts: string): Delivery {
  const event = { type: "app_mention", user: SLACK.user, text: `<@${SLACK.bot}> ${text}`, ts, channel: SLACK.channel };
  const at = String(Math.floor(Date.now() / 1_000));
  const body = JSON.stringify({
    type: "event_callback",
    team_id: SLACK.team,
    api_app_id: "A0CHAOS",
    event_id: `Ev${ts}`,
    event_time: Number(at),
    authorizations: [{ team_id: SLACK.team, user_id: SLACK.bot, is_bot: true }],
    event,
  });
  const signature = createHmac("sha256", SLACK.secret).update(`v0:${at}:${body}`).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-slack-request-timestamp": at,
    "x-slack-signature": `v0=${signature}`,
  };
  return { path: "/webhooks/slack/events", body, headers };
}

type Text = { from: string; sid: string; of: Record<string, string> };

const twilioText = (url: string, { from, sid, of }: Text): Delivery =>
  signedByTwilio(url, "/webhooks/twilio/sms", {
    AccountSid: TWILIO.sid,
    MessageSid: sid,
    From: from,
    To: TWILIO.from,
    NumMedia: "0",
    ...of,
  });

function signedByTwilio(url: string, path: string, of: Record<string, string>): Delivery {
  const said = `${url}${path}${Object.keys(of)
    .toSorted()
    .map((name) => name + of[name])
    .join("")}`;
  return {
    path,
    body: new URLSearchParams(of).toString(),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": createHmac("sha1", TWILIO.token).update(said).digest("base64"),
    },
  };
}
