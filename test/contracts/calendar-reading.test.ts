/** What the emulator cannot do: the account's reading side, and writes whose answer is lost. */
import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createCalendar } from "../../src/clients/calendar.ts";
import { loadConfig } from "../../src/config.ts";
import { eventId } from "../../src/core/auditions/event-id.ts";
import type { CalendarAccount, CalendarEvent } from "../../src/core/ports.ts";
import { type FakeGoogle, startFakeGoogle } from "../support/fake-google/server.ts";

const quiet = { info() {}, warn() {}, error() {}, debug() {} };
const FOUR = new Date("2026-11-27T10:30:00Z");
const FIVE = new Date("2026-11-27T11:30:00Z");
const at = (startsAt: Date) => ({ startsAt, endsAt: new Date(startsAt.getTime() + 20 * 60_000) });
const audition: CalendarEvent = {
  id: eventId("a-booking", 1),
  summary: "Audition: Asha for the cop",
  description: "Sides at the desk",
  location: "Andheri studio",
  timeZone: "Asia/Kolkata",
  attendees: [{ email: "asha@example.com", name: "Asha" }],
  ...at(FOUR),
};

let google: FakeGoogle;
let calendar: CalendarAccount;
const open = (env: Record<string, string>) => {
  const config = loadConfig(env).google;
  if (!config) throw new Error("no google");
  return createCalendar(config, { log: quiet, now: () => new Date("2026-11-21T04:30:00Z") });
};
beforeEach(async () => {
  google = await startFakeGoogle();
  calendar = open(google.env);
});
afterEach(() => google.close());
const byHand = () => google.calendar().byHand;

it("an insert, a patch or a deletion that was done and answered with a failure is done once", async () => {
  const fail = (method: string) => google.failNext({ method, status: 503, after: true });
  fail("POST");
  expect(await calendar.put(audition)).toMatchObject({ outcome: "retry", code: "http_503" });
  expect(await calendar.put(audition)).toMatchObject({ outcome: "done" });
  const moved = { ...audition, ...at(FIVE) };
  fail("PATCH");
  expect(await calendar.put(moved)).toMatchObject({ outcome: "retry" });
  expect(await calendar.put(moved)).toMatchObject({ outcome: "done" });
  expect(await google.events()).toHaveLength(1);
  fail("DELETE");
  expect(await calendar.remove(audition.id)).toMatchObject({ outcome: "retry" });
  expect(await calendar.remove(audition.id)).toEqual({ outcome: "done" });
  const written = google.asked.filter((call) => call.method !== "GET");
  expect(written.map((call) => `${call.method} ${call.sendUpdates}`)).toEqual([
    "POST all",
    "PATCH all",
    "DELETE all",
    "DELETE all",
  ]);
});

it("a move asks everyone again, and a new place keeps the answers", async () => {
  await calendar.put(audition);
  byHand().answer(audition.id, "asha@example.com", "accepted");
  await calendar.put({ ...audition, location: "Studio B" });
  const answers = async () => (await google.events())[0]?.attendees?.map((one) => one.responseStatus);
  expect(await answers()).toEqual(["accepted"]);
  await calendar.put({ ...audition, ...at(FIVE) });
  expect(await answers()).toEqual(["needsAction"]);
});

