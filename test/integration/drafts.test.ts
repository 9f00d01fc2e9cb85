import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { words } from "../../src/core/messages/wording.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

describe("a drafted invitation", () => {
  let office: Office;
  const team = () => office.to("team");
  const thread = (key: string) => ({ ...office.team, key });
  const invite = (hours = "between 2 and 6", at = office.team) =>
    office.say(at, `Invite them for Friday ${hours} at the Andheri studio, 20 minutes each`);
  const brief = async (of: string, selected: number, at = office.team) => {
    await office.say(at, of);
    const shortlist = office.to(at.key).at(-1);
    for (let nth = 0; nth < selected; nth += 1) await office.tap(at, choice(shortlist, "Select", nth));
  };
  const COP = "Need three Marathi-speaking women, 25–32, for a cop role, Andheri";
  const CHEF = "Need two men, 30–45, for a chef role in Mumbai";

  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(async () => {
    expect(office.errors).toEqual([]);
    await office.close();
  });

  it("gives its room back when it is discarded; otherwise the role that has the room is named", async () => {
    const other = thread("second");
    await brief(COP, 1);
    await invite();
    const draft = team().at(-1);
    await brief(CHEF, 1, other);
    await invite("between 3 and 5", other);
    expect(lastWords(office.to("second"))).toMatch(/“Cop[^”]*” has that room at that time/);
    await office.tap(office.team, choice(draft, "Discard"));
    expect(lastWords(team())).toMatch(/room is free again/);
    await invite("between 3 and 5", other);
    expect(lastWords(office.to("second"))).toMatch(/Nothing is sent until you press Approve/);
  });

  it("is shown in each language it will be read in, names everyone once and says when slots are short", async () => {
    await brief(COP, 3);
    const { rows } = await office.db.query<{ id: string; name: string }>(
      `select p.id, p.name from candidates c join people p on p.id = c.talent_id where c.state = 'selected' order by c.selected_at`,
    );
    const [one, two, three] = rows as [
      { id: string; name: string },
      { id: string; name: string },
      { id: string; name: string },
    ];
    await office.db.query(`update people set language = 'en' where id = $1`, [one.id]);
    await office.db.query(`update people set language = 'hi' where id = any($1)`, [[two.id, three.id]]);
    await invite("between 2 and 2:40");
    const said = lastWords(team());
    expect(said).toMatch(/In English, to 1:\nHi /);
    expect(said).toMatch(/In Hindi, to 2:\nनमस्ते /);
    expect(said).toMatch(/3 people, 2 free slots/);
    for (const { name } of rows) expect(said.split(name)).toHaveLength(2);
  });

  it("cannot be approved once its session has begun", async () => {
    await brief(COP, 1);
    await invite();
    office.moveTo(new Date("2026-11-27T08:40:00Z"));
    await office.tap(office.team, choice(team().at(-1), "Approve and send"));
    expect(lastWords(team())).toMatch(/no longer open/);
    expect(office.letters.every((letter) => letter.conversationKey === "team")).toBe(true);
  });

  it("once approved, offers times that cannot be taken when they are past", async () => {
    await brief(COP, 1);
    await invite();
    await office.tap(office.team, choice(team().at(-1), "Approve and send"));
    const phone = office.letters.at(-1)?.conversationKey ?? "";
    await office.db.query(
      `update people set language = 'en' where id in (select person_id from contact_points where address = $1)`,
      [phone],
    );
    office.moveTo(new Date("2026-11-27T14:00:00Z"));
    await office.tap(office.phone(phone), choice(office.to(phone)[0], /2:00 pm/));
    expect(lastWords(office.to(phone))).toBe(words("en").expiredChoice());
    expect((await office.db.query(`select from bookings`)).rowCount).toBe(0);
  });

  it("reaches who has only SMS in India as a text that asks for no answer, and the team is told to call", async () => {
    await brief(COP, 1);
    await office.owner.query(`update channel_accounts set platform = 'twilio_sms' where channel = 'sms'`);
    await office.owner.query(
      `delete from contact_points where channel = 'whatsapp' and person_id in (select talent_id from candidates where state = 'selected')`,
    );
    await office.owner.query(
      `insert into contact_points (workspace_id, person_id, channel, address)
       select workspace_id, talent_id, 'sms', '+910000099001' from candidates where state = 'selected' on conflict do nothing`,
    );
    await invite();
    await office.tap(office.team, choice(team().at(-1), "Approve and send"));
    expect(lastWords(team())).toMatch(/a text in India cannot be answered: please call/);
    const { rows } = await office.db.query<{ text: string; choices: unknown }>(
      `select m.text, m.content -> 'choices' as choices from messages m join conversations c on c.id = m.conversation_id where c.channel = 'sms'`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.choices).toBeNull();
    expect(rows[0]?.text).not.toMatch(/STOP|Pick one|Ek chuniye|चुनिए|निवडा/);
    const { rows: people } = await office.db.query<{ name: string }>(
      `select p.name from candidates c join people p on p.id = c.talent_id where c.state = 'invited'`,
    );
    const name = people[0]?.name ?? "";
    const dates = "for 10 to 12 December";
    for (const asked of [
      `ask ${name} for a self-tape by Tuesday 6 pm`,
      `pin ${name} ${dates}`,
      `offer ${name} the role at 40k a day ${dates}`,
    ]) {
      office.moveTo(new Date(office.ctx.now().getTime() + 60_000));
      await office.say(office.team, asked);
      await office.tap(office.team, choice(team().at(-1), "Approve and send"));
      expect(lastWords(team())).toMatch(/cannot be answered: please call for the answer/);
    }
  });
});
