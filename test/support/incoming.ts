import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "../../src/core/messages/message.ts";
import { SATURDAY } from "./office.ts";

/** A person's message as a bot hands it on; by default one on WhatsApp. */
export const message = (parts: Partial<IncomingMessage>): IncomingMessage => {
  const address = parts.sender?.address ?? "+910000000071";
  return {
    kind: "message",
    channel: "whatsapp",
    platform: "web",
    account: "stage",
    providerEventId: randomUUID(),
    conversationKey: address,
    sender: { address },
    sentAt: SATURDAY.toISOString(),
    text: "hello",
    media: [],
    mentioned: true,
    direct: true,
    ...parts,
  };
};
