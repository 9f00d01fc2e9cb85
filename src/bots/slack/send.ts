import type { Letter, SendResult } from "../../core/messages/message.ts";
import { sendParts } from "../send-parts.ts";
import type { SlackClient } from "./client.ts";
import { failureOf } from "./failure.ts";
import { metadataOf } from "./letter.ts";
import { placeOf } from "./place.ts";
import { renderSlack, type SlackMessage, withoutImages } from "./render.ts";

/** Posts a letter into its thread, with our outbox id in each message's metadata so that it can be found again. */
export async function sendSlack(client: SlackClient, letter: Letter, publicUrl: string): Promise<SendResult> {
  const { channel, thread } = placeOf(letter.conversationKey);
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
      return refused && hasImages(message) ? post(withoutImages(message), part) : result;
    },
  });
}

const hasImages = ({ blocks }: SlackMessage) => blocks.some((block) => block.type === "section" && block.accessory);
