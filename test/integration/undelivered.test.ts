import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { approveInvitation } from "../../src/core/auditions/approve-invitation.ts";
import { cancelBooking } from "../../src/core/auditions/cancel-booking.ts";
import { draftInvitation } from "../../src/core/auditions/draft-invitation.ts";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import { teamStatus } from "../../src/core/auditions/team-status.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { withdrawConsent } from "../../src/core/people/consent.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { type Office, openOffice, SATURDAY } from "../support/office.ts";

describe("what does not reach a talent", () => {
  let office: Office;
  let at: Auditions;
  let audition: Audition;
  let tara: Person;
  beforeEach(async () => {
    office = await openOffice({
      transport: {
        send: async ({ channel, outboxId }) =>
          channel === "slack"
            ? { outcome: "sent", providerId: `sent-${outboxId}` }
            : { outcome: "failed", code: "no_template" },
      },
    });
    at = stageAuditions(office);
    audition = await at.audition("Andheri");
    tara = await at.talent("Tara");
  });
  afterEach(() => office.close());

  const told = () => office.to(audition.thread).map(plainText);
  const book = async () => {
    const invitationId = await audition.invite(tara);
    const slotId = audition.slotIds[0] as string;
    const { data } = await pickSlot(await at.talentTurn(tara), { invitationId, slotId });
    return String(data?.bookingId);
  };

  it("is told in the thread once when it is an invitation, and in the status", async () => {
    await audition.candidate(tara);
    const { data } = await draftInvitation(at.teamTurn(audition), { sessionId: audition.sessionId });
    await approveInvitation(at.teamTurn(audition), { approvalId: String(data?.approvalId) });
    await office.settle();
    await office.settle();
    expect(told()).toEqual([expect.stringMatching(/did not reach Tara.*template/)]);
    const status = await teamStatus(at.teamTurn(audition), {});
    expect(JSON.stringify(status.data)).toContain("did not arrive");
    for (const hours of [25, 50]) {
      office.moveTo(new Date(SATURDAY.getTime() + hours * 3_600_000));
      await office.settle();
    }
    expect(told().filter((text) => text.includes("did not reach"))).toHaveLength(1);
  });

  it("is told when it is a cancellation", async () => {
    const bookingId = await book();
    await cancelBooking(at.teamTurn(audition), { bookingId });
    await office.settle();
    await office.settle();
    expect(told().filter((text) => text.includes("does not know yet"))).toHaveLength(1);
  });

  it("is said at once when she may not or cannot be written to", async () => {
    const bookingId = await book();
    const { workspaceId } = office;
    await withdrawConsent(office.db, { workspaceId, personId: tara.id, channel: "whatsapp", now: office.ctx.now() });
    const { said } = await cancelBooking(at.teamTurn(audition), { bookingId });
    expect(said).toMatch(/Cancelled: Tara.*no more messages.*call/);
  });

  it("does not keep a booking from being cancelled", async () => {
    const bookingId = await book();
    await office.db.query(
      `update contact_points set channel = 'email', address = 'tara@example.com' where person_id = $1`,
      [tara.id],
    );
    const { said } = await cancelBooking(at.teamTurn(audition), { bookingId });
    expect(said).toMatch(/Cancelled: Tara.*no WhatsApp or SMS number/);
  });
});
