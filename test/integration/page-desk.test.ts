import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import type { LiveEvent } from "../../src/core/ports.ts";
import { type Audition, type Auditions, FRIDAY, type Person, stageAuditions } from "../support/auditions.ts";
import { type Office, openOffice } from "../support/office.ts";
import { openWeb } from "../support/web.ts";

const MINUTE_MS = 60_000;

type Booking = { id: string; state: string; waitsTooLong: boolean; marks: string[] };
type Calendar = { sessions: { place: string; bookings: Booking[] }[]; next: string | null };

describe("the calendar and the desk of the page", () => {
  let office: Office;
  let web: ReturnType<typeof openWeb>;
  let at: Auditions;
  let audition: Audition;
  let rewa: Person;
  beforeAll(async () => {
    office = await openOffice();
    web = openWeb(office);
    at = stageAuditions(office);
    audition = await at.audition("Juhu");
    rewa = await at.talent("Rewa Kulkarni");
    const invitationId = await audition.invite(rewa);
    const slotId = String(audition.slotIds[0]);
    await at.inTurn(await at.talentTurn(rewa), (turn) => pickSlot(turn, { invitationId, slotId }));
    await office.settle();
  });
  afterAll(() => office.close());

  const calendar = async (days: string) => (await (await web.asked(`/api/calendar?${days}`)).json()) as Calendar;
  const booking = async () => {
    const { sessions } = await calendar("from=2026-11-27&to=2026-11-27");
    return sessions[0]?.bookings[0] as Booking;
  };
  const arriveAt = (minutes: number) => office.moveTo(new Date(FRIDAY.getTime() + minutes * MINUTE_MS));
  const mark = async (to: string) => {
    const { id } = await booking();
    const response = await web.post(`/api/bookings/${id}/mark`, { to });
    const { said, error } = (await response.json()) as { said?: string; error?: { message: string } };
    return { status: response.status, said: said ?? error?.message };
  };

  it("has the sessions that touch the days, each with its zone named, its rooms and its bookings", async () => {
    await office.db.query(`update sessions set time_zone = 'Europe/London' where id = $1`, [audition.sessionId]);
    expect(await calendar("from=2026-11-27&to=2026-11-27")).toMatchObject({
      timeZone: "Asia/Kolkata",
      today: "2026-11-21",
      next: null,
      sessions: [
        {
          place: "Juhu",
          rooms: ["Juhu"],
          places: 4,
          when: expect.stringMatching(/^Friday 27 November, 8:30 am to .* GMT$/),
          bookings: [{ name: "Rewa Kulkarni", room: "Juhu", state: "confirmed", checkedInAt: null }],
        },
      ],
    });
    expect(await calendar("from=2026-11-20&to=2026-11-26")).toMatchObject({ sessions: [], next: "2026-11-27" });
    expect(await calendar("from=2026-11-28&to=2026-12-04")).toMatchObject({ sessions: [], next: null });
    await office.db.query(`update sessions set time_zone = 'Asia/Kolkata' where id = $1`, [audition.sessionId]);
  });

  it("marks nobody days before, and nobody as a no-show before the time", async () => {
    expect((await booking()).marks).toEqual([]);
    expect(await mark("checked_in")).toMatchObject({ status: 409, said: expect.stringContaining("still to come") });
    arriveAt(-10);
    expect((await booking()).marks).toEqual(["checked_in", "late", "seen"]);
    expect((await mark("no_show")).status).toBe(409);
    expect((await booking()).state).toBe("confirmed");
  });

  it("checks in who is at the desk, and tells the pages and nobody else", async () => {
    const told: LiveEvent[] = [];
    const leave = office.ctx.live.subscribe(office.workspaceId, (event) => told.push(event));
    const letters = office.letters.length;
    expect(await mark("checked_in")).toEqual({ status: 200, said: "Rewa Kulkarni (2:00 pm): here." });
    leave();
    expect(told).toEqual([{ type: "changed", what: "bookings" }]);
    await office.settle();
    expect(office.letters).toHaveLength(letters);
    expect(await booking()).toMatchObject({ state: "checked_in", marks: ["seen"], waitsTooLong: false });
  });

  it("says the same of who is marked twice", async () => {
    expect(await mark("checked_in")).toEqual({ status: 200, said: "Rewa Kulkarni (2:00 pm): here." });
  });

  it("shows a wait over 45 minutes from the slot's time, until she is seen", async () => {
    arriveAt(44);
    expect((await booking()).waitsTooLong).toBe(false);
    arriveAt(46);
    expect((await booking()).waitsTooLong).toBe(true);
    expect((await mark("seen")).status).toBe(200);
    expect(await booking()).toMatchObject({ state: "seen", marks: [], waitsTooLong: false });
    const { rows } = await office.db.query(`select state from candidates where talent_id = $1`, [rewa.id]);
    expect(rows).toEqual([{ state: "auditioned" }]);
    expect(office.errors).toEqual([]);
  });

  it("marks nothing that is no state of the day", async () => {
    expect((await mark("cancelled_by_casting")).status).toBe(400);
    expect((await web.post(`/api/bookings/${crypto.randomUUID()}/mark`, { to: "seen" })).status).toBe(404);
  });
});
