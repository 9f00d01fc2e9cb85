import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

describe("a child's profile, by its guardian", () => {
  let office: Office;
  let at: Auditions;
  let mother: Person;
  let aarav: Person;
  beforeAll(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    mother = await at.talent("Meera Joshi");
    aarav = await at.talent("Aarav Joshi", { guardian: mother, minor: true });
    await office.owner.query(`delete from talent_profiles where person_id = $1`, [mother.id]);
    await office.owner.query(`delete from memberships where person_id = $1 and role = 'talent'`, [mother.id]);
  });
  afterAll(async () => {
    expect(office.errors).toEqual([]);
    await office.close();
  });

  const says = async (text: string) => {
    await office.say(office.phone(mother.phone), text);
    return lastWords(office.to(mother.phone));
  };
  const profileOf = (person: Person) =>
    at.row<{ height_cm: number; languages: string[]; is_minor: boolean }>(
      `select height_cm, languages, is_minor from talent_profiles where person_id = $1`,
      [person.id],
    );

  it("changes nothing before she has consented, and asks her", async () => {
    expect(await says("Aarav's height is 132 cm")).toMatch(/consent/i);
    expect(await profileOf(aarav)).toMatchObject({ height_cm: null });
    await office.tap(office.phone(mother.phone), choice(office.to(mother.phone).at(-1), /consent/i));
    expect(await says("Aarav's height is 132 cm")).toBe(
      "Saved for Aarav: height 132 cm. Aarav’s profile is 36% complete.",
    );
    expect(await profileOf(aarav)).toMatchObject({ height_cm: 132, is_minor: true });
    expect((await office.db.query(`select from talent_profiles where person_id = $1`, [mother.id])).rowCount).toBe(0);
    const { rows } = await office.db.query(
      `select field, changed_by, source from profile_changes where person_id = $1 order by seq`,
      [aarav.id],
    );
    expect(rows).toContainEqual({ field: "heightCm", changed_by: mother.id, source: "chat" });
  });

  it("goes on question by question, for the child by name", async () => {
    expect(await says("I want to update my profile")).toMatch(/^Please answer for Aarav: /);
    expect(await says("bombay")).toMatch(/^Saved for Aarav: city Mumbai\.\nPlease answer for Aarav: Which languages/);
    expect(await says("मेरे बेटे को मराठी और हिंदी आती है")).toMatch(/^Saved for Aarav: languages hindi, marathi/);
    expect((await profileOf(aarav)).languages.toSorted()).toEqual(["hindi", "marathi"]);
    expect(await says("show my profile")).toMatch(/132 cm[\s\S]*Aarav/);
  });

  it("asks which of several children is meant, and finds each by name", async () => {
    const sara = await at.talent("Sara Joshi", { guardian: mother, minor: true });
    await at.consent(sara, mother);
    await says("later");
    expect(await says("meri beti ki height 120 cm hai")).toMatch(/Aarav, Sara/);
    expect(await says("सारा की height 120 cm है")).toMatch(/Sara/);
    expect([(await profileOf(sara)).height_cm, (await profileOf(aarav)).height_cm]).toEqual([120, 132]);
  });

  it("is nobody else's to change", async () => {
    const stranger = await at.talent("Kiran Bedse");
    await office.say(office.phone(stranger.phone), "Aarav's height is 99 cm");
    expect((await profileOf(aarav)).height_cm).toBe(132);
  });
});
