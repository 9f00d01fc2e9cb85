import type { Incoming, Media, Receipt } from "../../core/messages/message.ts";
import { type Form, field } from "./form.ts";

/** Twilio's ten at most. */
const MOST_MEDIA = 10;

/** What a person sent by SMS or WhatsApp; undefined when it is no message of Twilio's. Twilio names no time: `at` is ours. */
export function parseTwilioMessage(form: Form, at: Date): Incoming | undefined {
  const sid = field(form, "MessageSid") ?? field(form, "SmsMessageSid") ?? field(form, "SmsSid");
  const from = party(field(form, "From"));
  const to = party(field(form, "To"));
  if (!sid || !from || !to) return undefined;
  if (from.scheme !== "sms" && from.scheme !== "whatsapp") return { kind: "ignored", reason: `channel:${from.scheme}` };
  if (from.address === to.address) return { kind: "ignored", reason: "own message" };
  const type = field(form, "MessageType");
  if (type === "reaction") return { kind: "ignored", reason: "reaction" };
  const name = field(form, "ProfileName");
  const addressed = {
    ...carrier(from.scheme),
    account: to.address,
    providerEventId: sid,
    conversationKey: from.address,
    sender: { address: from.address, ...(name && { name }) },
    sentAt: at.toISOString(),
  };
  const actionId = field(form, "ButtonPayload") ?? field(form, "ListId");
  if (actionId) return { kind: "action", ...addressed, actionId };
  return {
    kind: "message",
    ...addressed,
    text: field(form, "OptOutType") ?? field(form, "Body") ?? "",
    media: mediaOf(form, type),
    mentioned: true,
    direct: true,
  };
}

const STATUSES: Record<string, Receipt["status"]> = {
  accepted: "queued",
  scheduled: "queued",
  queued: "queued",
  sending: "queued",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
};

/** What became of a message of ours; undefined when it is no status of Twilio's. */
export function parseTwilioStatus(
  form: Form,
  outboxId?: string,
): Receipt | { kind: "ignored"; reason: string } | undefined {
  const sid = field(form, "MessageSid") ?? field(form, "SmsSid");
  const word = (field(form, "MessageStatus") ?? field(form, "SmsStatus"))?.toLowerCase();
  const from = party(field(form, "From"));
  if (!sid || !word || !from) return undefined;
  const status = STATUSES[word];
  if (!status) return { kind: "ignored", reason: `status:${word}` };
  if (from.scheme !== "sms" && from.scheme !== "whatsapp") return { kind: "ignored", reason: `channel:${from.scheme}` };
  const errorCode = field(form, "ErrorCode");
  return {
    kind: "receipt",
    ...carrier(from.scheme),
    account: from.address,
    providerEventId: `${sid}:${word}`,
    providerMessageId: sid,
    status,
    ...(errorCode && { errorCode }),
    ...(outboxId && { outboxId }),
  };
}

const carrier = (scheme: "sms" | "whatsapp") =>
  scheme === "sms"
    ? ({ channel: "sms", platform: "twilio_sms" } as const)
    : ({ channel: "whatsapp", platform: "twilio_whatsapp" } as const);

/** "whatsapp:+15005550010", "whatsapp:US.123" (a business-scoped id) or "+15005550010". */
function party(value: string | undefined): { scheme: string; address: string } | undefined {
  if (!value) return undefined;
  const colon = value.indexOf(":");
  const address = value.slice(colon + 1).trim();
  return address ? { scheme: colon < 0 ? "sms" : value.slice(0, colon), address } : undefined;
}

function mediaOf(form: Form, type: string | undefined): Media[] {
  const media: Media[] = [];
  const count = Math.min(Number(field(form, "NumMedia") ?? 0) || 0, MOST_MEDIA);
  for (let index = 0; index < count; index += 1) {
    const contentType = field(form, `MediaContentType${index}`);
    const reference = field(form, `MediaUrl${index}`);
    media.push({
      kind: kindOf(contentType, type),
      ...(reference && { reference }),
      ...(contentType && { contentType }),
    });
  }
  const latitude = field(form, "Latitude");
  const longitude = field(form, "Longitude");
  if (latitude && longitude) media.push({ kind: "location", reference: `geo:${latitude},${longitude}` });
  return media;
}

function kindOf(contentType: string | undefined, type: string | undefined): Media["kind"] {
  if (type === "sticker") return "sticker";
  if (contentType === undefined) return "other";
  if (/^text\/(x-)?vcard/i.test(contentType)) return "contacts";
  const family = contentType.split("/")[0];
  return family === "image" || family === "video" || family === "audio" ? family : "document";
}
