import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { settleReceipt } from "../../src/core/messages/settle-receipt.ts";
import { type Office, openOffice } from "../support/office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await office.say(office.team, "help");
});
afterAll(() => office.close());

type Status = "queued" | "sent" | "delivered" | "read" | "failed";

/** A message that was sent under a provider's id. */
async function sent(): Promise<string> {
  const provider = randomUUID();
  await office.db.query(
    `insert into outbox (workspace_id, conversation_id, dedupe_key, purpose, outgoing, state, provider_id, receipt)
     select workspace_id, id, $1, 'reply', '{}', 'sent', $1, 'sent' from conversations limit 1`,
    [provider],
  );
  return provider;
}
const settle = (provider: string, status: Status) =>
  settleReceipt(
    office.ctx,
    {
      kind: "receipt",
      channel: "sms",
      platform: "twilio_sms",
      account: "a",
      providerEventId: randomUUID(),
      providerMessageId: provider,
      status,
    },
    randomUUID(),
  );
const receiptOf = async (provider: string) =>
  (await office.db.query<{ receipt: string }>(`select receipt from outbox where provider_id = $1`, [provider])).rows[0]
    ?.receipt;

it("the furthest of many receipts at once counts, in whatever order they came", async () => {
  const letters = await Promise.all(Array.from({ length: 20 }, sent));
  const orders: Status[][] = [
    ["read", "delivered", "sent"],
    ["delivered", "read", "queued"],
    ["sent", "read", "read"],
  ];
  await Promise.all(
    letters.flatMap((letter, index) => (orders[index % orders.length] ?? []).map((status) => settle(letter, status))),
  );
  for (const letter of letters) expect(await receiptOf(letter)).toBe("read");
});

it("a late receipt moves nothing down, and failed is final", async () => {
  const letter = await sent();
  await settle(letter, "failed");
  await settle(letter, "read");
  expect(await receiptOf(letter)).toBe("failed");
});
