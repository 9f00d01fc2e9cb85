import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { confirmBooking } from "../../src/core/auditions/confirm-booking.ts";
import { holdSlot } from "../../src/core/auditions/hold-slot.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

/** 23:00 in India. */
const WEDNESDAY_NIGHT = new Date("2026-11-25T17:30:00Z");
const MINUTE_MS = 60_000;
const THURSDAY_NIGHT = new Date(WEDNESDAY_NIGHT.getTime() + 24 * 60 * MINUTE_MS);

describe("a change of something agreed", () => {
  let office: Office;
  let staged: Auditions;
  let film: Audition;
  let people = 0;
  const phone = (who: Person) => ({ ...office.phone(who.phone), platform: "whatsapp_cloud" as const });
  const team = () => ({ channel: "slack" as const, key: film.thread, address: "stage-director" });
  const heard = (who: Person) => office.to(who.phone).map(plainText);
  const cancel = async (name: string) => {
    await office.say(team(), `cancel ${name}'s booking`);
    await office.tap(team(), choice(office.to(film.thread).at(-1), "Cancel and tell them"));
    return lastWords(office.to(film.thread));
  };
  /** Somebody with a real phone, who booked by day. */
  const booked = async (name: string, nth: number, address?: string): Promise<Person> => {
    people += 1;
    const who = address
      ? { ...(await staged.talent(name, { phone: false })), phone: address }
      : await staged.talent(name);
    if (address)
      await office.db.query(
        `insert into contact_points (workspace_id, person_id, channel, address) values ($1, $2, 'whatsapp', $3)`,
        [office.workspaceId, who.id, address],
      );
    const invitationId = await film.invite(who);
    await staged.inTurn(await staged.talentTurn(who), async (turn) => {
      const held = await holdSlot(turn, { slotId: film.slotIds[nth] as string, invitationId });
      return confirmBooking(turn, { bookingId: String(held.data?.bookingId) });
    });
    return who;
  };

  beforeAll(async () => {
    office = await openOffice();
    staged = stageAuditions(office);
    await office.owner.query(`update channel_accounts set platform = 'whatsapp_cloud' where channel = 'whatsapp'`);
  });
  beforeEach(async () => {
    film = await staged.audition(`Studio ${people}`);
  });
  afterAll(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 0 });
    await office.close();
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
  });

  it("waits for nine in the morning where the phone is, and the team is told so", async () => {
    const asha = await booked("Asha Rao", 0);
    const away = await booked("Bela Shah", 1, "+447700900123");
    office.moveTo(WEDNESDAY_NIGHT);
    expect(await cancel("Asha Rao")).toMatch(
      /Where it is night now, my message goes Thursday 26 November, 9:00 am IST, so that no phone rings/,
    );
    expect(await cancel("Bela Shah")).toMatch(/I am telling them\. The slot is free again/);
    expect([heard(asha).length, heard(away).length]).toEqual([0, 1]);
    office.moveTo(new Date("2026-11-26T03:29:00Z"));
    await office.settle();
    expect(heard(asha)).toEqual([]);
    office.moveTo(new Date("2026-11-26T03:30:00Z"));
    await office.settle();
    expect(heard(asha)[0]).toMatch(/was cancelled by the casting team/);
  });

  it("rings at night where the audition is the next morning", async () => {
    const chitra = await booked("Chitra Nair", 0);
    await office.db.query(
      `update slots set starts_at = starts_at - interval '5 hours', ends_at = ends_at - interval '5 hours' where session_id = $1`,
      [film.sessionId],
    );
    await office.db.query(`update sessions set starts_at = starts_at - interval '5 hours' where id = $1`, [
      film.sessionId,
    ]);
    await office.db.query(
      `update bookings b set during = s.during from slots s where s.id = b.slot_id and b.talent_id = $1`,
      [chitra.id],
    );
    office.moveTo(new Date(THURSDAY_NIGHT.getTime() - MINUTE_MS));
    expect(await cancel("Chitra Nair")).toMatch(/I am telling them\. The slot is free again/);
    expect(heard(chitra)).toHaveLength(1);
  });

  it("is told at once to who is writing just now, whose own answers wait for nothing", async () => {
    const divya = await booked("Divya Iyer", 0);
    office.moveTo(THURSDAY_NIGHT);
    await office.say(phone(divya), "where and when is it?");
    expect(heard(divya)).toHaveLength(1);
    office.moveTo(new Date(THURSDAY_NIGHT.getTime() + MINUTE_MS));
    expect(await cancel("Divya Iyer")).toMatch(/I am telling them\. The slot is free again/);
    expect(heard(divya)).toHaveLength(2);
  });
});
