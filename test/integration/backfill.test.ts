import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cancelBooking, declineInvitation } from "../../src/core/auditions/cancel-booking.ts";
import { holdSlot } from "../../src/core/auditions/hold-slot.ts";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, FRIDAY, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

const MINUTE_MS = 60_000;
/** Thursday 26 November, 11:00 IST. */
const THURSDAY = new Date("2026-11-26T05:30:00Z");

describe("a place that becomes free", () => {
  let office: Office;
  let at: Auditions;
  let audition: Audition;
  let tara: Person;
  let meera: Person;
  let usha: Person;
  const first = () => String(audition.slotIds[0]);

  beforeEach(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    audition = await at.audition("Andheri", { slots: 2 });
    office.moveTo(THURSDAY);
    [tara, meera, usha] = [await at.talent("Tara"), await at.talent("Meera"), await at.talent("Usha")];
  });
  afterEach(() => office.close());

  const pass = async (minutes: number) => {
    office.moveTo(new Date(office.ctx.now().getTime() + minutes * MINUTE_MS));
    await office.settle();
  };
  const book = async (who: Person, slotId = first()) => {
    const invitationId = await audition.invite(who);
    await pickSlot(await at.talentTurn(who), { invitationId, slotId });
  };
  const waiting = async (...who: Person[]) => {
    for (const [nth, one] of who.entries()) {
      const id = await audition.candidate(one);
      const selectedAt = new Date(THURSDAY.getTime() + nth * MINUTE_MS);
      await office.db.query(`update candidates set selected_at = $2 where id = $1`, [id, selectedAt]);
    }
  };
  const cancel = async (who: Person) => {
    await at.inTurn(await at.talentTurn(who), (turn) => cancelBooking(turn, {}));
    await office.settle();
  };
  const texts = (who: Person) => office.to(who.phone).map(plainText);
  const told = () => office.to(audition.thread).map(plainText);
  const standing = async (who: Person) =>
    at.row<{ candidate: string; invitation: string; booking: string | null }>(
      `select c.state as candidate, i.state as invitation,
              (select b.state from bookings b where b.invitation_id = i.id order by b.created_at desc limit 1) as booking
         from candidates c join invitations i on i.candidate_id = c.id where c.talent_id = $1`,
      [who.id],
    );
  const balances = async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 0 });
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
  };

  it("goes from one select to the next, each in her time, until nobody is left; then the team is told once", async () => {
    await book(tara);
    await waiting(meera, usha);
    await cancel(tara);
    expect(texts(meera)).toEqual([expect.stringMatching(/kept for you until Thursday 26 November, 1:00 pm IST/)]);
    expect(texts(usha)).toEqual([]);
    await pass(119);
    expect(texts(usha)).toEqual([]);
    await pass(2);
    expect(texts(usha)).toHaveLength(1);
    expect(await standing(meera)).toEqual({ candidate: "withdrawn", invitation: "expired", booking: "expired" });
    expect(told().at(-1)).toMatch(/^Meera did not take.*I offered Friday 27 November, 2:00 pm IST to Usha/);
    await pass(125);
    expect(told().filter((one) => /Nobody else is selected/.test(one))).toHaveLength(1);
    await pass(600);
    expect(told().filter((one) => /Nobody else is selected/.test(one))).toHaveLength(1);
    expect([texts(meera).length, texts(usha).length]).toEqual([1, 1]);
    await balances();
  });

  it("is nobody else's while it is offered, whoever asks for it", async () => {
    await book(tara);
    const chitra = await at.talent("Chitra");
    const invited = await audition.invite(chitra);
    await waiting(meera);
    await cancel(tara);
    const taking = holdSlot(await at.talentTurn(chitra), { slotId: first(), invitationId: invited });
    await expect(taking).rejects.toMatchObject({ code: "conflict" });
    await office.tap(office.phone(meera.phone), choice(office.to(meera.phone)[0], /2:00 pm/));
    expect(await standing(meera)).toEqual({ candidate: "invited", invitation: "accepted", booking: "confirmed" });
    await pass(300);
    expect(told().filter((one) => /did not take/.test(one))).toEqual([]);
    await balances();
  });

  it("is taken in words too, and shown as free to the one it is kept for", async () => {
    await book(tara);
    await waiting(meera);
    await cancel(tara);
    await office.say(office.phone(meera.phone), "2 baje chalega");
    expect(lastWords(office.to(meera.phone))).toMatch(/Friday 27 November, 2:00 pm IST/);
    expect((await standing(meera)).booking).toBe("confirmed");
  });

  it("goes on at once when the one it is offered to says no, and once only", async () => {
    await book(tara);
    await waiting(meera, usha);
    await cancel(tara);
    await office.say(office.phone(meera.phone), "nahi aa paungi");
    expect(texts(usha)).toHaveLength(1);
    expect(told().at(-1)).toMatch(/^Meera cannot come.*I offered .* to Usha/);
    await pass(60);
    await office.tap(office.phone(usha.phone), choice(office.to(usha.phone)[0], /2:00 pm/));
    await pass(300);
    expect(await standing(usha)).toMatchObject({ booking: "confirmed" });
    await balances();
  });

  it("goes on when the one it is offered to takes another time", async () => {
    await book(tara);
    await waiting(meera, usha);
    await cancel(tara);
    await office.tap(office.phone(meera.phone), choice(office.to(meera.phone)[0], /2:20 pm/));
    await pass(121);
    expect(texts(usha)).toHaveLength(1);
    expect(texts(usha)[0]).toMatch(/2:00 pm/);
    await balances();
  });

  it("is not offered to who is booked elsewhere then, is away, or may not be written to", async () => {
    await book(tara);
    const other = await at.audition("Bandra", { slots: 1 });
    const busy = await at.talent("Busy");
    await pickSlot(await at.talentTurn(busy), {
      invitationId: await other.invite(busy),
      slotId: String(other.slotIds[0]),
    });
    const away = await at.talent("Away");
    await office.db.query(
      `insert into book_outs (workspace_id, person_id, during) values ($1, $2, '[2026-11-26,2026-11-29)')`,
      [office.workspaceId, away.id],
    );
    const child = await at.talent("Chintu", { minor: true });
    await waiting(busy, away, child, meera);
    await cancel(tara);
    expect(told().at(-1)).toMatch(
      /Chintu is your next select. I did not write to Chintu: a minor.*I offered .* to Meera/,
    );
    expect([texts(away), texts(child)]).toEqual([[], []]);
    expect(texts(meera)).toHaveLength(1);
  });

  it("is asked about first where the office wants to be asked", async () => {
    await office.owner.query(`update workspaces set settings = settings || '{"backfill":"ask"}'`);
    await book(tara);
    await waiting(meera);
    await cancel(tara);
    expect(texts(meera)).toEqual([]);
    expect(told().at(-1)).toMatch(/Meera is your next select. Shall I invite them\?/);
  });

  it("is offered to nobody while somebody's go is missing", async () => {
    await book(tara);
    await waiting(meera);
    await office.say({ channel: "slack", key: audition.thread, address: "stage-director" }, "the auditions need my go");
    await cancel(tara);
    expect(told().at(-1)).toMatch(/Meera is your next select, but: The auditions need .*'s go first/);
    expect(texts(meera)).toEqual([]);
  });

  it("shortly before its time is for the team to call about", async () => {
    await book(tara);
    await waiting(meera);
    office.moveTo(new Date(FRIDAY.getTime() - 20 * MINUTE_MS));
    await cancel(tara);
    expect(texts(meera)).toEqual([]);
    expect(told().at(-1)).toMatch(/Meera, your next select. Please call/);
  });

  it("is never one that is kept for another child of who gave it up", async () => {
    const mother = await at.talent("Mother");
    const [asha, bela] = [await at.talent("Asha", { guardian: mother }), await at.talent("Bela", { guardian: mother })];
    const [first, second] = [await audition.invite(asha), await audition.invite(bela)];
    await office.db.query(
      `insert into bookings (workspace_id, invitation_id, slot_id, talent_id, during, state, hold_expires_at, ics_token)
       select workspace_id, $2, id, $3, during, 'held', starts_at - interval '1 hour', 'x' from slots where id = $1`,
      [audition.slotIds[0], second, bela.id],
    );
    await waiting(meera);
    const no = { invitationId: first };
    await at.inTurn(await at.talentTurn(mother), (turn) => declineInvitation(turn, no));
    await office.settle();
    expect(texts(meera)).toEqual([expect.stringMatching(/2:20 pm/)]);
  });

  it("after a decline is offered only when those who still choose leave one", async () => {
    const [invitedTara, invitedChitra] = [
      await audition.invite(tara),
      await audition.invite(await at.talent("Chitra")),
    ];
    const binu = await at.talent("Binu");
    await audition.invite(binu);
    expect([invitedTara, invitedChitra].every(Boolean)).toBe(true);
    await waiting(meera, usha);
    await office.say(office.phone(tara.phone), "I cannot come");
    expect(texts(meera)).toEqual([]);
    await office.say(office.phone(binu.phone), "I cannot come");
    expect(texts(meera)).toHaveLength(1);
    expect(texts(usha)).toEqual([]);
    await balances();
  });

  it("after an invitation that nobody answered goes to the next select", async () => {
    await waiting(meera);
    const invitationId = await audition.invite(tara);
    await audition.invite(await at.talent("Chitra"));
    await office.db.query(
      `insert into alarms (workspace_id, kind, subject_id, key, actor_id, side, fire_at)
       values ($1, 'expire_invitation', $2, 'over', $3, 'team', $4)`,
      [office.workspaceId, invitationId, audition.director, THURSDAY],
    );
    await office.settle();
    expect(texts(meera)).toHaveLength(1);
    expect(told().at(-1)).toMatch(/^Tara has not answered.*I offered .* to Meera/);
    await balances();
  });

  it("and whose time has begun asks nobody for anything", async () => {
    await book(tara);
    office.moveTo(new Date(FRIDAY.getTime() + 5 * MINUTE_MS));
    await cancel(tara);
    expect(told().at(-1)).toMatch(/^Tara cancelled Friday 27 November, 2:00 pm IST\.$/);
  });

  it("is kept until a phone abroad has rung, by the clock there", async () => {
    await book(tara);
    await waiting(meera);
    await office.db.query(`update contact_points set address = '+4400000070001' where person_id = $1`, [meera.id]);
    await cancel(tara);
    expect(told().at(-1)).toMatch(/keep it for them until Thursday 26 November, 5:30 pm IST/);
  });

  it("in the evening is kept until the morning, and nobody is written to at night", async () => {
    await book(tara);
    await waiting(meera, usha);
    office.moveTo(new Date("2026-11-26T15:00:00Z"));
    await cancel(tara);
    const alarm = await at.row<{ at: Date }>(`select fire_at as at from alarms where kind = 'expire_offer'`);
    expect(alarm.at).toEqual(new Date("2026-11-27T04:30:00Z"));
    expect(told().at(-1)).toMatch(/until Friday 27 November, 10:00 am IST/);
  });
});
