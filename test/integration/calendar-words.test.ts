import { afterAll, beforeAll, expect, it } from "vitest";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice({ calendarInvites: false });
});
afterAll(() => office.close());

it("promises no calendar invitation by email where no calendar is connected, but a file", async () => {
  await office.say(office.team, "Need two Marathi-speaking women, 25–32, for a cop role, Andheri");
  const shortlist = office.to("team").at(-1);
  for (const nth of [0, 1, 2, 3]) await office.tap(office.team, choice(shortlist, "Select", nth));
  await office.say(office.team, "Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each");
  await office.tap(office.team, choice(office.to("team").at(-1), "Approve and send"));
  const phones = [...new Set(office.letters.map((letter) => letter.conversationKey))].filter((key) => key !== "team");
  const { rows } = await office.db.query(
    `select from contact_points c join contact_points e on e.person_id = c.person_id and e.channel = 'email' where c.address = any($1)`,
    [phones],
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const phone of phones) {
    await office.tap(office.phone(phone), choice(office.to(phone)[0], /pm/));
    expect(lastWords(office.to(phone))).toMatch(/\/i\/[\w-]+\.ics/);
    expect(lastWords(office.to(phone))).not.toMatch(/email/i);
  }
});
