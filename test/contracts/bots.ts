import type { ServerResponse } from "node:http";
import fc from "fast-check";
import { Hono } from "hono";
import { afterEach, describe, expect, test } from "vitest";
import type { Bot, Ingest } from "../../src/bots/bot.ts";
import { AppError } from "../../src/core/errors.ts";
import type { Accepted, Letter } from "../../src/core/messages/message.ts";
import { answering } from "../support/answering.ts";
import type { BotCase } from "./bot-case.ts";
import { outgoing } from "./outgoing.ts";

const NOWHERE = "http://127.0.0.1:1";

/** What every bot promises, whatever its platform: nothing is answered before it is stored, and no failure is thrown. */
export function describeBot(given: BotCase) {
  describe("what comes in", () => {
    test("a message is stored whole, under an id that a redelivery repeats", async () => {
      const { post, stored } = served(given);
      for (const text of ["कल शाम 5 बजे 🎬", "कल शाम 5 बजे 🎬", "2"]) {
        expect((await post(given.message(text === "2" ? "2.2" : "1.1", text))).ok).toBe(true);
      }
      const [first, again, other] = stored as [Accepted, Accepted, Accepted];
      expect(again).toEqual({ ...first, sentAt: expect.any(String) });
      expect(other.providerEventId).not.toBe(first.providerEventId);
      const bot = given.create(NOWHERE);
      expect(first).toMatchObject({ kind: "message", channel: bot.channel, platform: bot.platform, direct: true });
      if (first.kind !== "message") throw new Error(first.kind);
      expect(first.text).toBe("कल शाम 5 बजे 🎬");
      expect(first.sender.address && first.conversationKey && first.account).not.toBe("");
      expect(new Date(first.sentAt).toISOString()).toBe(first.sentAt);
    });

    test.each([
      ["a very long text", "a".repeat(20_000)],
      ["NUL", "a\u0000b"],
      ["a right-to-left override", "a\u202eb"],
      ["white space", " \n "],
      ["markup", "<script>alert(1)</script>'; drop table inbox; --"],
    ])("%s is stored and no error", async (_, text) => {
      const { post, stored } = served(given);
      expect((await post(given.message("1.1", text))).ok).toBe(true);
      expect(stored).toHaveLength(1);
    });

    test("nothing is answered before it is stored", async () => {
      const storing = Promise.withResolvers<void>();
      const asked = Promise.withResolvers<void>();
      const { post } = served(given, () => {
        asked.resolve();
        return storing.promise;
      });
      const answer = post(given.message("1.1", "hello"));
      await asked.promise;
      const early = await Promise.race([answer, new Promise((turn) => setImmediate(turn, "waiting"))]);
      expect(early).toBe("waiting");
      storing.resolve();
      expect((await answer).ok).toBe(true);
    });

    test("what could not be stored is answered 503", async () => {
      const { post } = served(given, () => Promise.reject(new AppError("unavailable", "no database")));
      expect((await post(given.message("1.1", "hello"))).status).toBe(503);
    });

    test("an unsigned, wrongly signed or altered request is answered 401 and stored nowhere", async () => {
      const { post, stored } = served(given);
      const right = given.message("1.1", "hello");
      const wrong = new Headers(right.headers);
      for (const [name, value] of wrong) {
        if (name.includes("signature"))
          wrong.set(name, `${value.slice(0, 7)}${[...value.slice(7)].reverse().join("")}`);
      }
      const { method = "POST", body = null } = right;
      for (const forged of [
        { method, body },
        { ...right, headers: wrong },
        { ...right, body: `${body} ` },
      ]) {
        expect((await post(forged)).status).toBe(401);
      }
      expect(stored).toEqual([]);
    });

    test("bytes that are signed and are no event are answered 400", async () => {
      const { post, stored } = served(given);
      expect((await post(given.unreadable())).status).toBe(400);
      expect(stored).toEqual([]);
    });

    test("four megabytes are answered 413, announced or chunked", async () => {
      const { app, post } = served(given);
      expect((await post(given.message("1.1", "a".repeat(4_000_000)))).status).toBe(413);
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let sent = 0; sent < 64; sent += 1) controller.enqueue(new Uint8Array(65_536));
          controller.close();
        },
      });
      const { headers = {} } = given.message("1.1", "hello");
      const chunked = new Request(`http://x${given.path}`, { method: "POST", body, duplex: "half", headers });
      expect((await app.request(chunked)).status).toBe(413);
    });
  });

  describe("what goes out", () => {
    let close: (() => Promise<void>) | undefined;
    afterEach(async () => {
      await close?.();
      close = undefined;
    });
    const provided = async (answer: (response: ServerResponse) => void) => {
      const server = await answering((_, response) => answer(response));
      close = server.close;
      return { bot: given.create(server.url), server };
    };
    const takes = (response: ServerResponse) =>
      response
        .writeHead(given.taken.status, { "content-type": "application/json" })
        .end(JSON.stringify(given.taken.body));

    test("a letter that the provider takes is sent, and has the provider's id", async () => {
      const { bot, server } = await provided(takes);
      const result = await bot.send(given.letter());
      if (result.outcome !== "sent") throw new Error(JSON.stringify(result));
      expect(result.providerId).not.toBe("");
      expect(server.asked.map(({ body }) => decodeURIComponent(body.replaceAll("+", " "))).join()).toContain(
        "Friday 4 pm?",
      );
    });

    test("a provider that is not there leaves the letter to be tried again", async () => {
      const { url, close: leave } = await answering(() => {});
      await leave();
      const bot = given.create(url);
      expect((await bot.send(given.letter())).outcome).toBe("retry");
      expect((await bot.find(given.letter())).outcome).toBe("unknown");
    });

    test.each<[string, (response: ServerResponse) => void]>([
      ["breaks", (response) => response.writeHead(500).end("<html>")],
      ["hangs up", (response) => response.destroy()],
      ["answers what cannot be read", (response) => response.writeHead(200).end("<html>")],
    ])("a provider that %s leaves the letter's fate unknown", async (_, answer) => {
      const { bot } = await provided(answer);
      expect((await bot.send(given.letter())).outcome).toBe("unknown");
      expect((await bot.find(given.letter())).outcome).toBe("unknown");
    });

    test("too many requests are tried again, once the outbox says so", async () => {
      const { bot, server } = await provided((response) => response.writeHead(429).end("{}"));
      expect((await bot.send(given.letter())).outcome).toBe("retry");
      expect(server.asked).toHaveLength(1);
    });

    test("any letter has an outcome", async () => {
      const { bot } = await provided(takes);
      await fc.assert(
        fc.asyncProperty(outgoing, fc.boolean(), async (message, windowOpen) => {
          const letter: Letter = { ...given.letter(), outboxId: crypto.randomUUID(), outgoing: message, windowOpen };
          expect(["sent", "failed"]).toContain((await bot.send(letter)).outcome);
        }),
        { numRuns: 40 },
      );
    });
  });
}

function served(given: BotCase, ingest?: Ingest) {
  const stored: Accepted[] = [];
  const bot: Bot = given.create(NOWHERE);
  const app = new Hono();
  if (!bot.routes) throw new Error(`${given.folder} has no webhooks`);
  app.route("/webhooks", bot.routes(ingest ?? (async (accepted) => void stored.push(...accepted))));
  return { app, stored, post: async (request: RequestInit) => app.request(given.path, request) };
}
