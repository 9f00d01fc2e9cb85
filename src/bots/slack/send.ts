import type { Letter, SendResult } from "../../core/messages/message.ts";
import { sendParts } from "../send-parts.ts";
import type { SlackClient } from "./client.ts";
import { failureOf } from "./failure.ts";
import { metadataOf } from "./letter.ts";
import { placeOf } from "./place.ts";
import { madePlain, renderSlack, type SlackMessage } from "./render.ts";

/** Posts a letter into its thread, with our outbox id in each message's metadata so that it can be found again. */
export async function sendSlack(client: SlackClient, letter: Letter, publicUrl: string): Promise<SendResult> {
  const { channel, thread } = placeOf(letter.conversationKey);
  const only = letter.outgoing.onlyTo;
  if (only) return showOnly(client, letter, { only, publicUrl });
  const post = async ({ text, blocks }: SlackMessage, part: number): Promise<SendResult> => {
    try {
      // A person's id opens the direct messages with them: Slack answers with the channel that these are.
      const { ts, channel: posted = channel } = await client.chat.postMessage({
        channel,
        text,
        blocks,
        ...(thread && { thread_ts: thread }),
        metadata: metadataOf(letter, part),
        unfurl_links: false,
        unfurl_media: false,
      });
      return ts ? { outcome: "sent", providerId: `${posted}:${ts}` } : { outcome: "unknown", code: "no_ts" };
    } catch (error) {
      return failureOf(error);
    }
  };
  const parts = renderSlack(letter.outgoing, { publicUrl, conversationKey: letter.conversationKey });
  return sendParts({
    letter,
    parts: parts.map((message, part) => ({ message, part })),
    send: async ({ message, part }) => {
      const result = await post(message, part);
      const refused = result.outcome === "failed" && result.code === "invalid_blocks";
      return refused && isRich(message) ? post(madePlain(message), part) : result;
    },
  });
}

/** Shows a letter to one person where they asked for it; where Slack cannot show it there, in their direct messages. */
async function showOnly(
  client: SlackClient,
  letter: Letter,
  { only, publicUrl }: { only: string; publicUrl: string },
): Promise<SendResult> {
  const { channel, thread } = placeOf(letter.conversationKey);
  const parts = renderSlack(letter.outgoing, { publicUrl, conversationKey: letter.conversationKey });
  const show = async ({ text, blocks }: SlackMessage): Promise<SendResult> => {
    try {
      const { message_ts } = await client.chat.postEphemeral({
        channel,
        user: only,
        text,
        blocks,
        ...(thread && { thread_ts: thread }),
      });
      return { outcome: "sent", providerId: `${channel}:${message_ts ?? "shown"}` };
    } catch (error) {
      const result = failureOf(error);
      if (result.outcome !== "failed" || !NOT_THERE.has(result.code)) return result;
    }
    try {
      const { ts, channel: posted = only } = await client.chat.postMessage({
        channel: only,
        text,
        blocks,
        unfurl_links: false,
        unfurl_media: false,
      });
      return { outcome: "sent", providerId: `${posted}:${ts ?? "shown"}` };
    } catch (error) {
      return failureOf(error);
    }
  };
  return sendParts({ letter, parts, send: show });
}

/** We, or they, are not in the channel. A slash command works there all the same. */
const NOT_THERE = new Set(["channel_not_found", "not_in_channel", "user_not_in_channel"]);

const isRich = ({ blocks }: SlackMessage) =>
  blocks.some((block) => block.type === "table" || (block.type === "section" && block.accessory));
