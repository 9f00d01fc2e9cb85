/** Calls our webhooks as the platforms do: signed over the very bytes, and as often as a test wants. */
import { createHmac } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { Slack } from "./slack.ts";
import type { Twilio } from "./twilio.ts";

type Options = {
  url: () => string;
  clock: Clock;
  slack: Slack;
  twilio: Twilio;
  /** How often each call is made; a platform that heard no answer calls again. */
  times?: number;
  /** Runs between the first delivery and the others. */
  afterFirst?: () => Promise<void>;
};
type Delivery = { path: string; body: string; headers: Record<string, string> };

export type Relay = ReturnType<typeof createRelay>;

export function createRelay({ url, clock, slack, twilio, times = 1, afterFirst }: Options) {
  let serial = 0;
  const next = () => {
    serial += 1;
    return serial;
  };

  const post = async ({ path, body, headers }: Delivery): Promise<void> => {
    const response = await fetch(`${url()}${path}`, { method: "POST", body, headers });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  };
  /** The first two at the same time, the others after: both kinds of redelivery happen. */
  const deliver = async (delivery: Delivery): Promise<void> => {
    const atOnce = afterFirst ? 1 : Math.min(times, 2);
    await Promise.all(Array.from({ length: atOnce }, () => post(delivery)));
    await afterFirst?.();
    for (let sent = atOnce; sent < times; sent += 1) await post(delivery);
  };

  const signedBySlack = (path: string, body: string, contentType: string): Delivery => {
    const at = String(Math.floor(clock.now().getTime() / 1_000));
    const signature = createHmac("sha256", slack.signingSecret).update(`v0:${at}:${body}`).digest("hex");
    return {
      path,
      body,
      headers: {
        "content-type": contentType,
        "x-slack-request-timestamp": at,
        "x-slack-signature": `v0=${signature}`,
      },
    };
  };
  const slackEvent = (event: Record<string, unknown>) => {
    const envelope = {
      type: "event_callback",
      team_id: slack.teamId,
      api_app_id: "A0TEST",
      event_id: `Ev${next()}`,
      event_time: Math.floor(clock.now().getTime() / 1_000),
      authorizations: [{ team_id: slack.teamId, user_id: slack.botId, is_bot: true }],
      event,
    };
    return deliver(signedBySlack("/webhooks/slack/events", JSON.stringify(envelope), "application/json"));
  };
  const signedByTwilio = (path: string, of: Record<string, string>): Delivery => {
    const sorted = Object.keys(of).toSorted();
    const said = `${url()}${path}${sorted.map((name) => name + of[name]).join("")}`;
    return {
      path,
      body: new URLSearchParams(of).toString(),
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": createHmac("sha1", twilio.authToken).update(said).digest("base64"),
      },
    };
  };
  const fromPhone = (of: Record<string, string>, channel: "whatsapp" | "sms", from: string) => {
    const scheme = channel === "whatsapp" ? "whatsapp:" : "";
    const sid = `SM${String(next()).padStart(32, "0")}`;
    return deliver(
      signedByTwilio(`/webhooks/twilio/${channel}`, {
        AccountSid: twilio.accountSid,
        MessageSid: sid,
        SmsMessageSid: sid,
        From: `${scheme}${from}`,
        To: `${scheme}${channel === "whatsapp" ? twilio.whatsappFrom : twilio.smsFrom}`,
        NumMedia: "0",
        ...of,
      }),
    );
  };

  return {
    /** The director mentions the bot; Slack tells it twice, as a mention and as a message. Returns the thread. */
    async mention(text: string, thread?: string): Promise<string> {
      const said = `<@${slack.botId}> ${text}`;
      const ts = await slack.post(said, thread);
      const event = {
        user: slack.directorId,
        text: said,
        ts,
        channel: slack.channel,
        ...(thread && { thread_ts: thread }),
      };
      await slackEvent({ ...event, type: "app_mention" });
      await slackEvent({ ...event, type: "message", channel_type: "channel" });
      return thread ?? ts;
    },
    /** The director writes in a thread without a mention. */
    async write(text: string, thread: string): Promise<void> {
      const ts = await slack.post(text, thread);
      const event = { type: "message", channel_type: "channel", user: slack.directorId, text, ts };
      await slackEvent({ ...event, channel: slack.channel, thread_ts: thread });
    },
    /** The director presses a button of a message in a thread. */
    press(button: { value: string; actionId: string }, at: { ts: string; thread: string }): Promise<void> {
      const payload = {
        type: "block_actions",
        user: { id: slack.directorId, username: "director" },
        team: { id: slack.teamId },
        channel: { id: slack.channel },
        container: { type: "message", message_ts: at.ts, thread_ts: at.thread, channel_id: slack.channel },
        message: { ts: at.ts, thread_ts: at.thread },
        trigger_id: `${next()}.0`,
        actions: [
          {
            type: "button",
            action_id: button.actionId,
            value: button.value,
            action_ts: `${clock.now().getTime() / 1_000}`,
          },
        ],
      };
      const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
      return deliver(signedBySlack("/webhooks/slack/interactive", body, "application/x-www-form-urlencoded"));
    },
    /** Twilio tells that a message of ours has reached its phone. */
    delivered: (sid: string, to: string) =>
      deliver(
        signedByTwilio("/webhooks/twilio/status", {
          AccountSid: twilio.accountSid,
          MessageSid: sid,
          MessageStatus: "delivered",
          From: `whatsapp:${twilio.whatsappFrom}`,
          To: `whatsapp:${to}`,
        }),
      ),
    text: (from: string, body: string, channel: "whatsapp" | "sms" = "whatsapp") =>
      fromPhone({ Body: body }, channel, from),
    /** Taps a quick reply of a template. */
    tap: (from: string, payload: string) =>
      fromPhone(
        { Body: "a button", ButtonText: "a button", ButtonPayload: payload, MessageType: "button" },
        "whatsapp",
        from,
      ),
  };
}
