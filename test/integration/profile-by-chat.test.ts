import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importTalent } from "../../src/core/talent/import-talent.ts";
import { type Auditions, stageAuditions } from "../support/auditions.ts";
import { lastWords, type Office, openOffice } from "../support/office.ts";

describe("a profile built in the chat", () => {
  let office: Office;
  let at: Auditions;
  beforeAll(async () => {
    office = await openOffice();
    at = stageAuditions(office);
  });
  afterAll(async () => {
    expect(office.errors).toEqual([]);
    await office.close();
  });

  const says = async (phone: string, text: string) => {
    await office.say(office.phone(phone), text);
    return lastWords(office.to(phone));
  };
  const changesOf = async (id: string) =>
    (
      await office.db.query<{
        field: string;
        from_value: unknown;
        to_value: unknown;
        source: string;
        changed_by: string;
      }>(
        `select field, from_value, to_value, source, changed_by from profile_changes where person_id = $1 order by seq`,
        [id],
      )
    ).rows;

  it("asks one thing at a time, reads each answer back, and keeps who changed what", async () => {
    const who = await at.talent("Rhea Pinto");
    expect(await says(who.phone, "I want to update my profile")).toContain("Which city do you live in?");
    expect(await says(who.phone, "bombay")).toBe("Saved: city Mumbai.\nWhich languages do you speak?");
    expect(await says(who.phone, "Hindi, English and Konkani")).toMatch(
      /languages english, hindi, konkani|languages hindi, english, konkani/,
    );
    expect(await says(who.phone, "what?")).toMatch(/How tall are you|I could not read that/);
    expect(await says(who.phone, "5'6")).toMatch(/^Saved: height 168 cm\.\nWhat can you do/);
    expect(await says(who.phone, "kathak, horse riding and swimming")).toMatch(
      /skills kathak, horse riding, swimming\.\n/,
    );
    expect(await says(who.phone, "4")).toMatch(/experience 4 years\.\nWhat is your rate/);
    expect(await says(who.phone, "skip")).toMatch(/^What have you played so far\?/);
    expect(await says(who.phone, "A cop in two series on a streaming platform, and theatre since college.")).toMatch(
      /about you A cop in two series.*\nWhere can one see you/s,
    );
    expect(await says(who.phone, "https://reels.example.com/rhea.")).toMatch(
      /links https:\/\/reels\.example\.com\/rhea\.\nThat is all I need: your profile is 91% complete/,
    );
    const changes = await changesOf(who.id);
    expect(changes.map((one) => one.field)).toEqual(
      expect.arrayContaining(["city", "languages", "heightCm", "skills", "experienceYears", "bio", "links"]),
    );
    expect(changes.find((one) => one.field === "heightCm")).toEqual({
      field: "heightCm",
      from_value: null,
      to_value: 168,
      source: "chat",
      changed_by: who.id,
    });
  });

  it("goes on in her language, and stops when she says later", async () => {
    const who = await at.talent("Meena Jadhav");
    expect(await says(who.phone, "मुझे अपनी प्रोफ़ाइल बनानी है")).toContain("आप किस शहर में रहते हैं?");
    expect(await says(who.phone, "पुणे")).toMatch(/^सेव हो गया: शहर Pune।\nआप कौन-कौन सी भाषाएँ/);
    expect(await says(who.phone, "बाद में")).toContain("आगे बढ़ेंगे");
    expect(await says(who.phone, "mera profile dikhao")).toMatch(/शहर: Pune[\s\S]*36%|city: Pune[\s\S]*36%/);
    expect(await says(who.phone, "profile")).toMatch(/भाषाएँ|bhashayein/);
  });

  it("says what a fact was before it changed; lists grow unless she says only", async () => {
    const who = await at.talent("Ila Sen");
    await says(who.phone, "my height is 160 cm and I speak Hindi");
    expect(await says(who.phone, "my height is 165 cm")).toContain(
      "Saved: height 165 cm (was 160 cm). Your profile is 45% complete.",
    );
    expect(await says(who.phone, "I speak Tamil")).toContain("languages hindi, tamil (was hindi)");
    expect(await says(who.phone, "I speak only Marathi")).toContain("languages marathi (was hindi, tamil)");
    expect(await says(who.phone, "my height is 165 cm")).toContain("nothing has changed");
  });

  it("takes a number after a question as its answer, not as a place on an older menu", async () => {
    const who = await at.talent("Tina Roy");
    const phone = { ...office.phone(who.phone), platform: "twilio_whatsapp" as const };
    const film = await at.audition("Menu");
    await film.invite(who);
    await office.say(phone, "which times are free?");
    await office.db.query(
      `update talent_profiles set city = 'Pune', languages = '{hindi}', height_cm = 160, skills = '{yoga}' where person_id = $1`,
      [who.id],
    );
    await office.say(phone, "profile");
    expect(lastWords(office.to(who.phone))).toContain("How many years");
    await office.say(phone, "2");
    expect(lastWords(office.to(who.phone))).toContain("experience 2 years");
  });

  it("keeps what an import changed", async () => {
    const rows = async function* (city: string) {
      yield { line: 2, record: { external_id: "h-1", name: "Hist", age_min: 20, age_max: 25, city } };
    };
    const into = (city: string) => importTalent(office.ctx, { workspaceId: office.workspaceId, rows: rows(city) });
    await into("Pune");
    await into("Delhi");
    const { id } = await at.row<{ id: string }>(
      `select person_id as id from talent_profiles where external_id = 'h-1'`,
    );
    expect(await changesOf(id)).toEqual([
      { field: "city", from_value: "Pune", to_value: "Delhi", source: "import", changed_by: null },
    ]);
  });
});
