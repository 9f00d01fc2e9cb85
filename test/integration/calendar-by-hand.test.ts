import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { FRIDAY } from "../support/auditions.ts";
import { type CalendarOffice, openCalendarOffice, TARA } from "../support/calendar-office.ts";
import { choice, lastWords } from "../support/office.ts";

const MINUTE_MS = 60_000;
const later = (minutes: number) => new Date(FRIDAY.getTime() + minutes * MINUTE_MS);

let one: CalendarOffice;
beforeEach(async () => {
  one = await openCalendarOffice();
});
afterEach(async () => {
  const { breaches } = await takeLedger(one.office.db, { now: one.office.ctx.now(), graceMinutes: 60 });
  expect(breaches).toEqual([]);
  expect(one.office.errors).toEqual([]);
  await one.close();
});
const times = () =>
  one.events().map(({ start, end }) => [start?.dateTime, end?.dateTime].map((at) => new Date(at ?? 0)));

describe("an event that somebody moved", () => {
  const move = async (from = 20, to = 40) => {
    one.byHand.move(one.eventId(), later(from), later(to));
    await one.follow();
  };

  it("is asked about once, and nothing changes before a person decides", async () => {
    await move();
    expect(one.asked()).toMatch(/Somebody moved Tara Rao’s audition[\s\S]*2:20 pm IST[\s\S]*2:00 pm IST/);
    const told = one.office.to(one.audition.thread).length;
    await one.follow();
    expect(one.office.to(one.audition.thread)).toHaveLength(told);
    expect(await one.booking()).toMatchObject({ state: "confirmed", version: 1, startsAt: FRIDAY });
    expect(times()).toEqual([[later(20), later(40)]]);
  });

  it("takes a free slot when the team takes the new time, and Tara is asked to confirm it", async () => {
    await move();
    await one.tap("Take the new time");
    expect(await one.booking()).toMatchObject({
      state: "sent",
      version: 2,
      startsAt: later(20),
      slotId: one.audition.slotIds[1],
    });
    const letter = one.office.to(one.tara.phone).at(-1);
    expect(plainText(letter ?? { blocks: [] })).toMatch(
      /moved your audition[\s\S]*2:20 pm IST[\s\S]*2:00 pm IST\) is void/,
    );
    expect(one.events()[0]?.attendees?.every((guest) => guest.responseStatus === "needsAction")).toBe(true);
    await one.office.tap(one.office.phone(one.tara.phone), choice(letter, "I can come"));
    expect(await one.booking()).toMatchObject({ state: "confirmed", version: 2 });
    await one.follow();
    expect(await one.questions()).toEqual([{ kind: "moved", state: "taken" }]);
    expect(times()).toEqual([[later(20), later(40)]]);
  });

  it("makes a slot for a time that none has, also one that overlaps the old", async () => {
    await one.office.owner.query(`delete from slots where id <> (select slot_id from bookings)`);
    await move(10, 30);
    await one.tap("Take the new time");
    expect(await one.booking()).toMatchObject({ state: "sent", startsAt: later(10) });
  });

  it("stays where it was when the room is taken then, and the question stays open", async () => {
    await move(10, 30);
    await one.tap("Take the new time");
    expect(one.asked()).toMatch(/the room is taken then/);
    expect(await one.booking()).toMatchObject({ state: "confirmed", version: 1, startsAt: FRIDAY });
    expect(await one.questions()).toEqual([{ kind: "moved", state: "open" }]);
  });

  it("goes back when the team says so, and may be moved and asked about again", async () => {
    await move();
    await one.tap("Put it back");
    expect(times()).toEqual([[FRIDAY, later(20)]]);
    await move();
    expect((await one.questions()).map((question) => question.state)).toEqual(["put_back", "open"]);
  });

  it("that somebody moved back leaves nothing to decide", async () => {
    await move();
    one.byHand.move(one.eventId(), FRIDAY, later(20));
    await one.follow();
    expect(await one.questions()).toEqual([{ kind: "moved", state: "void" }]);
    await one.tap("Take the new time");
    expect(one.asked()).toMatch(/settled already/);
    expect(await one.booking()).toMatchObject({ version: 1, startsAt: FRIDAY });
  });

  it("to a time that has passed can only be put back", async () => {
    await move(-60 * 24 * 30, -60 * 24 * 30 + 20);
    expect(() => choice(one.office.to(one.audition.thread).at(-1), "Take the new time")).toThrow();
    await one.tap("Put it back");
    expect(times()).toEqual([[FRIDAY, later(20)]]);
  });

  it("while Tara moves her audition herself ends at her time", async () => {
    await move();
    await one.office.say(one.office.phone(one.tara.phone), "cannot make it, can we do 2:40?");
    const { startsAt } = await one.booking();
    expect(times()).toEqual([[startsAt, new Date(startsAt.getTime() + 20 * MINUTE_MS)]]);
    expect((await one.questions()).at(-1)).toMatchObject({ state: "void" });
  });
});

