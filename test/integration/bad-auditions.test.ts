/** Auditions that cannot be: in two places, decided twice at once, in a zone that is none, answered when they are over. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cancelBooking } from "../../src/core/auditions/cancel-booking.ts";
import {
  approveCancellation,
  discardCancellation,
  draftCancellation,
} from "../../src/core/auditions/draft-cancellation.ts";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import { requestChange } from "../../src/core/auditions/request-change.ts";
import type { ToolCtx, ToolResult } from "../../src/core/conversation/tool.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, FRIDAY, type Person, stageAuditions } from "../support/auditions.ts";
import { lastWords, type Office, openOffice } from "../support/office.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe("an audition", () => {
  let office: Office;
  let at: Auditions;
  let andheri: Audition;
  beforeAll(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    andheri = await at.audition("Andheri");
  });
  afterAll(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 });
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
    await office.close();
  });

  /** Of two that wait for each other the database undoes one, which begins again, as a turn does. */
  const outcome = (turn: ToolCtx, verb: (ctx: ToolCtx) => Promise<ToolResult>): Promise<string> =>
    at.inTurn(turn, verb).then(
      () => "done",
      (error: { code?: string; said?: string }) =>
        error.code === "unavailable" ? outcome(turn, verb) : `${error.code}: ${error.said}`,
    );
  const book = async (who: Person, slot: number) => {
    const invitationId = await andheri.invite(who);
    const slotId = String(andheri.slotIds[slot]);
    const { data } = await at.inTurn(await at.talentTurn(who), (turn) => pickSlot(turn, { invitationId, slotId }));
    return String(data?.bookingId);
  };
  const stateOf = async (bookingId: string) =>
    (await at.row<{ state: string }>(`select state from bookings where id = $1`, [bookingId])).state;

  it("is in no two places for ten minutes, also when both are taken at once", async () => {
    const bandra = await at.audition("Bandra", { at: new Date(FRIDAY.getTime() + 10 * MINUTE_MS) });
    const [tara, uma] = [await at.talent("Tara"), await at.talent("Uma")];
    await book(tara, 0);
    const turn = await at.talentTurn(tara);
    const there = { invitationId: await bandra.invite(tara), slotId: String(bandra.slotIds[0]) };
    expect(await outcome(turn, (ctx) => pickSlot(ctx, there))).toMatch(/^conflict: You already have an audition/);
    expect(await outcome(turn, (ctx) => pickSlot(ctx, { ...there, slotId: String(bandra.slotIds[1]) }))).toBe("done");
    const hers = await at.talentTurn(uma);
    const places = [
      { invitationId: await andheri.invite(uma), slotId: String(andheri.slotIds[1]) },
      { invitationId: await bandra.invite(uma), slotId: String(bandra.slotIds[0]) },
    ];
    const answers = await Promise.all(places.map((place) => outcome(hers, (ctx) => pickSlot(ctx, place))));
    expect(answers.toSorted()).toEqual([expect.stringMatching(/^conflict: You already have/), "done"]);
  });

  it("is cancelled or kept once, whoever of the team presses what at the same moment, and told of once", async () => {
    const vidya = await at.talent("Vidya");
    const bookingId = await book(vidya, 2);
    await office.settle();
    const turn = at.teamTurn(andheri);
    const { data } = await at.inTurn(turn, (ctx) => draftCancellation(ctx, { bookingId }));
    const approval = { approvalId: String(data?.approvalId) };
    const before = office.to(vidya.phone).length;
    const answers = await Promise.all([
      outcome(turn, (ctx) => approveCancellation(ctx, approval)),
      outcome(turn, (ctx) => discardCancellation(ctx, approval)),
      outcome(turn, (ctx) => approveCancellation(ctx, approval)),
    ]);
    await office.settle();
    expect(answers.filter((answer) => /^conflict: That draft was decided already/.test(answer))).toHaveLength(2);
    const off = (await stateOf(bookingId)) === "cancelled_by_casting";
    expect(off).toBe(answers[1] !== "done");
    expect(office.to(vidya.phone)).toHaveLength(before + (off ? 1 : 0));
  });

  it("that the team cancels while she moves it ends as one of both, with its event", async () => {
    const bina = await at.talent("Bina");
    const bookingId = await book(bina, 3);
    const slotId = String(andheri.slotIds[2]);
    const talent = await at.talentTurn(bina);
    await Promise.all([
      outcome(at.teamTurn(andheri), (ctx) => cancelBooking(ctx, { bookingId })),
      outcome(talent, (ctx) => requestChange(ctx, { bookingId, slotId, wish: "", notDays: [] })),
    ]);
    await office.settle();
    expect(await stateOf(bookingId)).toBe("cancelled_by_casting");
    expect([...office.events.values()].filter((event) => event.summary.includes("Bina"))).toEqual([]);
  });

  it("in a workspace whose zone does not exist is told of in ours", async () => {
    await office.db.query(`update workspaces set time_zone = 'Mars/Olympus', settings = settings - 'digest'`);
    const morning = new Date("2026-11-27T03:31:00Z");
    office.moveTo(new Date(morning.getTime() - DAY_MS));
    await office.settle();
    office.moveTo(morning);
    await office.settle();
    await office.db.query(`update workspaces set settings = settings || '{"digest": "off"}'`);
    expect(office.letters.map(({ outgoing }) => plainText(outgoing))).toContainEqual(
      expect.stringMatching(/^Good morning\. Friday 27 November\.[\s\S]*2:00 pm to 3:20 pm IST/),
    );
  });

  it("that is over takes no answer, in words", async () => {
    const gita = await at.talent("Gita");
    await andheri.invite(gita);
    office.moveTo(new Date(FRIDAY.getTime() + DAY_MS));
    await office.settle();
    for (const text of ["Friday 2 pm", "I cannot come", "yes"]) {
      await office.say(office.phone(gita.phone), text);
      expect(lastWords(office.to(gita.phone))).not.toMatch(/booked:|wrong|error/i);
    }
    expect((await office.db.query(`select from bookings where talent_id = $1`, [gita.id])).rows).toEqual([]);
    expect(office.to(andheri.thread).map(plainText).join()).not.toMatch(/Gita/);
  });
});
