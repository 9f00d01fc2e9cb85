import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSlackBot } from "../../src/bots/slack/bot.ts";
import type { Known } from "../../src/core/ports.ts";
import { answering } from "../support/answering.ts";
import { type Office, openOffice } from "../support/office.ts";

const GUEST = "U0GUEST";

describe("somebody who writes in Slack for the first time", () => {
  let office: Office;
  let asked: string[];
  let known: Known;
  let failures: number;
  beforeEach(async () => {
    asked = [];
    failures = 0;
    office = await openOffice({
      directory: async (_, address) => {
        asked.push(address);
        failures -= 1;
        if (failures >= 0) throw new Error("Slack is away");
        return known;
      },
    });
  });
  afterEach(() => office.close());

  const say = () => office.say({ channel: "slack", key: "thread", address: GUEST }, "Who is booked?");
  const inbox = async () => (await office.db.query(`select outcome, reason from inbox`)).rows;
  const people = async () => (await office.db.query(`select from contact_points where address = $1`, [GUEST])).rowCount;

  it("is not of the casting team as a guest: nothing is answered or kept of them", async () => {
    known = { name: "Somebody", guest: true };
    await say();
    expect(await inbox()).toEqual([{ outcome: "ignored", reason: "a guest of the team's workspace" }]);
    expect(await people()).toBe(0);
    expect(office.letters).toEqual([]);
  });

  it("is of the team as a member, and asked for once", async () => {
    known = { name: "Somebody" };
    await say();
    await say();
    expect(await people()).toBe(1);
    expect(asked).toEqual([GUEST]);
  });

  it("waits while Slack does not say who it is", async () => {
    known = { guest: true };
    failures = 2;
    await say();
    expect(asked).toHaveLength(3);
    expect(await people()).toBe(0);
  });
});

describe("who somebody is, by Slack", () => {
  const log = { info() {}, warn() {}, error() {}, debug() {} };
  const ask = async (status: number, answer: object) => {
    const slack = await answering((_, response) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
    });
    const bot = createSlackBot(
      { botToken: "xoxb-test", signingSecret: "secret", apiUrl: slack.url },
      { log, now: () => new Date(), publicUrl: "", timeZone: "Asia/Kolkata", prefill: async () => undefined },
    );
    return Promise.resolve(bot.whois?.(GUEST)).finally(() => slack.close());
  };

  it.each(["is_restricted", "is_ultra_restricted", "is_stranger"])("a guest: %s", async (flag) => {
    expect(await ask(200, { ok: true, user: { id: GUEST, [flag]: true } })).toEqual({ guest: true });
  });

  it("nobody that can be told where it refuses to say", async () => {
    expect(await ask(200, { ok: false, error: "missing_scope" })).toEqual({});
  });

  it("throws where it cannot answer now", async () => {
    await expect(ask(503, {})).rejects.toThrow();
  });
});
