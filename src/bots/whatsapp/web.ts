/**
 * WhatsApp by a browser that is paired with a spare number, for pilots only: it is against WhatsApp's terms and accounts
 * that write first get restricted. Off unless WHATSAPP_WEB=1. Buttons and lists do not work there: choices are numbers.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "whatsapp-web.js";
import type { Accepted, SendResult } from "../../core/messages/message.ts";
import type { Log } from "../../core/ports.ts";
import type { Bot, Ingest } from "../bot.ts";
import { splitText } from "../cut-text.ts";
import { numberedText } from "../number-menu.ts";
import { sendParts } from "../send-parts.ts";
import { type OpenWebClient, openWebClient } from "./web-client.ts";
import { chatOf, parseWebAck, parseWebMessage } from "./web-events.ts";

type Deps = { log: Log; now: () => Date; dataDir: string; executablePath?: string; open?: OpenWebClient };

const LONGEST = 4_096;
const GIVE_UP_MS = 10_000;
const RECONNECT_MS = 10_000;
/** Nobody delivers a second time here: what could not be stored is tried again by us, for about two minutes. */
const STORE_TRIES = 8;

/** Pairing goes by a QR code whose text is written to `whatsapp-web/qr.txt` in the data directory. */
export function createWhatsAppWebBot(deps: Deps): Bot {
  const open = deps.open ?? openWebClient(deps);
  let client: Client | undefined;
  return {
    platform: "whatsapp_web",
    channel: "whatsapp",
    send: (letter) =>
      sendParts({
        letter,
        parts: splitText(numberedText(letter.outgoing), LONGEST),
        send: (text) => post(client, chatOf(letter.conversationKey), text),
      }),
    find: async () => ({ outcome: "unknown" }),
    start: async (ingest) => {
      try {
        client = await open();
        follow(client, ingest, deps);
        void client.initialize().catch((err: unknown) => deps.log.error({ event: "whatsapp_web", err }, "not started"));
      } catch (err) {
        deps.log.error({ event: "whatsapp_web", err }, "not started");
      }
    },
    stop: async () => {
      await client?.destroy().catch((err: unknown) => deps.log.warn({ event: "whatsapp_web", err }, "not closed"));
      client = undefined;
    },
  };
}

const accountOf = (client: Client) => `+${client.info?.wid?.user ?? ""}`;

function follow(client: Client, ingest: Ingest, { log, now, dataDir }: Deps): void {
  const take = (accepted: Accepted) =>
    void store(ingest, accepted).catch((err: unknown) =>
      log.error({ event: "webhook_not_stored", platform: "whatsapp_web", err }, "a message was lost"),
    );
  client.on("message", (message) => {
    const incoming = parseWebMessage(message, { account: accountOf(client), at: now() });
    if (incoming.kind !== "ignored") take(incoming);
    else log.debug({ event: "webhook", platform: "whatsapp_web", reason: incoming.reason }, "ignored");
  });
  client.on("message_ack", (message, ack) => {
    const receipt = parseWebAck(message, ack, accountOf(client));
    if (receipt) take(receipt);
  });
  client.on("qr", (code) => {
    const folder = join(dataDir, "whatsapp-web");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "qr.txt"), code, { mode: 0o600 });
    log.warn({ event: "whatsapp_web_qr" }, "pair the spare phone with the code in whatsapp-web/qr.txt");
  });
  client.on("ready", () => log.info({ event: "whatsapp_web_ready" }, "paired"));
  client.on("disconnected", (reason) => log.warn({ event: "whatsapp_web_gone", reason: String(reason) }, "unpaired"));
}

async function store(ingest: Ingest, accepted: Accepted): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ingest([accepted]);
    } catch (error) {
      if (tries >= STORE_TRIES) throw error;
      await delay(500 * 2 ** tries);
    }
  }
}

async function post(client: Client | undefined, chat: string, text: string): Promise<SendResult> {
  if (!client?.info?.wid) return { outcome: "retry", code: "not_connected", afterMs: RECONNECT_MS };
  const clock = new AbortController();
  try {
    const sent = await Promise.race([
      client.sendMessage(chat, text, { linkPreview: false }),
      delay(GIVE_UP_MS, "timeout" as const, { signal: clock.signal }),
    ]);
    if (sent === "timeout") return { outcome: "unknown", code: "timeout" };
    return sent ? { outcome: "sent", providerId: sent.id._serialized } : { outcome: "failed", code: "unreachable" };
  } catch {
    return { outcome: "unknown", code: "page_error" };
  } finally {
    clock.abort();
  }
}
