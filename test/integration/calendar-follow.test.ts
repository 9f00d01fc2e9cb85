import { afterEach, beforeEach, expect, it } from "vitest";
import { calendarPing } from "../../src/api/calendar-ping.ts";
import { FRIDAY } from "../support/auditions.ts";
import { type CalendarOffice, openCalendarOffice } from "../support/calendar-office.ts";
import type { Ping } from "../support/fake-google/server.ts";
import { SATURDAY } from "../support/office.ts";

const DAY_MS = 24 * 60 * 60_000;
const later = (minutes: number) => new Date(FRIDAY.getTime() + minutes * 60_000);

let one: CalendarOffice;
beforeEach(async () => {
  one = await openCalendarOffice();
});
afterEach(() => one.close());

const move = () => one.byHand.move(one.eventId(), later(20), later(40));
const ping = (of: Ping, headers: Record<string, string> = {}) =>
  calendarPing(one.office.ctx).request(new URL(of.address).pathname, {
    method: "POST",
    headers: { ...of.headers, ...headers },
  });
/** Watched from now on: with an address that Google can reach. */
const watch = async () => {
  one.office.ctx.publicUrl = "https://casting.example.com";
  await one.follow();
  expect(one.google.pings).toHaveLength(1);
};

it("a ping makes the change be read at once, and not the timer", async () => {
  await watch();
  move();
  const [, exists] = one.google.pings;
  expect((await ping(exists as Ping)).status).toBe(204);
  await one.office.settle();
  expect(await one.questions()).toEqual([{ kind: "moved", state: "open" }]);
});

it("a ping with a foreign token or of an unknown channel is refused and changes nothing", async () => {
  await watch();
  move();
  const exists = one.google.pings[1] as Ping;
  expect((await ping(exists, { "x-goog-channel-token": "guessed" })).status).toBe(404);
  expect((await ping(exists, { "x-goog-channel-token": "" })).status).toBe(404);
  expect((await ping(exists, { "x-goog-channel-id": crypto.randomUUID() })).status).toBe(404);
  expect((await ping(exists, { "x-goog-channel-id": "' or 1=1" })).status).toBe(404);
  await one.office.settle();
  expect(await one.questions()).toEqual([]);
});

it("the timer finds what no ping told of", async () => {
  await watch();
  move();
  await one.follow();
  expect(await one.questions()).toEqual([{ kind: "moved", state: "open" }]);
});

it("a forgotten token reads everything again, also what was deleted long ago", async () => {
  await one.follow();
  one.google.calendar().forget(one.eventId());
  one.google.calendar().expireTokens();
  await one.follow();
  await one.follow();
  expect(await one.questions()).toEqual([{ kind: "deleted", state: "open" }]);
});

it("a channel is replaced a day before it ends, and the old one stopped", async () => {
  await watch();
  const [first] = one.google.channels.keys();
  const at = async (days: number) => {
    one.office.moveTo(new Date(SATURDAY.getTime() + days * DAY_MS));
    await one.office.settle();
  };
  await one.office.db.query(`update calendar_channels set expires_at = $1`, [
    new Date(SATURDAY.getTime() + 7 * DAY_MS),
  ]);
  await at(5);
  expect([...one.google.channels.keys()]).toEqual([first]);
  await at(6.1);
  const [second, ...others] = one.google.channels.keys();
  expect(others).toEqual([]);
  expect(second).not.toBe(first);
  const { rows } = await one.office.db.query(`select id from calendar_channels`);
  expect(rows).toEqual([{ id: second }]);
});

it("nothing that is private in the calendar is stored or told", async () => {
  one.byHand.add({
    summary: "Doctor, very private",
    start: { dateTime: FRIDAY.toISOString() },
    end: { dateTime: later(30).toISOString() },
  });
  const told = one.office.letters.length;
  await one.follow();
  expect(one.office.letters).toHaveLength(told);
  expect(await one.questions()).toEqual([]);
});

it("Google's failures are waited out, and nothing is asked twice when a reading dies half way", async () => {
  await one.follow();
  move();
  one.google.failNext({ method: "GET", status: 503, path: /events$/ });
  await one.follow();
  expect(await one.questions()).toEqual([]);
  await one.follow();
  await one.office.db.query(`update calendar_feeds set sync_token = null, next_at = '-infinity'`);
  await one.office.settle();
  expect(await one.questions()).toEqual([{ kind: "moved", state: "open" }]);
});
