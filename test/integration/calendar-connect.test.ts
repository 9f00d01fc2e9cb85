import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createCalendarOf } from "../../src/clients/calendar-accounts.ts";
import { loadConfig } from "../../src/config.ts";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { busyTimes } from "../../src/core/people/busy-times.ts";
import type { CalendarOf, Db } from "../../src/core/ports.ts";
import { FRIDAY, stageAuditions } from "../support/auditions.ts";
import { type FakeGoogle, startFakeGoogle } from "../support/fake-google/server.ts";
import { lastWords, type Office, openOffice, SATURDAY } from "../support/office.ts";
import { openWeb } from "../support/web.ts";

const DIRECTOR = "director@gmail.example.com";
const quiet = { info() {}, warn() {}, error() {}, debug() {} };
const MINUTE_MS = 60_000;

let google: FakeGoogle;
let office: Office;
let web: ReturnType<typeof openWeb>;
let calendarOf: CalendarOf;

beforeEach(async () => {
  google = await startFakeGoogle();
  const { GOOGLE_REFRESH_TOKEN: _, ...client } = google.env;
  const env = { ...client, CALENDAR_TOKEN_KEY: randomBytes(32).toString("base64") };
  let db: Db | undefined;
  const lazily = { query: (sql: string, values?: readonly unknown[]) => (db as Db).query(sql, values) } as Db;
  const made = createCalendarOf({
    config: loadConfig(env),
    db: lazily,
    log: quiet,
    now: () => SATURDAY,
    guard: (account) => account,
  });
  if (!made) throw new Error("no calendars");
  calendarOf = made;
  office = await openOffice({ calendarOf });
  db = office.db;
  office.ctx.connectsCalendars = true;
  web = openWeb(office, env);
});
afterEach(async () => {
  await office.close();
  await google.close();
});

const ask = async (): Promise<URL> => {
  await office.say(office.team, "please connect my google calendar");
  return new URL(/https?:\S+/.exec(lastWords(office.to("team")))?.[0] ?? "");
};
const form = (key: string) => ({
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams({ key }).toString(),
});
const setOut = async (link: URL) => {
  const response = await web.fetch(link.pathname, form(link.searchParams.get("key") ?? ""));
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  return { response, cookie, location: response.headers.get("location") ?? "" };
};
const comeBack = (back: URL, cookie: string) => web.fetch(`${back.pathname}${back.search}`, { headers: { cookie } });
const connect = async () => {
  const { cookie, location } = await setOut(await ask());
  const response = await comeBack(google.tokens.consent(location, { email: DIRECTOR }), cookie);
  await office.settle();
  return response;
};
const connections = async () =>
  (
    await office.db.query<{ account: string; state: string; sealed: string | null }>(
      `select account, state, sealed_token as sealed from calendar_connections`,
    )
  ).rows;
const book = async (name: string, slot: number) => {
  const at = stageAuditions(office);
  const audition = await at.audition(`Studio ${name}`);
  const who = await at.talent(name);
  const invitationId = await audition.invite(who);
  await pickSlot(await at.talentTurn(who), { invitationId, slotId: audition.slotIds[slot] as string });
  await office.settle();
  return audition;
};

it("a director connects her calendar, and her auditions go there", async () => {
  const link = await ask();
  expect(await (await web.fetch(`${link.pathname}${link.search}`)).text()).toMatch(/connecting the Google calendar of/);
  const { cookie, location, response } = await setOut(link);
  expect(response.status).toBe(303);
  const asked = new URL(location).searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    code_challenge_method: "S256",
    access_type: "offline",
    prompt: "consent",
  });
  expect(asked.get("redirect_uri")).toBe(`${office.ctx.publicUrl}/oauth/google/callback`);
  const back = await comeBack(google.tokens.consent(location, { email: DIRECTOR }), cookie);
  expect(await back.text()).toContain("is connected");
  await office.settle();
  expect(lastWords(office.to("team"))).toMatch(/connected the Google calendar of director@gmail/);
  const [stored] = await connections();
  expect(stored).toMatchObject({ account: DIRECTOR, state: "connected", sealed: expect.stringMatching(/^v1\./) });
  await book("Tara", 0);
  expect(google.calendar(DIRECTOR).events()).toHaveLength(1);
  expect(google.calendar().events()).toEqual([]);
  expect((await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 })).breaches).toEqual([]);
});

it("an audition that was booked before waits for the calendar, and is written once it is there", async () => {
  await book("Tara", 0);
  const { rows } = await office.db.query(`select state, error_code as code from calendar_events`);
  expect(rows).toEqual([{ state: "pending", code: "unconnected" }]);
  await connect();
  expect(google.calendar(DIRECTOR).events()).toHaveLength(1);
});

