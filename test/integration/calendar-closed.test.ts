import { expect, it } from "vitest";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import { writeCalendarEvent } from "../../src/core/calendar/write-event.ts";
import { plainText } from "../../src/core/messages/message.ts";
import type { Calendar } from "../../src/core/ports.ts";
import { stageAuditions } from "../support/auditions.ts";
import { openOffice, SATURDAY } from "../support/office.ts";

it("a calendar that has to be connected again is waited for, and the team is told once", async () => {
  const office = await openOffice();
  const at = stageAuditions(office);
  const audition = await at.audition("Andheri");
  const closed: Calendar = {
    put: async () => ({ outcome: "failed", code: "reconnect" }),
    remove: async () => ({ outcome: "failed", code: "reconnect" }),
  };
  for (const [slot, name] of ["Tara", "Uma"].entries()) {
    const who = await at.talent(name);
    const invitationId = await audition.invite(who);
    await pickSlot(await at.talentTurn(who), { invitationId, slotId: audition.slotIds[slot] as string });
  }
  const { rows } = await office.db.query<{ id: string }>(`select id from calendar_events`);
  for (const { id } of rows) await writeCalendarEvent({ ...office.ctx, calendarOf: async () => closed }, id);
  await office.settle();
  const told = office.to(audition.thread).map(plainText);
  expect(told.filter((text) => text.includes("connected again"))).toHaveLength(1);
  expect(office.events.size).toBe(0);
  office.moveTo(new Date(SATURDAY.getTime() + 2 * 24 * 60 * 60_000));
  await office.settle();
  expect(office.events.size).toBe(2);
  await office.close();
});
