import { afterAll, beforeAll, expect, it } from "vitest";
import { createIngest } from "../../src/core/messages/accept.ts";
import { lastWords, type Office, openOffice } from "../support/office.ts";

let office: Office;
let asked = 0;
beforeAll(async () => {
  office = await openOffice({
    ask: async () => {
      asked += 1;
      return { content: [{ type: "text", text: "Hello." }], stopReason: "end_turn" };
    },
  });
});
afterAll(() => office.close());

it("ends a turn kindly that has taken its process with it again and again", async () => {
  const unheard = createIngest({ ...office.ctx, wake: { inbound: () => undefined } });
  await unheard([
    {
      channel: "slack",
      platform: "web",
      account: "stage",
      kind: "message",
      providerEventId: "fatal",
      conversationKey: "team",
      sender: { address: "stage-director" },
      sentAt: office.ctx.now().toISOString(),
      text: "the words that kill",
      media: [],
      mentioned: true,
      direct: false,
    },
  ]);
  await office.db.query(`update inbox set attempts = 6 where provider_event_id = 'fatal'`);
  await office.settle();
  expect(asked).toBe(0);
  const { rows } = await office.db.query(`select outcome, reason from inbox where provider_event_id = 'fatal'`);
  expect(rows).toEqual([{ outcome: "dead", reason: "turn_never_ended" }]);
  expect(lastWords(office.to("team"))).toMatch(/sorry/i);
});
