import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { approveInvitation } from "../../src/core/auditions/approve-invitation.ts";
import { draftInvitation } from "../../src/core/auditions/draft-invitation.ts";
import { passCandidates } from "../../src/core/auditions/select-candidates.ts";
import { withdrawConsent } from "../../src/core/people/consent.ts";
import { type Audition, type Auditions, FRIDAY, stageAuditions } from "../support/auditions.ts";
import { type Office, openOffice } from "../support/office.ts";

describe("an approved invitation", () => {
  let office: Office;
  let at: Auditions;
  let audition: Audition;
  beforeEach(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    audition = await at.audition("Andheri");
  });
  afterEach(() => office.close());

  const draft = async () => {
    const { data } = await draftInvitation(at.teamTurn(audition), { sessionId: audition.sessionId });
    return { approvalId: String(data?.approvalId) };
  };

  it("goes to who is still selected and may be written to, and the others are named", async () => {
    const [tara, omkar, uma] = [await at.talent("Tara"), await at.talent("Omkar"), await at.talent("Uma")];
    const child = await at.talent("Chintu", { minor: true });
    const passed = await audition.candidate(tara);
    for (const who of [omkar, uma, child]) await audition.candidate(who);
    const { workspaceId } = office;
    await withdrawConsent(office.db, { workspaceId, personId: omkar.id, channel: "whatsapp", now: office.ctx.now() });
    const drafted = await draft();
    await passCandidates(at.teamTurn(audition), { candidateIds: [passed] });
    const { said } = await approveInvitation(at.teamTurn(audition), drafted);
    await office.settle();
    expect(said).toMatch(/to Uma\..*Omkar.*Chintu.*Tara: no longer selected/);
    expect(office.letters.map((letter) => letter.conversationKey)).toEqual([uma.phone]);
    const { rows } = await office.db.query<{ name: string; state: string }>(
      `select p.name, c.state from candidates c join people p on p.id = c.talent_id order by 1`,
    );
    expect(rows.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "Chintu selected",
      "Omkar selected",
      "Tara passed",
      "Uma invited",
    ]);
  });

  it("is refused when its session is over", async () => {
    await audition.candidate(await at.talent("Tara"));
    const drafted = await draft();
    office.moveTo(new Date(FRIDAY.getTime() + 7 * 24 * 60 * 60_000));
    await expect(approveInvitation(at.teamTurn(audition), drafted)).rejects.toMatchObject({ code: "conflict" });
    await expect(draft()).rejects.toMatchObject({ code: "conflict" });
  });
});
