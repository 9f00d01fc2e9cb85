/** An office whose calendar is our own Google, with one audition that Tara is booked for. */
import { createCalendar } from "../../src/clients/calendar.ts";
import { loadConfig } from "../../src/config.ts";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import { followOwn } from "../../src/core/calendar/follow-calendar.ts";
import { stageAuditions } from "./auditions.ts";
import { startFakeGoogle } from "./fake-google/server.ts";
import { choice, lastWords, openOffice, SATURDAY } from "./office.ts";

const MINUTE_MS = 60_000;
export const TARA = "tara@example.com";

export async function openCalendarOffice({ place = "Andheri" } = {}) {
  const google = await startFakeGoogle();
  const config = loadConfig(google.env).google;
  if (!config) throw new Error("no google");
  let now = SATURDAY;
  const quiet = { info() {}, warn() {}, error() {}, debug() {} };
  const account = createCalendar(config, { log: quiet, now: () => now });
  const office = await openOffice({ calendarOf: async (id) => (id === null ? account : undefined) });
  await followOwn(office.ctx);
  const at = stageAuditions(office);
  const audition = await at.audition(place);
  const tara = await at.talent("Tara Rao");
  await office.db.query(
    `insert into contact_points (workspace_id, person_id, channel, address) values ($1, $2, 'email', $3)`,
    [office.workspaceId, tara.id, TARA],
  );
  const invitationId = await audition.invite(tara);
  await pickSlot(await at.talentTurn(tara), { invitationId, slotId: audition.slotIds[0] as string });
  await office.settle();

  const team = { channel: "slack" as const, key: audition.thread, address: "stage-director" };
  const events = () => google.calendar().events();
  return {
    google,
    account,
    office,
    at,
    audition,
    tara,
    team,
    events,
    eventId: () => events()[0]?.id ?? "",
    byHand: google.calendar().byHand,
    /** Lets the timer of the calendar come round, and all that follows from it. */
    follow: async () => {
      now = new Date(now.getTime() + 20 * MINUTE_MS);
      office.moveTo(now);
      await office.settle();
    },
    booking: async () =>
      at.row<{ id: string; state: string; version: number; startsAt: Date; slotId: string }>(
        `select id, state, version, lower(during) as "startsAt", slot_id as "slotId" from bookings`,
      ),
    questions: async () =>
      (
        await office.db.query<{ kind: string; state: string }>(
          `select kind, state from calendar_questions order by created_at`,
        )
      ).rows,
    asked: () => lastWords(office.to(audition.thread)),
    tap: (label: string) => office.tap(team, choice(office.to(audition.thread).at(-1), label)),
    close: async () => {
      await office.close();
      await google.close();
    },
  };
}
export type CalendarOffice = Awaited<ReturnType<typeof openCalendarOffice>>;
