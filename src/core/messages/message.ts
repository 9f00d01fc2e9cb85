/**
 * The platform-independent shapes of what comes in and goes out.
 * Bots turn platform payloads into `Incoming` and render `Outgoing`; core knows nothing else of them.
 */

export type Channel = "slack" | "whatsapp" | "sms";

/** Who carries a channel. `web` is the stage, which plays all three. */
export type Platform = "slack" | "twilio_whatsapp" | "whatsapp_cloud" | "whatsapp_web" | "twilio_sms" | "web";

/** Media as the platform announced it; the bytes are not fetched here. */
export type Media = {
  kind: "image" | "video" | "audio" | "document" | "sticker" | "location" | "contacts" | "other";
  /** The platform's media id or address. */
  reference?: string;
  contentType?: string;
};

type Addressed = {
  channel: Channel;
  platform: Platform;
  /** Our side of the channel: Slack team id, Twilio number, WhatsApp phone_number_id, or a stage's name. */
  account: string;
  /** Unique for (channel, account); what makes a redelivery harmless. Slack messages use `msg:<channel>:<ts>`. */
  providerEventId: string;
  /** The conversation within the account: Slack `<channel>:<thread ts>` (`<channel>` in a DM), otherwise the sender's address. */
  conversationKey: string;
  /** Slack user id, E.164 number, WhatsApp business-scoped id. */
  sender: { address: string; name?: string };
  /** ISO 8601, by the platform's clock. */
  sentAt: string;
};

export type IncomingMessage = Addressed & {
  kind: "message";
  text: string;
  media: Media[];
  /** False for a channel message that does not mention us: it counts only in a thread we are part of. */
  mentioned: boolean;
  /** Slack direct messages and all of WhatsApp and SMS. */
  direct: boolean;
};

export type IncomingAction = Addressed & {
  kind: "action";
  /** The id of the stored action that the button stands for. */
  actionId: string;
  /** What was filled in, by field, where the choice opened a form. */
  form?: Record<string, string>;
};

export type Receipt = {
  kind: "receipt";
  channel: Channel;
  platform: Platform;
  account: string;
  providerEventId: string;
  providerMessageId: string;
  status: "queued" | "sent" | "delivered" | "read" | "failed";
  errorCode?: string;
  /** Our outbox id, where the platform carries it back. */
  outboxId?: string;
};

export type Ignored = { kind: "ignored"; reason: string };

export type Accepted = IncomingMessage | IncomingAction | Receipt;
export type Incoming = Accepted | Ignored;

/** A button, a list row or a menu number. `actionId` names the row in `actions` that decides what it does. */
export type Choice = {
  actionId: string;
  label: string;
  description?: string;
  style?: "primary" | "danger";
  /** A platform with forms opens one first, whose fields then come with the tap; elsewhere it is a tap without. */
  opens?: "criteria";
};

export type Card = {
  type: "card";
  title: string;
  lines: string[];
  /** The same as the lines in columns, the first row their heads: for platforms that have tables. */
  table?: string[][];
  /** Absolute, or a path below PUBLIC_URL. */
  image?: { url: string; alt: string };
  choices?: Choice[];
};

export type Block = { type: "text"; text: string } | Card;

/** What WhatsApp needs once the 24 h window is closed: an approved template of this name and its variables, in order. */
export type Template = {
  name: "invitation" | "reminder" | "notice";
  language: Language;
  variables: string[];
};

export type Language = "en" | "hi" | "mr" | "hinglish";

/** What a person gets. `choices` belong to the message as a whole; a card may have its own. */
export type Outgoing = {
  blocks: Block[];
  choices?: Choice[];
  template?: Template;
  /** The one address of the channel that sees it; nobody finds it again. */
  onlyTo?: string;
  /** As it leaves it is given a link that opens the office as this person. */
  opensOffice?: { personId: string };
  /** Below the words; made as it leaves, and not stored. */
  link?: { label: string; url: string };
  /** Where in its trace it was written; no bot shows it. */
  trace?: string;
};

/** One outbox row on its way to a bot. */
export type Letter = {
  outboxId: string;
  channel: Channel;
  account: string;
  conversationKey: string;
  outgoing: Outgoing;
  /** Free text is allowed (WhatsApp: the person wrote within 24 h). When false, the template must be sent. */
  windowOpen: boolean;
  createdAt: Date;
  /** What of it has left before. */
  left?: Left;
  /** No call of the provider begins after this, by `performance.now()`: later somebody else may have it. */
  beginBy?: number;
};

/** The first parts of a long letter, with the provider's id of the last of them. */
export type Left = { count: number; providerId: string };

export type SendResult =
  | { outcome: "sent"; providerId: string }
  /** Nothing but `left` has left; it may be tried again. */
  | { outcome: "retry"; code: string; afterMs?: number; left?: Left }
  /** Nothing but `left` has left and it never will. */
  | { outcome: "failed"; code: string; left?: Left }
  /** It may or may not have left: never repeated blindly. */
  | { outcome: "unknown"; code: string; left?: Left };

/** What the provider says of a letter whose fate we do not know: `absent` is proof that nothing but `left` has left. */
export type Found =
  | { outcome: "sent"; providerId: string }
  | { outcome: "absent"; left?: Left }
  | { outcome: "unknown" };

/** The words of a message, one block a paragraph: what goes into history and to a screen reader. */
export function plainText(outgoing: Outgoing): string {
  return outgoing.blocks
    .map((block) => (block.type === "text" ? block.text : [block.title, ...block.lines].join("\n")))
    .join("\n\n");
}
