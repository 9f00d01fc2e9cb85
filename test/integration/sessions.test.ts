import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveInvitation, discardInvitation } from "../../src/core/auditions/approve-invitation.ts";
import { ProposeSession, proposeSession } from "../../src/core/auditions/propose-session.ts";
import { readSheet } from "../../src/core/auditions/read-sheet.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

const at = (clock: string, day = "2026-11-27") => `${day}T${clock}:00+05:30`;

describe("a session", () => {
  let office: Office;
  let staged: Auditions;
  let one: Audition;
  let other: Audition;
  beforeAll(async () => {
    office = await openOffice();
    staged = stageAuditions(office);
    one = await staged.audition("Andheri");
    other = await staged.audition("Bandra");
  });
  afterAll(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 0 });
    await office.close();
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
  });

  type Asked = Partial<Parameters<typeof ProposeSession.parse>[0] & object>;
  const propose = (asked: Asked, of = one) =>
    staged.inTurn(staged.teamTurn(of), (turn) =>
      proposeSession(
        turn,
        ProposeSession.parse({
          startsAt: at("10:00"),
          endsAt: at("13:00"),
          place: "Versova studio",
          slotMinutes: 30,
          ...asked,
        }),
      ),
    );
  const refusal = (asked: Asked, of = one): Promise<string> =>
    propose(asked, of).then(
      ({ said }) => `taken: ${said}`,
      (error: { said?: string }) => error.said ?? String(error),
    );
  const desk = async (text: string, of = one) => {
    await office.say({ channel: "slack", key: of.thread, address: "stage-director" }, text);
    return lastWords(office.to(of.thread));
  };
  const sheetOf = async (sessionId: unknown) =>
    readSheet({ db: office.db.as(office.workspaceId), now: office.ctx.now }, String(sessionId));

  it("has rooms at once with a reader in each, places for several, breaks and gaps", async () => {
    const { said, data } = await propose({
      rooms: ["Room A", "room b"],
      readers: ["Kabir", "Noor"],
      capacity: 2,
      breaks: [{ startsAt: at("11:30"), endsAt: at("12:00") }],
      gapMinutes: 10,
      gapEvery: 2,
    });
    expect(said).toBe(
      "A session is set: Friday 27 November, 10:00 am to 1:00 pm IST, Versova studio, in 2 rooms at once (Room A and room b), " +
        "8 slots of 30 minutes for 2 people each, break 11:30 am to 12:00 pm IST, 10 minutes free after every 2, Kabir and Noor reading.",
    );
    const { slots, rooms } = await sheetOf(data?.sessionId);
    expect(rooms).toEqual(["Room A", "Room B"]);
    expect(slots.map(({ clock, room, reader, capacity }) => [clock, room, reader, capacity])).toEqual(
      ["10:00 am", "10:30 am", "12:00 pm", "12:30 pm"].flatMap((clock) => [
        [clock, "Room A", "Kabir", 2],
        [clock, "Room B", "Noor", 2],
      ]),
    );
  });

  it("is the same when it is asked for again, and another when its plan is another", async () => {
    const where = { startsAt: at("09:00", "2026-11-28"), endsAt: at("10:00", "2026-11-28"), place: "Again studio" };
    const first = await propose(where);
    expect((await propose(where)).data).toEqual(first.data);
    expect(await refusal({ ...where, capacity: 3 })).toMatch(/has that room at that time/);
  });

  it("is not where a room or a reader is taken for part of the time; the next free time is named", async () => {
    expect(await refusal({ startsAt: at("12:20"), endsAt: at("13:20"), rooms: ["Room A"] }, other)).toMatch(
      /“Lead at Andheri” has that room at that time\. It would be free from Friday 27 November, 1:00 pm IST on\./,
    );
    const elsewhere = {
      startsAt: at("09:45"),
      endsAt: at("10:15"),
      place: "Juhu",
      slotMinutes: 15,
      readers: ["kabir"],
    };
    expect(await refusal(elsewhere, other)).toMatch(/Kabir reads for “Lead at Andheri” at that time/);
    expect(await refusal({ ...elsewhere, readers: ["Zoya"] }, other)).toMatch(/^taken/);
    expect(await refusal({ startsAt: at("13:00"), endsAt: at("14:00"), rooms: ["Room A"] }, other)).toMatch(/^taken/);
    expect(await refusal({ place: "Two rooms", rooms: ["A", "B"], readers: ["Zoya"] })).toMatch(
      /cannot read in 2 rooms/,
    );
  });

  const selected = async (of: Audition, ...names: string[]): Promise<Person[]> => {
    const people: Person[] = [];
    for (const [nth, name] of names.entries()) {
      const who = await staged.talent(name);
      const id = await of.candidate(who);
      await office.db.query(
        `update candidates set selected_at = selected_at + make_interval(secs => $2) where id = $1`,
        [id, nth],
      );
      people.push(who);
    }
    return people;
  };
  const approve = (of: Audition) =>
    office.tap(
      { channel: "slack", key: of.thread, address: "stage-director" },
      choice(office.to(of.thread).at(-1), "Approve and send"),
    );
  const states = async (of: Person[]) => {
    const { rows } = await office.db.query<{ at: string }>(
      `select b.state || ' ' || to_char(lower(b.during) at time zone 'Asia/Kolkata', 'HH24:MI') as at
         from unnest($1::uuid[]) with ordinality as who(id, nth) left join lateral (
           select * from bookings where talent_id = who.id order by created_at desc, id limit 1) b on true order by nth`,
      [of.map(({ id }) => id)],
    );
    return rows.map((row) => row.at);
  };

  it("that is filled in order gives each the next place, nudges once, and passes on what is not taken", async () => {
    const audition = await staged.audition("Order");
    await office.db.query(`update sessions set state = 'cancelled' where id = $1`, [audition.sessionId]);
    const people = await selected(audition, "Asha", "Bela", "Chitra", "Diya");
    const drafted = await desk(
      "Invite them for Friday 2 to 3 pm at the Order studio, lunch 2:20 to 2:40, in rooms A and B, 20 minutes each, fill in order",
      audition,
    );
    expect(drafted).toMatch(/4 slots of 20 minutes, break 2:20 pm to 2:40 pm IST, times given in order/);
    expect(drafted).toMatch(/2:00 pm: Asha\n2:00 pm: Bela\n2:40 pm: Chitra\n2:40 pm: Diya\n/);
    await approve(audition);
    expect(await states(people)).toEqual(["held 14:00", "held 14:00", "held 14:40", "held 14:40"]);
    const [asha, bela, chitra] = people as [Person, Person, Person];
    expect(office.to(asha.phone).map(plainText)).toEqual([
      expect.stringMatching(/Friday 27 November, 2:00 pm IST.*kept for you until Sunday 22 November, 10:00 am IST/s),
    ]);
    await office.tap(office.phone(asha.phone), choice(office.to(asha.phone)[0], /2:00 pm/));
    await office.say(office.phone(bela.phone), "nahi aa paungi");
    const [esha] = await selected(audition, "Esha");
    office.moveTo(new Date("2026-11-21T12:31:00Z"));
    await office.settle();
    expect(office.to(chitra.phone).map(plainText).slice(1)).toEqual([
      expect.stringMatching(/still waits for your answer.*\n.*kept for you until Sunday 22 November, 10:00 am IST/),
    ]);
    office.moveTo(new Date("2026-11-22T04:31:00Z"));
    await office.settle();
    expect((await states(people)).slice(0, 3)).toEqual(["confirmed 14:00", "expired 14:00", "expired 14:40"]);
    expect(office.to(chitra.phone)).toHaveLength(2);
    expect((await states([esha as Person]))[0]).toMatch(/^held 14:40/);
  });

  it("that is filled by hand asks who comes when, and drafts what it is told", async () => {
    const audition = await staged.audition("Hand");
    await office.db.query(`update sessions set state = 'cancelled' where id = $1`, [audition.sessionId]);
    const people = await selected(audition, "Farah", "Gita");
    expect(
      await desk("Invite them for Saturday between 2 and 3 pm at the Hand studio, 20 minutes each, by hand", audition),
    ).toMatch(/times given by you.*Tell me who comes when/s);
    expect(await desk("Farah at 2:30, Gita at 2", audition)).toMatch(
      /No free slot begins at 14:30\. Free: 2:00 pm, 2:20 pm/,
    );
    expect(await desk("Farah at 2, Gita at 2", audition)).toMatch(/not that many places at 14:00/);
    expect(await desk("Farah at 2:40, Gita at 2", audition)).toMatch(/2:40 pm: Farah\n2:00 pm: Gita/);
    await approve(audition);
    expect(await states(people)).toEqual(["held 14:40", "held 14:00"]);
  });

  it("is decided once, whoever approves and discards its draft at the same moment", async () => {
    const audition = await staged.audition("Press");
    const [hema] = await selected(audition, "Hema");
    await desk("Invite Hema for Friday 2 to 3 pm at the Press studio", audition);
    const { id } = await staged.row<{ id: string }>(
      `select id from approvals where state = 'draft' and conversation_id = $1`,
      [audition.threadId],
    );
    const press = (decide: typeof approveInvitation, done: string) =>
      staged
        .inTurn(staged.teamTurn(audition), (turn) => decide(turn, { approvalId: id }))
        .then(
          () => done,
          (error: { code?: string }) => error.code,
        );
    const answers = await Promise.all([
      press(approveInvitation, "sent"),
      press(discardInvitation, "dropped"),
      press(approveInvitation, "sent"),
    ]);
    await office.settle();
    expect(answers.filter((answer) => answer === "conflict")).toHaveLength(2);
    expect(office.to(String(hema?.phone))).toHaveLength(answers.includes("sent") ? 1 : 0);
  });
});

