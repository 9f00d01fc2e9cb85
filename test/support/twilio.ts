/**
 * Twilio: emulate keeps the messages and calls back with their states. It knows no Content templates, so a front keeps the
 * variables of those and gives the message the body that Twilio would have made of them.
 */
import { createEmulator } from "emulate";
import { Hono } from "hono";
import type { Clock } from "./clock.ts";
import { serveOnLoopback } from "./loopback.ts";

const SID = `AC${"0".repeat(32)}`;
const TOKEN = "test-twilio-auth-token";
const SMS_FROM = "+15005550006";
const WHATSAPP_FROM = "+15005550001";
const TEMPLATES = ["invitation", "reminder", "notice"];
const sidOf = (index: number) => `HX${String(index + 1).padStart(32, "0")}`;

export type Sent = {
  sid: string;
  channel: "sms" | "whatsapp";
  to: string;
  body: string;
  /** The template's name and variables, when it is no free text. */
  template?: { name: string; variables: string[] };
};
type Created = { sid?: string; date_created?: string };

export type Twilio = Awaited<ReturnType<typeof startTwilio>>;

export async function startTwilio(clock: Clock) {
  const emulator = await createEmulator({
    service: "twilio",
    port: 0,
    seed: {
      twilio: {
        account: { sid: SID, auth_token: TOKEN, friendly_name: "Test" },
        phone_numbers: [SMS_FROM, `whatsapp:${WHATSAPP_FROM}`].map((number) => ({
          phone_number: number,
          friendly_name: number,
        })),
      },
    },
  });
  const inner = emulator.url.replace("localhost", "127.0.0.1");
  const sent: Sent[] = [];
  const dates = new Map<string, string>();
  const dated = <T extends Created>(message: T): T => ({
    ...message,
    date_created: dates.get(message.sid ?? "") ?? message.date_created,
  });

  const app = new Hono();
  app.all("*", async (c) => {
    const { pathname, search } = new URL(c.req.url);
    const form = c.req.method === "POST" ? new URLSearchParams(await c.req.text()) : undefined;
    const template = form && templateOf(form);
    if (template) form.set("Body", [template.name, ...template.variables].join(" "));
    const headers = { authorization: c.req.header("authorization") ?? "" };
    const response = await fetch(`${inner}${pathname}${search}`, {
      method: c.req.method,
      headers,
      ...(form && { body: form }),
    });
    const answer = (await response.json()) as Created & { messages?: Created[] };
    if (form && response.ok && answer.sid) {
      dates.set(answer.sid, clock.now().toUTCString());
      const to = form.get("To") ?? "";
      sent.push({
        sid: answer.sid,
        channel: to.startsWith("whatsapp:") ? "whatsapp" : "sms",
        to: to.replace(/^whatsapp:/, ""),
        body: form.get("Body") ?? "",
        ...(template && { template }),
      });
    }
    const body = answer.messages ? { ...answer, messages: answer.messages.map(dated) } : dated(answer);
    return c.json(body, response.status as 200);
  });
  const front = await serveOnLoopback(app);

  return {
    env: {
      TWILIO_ACCOUNT_SID: SID,
      TWILIO_AUTH_TOKEN: TOKEN,
      TWILIO_SMS_FROM: SMS_FROM,
      TWILIO_WHATSAPP_FROM: WHATSAPP_FROM,
      TWILIO_API_URL: front.url,
      TWILIO_CONTENT_SIDS: TEMPLATES.map((name, index) => `${name}=${sidOf(index)}`).join(","),
    },
    authToken: TOKEN,
    accountSid: SID,
    smsFrom: SMS_FROM,
    whatsappFrom: WHATSAPP_FROM,
    /** Everything that was sent, or what was sent to one number, oldest first. */
    sent: (to?: string) => sent.filter((one) => !to || one.to === to),
    async close() {
      await front.close();
      await emulator.close();
    },
  };
}

function templateOf(form: URLSearchParams): { name: string; variables: string[] } | undefined {
  const contentSid = form.get("ContentSid");
  if (!contentSid) return undefined;
  const variables = JSON.parse(form.get("ContentVariables") ?? "{}") as Record<string, string>;
  const name = TEMPLATES.find((_, index) => sidOf(index) === contentSid) ?? "unknown";
  const ordered = Object.entries(variables).toSorted(([a], [b]) => Number(a) - Number(b));
  return { name, variables: ordered.map(([, value]) => value) };
}
