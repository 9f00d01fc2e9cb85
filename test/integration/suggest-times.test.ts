import { afterAll, beforeAll, expect, it } from "vitest";
import type { Interval } from "../../src/core/ports.ts";
import { type Audition, stageAuditions } from "../support/auditions.ts";
import { lastWords, type Office, openOffice } from "../support/office.ts";

const MONDAY_MORNING = { from: new Date("2026-11-23T03:00:00Z"), to: new Date("2026-11-23T09:30:00Z") };
let office: Office;
let audition: Audition;
let asked: Interval | undefined;
let known: string | undefined;
beforeAll(async () => {
  office = await openOffice({
    busy: async (_, people, during) => {
      asked = during;
      return people.map((personId) => ({ personId, ...(personId === known && { busy: [MONDAY_MORNING] }) }));
    },
  });
  const at = stageAuditions(office);
  audition = await at.audition("Andheri");
  known = audition.director;
  const associate = await at.row<{ id: string }>(
    `insert into people (workspace_id, name) values ($1, 'Dev Anand') returning id`,
    [office.workspaceId],
  );
  await office.db.query(`insert into memberships (workspace_id, person_id, role) values ($1, $2, 'associate')`, [
    office.workspaceId,
    associate.id,
  ]);
  const [asha, bela] = [await at.talent("Asha Rao"), await at.talent("Bela Shah")];
  for (const who of [asha, bela]) await audition.candidate(who);
  await office.db.query(
    `insert into book_outs (workspace_id, person_id, during) values ($1, $2, '[2026-11-24,2026-11-26)')`,
    [office.workspaceId, asha.id],
  );
});
afterAll(() => office.close());

const desk = async (text: string) => {
  await office.say({ channel: "slack", key: audition.thread, address: "stage-director" }, text);
  return lastWords(office.to(audition.thread));
};

it("times are proposed around the team's calendars and talents' book-outs, and who cannot be seen is named", async () => {
  const said = await desk("when can we see them next week?");
  expect(said).toMatch(/^Times of 1 hour for the 2 selected:/);
  expect(said).toContain("• Monday 23 November, 3:00 pm to 4:00 pm IST: nobody is known to be taken");
  expect(said).toContain("• Thursday 26 November, 10:00 am to 11:00 am IST: nobody is known to be taken");
  expect(said).not.toMatch(/Tuesday|Wednesday/);
  expect(said).toMatch(/I cannot see the calendar of Dev Anand: “connect calendar” lets me\./);
  expect(asked?.from.toISOString()).toBe("2026-11-22T18:30:00.000Z");
  expect(office.errors).toEqual([]);
});

it("where no day is without somebody missing, who is missing is said", async () => {
  expect(await desk("suggest times for Tuesday")).toMatch(
    /• Tuesday 24 November, 10:00 am to 11:00 am IST: Asha Rao cannot come/,
  );
});
