import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cancelBooking } from "../../src/core/auditions/cancel-booking.ts";
import { confirmBooking } from "../../src/core/auditions/confirm-booking.ts";
import { holdSlot } from "../../src/core/auditions/hold-slot.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

describe("what was agreed by phone", () => {
  let office: Office;
  let staged: Auditions;
  let film: Audition;
  let phones = 0;
  const team = () => ({ channel: "slack" as const, key: film.thread, address: "stage-director" });
  /** A number sends a text a second. */
  const later = () => office.moveTo(new Date(office.ctx.now().getTime() + 10_000));
  const ask = async (text: string) => {
    later();
    await office.say(team(), text);
    return lastWords(office.to(film.thread));
  };
  const press = async (label: string | RegExp) => {
    later();
    await office.tap(team(), choice(office.to(film.thread).at(-1), label));
    return lastWords(office.to(film.thread));
  };
  const heard = (who: Person) => office.to(who.phone).map(plainText);
  const bookingOf = (who: Person) =>
    staged.row<{ state: string; at: string }>(
      `select state, to_char(lower(during) at time zone 'Asia/Kolkata', 'HH24:MI') as at from bookings where talent_id = $1 order by created_at desc limit 1`,
      [who.id],
    );
  /** Somebody whom only texts reach, which nobody can answer. */
  const texted = async (name: string): Promise<Person> => {
    const { id } = await staged.talent(name, { phone: false });
    phones += 1;
    const phone = `+9100000${String(81_000 + phones)}`;
    await office.db.query(
      `insert into contact_points (workspace_id, person_id, channel, address) values ($1, $2, 'sms', $3)`,
      [office.workspaceId, id, phone],
    );
    return { id, phone };
  };

  beforeAll(async () => {
    office = await openOffice();
    staged = stageAuditions(office);
    film = await staged.audition("Andheri", { slots: 6 });
    await office.owner.query(`update channel_accounts set platform = 'twilio_sms' where channel = 'sms'`);
  });
  afterAll(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 0 });
    await office.close();
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
  });

  it("books a time after approval, with event, reminders and a text, whether or not an invitation was written", async () => {
    const asha = await texted("Asha Rao");
    const bela = await texted("Bela Shah");
    await film.invite(asha);
    await film.candidate(bela);
    expect(await ask("book Asha for Friday 2:20, we agreed by phone")).toMatch(
      /Book Asha Rao for Friday 27 November, 2:20 pm IST, Andheri\?/,
    );
    expect(heard(asha)).toEqual([]);
    const pressed = choice(office.to(film.thread).at(-1), "Book it and confirm");
    await office.tap(team(), pressed, 2);
    expect(lastWords(office.to(film.thread))).toMatch(
      /Asha Rao is booked: Friday 27 November, 2:20 pm IST, Andheri \(agreed by phone, taken down by .+\)\. I am confirming it to them in writing/,
    );
    expect(await bookingOf(asha)).toEqual({ state: "confirmed", at: "14:20" });
    expect(heard(asha)).toHaveLength(1);
    expect(heard(asha)[0]).toMatch(/booked: Friday 27 November, 2:20 pm IST/);
    expect(office.events.size).toBe(1);
    const { rows } = await office.db.query(`select from reminders where state = 'waiting'`);
    expect(rows).toHaveLength(2);
    expect(await ask("book Bela for Friday 2:20, we agreed by phone")).toMatch(
      /No free slot begins at 14:20\. Free: 2:00 pm/,
    );
    await ask("book Bela on Friday at 3 pm, agreed on the phone");
    expect(await press("Book it and confirm")).toMatch(/Bela Shah is booked: Friday 27 November, 3:00 pm IST/);
    await ask("book Asha at 2:40, agreed by phone");
    await press("Move it and confirm");
    expect(await bookingOf(asha)).toEqual({ state: "confirmed", at: "14:40" });
    expect(await ask("book Zoya for Friday 2 pm, agreed by phone")).toMatch(/could not tell whom you mean/);
  });

  it("yields to what she chose herself after the draft, and says when it would move her", async () => {
    const farah = await staged.talent("Farah Khan");
    const invitationId = await film.invite(farah);
    const old = async (clock: string, label: string) => {
      await ask(`book Farah for Friday ${clock}, agreed by phone`);
      return choice(office.to(film.thread).at(-1), label);
    };
    const stale = async (drafted: string) => {
      later();
      await office.tap(team(), drafted);
      return lastWords(office.to(film.thread));
    };
    const unasked = await old("3:20 pm", "Book it and confirm");
    await staged.inTurn(await staged.talentTurn(farah), async (turn) => {
      const held = await holdSlot(turn, { slotId: film.slotIds[5] as string, invitationId });
      return confirmBooking(turn, { bookingId: String(held.data?.bookingId) });
    });
    expect(await stale(unasked)).toMatch(/I booked nothing: Farah Khan has Friday 27 November, 3:40 pm IST now/);
    expect(await bookingOf(farah)).toEqual({ state: "confirmed", at: "15:40" });
    expect(await ask("book Farah for Friday 3:20 pm, agreed by phone")).toMatch(
      /Move Farah Khan from Friday 27 November, 3:40 pm IST to Friday 27 November, 3:20 pm IST, Andheri\?/,
    );
    await press("Move it and confirm");
    expect(await bookingOf(farah)).toEqual({ state: "confirmed", at: "15:20" });
    const written = await staged.row<{ sure: boolean }>(
      `select o.booking_version = b.version as sure from outbox o join bookings b on b.id = o.booking_id
        where b.talent_id = $1 and o.dedupe_key like 'phone:%'`,
      [farah.id],
    );
    expect(written).toEqual({ sure: true });
    const cancelled = await old("3:40 pm", "Move it and confirm");
    await staged.inTurn(await staged.talentTurn(farah), (turn) => cancelBooking(turn, {}));
    expect(await stale(cancelled)).toMatch(/I booked nothing: Farah Khan has no time now/);
    expect((await bookingOf(farah)).state).toBe("cancelled_by_talent");
  });

  it("waits for a child's guardian and papers as her own answer would", async () => {
    const mother = await texted("Meena Patil");
    const child = await staged.talent("Tejal Patil", { guardian: mother, minor: true });
    await film.invite(child);
    expect(await ask("book Tejal for Friday 2 pm, agreed by phone")).toMatch(/guardian has not consented yet/);
    await staged.consent(child, mother);
    await ask("book Tejal for Friday 2 pm, agreed by phone");
    expect(await press("Book it and confirm")).toMatch(
      /Tejal Patil is under 18: the time is held.*permission for Tejal/,
    );
    expect((await bookingOf(child)).state).toBe("held");
    await staged.permission(child, film);
    await ask("book Tejal for Friday 2 pm, agreed by phone");
    expect(await press("Book it and confirm")).toMatch(/Tejal Patil is booked: Friday 27 November, 2:00 pm/);
    expect(heard(mother).at(-1)).toMatch(/Tejal/);
  });

  it("counts as her answer to dates, an offer and a self-tape, and says who took it down", async () => {
    const [chitra, divya] = [await texted("Chitra Nair"), await texted("Divya Iyer")];
    for (const who of [chitra, divya]) await film.candidate(who);
    await ask("pin Chitra and Divya for 10 to 12 December");
    expect(await press("Approve and send")).toMatch(/please call for the answer, and write it here/);
    expect(await ask("Chitra says yes to the dates, by phone")).toMatch(/Chitra Nair is free on 10–12 December/);
    expect(await press("Note it and confirm")).toMatch(
      /Noted: Chitra Nair is free on the dates, by phone \(taken down by /,
    );
    await ask("Divya is not free on the dates, by phone");
    await press("Note it and confirm");
    const { rows } = await office.db.query<{ answer: string; state: string }>(
      `select h.answer, h.state from holds h join people p on p.id = h.talent_id order by p.name`,
    );
    expect(rows).toEqual([
      { answer: "yes", state: "live" },
      { answer: "no", state: "released" },
    ]);
    expect(heard(chitra).at(-1)).toMatch(/free on .*December.*still not a booking/);
    await ask("offer Chitra the role at 40k a day for 10 to 12 December");
    await press("Approve and send");
    expect(await ask("Chitra accepted the offer by phone")).toMatch(/Accepting books them for the role/);
    await press("Note it and confirm");
    expect(heard(chitra).at(-1)).toMatch(/You are booked for/);
    const state = await staged.row<{ state: string }>(`select state from candidates where talent_id = $1`, [chitra.id]);
    expect(state.state).toBe("booked");
    expect(await ask("Chitra accepted the offer by phone")).toMatch(/Nothing of that kind is open for Chitra/);
    const { rows: notes } = await office.db.query<{ what: string }>(
      `select details ->> 'what' as what from audit_log where verb = 'heard_by_phone' and subject_id = $1 order by id`,
      [chitra.id],
    );
    expect(notes.map((note) => note.what)).toEqual(["dates:yes", "offer:yes"]);
  });

  it("does not count for dates that were asked later, on the team's button or on her own", async () => {
    const gita = await staged.talent("Gita Menon");
    await film.candidate(gita);
    await ask("check whether Gita is free on 10 to 12 December");
    await press("Approve and send");
    const hers = choice(office.to(gita.phone).at(-1), "Not free");
    await ask("Gita says yes to the dates, by phone");
    const drafted = choice(office.to(film.thread).at(-1), "Note it and confirm");
    await ask("pin Gita for 14 to 16 December");
    await press("Approve and send");
    const answerOf = () => staged.row(`select answer, state from holds where talent_id = $1`, [gita.id]);
    later();
    await office.tap(team(), drafted);
    expect(lastWords(office.to(film.thread))).toMatch(
      /cannot be noted any more: what Gita Menon was asked has changed/,
    );
    expect(await answerOf()).toEqual({ answer: null, state: "live" });
    await office.tap(office.phone(gita.phone), hers);
    expect(lastWords(office.to(gita.phone))).toMatch(/Which one do you mean\?\n.*14–16 December/);
    expect(await answerOf()).toEqual({ answer: null, state: "live" });
    await office.tap(office.phone(gita.phone), choice(office.to(gita.phone).at(-1), /December|Dec/));
    expect(await answerOf()).toEqual({ answer: "no", state: "released" });
  });

  it("of a self-tape gives its sides and its deadline", async () => {
    const esha = await texted("Esha Kulkarni");
    await film.candidate(esha);
    await ask("ask Esha for a self-tape by Tuesday 6 pm");
    await press("Approve and send");
    await ask("Esha will send the self-tape, by phone");
    expect(await press("Note it and confirm")).toMatch(/Noted: Esha Kulkarni will send a self-tape/);
    expect((await staged.row<{ state: string }>(`select state from tapes`)).state).toBe("accepted");
    expect(heard(esha).at(-1)).toMatch(/Tuesday 24 November/);
  });
});
