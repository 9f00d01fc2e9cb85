import { afterAll, beforeAll, expect, it } from "vitest";
import { forgetEvents } from "../../src/core/messages/forget-events.ts";
import type { Db } from "../../src/core/ports.ts";
import { freshDatabase } from "../support/database.ts";

let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await freshDatabase());
});
afterAll(() => close());

it("forgets finished events and their words after thirty days, and nothing that waits", async () => {
  const now = new Date("2026-11-21T04:30:00Z");
  const stored = (id: string, finishedAt: string | null) =>
    db.query(
      `with row as (insert into inbox (channel, account, provider_event_id, conversation_key, kind, outcome, finished_at)
                    values ('sms', 'a', $1, 'k', 'message', $3, $2::timestamptz) returning id)
       insert into inbox_payloads (inbox_id, incoming) select id, '{}' from row`,
      [id, finishedAt, finishedAt && "answered"],
    );
  await stored("old", "2026-10-21T04:00:00Z");
  await stored("recent", "2026-10-23T04:00:00Z");
  await stored("waiting", null);
  expect(await forgetEvents({ db, now: () => now })).toBe(false);
  const { rows } = await db.query(
    `select provider_event_id as id, (select count(*) from inbox_payloads where inbox_id = inbox.id) as words from inbox order by seq`,
  );
  expect(rows).toEqual([
    { id: "recent", words: 1 },
    { id: "waiting", words: 1 },
  ]);
});
