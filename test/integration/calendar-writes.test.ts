import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fireReminder } from "../../src/core/auditions/fire-reminder.ts";
import { writeCalendarEvent } from "../../src/core/calendar/write-event.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import type { Calendar, CalendarEvent, CalendarResult } from "../../src/core/ports.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";
import { until } from "../support/until.ts";

const BRIEF = "Need one Marathi-speaking woman, 25–32, for a cop role in a thriller, Andheri, 40k a day";

/** Google as far as its promises go: what is there by id, and ids that stay taken. */
function createGoogle() {
  const there = new Map<string, CalendarEvent>();
  const removed = new Set<string>();
  let hold = false;
  const held: (() => void)[] = [];
  const gate = async () => {
    if (hold) await new Promise<void>((go) => held.push(go));
  };
  let answer: CalendarResult | undefined;
  const calendar: Calendar = {
    put: async (event) => {
      await gate();
      if (removed.has(event.id)) return { outcome: "failed", code: "id_gone" };
      there.set(event.id, event);
      return answer ?? { outcome: "done" };
    },
    remove: async (id) => {
      await gate();
      if (there.delete(id)) removed.add(id);
      return answer ?? { outcome: "done" };
    },
  };
  return {
    calendar,
    there,
    removed,
    held,
    holdNext: (on: boolean) => {
      hold = on;
    },
    /** It does what it is told and then answers so. */
    answerWith: (result: CalendarResult | undefined) => {
      answer = result;
    },
  };
}

