import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, FRIDAY, type Person, stageAuditions } from "../support/auditions.ts";
import { lastWords, type Office, openOffice } from "../support/office.ts";

const HOUR_MS = 60 * 60_000;

describe("a reminder", () => {
  let office: Office;
  let at: Auditions;
  let audition: Audition;
  let broken = false;
  beforeEach(async () => {
    broken = false;
    office = await openOffice({
      transport: {
        send: async ({ outboxId }) =>
          broken
            ? { outcome: "retry", code: "http_503", afterMs: 60_000 }
            : { outcome: "sent", providerId: `sent-${outboxId}` },
      },
    });
    at = stageAuditions(office);
    audition = await at.audition("Andheri");
  });
  afterEach(() => office.close());

  const book = async (who: Person, slot: number) => {
    const invitationId = await audition.invite(who);
    await pickSlot(await at.talentTurn(who), { invitationId, slotId: audition.slotIds[slot] as string });
    await office.settle();
  };
  const hoursBefore = async (hours: number) => {
    office.moveTo(new Date(FRIDAY.getTime() - hours * HOUR_MS));
    await office.settle();
  };
  const remindersTo = (who: Person) =>
    office
      .to(who.phone)
      .map(plainText)
      .filter((text) => text.startsWith("Reminder"));

  it("to somebody without an address is void, and the team is told once", async () => {
    const [tara, uma] = [await at.talent("Tara"), await at.talent("Uma")];
    await book(tara, 0);
    await book(uma, 1);
    await office.db.query(
      `update contact_points set channel = 'email', address = 'tara@example.com' where person_id = $1`,
      [tara.id],
    );
    await hoursBefore(23);
    await hoursBefore(2);
    expect(remindersTo(uma)).toHaveLength(2);
    const told = office
      .to(audition.thread)
      .map(plainText)
      .filter((text) => text.includes("remind"));
    expect(told).toEqual([expect.stringMatching(/Tara.*Fri/)]);
  });

  it("that comes after a pause says what is true then, and only the latest comes", async () => {
    const tara = await at.talent("Tara");
    await book(tara, 0);
    await hoursBefore(2);
    expect(remindersTo(tara)).toEqual([expect.stringContaining("in about 2 hours")]);
  });

  it("that could not leave in time is not sent together with the next one", async () => {
    const tara = await at.talent("Tara");
    await book(tara, 0);
    broken = true;
    await hoursBefore(24);
    office.letters.length = 0;
    broken = false;
    await hoursBefore(3);
    expect(remindersTo(tara)).toEqual([expect.stringContaining("in about 3 hours")]);
  });

  it("is not sent once the audition has begun", async () => {
    const tara = await at.talent("Tara");
    await book(tara, 0);
    broken = true;
    await hoursBefore(3);
    office.letters.length = 0;
    broken = false;
    await hoursBefore(-1);
    expect(office.to(tara.phone)).toEqual([]);
    const { state } = await at.row<{ state: string }>(`select state from outbox where dedupe_key like 'reminder:%'`);
    expect(state).toBe("void");
  });

  it("comes when its session says, also of what was booked before that was said, and never for the time before a move", async () => {
    const [tara, uma] = [await at.talent("Tara"), await at.talent("Uma")];
    await book(tara, 0);
    const team = { channel: "slack" as const, key: audition.thread, address: "stage-director" };
    await office.say(team, "remind them 30 and 5 hours before");
    expect(lastWords(office.to(audition.thread))).toMatch(/2:00 pm to 3:20 pm IST: 30 hours and 5 hours before\./);
    await book(uma, 1);
    await hoursBefore(29);
    expect([remindersTo(tara).length, remindersTo(uma).length]).toEqual([1, 1]);
    await hoursBefore(20);
    const { id } = await at.row<{ id: string }>(`select id from invitations where talent_id = $1`, [uma.id]);
    await pickSlot(await at.talentTurn(uma), { invitationId: id, slotId: audition.slotIds[3] as string });
    await hoursBefore(2);
    expect(remindersTo(tara)).toHaveLength(2);
    expect(remindersTo(uma).slice(1)).toEqual([expect.stringMatching(/3:00 pm IST/)]);
    await office.say(team, "no reminders");
    const { rows } = await office.db.query(`select from reminders where state = 'waiting'`);
    expect(rows).toEqual([]);
  });
});
