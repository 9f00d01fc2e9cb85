import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { message } from "../support/incoming.ts";
import { lastWords, type Office, openOffice } from "../support/office.ts";

describe("the inbox", () => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  const settled = async (all: Promise<void>[]) => (await Promise.allSettled(all)).map((one) => one.status);

  it("stores what else arrives when somebody writes the six characters of an escaped NUL", async () => {
    const texts = ["a", "b", "here is \\u0000 for you", "d", "e", "f"];
    const stored = await settled(texts.map((text) => office.ingest([message({ text })])));
    expect(stored).toEqual(texts.map(() => "fulfilled"));
    const { rows } = await office.db.query<{ text: string }>(`select incoming->>'text' as text from inbox_payloads`);
    expect(rows.map((row) => row.text).sort()).toEqual([...texts].sort());
  });

  it("makes clean what a platform gives beside the text", async () => {
    const odd = "Asha \ud83d\u0000";
    const sender = { address: "+910000000072", name: odd };
    const stored = await settled([
      office.ingest([message({ sender })]),
      office.ingest([message({ media: [{ kind: "document", reference: odd, contentType: odd }] })]),
      office.ingest([{ ...message({}), kind: "action", actionId: odd }]),
    ]);
    expect(stored).toEqual(["fulfilled", "fulfilled", "fulfilled"]);
    await office.settle();
    const { rows } = await office.db.query<{ outcome: string }>(`select outcome from inbox`);
    expect(rows.every((row) => row.outcome === "answered")).toBe(true);
    expect(lastWords(office.to(sender.address))).not.toBe("");
  });

  it("refuses alone the row that the database does not take, and stores the others of its batch", async () => {
    // An index entry of PostgreSQL holds about 2,700 bytes, and these do not compress.
    const unstorable = Array.from({ length: 9_000 }, (_, n) => (n * 7_919).toString(36)).join("");
    const ids = ["g1", "g2", unstorable, "g4", "g5"];
    const stored = await settled(ids.map((providerEventId) => office.ingest([message({ providerEventId })])));
    expect(stored).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled", "fulfilled"]);
    await office.settle();
    expect(office.letters.length).toBeGreaterThan(0);
    expect(office.errors).toMatchObject([{ event: "inbox_not_stored", rows: 1 }]);
  });
});
