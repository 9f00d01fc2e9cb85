import type { Found, Letter } from "../../core/messages/message.ts";
import type { SlackClient } from "./client.ts";
import { partOf } from "./letter.ts";
import { placeOf } from "./place.ts";
import { renderSlack } from "./render.ts";

const PAGES = 10;
/** Slack's clock and ours may differ by this much. */
const SKEW_SECONDS = 300;

type Message = { ts?: string; metadata?: unknown };

/**
 * Looks for our outbox id in the metadata of what was posted since the letter was written. A letter of which only the
 * first parts were posted is absent, and when it is sent again it goes on with the first part that is missing.
 */
export async function findSlack(client: SlackClient, letter: Letter, publicUrl: string): Promise<Found> {
  // Nobody can look up what one person alone was shown. Shown twice it does no harm.
  if (letter.outgoing.onlyTo) return { outcome: "absent" };
  const { channel } = placeOf(letter.conversationKey);
  try {
    const posted = new Map<number, string>();
    for await (const { ts, metadata } of since(client, letter)) {
      const part = partOf(metadata, letter);
      if (ts && part !== undefined) posted.set(part, ts);
    }
    const parts = renderSlack(letter.outgoing, { publicUrl, conversationKey: letter.conversationKey });
    const missing = parts.findIndex((_, part) => !posted.has(part));
    const providerId = `${channel}:${posted.get(missing < 0 ? parts.length - 1 : missing - 1)}`;
    if (missing < 0 && parts.length > 0) return { outcome: "sent", providerId };
    return { outcome: "absent", ...(missing > 0 && { left: { count: missing, providerId } }) };
  } catch {
    return { outcome: "unknown" };
  }
}

/** Throws when there is more than can be looked through. */
async function* since(client: SlackClient, letter: Letter): AsyncGenerator<Message> {
  const { channel, thread } = placeOf(letter.conversationKey);
  const oldest = String(Math.floor(letter.createdAt.getTime() / 1_000) - SKEW_SECONDS);
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const query = { channel, oldest, limit: 200, include_all_metadata: true, ...(cursor && { cursor }) };
    const { messages = [], response_metadata } = thread
      ? await client.conversations.replies({ ...query, ts: thread })
      : await client.conversations.history(query);
    yield* messages;
    cursor = response_metadata?.next_cursor;
    if (!cursor) return;
  }
  throw new Error(`more than ${PAGES} pages in ${channel}`);
}
