import type { Found, Left, Letter, SendResult } from "../../core/messages/message.ts";
import type { Bot } from "../bot.ts";
import { fetchFile, hostOf } from "../fetch-file.ts";
import { sendParts } from "../send-parts.ts";
import { LISTED, type NewMessage, type SentMessage, type TwilioClient } from "./client.ts";
import { twilioOutcome } from "./outcome.ts";
import { type Deps, twilioRoutes } from "./routes.ts";

/** One message of Twilio's: a text, or an approved template with its variables. */
export type TwilioPart = { body: string } | { contentSid: string; contentVariables: string; says: string[] };

/** What a channel over Twilio has of its own. */
export type TwilioChannel = Pick<Bot, "platform" | "channel"> & {
  /** As Twilio writes them: with `whatsapp:` where it belongs. */
  from: string;
  addressOf: (conversationKey: string) => string;
  /** The parts of a letter in order, or the code of why it cannot be written. */
  render: (letter: Letter) => TwilioPart[] | { code: string };
};

export type TwilioWiring = {
  accountSid: string;
  authToken: string;
  apiUrl: string;
  client: TwilioClient;
  deps: Deps;
  path: string;
  statuses: boolean;
};

/** A provider's clock may be this much behind ours. */
const SKEW_MS = 60_000;

/** What SMS and WhatsApp over Twilio share. */
export function createTwilioBot(channel: TwilioChannel, wiring: TwilioWiring): Bot {
  return {
    platform: channel.platform,
    channel: channel.channel,
    routes: twilioRoutes(wiring, wiring.deps, wiring),
    send: (letter) => send(letter, { channel, wiring }),
    fetchFile: async ({ reference = "" }, signal) =>
      fetchFile(reference, {
        authorization: `Basic ${Buffer.from(`${wiring.accountSid}:${wiring.authToken}`).toString("base64")}`,
        hosts: [hostOf(wiring.apiUrl), ".twilio.com"],
        signal,
      }),
    find: (letter, taken = []) => find(letter, { channel, wiring, taken }),
  };
}

type Way = { channel: TwilioChannel; wiring: TwilioWiring };

async function send(letter: Letter, { channel, wiring }: Way): Promise<SendResult> {
  const parts = channel.render(letter);
  if ("code" in parts) return { outcome: "failed", code: parts.code };
  return sendParts({ letter, parts, send: (part, last) => post(part, { last, letter, channel, wiring }) });
}

type Posting = { last: boolean; letter: Letter; channel: TwilioChannel; wiring: TwilioWiring };

async function post(part: TwilioPart, { last, letter, channel, wiring }: Posting): Promise<SendResult> {
  const callback = last ? statusCallback(wiring, letter.outboxId) : undefined;
  const message: NewMessage = {
    from: channel.from,
    to: channel.addressOf(letter.conversationKey),
    ...("body" in part
      ? { body: part.body }
      : { contentSid: part.contentSid, contentVariables: part.contentVariables }),
    ...(callback && { statusCallback: callback }),
  };
  try {
    return { outcome: "sent", providerId: (await wiring.client.create(message)).sid };
  } catch (error) {
    return twilioOutcome(error);
  }
}

/** Twilio refuses a callback to a loopback address (21609); an emulator on this machine does not. */
function statusCallback({ deps, apiUrl }: TwilioWiring, outboxId: string): string | undefined {
  if (isLoopback(deps.publicUrl) && !isLoopback(apiUrl)) return undefined;
  return `${deps.publicUrl}/webhooks/twilio/status?o=${encodeURIComponent(outboxId)}`;
}

const isLoopback = (url: string) => /^https?:\/\/(localhost|127\.|\[::1\]|0\.0\.0\.0)/i.test(url);

/**
 * Looks for the letter among what Twilio has from us to this person since it was written, as free text and as a template:
 * which of the two left is not known any more. Parts that are found are not sent again, and what is another letter's is
 * not taken for this one's: people are told the same twice.
 */
async function find(letter: Letter, { channel, wiring, taken }: Way & { taken: string[] }): Promise<Found> {
  const variants = [true, false]
    .map((windowOpen) => channel.render({ ...letter, windowOpen }))
    .filter((parts): parts is TwilioPart[] => !("code" in parts));
  let listed: SentMessage[];
  try {
    listed = await wiring.client.list({ to: channel.addressOf(letter.conversationKey), from: channel.from });
  } catch (error) {
    const outcome = twilioOutcome(error);
    wiring.deps.log.warn({ event: "find", outboxId: letter.outboxId, ...outcome }, "Twilio's list failed");
    return { outcome: "unknown" };
  }
  const since = letter.createdAt.getTime() - SKEW_MS;
  const ours = listed.filter(
    (one) => one.direction.startsWith("outbound") && one.dateCreated.getTime() >= since && !taken.includes(one.sid),
  );
  let left: Left | undefined;
  for (const parts of variants) {
    const found = leading(parts, ours);
    const providerId = found.at(-1);
    if (providerId && found.length === parts.length) return { outcome: "sent", providerId };
    if (providerId) left = { count: found.length, providerId };
  }
  const more = listed.length >= LISTED && listed.every((one) => one.dateCreated.getTime() >= since);
  const unread = variants.some((parts) => parts.some((part) => "contentSid" in part)) && ours.some((one) => !one.body);
  return unread || more ? { outcome: "unknown" } : { outcome: "absent", ...(left && { left }) };
}

/** The ids of the first parts, as far as they are there. */
function leading(parts: TwilioPart[], messages: SentMessage[]): string[] {
  const found: string[] = [];
  for (const part of parts) {
    const match = messages.find((one) => !found.includes(one.sid) && says(one, part));
    if (!match) break;
    found.push(match.sid);
  }
  return found;
}

/** A trial account's messages begin with a sentence of Twilio's; a template's words are Twilio's, its variables ours. */
function says(message: SentMessage, part: TwilioPart): boolean {
  const body = plain(message.body ?? "");
  if ("body" in part) return body.endsWith(plain(part.body));
  return part.says.length > 0 && part.says.every((words) => body.includes(plain(words)));
}

const plain = (text: string) => text.replace(/\s+/g, " ").trim();
