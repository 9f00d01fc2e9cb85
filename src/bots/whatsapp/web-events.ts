import type { Message } from "whatsapp-web.js";
import type { Incoming, Media, Receipt } from "../../core/messages/message.ts";

/** The parts of the library's Message that we read. */
export type WebMessage = Pick<Message, "id" | "from" | "body" | "type" | "timestamp" | "fromMe">;

const MEDIA: Record<string, Media["kind"]> = {
  image: "image",
  video: "video",
  audio: "audio",
  ptt: "audio",
  document: "document",
  sticker: "sticker",
  location: "location",
  vcard: "contacts",
  multi_vcard: "contacts",
};

/** What a person sent to the paired account; groups, status updates and the application's own lines are ignored. */
export function parseWebMessage(message: WebMessage, { account, at }: { account: string; at: Date }): Incoming {
  if (message.fromMe) return { kind: "ignored", reason: "own message" };
  const address = addressOf(message.from);
  if (!address) return { kind: "ignored", reason: `from:${message.from.split("@")[1] ?? "nobody"}` };
  const media = MEDIA[message.type];
  if (!media && message.type !== "chat") return { kind: "ignored", reason: `type:${message.type}` };
  const sentAt = new Date(message.timestamp * 1_000);
  return {
    kind: "message",
    channel: "whatsapp",
    platform: "whatsapp_web",
    account,
    providerEventId: message.id._serialized,
    conversationKey: address,
    sender: { address },
    sentAt: (Number.isNaN(sentAt.getTime()) ? at : sentAt).toISOString(),
    text: message.body ?? "",
    media: media ? [{ kind: media, reference: message.id._serialized }] : [],
    mentioned: true,
    direct: true,
  };
}

/** The library's MessageAck. */
const ACKS: Record<number, Receipt["status"]> = {
  [-1]: "failed",
  0: "queued",
  1: "sent",
  2: "delivered",
  3: "read",
  4: "read",
};

/** How far a message of ours has come; undefined for anybody else's and for a number we do not know. */
export function parseWebAck(message: WebMessage, ack: number, account: string): Receipt | undefined {
  const status = ACKS[ack];
  if (!message.fromMe || !status) return undefined;
  return {
    kind: "receipt",
    channel: "whatsapp",
    platform: "whatsapp_web",
    account,
    providerEventId: `${message.id._serialized}:${ack}`,
    providerMessageId: message.id._serialized,
    status,
  };
}

/** "15005550010@c.us" is a number; "…@lid" is a person who hides it, kept whole. */
function addressOf(from: string): string | undefined {
  const [user, server] = from.split("@");
  if (server === "c.us" && user && /^\d+$/.test(user)) return `+${user}`;
  return server === "lid" && user ? from : undefined;
}

/** The chat of an address of ours. */
export const chatOf = (address: string) => (address.includes("@") ? address : `${address.replace(/\D/g, "")}@c.us`);