it("an online audition gets one video call, which stays when it moves", async () => {
  const online = { ...audition, online: true };
  google.failNext({ method: "POST", status: 500, after: true });
  await calendar.put(online);
  const first = await calendar.put(online);
  expect(first).toMatchObject({ outcome: "done", meetUrl: expect.stringMatching(/^https:\/\/meet\.google\.com\//) });
  expect(await calendar.put({ ...online, ...at(FIVE) })).toMatchObject({
    meetUrl: "meetUrl" in first ? first.meetUrl : "none",
  });
  expect(await calendar.put(audition)).toMatchObject({ outcome: "done" });
});

it("an event is read as a person left it", async () => {
  expect(await calendar.read(audition.id)).toEqual({ outcome: "done", event: undefined });
  await calendar.put(audition);
  byHand().answer(audition.id, "Asha@Example.com", "declined");
  expect(await calendar.read(audition.id)).toMatchObject({
    event: {
      gone: false,
      startsAt: FOUR,
      answers: [{ answer: "needsAction" }, { email: "asha@example.com", answer: "declined" }],
    },
  });
  byHand().edit(audition.id, { start: { date: "2026-11-27" }, end: { date: "2026-11-28" }, summary: "🎬 नमस्ते" });
  const read = await calendar.read(audition.id);
  expect(read).toMatchObject({ event: { summary: "🎬 नमस्ते" } });
  expect(read.outcome === "done" && read.event?.startsAt).toBeUndefined();
  byHand().remove(audition.id);
  expect(await calendar.read(audition.id)).toMatchObject({ event: { gone: true } });
});

it("changes come since the last time, over pages, the deleted among them", async () => {
  const ids = Array.from({ length: 5 }, (_, n) => eventId(`booking-${n}`, 1));
  for (const id of ids) await calendar.put({ ...audition, id });
  google.calendar().pagesOf(2);
  const all = await calendar.changes(undefined);
  expect(all).toMatchObject({ outcome: "done", events: ids.map((id) => ({ id })) });
  const next = "next" in all ? all.next : "";
  expect(await calendar.changes(next)).toMatchObject({ events: [], next });
  byHand().remove(ids[3] ?? "");
  byHand().move(ids[1] ?? "", FIVE, new Date(FIVE.getTime() + 60_000));
  expect(await calendar.changes(next)).toMatchObject({
    events: [
      { id: ids[3], gone: true },
      { id: ids[1], startsAt: FIVE },
    ],
  });
});

it("a token that Google has forgotten asks for everything again", async () => {
  const all = await calendar.changes(undefined);
  google.calendar().expireTokens();
  expect(await calendar.changes("next" in all ? all.next : "")).toEqual({ outcome: "expired" });
  expect(await calendar.changes(undefined)).toMatchObject({ outcome: "done" });
});

it("a watched calendar pings with the channel's token until it is stopped", async () => {
  const channel = { id: crypto.randomUUID(), token: "a-secret-word", lastsMs: 86_400_000 };
  expect(await calendar.watch({ ...channel, address: "http://127.0.0.1/ping" })).toMatchObject({ outcome: "failed" });
  const watched = await calendar.watch({ ...channel, address: "https://casting.example.com/ping" });
  expect(watched).toMatchObject({ outcome: "done", resourceId: expect.any(String), expiresAt: expect.any(Date) });
  await calendar.put(audition);
  expect(google.pings.map((ping) => ping.headers["x-goog-resource-state"])).toEqual(["sync", "exists"]);
  expect(google.pings[1]?.headers["x-goog-channel-token"]).toBe("a-secret-word");
  const resourceId = "resourceId" in watched ? watched.resourceId : "";
  expect(await calendar.unwatch({ id: channel.id, resourceId })).toEqual({ outcome: "done" });
  expect(await calendar.unwatch({ id: channel.id, resourceId })).toEqual({ outcome: "done" });
  await calendar.remove(audition.id);
  expect(google.pings).toHaveLength(2);
});

it("free and busy leaves out whom it may not see", async () => {
  await calendar.put(audition);
  google.calendar("hidden@example.com");
  google.hide("hidden@example.com");
  const day = { from: new Date("2026-11-27T00:00:00Z"), to: new Date("2026-11-28T00:00:00Z") };
  const found = await calendar.busy(["casting@example.com", "hidden@example.com", "nobody@example.com"], day);
  expect(found).toEqual({
    outcome: "done",
    busy: new Map([["casting@example.com", [{ from: FOUR, to: at(FOUR).endsAt }]]]),
  });
  google.failNext({ method: "POST", status: 429, reason: "rateLimitExceeded" });
  expect(await calendar.busy(["casting@example.com"], day)).toMatchObject({ outcome: "retry", code: "rate" });
});

it("a service account acts for the user it is delegated to", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const key = privateKey.export({ type: "pkcs8", format: "pem" });
  const { GOOGLE_API_URL, GOOGLE_TOKEN_URL } = google.env;
  const one = open({
    GOOGLE_API_URL,
    GOOGLE_TOKEN_URL,
    GOOGLE_SERVICE_ACCOUNT_KEY: JSON.stringify({ client_email: "bot@example.com", private_key: key }),
    GOOGLE_SUBJECT: "director@example.com",
  });
  expect(await one.put(audition)).toMatchObject({ outcome: "done" });
  expect(google.calendar("director@example.com").events()).toMatchObject([{ id: audition.id }]);
});
