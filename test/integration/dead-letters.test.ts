import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countDead, listDead } from "../../src/core/dead-letters/dead-letter.ts";
import { dropDead } from "../../src/core/dead-letters/drop-dead.ts";
import { findDead } from "../../src/core/dead-letters/find-dead.ts";
import { retryDead } from "../../src/core/dead-letters/retry-dead.ts";
import { tellDead } from "../../src/core/dead-letters/tell-dead.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { plainText } from "../../src/core/messages/message.ts";
import type { Ask } from "../../src/core/ports.ts";
import { lastWords, openOffice } from "../support/office.ts";
import { type Behaviour, openPostOffice, type PostOffice } from "../support/post-office.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const refused: Behaviour = { arrives: false, result: "retry" };
const failed: Behaviour = { arrives: false, result: "failed" };
const lost: Behaviour = { arrives: false, result: "unknown" };

describe("messages that the program gave up on", () => {
  let office: PostOffice;
  let to: { id: string; personId: string };
  const wake = { inbound: () => undefined, outbox: () => undefined, calendar: () => undefined };
  const ctx = () => ({ ...office.good, wake });
  const dead = async () =>
    (await listDead(office.db, { now: office.now() })).map(({ id, state }) => ({ id, state })).toSorted(byState);
  const byState = (a: { state: string }, b: { state: string }) => a.state.localeCompare(b.state);
  const sendAs = (behaviour: Behaviour, id: string) =>
    office.send(
      office.worker("other", () => behaviour),
      id,
    );

  beforeAll(async () => {
    office = await openPostOffice();
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    for (const { id } of await listDead(office.db, { now: office.now() })) {
      await dropDead(ctx(), { id, why: "of another test", by: "terminal" });
    }
    office.later(DAY_MS);
    office.arrived.length = 0;
    office.lines.length = 0;
    to = await office.openConversation();
  });

  it("are those that were tried for a day, that were refused, and whose fate is unknown for ten minutes", async () => {
    const [old, no, where] = [await office.post(to), await office.post(to), await office.post(to)];
    office.later(DAY_MS + MINUTE_MS);
    for (const [id, how] of [
      [old, refused],
      [no, failed],
      [where, lost],
    ] as const) {
      await sendAs(how, id);
    }
    expect(await dead()).toEqual([
      { id: old, state: "dead" },
      { id: no, state: "failed" },
      { id: where, state: "unknown" },
    ]);
    const fresh = await office.post(to);
    await sendAs(lost, fresh);
    expect(await dead()).toHaveLength(3);
    office.later(11 * MINUTE_MS);
    expect(await dead()).toHaveLength(4);
    expect(await countDead(office.db, office.now())).toEqual({ inbox: 0, outbox: 4, calendar: 0 });
  });

  it("are not those that nobody can mend: an opt-out is the end of it", async () => {
    const id = await office.post(to);
    await office.db.query(`update outbox set state = 'failed', error_code = 'opted_out' where id = $1`, [id]);
    expect(await dead()).toEqual([]);
  });

  it("go out once more when a person says so, and can be tried for another day", async () => {
    const id = await office.post(to);
    office.later(2 * DAY_MS);
    await sendAs(refused, id);
    await retryDead(ctx(), { id: id.slice(0, 8), by: "terminal" });
    await sendAs(refused, id);
    expect((await office.state(id))?.state).toBe("pending");
    office.later(MINUTE_MS);
    await office.send(office.good, id);
    expect(await office.state(id)).toMatchObject({ state: "sent" });
    expect(office.arrived).toEqual([id]);
    await expect(retryDead(ctx(), { id, by: "terminal" })).rejects.toMatchObject({ code: "not_found" });
    const { rows } = await office.db.query(`select verb, details from audit_log where subject_id = $1`, [id]);
    expect(rows).toEqual([{ verb: "retry_dead_letter", details: { by: "terminal", state: "dead", code: "provider" } }]);
  });

  it("are gone from the list when they are dropped, and the reason stays", async () => {
    const id = await office.post(to);
    await sendAs(lost, id);
    office.later(11 * MINUTE_MS);
    await dropDead(ctx(), { id, why: "called her instead", by: "api" });
    expect(await dead()).toEqual([]);
    expect(await office.state(id)).toMatchObject({ state: "dead" });
    const { rows } = await office.db.query(`select verb, details from audit_log where subject_id = $1`, [id]);
    expect(rows).toMatchObject([{ verb: "drop_dead_letter", details: { by: "api", why: "called her instead" } }]);
  });

  it("of another workspace cannot be decided about", async () => {
    const id = await office.post(to);
    await sendAs(failed, id);
    const workspaceId = crypto.randomUUID();
    await expect(findDead(office.db, { id, workspaceId, now: office.now() })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(findDead(office.db, { id: id.slice(0, 3), now: office.now() })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  describe("are told of", () => {
    const told = () => office.lines.filter((line) => line.event === "dead_letters");
    const news = async () => {
      const { rows } = await office.db.query<{ outgoing: Parameters<typeof plainText>[0]; key: string }>(
        `select o.outgoing, c.key from outbox o join conversations c on c.id = o.conversation_id where c.channel = 'slack' order by o.seq`,
      );
      return rows.map(({ outgoing, key }) => ({ key, words: plainText(outgoing) }));
    };
    const settings = (value: object) =>
      office.db.query(`update workspaces set settings = $2 where id = $1`, [office.workspaceId, JSON.stringify(value)]);

    it("in the log once, also where nobody named a channel, and the line says that nobody was told", async () => {
      const id = await office.post(to);
      await sendAs(failed, id);
      await Promise.all([tellDead(ctxTelling()), tellDead(ctxTelling())]);
      await tellDead(ctxTelling());
      expect(told()).toEqual([
        {
          event: "dead_letters",
          workspaceId: office.workspaceId,
          count: 1,
          letters: [{ kind: "outbox", id, code: "provider" }],
          opsChannel: false,
        },
      ]);
      expect(await news()).toEqual([]);
    });

    it("in the workspace's channel with one message, without a word of what was said or to whom", async () => {
      await office.db.query(
        `insert into channel_accounts (workspace_id, channel, platform, account) values ($1, 'slack', 'slack', 'T1')`,
        [office.workspaceId],
      );
      await settings({ opsChannel: "C0OPS" });
      const ids = [await office.post(to), await office.post(to)];
      for (const id of ids) await sendAs(failed, id);
      await tellDead(ctxTelling());
      await tellDead(ctxTelling());
      const [one, ...others] = await news();
      expect(others).toEqual([]);
      expect(one?.key).toBe("C0OPS:");
      expect(one?.words).toMatch(/2 messages have not reached anybody/);
      for (const id of ids) expect(one?.words).toContain(id.slice(0, 8));
      expect(one?.words).not.toMatch(/letter \d|Invented|\+1500/);
      expect(told()).toMatchObject([{ count: 2, opsChannel: true }]);
    });

    it("and when the news itself does not arrive, only the log tells", async () => {
      const before = await news();
      const { rows } = await office.db.query<{ id: string }>(
        `update outbox set state = 'failed', error_code = 'channel_not_found' where dedupe_key like 'dead:%' returning id`,
      );
      await tellDead(ctxTelling());
      expect(told()).toMatchObject([{ letters: [{ id: rows[0]?.id }], opsChannel: false }]);
      expect(await news()).toEqual(before);
    });

    it("again when they were tried again and failed again", async () => {
      const id = await office.post(to);
      await sendAs(failed, id);
      await tellDead(ctxTelling());
      await retryDead(ctx(), { id, by: "terminal" });
      await tellDead(ctxTelling());
      expect(told()).toHaveLength(1);
      await sendAs(failed, id);
      await tellDead(ctxTelling());
      expect(told()).toHaveLength(2);
    });

    const ctxTelling = () => ({
      ...office.good,
      wake: { inbound: noop, outbox: noop, calendar: noop, reminders: noop, embed: noop, changed: noop },
    });
    const noop = () => undefined;
  });
});

it("an event whose turn failed three times is answered after a retry, once, in the turn that it had", async () => {
  let broken = true;
  const ask: Ask = async () => {
    if (broken) throw new TypeError("a bug of ours");
    return { content: [{ type: "text", text: "Namaste, all is well." }], stopReason: "end_turn" };
  };
  const office = await openOffice({ ask });
  await office.say(office.team, "hello there");
  const [letter] = await listDead(office.db, { now: office.ctx.now() });
  expect(letter).toMatchObject({ kind: "inbox", code: "turn_failed", channel: "slack" });
  expect(lastWords(office.to("team"))).not.toMatch(/all is well/);
  broken = false;
  await retryDead(office.ctx, { id: letter?.id ?? "", by: "terminal" });
  await office.settle();
  expect(lastWords(office.to("team"))).toMatch(/all is well/);
  const { rows } = await office.db.query(`select outcome, turn_id as turn from inbox`);
  expect(rows).toEqual([{ outcome: "answered", turn: letter?.about.replace("turn ", "") }]);
  expect((await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 0 })).breaches).toEqual([]);
  await office.close();
});
