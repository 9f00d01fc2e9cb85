import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bookRole } from "../../src/core/auditions/book-role.ts";
import { cancelBooking } from "../../src/core/auditions/cancel-booking.ts";
import { lockBooking } from "../../src/core/auditions/my-booking.ts";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import { requestChange } from "../../src/core/auditions/request-change.ts";
import { lookForTalent, SearchTalent } from "../../src/core/auditions/shortlist.ts";
import { retimeByTeam } from "../../src/core/calendar/retime-by-team.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { type Audition, type Auditions, FRIDAY, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

const HOUR_MS = 60 * 60_000;

describe("a minor's audition", () => {
  let office: Office;
  let at: Auditions;
  let film: Audition;
  let mother: Person;
  let tejal: Person;
  let invitationId: string;
  const team = () => ({ channel: "slack" as const, key: film.thread, address: "stage-director" });
  const said = () => lastWords(office.to(mother.phone));
  const heard = () => lastWords(office.to(film.thread));
  const bookings = async () =>
    (await office.db.query<{ state: string }>(`select state from bookings order by created_at`)).rows.map(
      (row) => row.state,
    );
  const consents = async () =>
    (
      await office.db.query(
        `select given_by = $2 as "byMother", withdrawn_at is null as stands, wording from consents where person_id = $1 and purpose = 'minor' order by given_at`,
        [tejal.id, mother.id],
      )
    ).rows;
  const consent = () => at.consent(tejal, mother);

  beforeEach(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    film = await at.audition("Film");
    mother = await at.talent("Mother");
    tejal = await at.talent("Tejal Rao", { guardian: mother, minor: true });
    invitationId = await film.invite(tejal);
  });
  afterEach(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 });
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
    await office.close();
  });

  it("waits for the guardian's consent, then for the permission document, and is booked then", async () => {
    await office.say(office.phone(mother.phone), "Friday 2 pm");
    expect(said()).toMatch(/Tejal is under 18.*Do you consent for Tejal\?/s);
    expect(await bookings()).toEqual([]);
    await office.tap(office.phone(mother.phone), choice(office.to(mother.phone).at(-1), "I consent"));
    expect(said()).toMatch(/on record\.[\s\S]*held for Tejal until.*permission document/);
    expect(await consents()).toEqual([
      { byMother: true, stands: true, wording: expect.stringContaining("Do you consent for Tejal") },
    ]);
    expect(await bookings()).toEqual(["held"]);
    expect(heard()).toMatch(/Tejal Rao is under 18: the time is held.*“permission for Tejal Rao is here”/);
    await office.say(team(), "permission for Tejal is here");
    expect(heard()).toMatch(/permission document for Tejal Rao is here\. Tejal Rao is booked: Friday 27 November/);
    expect(await bookings()).toEqual(["confirmed"]);
    expect(said()).toMatch(/Tejal’s audition.*is booked: Friday 27 November, 2:00 pm IST/);
  });

  it("takes a consent in words, and takes it back", async () => {
    await office.say(office.phone(mother.phone), "Friday 2 pm");
    await office.say(office.phone(mother.phone), "yes, I agree");
    expect(await bookings()).toEqual(["held"]);
    await office.say(office.phone(mother.phone), "I withdraw my consent");
    expect(said()).toMatch(/no consent for Tejal/);
    expect(heard()).toMatch(/Tejal Rao’s guardian does NOT consent/);
    expect(await consents()).toMatchObject([{ stands: false }]);
    await office.say(team(), "permission for Tejal is here");
    expect(heard()).toMatch(/guardian does not consent any more, so I booked nothing/);
    expect(await bookings()).toEqual(["held"]);
  });

  it("asks the team again, and lets the time go when no document comes", async () => {
    await consent();
    const asha = await at.talent("Asha");
    await film.candidate(asha);
    await pickSlot(await at.talentTurn(mother), { invitationId, slotId: film.slotIds[0] as string });
    office.moveTo(new Date(office.ctx.now().getTime() + 25 * HOUR_MS));
    await office.settle();
    expect(heard()).toMatch(/Tejal Rao is under 18: the time is still held/);
    office.moveTo(new Date(office.ctx.now().getTime() + 24 * HOUR_MS));
    await office.settle();
    expect(heard()).toMatch(/permission document for Tejal Rao did not come in time.*I offered .* to Asha/);
    expect(await bookings()).toEqual(["expired", "held"]);
  });

  it("waits for the document on, when the guardian has taken another time meanwhile", async () => {
    await consent();
    const pick = async (slot: number) =>
      pickSlot(await at.talentTurn(mother), { invitationId, slotId: film.slotIds[slot] as string });
    await pick(0);
    office.moveTo(new Date(office.ctx.now().getTime() + HOUR_MS));
    await pick(1);
    office.moveTo(new Date(office.ctx.now().getTime() + 47.5 * HOUR_MS));
    await office.settle();
    expect(await bookings()).toEqual(["expired", "held"]);
    expect(await at.row(`select state from invitations`)).toEqual({ state: "sent" });
    await office.say(team(), "permission for Tejal is here");
    expect(await bookings()).toEqual(["expired", "confirmed"]);
  });

  it("a no books nothing and is told to the team", async () => {
    await office.say(office.phone(mother.phone), "Friday 2 pm");
    await office.tap(office.phone(mother.phone), choice(office.to(mother.phone).at(-1), "I do not consent"));
    expect(said()).toMatch(/no consent for Tejal/);
    expect(await bookings()).toEqual([]);
  });

  /** A session ends with the last of its slots. */
  const lasting = (sessionId: string) =>
    office.db.query(
      `update sessions set ends_at = (select max(ends_at) from slots where session_id = $1) where id = $1`,
      [sessionId],
    );

  it("goes not beyond five hours a day, nor does a change of time", async () => {
    await consent();
    const morning = await at.audition("Series", { at: new Date(FRIDAY.getTime() - 8 * HOUR_MS), slots: 2 });
    await at.permission(tejal, morning);
    const stretch = (nth: number, since: string, minutes: number) =>
      office.db.query(
        `update slots set starts_at = starts_at + $2::interval, ends_at = starts_at + $2::interval + make_interval(mins => $3) where id = $1`,
        [morning.slotIds[nth], since, minutes],
      );
    await stretch(1, "4 hours", 120);
    await stretch(0, "0 hours", 170);
    await lasting(morning.sessionId);
    await office.db.query(
      `insert into bookings (workspace_id, invitation_id, slot_id, talent_id, during, state, confirmed_at, ics_token)
       select workspace_id, $2, id, $3, during, 'seen', $4, id::text from slots where session_id = $1`,
      [morning.sessionId, await morning.invite(tejal), tejal.id, office.ctx.now()],
    );
    const turn = await at.talentTurn(mother);
    const late = { invitationId, slotId: film.slotIds[3] as string };
    await expect(pickSlot(turn, late)).rejects.toMatchObject({
      code: "conflict",
      said: expect.stringMatching(/Tejal would work more than five hours that day/),
    });
    expect(await bookings()).toEqual(["seen", "seen"]);
  });

  it("a move keeps the hours too", async () => {
    await consent();
    const turn = await at.talentTurn(mother);
    const { data } = await pickSlot(turn, { invitationId, slotId: film.slotIds[0] as string });
    await office.say(team(), "permission for Tejal is here");
    await office.db.query(`update slots set ends_at = starts_at + interval '181 minutes' where id = $1`, [
      film.slotIds[3],
    ]);
    await lasting(film.sessionId);
    const moving = { bookingId: String(data?.bookingId), slotId: film.slotIds[3] as string, wish: "", notDays: [] };
    await expect(requestChange(turn, moving)).rejects.toMatchObject({
      said: expect.stringMatching(/without an hour’s rest/),
    });
  });

  it("is not moved without consent, by the guardian or by the team, nor by the team beyond a child's hours", async () => {
    await consent();
    const turn = await at.talentTurn(mother);
    const { data } = await pickSlot(turn, { invitationId, slotId: film.slotIds[0] as string });
    const bookingId = String(data?.bookingId);
    await office.say(team(), "permission for Tejal is here");
    const retime = (hours: number) =>
      at.inTurn(at.teamTurn(film), async (inside) =>
        retimeByTeam(inside, await lockBooking(inside, bookingId), {
          startsAt: new Date(FRIDAY.getTime() + 24 * HOUR_MS),
          endsAt: new Date(FRIDAY.getTime() + (24 + hours) * HOUR_MS),
        }),
      );
    await expect(retime(4)).rejects.toMatchObject({
      said: expect.stringMatching(/three hours without an hour of rest/),
    });
    await office.say(office.phone(mother.phone), "I withdraw my consent");
    await expect(retime(1)).rejects.toMatchObject({ said: expect.stringMatching(/has not consented yet/) });
    const moving = { bookingId, slotId: film.slotIds[1] as string, wish: "", notDays: [] };
    await expect(requestChange(turn, moving)).rejects.toMatchObject({ details: { consentNeeded: true } });
    await consent();
    expect((await retime(1)).said).toMatch(/Tejal Rao is moved/);
  });

  it("is kept a freed place while the guardian is asked for consent first, and none beyond a child's hours", async () => {
    const series = await at.audition("Series", { slots: 1 });
    const candidateId = await series.candidate(tejal);
    const offered = async (name: string) => {
      const adult = await at.talent(name);
      const slotId = series.slotIds[0] as string;
      await pickSlot(await at.talentTurn(adult), { invitationId: await series.invite(adult), slotId });
      await at.inTurn(await at.talentTurn(adult), (inside) => cancelBooking(inside, {}));
      await office.settle();
      return lastWords(office.to(series.thread));
    };
    const again = () => office.db.query(`update candidates set state = 'selected' where id = $1`, [candidateId]);
    const forget = async () => {
      await office.owner.query(`delete from bookings where talent_id = $1`, [tejal.id]);
      await office.owner.query(`delete from invitations where candidate_id = $1`, [candidateId]);
      await office.owner.query(`delete from candidate_moves where candidate_id = $1`, [candidateId]);
      await again();
    };
    expect(await offered("Asha")).toMatch(/I offered .* to Tejal Rao.* The guardian is asked for consent first\./);
    expect(said()).toMatch(
      /see Tejal for “Lead at Series”: audition on Friday 27 November, 2:00 pm IST.*This time is kept/,
    );
    expect(said()).toMatch(/Do you consent for Tejal\?/);
    await office.say(office.phone(mother.phone), "no, I do not consent");
    expect(said()).toMatch(/no consent for Tejal/);
    expect(lastWords(office.to(series.thread))).toMatch(/Tejal Rao cannot come.*Nobody else is selected and waiting/);
    await forget();
    await offered("Usha");
    await office.say(office.phone(mother.phone), "I consent");
    expect(said()).toMatch(/consent for Tejal is on record.*These times are free:\n• Friday 27 November, 2:00 pm IST/s);
    await office.tap(office.phone(mother.phone), choice(office.to(mother.phone).at(-1), /2:00 pm/));
    expect(said()).toMatch(/held for Tejal until/);
    await forget();
    await office.db.query(
      `insert into bookings (workspace_id, invitation_id, slot_id, talent_id, during, state, ics_token)
       select workspace_id, $2, id, $3, tstzrange($4, $4::timestamptz + interval '290 minutes'), 'seen', 'x' from slots where id = $1`,
      [film.slotIds[0], invitationId, tejal.id, new Date(FRIDAY.getTime() - 7 * HOUR_MS)],
    );
    expect(await offered("Bela")).toMatch(/would work more than five hours on one day/);
    expect(await bookings()).not.toContain("held");
    await office.owner.query(`delete from bookings where ics_token = 'x'`);
    expect(await offered("Chitra")).toMatch(/I offered .* to Tejal Rao/);
  });

  it("is not booked for a role without consent and permission, nor for more than 27 days", async () => {
    const candidateId = (await at.row<{ id: string }>(`update candidates set state = 'pinned' returning id`)).id;
    const turn = at.teamTurn(film);
    const book = (to: string) =>
      bookRole(turn, { candidateId, talentId: tejal.id, name: "Tejal Rao", from: "2026-12-01", to });
    await expect(book("2026-12-02")).rejects.toMatchObject({ said: expect.stringMatching(/has not consented yet/) });
    await consent();
    await expect(book("2026-12-02")).rejects.toMatchObject({
      said: expect.stringMatching(/permission for Tejal is here/),
    });
    await office.say(team(), "Tejal's permission letter has arrived");
    await expect(book("2026-12-28")).rejects.toMatchObject({
      said: expect.stringMatching(/more than 27 days in a row/),
    });
    await expect(book("2026-12-27")).resolves.toMatchObject({ said: expect.stringMatching(/is booked/) });
  });

  it("is not asked about dates without consent, nor offered a role without the permission document", async () => {
    await office.db.query(`update candidates set state = 'auditioned' where talent_id = $1`, [tejal.id]);
    await office.say(team(), "hold Tejal for 10 to 12 December");
    expect(heard()).toMatch(/Tejal is under 18 and the guardian has not consented yet/);
    await consent();
    await office.say(team(), "offer Tejal the role at 40000 a day");
    expect(heard()).toMatch(/permission document has to be here first/);
    await office.say(team(), "permission for Tejal is here");
    await office.say(team(), "offer Tejal the role at 40000 a day");
    expect(heard()).toMatch(/Here is the offer to Tejal Rao/);
    await office.db.query(`update consents set withdrawn_at = $2 where person_id = $1`, [tejal.id, office.ctx.now()]);
    await office.tap(team(), choice(office.to(film.thread).at(-1), "Approve and send"));
    expect(heard()).toMatch(/has not consented yet/);
    expect((await office.db.query(`select from offers`)).rows).toEqual([]);
  });

  it("a guardian of two who answers in words is asked which child is meant, by name", async () => {
    const arjun = await at.talent("Arjun Rao", { guardian: mother, minor: true });
    await film.candidate(arjun, "auditioned");
    await office.db.query(`update candidates set state = 'auditioned'`);
    for (const child of [tejal, arjun]) await Promise.all([at.consent(child, mother), at.permission(child, film)]);
    const asked = async (text: string, answer: string) => {
      for (const name of ["Tejal", "Arjun"]) {
        await office.say(team(), text.replace("NAME", name));
        await office.tap(team(), choice(office.to(film.thread).at(-1), "Approve and send"));
      }
      await office.say(office.phone(mother.phone), answer);
      const choices = office.to(mother.phone).at(-1)?.choices ?? [];
      return choices.map(({ label, description }) => [label, description]).toSorted();
    };
    const dates = "10–12 December 2026";
    expect(await asked("pin NAME", "yes, we are free")).toEqual([
      ["Arjun, 10–12 Decemb…", `Arjun, Lead at Film, ${dates}`],
      ["Tejal, 10–12 Decemb…", `Tejal, Lead at Film, ${dates}`],
    ]);
    expect(await asked("offer NAME the role at 10k a day", "I accept")).toEqual([
      ["Arjun, Lead at Film", `Arjun, Lead at Film, ${dates}`],
      ["Tejal, Lead at Film", `Tejal, Lead at Film, ${dates}`],
    ]);
  });

  it("is moved at the office's word only while the guardian consents", async () => {
    await consent();
    await at.permission(tejal, film);
    const turn = await at.talentTurn(mother);
    await at.inTurn(turn, (inside) => pickSlot(inside, { invitationId, slotId: film.slotIds[0] as string }));
    await office.db.query(`update workspaces set settings = settings || '{"changes": "office"}'`);
    await at.inTurn(turn, (inside) => requestChange(inside, { slotId: film.slotIds[1], wish: "", notDays: [] }));
    await office.settle();
    const asked = office.to(film.thread).at(-1);
    await office.say(office.phone(mother.phone), "I withdraw my consent");
    await office.tap(team(), choice(asked, "Yes, move"));
    expect(heard()).toMatch(/has not consented yet, so I did nothing/);
    expect(await bookings()).toEqual(["change_requested"]);
  });

  it("nobody is recommended by likeness to a child, and no child by likeness", async () => {
    const turn = at.teamTurn(film);
    await expect(lookForTalent(turn, SearchTalent.parse({ likeTalentId: tejal.id }))).rejects.toMatchObject({
      said: expect.stringMatching(/children are not profiled/),
    });
    const like = SearchTalent.parse({ likeTalentId: mother.id, criteria: { minors: true }, limit: 10 });
    const { found } = await lookForTalent(turn, like);
    expect(found.hits.filter((hit) => hit.isMinor)).toEqual([]);
  });

  it("an adult needs neither", async () => {
    const asha = await at.talent("Asha");
    await film.invite(asha);
    await office.say(office.phone(asha.phone), "Friday 2 pm");
    expect(await bookings()).toEqual(["confirmed"]);
  });
});
