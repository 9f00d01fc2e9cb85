import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { updateMyProfile } from "../../src/core/people/update-my-profile.ts";
import type { Embed } from "../../src/core/ports.ts";
import { embedProfiles } from "../../src/core/talent/embed-profiles.ts";
import { upsertProfile } from "../../src/core/talent/upsert-profile.ts";
import { type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { type Office, openOffice } from "../support/office.ts";

describe("a guardian and a child", () => {
  let office: Office;
  let at: Auditions;
  let guardian: Person;
  let child: Person;
  beforeEach(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    guardian = await at.talent("Mother");
    child = await at.talent("Aarav", { guardian, minor: true });
  });
  afterEach(() => office.close());

  const profile = () =>
    at.row<{ is_minor: boolean; age_min: number }>(
      `select is_minor, age_min from talent_profiles where person_id = $1`,
      [guardian.id],
    );

  it("the child's age does not become the guardian's", async () => {
    const update = updateMyProfile(await at.talentTurn(guardian), { fields: { age: 9 } });
    await expect(update).rejects.toMatchObject({ code: "conflict", said: expect.stringContaining("Aarav") });
    expect(await profile()).toEqual({ is_minor: false, age_min: 20 });
  });

  it("who answers for a child is no minor, whoever writes the profile", async () => {
    await upsertProfile(office.ctx, { personId: guardian.id, fields: { age: 9 } });
    expect(await profile()).toMatchObject({ is_minor: false });
  });

  it("a minor's profile gets no vector, also when it is named", async () => {
    const embed: Embed = {
      model: "test",
      dimension: 512,
      embed: async (texts) => texts.map(() => new Array<number>(512).fill(0.04)),
    };
    await embedProfiles({ ...office.ctx, embed }, [child.id, guardian.id]);
    const { rows } = await office.db.query<{ person_id: string }>(
      `select person_id from profile_vectors where model = 'test'`,
    );
    expect(rows.map((row) => row.person_id)).toEqual([guardian.id]);
  });
});