describe("an event that somebody deleted", () => {
  beforeEach(async () => {
    one.byHand.remove(one.eventId());
    await one.follow();
  });

  it("is made again under another id when the team says so", async () => {
    expect(one.asked()).toMatch(/Somebody deleted Tara Rao’s audition/);
    await one.tap("Put it back");
    expect(times()).toEqual([[FRIDAY, later(20)]]);
    expect(await one.booking()).toMatchObject({ state: "confirmed" });
  });

  it("ends the audition when the team says so, and Tara is told", async () => {
    await one.tap("Cancel and tell them");
    expect(await one.booking()).toMatchObject({ state: "cancelled_by_casting" });
    expect(lastWords(one.office.to(one.tara.phone))).toMatch(/was cancelled by the casting team/);
    expect(one.events()).toEqual([]);
  });
});

describe("an event that somebody edited", () => {
  it.each([
    ["its place", { location: "नमस्ते 🎬\r\nROOM:B" }, /the place reads “नमस्ते 🎬 ROOM:B”/],
    ["its title", { summary: "" }, /the title reads “nothing”/],
    ["its hours away", { start: { date: "2026-11-27" }, end: { date: "2026-11-28" } }, /has no hours any more/],
    ["its guests", { attendees: [] }, /not everyone is on the guest list/],
  ])("in %s is asked about and can be put back", async (_, changes, asked) => {
    const before = one.events()[0];
    one.byHand.edit(one.eventId(), changes);
    await one.follow();
    expect(one.asked()).toMatch(asked);
    await one.tap("Put it back");
    expect(one.events()[0]).toMatchObject({
      location: before?.location,
      summary: before?.summary,
      start: { dateTime: expect.any(String) },
    });
    expect(one.events()[0]?.attendees).toHaveLength(before?.attendees?.length ?? 0);
  });

  it("and that is left so is not asked about again, until it is edited once more", async () => {
    one.byHand.edit(one.eventId(), { location: "Studio B, second floor" });
    await one.follow();
    await one.tap("Leave it");
    one.byHand.edit(one.eventId(), { colorId: "5" });
    await one.follow();
    expect(await one.questions()).toEqual([{ kind: "edited", state: "left" }]);
    one.byHand.edit(one.eventId(), { location: "Studio C" });
    await one.follow();
    expect(await one.questions()).toMatchObject([{ state: "left" }, { kind: "edited", state: "open" }]);
  });
});

describe("an answer in the calendar", () => {
  const answer = async (email: string, status: string) => {
    one.byHand.answer(one.eventId(), email, status);
    await one.follow();
  };

  it("yes is told to the team once", async () => {
    await answer(TARA, "accepted");
    expect(one.asked()).toMatch(/Tara Rao accepted the calendar invitation: Friday 27 November, 2:00 pm IST/);
    const told = one.office.to(one.audition.thread).length;
    one.byHand.edit(one.eventId(), { colorId: "7" });
    await one.follow();
    expect(one.office.to(one.audition.thread)).toHaveLength(told);
  });

  it("of somebody else counts for nothing", async () => {
    await answer("a-friend@example.com", "declined");
    expect(await one.booking()).toMatchObject({ state: "confirmed" });
    expect(await one.questions()).toEqual([]);
  });

  it("no becomes a change request; other times are offered when the team says so", async () => {
    await answer(TARA, "declined");
    expect(await one.booking()).toMatchObject({ state: "change_requested" });
    await one.tap("Offer other times");
    const letter = one.office.to(one.tara.phone).at(-1);
    expect(lastWords(one.office.to(one.tara.phone))).toMatch(/You declined the calendar invitation/);
    await one.office.tap(one.office.phone(one.tara.phone), choice(letter, "Another time"));
    await one.office.tap(one.office.phone(one.tara.phone), choice(one.office.to(one.tara.phone).at(-1), /3:00|2:40/));
    expect(await one.booking()).toMatchObject({ state: "confirmed", version: 2 });
  });

  it("no can end the audition, or be kept", async () => {
    await answer(TARA, "declined");
    await one.tap("Keep it");
    expect(await one.booking()).toMatchObject({ state: "confirmed" });
    await answer(TARA, "accepted");
    await answer(TARA, "declined");
    expect(await one.questions()).toHaveLength(1);
  });

  it("no that becomes yes takes the request back", async () => {
    await answer(TARA, "declined");
    await answer(TARA, "accepted");
    expect(one.asked()).toMatch(/accepted the calendar invitation after all/);
    expect(await one.booking()).toMatchObject({ state: "confirmed" });
    expect(await one.questions()).toEqual([{ kind: "declined", state: "void" }]);
  });

  it("to an earlier time of the booking is void", async () => {
    await answer(TARA, "accepted");
    await one.office.say(one.office.phone(one.tara.phone), "cannot make it, can we do 2:40?");
    await answer(TARA, "accepted");
    expect(one.asked()).toMatch(/accepted the calendar invitation: Friday 27 November, (?!2:00)/);
  });
});

it("an event that is off and that somebody brings back is deleted again", async () => {
  const { id, ...event } = one.events()[0] ?? {};
  const { version } = await one.booking();
  await one.office.db.query(`update bookings set state = 'cancelled_by_casting', version = version + 1`);
  await one.office.db.query(
    `update calendar_events set wanted = 'absent', wanted_version = $1, state = 'pending', next_at = '-infinity'`,
    [version + 1],
  );
  await one.follow();
  expect(one.events()).toEqual([]);
  one.google.calendar().byHand.restore(id ?? "", event);
  await one.follow();
  await one.follow();
  expect(one.events()).toEqual([]);
});
