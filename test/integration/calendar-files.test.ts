import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fireReminder } from "../../src/core/auditions/fire-reminder.ts";
import { FRIDAY } from "../support/auditions.ts";
import { type CalendarOffice, openCalendarOffice } from "../support/calendar-office.ts";
import { choice, lastWords } from "../support/office.ts";
import { openWeb } from "../support/web.ts";

let one: CalendarOffice;
let web: ReturnType<typeof openWeb>;
const open = async (place?: string) => {
  one = await openCalendarOffice(place ? { place } : {});
  web = openWeb(one.office);
};
afterEach(() => one.close());
const token = async () => (await one.at.row<{ token: string }>(`select ics_token as token from bookings`)).token;
/** Lines of a calendar, unfolded (RFC 5545 3.1). */
const linesOf = async (path: string) => (await (await web.fetch(path)).text()).replace(/\r\n[ \t]/g, "").split("\r\n");
const file = async () => linesOf(`/i/${await token()}.ics`);
const state = (to: string) => one.office.db.query(`update bookings set state = $1`, [to]);

describe("a booking's calendar file", () => {
  beforeEach(() => open());

  it.each(["sent", "confirmed", "change_requested", "late", "checked_in", "seen"])(
    "stands while it is %s",
    async (to) => {
      await state(to);
      expect(await file()).toEqual(expect.arrayContaining(["METHOD:PUBLISH", "STATUS:CONFIRMED", "SEQUENCE:1"]));
    },
  );

  it.each(["unavailable", "cancelled_by_casting", "cancelled_by_talent", "expired"])(
    "is taken back once it is %s",
    async (to) => {
      await state(to);
      expect(await file()).toEqual(expect.arrayContaining(["METHOD:CANCEL", "STATUS:CANCELLED"]));
      expect((await web.fetch(`/i/${await token()}/google`)).status).toBe(404);
    },
  );

  it("counts up with every version of the booking, under one id", async () => {
    const uid = (await file()).find((line) => line.startsWith("UID:"));
    await one.office.say(one.office.phone(one.tara.phone), "cannot make it, can we do 2:40?");
    expect(await file()).toEqual(expect.arrayContaining([uid, "SEQUENCE:2", "DTSTART:20261127T091000Z"]));
  });

  it("has a link that adds it to Google's calendar", async () => {
    const response = await web.fetch(`/i/${await token()}/google`);
    expect(response.status).toBe(302);
    const link = new URL(response.headers.get("location") ?? "");
    expect(link.host).toBe("calendar.google.com");
    expect(Object.fromEntries(link.searchParams)).toMatchObject({
      action: "TEMPLATE",
      text: "Audition: Lead at Andheri",
      dates: "20261127T083000Z/20261127T085000Z",
      location: "Andheri",
    });
  });

  it("holds names with line breaks, quotes, semicolons, emoji and Devanagari on the line they belong to", async () => {
    const title = 'मुख्य "Lead"; 🎬\r\nATTENDEE:mailto:evil@example.com\nEND:VEVENT,\u2028\\n';
    await one.office.db.query(`update roles set title = $1`, [title]);
    await one.office.db.query(`update sessions set place = $1`, ["Studio\r\nURL:https://evil.example.com"]);
    for (const path of [`/i/${await token()}.ics`, await feed()]) {
      const lines = await linesOf(path);
      expect(lines.filter((line) => /^(ATTENDEE|URL)/.test(line))).toEqual([]);
      expect(lines.filter((line) => line === "END:VEVENT")).toHaveLength(1);
      expect(lines.find((line) => line.startsWith("SUMMARY:"))).toMatch(/मुख्य "Lead"\\; 🎬 ATTENDEE:mailto/);
    }
  });

  it("an event in Google takes the same names", async () => {
    expect(one.events()[0]?.summary).toContain("Tara Rao");
    await one.office.db.query(`update people set name = $1 where name = 'Tara Rao'`, ['तारा "T"\r\n🎬']);
    await one.office.db.query(`update calendar_events set state = 'pending', next_at = '-infinity'`);
    await one.office.settle();
    expect(one.events()[0]?.summary).toContain('तारा "T"');
    await one.follow();
    expect(await one.questions()).toEqual([]);
  });
});

const feed = async () => {
  await one.office.say(one.team, "subscribe to the calendar feed");
  return /\/feeds\/\w+\.ics/.exec(lastWords(one.office.to(one.audition.thread)))?.[0] ?? "";
};

describe("a session's feed", () => {
  beforeEach(() => open());

  it("shows the team who comes when, and forgets who does not", async () => {
    const path = await feed();
    const lines = await linesOf(path);
    expect(lines).toEqual(expect.arrayContaining(["SUMMARY:Tara Rao for Lead at Andheri", "DTSTART:20261127T083000Z"]));
    await state("cancelled_by_talent");
    expect((await linesOf(path)).filter((line) => line === "BEGIN:VEVENT")).toEqual([]);
  });

  it("is nobody's without its secret", async () => {
    expect((await web.fetch(`/feeds/${"0".repeat(64)}.ics`)).status).toBe(404);
    expect((await web.fetch(`/feeds/${one.audition.sessionId}.ics`)).status).not.toBe(200);
  });
});

it("an online audition has one video call, in the calendar, the file and the reminder", async () => {
  await open("Online");
  const call = one.events()[0]?.hangoutLink ?? "";
  expect(call).toMatch(/^https:\/\/meet\.google\.com\//);
  expect(await file()).toEqual(expect.arrayContaining([`LOCATION:Online: ${call}`]));
  one.office.moveTo(new Date(FRIDAY.getTime() - 3 * 60 * 60_000));
  const { rows } = await one.office.db.query<{ id: string }>(`select id from reminders order by lead_minutes limit 1`);
  await fireReminder(one.office.ctx, rows[0]?.id ?? "");
  await one.office.settle();
  expect(lastWords(one.office.to(one.tara.phone))).toContain(call);
  await one.office.say(one.office.phone(one.tara.phone), "cannot make it, can we do 2:40?");
  expect(one.events()).toMatchObject([{ hangoutLink: call }]);
  expect(() => choice(one.office.to(one.audition.thread).at(-1), "Put it back")).toThrow();
});

it("the link of a video call that Google makes late is fetched, told where and when, and by itself where no reminder comes", async () => {
  await open("Online");
  const { office, tara, byHand, eventId } = one;
  byHand.edit(eventId(), { hangoutLink: null });
  await office.db.query(`update calendar_events set meet_url = null, state = 'pending', attempts = 0`);
  await office.db.query(`update reminders set state = 'void'`);
  await office.settle();
  byHand.edit(eventId(), { hangoutLink: "https://meet.google.com/abc-late-xyz" });
  office.moveTo(new Date(office.ctx.now().getTime() + 10_000));
  await office.settle();
  expect(lastWords(office.to(tara.phone))).toMatch(/is by video call: https:\/\/meet\.google\.com\/abc-late-xyz$/);
  await office.say(office.phone(tara.phone), "where and when?");
  expect(lastWords(office.to(tara.phone))).toContain("Online: https://meet.google.com/abc-late-xyz");
  expect(office.errors).toEqual([]);
});
