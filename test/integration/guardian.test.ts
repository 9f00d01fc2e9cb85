import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

describe("a minor's audition, told to the guardian", () => {
  let office: Office;
  const child = { id: "", name: "", phone: "", guardian: "" };
  const first = (name: string) => name.split(" ")[0] as string;
  const said = () => lastWords(office.to(child.phone));

  beforeAll(async () => {
    office = await openOffice();
    const { rows } = await office.db.query<typeof child>(
      `select t.id, t.name, g.name as guardian, c.address as phone
         from people t join people g on g.id = t.guardian_id
         join contact_points c on c.person_id = g.id and c.channel = 'whatsapp' order by t.name limit 1`,
    );
    Object.assign(child, rows[0]);
    await office.db.query(`update people set language = 'en' where name = $1`, [child.guardian]);
    await office.say(office.team, "Need a child of 8-12 for a commercial in Mumbai");
    await office.db.query(
      `with gone as (update candidates set state = 'passed')
       insert into candidates (workspace_id, role_id, talent_id, state, selected_at, moved_at)
       select workspace_id, id, $1, 'selected', $2, $2 from roles order by created_at desc limit 1
       on conflict do nothing`,
      [child.id, office.ctx.now()],
    );
    await office.db.query(`update candidates set state = 'selected', selected_at = $2 where talent_id = $1`, [
      child.id,
      office.ctx.now(),
    ]);
    await office.say(office.team, "Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each");
    await office.tap(office.team, choice(office.to("team").at(-1), "Approve and send"));
  });
  afterAll(async () => {
    expect(office.errors).toEqual([]);
    await office.close();
  });

  it("the invitation greets the guardian and names the child", () => {
    expect(said()).toContain(`Hi ${first(child.guardian)},`);
    expect(said()).toContain(`would like to see ${first(child.name)} for`);
  });

  it("the booking, the answer to a question and the reminder name the child", async () => {
    await office.tap(office.phone(child.phone), choice(office.to(child.phone)[0], /pm IST/));
    await office.tap(office.phone(child.phone), choice(office.to(child.phone).at(-1), "I consent"));
    await office.say(office.team, `permission for ${child.name} is here`);
    expect(said()).toContain(`${first(child.name)}’s audition`);
    await office.say(office.phone(child.phone), `kya ${first(child.name)} ka audition confirm hai?`);
    expect(said()).toContain(first(child.name));
    expect(said()).toContain("Friday 27 November");
    await office.db.query(`update people set language = 'en' where name = $1`, [child.guardian]);
    office.moveTo(new Date("2026-11-27T05:45:00Z"));
    await office.settle();
    expect(office.to(child.phone).map((one) => lastWords([one]))).toContainEqual(
      expect.stringMatching(new RegExp(`Reminder: ${first(child.name)}’s audition`)),
    );
  });

  it("another's child is not spoken of", async () => {
    await office.say(office.phone(child.phone), "is Priya also auditioning?");
    expect(said()).toMatch(/another talent|kisi aur talent/);
  });
});
