import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { approveInvitation } from "../../src/core/auditions/approve-invitation.ts";
import { draftInvitation } from "../../src/core/auditions/draft-invitation.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { lastWords, type Office, openOffice } from "../support/office.ts";

describe("a number means the menu that was sent last", () => {
  let office: Office;
  let at: Auditions;
  let seen: Audition;
  let later: Audition;
  let tara: Person;
  let fate: "sent" | "retry" | "unknown" | "failed";
  beforeEach(async () => {
    fate = "sent";
    office = await openOffice({
      transport: {
        send: async ({ channel, outboxId }) => {
          if (fate === "sent" || channel === "slack") return { outcome: "sent", providerId: `sent-${outboxId}` };
          return { outcome: fate, code: "test", ...(fate === "retry" && { afterMs: 60_000 }) };
        },
        find: async () => ({ outcome: "unknown" }),
      },
    });
    at = stageAuditions(office);
    seen = await at.audition("Andheri");
    later = await at.audition("Bandra", { at: new Date("2026-11-28T08:30:00Z") });
    tara = await at.talent("Tara");
    await invite(seen);
  });
  afterEach(() => office.close());

  const invite = async (audition: Audition) => {
    await audition.candidate(tara);
    const { data } = await draftInvitation(at.teamTurn(audition), { sessionId: audition.sessionId });
    await approveInvitation(at.teamTurn(audition), { approvalId: String(data?.approvalId) });
    await office.settle();
  };
  const say = (text: string) => office.say({ ...office.phone(tara.phone), platform: "twilio_whatsapp" }, text);
  /** So late that her answer is not held back for what was written before. */
  const sayLater = (text: string) => {
    office.moveTo(new Date(office.ctx.now().getTime() + 15 * 60_000));
    return say(text);
  };
  const booked = async () =>
    (
      await office.db.query<{ place: string }>(
        `select s.place from bookings b join invitations i on i.id = b.invitation_id join sessions s on s.id = i.session_id`,
      )
    ).rows.map(({ place }) => place);

  it("the latest, when it left", async () => {
    office.moveTo(new Date("2026-11-21T05:00:00Z"));
    await invite(later);
    await say("1");
    expect(await booked()).toEqual(["Bandra"]);
  });

  it.each(["retry", "unknown", "failed"] as const)(
    "the one before, when the latest did not leave: %s",
    async (outcome) => {
      office.moveTo(new Date("2026-11-21T05:00:00Z"));
      fate = outcome;
      await invite(later);
      await sayLater("1");
      expect(await booked()).toEqual(["Andheri"]);
    },
  );

  it("the one before, while the latest waits for the morning", async () => {
    await office.db.query(`update channel_accounts set platform = 'twilio_whatsapp' where channel = 'whatsapp'`);
    office.moveTo(new Date("2026-11-21T17:00:00Z"));
    await invite(later);
    await say("1");
    expect(await booked()).toEqual(["Andheri"]);
  });

  it("the latest, when a receipt proves that it arrived", async () => {
    office.moveTo(new Date("2026-11-21T05:00:00Z"));
    fate = "unknown";
    await invite(later);
    await office.db.query(`update outbox set receipt = 'delivered' where state = 'unknown'`);
    await sayLater("1");
    expect(await booked()).toEqual(["Bandra"]);
  });

  it("that of a notice, which has no buttons where WhatsApp has them otherwise", async () => {
    const typed = (text: string) => office.say({ ...office.phone(tara.phone), platform: "whatsapp_cloud" }, text);
    office.moveTo(new Date("2026-11-22T11:00:00Z"));
    await office.settle();
    expect(lastWords(office.to(tara.phone))).toMatch(/Andheri/);
    await typed("1");
    expect(await booked()).toEqual(["Andheri"]);
    await typed("1");
    expect(await booked()).toEqual(["Andheri"]);
  });

  it("the one sent last, when an earlier one was held back and came after it", async () => {
    await office.db.query(`update channel_accounts set platform = 'twilio_whatsapp' where channel = 'whatsapp'`);
    office.moveTo(new Date("2026-11-21T17:00:00Z"));
    await invite(later);
    office.moveTo(new Date("2026-11-21T17:01:00Z"));
    await say("1");
    expect(await booked()).toEqual(["Andheri"]);
    office.moveTo(new Date("2026-11-22T05:00:00Z"));
    await office.settle();
    await say("1");
    expect((await booked()).toSorted()).toEqual(["Andheri", "Bandra"]);
  });
});
