import { z } from "zod";
import type { Incoming, Media } from "../../core/messages/message.ts";

const File = z.object({ id: z.string().optional(), mimetype: z.string().optional() });
const Event = z.object({
  type: z.string(),
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().optional(),
  ts: z.string().optional(),
  thread_ts: z.string().optional(),
  channel: z.string().optional(),
  channel_type: z.string().optional(),
  files: z.array(File).optional(),
});
const Callback = z.object({
  type: z.literal("event_callback"),
  team_id: z.string(),
  event: Event,
  authorizations: z.array(z.object({ user_id: z.string().optional(), is_bot: z.boolean().optional() })).nullish(),
});
const BlockActions = z.object({
  type: z.literal("block_actions"),
  user: z.object({ id: z.string(), name: z.string().optional() }),
  team: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }).optional(),
  container: z.object({ message_ts: z.string().optional(), thread_ts: z.string().optional() }).optional(),
  message: z.object({ ts: z.string().optional(), thread_ts: z.string().optional() }).optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: z.string().optional(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});
const Command = z.object({
  command: z.string(),
  text: z.string(),
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  user_name: z.string().optional(),
  trigger_id: z.string(),
});

const SPOKEN = new Set([undefined, "file_share", "thread_broadcast"]);

/** Any event of the Events API. Never throws: what is not for us is ignored, with the reason. */
export function parseEvent(payload: unknown): Incoming {
  const parsed = Callback.safeParse(payload);
  if (!parsed.success) return { kind: "ignored", reason: `not an event callback we know` };
  const { event, team_id: account } = parsed.data;
  if (event.type !== "message" && event.type !== "app_mention")
    return { kind: "ignored", reason: `event ${event.type}` };
  if (event.bot_id || event.subtype === "bot_message") return { kind: "ignored", reason: "a bot's message" };
  if (!SPOKEN.has(event.subtype)) return { kind: "ignored", reason: `message ${event.subtype}` };
  const { channel, ts, user } = event;
  if (!channel || !ts || !user) return { kind: "ignored", reason: "a message without channel, time or user" };
  const direct = event.channel_type === "im";
  const us = parsed.data.authorizations?.find((one) => one.is_bot !== false)?.user_id;
  if (us && us === user) return { kind: "ignored", reason: "our own message" };
  const mentioned = event.type === "app_mention" || (us !== undefined && (event.text ?? "").includes(`<@${us}>`));
  return {
    kind: "message",
    channel: "slack",
    platform: "slack",
    account,
    providerEventId: `msg:${channel}:${ts}`,
    conversationKey: direct ? channel : `${channel}:${event.thread_ts ?? ts}`,
    sender: { address: user },
    sentAt: timeOf(ts),
    text: readable(event.text ?? "", us, event.type === "app_mention"),
    media: (event.files ?? []).map(mediaOf),
    mentioned,
    direct,
  };
}

/** A tapped button or a chosen option: its value is the id of our action. */
export function parseInteraction(payload: unknown): Incoming {
  const parsed = BlockActions.safeParse(payload);
  if (!parsed.success) return { kind: "ignored", reason: "not an interaction of ours" };
  const { user, team, channel, container, message, actions } = parsed.data;
  const [action] = actions as [(typeof actions)[number]];
  const actionId = action.value ?? action.selected_option?.value;
  if (!actionId || !channel) return { kind: "ignored", reason: "an interaction without a value or a channel" };
  const at = container?.message_ts ?? message?.ts ?? "";
  const thread = message?.thread_ts ?? container?.thread_ts ?? at;
  return {
    kind: "action",
    channel: "slack",
    platform: "slack",
    account: team.id,
    providerEventId: `act:${channel.id}:${at}:${action.action_id}:${user.id}:${action.action_ts ?? ""}`,
    conversationKey: channel.id.startsWith("D") ? channel.id : `${channel.id}:${thread}`,
    sender: { address: user.id, ...(user.name && { name: user.name }) },
    sentAt: timeOf(action.action_ts),
    actionId,
  };
}

/** A slash command with words is a message; the answer opens a thread of its own in the channel. */
export function parseCommand(form: unknown): Incoming {
  const parsed = Command.safeParse(form);
  if (!parsed.success) return { kind: "ignored", reason: "not a command of ours" };
  const { text, team_id, channel_id, user_id, user_name, trigger_id } = parsed.data;
  const direct = channel_id.startsWith("D");
  return {
    kind: "message",
    channel: "slack",
    platform: "slack",
    account: team_id,
    providerEventId: `cmd:${trigger_id}`,
    conversationKey: direct ? channel_id : `${channel_id}:`,
    sender: { address: user_id, ...(user_name && { name: user_name }) },
    sentAt: new Date().toISOString(),
    text: text.trim() || "help",
    media: [],
    mentioned: true,
    direct,
  };
}

function timeOf(ts: string | undefined): string {
  const seconds = Number(ts);
  return new Date(
    Number.isFinite(seconds) && seconds > 0 && seconds < 1e11 ? seconds * 1_000 : Date.now(),
  ).toISOString();
}

/** Slack's markup as people read it, without the mention that called us. */
function readable(text: string, us: string | undefined, called: boolean): string {
  const spoken = us ? text.replaceAll(`<@${us}>`, " ") : called ? text.replace(/^\s*<@[UW][A-Z0-9]*>/, " ") : text;
  return spoken
    .replace(/<(?:https?:|mailto:|tel:)[^|>]*\|([^>]*)>/g, "$1")
    .replace(/<((?:https?:|mailto:|tel:)[^|>]*)>/g, "$1")
    .replace(/<#[A-Z0-9]+\|([^>]*)>/g, "#$1")
    .replace(/<@[UW][A-Z0-9]*\|([^>]*)>/g, "@$1")
    .replace(/<![a-z^]+(?:\|([^>]*))?>/g, (_, label: string | undefined) => label ?? "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}

function mediaOf({ id, mimetype }: z.output<typeof File>): Media {
  const kind = (["image", "video", "audio"] as const).find((one) => mimetype?.startsWith(`${one}/`)) ?? "document";
  return { kind, ...(id && { reference: id }), ...(mimetype && { contentType: mimetype }) };
}
