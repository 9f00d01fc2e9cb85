import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Language } from "./message.ts";
import { sayTime } from "./say-time.ts";
import { words } from "./wording.ts";
import { gsm } from "./wording-facts.ts";
import { teamWords } from "./wording-team.ts";

const LANGUAGES: Language[] = ["en", "hinglish", "hi", "mr"];
/** Every fact any wording asks for, as long as people write. */
const facts = (text: string, language: Language = "en") => {
  const when = sayTime(new Date("2026-09-30T06:30:00Z"), "Asia/Kolkata", language);
  return {
    name: text,
    role: text,
    project: text,
    house: text,
    place: text,
    day: when.split(",")[0] ?? "",
    slots: [when, when, when, when],
    when,
    was: when,
    stands: when,
    next: [when, when, when],
    times: [when, when, when, when, when, when, when],
    options: [text, when, text],
    fact: "experienceYears",
    gender: "nonbinary",
    years: 12,
    photos: 5,
    percent: 100,
    changes: text,
    lacks: text,
    lead: 1440,
    minutes: 20,
    moves: true,
    calendarInvited: false,
    icsUrl: "https://casting.example/i/0123456789abcdefghijkl.ics",
    link: "https://wa.me/15005550006",
    meetUrl: "https://meet.google.com/abc-defg-hij",
    missing: ["day", "hours", "place"],
    kind: "first_refusal" as const,
    dates: "28 December 2026–3 January 2027",
    from: "28 December 2026",
    until: when,
    rate: text,
    usage: text,
    exclusivity: text,
    contact: text,
    child: text,
    limit: "stretch" as const,
    standing: "offered" as const,
    changed: ["dates", "exclusivity", "house"] as const,
    before: [text, text, text],
    after: [text, text, text],
    also: ["location", "rate", "usage", "role", "project"] as const,
    way: "either" as const,
    note: text,
    sidesUrl: `https://casting.example/m/s.${"0".repeat(36)}.0.${"x".repeat(43)}`,
  };
};

describe.each(LANGUAGES)("words in %s", (language) => {
  const all = Object.entries(words(language)) as [string, (given: unknown) => string | string[]][];

  test.each(all)("%s stays within 600 characters, whatever people typed", (_name, say) => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: "grapheme" }), (text) => {
        const said = [say(facts(text, language))].flat();
        for (const one of said) expect(one.length).toBeLessThanOrEqual(600);
      }),
      { numRuns: 25 },
    );
    expect([say(facts("A very long name of a place or a role ".repeat(9)))].flat().join("").length).toBeLessThanOrEqual(
      600,
    );
  });

  test("what concerns a time carries it whole: day, date, clock and IST", () => {
    const text = words(language);
    const given = facts("Lead");
    const said = [
      text.booked(given),
      text.retimed(given),
      text.cancelled(given),
      text.cancelledByCasting(given),
      text.movedByCasting(given),
      text.timeLost(given),
      text.placeMoved(given),
      text.changeAsked(given),
      text.changeKept(given),
      text.declinedInCalendar(given),
      text.reminder(given),
      text.reminderSms(given),
      text.whereWhen(given),
      text.slotTaken(given),
      text.noExactTime(given),
      text.timesLeft(given),
      text.dayAsked(given),
      text.invitation(given),
      text.keptUntil(given),
      text.placeForChild(given),
      text.meetLink(given),
    ];
    for (const one of said) expect(one).toContain("Wednesday 30 September, 12:00 pm IST");
  });

  test("template variables are never empty nor over one line", () => {
    const bare = { ...facts("Lead"), name: "", project: "", house: "", place: "Studio\n 4     B" };
    const variables = words(language).invitationVariables(bare);
    expect(variables).toHaveLength(6);
    for (const one of variables) expect(one).toMatch(/^\S[^\n]*$/);
    expect(variables.join("")).not.toMatch(/ {4}/);
  });

  test("labels fit WhatsApp's buttons", () => {
    expect(words(language).otherTimeLabel().length).toBeLessThanOrEqual(20);
    expect(words(language).cancelLabel().length).toBeLessThanOrEqual(20);
    expect(words(language).cancelSureLabel().length).toBeLessThanOrEqual(20);
  });

  test("a link is shown whole to who has no email, and not to who gets an invitation", () => {
    expect(words(language).booked(facts("Lead"))).toContain("0123456789abcdefghijkl.ics");
    expect(words(language).booked({ ...facts("Lead"), calendarInvited: true })).not.toContain(".ics");
  });

  test("an SMS reminder is at most 160 characters and sends the answer to WhatsApp", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), (text) => {
        const sms = words(language).reminderSms(facts(text, language));
        expect(sms.length).toBeLessThanOrEqual(160);
        expect(sms).toContain("WhatsApp");
      }),
    );
  });
});

