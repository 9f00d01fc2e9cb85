import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Accepted } from "../../src/core/messages/message.ts";
import { scaled } from "../support/database.ts";
import { type Office, openOffice } from "../support/office.ts";
import { until } from "../support/until.ts";

const TURNS = 200;
const AT_ONCE = 5;
const TABLES = ["inbox", "inbox_payloads", "turns", "messages", "outbox", "conversations", "conversation_leases"];

describe.skipIf(!scaled)("a turn (counted by PostgreSQL; npm run test:services, skipped without a server)", () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  /** Rows read from a table's start to its end, all sessions together. */
  const readThrough = async () => {
    const { rows } = await office.owner.query<{ name: string; read: number; added: number }>(
      `select relname as name, seq_tup_read as read, n_tup_ins as added from pg_stat_user_tables where relname = any($1)`,
      [TABLES],
    );
    return rows;
  };

  const greeting = (n: number): Accepted => ({
    kind: "message",
    channel: "slack",
    platform: "web",
    account: "stage",
    conversationKey: `thread-${n}`,
    providerEventId: `hello-${n}`,
    sender: { address: "stage-director" },
    sentAt: office.ctx.now().toISOString(),
    text: "hello",
    media: [],
    mentioned: true,
    direct: false,
  });

  it("finds each of its rows by key, also by plans that were made while the tables were empty", async () => {
    const before = new Map((await readThrough()).map(({ name, read }) => [name, read]));
    for (let round = 0; round < TURNS / AT_ONCE; round += 1) {
      await office.ingest(Array.from({ length: AT_ONCE }, (_, n) => greeting(round * AT_ONCE + n)));
      const answered = (round + 1) * AT_ONCE;
      await until("the answers", () => office.letters.length === answered && office.inbound.size() === 0);
    }
    const counted = await until("what was counted", async () => {
      const found = await readThrough();
      return found.every(({ added }) => added >= TURNS) ? found : undefined;
    });
    const read = Object.fromEntries(counted.map(({ name, read }) => [name, read - (before.get(name) ?? 0)]));
    for (const name of TABLES) expect(read[name], name).toBeLessThan(TURNS);
  });
});
