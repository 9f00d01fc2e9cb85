import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { eventId } from "../../src/core/auditions/event-id.ts";
import { auditCalendar, repairCalendar } from "../../src/core/calendar/audit-calendar.ts";
import { FRIDAY } from "../support/auditions.ts";
import { type CalendarOffice, openCalendarOffice } from "../support/calendar-office.ts";
import { makeDataDir } from "../support/data-dir.ts";
import { programServices } from "../support/database.ts";
import { startFakeGoogle } from "../support/fake-google/server.ts";

vi.setConfig({ testTimeout: 90_000 });
const later = (minutes: number) => new Date(FRIDAY.getTime() + minutes * 60_000);

describe("the audit of the calendar", () => {
  let one: CalendarOffice;
  beforeEach(async () => {
    one = await openCalendarOffice();
  });
  afterEach(() => one.close());
  const ctx = () => ({ ...one.office.ctx, calendarOf: async (id: string | null) => (id ? undefined : one.account) });
  const audit = () => auditCalendar(ctx());
  const expectMended = async (what: RegExp) => {
    const found = await audit();
    expect(found.disagreements).toMatchObject([{ what: expect.stringMatching(what) }]);
    await repairCalendar(ctx(), found);
    expect((await audit()).disagreements).toEqual([]);
    expect(one.events()).toMatchObject([{ location: "Andheri", start: { dateTime: FRIDAY.toISOString() } }]);
  };

  it("finds nothing where all agrees, and writes nothing", async () => {
    one.google.asked.length = 0;
    expect(await audit()).toEqual({ bookings: 1, disagreements: [] });
    expect(one.google.asked.map((call) => call.method)).toEqual(["GET"]);
  });

  it.each<[string, (id: string) => unknown, RegExp]>([
    ["moved", (id) => one.byHand.move(id, later(20), later(40)), /at another time/],
    ["deleted", (id) => one.byHand.remove(id), /not in the calendar/],
    ["edited", (id) => one.byHand.edit(id, { location: "Somewhere" }), /was edited/],
    ["forgotten", (id) => one.google.calendar().forget(id), /not in the calendar/],
  ])("finds and mends an event that was %s", async (_, change, what) => {
    change(one.eventId());
    await expectMended(what);
  });

  it("closes the question that was open about what it mended", async () => {
    one.byHand.move(one.eventId(), later(20), later(40));
    await one.follow();
    await expectMended(/at another time/);
    expect(await one.questions()).toEqual([{ kind: "moved", state: "put_back" }]);
  });

  it("finds and mends a booking whose event was never planned, or whose write was given up", async () => {
    await one.office.db.query(`update calendar_events set state = 'failed', error_code = 'http_403'`);
    await expectMended(/last write failed/);
    await one.office.owner.query(`delete from calendar_events`);
    one.google.calendar().forget(one.eventId());
    await expectMended(/ever planned/);
  });

  it("removes the event of a booking that is off", async () => {
    await one.office.db.query(`update bookings set state = 'cancelled_by_talent'`);
    await one.office.db.query(`update calendar_events set wanted = 'absent'`);
    const found = await audit();
    expect(found.disagreements).toMatchObject([{ what: "it is off and still in the calendar" }]);
    await repairCalendar(ctx(), found);
    expect(one.events()).toEqual([]);
    expect((await audit()).disagreements).toEqual([]);
  });

  it("names an event without a booking and leaves it alone: it may be another CastMatch's", async () => {
    await one.account.put({
      id: eventId("of-another-database", 1),
      summary: "Audition: Nobody",
      description: "",
      location: "Andheri",
      startsAt: FRIDAY,
      endsAt: later(20),
      timeZone: "Asia/Kolkata",
      attendees: [],
    });
    const found = await audit();
    expect(found.disagreements).toEqual([
      { id: eventId("of-another-database", 1), what: "an event without a booking" },
    ]);
    await repairCalendar(ctx(), found);
    expect(one.events()).toHaveLength(2);
  });

  it("says what Google does not tell", async () => {
    one.google.failNext({ method: "GET", status: 503, path: /events\/cm/ });
    expect((await audit()).disagreements).toMatchObject([{ what: "Google does not say: http_503" }]);
  });
});

it("the command ends with 0 where all agrees, and with 1 and a sentence where it cannot look", async () => {
  const services = await programServices();
  const dataDir = makeDataDir("calendar");
  const google = await startFakeGoogle();
  const run = (args: string[], env: Record<string, string> = google.env) =>
    new Promise<{ code: number; out: string; said: string }>((done) => {
      const command = new URL("../../src/calendar.ts", import.meta.url).pathname;
      const options = { env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...services.env, ...env } };
      execFile(process.execPath, [command, ...args], options, (error, out, said) =>
        done({ code: error ? Number(error.code) : 0, out, said }),
      );
    });
  expect(await run(["audit"])).toEqual({ code: 0, out: "The calendar agrees with 0 bookings to come.\n", said: "" });
  expect(await run(["mend"])).toMatchObject({ code: 1, said: expect.stringMatching(/^Usage: npm run calendar/) });
  expect(await run(["audit"], {})).toMatchObject({ code: 1, said: expect.stringMatching(/not configured/) });
  await google.close();
  await services.drop();
  rmSync(dataDir, { recursive: true, force: true });
});
