import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { plainText } from "../../src/core/messages/message.ts";
import type { LiveEvent } from "../../src/core/ports.ts";
import { type Audition, type Auditions, FRIDAY, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

const MINUTE_MS = 60_000;

describe("on the day of a session", () => {
  let office: Office;
  let at: Auditions;
  let audition: Audition;
  let rewa: Person;
  let mukta: Person;

  beforeEach(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    audition = await at.audition("Andheri");
    rewa = await at.talent("Rewa Kulkarni");
    mukta = await at.talent("Mukta Rane");
    for (const [nth, who] of [rewa, mukta].entries()) {
      const invitationId = await audition.invite(who);
      const slotId = String(audition.slotIds[nth]);
      await at.inTurn(await at.talentTurn(who), (turn) => pickSlot(turn, { invitationId, slotId }));
    }
    await office.settle();
  });
  afterEach(() => office.close());

  const arriveAt = async (minutes: number) => {
    office.moveTo(new Date(FRIDAY.getTime() + minutes * MINUTE_MS));
    await office.settle();
  };
  const desk = async (text: string) => {
    await office.say({ channel: "slack", key: audition.thread, address: "stage-director" }, text);
    return lastWords(office.to(audition.thread));
  };
  const tapped = (label: string | RegExp) =>
    office.tap(
      { channel: "slack", key: audition.thread, address: "stage-director" },
      choice(office.to(audition.thread).at(-1), label),
    );
  const told = () => office.to(audition.thread).map(plainText);
  const stateOf = async (who: Person) =>
    (await at.row<{ state: string }>(`select state from bookings where talent_id = $1`, [who.id])).state;
  const candidateOf = async (who: Person) =>
    (await at.row<{ state: string }>(`select state from candidates where talent_id = $1`, [who.id])).state;
  const balances = async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 0 });
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
  };

  it.each(["I am here", "pahunch gayi", "main aa gayi hu", "पहुंच गई हूं", "मी पोहोचले"])(
    "“%s” checks her in, once, and the team is told with a button",
    async (text) => {
      await arriveAt(-10);
      await office.say(office.phone(rewa.phone), text);
      expect(await stateOf(rewa)).toBe("checked_in");
      expect(lastWords(office.to(rewa.phone))).toMatch(/2:00 pm IST/);
      expect(told().filter((one) => /Rewa Kulkarni is here/.test(one))).toHaveLength(1);
      await office.say(office.phone(rewa.phone), text);
      expect(told().filter((one) => /Rewa Kulkarni is here/.test(one))).toHaveLength(1);
      await tapped("Seen");
      expect([await stateOf(rewa), await candidateOf(rewa)]).toEqual(["seen", "auditioned"]);
      await balances();
    },
  );

  it("who is on the way is not there yet, and who says so on another day is not checked in", async () => {
    await arriveAt(-10);
    await office.say(office.phone(rewa.phone), "on my way");
    expect(await stateOf(rewa)).toBe("confirmed");
    office.moveTo(new Date(FRIDAY.getTime() - 30 * 60 * MINUTE_MS));
    await office.say(office.phone(mukta.phone), "I am here");
    expect(await stateOf(mukta)).toBe("confirmed");
    expect(lastWords(office.to(mukta.phone))).toMatch(/Friday 27 November, 2:20 pm IST/);
  });

  it("the thread of today's audition hears who is late or on the way, whoever else invited her since", async () => {
    const series = await at.audition("Bandra", { at: new Date("2026-11-30T08:30:00Z") });
    await arriveAt(-60);
    await series.invite(rewa);
    await arriveAt(-30);
    for (const text of ["20 minute late ho jaungi", "on my way"]) await office.say(office.phone(rewa.phone), text);
    expect(told().slice(-2)).toEqual([
      expect.stringMatching(/^Rewa Kulkarni \(Lead at Andheri\) will be late/),
      expect.stringMatching(/^Rewa Kulkarni \(Lead at Andheri\) is on the way/),
    ]);
    expect(office.to(series.thread)).toEqual([]);
  });

  it("the desk says who is here, seen, late and absent, in words", async () => {
    await arriveAt(5);
    expect(await desk("Rewa is here")).toMatch(/Rewa Kulkarni \(2:00 pm\): here/);
    expect(await desk("mukta is running late")).toMatch(/running late/);
    expect(await stateOf(mukta)).toBe("late");
    expect(await desk("Rewa is seen")).toMatch(/seen/);
    await arriveAt(50);
    expect(await desk("no-show: Mukta")).toMatch(/did not come/);
    expect([await stateOf(rewa), await stateOf(mukta)]).toEqual(["seen", "no_show"]);
    expect(await candidateOf(mukta)).toBe("invited");
    expect(await desk("Mukta aa gayi")).toMatch(/here/);
    expect(await stateOf(mukta)).toBe("checked_in");
    expect(await desk("where are we?")).toMatch(/Rewa Kulkarni: seen.*Mukta Rane: here/s);
    await balances();
  });

  it("nobody is a no-show before the slot, and a name of nobody changes nothing", async () => {
    await arriveAt(-60);
    expect(await desk("no-show: Mukta")).toMatch(/still to come/);
    expect(await desk("Kiran is here")).toMatch(/nobody called Kiran/);
    expect([await stateOf(rewa), await stateOf(mukta)]).toEqual(["confirmed", "confirmed"]);
  });

  it("a wait of over 45 minutes is told once; who was seen waits no more", async () => {
    await arriveAt(-20);
    await desk("Rewa and Mukta are here");
    await arriveAt(44);
    const long = () => told().filter((one) => /waiting for over 45 minutes/.test(one));
    expect(long()).toEqual([]);
    await desk("Mukta is seen");
    await arriveAt(46);
    await arriveAt(120);
    expect(long()).toEqual([expect.stringMatching(/^Rewa Kulkarni .* there since 1:40 pm, for 2:00 pm/)]);
    await balances();
  });

  it("who has not checked in 20 minutes after the slot is asked about once, with buttons", async () => {
    await arriveAt(5);
    await desk("Rewa is here");
    await arriveAt(42);
    const asked = () => told().filter((one) => /a no-show\?/.test(one));
    expect(asked()).toEqual([expect.stringMatching(/^Mukta Rane has not checked in for 2:20 pm/)]);
    await tapped("No-show");
    await arriveAt(90);
    expect(asked()).toHaveLength(1);
    expect(await stateOf(mukta)).toBe("no_show");
    await balances();
  });

  it("who said that she is late, or is here already, may still take another time, and is expected then", async () => {
    await arriveAt(-90);
    await office.say(office.phone(rewa.phone), "I will be late");
    expect(await stateOf(rewa)).toBe("late");
    await office.say(office.phone(rewa.phone), "can we do 3 pm instead?");
    expect(lastWords(office.to(rewa.phone))).toMatch(/New time: Friday 27 November, 3:00 pm IST/);
    await office.say(office.phone(mukta.phone), "I am here");
    await office.say(office.phone(mukta.phone), "can we do 2:40 pm instead?");
    expect([await stateOf(rewa), await stateOf(mukta)]).toEqual(["confirmed", "confirmed"]);
    await desk("Mukta is here");
    await arriveAt(84);
    expect(told().filter((one) => /waiting for over 45/.test(one))).toEqual([]);
    await arriveAt(86);
    expect(told().filter((one) => /waiting for over 45/.test(one))).toEqual([expect.stringMatching(/for 2:40 pm/)]);
    await balances();
  });

  it("a booking that moved is asked about at its new time alone", async () => {
    const { id } = await at.row<{ id: string }>(`select id from invitations where talent_id = $1`, [mukta.id]);
    const slotId = String(audition.slotIds[3]);
    await at.inTurn(await at.talentTurn(mukta), (turn) => pickSlot(turn, { invitationId: id, slotId }));
    await arriveAt(1);
    await desk("Rewa is here");
    await arriveAt(60);
    expect(told().filter((one) => /a no-show\?/.test(one))).toEqual([]);
    await arriveAt(81);
    expect(told().filter((one) => /a no-show\?/.test(one))).toHaveLength(1);
  });

  it("a guardian's “we are here” checks in the child", async () => {
    const guardian = await at.talent("Guardian");
    const child = await at.talent("Chintu", { guardian });
    const invitationId = await audition.invite(child);
    const turn = await at.talentTurn(guardian);
    await at.inTurn(turn, (inside) => pickSlot(inside, { invitationId, slotId: String(audition.slotIds[2]) }));
    await arriveAt(30);
    await office.say(office.phone(guardian.phone), "hum pahunch gaye");
    expect(await stateOf(child)).toBe("checked_in");
    expect(lastWords(office.to(guardian.phone))).toMatch(/Chintu/);
  });

  it("pages that watch are told of each change", async () => {
    const events: LiveEvent[] = [];
    const leave = office.ctx.live.subscribe(office.workspaceId, (event) => void events.push(event));
    await arriveAt(0);
    await desk("Rewa is here");
    leave();
    expect(events).toContainEqual({ type: "changed", what: "bookings" });
  });
});
