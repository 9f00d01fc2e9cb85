import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

describe("a role that changes", () => {
  let office: Office;
  let at: Auditions;
  let film: Audition;
  let [tara, usha, mira]: [Person, Person, Person] = [] as never;
  const thread = () => ({ channel: "slack" as const, key: film.thread, address: "stage-director" });
  const say = async (text: string) => {
    await office.say(thread(), text);
    return office.to(film.thread).at(-1);
  };
  const approve = async () => {
    await office.tap(thread(), choice(office.to(film.thread).at(-1), "Approve and send"));
    return lastWords(office.to(film.thread));
  };

  beforeEach(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    film = await at.audition("Film");
    [tara, usha, mira] = [await at.talent("Tara Rao"), await at.talent("Usha Pai"), await at.talent("Mira Sen")];
    await film.candidate(tara, "auditioned");
    await film.invite(usha);
    await film.candidate(mira, "selected");
    await office.db.query(`update people set language = 'hi' where id = $1`, [usha.id]);
  });
  afterEach(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 });
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
    await office.close();
  });

  it("is told to whom it concerns, after approval, each in her language, from what to what", async () => {
    await office.say(thread(), "pin Tara");
    await approve();
    const shown = lastWords([(await say("change the shoot dates to 14 to 16 December")) ?? { blocks: [] }]);
    expect(shown).toMatch(/2 people know/);
    expect(shown).toMatch(/To: Tara Rao and Usha Pai/);
    expect(office.to(tara.phone)).toHaveLength(1);
    await approve();
    expect(lastWords(office.to(tara.phone))).toMatch(
      /• Shoot dates: 10–12 December 2026 → 14–16 December 2026\n.*stay as they were.*This is not a booking/,
    );
    expect(lastWords(office.to(usha.phone))).toMatch(/शूट की तारीख़ें: 10–12 दिसंबर 2026 → 14–16 दिसंबर 2026/);
    expect(office.to(mira.phone)).toEqual([]);
  });

  it("is told once however often it changed before the approval, and not at all when it is as before", async () => {
    await say("change the shoot dates to 14 to 16 December");
    const first = office.to(film.thread).at(-1);
    await say("change the shoot dates to 20 to 22 December");
    await approve();
    expect(lastWords(office.to(usha.phone))).toMatch(/10–12 दिसंबर 2026 → 20–22 दिसंबर 2026/);
    await office.tap(thread(), choice(first, "Approve and send"));
    expect(lastWords(office.to(film.thread))).toMatch(/decided already/);
    await say("change the shoot dates to 25 to 26 December");
    expect(lastWords([(await say("change the shoot dates to 20 to 22 December")) ?? { blocks: [] }])).not.toMatch(
      /Tell them/,
    );
    expect(office.to(usha.phone)).toHaveLength(1);
  });

  it("keeps the budget from who was not offered it", async () => {
    expect(lastWords([(await say("change the rate to 30k a day")) ?? { blocks: [] }])).not.toMatch(/Tell them/);
    await office.say(thread(), "offer Tara the role at 30k a day");
    expect(lastWords(office.to(film.thread))).toMatch(/Nobody has told me the usage/);
    await approve();
    const shown = lastWords([(await say("usage: TV and digital, 12 months")) ?? { blocks: [] }]);
    expect(shown).toMatch(/To: Tara Rao\n/);
    await approve();
    expect(lastWords(office.to(tara.phone))).toMatch(/• Usage: – → tv and digital, 12 months\nThe offer stands/);
  });
});

describe("a brief that names its project", () => {
  it("belongs to that project, made when it is new, and talent hears of its house", async () => {
    const office = await openOffice();
    await office.say(
      office.team,
      "New role for project: Night Train, house: Blue Kite Films, woman 25-32 for a doctor role, SAG-AFTRA, self-tape",
    );
    await office.say({ ...office.team, key: "second" }, "Need a man 30-40 for a doctor role, project: night train");
    const { rows } = await office.db.query(
      `select p.title, p.production_house as house, r.breakdown ->> 'union' as union, r.breakdown ->> 'audition' as audition
         from roles r left join projects p on p.id = r.project_id order by r.created_at`,
    );
    expect(rows).toEqual([
      { title: "Night Train", house: "Blue Kite Films", union: "SAG-AFTRA", audition: "self_tape" },
      { title: "Night Train", house: "Blue Kite Films", union: null, audition: null },
    ]);
    expect(office.errors).toEqual([]);
    await office.close();
  });
});
