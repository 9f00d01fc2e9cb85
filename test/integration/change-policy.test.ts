import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, FRIDAY, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice, SATURDAY } from "../support/office.ts";

describe("a change that the office decides about", () => {
  let office: Office;
  let at: Auditions;
  let audition: Audition;
  let tara: Person;
  let count = 0;
  beforeAll(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    await office.db.query(`update workspaces set settings = settings || '{"changes": "office"}'`);
  });
  beforeEach(async () => {
    count += 1;
    office.moveTo(SATURDAY);
    audition = await at.audition(`Studio ${count}`);
    tara = await booked(`Tara ${count}`, 0);
  });
  afterAll(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 0 });
    await office.close();
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
  });

  const booked = async (name: string, slot: number) => {
    const who = await at.talent(name);
    const invitationId = await audition.invite(who);
    const slotId = String(audition.slotIds[slot]);
    await at.inTurn(await at.talentTurn(who), (turn) => pickSlot(turn, { invitationId, slotId }));
    await office.settle();
    return who;
  };
  const booking = (who: Person) =>
    at.row<{ state: string; at: string; version: number }>(
      `select state, version, to_char(lower(during) at time zone 'Asia/Kolkata', 'HH24:MI') as at from bookings where talent_id = $1`,
      [who.id],
    );
  const words = (who: Person) => lastWords(office.to(who.phone));
  const team = () => ({ channel: "slack" as const, key: audition.thread, address: "stage-director" });
  const press = async (label: string, card = office.to(audition.thread).at(-1)) => {
    await office.tap(team(), choice(card, label));
    return lastWords(office.to(audition.thread));
  };

  it("waits for the team, stands meanwhile, and moves when they say yes", async () => {
    await office.say(office.phone(tara.phone), "can we do 3 pm instead?");
    expect(words(tara)).toMatch(
      /asked the casting team whether you can come Friday 27 November, 3:00 pm IST.*stands: Friday 27 November, 2:00 pm IST/,
    );
    expect(await booking(tara)).toMatchObject({ state: "change_requested", at: "14:00", version: 1 });
    expect(await press("Yes, move")).toMatch(/is moved to Friday 27 November, 3:00 pm IST\. I am telling them/);
    expect(await booking(tara)).toMatchObject({ state: "confirmed", at: "15:00", version: 2 });
    expect(words(tara)).toMatch(/New time: Friday 27 November, 3:00 pm IST/);
  });

  it("is refused once, and the talent reads that her time stands, with its reminder", async () => {
    await office.say(office.phone(tara.phone), "can we do 3 pm instead?");
    const card = office.to(audition.thread).at(-1);
    expect(await press("No, keep the time", card)).toMatch(/keeps Friday 27 November, 2:00 pm IST/);
    expect(words(tara)).toMatch(/It stands: Friday 27 November, 2:00 pm IST/);
    expect(await press("Yes, move", card)).toMatch(/decided already/);
    expect(await booking(tara)).toMatchObject({ state: "confirmed", at: "14:00" });
    await office.say(office.phone(tara.phone), "can we do 3 pm instead?");
    office.moveTo(new Date(FRIDAY.getTime() - 3 * 3_600_000));
    await office.settle();
    expect(words(tara)).toMatch(/Reminder.*2:00 pm IST/);
  });

  it("for a time that was taken meanwhile leaves the booking where it is", async () => {
    await office.say(office.phone(tara.phone), "can we do 3 pm instead?");
    const card = office.to(audition.thread).at(-1);
    await booked(`Usha ${count}`, 3);
    expect(await press("Yes, move", card)).toMatch(/cannot come then any more/);
    expect(await booking(tara)).toMatchObject({ state: "change_requested", at: "14:00" });
  });

  it("that was asked for again counts as it was asked for last", async () => {
    await office.say(office.phone(tara.phone), "can we do 3 pm instead?");
    const old = office.to(audition.thread).at(-1);
    await office.say(office.phone(tara.phone), "no wait, 2:40 pm please");
    expect(await press("Yes, move", old)).toMatch(/settled already/);
    expect(
      await press(
        "Yes, move",
        office.to(audition.thread).findLast((one) => /May Tara/.test(plainText(one))),
      ),
    ).toMatch(/2:40 pm/);
  });

  it("is no change when she says that she cannot come, and her reason is kept and shown", async () => {
    await office.say(office.phone(tara.phone), "sorry, I cannot come because I am shooting in Goa");
    expect(office.to(audition.thread).map(plainText).join("\n")).toMatch(
      /cancelled Friday.*: “sorry, I cannot come because I am shooting in Goa”/,
    );
    expect(await booking(tara)).toMatchObject({ state: "cancelled_by_talent" });
    await office.say(team(), "where are we?");
    expect(lastWords(office.to(audition.thread))).toMatch(/Tara \d+: cancelled .*shooting in Goa/);
    const uma = await at.talent(`Uma ${count}`);
    await audition.invite(uma);
    await office.say(office.phone(uma.phone), "nahi aa paungi, shaadi hai ghar mein");
    expect(await at.row(`select state, reason from invitations where talent_id = $1`, [uma.id])).toEqual({
      state: "declined",
      reason: "nahi aa paungi, shaadi hai ghar mein",
    });
  });
});
