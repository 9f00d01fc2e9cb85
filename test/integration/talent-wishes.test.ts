import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readHistory } from "../../src/core/conversation/history.ts";
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
