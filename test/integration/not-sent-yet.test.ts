import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { invite } from "../../src/core/auditions/invite.ts";
import { freeSlots } from "../../src/core/auditions/list-slots.ts";
import { readSession } from "../../src/core/auditions/read-session.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

/** 22:00 in India. */
const TUESDAY_NIGHT = new Date("2026-11-24T16:30:00Z");
const MORNING_MS = 13 * 60 * 60_000;

describe("an invitation that waits for the morning", () => {
  let office: Office;
  let staged: Auditions;
  let nights = 0;
  const heard = (who: Person) => office.to(who.phone).map(plainText);
  const team = (film: Audition) => ({ channel: "slack" as const, key: film.thread, address: "stage-director" });
  const later = () => office.moveTo(new Date(office.ctx.now().getTime() + 10_000));
  const ask = async (film: Audition, text: string, label: string) => {
    later();
    await office.say(team(film), text);
    later();
    await office.tap(team(film), choice(office.to(film.thread).at(-1), label));
    return lastWords(office.to(film.thread));
  };
  const invited = async (film: Audition, name: string): Promise<Person> => {
    const who = await staged.talent(name);
    const candidateId = await film.candidate(who);
    const { id: approvalId } = await staged.row<{ id: string }>(`select id from approvals where conversation_id = $1`, [
      film.threadId,
    ]);
    await staged.inTurn(staged.teamTurn(film), async (turn) => {
      const session = await readSession(turn, film.sessionId);
      const slots = (await freeSlots(turn, film.sessionId)).slice(0, 3);
      return { said: (await invite(turn, { session, candidateId, approvalId, slots })).outcome };
    });
    return who;
  };
  const night = async (place: string): Promise<Audition> => {
    office.moveTo(new Date(TUESDAY_NIGHT.getTime() + nights * 24 * 60 * 60_000));
    nights += 1;
    return staged.audition(place, { at: new Date("2026-12-04T08:30:00Z") });
  };
  const morning = async () => {
    office.moveTo(new Date(office.ctx.now().getTime() + MORNING_MS));
    await office.settle();
  };

  beforeAll(async () => {
    office = await openOffice();
    staged = stageAuditions(office);
    await office.owner.query(`update channel_accounts set platform = 'whatsapp_cloud' where channel = 'whatsapp'`);
  });
  afterAll(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 0 });
    await office.close();
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
  });

  it("does not leave to who was booked by phone meanwhile, and who is booked reads that it is off", async () => {
    const film = await night("Andheri");
    const asha = await invited(film, "Asha Rao");
    expect(heard(asha)).toEqual([]);
    const text = "book Asha for Friday 4 December 2:20, we agreed by phone";
    expect(await ask(film, text, "Book it and confirm")).toMatch(/Asha Rao is booked/);
    expect(await ask(film, "call off the session", "Call it off and tell them")).toMatch(/I am telling Asha Rao/);
    await morning();
    expect(heard(asha)).toEqual([
      expect.stringMatching(/booked: Friday 4 December, 2:20 pm IST/),
      expect.stringMatching(/2:20 pm IST was cancelled by the casting team/),
    ]);
  });

  it("is sent once with the last times where the session moves twice, and not at all where it is then called off", async () => {
    const [film, play] = [await night("Bandra"), await staged.audition("Colaba")];
    const [bela, chitra] = [await invited(film, "Bela Shah"), await invited(play, "Chitra Nair")];
    for (const of of [film, play]) {
      await ask(of, "push the session by an hour", "Move it and tell them");
      await ask(of, "push the session by an hour", "Move it and tell them");
    }
    expect(await ask(play, "call off the session", "Call it off and tell them")).toMatch(/Nobody had to be told/);
    await morning();
    expect(heard(bela)).toEqual([expect.stringMatching(/Bela.*4:00 pm IST/s)]);
    expect(heard(bela)[0]).not.toMatch(/moved/);
    expect(heard(chitra)).toEqual([]);
    await ask(film, "call off the session", "Call it off and tell them");
    await office.settle();
    expect(heard(bela)[1]).toMatch(/was called off by the casting team/);
  });
});
