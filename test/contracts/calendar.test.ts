/** The Calendar port against the emulator, where it can, and against a Google of our own that follows its documentation. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createCalendar } from "../../src/clients/calendar.ts";
import { loadConfig } from "../../src/config.ts";
import { eventId } from "../../src/core/auditions/event-id.ts";
import type { CalendarAccount, CalendarEvent } from "../../src/core/ports.ts";
import { startFakeGoogle } from "../support/fake-google/server.ts";
import { startGoogle } from "../support/google.ts";

const quiet = { info() {}, warn() {}, error() {}, debug() {} };
const FOUR = new Date("2026-11-27T10:30:00Z");
const FIVE = new Date("2026-11-27T11:30:00Z");
const at = (startsAt: Date) => ({ startsAt, endsAt: new Date(startsAt.getTime() + 20 * 60_000) });

describe.each([
  { name: "the emulator", start: startGoogle },
  { name: "our own Google", start: startFakeGoogle },
])("writing to $name", ({ start }) => {
  let google: Awaited<ReturnType<typeof start>>;
  let calendar: CalendarAccount;
  let booking = 0;
  let audition: CalendarEvent;
  const found = async (id = audition.id) => (await google.events()).find((event) => event.id === id);
  const methods = () => google.asked.map((call) => call.method);

  beforeAll(async () => {
    google = await start();
    const config = loadConfig(google.env).google;
    if (!config) throw new Error("no google");
    calendar = createCalendar(config, { log: quiet });
  });
  afterAll(() => google.close());
  beforeEach(() => {
    booking += 1;
    google.asked.length = 0;
    audition = {
      id: eventId(`booking-${booking}`, 1),
      summary: "Audition: Asha for the cop",
      description: "Sides at the desk",
      location: "Andheri studio",
      timeZone: "Asia/Kolkata",
      attendees: [{ email: "director@example.com" }, { email: "asha@example.com", name: "Asha" }],
      ...at(FOUR),
    };
  });

  it("inserts an event under our own id and tells everyone", async () => {
    expect(await calendar.put(audition)).toMatchObject({ outcome: "done" });
    expect(await found()).toMatchObject({
      summary: "Audition: Asha for the cop",
      location: "Andheri studio",
      start: { dateTime: FOUR.toISOString() },
      attendees: [
        { email: "director@example.com", responseStatus: "needsAction" },
        { email: "asha@example.com", displayName: "Asha", responseStatus: "needsAction" },
      ],
    });
    expect(google.asked.at(-1)).toMatchObject({ method: "POST", id: audition.id, sendUpdates: "all" });
  });

  it("writes nothing when the event is there already", async () => {
    for (let time = 0; time < 3; time += 1) {
      expect(await calendar.put(audition)).toMatchObject({ outcome: "done" });
    }
    expect(methods()).toEqual(["GET", "POST", "GET", "GET"]);
  });

  it("moves the same event to a new time", async () => {
    await calendar.put(audition);
    expect(await calendar.put({ ...audition, ...at(FIVE) })).toMatchObject({ outcome: "done" });
    expect(await found()).toMatchObject({ start: { dateTime: FIVE.toISOString() } });
    expect((await found())?.attendees).toHaveLength(2);
    expect(google.asked.at(-1)).toMatchObject({ method: "PATCH", id: audition.id, sendUpdates: "all" });
  });

  it("inserts once when two write at the same time", async () => {
    const results = await Promise.all([calendar.put(audition), calendar.put(audition)]);
    expect(results.map((one) => one.outcome)).toEqual(["done", "done"]);
    expect((await google.events()).filter((event) => event.id === audition.id)).toHaveLength(1);
  });

  it("removes an event, and what is gone already is done", async () => {
    await calendar.put(audition);
    expect(await calendar.remove(audition.id)).toEqual({ outcome: "done" });
    expect(await found()).toBeUndefined();
    expect(await calendar.remove(audition.id)).toEqual({ outcome: "done" });
    expect(await calendar.remove(eventId("never-there", 1))).toEqual({ outcome: "done" });
  });

  it("says that a removed id stays taken, so that the next generation takes another", async () => {
    await calendar.put(audition);
    await calendar.remove(audition.id);
    expect(await calendar.put(audition)).toEqual({ outcome: "failed", code: "id_gone" });
    const again = { ...audition, id: eventId(`booking-${booking}`, 2) };
    expect(await calendar.put(again)).toMatchObject({ outcome: "done" });
    expect(await found(again.id)).toBeDefined();
  });
});
