import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import library from "whatsapp-web.js";
import type { Bot } from "../../src/bots/bot.ts";
import { createWhatsAppWebBot } from "../../src/bots/whatsapp/web.ts";
import type { Accepted, Letter } from "../../src/core/messages/message.ts";

const quiet = { info() {}, warn() {}, error() {}, debug() {} };
type Exposed = (...given: unknown[]) => unknown;

/** WhatsApp's page as the library sees it: functions it exposes, scripts it evaluates. */
function page() {
  const exposed = new Map<string, Exposed>();
  const evaluated: unknown[][] = [];
  let next: unknown = false;
  return {
    exposed,
    evaluated,
    answer: (value: unknown) => {
      next = value;
    },
    exposeFunction: async (name: string, run: Exposed) => void exposed.set(name, run),
    evaluate: async (_script: unknown, ...given: unknown[]) => {
      evaluated.push(given);
      if (next instanceof Error) throw next;
      return next;
    },
  };
}

const data = (of: object) => ({
  id: { fromMe: false, id: "ABC", remote: "15005550010@c.us", _serialized: "false_15005550010@c.us_ABC" },
  from: "15005550010@c.us",
  to: "15005550007@c.us",
  type: "chat",
  body: "kal 4 baje chalega",
  t: 1_772_998_054,
  ...of,
});

const letter: Letter = {
  outboxId: "outbox-1",
  channel: "whatsapp",
  account: "+15005550007",
  conversationKey: "+15005550010",
  outgoing: { blocks: [{ type: "text", text: "Which?" }], choices: [{ actionId: "a", label: "4 pm" }] },
  windowOpen: true,
  createdAt: new Date(),
};

describe("a WhatsApp account in a browser", () => {
  let web: ReturnType<typeof page>;
  let bot: Bot;
  let stored: Accepted[];
  let client: InstanceType<typeof library.Client>;
  let refusals: number;

  beforeEach(async () => {
    web = page();
    stored = [];
    refusals = 0;
    client = new library.Client({ puppeteer: {} });
    Object.assign(client, { pupPage: web, info: { wid: { user: "15005550007" } }, initialize: async () => {} });
    const dataDir = mkdtempSync(join(tmpdir(), "castmatch-web-"));
    bot = createWhatsAppWebBot({ log: quiet, now: () => new Date(0), dataDir, open: async () => client });
    await bot.start?.(async (accepted) => {
      if (refusals > 0) {
        refusals -= 1;
        throw new Error("no database");
      }
      stored.push(...accepted);
    });
    await (client as unknown as { attachEventListeners: () => Promise<void> }).attachEventListeners();
    return async () => {
      await bot.stop?.();
    };
  });

  test("what the page reports reaches the inbox", async () => {
    web.exposed.get("onAddMessageEvent")?.(data({}));
    await vi.waitFor(() => expect(stored).toHaveLength(1));
    expect(stored).toEqual([
      {
        kind: "message",
        channel: "whatsapp",
        platform: "whatsapp_web",
        account: "+15005550007",
        providerEventId: "false_15005550010@c.us_ABC",
        conversationKey: "+15005550010",
        sender: { address: "+15005550010" },
        sentAt: new Date(1_772_998_054_000).toISOString(),
        text: "kal 4 baje chalega",
        media: [],
        mentioned: true,
        direct: true,
      },
    ]);
  });

  test("a message that could not be stored is stored a moment later", async () => {
    refusals = 1;
    web.exposed.get("onAddMessageEvent")?.(data({}));
    await vi.waitFor(() => expect(stored).toHaveLength(1), 10_000);
  });

  test("groups, status updates and reactions stay outside", async () => {
    const add = web.exposed.get("onAddMessageEvent");
    add?.(data({ from: "123-456@g.us" }));
    add?.(data({ from: "status@broadcast" }));
    add?.(data({ type: "call_log" }));
    add?.(data({ id: { fromMe: true, id: "X", _serialized: "true_x" } }));
    add?.(data({ type: "ptt", body: "" }));
    await vi.waitFor(() => expect(stored).toHaveLength(1));
    expect(stored).toMatchObject([{ text: "", media: [{ kind: "audio" }] }]);
  });

  test("how far a message of ours came is a receipt", async () => {
    const own = data({ id: { fromMe: true, id: "X", remote: "15005550010@c.us", _serialized: "true_x" } });
    web.exposed.get("onMessageAckEvent")?.(own, 3);
    await vi.waitFor(() => expect(stored).toHaveLength(1));
    expect(stored).toMatchObject([{ kind: "receipt", providerMessageId: "true_x", status: "read" }]);
  });

  test("a letter leaves as text with numbers, to the person's chat", async () => {
    web.answer(data({ id: { fromMe: true, id: "X", _serialized: "true_x" } }));
    expect(await bot.send(letter)).toEqual({ outcome: "sent", providerId: "true_x" });
    expect(web.evaluated.at(-1)).toEqual(expect.arrayContaining(["15005550010@c.us", "Which?\nReply 1 for 4 pm"]));
  });

  test("nothing leaves unpaired, a failing page leaves the fate unknown, an unknown chat is a failure", async () => {
    web.answer(new Error("Execution context was destroyed"));
    expect(await bot.send(letter)).toEqual({ outcome: "unknown", code: "page_error" });
    web.answer(null);
    expect(await bot.send(letter)).toEqual({ outcome: "failed", code: "unreachable" });
    Object.assign(client, { info: undefined });
    expect(await bot.send(letter)).toMatchObject({ outcome: "retry", code: "not_connected" });
  });

  test("a browser that cannot start stops nothing else", async () => {
    const broken = createWhatsAppWebBot({
      log: quiet,
      now: () => new Date(0),
      dataDir: tmpdir(),
      open: () => Promise.reject(new Error("no browser")),
    });
    await broken.start?.(async () => {});
    expect(await broken.send(letter)).toMatchObject({ outcome: "retry" });
    await broken.stop?.();
  });
});

type Lock = { packages: Record<string, { name?: string; version: string; hasInstallScript?: boolean }> };

test("no package that comes along downloads a browser when it is installed", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;
  const withScripts = Object.keys(packages).filter((path) => packages[path]?.hasInstallScript);
  expect(withScripts.sort()).toEqual(["node_modules/msgpackr-extract", "node_modules/node"]);
  expect(packages["node_modules/puppeteer"]?.name).toBe("puppeteer-core");
});
