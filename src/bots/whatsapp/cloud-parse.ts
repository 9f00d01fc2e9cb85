import { z } from "zod";
import type { Ignored, Incoming, Receipt } from "../../core/messages/message.ts";
import { parseCloudMessage } from "./cloud-message.ts";

const Body = z.looseObject({
  entry: z.array(z.looseObject({ changes: z.array(z.unknown()).optional() })),
});
const Change = z.looseObject({ field: z.string(), value: z.looseObject({}) });
const Value = z.looseObject({
  metadata: z.looseObject({ phone_number_id: z.string().min(1) }),
  contacts: z.array(z.unknown()).default([]),
  messages: z.array(z.unknown()).default([]),
  statuses: z.array(z.unknown()).default([]),
});
const Status = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  biz_opaque_callback_data: z.string().optional(),
  errors: z.array(z.looseObject({ code: z.number() })).optional(),
});

/**
 * Every event of a body, in order; what we make nothing of is ignored with its reason, so that one odd event costs no
 * other. `at` stands in where Meta names no time. Undefined when the bytes are no body of Meta's.
 */
export function parseCloud(bytes: Uint8Array, at: Date): Incoming[] | undefined {
  const body = Body.safeParse(jsonOf(bytes));
  if (!body.success) return undefined;
  return body.data.entry.flatMap((entry) => (entry.changes ?? []).flatMap((change) => parseChange(change, at)));
}

function parseChange(given: unknown, at: Date): Incoming[] {
  const change = Change.safeParse(given);
  if (!change.success) return [ignored("malformed change")];
  if (change.data.field !== "messages") return [ignored(`field:${change.data.field}`)];
  const value = Value.safeParse(change.data.value);
  if (!value.success) return [ignored("malformed messages")];
  const { metadata, contacts, messages, statuses } = value.data;
  const account = metadata.phone_number_id;
  const events = [
    ...messages.map((message) => parseCloudMessage(message, { account, contacts, at })),
    ...statuses.map((status) => parseStatus(status, account)),
  ];
  return events.length > 0 ? events : [ignored("no message")];
}

const STATUSES: Record<string, Receipt["status"]> = {
  sent: "sent",
  delivered: "delivered",
  read: "read",
  played: "read",
  failed: "failed",
};

function parseStatus(given: unknown, account: string): Receipt | Ignored {
  const parsed = Status.safeParse(given);
  if (!parsed.success) return ignored("malformed status");
  const { id, status: word, errors, biz_opaque_callback_data: outboxId } = parsed.data;
  const status = STATUSES[word];
  if (!status) return ignored(`status:${word}`);
  const code = errors?.[0]?.code;
  return {
    kind: "receipt",
    channel: "whatsapp",
    platform: "whatsapp_cloud",
    account,
    providerEventId: `${id}:${word}`,
    providerMessageId: id,
    status,
    ...(code !== undefined && { errorCode: String(code) }),
    ...(outboxId && { outboxId }),
  };
}

const ignored = (reason: string): Ignored => ({ kind: "ignored", reason });

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
