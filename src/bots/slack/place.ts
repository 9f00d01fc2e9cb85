/**
 * Where a conversation is: `<channel>` is a DM (a person's id before the first word), `<channel>:<thread>` a thread, and
 * `<channel>:` a channel itself, where slash commands are answered. Slack says of a tap in the channel only which message was tapped, so our blocks carry
 * the conversation in their ids, and Slack gives them back.
 */
export type Place = { channel: string; thread: string | undefined };

export function placeOf(conversationKey: string): Place {
  const [channel = "", thread] = conversationKey.split(":");
  return { channel, thread: thread || undefined };
}

/** Slack opens the ids of direct messages with D. */
export const isDirect = (channel: string) => channel.startsWith("D");

export const keyOf = (channel: string, thread: string) => (isDirect(channel) ? channel : `${channel}:${thread}`);

/** A block's id is unique in its message and at most 255 characters. */
export const blockId = (conversationKey: string, index: number) => `castmatch:${conversationKey}:${index}`;

/** The conversation a block of ours was sent to; undefined for what is not ours or of another channel. */
export function keyOfBlock(id: string | undefined, channel: string): string | undefined {
  const key = /^castmatch:(.+):\d+$/.exec(id ?? "")?.[1];
  return key !== undefined && placeOf(key).channel === channel ? key : undefined;
}
