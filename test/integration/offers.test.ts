import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice, SATURDAY } from "../support/office.ts";

const HOUR_MS = 60 * 60_000;

describe("from the offer to the closed role", () => {
  let office: Office;
  let at: Auditions;
  let film: Audition;
  let tara: Person;
  const of = (audition: Audition) => ({ channel: "slack" as const, key: audition.thread, address: "stage-director" });
  const say = async (text: string, audition = film) => {
    await office.say(of(audition), text);
    return lastWords(office.to(audition.thread));
  };
  const approve = async (audition = film) => {
    await office.tap(of(audition), choice(office.to(audition.thread).at(-1), /^(?:Approve|Release|Book|Close)/));
    return lastWords(office.to(audition.thread));
  };
  const stateOf = async (who: Person, audition = film) =>
    (
      await at.row<{ state: string }>(`select state from candidates where role_id = $1 and talent_id = $2`, [
        audition.roleId,
        who.id,
      ])
    ).state;

  beforeEach(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    film = await at.audition("Film");
    tara = await at.talent("Tara Rao");
    await film.candidate(tara, "callback");
  });
  afterEach(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 });
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
    await office.close();
  });

  it("offers with its terms after approval, and books her when she accepts", async () => {
    expect(await say("offer Tara the role at 40k a day for 10 to 12 December")).toMatch(
      /offer to Tara Rao, 10–12 December 2026, ₹40,000 a day/,
    );
    expect(office.to(tara.phone)).toEqual([]);
    expect(await approve()).toMatch(/on its way to Tara Rao\. It stands until Tuesday 24 November/);
    expect(lastWords(office.to(tara.phone))).toMatch(/Rate: ₹40,000 a day\n[\s\S]*not yet a booking/);
    await office.tap(office.phone(tara.phone), choice(office.to(tara.phone)[0], "Accept the offer"));
    expect(lastWords(office.to(tara.phone))).toMatch(
      /You are booked for “Lead at Film”.*This is a booking of the role/,
    );
    expect(lastWords(office.to(film.thread))).toMatch(/Tara Rao \(Lead at Film\) has accepted\. .*1 of 1 booked/);
    expect(await stateOf(tara)).toBe("booked");
    expect(await say("where are we?")).toMatch(
      /Lead at Film: 1 of 1 cast, 0 booked for an audition[\s\S]*Tara Rao: booked for the role/,
    );
  });

  it("drafts the kind end by itself when the last place is booked, once, and tells everyone once after approval", async () => {
    const [uma, vidya] = [await at.talent("Uma"), await at.talent("Vidya")];
    await film.candidate(uma, "auditioned");
    await film.candidate(vidya, "hold");
    await office.db.query(`update roles set headcount = 2 where id = $1`, [film.roleId]);
    await say("offer Tara the role at 40k a day");
    await approve();
    await say("book Vidya for the role");
    expect(await approve()).not.toMatch(/Close the role/);
    const offered = choice(office.to(tara.phone)[0], "Accept the offer");
    await office.tap(office.phone(tara.phone), offered, 2);
    expect(lastWords(office.to(film.thread))).toMatch(
      /2 of 2 booked\. All places are booked[\s\S]*Close the role “Lead at Film”\?[\s\S]*To: Uma\n[\s\S]*Dear Uma/,
    );
    expect(office.to(uma.phone)).toEqual([]);
    const drafts = `select from approvals where kind = 'close_role'`;
    expect((await office.db.query(drafts)).rowCount).toBe(1);
    const card = office.to(film.thread).at(-1);
    await Promise.all([1, 2].map(() => office.tap(of(film), choice(card, "Close the role"))));
    expect(office.to(uma.phone)).toHaveLength(1);
    expect(lastWords(office.to(uma.phone))).toMatch(/thank you for coming to the audition/);
    expect(await at.row(`select state from roles where id = $1`, [film.roleId])).toEqual({ state: "cast" });
  });

  it("only names who has an audition to come when the last place is booked", async () => {
    const uma = await at.talent("Uma");
    await film.invite(uma);
    await office.say(office.phone(uma.phone), "Friday 2 pm");
    await say("hold Tara");
    await approve();
    await say("book Tara for the role");
    expect(await approve()).toMatch(/1 of 1 booked\. All places are booked, and Uma has an audition to come/);
  });

  it("takes a yes or a no in her own words", async () => {
    await say("offer Tara the role at 40k a day");
    await approve();
    await office.say(office.phone(tara.phone), "no thanks");
    expect(lastWords(office.to(tara.phone))).toMatch(/There is no booking/);
    expect(await stateOf(tara)).toBe("withdrawn");
    expect(lastWords(office.to(film.thread))).toMatch(/has declined the offer/);
  });

  it("ends an offer that nobody answers, and she stays where her dates are held", async () => {
    await say("hold Tara for 10 days");
    await approve();
    await say("offer Tara the role at 40k a day");
    await approve();
    office.moveTo(new Date(SATURDAY.getTime() + 73 * HOUR_MS));
    await office.settle();
    expect(lastWords(office.to(film.thread))).toMatch(/has not answered the offer in time/);
    expect(await stateOf(tara)).toBe("hold");
    await office.tap(office.phone(tara.phone), choice(office.to(tara.phone)[1], "Accept the offer"));
    expect(await stateOf(tara)).toBe("hold");
  });

  it("only notes an acceptance when she was booked elsewhere meanwhile", async () => {
    const series = await at.audition("Series");
    await series.candidate(tara, "hold");
    await say("offer Tara the role at 40k a day");
    await approve();
    await say("book Tara", series);
    await approve(series);
    await office.tap(office.phone(tara.phone), choice(office.to(tara.phone)[0], "Accept the offer"));
    expect(lastWords(office.to(tara.phone))).toMatch(/not a booking yet/);
    expect(lastWords(office.to(film.thread))).toMatch(/has accepted the offer, but: Tara Rao is booked for/);
    expect([await stateOf(tara), await stateOf(tara, series)]).toEqual(["offer", "booked"]);
  });

  it("that is only noted keeps no dates beyond its end", async () => {
    await say("pin Tara for 2 days");
    await approve();
    await say("offer Tara the role at 40k a day");
    await approve();
    await say("the booking needs my go");
    await office.tap(office.phone(tara.phone), choice(office.to(tara.phone)[1], "Accept the offer"));
    for (const hours of [49, 74]) {
      office.moveTo(new Date(SATURDAY.getTime() + hours * HOUR_MS));
      await office.settle();
    }
    expect((await office.db.query(`select state from holds`)).rows).toEqual([{ state: "expired" }]);
  });

  it("only notes an acceptance while the booking needs somebody's go, and books her with it", async () => {
    await say("offer Tara the role at 40k a day");
    await approve();
    await say("the booking needs my go");
    await office.tap(office.phone(tara.phone), choice(office.to(tara.phone)[0], "Accept the offer"));
    expect(lastWords(office.to(tara.phone))).toMatch(/not a booking yet/);
    expect(lastWords(office.to(film.thread))).toMatch(/has accepted the offer, but: The booking needs .*'s go first/);
    expect(await stateOf(tara)).toBe("offer");
    await say("go for the booking");
    await say("book Tara");
    expect(await approve()).toMatch(/Tara Rao is booked/);
  });

  it("writes the deal memo and the call sheet of who is booked, after approval", async () => {
    await say("hold Tara");
    await approve();
    await say("book Tara for the role");
    await approve();
    expect(await say("deal memo for Tara")).toMatch(/Dates: 10–12 December 2026\nRate: as agreed/);
    await approve();
    expect(lastWords(office.to(tara.phone))).toMatch(/Deal memo for “Lead at Film”/);
    expect(await say("call sheet: 20 December 7 am at Film City, contact Ravi +91 00000 12345")).toMatch(
      /Nobody is booked on 20 December/,
    );
    await say("call sheet: 11 December 7 am at Film City, contact Ravi +91 00000 12345");
    await approve();
    expect(lastWords(office.to(tara.phone))).toMatch(
      /Call time: Friday 11 December, 7:00 am IST\nPlace: Film City\nContact: Ravi \+91 00000 12345/,
    );
  });

  it("closes a role with a kind word to everyone who auditioned, once, and releases the rest", async () => {
    const [uma, vidya, wahida, xena] = [
      await at.talent("Uma"),
      await at.talent("Vidya"),
      await at.talent("Wahida"),
      await at.talent("Xena"),
    ];
    await film.candidate(uma, "auditioned");
    const invitationId = await film.invite(vidya);
    await office.db.query(
      `insert into bookings (workspace_id, invitation_id, slot_id, talent_id, during, state, hold_expires_at, ics_token)
       select workspace_id, $2, id, $3, during, 'held', starts_at, 'x' from slots where id = $1`,
      [film.slotIds[0], invitationId, vidya.id],
    );
    await film.candidate(wahida, "selected");
    await film.candidate(xena, "withdrawn");
    await say("hold Tara");
    await approve();
    await say("book Tara for the role");
    await approve();
    const before = office.to(tara.phone).length;
    expect(await say("close the role")).toMatch(/1 of 1 booked[\s\S]*To: Uma and Vidya[\s\S]*Dear Uma/);
    expect(office.to(uma.phone)).toEqual([]);
    const draft = office.to(film.thread).at(-1);
    expect(await approve()).toMatch(/is closed\. I am telling Uma and Vidya\./);
    expect(lastWords(office.to(uma.phone))).toMatch(/thank you for coming to the audition for “Lead at Film”/);
    expect(lastWords(office.to(vidya.phone))).toMatch(/has been cast, so nothing more is needed/);
    expect([office.to(wahida.phone), office.to(xena.phone)]).toEqual([[], []]);
    await office.tap(of(film), choice(draft, "Close the role"));
    expect(office.to(uma.phone)).toHaveLength(1);
    expect(office.to(tara.phone)).toHaveLength(before);
    expect(await Promise.all([tara, uma, vidya, wahida, xena].map((one) => stateOf(one)))).toEqual([
      "booked",
      "released",
      "released",
      "released",
      "withdrawn",
    ]);
    expect(await at.row(`select state from roles where id = $1`, [film.roleId])).toEqual({ state: "cast" });
    expect(await at.row(`select state from bookings`)).toEqual({ state: "expired" });
  });

  it("does not close a role while auditions are to come", async () => {
    const uma = await at.talent("Uma");
    await film.invite(uma);
    await office.say(office.phone(uma.phone), "Friday 2 pm");
    expect(await say("close the role")).toMatch(/Uma has an audition to come/);
  });
});
