import { spawnSync } from "node:child_process";
import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { examineDatabase } from "../../src/doctor/database.ts";
import { examine } from "../../src/doctor/examine.ts";
import type { Finding } from "../../src/doctor/finding.ts";
import { checkMachine } from "../../src/doctor/machine.ts";
import { checkRedis } from "../../src/doctor/redis.ts";
import { sayFindings } from "../../src/doctor/say-findings.ts";
import { type Asked, answering } from "../support/answering.ts";
import { freshDatabase } from "../support/database.ts";
import { startRedis, withoutRedis } from "../support/redis-server.ts";

const DOCTOR = fileURLToPath(new URL("../../src/doctor.ts", import.meta.url));
const HEX = "0123456789abcdef0123456789abcdef";

type Answer = (asked: Asked, response: ServerResponse) => void;
const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

const WELL: Record<string, Answer> = {
  "/api/health": json(200, { profile: "scaled" }),
  "/v1/models/claude-sonnet-5-5": json(200, { id: "claude-sonnet-5-5" }),
  "/slack/auth.test": json(200, { ok: true, team_id: "T1" }),
  [`/2010-04-01/Accounts/AC${HEX}.json`]: json(200, { status: "active", type: "Full" }),
  "/v23.0/1?fields=id,quality_rating": json(200, { id: "1", quality_rating: "GREEN" }),
  "/token": json(200, { access_token: "t", expires_in: 3600 }),
  "/e/embeddings": json(200, { data: [{ index: 0, embedding: Array.from({ length: 512 }, () => 0.1) }] }),
};
const secrets = {
  ANTHROPIC_API_KEY: "sk-ant-planted-anthropic-key-0123456789",
  SLACK_BOT_TOKEN: "xoxb-planted-slack-token-0123456789",
  SLACK_SIGNING_SECRET: HEX.replace("0", "a"),
  TWILIO_AUTH_TOKEN: HEX.replace("0", "b"),
  WHATSAPP_ACCESS_TOKEN: `EAA${"planted".repeat(10)}`,
  WHATSAPP_APP_SECRET: HEX.replace("0", "c"),
  WHATSAPP_VERIFY_TOKEN: "planted-verify-token",
  GOOGLE_CLIENT_SECRET: "planted-google-secret",
  GOOGLE_REFRESH_TOKEN: "planted-google-refresh",
  EMBEDDINGS_API_KEY: "planted-embeddings-key",
  API_TOKEN: "planted-api-token-0123456789",
};
const environment = (url: string) => ({
  ...secrets,
  PUBLIC_URL: url,
  ANTHROPIC_BASE_URL: url,
  SLACK_API_URL: `${url}/slack`,
  TWILIO_ACCOUNT_SID: `AC${HEX}`,
  TWILIO_SMS_FROM: "+15005550006",
  TWILIO_API_URL: url,
  WHATSAPP_PHONE_NUMBER_ID: "1",
  WHATSAPP_API_URL: `${url}/v23.0`,
  GOOGLE_CLIENT_ID: "planted-google-client",
  GOOGLE_API_URL: url,
  GOOGLE_TOKEN_URL: `${url}/token`,
  EMBEDDINGS_URL: `${url}/e`,
});

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

/** Everything around, as it is when all is well, but for what `but` changes. */
async function world(but: Record<string, Answer> = {}) {
  const answers = { ...WELL, ...but };
  const server = await answering((asked, response) => (answers[asked.url] ?? json(404, {}))(asked, response));
  close = server.close;
  return server.url;
}
const found = async (but: Record<string, Answer>, changed: Record<string, string> = {}) =>
  examine(loadConfig({ ...environment(await world(but)), ...changed }), "24.1.0");
const troubles = (findings: Finding[]) =>
  findings
    .filter(({ state }) => state === "error" || state === "warning")
    .map(({ part, state, says }) => ({ part, state, says }));

