import { expect, it } from "vitest";
import { understandInvite } from "./understand-invite.ts";
import { understandReminders } from "./understand-reminders.ts";

it.each([
  ["remind them 2 hours before", [2]],
  ["Please set reminders 24 and 2 hours before", [24, 2]],
  ["reminders: a day, 3 hours and 90 minutes before", [24, 3, 1.5]],
  ["remind everyone ek din pehle", [24]],
  ["no reminders please", []],
])("“%s”", (text, hours) => {
  expect(understandReminders(text)).toEqual({ kind: "tool", name: "set_reminders", input: { hours } });
});

it.each(["remind me tomorrow", "remind Asha about her sides", "remind them 900 hours before", "Where are we?"])(
  "“%s” sets none",
  (text) => expect(understandReminders(text)).toBeUndefined(),
);

it("are part of how a session is laid out, and no time of it", () => {
  const clockwork = { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata" };
  const said = "Invite them for Friday between 2 and 6 at the Andheri studio, remind them 5 and 1 hours before";
  expect(understandInvite(said, clockwork)).toMatchObject({
    from: "14:00",
    to: "18:00",
    place: "Andheri studio",
    layout: { reminderHours: [5, 1] },
  });
});