it("a link works once, for ten minutes, and looking at it uses nothing up", async () => {
  const link = await ask();
  for (let look = 0; look < 3; look += 1) expect((await web.fetch(`${link.pathname}${link.search}`)).status).toBe(200);
  expect((await setOut(link)).response.status).toBe(303);
  expect((await setOut(link)).response.status).toBe(410);
  const late = await ask();
  office.moveTo(new Date(SATURDAY.getTime() + 11 * MINUTE_MS));
  expect((await setOut(late)).response.status).toBe(410);
  expect((await web.fetch(`${late.pathname}?key=guessed`)).status).toBe(410);
});

it("a state works once, for ten minutes, and only in the browser that set out", async () => {
  const first = await setOut(await ask());
  const back = google.tokens.consent(first.location, { email: DIRECTOR });
  for (const cookie of ["", "castmatch_oauth=guessed", `castmatch_oauth=${back.searchParams.get("state")}x`])
    expect((await comeBack(back, cookie)).status).toBe(410);
  expect(await connections()).toEqual([]);
  expect((await comeBack(back, first.cookie)).status).toBe(200);
  expect((await comeBack(back, first.cookie)).status).toBe(410);
  const second = await setOut(await ask());
  office.moveTo(new Date(SATURDAY.getTime() + 11 * MINUTE_MS));
  expect((await comeBack(google.tokens.consent(second.location, { email: DIRECTOR }), second.cookie)).status).toBe(410);
});

it("who says no at Google, ticks no box or brings a foreign code connects nothing", async () => {
  const no = await setOut(await ask());
  const denied = await comeBack(google.tokens.consent(no.location, { email: DIRECTOR, deny: true }), no.cookie);
  expect(await denied.text()).toContain("Nothing was connected");
  const bare = await setOut(await ask());
  const half = google.tokens.consent(bare.location, { email: DIRECTOR, scope: "openid email" });
  expect(await (await comeBack(half, bare.cookie)).text()).toContain("tick both boxes");
  const mine = await setOut(await ask());
  const theirs = await setOut(await ask());
  const code = google.tokens.consent(theirs.location, { email: DIRECTOR }).searchParams.get("code") ?? "";
  const mixed = google.tokens.consent(mine.location, { email: DIRECTOR });
  mixed.searchParams.set("code", code);
  expect((await comeBack(mixed, mine.cookie)).status).toBe(403);
  expect(await connections()).toEqual([]);
});

it("access that is revoked in the middle is asked for again, and everything waits for it", async () => {
  await connect();
  google.tokens.revoke(DIRECTOR);
  const audition = await book("Tara", 0);
  expect(lastWords(office.to(audition.thread))).toMatch(/connected again[\s\S]*connect calendar/);
  expect(await connections()).toMatchObject([{ state: "refused", sealed: null }]);
  await connect();
  expect(google.calendar(DIRECTOR).events()).toHaveLength(1);
  expect(office.errors).toEqual([]);
});

it("people are busy as their own calendar says, and unknown where none is connected", async () => {
  await connect();
  const { rows } = await office.db.query<{ id: string }>(`select person_id as id from calendar_connections`);
  const id = rows[0]?.id ?? "";
  const ends = new Date(FRIDAY.getTime() + 60 * MINUTE_MS);
  google.calendar(DIRECTOR).byHand.add({
    summary: "Private",
    start: { dateTime: FRIDAY.toISOString() },
    end: { dateTime: ends.toISOString() },
  });
  const during = { from: SATURDAY, to: new Date(SATURDAY.getTime() + 10 * 24 * 60 * MINUTE_MS) };
  const stranger = crypto.randomUUID();
  const ask = () =>
    busyTimes({ db: office.db, calendarOf }, { workspaceId: office.workspaceId, people: [id, stranger], during });
  expect(await ask()).toEqual([{ personId: id, busy: [{ from: FRIDAY, to: ends }] }, { personId: stranger }]);
  google.tokens.revoke(DIRECTOR);
  expect(await ask()).toEqual([{ personId: id }, { personId: stranger }]);
  expect(await connections()).toMatchObject([{ state: "refused" }]);
});

it("talent is given no link, and where nothing is configured it is said", async () => {
  office.ctx.connectsCalendars = false;
  await office.say(office.team, "connect calendar");
  expect(lastWords(office.to("team"))).toMatch(/CALENDAR_TOKEN_KEY/);
  await office.say(office.phone("+910000077777"), "connect calendar");
  expect(lastWords(office.to("+910000077777"))).not.toMatch(/oauth/);
});

it("the page's link leads the one who is signed in to the same journey, and nobody else", async () => {
  expect((await web.fetch("/connect-calendar")).status).toBe(401);
  const response = await web.asked("/connect-calendar");
  expect(response.status).toBe(303);
  const { location, cookie } = await setOut(new URL(response.headers.get("location") ?? ""));
  expect(await (await comeBack(google.tokens.consent(location, { email: DIRECTOR }), cookie)).text()).toContain(
    "is connected",
  );
});
