import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { icsOf } from "../../src/api/ics.ts";
import { readHistory } from "../../src/core/conversation/history.ts";
import { words } from "../../src/core/messages/wording.ts";
import { invite } from "../support/invite.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

describe("what talent wishes that is not on offer", () => {
  let office: Office;
  let phones: string[] = [];
  const phone = (nth: number) => phones[nth] ?? "";
  const say = (nth: number, text: string) => office.say(office.phone(phone(nth)), text);
  const answer = (nth: number) => lastWords(office.to(phone(nth)));
  const told = (text: RegExp) =>
    office
      .to("team")
      .map((one) => lastWords([one]))
      .filter((words) => text.test(words));

  beforeAll(async () => {
    office = await openOffice();
    phones = await invite(office, 3);
  });
  afterAll(async () => {
    expect(office.errors).toEqual([]);
    await office.close();
  });

  it("tells who asks, for which film, on which day and where, before a time is chosen", async () => {
    await say(0, "is this genuine?");
    expect(answer(0)).toMatch(/assistant of the casting team of Gulmohar Talkies/);
    await say(0, "got your msg. whats this about");
    expect(answer(0)).toMatch(/“Cop, thriller” in Raat Ki Chowki: Friday 27 November, Andheri studio/);
    await say(0, "is there parking?");
    expect(answer(0)).toMatch(/passed your question/);
    expect(told(/asks: “is there parking\?” To answer, write “tell \S.*: …”\.$/)).toHaveLength(1);
  });

  it("is answered by the team in its own words, once a person has approved them", async () => {
    const name = /“(tell .*: )…”/.exec(told(/is there parking/)[0] ?? "")?.[1] ?? "";
    const before = office.to(phone(0)).length;
    await office.say(office.team, `${name}yes, behind the studio`);
    const draft = office.to("team").at(-1);
    expect(lastWords(draft ? [draft] : [])).toMatch(/Nothing is sent until you press the button/);
    expect(lastWords(draft ? [draft] : [])).toContain("“Yes, behind the studio.”");
    expect(office.to(phone(0))).toHaveLength(before);
    await office.tap(office.team, choice(draft, "Approve and send"));
    expect(lastWords(office.to("team"))).toMatch(/^On its way to/);
    expect(answer(0)).toMatch(/a word from the casting team about “Cop, thriller”:\n“Yes, behind the studio\.”/);
    expect(office.to(phone(0))).toHaveLength(before + 1);
  });

  it("is not written to about a role that they have not heard of", async () => {
    await office.say(office.team, "show more");
    const shown = lastWords(office.to("team"));
    const { rows } = await office.db.query<{ name: string }>(
      `select p.name from candidates c join people p on p.id = c.talent_id
        where not exists (select from invitations i where i.candidate_id = c.id) order by c.rank limit 1`,
    );
    expect(shown).toMatch(/^\d+ more fit the/);
    expect(shown).toContain(rows[0]?.name);
    await office.say(office.team, `tell ${rows[0]?.name} to bring a saree`);
    expect(lastWords(office.to("team"))).toMatch(/not heard of this role yet: invite them first/);
    // Everyone is who was invited, not who is on the list that was shown last.
    await office.say(office.team, "tell everyone that parking is free");
    const drafted = office.to("team").at(-1);
    expect(lastWords(drafted ? [drafted] : [])).toMatch(/A word to 3 people/);
    await office.tap(office.team, choice(drafted, "Discard"));
  });

  it("asks the team once for a day without a session, and says so", async () => {
    await say(0, "I can only do Saturday");
    expect(answer(0)).toMatch(/asked the casting team/);
    await say(0, "Saturday 4 pm");
    expect(answer(0)).toMatch(/asked the casting team/);
    expect(told(/I can only do Saturday/)).toHaveLength(1);
  });

  it("does not offer a day again that was ruled out, and lets them decline", async () => {
    await say(1, "main Friday ko free nahi hoon");
    expect(answer(1)).not.toMatch(/27 November/);
    expect(answer(1)).toMatch(/casting team se pooch/);
    expect(told(/Friday ko free nahi/)).toHaveLength(1);
    await office.tap(office.phone(phone(1)), choice(office.to(phone(1)).at(-1), "Nahi aa sakte"));
    expect(told(/cannot come to the audition/)).toHaveLength(1);
  });

  it("keeps the invitation in what the brain reads, so that its second time is meant by 'the second one'", async () => {
    const { rows } = await office.db.query<{ id: string }>(
      `select c.id from conversations c join contact_points p on p.person_id = c.person_id where c.side = 'talent' and p.address = $1`,
      [phone(0)],
    );
    const [opening, invitation] = await readHistory(office.ctx.db, rows[0]?.id ?? "");
    expect(opening?.role).toBe("user");
    expect(invitation?.role).toBe("assistant");
    expect(JSON.stringify(invitation)).toMatch(/27 November/);
  });

  it("keeps a booking while the team is asked for another day", async () => {
    await say(2, "Friday 5 pm");
    await say(2, "can we do Saturday instead?");
    expect(answer(2)).toMatch(/Until then your audition stands: Friday 27 November, 5:00 pm IST/);
    expect(told(/Their booking on Friday 27 November, 5:00 pm IST stands/)).toHaveLength(1);
  });

  it("passes news on, answers how long it takes, and names what is booked", async () => {
    await say(2, "running late, sorry");
    expect(answer(2)).toMatch(/told the casting team/);
    expect(told(/will be late: “running late, sorry”/)).toHaveLength(1);
    await say(2, "i m here, where to come?");
    expect(answer(2)).toMatch(/told the casting team.*Andheri studio/s);
    await say(2, "how long will it take?");
    expect(answer(2)).toMatch(/about 20 minutes/);
  });

  it("books again for who changes their mind after a cancellation, while a slot is free", async () => {
    await say(2, "cancel my audition");
    expect(answer(2)).toMatch(/is cancelled/);
    await say(2, "oops, I didn't mean to cancel");
    expect(answer(2)).toMatch(/is booked: Friday 27 November, 5:00 pm IST/);
    await say(2, "cancel my audition");
    await say(2, "what is my status?");
    expect(answer(2)).toMatch(/no audition booked.*If you can come after all/);
    await say(2, "5:20 pm");
    expect(answer(2)).toMatch(/is booked: Friday 27 November, 5:20 pm IST/);
    await say(2, "5 pm");
    expect(answer(2)).toMatch(/New time: Friday 27 November, 5:00 pm IST/);
    const { rows } = await office.db.query(`select from candidates where state = 'withdrawn'`);
    expect(rows).toHaveLength(1);
  });

  it("gives every time that it names a button, also with two invitations, and tells of both", async () => {
    const { rowCount } = await office.db.query(
      `with old as (select i.*, s.role_id, s.room_id, s.slot_minutes, s.time_zone, s.created_by
                      from invitations i join sessions s on s.id = i.session_id
                      join contact_points c on c.person_id = i.talent_id where c.address = $1 limit 1),
            role as (insert into roles (workspace_id, conversation_id, title, breakdown, brief, created_by)
                     select o.workspace_id, r.conversation_id, 'Nurse', r.breakdown, r.brief, r.created_by
                       from old o join roles r on r.id = o.role_id returning id),
            candidate as (insert into candidates (workspace_id, role_id, talent_id, state)
                          select o.workspace_id, role.id, o.talent_id, 'invited' from old o, role returning id),
            session as (insert into sessions (workspace_id, role_id, room_id, place, starts_at, ends_at, slot_minutes, time_zone, created_by)
                        select o.workspace_id, role.id, o.room_id, 'Film City', $2, $2::timestamptz + interval '20 minutes', 20, o.time_zone, o.created_by
                          from old o, role returning id, room_id),
            slot as (insert into slots (workspace_id, session_id, room_id, starts_at, ends_at)
                     select o.workspace_id, session.id, session.room_id, $2, $2::timestamptz + interval '20 minutes' from old o, session)
       insert into invitations (workspace_id, session_id, candidate_id, talent_id, approval_id)
       select o.workspace_id, session.id, candidate.id, o.talent_id, o.approval_id from old o, session, candidate`,
      [phone(0), new Date("2026-11-24T11:30:00Z")],
    );
    expect(rowCount).toBe(1);
    await say(0, "in the evening");
    const named = answer(0).match(/\d+ November, [\d:]+ pm/g) ?? [];
    const buttons =
      office
        .to(phone(0))
        .at(-1)
        ?.choices?.map((one) => one.description ?? "") ?? [];
    expect(named.length).toBeGreaterThan(1);
    for (const time of named) expect(buttons.some((button) => button.includes(time))).toBe(true);
    await office.tap(office.phone(phone(0)), choice(office.to(phone(0)).at(-1), /24 November/));
    expect(answer(0)).toMatch(/“Nurse”.*Tuesday 24 November, 5:00 pm IST, Film City/);
    await say(0, "where and when?");
    expect(answer(0)).toMatch(/Film City.*Cop.*not chosen a time yet/s);
  });

  it("passes on a wish to be erased", async () => {
    await say(2, "please delete my data");
    expect(answer(2)).toMatch(/told the casting team/);
    expect(told(/asks that their data be erased/)).toHaveLength(1);
  });

  it("names the booking that stands when messages are stopped, and tells the team", async () => {
    await say(2, "please stop texting me");
    expect(answer(2)).toMatch(
      /will not write to you again.*Your audition on Friday 27 November, 5:00 pm IST still stands/,
    );
    expect(told(/wants no more messages. Their booking on Friday 27 November, 5:00 pm IST stands/)).toHaveLength(1);
  });
});

