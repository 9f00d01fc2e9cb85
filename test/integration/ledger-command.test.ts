import { expect, it, vi } from "vitest";
import { lockDataDir } from "../../src/db/data-lock.ts";
import { openDatabase } from "../../src/db/open-database.ts";
import { stageCommand } from "../support/command.ts";

vi.setConfig({ testTimeout: 90_000 });
const { dataDir, place, run } = stageCommand("ledger");

it("prints the balance and ends with 0 when it balances, and with 1 when a message was lost", async () => {
  expect(await run()).toMatchObject({ code: 0, out: expect.stringMatching(/It balances \(\d+ rules, /), said: "" });
  const db = await openDatabase(place());
  const { rows } = await db.query<{ id: string }>(
    `insert into inbox (channel, account, provider_event_id, conversation_key, kind, received_at)
     values ('sms', 'x', 'lost', 'x', 'message', now() - interval '5 minutes') returning id`,
  );
  await db.close();
  const lost = await run(["--minutes", "4"]);
  expect(lost.code).toBe(1);
  expect(lost.out).toContain(
    `BREACH  an accepted event has no outcome and is too old to be on its way: 1\n  ${rows[0]?.id}`,
  );
  expect(lost.out).toMatch(/It does not balance: 2 broken/);
  expect((await run()).out).toMatch(/It does not balance: 1 broken/);
});

it("says in one sentence what stops it: an option it does not know, a CastMatch on the same data", async () => {
  expect(await run(["--hours"])).toMatchObject({ code: 1, said: expect.stringMatching(/^Usage: npm run ledger/) });
  expect(await run(["--minutes", "soon"])).toMatchObject({ code: 1, said: expect.stringMatching(/^Usage: /) });
  const unlock = lockDataDir(dataDir);
  expect(await run([], {})).toMatchObject({
    code: 1,
    said: expect.stringMatching(`pid ${process.pid}\\).*Stop it first`),
  });
  unlock();
});
