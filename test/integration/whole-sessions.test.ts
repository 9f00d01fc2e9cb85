import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveLetter } from "../../src/core/auditions/approve-letter.ts";
import { draftCallOff } from "../../src/core/auditions/call-off-session.ts";
import { confirmBooking } from "../../src/core/auditions/confirm-booking.ts";
import { HoldSlot, holdSlot } from "../../src/core/auditions/hold-slot.ts";
import { markBooking } from "../../src/core/auditions/mark-booking.ts";
import { ProposeSession, proposeSession } from "../../src/core/auditions/propose-session.ts";
import { readCasting } from "../../src/core/auditions/read-reliability.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, FRIDAY, type Person, stageAuditions } from "../support/auditions.ts";
import { scaled } from "../support/database.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

describe("a whole session", () => {
  let office: Office;
  let staged: Auditions;
  let film: Audition;
  const team = (of: Audition) => ({ channel: "slack" as const, key: of.thread, address: "stage-director" });
  const ask = async (text: string, of = film) => {
    await office.say(team(of), text);
    return lastWords(office.to(of.thread));
  };
  const press = async (label: string, of = film) => {
    await office.tap(team(of), choice(office.to(of.thread).at(-1), label));
    return lastWords(office.to(of.thread));
  };
  const heard = (who: Person) => office.to(who.phone).map(plainText);
  const tap = async (who: Person, label: string | RegExp) => {
    await office.tap(office.phone(who.phone), choice(office.to(who.phone).at(-1), label));
    return lastWords(office.to(who.phone));
  };
  const bookingOf = (who: Person) =>
    staged.row<{ id: string; state: string; startsAt: Date; version: number }>(
      `select id, state, lower(during) as "startsAt", version from bookings where talent_id = $1 order by created_at desc limit 1`,
      [who.id],
    );
  const waitingReminders = async (who: Person) =>
    (
      await office.db.query<{ at: Date }>(
        `select r.fire_at as at from reminders r join bookings b on b.id = r.booking_id where b.talent_id = $1 and r.state = 'waiting' order by 1`,
        [who.id],
      )
    ).rows.map((row) => row.at.toISOString());
  /** Invited, and booked at the nth time where one is told. */
  const book = async (of: Audition, who: Person, nth?: number): Promise<Person> => {
    await of.invite(who);
    if (nth === undefined) return who;
    const { id } = await staged.row<{ id: string }>(
      `select id from invitations where talent_id = $1 and session_id = $2`,
      [who.id, of.sessionId],
    );
    await staged.inTurn(await staged.talentTurn(who), async (turn) => {
      const held = await holdSlot(turn, { slotId: of.slotIds[nth] as string, invitationId: id });
      return confirmBooking(turn, { bookingId: String(held.data?.bookingId) });
    });
    await office.settle();
    return who;
  };

  beforeAll(async () => {
    office = await openOffice();
    staged = stageAuditions(office);
    film = await staged.audition("Andheri studio");
  });
  afterAll(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 0 });
    await office.close();
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
  });

  describe("that moves", () => {
    let asha: Person;
    let bela: Person;
    let chitra: Person;
    let divya: Person;
    beforeAll(async () => {
      const other = await staged.audition("Bandra hall", { at: new Date(FRIDAY.getTime() + DAY_MS), slots: 3 });
      asha = await book(film, await staged.talent("Asha Rao"), 0);
      bela = await book(film, await staged.talent("Bela Shah"), 1);
      chitra = await book(film, await staged.talent("Chitra Nair"));
      divya = await book(film, await staged.talent("Divya Iyer"), 2);
      await book(other, bela, 1);
      await office.db.query(
        `insert into book_outs (workspace_id, person_id, during) values ($1, $2, '[2026-11-28,2026-11-28]')`,
        [office.workspaceId, divya.id],
      );
      office.letters.length = 0;
    });

    it("is a draft that shows who is booked, who is invited and who cannot come then", async () => {
      const drafted = await ask("move Friday's session to Saturday, same times");
      expect(drafted).toMatch(/Move the session to Saturday 28 November, 2:00 pm to 3:20 pm IST, Andheri studio\?/);
      expect(drafted).toMatch(
        /Booked: 3 \(Asha Rao, Bela Shah, and Divya Iyer\)\. Invited, without a booking: 1 \(Chitra Nair\)/,
      );
      expect(drafted).toMatch(/Cannot come then: Bela Shah \(another audition\)/);
      expect(drafted).toMatch(/Cannot come then: Divya Iyer \(away, by their book-outs\)/);
      expect(heard(asha)).toEqual([]);
      expect((await bookingOf(asha)).startsAt).toEqual(FRIDAY);
    });

    it("takes each booking to its equal slot with one question, and gives back what cannot be", async () => {
      const event = [...office.events.values()].find((one) => one.summary.includes("Asha"));
      const done = await press("Move it and tell them");
      expect(done).toMatch(
        /The session is moved: Saturday 28 November.*Booked, and moved with it: Asha Rao\. I am asking them/,
      );
      expect(done).toMatch(/Bela Shah cannot come then \(another audition\): I gave the time back/);
      expect(heard(asha)).toHaveLength(1);
      expect(heard(asha)[0]).toMatch(
        /moved your audition.*New time: Saturday 28 November, 2:00 pm IST.*Friday 27 November, 2:00 pm IST/,
      );
      const moved = await bookingOf(asha);
      expect([moved.state, moved.startsAt]).toEqual(["sent", new Date(FRIDAY.getTime() + DAY_MS)]);
      expect(office.events.get(event?.id ?? "")?.startsAt).toEqual(moved.startsAt);
      expect(await waitingReminders(asha)).toEqual(["2026-11-27T08:30:00.000Z", "2026-11-28T05:30:00.000Z"]);
      expect(heard(chitra)[0]).toMatch(
        /has moved the audition for .*it is on Saturday 28 November.*Which time suits you\?/s,
      );
      expect(heard(bela)[0]).toMatch(/cannot come then, so I gave it back/);
      expect(heard(divya)[0]).toMatch(/cannot come then/);
      expect([bela, chitra, divya].map((who) => heard(who).length)).toEqual([1, 1, 1]);
      expect(await waitingReminders(divya)).toEqual([]);
      expect(await tap(asha, "I can come")).toMatch(/booked: Saturday 28 November, 2:00 pm IST/);
      expect(await tap(chitra, /pm/)).toMatch(/booked: Saturday 28 November/);
      expect(await tap(bela, /3:00 pm/)).toMatch(/booked: Saturday 28 November, 3:00 pm IST/);
    });

    it("by an hour, over its own times; an old draft and old buttons mean nothing any more", async () => {
      const before = choice(office.to(divya.phone).at(-1), /pm/);
      await ask("push the session by an hour");
      const stale = choice(office.to(film.thread).at(-1), "Move it and tell them");
      expect(await ask("push the session by an hour")).toMatch(/3:00 pm to 4:20 pm IST/);
      await press("Move it and tell them");
      expect((await bookingOf(asha)).startsAt).toEqual(new Date(FRIDAY.getTime() + DAY_MS + HOUR_MS));
      await office.tap(team(film), stale);
      expect(lastWords(office.to(film.thread))).toMatch(/has changed since/);
      await office.tap(office.phone(divya.phone), before);
      expect(lastWords(office.to(divya.phone))).toMatch(/no longer open|not open/i);
    });

    it("is agreed to in words, too; until then it stands as not answered", async () => {
      expect(await ask("who has not answered?")).toMatch(
        /Asha Rao: has Saturday 28 November, 3:00 pm IST and is asked whether it suits; no answer yet/,
      );
      await office.say(office.phone(asha.phone), "yes, that works");
      expect(lastWords(office.to(asha.phone))).toMatch(/booked: Saturday 28 November, 3:00 pm IST/);
      expect(await ask("who has not answered?")).not.toMatch(/Asha Rao/);
    });

    it("to another place keeps the time and what was confirmed", async () => {
      await ask("move Saturday's session to Versova studio 2");
      expect(await press("Move it and tell them")).toMatch(/Versova studio 2 \(was .*Andheri studio\)/);
      expect(heard(asha).at(-1)).toMatch(/now at Versova studio 2\. The time stays: Saturday 28 November, 3:00 pm IST/);
      expect((await bookingOf(asha)).state).toBe("confirmed");
      expect([...office.events.values()].find((one) => one.summary.includes("Asha"))?.location).toBe(
        "Versova studio 2",
      );
    });

    it("not into a room that is taken: who has it and when it is free is said", async () => {
      await staged.audition("powai", { at: new Date("2026-11-28T10:00:00Z") });
      expect(await ask("move Saturday's session to Powai")).toMatch(
        /I moved nothing\. “Lead at powai” has that room at that time\. It would be free from Saturday 28 November/,
      );
      expect(await ask("move the session to yesterday")).toMatch(/passed|day and time/);
    });
  });

  it("with rooms, breaks and readers moves as a whole, held times with it", async () => {
    const serial = await staged.audition("Juhu");
    await office.db.query(`update sessions set state = 'cancelled' where id = $1`, [serial.sessionId]);
    await office.db.query(`update slots set state = 'cancelled' where session_id = $1`, [serial.sessionId]);
    const at = (clock: string) => `2026-12-01T${clock}:00+05:30`;
    const { data } = await staged.inTurn(staged.teamTurn(serial), (turn) =>
      proposeSession(
        turn,
        ProposeSession.parse({
          startsAt: at("10:00"),
          endsAt: at("13:00"),
          place: "Juhu studio",
          rooms: ["A", "B"],
          readers: ["Kabir", "Noor"],
          breaks: [{ startsAt: at("11:00"), endsAt: at("12:00") }],
          slotMinutes: 30,
          fill: "order",
        }),
      ),
    );
    const who = await staged.talent("Esha Kulkarni");
    await serial.candidate(who);
    await office.db.query(
      `insert into invitations (workspace_id, session_id, candidate_id, talent_id, approval_id, created_at)
       select $1, $2, c.id, c.talent_id, (select id from approvals limit 1), $3 from candidates c where c.talent_id = $4`,
      [office.workspaceId, data?.sessionId, office.ctx.now(), who.id],
    );
    await ask("move the session to 2 December at 11 am", serial);
    await press("Move it and tell them", serial);
    const { rows } = await office.db.query<{ at: string; room: string; reader: string }>(
      `select to_char(s.starts_at at time zone 'Asia/Kolkata', 'DD HH24:MI') as at, r.name as room, p.name as reader
         from slots s join rooms r on r.id = s.room_id join people p on p.id = s.reader_id
        where s.session_id = $1 and s.state = 'open' order by s.starts_at, r.name`,
      [data?.sessionId],
    );
    expect(rows.map((row) => Object.values(row).join(" "))).toEqual(
      ["02 11:00", "02 11:30", "02 13:00", "02 13:30"].flatMap((clock) => [
        `${clock} juhu studio, a Kabir`,
        `${clock} juhu studio, b Noor`,
      ]),
    );
  });

  it("does nothing to who was booked, or at a time that it has, since the draft was looked at", async () => {
    const loft = await staged.audition("Khar", { at: new Date("2026-12-07T08:30:00Z") });
    const label = "Call it off and tell them";
    const isha = await book(loft, await staged.talent("Isha Bose"));
    await ask("call off the session", loft);
    const before = choice(office.to(loft.thread).at(-1), label);
    await staged.inTurn(await staged.talentTurn(isha), async (turn) => {
      const held = await holdSlot(turn, HoldSlot.parse({ slotId: loft.slotIds[1] }));
      return confirmBooking(turn, { bookingId: String(held.data?.bookingId) });
    });
    await office.tap(team(loft), before);
    expect(lastWords(office.to(loft.thread))).toMatch(/I did nothing yet\. Booked since: Isha Bose\. Ask me again/);
    await ask("call off the session", loft);
    const stale = choice(office.to(loft.thread).at(-1), label);
    await ask("push the session by an hour", loft);
    await press("Move it and tell them", loft);
    await office.tap(team(loft), stale);
    expect(lastWords(office.to(loft.thread))).toMatch(/has changed since: it is Monday 7 December, 3:00 pm/);
    expect((await bookingOf(isha)).state).toBe("sent");
    await ask("call off the session", loft);
    await press(label, loft);
    const { rows } = await office.db.query(
      `select from approvals where state = 'draft' and payload ->> 'sessionId' = $1`,
      [loft.sessionId],
    );
    expect(rows).toEqual([]);
  });

  it("called off releases nobody who is booked in another of the same round", async () => {
    const friday = await staged.audition("Sion", { at: new Date("2026-12-08T08:30:00Z") });
    const saturday = await staged.audition("Sion again", { at: new Date("2026-12-09T08:30:00Z") });
    await office.db.query(`update sessions set round = 'callback', role_id = $2 where id = any($1::uuid[])`, [
      [friday.sessionId, saturday.sessionId],
      friday.roleId,
    ]);
    const [jaya, kavya] = [await staged.talent("Jaya Menon"), await staged.talent("Kavya Pillai")];
    for (const who of [jaya, kavya]) await friday.invite(who);
    await office.db.query(`update candidates set state = 'callback' where role_id = $1`, [friday.roleId]);
    await office.db.query(
      `insert into invitations (workspace_id, session_id, candidate_id, talent_id, approval_id, created_at)
       select workspace_id, $1, candidate_id, talent_id, approval_id, created_at from invitations where talent_id = $2`,
      [saturday.sessionId, jaya.id],
    );
    for (const slotId of [friday.slotIds[0], saturday.slotIds[0]])
      await staged.inTurn(await staged.talentTurn(jaya), async (turn) => {
        const held = await holdSlot(turn, HoldSlot.parse({ slotId }));
        return confirmBooking(turn, { bookingId: String(held.data?.bookingId) });
      });
    await ask("call off the session on 8 December", friday);
    const done = await press("Call it off and tell them", friday);
    expect(done).toMatch(/I am telling Jaya Menon and Kavya Pillai/);
    expect(done).toMatch(/Kavya Pillai: press the button and they are ready/);
    expect(done).not.toMatch(/Jaya Menon.*: press the button/);
    const { rows } = await office.db.query<{ state: string }>(
      `select c.state from candidates c join people p on p.id = c.talent_id where c.role_id = $1 order by p.name`,
      [friday.roleId],
    );
    expect(rows.map((row) => row.state)).toEqual(["callback", "released"]);
  });

  it.skipIf(!scaled)("leaves nobody a time of it who takes one in that moment", async () => {
    const hall = await staged.audition("Worli", { at: new Date("2026-12-05T08:30:00Z") });
    const who = await book(hall, await staged.talent("Hema Joshi"));
    const { sessionId } = hall;
    const { data } = await staged.inTurn(staged.teamTurn(hall), (turn) => draftCallOff(turn, { sessionId }));
    const ending = await staged.inTurn(await staged.talentTurn(who), async (turn) => {
      const held = await holdSlot(turn, HoldSlot.parse({ slotId: hall.slotIds[0] }));
      await confirmBooking(turn, { bookingId: String(held.data?.bookingId) });
      const off = Promise.allSettled([
        staged.inTurn(staged.teamTurn(hall), (team) => approveLetter(team, { approvalId: String(data?.approvalId) })),
      ]);
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await expect.poll(async () => (await office.owner.query(waiting)).rowCount).toBe(1);
      return { said: "", data: { off } };
    });
    await ending.data?.off;
    const { rows } = await office.db.query(
      `select from bookings b join slots s on s.id = b.slot_id where s.session_id = $1 and s.state <> 'open' and b.state = 'confirmed'`,
      [sessionId],
    );
    expect(rows).toEqual([]);
    await office.settle();
  });

  it("that changes its room shortly before it begins keeps who is here, who is late and who asks for another time", async () => {
    const at = new Date(office.ctx.now().getTime() + 4 * HOUR_MS);
    const serial = await staged.audition("Dadar", { at });
    await office.db.query(`update workspaces set settings = settings || '{"changes": "office"}'`);
    const kavya = await book(serial, await staged.talent("Kavya Joshi"), 0);
    const isha = await book(serial, await staged.talent("Isha Patel"), 1);
    const jaya = await book(serial, await staged.talent("Jaya Kumar"), 2);
    await office.say(office.phone(jaya.phone), "can we do 3 pm instead?");
    const asked = choice(office.to(serial.thread).at(-1), "Yes, move");
    office.moveTo(new Date(at.getTime() - 10 * 60_000));
    for (const [who, to] of [
      [kavya, "checked_in"],
      [isha, "late"],
    ] as const) {
      const { id } = await bookingOf(who);
      await staged.inTurn(staged.teamTurn(serial), (turn) => markBooking(turn, { names: [], bookingId: id, to }));
    }
    await ask("move the session to Kurla hall", serial);
    expect(await press("Move it and tell them", serial)).toMatch(/still waiting for your answer: Jaya Kumar\./);
    const states = async () => (await Promise.all([kavya, isha, jaya].map(bookingOf))).map((one) => one.state);
    expect(await states()).toEqual(["checked_in", "late", "change_requested"]);
    expect(heard(kavya).at(-1)).toMatch(/now at Kurla hall\. The time stays/);
    expect(heard(jaya).at(-1)).toMatch(/now at Kurla hall\. Until the team answers about the other time/);
    await office.tap(team(serial), asked);
    expect(lastWords(office.to(serial.thread))).toMatch(/Jaya Kumar is moved to .*3:00 pm/);
    office.moveTo(new Date(at.getTime() + 46 * 60_000));
    await office.settle();
    const told = office.to(serial.thread).map(plainText).join("\n");
    expect(told).not.toMatch(/Kavya Joshi has not checked in/);
    expect(told).toMatch(/Isha Patel has not checked in.*They said that they would be late/);
    expect(told).toMatch(/Kavya Joshi has been waiting for over 45 minutes/);
  });

  describe("that is called off", () => {
    let play: Audition;
    let farah: Person;
    let gita: Person;
    beforeAll(async () => {
      play = await staged.audition("Goregaon", { at: new Date("2026-12-03T08:30:00Z") });
      farah = await book(play, await staged.talent("Farah Khan"), 0);
      gita = await book(play, await staged.talent("Gita Patil"));
      office.letters.length = 0;
    });

    it("tells each once, empties the calendar and gives the room back, after approval", async () => {
      expect(await ask("call off the session because the room is gone", play)).toMatch(
        /Call off the session on Thursday 3 December.*Booked: 1 \(Farah Khan\)\. Invited, without a booking: 1 \(Gita Patil\)/s,
      );
      expect(heard(farah)).toEqual([]);
      const done = await press("Call it off and tell them", play);
      expect(done).toMatch(/Called off: Thursday 3 December.*I am telling Farah Khan and Gita Patil/s);
      expect(done).toMatch(/Shall I offer them other times\?/);
      expect(heard(farah)).toHaveLength(1);
      expect(heard(farah)[0]).toMatch(/sorry: your audition on Thursday 3 December, 2:00 pm IST was cancelled/);
      expect(heard(gita)).toHaveLength(1);
      expect(heard(gita)[0]).toMatch(/was called off by the casting team\. You need not answer/);
      expect([...office.events.values()].some((one) => one.summary.includes("Farah"))).toBe(false);
      expect(await waitingReminders(farah)).toEqual([]);
      expect((await readCasting(office.db, play.threadId)).cancellations).toBe(1);
      await staged.audition("Goregaon again", { at: new Date("2026-12-03T08:30:00Z") });
    });

    it("offers other times to those people only when the team asks for it", async () => {
      expect(await press("Offer other times", play)).toMatch(/Farah Khan and Gita Patil can be invited again/);
      expect([heard(farah), heard(gita)].map((all) => all.length)).toEqual([1, 1]);
      expect(await ask("Invite them for 4 December between 2 and 4 at the Goregaon", play)).toMatch(
        /To: (?:Farah Khan and Gita Patil|Gita Patil and Farah Khan)/,
      );
      await press("Approve and send", play);
      expect(heard(farah).at(-1)).toMatch(/Friday 4 December/);
    });
  });
});