describe("writing to the calendar", () => {
  let office: Office;
  let phone: string;
  let google: ReturnType<typeof createGoogle>;
  let eventRow: string;

  const write = () => writeCalendarEvent({ ...office.ctx, calendarOf: async () => google.calendar }, eventRow);
  const row = async () => {
    const { rows } = await office.db.query<{ id: string; state: string; known: number | null; wanted: number }>(
      `select id, state, known_version as known, wanted_version as wanted from calendar_events`,
    );
    expect(rows).toHaveLength(1);
    return rows[0];
  };
  const due = () => office.db.query(`update calendar_events set next_at = '-infinity', state = 'pending'`);
  const again = () => office.db.query(`update calendar_events set next_at = '-infinity' where state = 'writing'`);
  const settled = async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      await again();
      await write();
    }
  };
  /** The booking's next time: the calendar wants another version. */
  const retime = () =>
    office.db.query(
      `with b as (update bookings set version = version + 1 returning id, version)
       update calendar_events e set wanted_version = b.version, state = 'pending', next_at = '-infinity' from b where b.id = e.booking_id`,
    );
  const cancel = () =>
    office.db.query(
      `with b as (update bookings set version = version + 1, state = 'cancelled_by_talent' returning id, version)
       update calendar_events e set wanted = 'absent', wanted_version = b.version, state = 'pending', next_at = '-infinity' from b where b.id = e.booking_id`,
    );

  beforeAll(async () => {
    office = await openOffice();
    await office.say(office.team, BRIEF);
    await office.tap(office.team, choice(office.to("team").at(-1), "Select"));
    await office.say(office.team, "Invite her for Friday between 2 and 6 at the Andheri studio, 20 minutes each");
    await office.tap(office.team, choice(office.to("team").at(-1), "Approve and send"));
    phone = office.letters.map((letter) => letter.conversationKey).find((key) => key !== "team") ?? "";
    await office.tap(office.phone(phone), choice(office.to(phone)[0], /pm/));
    eventRow = (await row())?.id ?? "";
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    google = createGoogle();
    await office.db.query(`update bookings set state = 'confirmed'`);
    await office.db.query(`update calendar_events set wanted = 'present'`);
    await due();
  });

  it("by two workers at once makes one event", async () => {
    google.holdNext(true);
    const first = write();
    await until("the call", () => google.held[0]);
    await again();
    google.holdNext(false);
    await write();
    for (const go of google.held) go();
    await first;
    await settled();
    expect(google.there.size).toBe(1);
    expect(await row()).toMatchObject({ state: "done" });
  });

  it("is done again after a crash between the insert and its record", async () => {
    google.answerWith({ outcome: "retry", code: "network" });
    await write();
    expect(google.there.size).toBe(1);
    google.answerWith(undefined);
    await due();
    await write();
    expect(google.there.size).toBe(1);
    expect(await row()).toMatchObject({ state: "done" });
  });

  it("by one who was stopped meanwhile with an older time ends at the newer one", async () => {
    google.holdNext(true);
    const late = write();
    await until("the call", () => google.held[0]);
    google.holdNext(false);
    await retime();
    await write();
    expect(await row()).toMatchObject({ state: "done" });
    for (const go of google.held) go();
    await late;
    expect(await row()).toMatchObject({ state: "pending" });
    await settled();
    const { known, wanted } = (await row()) ?? {};
    expect(known).toBe(wanted);
  });

  it("by one who was stopped before a cancellation leaves nothing behind", async () => {
    google.holdNext(true);
    const late = write();
    await until("the call", () => google.held[0]);
    google.holdNext(false);
    await cancel();
    await write();
    for (const go of google.held) go();
    await late;
    expect(google.there.size).toBe(1);
    await settled();
    expect(google.there.size).toBe(0);
    expect(await row()).toMatchObject({ state: "done" });
  });

  it("that fails late does not spoil what another did", async () => {
    google.holdNext(true);
    google.answerWith({ outcome: "failed", code: "http_403" });
    const late = write();
    await until("the call", () => google.held[0]);
    google.holdNext(false);
    await again();
    google.answerWith(undefined);
    await write();
    google.answerWith({ outcome: "failed", code: "http_403" });
    for (const go of google.held) go();
    await late;
    expect(await row()).toMatchObject({ state: "done" });
  });

  it("takes another id where the first is taken for ever, and a move finds that one", async () => {
    await write();
    for (const id of google.there.keys()) google.removed.add(id);
    google.there.clear();
    await due();
    await settled();
    expect(google.there.size).toBe(1);
    await office.say(office.phone(phone), "cannot make it, can we do 4?");
    expect(lastWords(office.to(phone))).toMatch(/4:00 pm IST/);
    expect((await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 10 })).breaches).toEqual([]);
  });

  it("is given up after a day", async () => {
    google.answerWith({ outcome: "retry", code: "http_500" });
    await office.db.query(`update calendar_events set attempts = 40`);
    await write();
    expect(await row()).toMatchObject({ state: "failed" });
  });
});

it("a reminder that two workers fire at once is sent once, and one to nobody is void", async () => {
  const office = await openOffice();
  await office.say(office.team, BRIEF);
  await office.tap(office.team, choice(office.to("team").at(-1), "Select"));
  await office.say(office.team, "Invite her for Friday between 2 and 6 at the Andheri studio, 20 minutes each");
  await office.tap(office.team, choice(office.to("team").at(-1), "Approve and send"));
  const phone = office.letters.map((letter) => letter.conversationKey).find((key) => key !== "team") ?? "";
  await office.tap(office.phone(phone), choice(office.to(phone)[0], /pm/));
  const { rows } = await office.db.query<{ id: string }>(`select id from reminders order by fire_at`);
  const [first, second] = rows as [{ id: string }, { id: string }];
  const due = (id: string) => office.db.query(`update reminders set fire_at = '-infinity' where id = $1`, [id]);
  await due(first.id);
  await Promise.all([first, first, first].map(({ id }) => fireReminder(office.ctx, id)));
  const { rows: sent } = await office.db.query(`select from outbox where dedupe_key = 'reminder:' || $1`, [first.id]);
  expect(sent).toHaveLength(1);
  await office.owner.query(`delete from contact_points`);
  await due(second.id);
  await fireReminder(office.ctx, second.id);
  const { rows: states } = await office.db.query(`select state from reminders where id = $1`, [second.id]);
  expect(states).toEqual([{ state: "void" }]);
  await office.close();
});
