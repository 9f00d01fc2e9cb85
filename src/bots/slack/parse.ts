import { z } from "zod";
import type { Incoming, Media } from "../../core/messages/message.ts";
import { isDirect, keyOf, keyOfBlock } from "./place.ts";
import { OPENING_MENTION, readable, withoutMention } from "./readable.ts";

const File = z.object({ id: z.string().optional(), mimetype: z.string().nullish() });
const Event = z.object({
  type: z.string(),
  subtype: z.string().optional(),
  user: z.string().optional(),
  user_team: z.string().nullish(),
  bot_id: z.string().nullish(),
  text: z.string().nullish(),
  ts: z.string().optional(),
  thread_ts: z.string().optional(),
  parent_user_id: z.string().optional(),
  channel: z.string().optional(),
  channel_type: z.string().optional(),
  files: z.array(File).nullish(),
});
const Callback = z.object({
  type: z.literal("event_callback"),
  team_id: z.string(),
  event: z.looseObject({ type: z.string() }),
  authorizations: z.array(z.object({ user_id: z.string().nullish(), is_bot: z.boolean().nullish() })).nullish(),
});
const BlockActions = z.object({
  type: z.literal("block_actions"),
  user: z.object({ id: z.string(), name: z.string().optional(), team_id: z.string().optional() }),
  team: z.object({ id: z.string() }).nullish(),
  channel: z.object({ id: z.string() }).nullish(),
  container: z.object({ message_ts: z.string().optional(), thread_ts: z.string().optional() }).optional(),
  message: z.object({ ts: z.string().optional(), thread_ts: z.string().optional() }).optional(),
  actions: z.tuple(
    [
      z.object({
        action_id: z.string(),
        block_id: z.string().optional(),
        action_ts: z.string().optional(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    ],
    z.unknown(),
  ),
});
const Command = z.object({
  text: z.string().default(""),
  team_id: z.string().min(1),
  channel_id: z.string().min(1),
  user_id: z.string().min(1),
  user_name: z.string().optional(),
  trigger_id: z.string().min(1),
});

/** What a person says; every other subtype is news of the channel, an edit or a bot. */
const SPOKEN = new Set([undefined, "file_share", "thread_broadcast", "me_message"]);

/**
 * Any event of the Events API. Never throws: what is not for us is ignored, with the reason. A mention comes twice, as
 * `message` and as `app_mention`, and is one message by its id; so both must say that we are mentioned.
 */
export function parseEvent(payload: unknown, now: Date): Incoming {
  const callback = Callback.safeParse(payload);
  if (!callback.success) return ignored("not an event callback");
  const { type } = callback.data.event;
  if (type !== "message" && type !== "app_mention") return ignored(`event ${type}`);
  const parsed = Event.safeParse(callback.data.event);
  if (!parsed.success) return ignored(`${type} of an unknown shape`);
  const event = parsed.data;
  const us = callback.data.authorizations?.find((one) => one.is_bot !== false)?.user_id ?? undefined;
  if (event.bot_id || event.subtype === "bot_message") return ignored("a bot's message");
  if (!SPOKEN.has(event.subtype)) return ignored(`message ${event.subtype}`);
  const { channel, ts, user } = event;
  if (!channel || !ts || !user) return ignored("a message without channel, time or user");
  if (user === us) return ignored("our own message");
  if (isGuest(event.user_team, callback.data.team_id))
    return ignored("somebody of another company in a shared channel");
  const text = event.text ?? "";
  const belowOurs = us !== undefined && event.parent_user_id === us;
  const called = type === "app_mention" || (us ? text.includes(`<@${us}`) : OPENING_MENTION.test(text));
  return {
    kind: "message",
    channel: "slack",
    platform: "slack",
    account: callback.data.team_id,
    providerEventId: `msg:${channel}:${ts}`,
    // Only an answer to a command stands in a channel by itself: its thread goes on with the commands' conversation.
    conversationKey: keyOf(channel, belowOurs ? "" : (event.thread_ts ?? ts)),
    sender: { address: user },
    sentAt: timeOf(ts, now),
    text: readable(called ? withoutMention(text, us) : text),
    media: (event.files ?? []).map(mediaOf),
    mentioned: called || belowOurs,
    direct: isDirect(channel),
  };
}

/** A tapped button or a chosen option: its value is the id of our action. */
export function parseInteraction(payload: unknown, now: Date): Incoming {
  const parsed = BlockActions.safeParse(payload);
  if (!parsed.success) return ignored("not an interaction of ours");
  const { user, team, channel, container, message, actions } = parsed.data;
  const [action] = actions;
  const account = team?.id ?? user.team_id;
  if (isGuest(user.team_id, account)) return ignored("somebody of another company in a shared channel");
  const actionId = action.value ?? action.selected_option?.value;
  if (!actionId || !channel || !account) return ignored("an interaction without a value, a channel or a team");
  const at = message?.ts ?? container?.message_ts ?? "";
  const thread = message?.thread_ts ?? container?.thread_ts ?? at;
  return {
    kind: "action",
    channel: "slack",
    platform: "slack",
    account,
    providerEventId: `act:${channel.id}:${at}:${user.id}:${action.action_id}:${action.action_ts ?? ""}`,
    conversationKey: keyOfBlock(action.block_id, channel.id) ?? keyOf(channel.id, thread),
    sender: { address: user.id, ...(user.name && { name: user.name }) },
    sentAt: timeOf(action.action_ts, now),
    actionId,
  };
}

/**
 * A slash command is a message to us. It has no message of its own that a thread could hang on: all commands of a
 * channel are one conversation, which is answered in the channel itself.
 */
export function parseCommand(form: unknown, now: Date): Incoming {
  const parsed = Command.safeParse(form);
  if (!parsed.success) return ignored("not a command of ours");
  const { text, team_id, channel_id, user_id, user_name, trigger_id } = parsed.data;
  return {
    kind: "message",
    channel: "slack",
    platform: "slack",
    account: team_id,
    providerEventId: `cmd:${trigger_id}`,
    conversationKey: keyOf(channel_id, ""),
    sender: { address: user_id, ...(user_name && { name: user_name }) },
    sentAt: now.toISOString(),
    text: readable(text) || "help",
    media: [],
    mentioned: true,
    direct: isDirect(channel_id),
  };
}

/** Nothing for us, and why. */
export const ignored = (reason: string): Incoming => ({ kind: "ignored", reason });

/** Who shares a channel from another company's Slack is not the casting team. An organisation's id (E…) says nothing. */
export const isGuest = (theirs: string | null | undefined, ours: string | undefined) =>
  theirs?.startsWith("T") === true && ours?.startsWith("T") === true && theirs !== ours;

/** Slack's time is seconds with the message's number behind the point. */
function timeOf(ts: string | undefined, now: Date): string {
  const seconds = Number(ts);
  return new Date(seconds > 0 && seconds < 1e11 ? seconds * 1_000 : now).toISOString();
}

function mediaOf({ id, mimetype }: z.output<typeof File>): Media {
  const kind = (["image", "video", "audio"] as const).find((one) => mimetype?.startsWith(`${one}/`)) ?? "document";
  return { kind, ...(id && { reference: id }), ...(mimetype && { contentType: mimetype }) };
}
