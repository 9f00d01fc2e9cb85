import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createIngest } from "../../src/core/messages/accept.ts";
import type { Ask } from "../../src/core/ports.ts";
import { lastWords, type Office, openOffice } from "../support/office.ts";

const PHONE = "+15005550123";
let office: Office;
let count = 0;
let ask: Ask;

/** Arrives without a wake-up, so that it waits beside what comes next. */
async function waits(text: string, over: Record<string, unknown> = {}) {
  count += 1;
  await createIngest({ ...office.ctx, wake: { inbound: () => undefined } })([
    {
      channel: "whatsapp",
      platform: "web",
      account: "stage",
      kind: "message",
      providerEventId: `w${count}`,
      conversationKey: PHONE,
      sender: { address: PHONE },
      sentAt: office.ctx.now().toISOString(),
      text,
      media: [],
      mentioned: true,
      direct: true,
      ...over,
    },
  ]);
}
const outcomes = async () =>
  (await office.db.query<{ outcome: string }>(`select outcome from inbox order by seq`)).rows.map((row) => row.outcome);

beforeEach(async () => {
  ask = async () => ({ content: [{ type: "text", text: "Sure." }], stopReason: "end_turn" });
  office = await openOffice({ ask: (question) => ask(question) });
});
afterEach(() => office.close());

describe("what is said in one breath", () => {
  it("a STOP among other words ends messages all the same", async () => {
    await waits("ok");
    await waits("STOP");
    await office.settle();
    const { rows } = await office.db.query(
      `select from consents c join contact_points p on p.person_id = c.person_id where p.address = $1 and withdrawn_at is not null`,
      [PHONE],
    );
    expect(rows).toHaveLength(1);
  });

  it("a YES is an answer to us, and an opt-in only after a STOP", async () => {
    await office.say({ channel: "sms", key: PHONE }, "hello");
    await office.say({ channel: "sms", key: PHONE }, "YES");
    expect(lastWords(office.to(PHONE))).not.toMatch(/welcome back/i);
    await office.say({ channel: "sms", key: PHONE }, "STOP");
    await office.say({ channel: "sms", key: PHONE }, "YES");
    expect(lastWords(office.to(PHONE))).toMatch(/welcome back/i);
  });

  it("a mention is heard behind a message that was not for us", async () => {
    const slack = { channel: "slack", conversationKey: "C1:1.1", sender: { address: "U1" }, direct: false };
    await waits("morning all", { ...slack, mentioned: false });
    await waits("help", slack);
    await office.settle();
    expect(await outcomes()).toEqual(["ignored", "answered"]);
  });

  it("an empty answer of the model is not silence", async () => {
    ask = async () => ({ content: [], stopReason: "refusal" });
    await office.say(office.team, "something odd");
    expect(lastWords(office.to("team"))).toMatch(/sorry/i);
  });

  it("what was said days ago opens no window", async () => {
    await waits("hello", { sentAt: "2026-11-18T04:30:00Z" });
    await office.settle();
    const { rows } = await office.db.query(`select last_inbound_at as at from conversations where key = $1`, [PHONE]);
    expect(rows).toEqual([{ at: new Date("2026-11-18T04:30:00Z") }]);
  });
});