test("English and Hinglish SMS are in GSM-7 whatever the place is called", () => {
  for (const place of ["Café “Théâtre” – Andheri", "स्टूडियो ४", "Studio 🎬 [B] {2} ~ ^ | €"]) {
    const sms = words("en").reminderSms({ ...facts("Inspector"), place });
    expect(gsm(sms)).toBe(sms);
    expect(sms).toContain(facts("").when);
  }
});

test("a booked audition says that the role is not booked", () => {
  expect(words("en").booked(facts("Lead"))).toContain("not the role");
  expect(words("hinglish").booked(facts("Lead"))).toContain("role ki nahi");
  expect(words("hi").booked(facts("Lead"))).toContain("रोल की नहीं");
  expect(words("mr").booked(facts("Lead"))).toContain("भूमिकेचे नाही");
});

test("no menu word is one that Twilio takes as an opt-out or an opt-in", () => {
  for (const language of LANGUAGES) {
    const labels = [words(language).otherTimeLabel(), words(language).cancelLabel(), words(language).cancelSureLabel()];
    for (const label of labels) expect(label).not.toMatch(/^(stop|cancel|end|quit|yes|start)$/i);
  }
});

test("what the team reads stays within 600 characters", () => {
  for (const say of Object.values(teamWords) as ((given: unknown) => string)[]) {
    expect(say(facts("Lead")).length).toBeLessThanOrEqual(600);
  }
});

const NOT_A_BOOKING = { en: "not a booking", hinglish: "booking nahi", hi: "बुकिंग नहीं", mr: "बुकिंग नाही" };
const A_BOOKING = {
  en: "This is a booking of the role",
  hinglish: "Yeh role ki booking hai",
  hi: "यह रोल की बुकिंग है",
  mr: "हे भूमिकेचे बुकिंग आहे",
};

test.each(LANGUAGES)("the end of a role in %s tells a guardian whose role it was", (language) => {
  const { closed, closedUnseen } = words(language);
  for (const say of [closed, closedUnseen]) {
    const facts = { name: "Meena", role: "Lead" };
    expect(say({ ...facts, child: "Tejal" })).toContain("Tejal");
    expect(say({ ...facts, child: undefined })).not.toContain("undefined");
  }
});

test.each(LANGUAGES)("what is said of dates in %s tells plainly whether it is a booking", (language) => {
  const say = words(language);
  for (const kind of ["avail_check", "first_refusal", "pin", "hold"] as const) {
    expect(say.holdAsked({ ...facts("Lead"), kind })).toContain(NOT_A_BOOKING[language]);
  }
  expect(say.roleBooked(facts("Lead"))).toContain(A_BOOKING[language]);
  expect(say.offerAccepted(facts("Lead"))).toContain(A_BOOKING[language]);
  for (const one of [say.offer(facts("Lead")), say.offerNoted(facts("Lead")), say.holdReleased(facts("Lead"))]) {
    expect(one).toMatch(/not (?:yet )?a booking|no booking|booking nahi|बुकिंग नहीं|बुकिंग नाही/);
    expect(one).not.toContain(A_BOOKING[language]);
  }
  for (const label of [say.freeLabel(), say.notFreeLabel(), say.acceptLabel(), say.declineLabel()]) {
    expect(label.length).toBeLessThanOrEqual(20);
  }
});
