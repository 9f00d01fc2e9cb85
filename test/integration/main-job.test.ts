import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

const BRIEF =
  "Need three Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri, shoot 10–20 December, 40k a day";

describe("the main job over the core, every event delivered three times", () => {
  let office: Office;
  const selected: { name: string; phone: string }[] = [];
  const nobody = { name: "nobody", phone: "" };
  const team = () => office.to("team");
  const phoneOf = async (name: string) => {
    const { rows } = await office.db.query<{ address: string }>(
      `select address from contact_points c join people p on p.id = c.person_id where p.name = $1 and c.channel in ('whatsapp', 'sms') order by c.channel desc limit 1`,
      [name],
    );
    return rows[0]?.address ?? "";
  };
  const select = async (nth: number) => {
    const shortlist = team().find((one) => one.blocks.filter((block) => block.type === "card").length > 3);
    const cards = shortlist?.blocks.filter((block) => block.type === "card" && block.choices) ?? [];
    const card = cards[nth];
    if (card?.type !== "card") throw new Error("no card");
    await office.tap(office.team, choice(shortlist, "Select", nth), 3);
    selected.push({ name: card.title, phone: await phoneOf(card.title) });
  };

  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(async () => {
    expect(office.errors).toEqual([]);
    await office.close();
  });

  it("1 and 2: a brief becomes a role with what was understood and assumed, and a ranked shortlist", async () => {
    await office.say(office.team, BRIEF, 3);
    expect(team()).toHaveLength(1);
    const words = lastWords(team());
    expect(words).toMatch(/Understood: .*women.*playing 25–32/);
    expect(words).toMatch(/Assumed: .*2026/);
    const shortlist = team()
      .at(-1)
      ?.blocks.filter((block) => block.type === "card" && block.choices);
    expect(shortlist?.length).toBe(6);
    expect(words).toMatch(/Marathi/);
  });

  it("3: two selects and an invitation that is a draft until it is approved", async () => {
    await select(0);
    await select(1);
    await office.say(office.team, "Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each", 3);
    expect(lastWords(team())).toMatch(/Nothing is sent until you press Approve/);
    expect(office.letters.every((letter) => letter.conversationKey === "team")).toBe(true);
    const { rows } = await office.db.query(`select from slots`);
    expect(rows).toHaveLength(12);
  });

  it("4: approved, each gets three times and another time, once", async () => {
    await office.tap(office.team, choice(team().at(-1), "Approve and send"), 3);
    for (const { phone } of selected) {
      expect(office.to(phone)).toHaveLength(1);
      expect(office.to(phone)[0]?.choices).toHaveLength(4);
    }
  });

  it("5: free Hinglish and a tap both book, and say so in absolute IST", async () => {
    const [a = nobody, b = nobody] = selected;
    await office.say(office.phone(a.phone), "kal nahi, shaam ko 5 baje chalega", 3);
    expect(lastWords(office.to(a.phone))).toMatch(/Friday 27 November, 5:00 pm IST/);
    await office.tap(office.phone(b.phone), choice(office.to(b.phone)[0], /2:20 pm|2:00 pm/), 3);
    expect(lastWords(office.to(b.phone))).toMatch(/Friday 27 November, 2:[02]0 pm IST/);
    const { rows } = await office.db.query(`select state from bookings where state = 'confirmed'`);
    expect(rows).toHaveLength(2);
    expect(
      team()
        .map((one) => lastWords([one]))
        .filter((words) => /is booked/.test(words)),
    ).toHaveLength(2);
  });

  it("6 and 7: an event for each booking, and reminders 24 and 3 hours before that arrive once", async () => {
    expect(office.events.size).toBe(2);
    const attendees = [...office.events.values()].flatMap((event) => event.attendees.map((one) => one.email));
    expect(attendees.filter((email) => email === "meher.davar@gulmohar.example")).toHaveLength(2);
    const { rows } = await office.db.query(`select lead_minutes from reminders where state = 'waiting'`);
    expect(rows).toHaveLength(4);
  });

  it("8: 'cannot make it, can we do 4?' moves the same booking and the same event, and tells the thread", async () => {
    const [, b = nobody] = selected;
    const before = [...office.events.keys()].toSorted();
    await office.say(office.phone(b.phone), "cannot make it, can we do 4?", 3);
    expect(lastWords(office.to(b.phone))).toMatch(/Friday 27 November, 4:00 pm IST/);
    expect([...office.events.keys()].toSorted()).toEqual(before);
    expect(lastWords(team())).toMatch(/moved: now Friday 27 November, 4:00 pm IST/);
    const { rows } = await office.db.query(
      `select state, count(*)::int as n from reminders group by state order by state`,
    );
    expect(rows).toEqual([
      { state: "void", n: 2 },
      { state: "waiting", n: 4 },
    ]);
  });

  it("7: the clock moves on and each reminder arrives once", async () => {
    office.moveTo(new Date("2026-11-26T11:45:00Z"));
    await office.settle();
    office.moveTo(new Date("2026-11-27T08:50:00Z"));
    await office.settle();
    await office.settle();
    for (const { phone } of selected) {
      const reminders = office.to(phone).filter((one) => /Reminder|yaad|स्मरण|याद/i.test(lastWords([one])));
      expect(reminders).toHaveLength(2);
    }
  });

  it("9: a cancellation deletes the event and offers the slot to the next select", async () => {
    office.moveTo(new Date("2026-11-27T09:00:00Z"));
    await select(2);
    const [a = nobody] = selected;
    const booked = office.to(a.phone).find((one) => one.choices?.some((option) => option.style === "danger"));
    const cancel = booked?.choices?.find((option) => option.style === "danger");
    await office.tap(office.phone(a.phone), cancel?.actionId ?? "", 3);
    expect(office.events.size).toBe(1);
    const [, , next = nobody] = selected;
    expect(office.to(next.phone)).toHaveLength(1);
    expect(office.to(next.phone)[0]?.choices?.[0]?.description).toMatch(/5:00 pm IST/);
    expect(lastWords(team())).toMatch(/cancelled.*I offered/);
  });

  it("10: 'where are we?' tells the true state", async () => {
    await office.say(office.team, "where are we?", 3);
    const [a = nobody, b = nobody, c = nobody] = selected;
    const words = lastWords(team());
    expect(words).toMatch(/0 of 3 cast, 1 booked for an audition/);
    expect(words).toContain(`${b.name}: booked, Friday 27 November, 4:00 pm IST`);
    expect(words).toContain(`${a.name}: cancelled`);
    expect(words).toContain(`${c.name}: invited, no answer yet`);
  });

  it("and after all of it the ledger balances to the last row", async () => {
    const { breaches, balance } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 0 });
    expect(breaches).toEqual([]);
    const outbox = balance.find((one) => one.title === "outbox");
    expect(Object.keys(outbox?.counts ?? {}).toSorted()).toEqual(["sent"]);
  });
});
