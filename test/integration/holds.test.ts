import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice, SATURDAY } from "../support/office.ts";

const HOUR_MS = 60 * 60_000;
const later = (hours: number) => new Date(SATURDAY.getTime() + hours * HOUR_MS);

describe("holds on a talent's dates", () => {
  let office: Office;
  let at: Auditions;
  let film: Audition;
  let series: Audition;
  let tara: Person;
  const of = (audition: Audition) => ({ channel: "slack" as const, key: audition.thread, address: "stage-director" });
  const say = async (audition: Audition, text: string) => {
    await office.say(of(audition), text);
    return lastWords(office.to(audition.thread));
  };
  const approve = async (audition: Audition, label: RegExp = /^(?:Approve|Release|Book)/) => {
    await office.tap(of(audition), choice(office.to(audition.thread).at(-1), label));
    return lastWords(office.to(audition.thread));
  };
  const holds = async () =>
    (
      await office.db.query(
        `select c.role_id = $1 as film, h.kind, h.state, h.place, h.answer from holds h join candidates c on c.id = h.candidate_id order by h.created_at, h.place`,
        [film.roleId],
      )
    ).rows;
  const stateIn = async (audition: Audition) =>
    (await at.row<{ state: string }>(`select state from candidates where role_id = $1`, [audition.roleId])).state;

  beforeEach(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    [film, series] = [await at.audition("Film"), await at.audition("Series")];
    tara = await at.talent("Tara Rao");
    for (const one of [film, series]) await one.candidate(tara, "auditioned");
    const { id } = await at.row<{ id: string }>(
      `insert into projects (workspace_id, title) values ($1, 'Night Train') returning id`,
      [office.workspaceId],
    );
    await office.db.query(`update roles set project_id = $2 where id = $1`, [film.roleId, id]);
  });
  afterEach(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 });
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
    await office.close();
  });

  it("sends nothing before a person approves, and says that it is not a booking", async () => {
    expect(await say(film, "avail check Tara")).toMatch(/10–12 December 2026\. Nothing is sent until you press/);
    expect(office.to(tara.phone)).toEqual([]);
    expect(await approve(film)).toMatch(/^Tara Rao: avail check for 10–12 December 2026, until Monday 23 November/);
    expect(lastWords(office.to(tara.phone))).toMatch(/not a booking and not a hold\. It ends by itself on Monday/);
    await office.tap(of(film), choice(office.to(film.thread)[0], /^Approve/));
    expect(office.to(tara.phone)).toHaveLength(1);
  });

  it("names the project where a role of another project is called the same", async () => {
    const { id } = await at.row<{ id: string }>(
      `insert into projects (workspace_id, title) values ($1, 'Day Boat') returning id`,
      [office.workspaceId],
    );
    await office.db.query(
      `update roles set title = 'Cop', project_id = coalesce(project_id, $1), breakdown = jsonb_set(breakdown, '{title}', '"Cop"')`,
      [id],
    );
    for (const one of [film, series]) {
      await say(one, "pin Tara");
      await approve(one);
    }
    const [first, second] = office.to(tara.phone).map(plainText);
    expect(first).toContain("“Cop (Night Train)”");
    expect(second).toContain("“Cop (Day Boat)”");
    await say(series, "the shoot moves to 14 December");
    await approve(series);
    expect(lastWords(office.to(tara.phone))).toContain("something has changed for “Cop (Day Boat)”");
    await office.tap(office.phone(tara.phone), choice(office.to(tara.phone)[0], "Not free"));
    expect(lastWords(office.to(tara.phone))).toContain("“Cop (Night Train)”");
  });

  it("records her answer, by button or in her words, and tells the team", async () => {
    await say(film, "avail check Tara");
    await approve(film);
    await office.say(office.phone(tara.phone), "haan main free hoon");
    expect(lastWords(office.to(tara.phone))).toMatch(/free|booking nahi/);
    expect(lastWords(office.to(film.thread))).toMatch(/Tara Rao is free on 10–12 December 2026 \(avail check/);
    expect(await holds()).toMatchObject([{ answer: "yes", state: "live" }]);
    await office.tap(office.phone(tara.phone), choice(office.to(tara.phone)[0], "Not free"));
    expect(lastWords(office.to(film.thread))).toMatch(/Tara Rao is NOT free/);
    expect(await holds()).toMatchObject([{ answer: "no", state: "released" }]);
    expect(await stateIn(film)).toBe("withdrawn");
  });

  it("puts projects in a line for the same dates, shows each the other's, and moves the next one up", async () => {
    await say(film, "pin Tara");
    expect(await approve(film)).toMatch(/Tara Rao: pin 1 for 10–12 December/);
    expect(await say(series, "put Tara on hold for 5 days")).toMatch(
      /Conflict for Tara Rao: pin 1 for Night Train, 10–12 December/,
    );
    expect(await approve(series)).toMatch(/Tara Rao: hold 2 for/);
    expect(await say(film, "show me the board")).toMatch(/Pinned \(1\)\nTara Rao · pin 1, 10–12 December 2026/);
    expect(await say(film, "release Tara")).toMatch(/Nothing is sent until/);
    await approve(film);
    expect(lastWords(office.to(tara.phone))).toMatch(/dates 10–12 December 2026 are released.*there is no booking/);
    expect(lastWords(office.to(series.thread))).toMatch(/moved up, now hold 1\./);
    expect(await holds()).toMatchObject([
      { film: true, state: "released" },
      { film: false, state: "live", place: 1 },
    ]);
    expect(await stateIn(film)).toBe("released");
  });

  it("asks “release or book?” a day before it ends, then lets go by itself", async () => {
    await say(film, "pin Tara for 3 days");
    await approve(film);
    await say(series, "pin Tara for 20 days");
    await approve(series);
    office.moveTo(later(49));
    await office.settle();
    expect(lastWords(office.to(film.thread))).toMatch(
      /pin 1 for 10–12 December 2026 ends Tuesday 24 November.*Release or book\?/,
    );
    expect(office.to(tara.phone)).toHaveLength(2);
    office.moveTo(later(73));
    await office.settle();
    expect(lastWords(office.to(film.thread))).toMatch(/has ended by itself/);
    expect(lastWords(office.to(series.thread))).toMatch(/moved up, now pin 1/);
    expect(office.to(tara.phone)).toHaveLength(2);
    expect(await stateIn(film)).toBe("released");
  });

  it("stands longer when the team says so, after another approval", async () => {
    await say(film, "hold Tara for 3 days");
    await approve(film);
    office.moveTo(later(49));
    await office.settle();
    await office.tap(of(film), choice(office.to(film.thread).at(-1), "Keep longer"));
    await approve(film);
    office.moveTo(later(75));
    await office.settle();
    expect(await holds()).toMatchObject([{ kind: "hold", state: "live" }]);
  });

  it("books the role, tells her that it is a booking, and lets no other project book the same dates", async () => {
    await say(film, "hold Tara");
    await approve(film);
    await say(series, "pin Tara");
    await approve(series);
    await say(film, "book Tara for the role");
    expect(await approve(film)).toMatch(/Tara Rao is booked for Lead at Film.*1 of 1 booked\. All places/);
    expect(lastWords(office.to(tara.phone))).toMatch(/This is a booking of the role/);
    expect(lastWords(office.to(series.thread))).toMatch(/was booked by another project.*pin 2/);
    expect(await say(series, "book Tara")).toMatch(/Conflict: booked for Night Train/);
    expect(await approve(series)).toMatch(/is booked for Night Train.*I booked nothing/);
    expect([await stateIn(film), await stateIn(series)]).toEqual(["booked", "pinned"]);
  });

  it("writes to nobody who said stop, and takes no dates of hers", async () => {
    await office.say(office.phone(tara.phone), "STOP");
    await say(film, "pin Tara");
    expect(await approve(film)).toMatch(/did not write to Tara Rao/);
    expect(await holds()).toEqual([]);
    expect(await stateIn(film)).toBe("auditioned");
  });

  it("takes no answer to what is over, by button or in words", async () => {
    await say(film, "pin Tara for 3 days");
    await approve(film);
    office.moveTo(later(73));
    await office.settle();
    const heard = office.to(film.thread).length;
    await office.tap(office.phone(tara.phone), choice(office.to(tara.phone)[0], /^Free/));
    await office.say(office.phone(tara.phone), "yes I am free on those dates");
    expect(await holds()).toMatchObject([{ state: "expired", answer: null }]);
    expect(office.to(film.thread).slice(heard).map(plainText).join()).not.toMatch(/Tara Rao is free/);
  });

  it("ends in one way when one of the team books and another releases at once", async () => {
    await say(film, "hold Tara");
    await approve(film);
    await say(film, "book Tara for the role");
    const book = choice(office.to(film.thread).at(-1), /^Book/);
    await say(film, "release Tara");
    const release = choice(office.to(film.thread).at(-1), /^Release/);
    await Promise.all([book, release, book, release].map((button) => office.tap(of(film), button)));
    const [hold] = await holds();
    expect([hold?.state, await stateIn(film)]).toBeOneOf([
      ["released", "released"],
      ["booked", "booked"],
    ]);
    const told = office.to(tara.phone).slice(1).map(plainText);
    expect(told.filter((text) => /are released/.test(text))).toHaveLength(hold?.state === "released" ? 1 : 0);
  });

  it("gives two teams that ask at once two places", async () => {
    await say(film, "pin Tara");
    await say(series, "pin Tara");
    await Promise.all(
      [film, series].map((one) => office.tap(of(one), choice(office.to(one.thread).at(-1), /^Approve/))),
    );
    expect((await holds()).map((one) => one.place).toSorted()).toEqual([1, 2]);
  });
});
