/** Nothing waits for ever: each client against a server that never answers, and one that stalls in its answer. */
import type { ServerResponse } from "node:http";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, test } from "vitest";
import { networkFailure } from "../../src/bots/network-failure.ts";
import { createSlackClient } from "../../src/bots/slack/client.ts";
import { failureOf } from "../../src/bots/slack/failure.ts";
import { createTwilioClient } from "../../src/bots/twilio/client.ts";
import { twilioOutcome } from "../../src/bots/twilio/outcome.ts";
import { postCloudMessage } from "../../src/bots/whatsapp/cloud-client.ts";
import { createBreakers } from "../../src/breakers/breakers.ts";
import { createCalendar } from "../../src/clients/calendar.ts";
import { createClaude } from "../../src/clients/claude.ts";
import { createHttpEmbed } from "../../src/clients/embeddings-http.ts";
import { limitConnect } from "../../src/clients/limit-connect.ts";
import { type Asked, answering } from "../support/answering.ts";

const SHORT_MS = 150;
const log = { info() {}, warn() {}, error() {}, debug() {} };
const account = { accountSid: `AC${"0".repeat(32)}`, authToken: "t" };

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

const codeOf = (error: unknown) => (error as { code?: string }).code;
const clients: [string, (url: string) => Promise<unknown>, unknown][] = [
  [
    "Twilio",
    (apiUrl) =>
      createTwilioClient({ ...account, apiUrl }, { giveUpMs: SHORT_MS })
        .create({ to: "+15005550010", from: "+15005550006", body: "x" })
        .catch(twilioOutcome),
    { outcome: "unknown", code: "timeout" },
  ],
  [
    "Meta",
    (apiUrl) => postCloudMessage({ apiUrl, phoneNumberId: "1", accessToken: "t" }, {}, { giveUpMs: SHORT_MS }),
    { outcome: "unknown", code: "timeout" },
  ],
  [
    "Slack",
    (apiUrl) =>
      createSlackClient({ botToken: "xoxb-test", apiUrl }, { giveUpMs: SHORT_MS })
        .chat.postMessage({ channel: "C1", text: "x" })
        .catch(failureOf),
    expect.objectContaining({ outcome: "unknown" }),
  ],
  [
    "Google",
    (url) =>
      createCalendar(
        {
          clientId: "c",
          clientSecret: "s",
          refreshToken: "r",
          calendarId: "primary",
          apiUrl: url,
          tokenUrl: `${url}/token`,
        },
        { log, longestMs: SHORT_MS },
      ).remove("abcde"),
    { outcome: "retry", code: "network" },
  ],
  [
    "the embedding service",
    (url) =>
      createHttpEmbed({
        url,
        api: "openai",
        apiKey: undefined,
        model: "m",
        breaker: createBreakers(log).of("embeddings"),
        timeoutMs: SHORT_MS,
      })
        .embed(["x"], "query")
        .catch(codeOf),
    "unavailable",
  ],
  [
    "Claude",
    (baseUrl) =>
      createClaude(
        { apiKey: "k", baseUrl, model: "claude-sonnet-5-5" },
        { log, silentMs: SHORT_MS },
      )({
        system: { stable: "s", now: "n" },
        messages: [{ role: "user", content: [{ type: "text", text: "x" }] }],
        tools: [],
        signal: new AbortController().signal,
      }).catch(codeOf),
    "unavailable",
  ],
];

/** Google's token comes at once: its own calls are what stalls. */
const tokenOr =
  (answer: (response: ServerResponse) => void) =>
  (asked: Asked, response: ServerResponse): void => {
    const body = JSON.stringify({ access_token: "t", expires_in: 3600 });
    if (asked.url === "/token") response.writeHead(200, { "content-type": "application/json" }).end(body);
    else answer(response);
  };

describe.each(clients)("%s", (_, call, given) => {
  test("is given up when it takes the request and never answers", async () => {
    const server = await answering(tokenOr(() => undefined));
    close = server.close;
    expect(await call(server.url)).toEqual(given);
  });

  test("is given up when it answers with headers and stalls in the body", async () => {
    const server = await answering(
      tokenOr((response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
        response.write("{");
      }),
    );
    close = server.close;
    expect(await call(server.url)).toEqual(given);
  });

  test("is given up when it takes the connection and never the request", async () => {
    const deaf = new Worker(DEAF, { eval: true });
    close = async () => void (await deaf.terminate());
    const port = await new Promise((resolve) => deaf.once("message", resolve));
    expect(await call(`http://127.0.0.1:${port}`)).toBeDefined();
  });
});

/** Listens, and then does nothing more for a while: connections wait in its backlog. */
const DEAF = `
  const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    require("node:worker_threads").parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20_000));
  });`;

test("a server that takes no connection is known to have got nothing, before the call's whole time is over", async () => {
  await limitConnect(SHORT_MS);
  const deaf = new Worker(DEAF, { eval: true });
  close = async () => void (await deaf.terminate());
  const port = await new Promise((resolve) => deaf.once("message", resolve));
  const waiting = Array.from({ length: 8 }, () =>
    fetch(`http://127.0.0.1:${port}`, { signal: AbortSignal.timeout(3_000) }).then(
      () => "answered",
      (error: unknown) => networkFailure(error),
    ),
  );
  expect(await Promise.all(waiting)).toContainEqual({ outcome: "retry", code: "unreachable" });
});
