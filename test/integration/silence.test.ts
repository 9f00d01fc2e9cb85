import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { approveInvitation } from "../../src/core/auditions/approve-invitation.ts";
import { draftInvitation } from "../../src/core/auditions/draft-invitation.ts";
import { holdSlot } from "../../src/core/auditions/hold-slot.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, FRIDAY, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, type Office, openOffice, SATURDAY } from "../support/office.ts";

const HOUR_MS = 60 * 60_000;

describe("silence after an invitation", () => {
  let office: Office;
  let at: Auditions;
  let audition: Audition;
  let tara: Person;
  beforeEach(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    audition = await at.audition("Andheri");
    tara = await at.talent("Tara");
    await audition.candidate(tara);
  });
  afterEach(() => office.close());

  const invite = async () => {
    const { data } = await draftInvitation(at.teamTurn(audition), { sessionId: audition.sessionId });
    await approveInvitation(at.teamTurn(audition), { approvalId: String(data?.approvalId) });
    await office.settle();
  };
  /** Hour by hour, as sweeps would find it. */
  const pass = async (hours: number) => {
    for (let hour = 0; hour < hours; hour += 1) {
      office.moveTo(new Date(office.ctx.now().getTime() + HOUR_MS));
      await office.settle();
    }
  };
  const texts = () => office.to(tara.phone).map(plainText);

  it("is asked about twice, a day apart, and then ends the invitation; the team is told", async () => {
    await invite();
    await pass(23);
    expect(texts()).toHaveLength(1);
    await pass(2);
    expect(texts()).toHaveLength(2);
    expect(texts().at(-1)).toMatch(/still waits for your answer/);
    await pass(24);
    expect(texts()).toHaveLength(3);
    await pass(24);
    expect(texts()).toHaveLength(3);
    const { rows } = await office.db.query(`select state from invitations`);
    expect(rows).toEqual([{ state: "expired" }]);
    expect(office.to(audition.thread).map(plainText)).toEqual([expect.stringMatching(/^Tara has not answered/)]);
    expect(office.errors).toEqual([]);
  });

  it("that ended the invitation does not keep out who answers at last, while a slot is free", async () => {
    await invite();
    await pass(72);
    await office.say(office.phone(tara.phone), "sorry, just saw this. Is it still open?");
    expect(texts().at(-1)).not.toMatch(/no open audition/);
    await office.tap(office.phone(tara.phone), choice(office.to(tara.phone)[1], /27/));
    const { rows } = await office.db.query(
      `select b.state as booking, i.state as invitation, c.state as candidate from bookings b
         join invitations i on i.id = b.invitation_id join candidates c on c.id = i.candidate_id`,
    );
    expect(rows).toEqual([{ booking: "confirmed", invitation: "accepted", candidate: "invited" }]);
  });

  it("is never asked about at night", async () => {
    office.moveTo(new Date(SATURDAY.getTime() + 12 * HOUR_MS));
    await invite();
    await pass(40);
    const { rows } = await office.db.query<{ hour: number }>(
      `select extract(hour from fire_at at time zone 'Asia/Kolkata')::int as hour from alarms order by fire_at`,
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const { hour } of rows) expect(hour >= 10 && hour < 21).toBe(true);
  });

  it("that is broken by an answer is not asked about any more", async () => {
    await invite();
    await pass(25);
    await office.tap(office.phone(tara.phone), choice(office.to(tara.phone).at(-1), /27/));
    const before = texts().length;
    await pass(60);
    expect(texts()).toHaveLength(before);
    const { rows } = await office.db.query(`select state from bookings`);
    expect(rows).toEqual([{ state: "confirmed" }]);
  });

  it("while a time is held and not booked is asked about later, and ends all the same", async () => {
    await invite();
    await pass(23);
    await holdSlot(await at.talentTurn(tara), { slotId: String(audition.slotIds[0]) });
    await office.db.query(`update bookings set hold_expires_at = $1`, [
      new Date(office.ctx.now().getTime() + 30 * HOUR_MS),
    ]);
    await pass(30);
    expect(texts()).toHaveLength(1);
    await pass(72);
    expect(texts()).toHaveLength(3);
    const { rows } = await office.db.query(`select state from invitations`);
    expect(rows).toEqual([{ state: "expired" }]);
  });

  it("with no time left to offer, or of who said stop, writes nothing and ends the invitation, so that it keeps no place", async () => {
    await invite();
    await office.db.query(`update slots set state = 'cancelled'`);
    await pass(26);
    await office.db.query(`update slots set state = 'open'`);
    await office.say(office.phone(tara.phone), "STOP");
    const before = texts().length;
    await pass(48);
    expect(texts()).toHaveLength(before);
    expect(office.to(audition.thread).map(plainText)).toContainEqual(
      expect.stringMatching(/^Tara has not answered the invitation, so I have taken it back/),
    );
    expect(office.errors).toEqual([]);
  });

  it("shortly before the session is left to the team", async () => {
    office.moveTo(new Date(FRIDAY.getTime() - 3 * HOUR_MS));
    await invite();
    const { rows } = await office.db.query(`select from alarms`);
    expect(rows).toEqual([]);
  });
});

describe("an alarm", () => {
  it("whose verb fails comes again later, and is given up in the end", async () => {
    const office = await openOffice();
    const at = stageAuditions(office);
    const audition = await at.audition("Andheri");
    const invitationId = await audition.invite(await at.talent("Tara"));
    await office.db.query(
      `insert into alarms (workspace_id, kind, subject_id, key, data, actor_id, side, fire_at)
       values ($1, 'nudge_invitation', $2, 'broken', '{"nudge":"none"}', $3, 'team', $4)`,
      [office.workspaceId, invitationId, audition.director, SATURDAY],
    );
    const states: unknown[] = [];
    for (let hour = 0; hour < 12; hour += 1) {
      await office.settle();
      const { rows } = await office.db.query<{ state: string; attempts: number }>(`select state, attempts from alarms`);
      states.push(rows[0]?.attempts);
      office.moveTo(new Date(office.ctx.now().getTime() + HOUR_MS));
    }
    const { rows } = await office.db.query<{ state: string }>(`select state from alarms`);
    expect(rows).toEqual([{ state: "failed" }]);
    expect(states[0]).toBe(1);
    await office.close();
  });
});