describe("who reads Hindi or Marathi", () => {
  it.each([
    ["hi", /शुक्रवार 27 नवंबर, \d+:\d\d pm IST/, "कब और कहां?"],
    ["mr", /शुक्रवार 27 नोव्हेंबर, \d+:\d\d pm IST/, "कधी आणि कुठे?"],
  ])("finds the day in their own language from the invitation to the booking: %s", async (language, day, asked) => {
    const office = await openOffice();
    await office.db.query(`update people set language = $1`, [language]);
    const [phone = ""] = await invite(office, 1);
    const heard = () => lastWords(office.to(phone));
    expect(heard()).toMatch(day);
    await office.tap(office.phone(phone), choice(office.to(phone).at(-1), "Fri 27 Nov, 2:00 pm"));
    expect(heard()).toMatch(day);
    await office.tap(office.phone(phone), choice(office.to(phone).at(-1), words(language as "hi").otherTimeLabel()));
    expect(heard()).toMatch(day);
    await office.say(office.phone(phone), asked);
    expect(heard()).toMatch(day);
    expect(lastWords(office.to("team"))).toMatch(/Friday 27 November/);
    expect(office.errors).toEqual([]);
    await office.close();
  });
});

it("a working title such as “Woman, 25–32” is not told to talent", async () => {
  const office = await openOffice();
  const [phone = ""] = await invite(office, 1, "Need two Marathi-speaking women, 25–32, Andheri");
  const heard = () => lastWords(office.to(phone));
  expect(heard()).toMatch(/for a role in Raat Ki Chowki/);
  await office.say(office.phone(phone), "Friday 5 pm");
  expect(heard()).toMatch(/^Your audition for a role is booked/);
  const { rows } = await office.db.query<{ token: string }>(`select ics_token as token from bookings`);
  expect(await icsOf(office.ctx, rows[0]?.token ?? "")).toContain("SUMMARY:Audition: Raat Ki Chowki");
  expect([...office.events.values()].map((event) => event.summary).join()).not.toMatch(/Woman/);
  expect(office.errors).toEqual([]);
  await office.close();
});
