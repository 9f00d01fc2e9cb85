import type { webApi } from "@slack/bolt";
import type { Found, Letter, SendResult } from "../../core/messages/message.ts";
import { networkFailure } from "../network-failure.ts";
import { type Progress, sendParts } from "../send-parts.ts";
import { renderSlack } from "./render.ts";

type Client = webApi.WebClient;
const EVENT = "castmatch_outbox";
/** Slack said no and will go on saying so. */
const FINAL =
  /^(channel_not_found|not_in_channel|is_archived|invalid_auth|account_inactive|token_revoked|no_permission|missing_scope|msg_too_long|no_text|invalid_blocks|restricted_action|org_login_required|ekm_access_denied)/;

/** Posts a letter into its thread, with our outbox id in the message's metadata so that it can be found again. */
export async function sendSlack(
  client: Client,
  letter: Letter,
  { publicUrl, progress }: { publicUrl: string; progress: Progress },
): Promise<SendResult> {
  const { channel, thread } = placeOf(letter.conversationKey);
  return sendParts({
    outboxId: letter.outboxId,
    parts: renderSlack(letter.outgoing, publicUrl),
    progress,
    send: async ({ text, blocks }) => {
      try {
        const posted = await client.chat.postMessage({
          channel,
          text,
          ...(blocks.length > 0 && { blocks }),
          ...(thread && { thread_ts: thread }),
          metadata: { event_type: EVENT, event_payload: { outbox_id: letter.outboxId } },
          unfurl_links: false,
          unfurl_media: false,
        });
        return { outcome: "sent", providerId: `${channel}:${posted.ts}` };
      } catch (error) {
        return failureOf(error);
      }
    },
  });
}

/** Looks for our outbox id in the metadata of the thread's newest messages. */
export async function findSlack(client: Client, letter: Letter): Promise<Found> {
  const { channel, thread } = placeOf(letter.conversationKey);
  const oldest = String(letter.createdAt.getTime() / 1_000 - 60);
  const query = { channel, oldest, limit: 200, include_all_metadata: true };
  try {
    const { messages = [] } = thread
      ? await client.conversations.replies({ ...query, ts: thread })
      : await client.conversations.history(query);
    const ours = messages.find(({ metadata }) => {
      const payload = metadata?.event_payload as { outbox_id?: unknown } | undefined;
      return metadata?.event_type === EVENT && payload?.outbox_id === letter.outboxId;
    });
    return ours?.ts ? { outcome: "sent", providerId: `${channel}:${ours.ts}` } : { outcome: "absent" };
  } catch {
    return { outcome: "unknown" };
  }
}

export function placeOf(conversationKey: string): { channel: string; thread: string | undefined } {
  const [channel = "", thread] = conversationKey.split(":");
  return { channel, thread: thread || undefined };
}

type SlackError = Error & {
  code?: string;
  data?: { error?: string };
  retryAfter?: number;
  statusCode?: number;
  original?: Error;
};

function failureOf(error: unknown): SendResult {
  const { code, data, retryAfter, statusCode, original } = error as SlackError;
  if (code === "slack_webapi_rate_limited_error")
    return { outcome: "retry", code: "rate_limited", afterMs: (retryAfter ?? 1) * 1_000 };
  if (code === "slack_webapi_platform_error") {
    const reason = data?.error ?? "unknown_error";
    if (reason === "ratelimited") return { outcome: "retry", code: reason, afterMs: 1_000 };
    return FINAL.test(reason) ? { outcome: "failed", code: reason } : { outcome: "retry", code: reason };
  }
  if (code === "slack_webapi_http_error") {
    if (statusCode === 429) return { outcome: "retry", code: "http_429" };
    return (statusCode ?? 0) >= 500
      ? { outcome: "unknown", code: `http_${statusCode}` }
      : { outcome: "failed", code: `http_${statusCode}` };
  }
  return networkFailure(original ?? error);
}
