/** SIGTERM while the model speaks: nothing more comes in, and every turn is finished or handed back. */
import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createClock } from "../support/clock.ts";
import { type Emulators, startEmulators } from "../support/emulators.ts";
import { type Program, prepareProgram } from "../support/process.ts";
import { createRelay, type Relay } from "../support/relay.ts";
import { startStreamingClaude, streamAnswer } from "../support/streaming-claude.ts";
import { until } from "../support/until.ts";
import { demoTalents } from "./casting.ts";

const [talent] = [...demoTalents().values()];
const phone = talent?.phone ?? "";

describe("SIGTERM in the middle of a model call", { timeout: 120_000 }, () => {
  let held: ServerResponse[] = [];
  let holding = true;
  let around: Emulators;
  let claude: Awaited<ReturnType<typeof startStreamingClaude>>;
  let program: Program;
  let relay: Relay;

  beforeEach(async () => {
    held = [];
    holding = true;
    const clock = createClock(new Date());
    around = await startEmulators(clock);
    claude = await startStreamingClaude((_, response) => {
      if (holding) held.push(response);
      else streamAnswer(response, [{ type: "text", text: "You are heard." }]);
    });
    program = await prepareProgram({ clock, env: { ...around.env, ...claude.env } });
    await program.start();
    relay = createRelay({ url: () => program.url, clock, ...around });
    await relay.text(phone, "Is there anything for me this week?");
    await until("the model is asked", () => held.length === 1, { why: () => program.log().join("\n") });
  });
  afterEach(async () => {
    await program?.close();
    await claude?.close();
    await around?.close();
  });

  const answers = () => around.twilio.sent(phone);
  const closedToAll = async () => {
    const statuses = [`${program.url}/api/health`, `${program.url}/webhooks/twilio/whatsapp`, program.url].map((url) =>
      fetch(url, { method: url.includes("webhooks") ? "POST" : "GET" }).then((response) => response.status),
    );
    return (await Promise.all(statuses)).every((status) => status === 503);
  };

  it("refuses what comes, hands the turn back within its time, and the next process answers once", async () => {
    const ended = program.stop();
    await until("everything is refused", closedToAll);
    expect(await ended).toBe(0);
    expect(await program.leasesHeld()).toEqual([]);
    expect(answers()).toEqual([]);

    holding = false;
    await program.start();
    await until("it is answered", () => answers().length > 0);
    await program.stop();
    expect(answers().map(({ body }) => body)).toEqual([expect.stringContaining("You are heard.")]);
    expect(claude.asked).toHaveLength(2);
  });

  it("hands the turn back at Ctrl-C as well", async () => {
    expect(await program.stop("SIGINT")).toBe(0);
    expect(await program.leasesHeld()).toEqual([]);
    expect(answers()).toEqual([]);

    holding = false;
    await program.start();
    await until("it is answered", () => answers().length > 0);
    await program.stop();
    expect(answers().map(({ body }) => body)).toEqual([expect.stringContaining("You are heard.")]);
  });

  it("lets a turn end that only waits for the last words, and its answer leave", async () => {
    const ended = program.stop();
    await until("everything is refused", closedToAll);
    streamAnswer(held[0] as ServerResponse, [{ type: "text", text: "You are heard." }]);
    expect(await ended).toBe(0);
    expect(answers().map(({ body }) => body)).toEqual([expect.stringContaining("You are heard.")]);
  });
});
