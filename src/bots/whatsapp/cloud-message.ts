import { z } from "zod";
import type { Ignored, IncomingAction, IncomingMessage, Media } from "../../core/messages/message.ts";

const File = z.looseObject({
  id: z.string().optional(),
  mime_type: z.string().optional(),
  caption: z.string().optional(),
});
const Reply = z.looseObject({ id: z.string().min(1) });

const Message = z.looseObject({
  id: z.string().min(1),
  type: z.string(),
  from: z.string().optional(),
  from_user_id: z.string().optional(),
  timestamp: z.coerce.number().optional(),
  group_id: z.string().optional(),
  text: z.looseObject({ body: z.string() }).optional(),
  image: File.optional(),
  video: File.optional(),
  audio: File.optional(),
  document: File.optional(),
  sticker: File.optional(),
  location: z.looseObject({ latitude: z.number(), longitude: z.number(), name: z.string().optional() }).optional(),
  button: z.looseObject({ payload: z.string().optional(), text: z.string().optional() }).optional(),
  interactive: z
    .looseObject({ type: z.string(), button_reply: Reply.optional(), list_reply: Reply.optional() })
    .optional(),
});
type Message = z.output<typeof Message>;

const Contact = z.looseObject({
  wa_id: z.string().optional(),
  user_id: z.string().optional(),
  profile: z.looseObject({ name: z.string().optional() }).optional(),
});

const FILES = ["image", "video", "audio", "document", "sticker"] as const;

type Around = { account: string; contacts: unknown[]; at: Date };

/** One message of a body. Reactions, edits, deletions and the system's own lines are ignored. */
export function parseCloudMessage(
  given: unknown,
  { account, contacts, at }: Around,
): IncomingMessage | IncomingAction | Ignored {
  const parsed = Message.safeParse(given);
  if (!parsed.success) return ignored("malformed message");
  const message = parsed.data;
  if (message.group_id) return ignored("group");
  const content = contentOf(message);
  if ("reason" in content) return ignored(content.reason);
  const sender = senderOf(message, contacts);
  if (!sender) return ignored("no sender");
  const addressed = {
    channel: "whatsapp",
    platform: "whatsapp_cloud",
    account,
    providerEventId: message.id,
    conversationKey: sender.address,
    sender,
    sentAt: sentAt(message.timestamp, at),
  } as const;
  if ("actionId" in content) return { kind: "action", ...addressed, actionId: content.actionId };
  return { kind: "message", ...addressed, ...content, mentioned: true, direct: true };
}

type Content = { text: string; media: Media[] } | { actionId: string } | { reason: string };

function contentOf(message: Message): Content {
  const { type, button, interactive, location } = message;
  if (type === "text" && message.text) return { text: message.text.body, media: [] };
  if (type === "button" && button?.payload) return { actionId: button.payload };
  if (type === "button" && button?.text) return { text: button.text, media: [] };
  if (type === "interactive") {
    const reply = interactive?.button_reply ?? interactive?.list_reply;
    return reply ? { actionId: reply.id } : { reason: `interactive:${interactive?.type ?? "none"}` };
  }
  const kind = FILES.find((one) => one === type);
  const file = kind && message[kind];
  if (kind && file) return { text: file.caption ?? "", media: [mediaOf(kind, file)] };
  if (type === "location" && location) {
    const reference = `geo:${location.latitude},${location.longitude}`;
    return { text: location.name ?? "", media: [{ kind: "location", reference }] };
  }
  if (type === "contacts") return { text: "", media: [{ kind: "contacts" }] };
  if (type === "unsupported" || type === "order") return { text: "", media: [{ kind: "other" }] };
  return { reason: `type:${type}` };
}

const mediaOf = (kind: (typeof FILES)[number], file: z.output<typeof File>): Media => ({
  kind,
  ...(file.id && { reference: file.id }),
  ...(file.mime_type && { contentType: file.mime_type }),
});

/** By number where there is one; a person who hides it has only the business-scoped id ("IN.…"). */
function senderOf(message: Message, given: unknown[]): { address: string; name?: string } | undefined {
  const contacts = given.map((one) => Contact.safeParse(one).data).filter((one) => one !== undefined);
  const known = contacts.find(
    (one) => (one.wa_id && one.wa_id === message.from) || (one.user_id && one.user_id === message.from_user_id),
  );
  const contact = known ?? (contacts.length === 1 ? contacts[0] : undefined);
  const id = message.from || message.from_user_id || contact?.wa_id || contact?.user_id;
  if (!id) return undefined;
  const name = contact?.profile?.name;
  return { address: /^\d+$/.test(id) ? `+${id}` : id, ...(name && { name }) };
}

/** Seconds since 1970; a message without a readable time is as old as we first see it. */
function sentAt(seconds: number | undefined, received: Date): string {
  const at = new Date((seconds ?? Number.NaN) * 1_000);
  return (Number.isNaN(at.getTime()) ? received : at).toISOString();
}

const ignored = (reason: string): Ignored => ({ kind: "ignored", reason });
