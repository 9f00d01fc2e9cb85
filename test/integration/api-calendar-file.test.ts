import { afterAll, beforeAll, expect, test } from "vitest";
import { choice, type Office, openOffice } from "../support/office.ts";
import { openWeb } from "../support/web.ts";

const BRIEF =
  "Need three Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri, shoot 10–20 December, 40k a day";

let office: Office;
let web: ReturnType<typeof openWeb>;
beforeAll(async () => {
  office = await openOffice();
  web = openWeb(office);
});
afterAll(() => office.close());

const json = async <T>(response: Response | Promise<Response>) => (await (await response).json()) as T;
/** The answer ends when it is committed; its letter leaves a moment later. */
const say = async (id: string, text: string) => {
  await (await web.post(`/api/conversations/${id}/messages/ai`, { text })).text();
  await office.settle();
};

test("a booking's calendar file is one event that keeps its identity, and says when it is off", async () => {
  const { id } = await json<{ id: string }>(web.post("/api/stage/conversations", { surface: "team" }));
  await say(id, BRIEF);
  for (const nth of [0, 1])
    await office.tap(
      office.team,
      choice(
        office.to("team").find((one) => one.blocks.length > 3),
        "Select",
        nth,
      ),
    );
  await say(id, "Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each");
  await office.tap(office.team, choice(office.to("team").at(-1), /Approve/));
  const letter = office.letters.find((one) => one.channel !== "slack" && one.outgoing.choices?.length === 4);
  const phone = { channel: letter?.channel ?? "whatsapp", key: letter?.conversationKey ?? "" };
  await office.tap(phone, choice(letter?.outgoing, /pm/));
  const [booking] = await json<{ state: string; portraitUrl: string; when: string }[]>(
    web.asked("/api/bookings?day=2026-11-27"),
  );
  expect(booking).toMatchObject({
    state: "confirmed",
    portraitUrl: expect.stringMatching(/^\/portraits\//),
    when: expect.stringMatching(/IST$/),
  });
  const { rows } = await office.db.query<{ id: string; token: string }>(`select id, ics_token as token from bookings`);
  const { id: bookingId, token } = rows[0] as { id: string; token: string };
  const read = async () => (await web.fetch(`/i/${token}.ics`)).text();
  expect(await read()).toMatch(/METHOD:PUBLISH[\s\S]*SEQUENCE:1[\s\S]*DTSTART:20261127T/);
  expect(await read()).toContain(`UID:${bookingId}@castmatch`);
  await office.tap(phone, choice(office.to(phone.key).at(-1), /Cannot|cannot|Nahi|नहीं|नाही|Cancel|जमणार/));
  const off = await read();
  expect(off).toContain("METHOD:CANCEL");
  expect(off).toContain(`UID:${bookingId}@castmatch`);
  expect((await web.fetch("/i/nobody-knows-this-token.ics")).status).toBe(404);
});
