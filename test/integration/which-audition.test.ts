import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cancelBooking } from "../../src/core/auditions/cancel-booking.ts";
import { draftCancellation } from "../../src/core/auditions/draft-cancellation.ts";
import { holdSlot } from "../../src/core/auditions/hold-slot.ts";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import { requestChange } from "../../src/core/auditions/request-change.ts";
import { type Audition, type Auditions, FRIDAY, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

const DAY_MS = 24 * 60 * 60_000;

describe("of several auditions", () => {
  let office: Office;
  let at: Auditions;
  beforeEach(async () => {
    office = await openOffice();
    at = stageAuditions(office);
  });
  afterEach(() => office.close());

  const refusal = (tried: Promise<unknown>) =>
    tried.then(
      () => undefined,
      (error: { code: string; said: string }) => ({ code: error.code, said: error.said }),
    );
  const book = async (who: Person, audition: Audition, slot: number) => {
    const invitationId = await audition.invite(who);
    const slotId = audition.slotIds[slot] as string;
    const { data } = await pickSlot(await at.talentTurn(who), { invitationId, slotId });
    return { invitationId, bookingId: String(data?.bookingId) };
  };
  const all = async (table: "bookings" | "invitations") =>
    (
      await office.db.query<{ place: string; state: string }>(
        table === "bookings"
          ? `select s.place, b.state from bookings b join invitations i on i.id = b.invitation_id join sessions s on s.id = i.session_id order by 1`
          : `select s.place, i.state from invitations i join sessions s on s.id = i.session_id order by 1`,
      )
    ).rows.map(({ place, state }) => `${place} ${state}`);

  it("a guardian's tap books the child that its message was for", async () => {
    const guardian = await at.talent("Mother");
    const [aarav, bela] = [
      await at.talent("Aarav", { guardian, minor: true }),
      await at.talent("Bela", { guardian, minor: true }),
    ];
    const audition = await at.audition("Andheri");
    await audition.invite(aarav);
    const invitationId = await audition.invite(bela);
    await at.consent(bela, guardian);
    const slotId = audition.slotIds[1] as string;
    const turn = await at.talentTurn(guardian);
    const asked = await refusal(holdSlot(turn, { slotId }));
    expect(asked).toEqual({ code: "conflict", said: expect.stringMatching(/Which one[\s\S]*Aarav[\s\S]*Bela/) });
    await pickSlot(turn, { invitationId, slotId });
    const { name } = await at.row<{ name: string }>(`select name from bookings b join people p on p.id = b.talent_id`);
    expect(name).toBe("Bela");
  });

  it("a time in words is of the one that was offered last, where both begin then", async () => {
    const tara = await at.talent("Tara");
    for (const place of ["Andheri", "Bandra", "Colaba", "Dadar"]) {
      await (await at.audition(place)).invite(tara);
      office.moveTo(new Date(office.ctx.now().getTime() + 60_000));
    }
    await office.say(office.phone(tara.phone), "Friday 2 pm");
    expect(await all("bookings")).toEqual(["Dadar confirmed"]);
  });

  it("“I cannot come” declines the one that is tapped, and none before", async () => {
    const tara = await at.talent("Tara");
    await (await at.audition("Andheri")).invite(tara);
    await (await at.audition("Bandra", { at: new Date(FRIDAY.getTime() + DAY_MS) })).invite(tara);
    await office.say(office.phone(tara.phone), "I cannot come");
    expect(await all("invitations")).toEqual(["Andheri sent", "Bandra sent"]);
    expect(lastWords(office.to(tara.phone))).toContain("Which one");
    await office.tap(office.phone(tara.phone), choice(office.to(tara.phone).at(-1), /28 Nov/));
    expect(await all("invitations")).toEqual(["Andheri sent", "Bandra declined"]);
  });

  it("“I cannot come” declines none of those that are over, and names none", async () => {
    const tara = await at.talent("Tara");
    for (const place of ["Andheri", "Bandra"]) await (await at.audition(place)).invite(tara);
    office.moveTo(new Date(FRIDAY.getTime() + 7 * DAY_MS));
    await office.say(office.phone(tara.phone), "I cannot come");
    expect(await all("invitations")).toEqual(["Andheri sent", "Bandra sent"]);
    const { code } = (await refusal(cancelBooking(await at.talentTurn(tara), {}))) ?? {};
    expect(code).toBe("not_found");
  });

  it("“cancel” ends the booking that is tapped, and none before", async () => {
    const tara = await at.talent("Tara");
    await book(tara, await at.audition("Andheri"), 0);
    await book(tara, await at.audition("Bandra", { at: new Date(FRIDAY.getTime() + DAY_MS) }), 0);
    await office.say(office.phone(tara.phone), "cancel my audition");
    expect(await all("bookings")).toEqual(["Andheri confirmed", "Bandra confirmed"]);
    await office.tap(office.phone(tara.phone), choice(office.to(tara.phone).at(-1), /28 Nov/));
    expect(await all("bookings")).toEqual(["Andheri confirmed", "Bandra cancelled_by_talent"]);
  });

  it("one that is over stays as it was, and nobody is invited in its place", async () => {
    const [tara, uma] = [await at.talent("Tara"), await at.talent("Uma")];
    const audition = await at.audition("Andheri");
    const { bookingId } = await book(tara, audition, 0);
    await audition.candidate(uma);
    await office.db.query(`update candidates set state = 'callback' where talent_id = $1`, [tara.id]);
    office.moveTo(new Date(FRIDAY.getTime() + 30 * DAY_MS));
    const turn = await at.talentTurn(tara);
    const said = expect.stringContaining("is over");
    expect(await refusal(cancelBooking(turn, { bookingId }))).toEqual({ code: "conflict", said });
    expect(await refusal(requestChange(turn, { bookingId, wish: "", notDays: [] }))).toEqual({
      code: "conflict",
      said,
    });
    const { rows } = await office.db.query<{ state: string }>(`select state from candidates order by state`);
    expect(rows.map((row) => row.state)).toEqual(["callback", "selected"]);
    expect(await all("bookings")).toEqual(["Andheri confirmed"]);
  });

  it("a cancellation leaves a candidate alone who has got further", async () => {
    const tara = await at.talent("Tara");
    const { bookingId } = await book(tara, await at.audition("Andheri"), 0);
    await office.db.query(`update candidates set state = 'callback'`);
    await cancelBooking(await at.talentTurn(tara), { bookingId });
    const { state } = await at.row<{ state: string }>(`select state from candidates`);
    expect(state).toBe("callback");
  });

  it("one cannot be moved onto another of one's own, and it is said kindly", async () => {
    const tara = await at.talent("Tara");
    const bandra = await at.audition("Bandra");
    await book(tara, await at.audition("Andheri"), 0);
    const { bookingId } = await book(tara, bandra, 2);
    const moved = requestChange(await at.talentTurn(tara), {
      bookingId,
      slotId: bandra.slotIds[0],
      wish: "",
      notDays: [],
    });
    expect(await refusal(moved)).toEqual({ code: "conflict", said: expect.stringContaining("already") });
  });

  it("one that the team cancelled is not said to be booked", async () => {
    const tara = await at.talent("Tara");
    const audition = await at.audition("Andheri");
    const { bookingId } = await book(tara, audition, 0);
    await cancelBooking(at.teamTurn(audition), { bookingId });
    const turn = await at.talentTurn(tara);
    const asked = requestChange(turn, { bookingId, slotId: audition.slotIds[0], wish: "", notDays: [] });
    expect(await refusal(asked)).toEqual({ code: "not_found", said: expect.stringContaining("no open audition") });
  });

  it("one's own cancellation is undone by taking a free slot, as a booking of its own", async () => {
    const tara = await at.talent("Tara");
    const audition = await at.audition("Andheri");
    const { bookingId } = await book(tara, audition, 0);
    const turn = await at.talentTurn(tara);
    await cancelBooking(turn, { bookingId });
    const again = await requestChange(turn, { bookingId, slotId: audition.slotIds[0], wish: "", notDays: [] });
    expect(again.data?.bookingId).not.toBe(bookingId);
    expect((await all("bookings")).toSorted()).toEqual(["Andheri cancelled_by_talent", "Andheri confirmed"]);
  });

  it("the team's is found by whole words of a name, and never without one", async () => {
    const audition = await at.audition("Andheri");
    await book(await at.talent("Maria Shah"), audition, 0);
    const turn = at.teamTurn(audition);
    expect(await refusal(draftCancellation(turn, { talentName: "Ria" }))).toMatchObject({ code: "not_found" });
    expect(await refusal(draftCancellation(turn, {}))).toMatchObject({ code: "invalid_input" });
    expect((await draftCancellation(turn, { talentName: " maria " })).said).toContain("Maria Shah");
  });
});
