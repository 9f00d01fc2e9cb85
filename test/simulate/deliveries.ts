/** What people do, as the platforms deliver it: signed webhooks. */
import { createHmac } from "node:crypto";
import type { Ping } from "../support/fake-google/server.ts";
import type { Clock } from "./clock.ts";
import { SLACK, TWILIO, WHATSAPP } from "./providers.ts";
import type { Button, SlackPost } from "./read-post.ts";
import type { Option } from "./read-whatsapp.ts";

export const PUBLIC_URL = "https://castmatch.example";
const SMS_PATH = "/webhooks/twilio/sms";

export type Deliveries = ReturnType<typeof createDeliveries>;
type Content = Record<string, unknown> & { type: string };

export function createDeliveries({ url, clock }: { url: () => string; clock: Clock }) {
  let serial = 0;
  const seconds = () => String(Math.floor(clock.now().getTime() / 1_000));
  const next = () => {
    serial += 1;
    return String(serial).padStart(6, "0");
  };

  const post = async (path: string, body: string, headers: Record<string, string>) => {
    const response = await fetch(`${url()}${path}`, { method: "POST", body, headers });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  };
  const meta = (value: object) => {
    const body = JSON.stringify({
      object: "whatsapp_business_account",
      entry: [
        {
          id: "1",
          changes: [{ field: "messages", value: { metadata: { phone_number_id: WHATSAPP.account }, ...value } }],
        },
      ],
    });
    const signature = createHmac("sha256", WHATSAPP.secret).update(body).digest("hex");
    return post("/webhooks/whatsapp", body, {
      "content-type": "application/json",
      "x-hub-signature-256": `sha256=${signature}`,
    });
  };
  const message = (phone: string, content: Content) => {
    const from = phone.slice(1);
    return meta({
      contacts: [{ wa_id: from }],
      messages: [{ id: `wamid.in.${next()}`, from, timestamp: seconds(), ...content }],
    });
  };
  const slack = (path: string, body: string, contentType: string) => {
    const at = seconds();
    const signature = createHmac("sha256", SLACK.secret).update(`v0:${at}:${body}`).digest("hex");
    return post(`/webhooks/slack/${path}`, body, {
      "content-type": contentType,
      "x-slack-request-timestamp": at,
      "x-slack-signature": `v0=${signature}`,
    });
  };

  return {
    text: (phone: string, body: string) => message(phone, { type: "text", text: { body } }),
    tap(phone: string, { id, label, interactive }: Option): Promise<void> {
      if (interactive === "number") return message(phone, { type: "text", text: { body: id } });
      return interactive === "template"
        ? message(phone, { type: "button", button: { payload: id, text: label } })
        : message(phone, {
            type: "interactive",
            interactive: { type: interactive, [interactive]: { id, title: label } },
          });
    },
    /** A text, as Twilio brings it. */
    sms(phone: string, body: string): Promise<void> {
      const form = {
        AccountSid: TWILIO.account,
        Body: body,
        From: phone,
        MessageSid: `SM${next().padStart(32, "1")}`,
        To: TWILIO.number,
      };
      const said = Object.entries(form).flat().join("");
      const signature = createHmac("sha1", TWILIO.token).update(`${PUBLIC_URL}${SMS_PATH}${said}`).digest("base64");
      return post(SMS_PATH, new URLSearchParams(form).toString(), {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": signature,
      });
    },
    /** Meta tells that messages have reached their phones. */
    delivered: (all: { id: string; to: string; outboxId: string | undefined }[]) =>
      meta({
        statuses: all.map(({ id, to, outboxId }) => ({
          id,
          status: "delivered",
          timestamp: seconds(),
          recipient_id: to.slice(1),
          ...(outboxId && { biz_opaque_callback_data: outboxId }),
        })),
      }),
    /** Google tells of a change in a calendar, without a word of what it is. */
    pinged: ({ address, headers }: Ping) => post(new URL(address).pathname, "", headers),
    /** What a message of Slack's is called; the first of a thread names the thread. */
    stamp: () => `${seconds()}.${next()}`,
    /** Writes to the casting channel, or into a thread of it. */
    write(user: string, said: string, { ts, thread }: { ts: string; thread?: string }): Promise<void> {
      const text = `<@${SLACK.bot}> ${said}`;
      const event = {
        type: "app_mention",
        user,
        text,
        ts,
        channel: SLACK.channel,
        ...(thread && { thread_ts: thread }),
      };
      const authorizations = [{ team_id: SLACK.team, user_id: SLACK.bot, is_bot: true }];
      const body = { type: "event_callback", team_id: SLACK.team, event_id: `Ev${ts}`, authorizations, event };
      return slack("events", JSON.stringify(body), "application/json");
    },
    press: (user: string, { ts, thread, channel }: SlackPost, { value, actionId, blockId }: Button) => {
      const payload = {
        type: "block_actions",
        user: { id: user, team_id: SLACK.team },
        team: { id: SLACK.team },
        channel: { id: channel },
        message: { ts, thread_ts: thread },
        actions: [{ action_id: actionId, block_id: blockId, value, action_ts: `${seconds()}.${next()}` }],
      };
      return slack(
        "interactive",
        new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
        "application/x-www-form-urlencoded",
      );
    },
  };
}