describe("a session on the day that London's clocks go forward", () => {
  it("is at the hour that was said, and so are its messages and its reminder", async () => {
    const office = await openOffice({ timeZone: "Europe/London" });
    const staged = stageAuditions(office);
    office.moveTo(new Date("2027-03-26T12:00:00Z"));
    const audition = await staged.audition("Soho", { at: new Date("2027-04-02T09:00:00Z") });
    const asha = await staged.talent("Asha");
    await audition.candidate(asha);
    const team = { channel: "slack" as const, key: audition.thread, address: "stage-director" };
    await office.say(team, "Invite Asha for Sunday between 10 am and 11 am at the Camden studio");
    await office.tap(team, choice(office.to(audition.thread).at(-1), "Approve and send"));
    expect(lastWords(office.to(asha.phone))).toMatch(/Sunday 28 March, 10:00 am GMT\+1/);
    await office.say(office.phone(asha.phone), "10:20 am works");
    expect(lastWords(office.to(asha.phone))).toMatch(/booked: Sunday 28 March, 10:20 am GMT\+1/);
    const row = await staged.row(
      `select lower(b.during) as at, r.fire_at as remind from bookings b join reminders r on r.booking_id = b.id and r.lead_minutes = 1440`,
    );
    expect(row).toEqual({ at: new Date("2027-03-28T09:20:00Z"), remind: new Date("2027-03-27T09:20:00Z") });
    await office.close();
    expect(office.errors).toEqual([]);
  });
});