describe("the doctor", () => {
  it("finds nothing but the missing https where all is well", async () => {
    const findings = await found({});
    expect(troubles(findings)).toEqual([{ part: "public address", state: "warning", says: "is not https" }]);
    const well = findings.filter(({ state }) => state === "ok").map(({ part }) => part);
    expect(well).toEqual(
      expect.arrayContaining(["claude", "slack", "twilio", "whatsapp", "calendar", "embeddings", "public address"]),
    );
  });

  it.each<[string, string, Answer, string, string]>([
    ["claude", "/v1/models/claude-sonnet-5-5", json(401, {}), "error", "refuses the credentials (401)"],
    ["claude", "/v1/models/claude-sonnet-5-5", json(404, {}), "error", "there is no model claude-sonnet-5-5"],
    ["claude", "/v1/models/claude-sonnet-5-5", json(529, {}), "warning", "answers 529"],
    [
      "slack",
      "/slack/auth.test",
      json(200, { ok: false, error: "invalid_auth" }),
      "error",
      "refuses the bot token: invalid_auth",
    ],
    ["slack", "/slack/auth.test", (_, response) => response.destroy(), "error", "cannot be reached: UND_ERR_SOCKET"],
    ["twilio", `/2010-04-01/Accounts/AC${HEX}.json`, json(401, {}), "error", "refuses the credentials (401)"],
    [
      "twilio",
      `/2010-04-01/Accounts/AC${HEX}.json`,
      json(200, { status: "suspended" }),
      "error",
      "the account is suspended",
    ],
    [
      "twilio",
      `/2010-04-01/Accounts/AC${HEX}.json`,
      json(200, { status: "active", type: "Trial" }),
      "warning",
      "is a trial account",
    ],
    [
      "whatsapp",
      "/v23.0/1?fields=id,quality_rating",
      json(400, { error: { code: 190 } }),
      "error",
      "refuses the credentials (400)",
    ],
    [
      "whatsapp",
      "/v23.0/1?fields=id,quality_rating",
      json(200, { quality_rating: "RED" }),
      "warning",
      "the number's quality is red",
    ],
    ["calendar", "/token", json(400, { error: "invalid_grant" }), "error", "Google gives no token: invalid_grant"],
    ["embeddings", "/e/embeddings", json(200, { data: [{ embedding: [1, 2] }] }), "error", "2 dimensions"],
    ["public address", "/api/health", json(502, {}), "warning", "answers 502, and not as CastMatch"],
  ])("%s: %s", async (part, path, answer, state, says) => {
    const findings = await found({ [path]: answer });
    expect(troubles(findings)).toContainEqual({ part, state, says });
    for (const finding of findings) if (finding.state === "error") expect(finding.todo).toMatch(/\w+/);
  });

  it("names the scopes that a Slack app lacks", async () => {
    const scopes = { "x-oauth-scopes": "chat:write,channels:history,im:history,app_mentions:read,users:read" };
    const findings = await found({ "/slack/auth.test": json(200, { ok: true }, scopes) });
    expect(troubles(findings)).toContainEqual(
      expect.objectContaining({ part: "slack", says: "the app lacks the scope users:read.email" }),
    );
  });

  it("waits five seconds for a provider, not longer", async () => {
    const findings = await found({ "/slack/auth.test": () => undefined, "/token": () => undefined });
    expect(troubles(findings)).toContainEqual({
      part: "slack",
      state: "error",
      says: "cannot be reached: no answer in 5 s",
    });
    expect(troubles(findings).map(({ part }) => part)).toContain("calendar");
  });

  it("sees a clock that is wrong by the providers' clocks", async () => {
    const date = { date: new Date(Date.now() - 600_000).toUTCString() };
    const findings = await found({ "/slack/auth.test": json(200, { ok: true }, date) });
    const clock = findings.find(({ part }) => part === "clock");
    expect(clock).toMatchObject({ state: "error", says: expect.stringMatching(/^(599|600|601) s ahead of Slack$/) });
  });

  it("says which secret does not look like one, an old Node, and a folder that cannot be written", async () => {
    const findings = await found({}, { SLACK_BOT_TOKEN: "xoxp-planted", API_TOKEN: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" });
    const says = findings.filter(({ part }) => part === "secrets").map((finding) => finding.says);
    expect(says).toEqual(["SLACK_BOT_TOKEN does not look like one", "API_TOKEN does not look like one"]);
    expect(checkMachine({ dataDir: "/proc/castmatch" }, "20.20.0")).toMatchObject([
      { part: "node", state: "error" },
      { part: "data folder", state: "error" },
    ]);
  });

  it("looks at a database: version, pgvector, rights, clock, migrations", async () => {
    const { owner, close: end } = await freshDatabase();
    close = end;
    const stateOf = async () =>
      Object.fromEntries((await examineDatabase(owner)).map(({ part, state, says }) => [part, `${state}: ${says}`]));
    const first = await stateOf();
    expect(first).toMatchObject({
      database: expect.stringMatching(/^ok: PostgreSQL 1\d/),
      pgvector: expect.stringMatching(/^(ok: version 0\.8\.[4-9]|warning: version 0\.8\.[0-3])/),
      clock: "ok: agrees with the database",
      migrations: expect.stringMatching(/^ok: all \d+ applied$/),
    });
    expect(first["database login"]).toMatch(/^error: .* is a superuser|^ok: .* is held by row-level security$/);
    await owner.query(`delete from schema_migrations where version = (select max(version) from schema_migrations)`);
    expect((await stateOf()).migrations).toMatch(/^warning: 1 of \d+ not applied yet$/);
    await owner.query(`update schema_migrations set sha256 = 'x' where version = 1`);
    expect((await stateOf()).migrations).toBe("error: 0001_tables.sql is not what was applied");
  });

  it.skipIf(withoutRedis)(
    `looks at Redis: version, policy, log${withoutRedis ? ` (${withoutRedis})` : ""}`,
    async () => {
      const redis = await startRedis();
      close = redis.kill;
      const look = async () =>
        (await checkRedis({ redisUrl: redis.url })).map(({ part, state }) => `${part}: ${state}`);
      expect(await look()).toEqual(["redis: ok", "redis policy: ok", "redis log: warning"]);
      await redis.ask(async (client) => {
        await client.config("SET", "maxmemory-policy", "allkeys-lru");
        await client.config("SET", "appendonly", "yes");
      });
      expect(await look()).toEqual(["redis: ok", "redis policy: warning", "redis log: ok"]);
      await redis.kill();
      expect(await look()).toEqual(["redis: error"]);
    },
  );

  it("run as a program, ends with 1 on an error and 0 on warnings, and never prints a secret", async () => {
    const run = (env: Record<string, string>, ...flags: string[]) =>
      spawnSync(process.execPath, [DOCTOR, ...flags], { env: { PATH: process.env.PATH, ...env }, encoding: "utf8" });
    const warned = run({ API_TOKEN: "planted-short-token" }, "--json");
    expect(warned.status).toBe(0);
    expect((JSON.parse(warned.stdout) as Finding[]).filter(({ state }) => state === "warning")).toHaveLength(1);

    const gone = environment("http://127.0.0.1:1");
    const database = {
      DATABASE_URL: "postgres://castmatch:planted-password@127.0.0.1:1/castmatch",
      REDIS_URL: "redis://:planted-password@127.0.0.1:1",
    };
    const failed = run({ ...gone, ...database });
    expect(failed.status).toBe(1);
    expect(failed.stdout).toMatch(/^FAIL {2}database .*ECONNREFUSED$/m);
    expect(failed.stdout).toMatch(/^\d+ to mend, \d+ to look at, \d+ well\.$/m);
    const printed = failed.stdout + failed.stderr + warned.stdout;
    for (const secret of [...Object.values(secrets), "planted"]) expect(printed).not.toContain(secret);

    const unconfigured = run({ ROLE: "king" });
    expect([unconfigured.status, unconfigured.stdout]).toEqual([1, expect.stringContaining("ROLE should be")]);
  });

  it("is readable: what to do stands below what was found", () => {
    const text = sayFindings(
      [
        { part: "node", state: "ok", says: "version 24.1.0" },
        { part: "redis policy", state: "warning", says: "allkeys-lru", todo: "Set maxmemory-policy noeviction." },
      ],
      { colour: false },
    );
    expect(text.split("\n")).toEqual([
      "ok    node          version 24.1.0",
      "WARN  redis policy  allkeys-lru",
      "                    → Set maxmemory-policy noeviction.",
      "",
      "0 to mend, 1 to look at, 1 well.",
      "",
    ]);
  });
});
