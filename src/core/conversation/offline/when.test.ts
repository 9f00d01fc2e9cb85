import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseWhen, type When } from "./when.ts";

/** A Saturday, 11:30 in the morning in Mumbai. */
const NOW = new Date("2026-11-21T06:00:00Z");
const at = { now: NOW, timeZone: "Asia/Kolkata" };

/** Day, time or range or part, and what was ruled out, on one line. */
function short(when: When): string {
  const clock = ({ hour, minute }: { hour: number; minute: number }) => `${hour}:${String(minute).padStart(2, "0")}`;
  return [
    when.impossible && "impossible",
    when.past && "past",
    when.day?.slice(5),
    when.time && clock(when.time),
    when.range && `${clock(when.range.from)}-${clock(when.range.to)}`,
    when.time || when.range ? undefined : when.part,
    ...when.notDays.map((day) => `not ${day.slice(5)}`),
  ]
    .filter(Boolean)
    .join(" ");
}

describe("parseWhen", () => {
  test.each([
    ["kal 4 baje", "11-22 16:00"],
    ["kal 4 baje chalega", "11-22 16:00"],
    ["parson shaam", "11-23 evening"],
    ["parso shaam ko 6 baje", "11-23 18:00"],
    ["next Tue 11:30", "11-24 11:30"],
    ["शुक्रवार ४ बजे", "11-27 16:00"],
    ["शुक्रवारी दुपारी अडीच वाजता", "11-27 14:30"],
    ["उद्या संध्याकाळी ५", "11-22 17:00"],
    ["उद्या सकाळी १० वाजता", "11-22 10:00"],
    ["परवा दुपारी", "11-23 afternoon"],
    ["कल सुबह ११ बजे", "11-22 11:00"],
    ["परसों शाम साढ़े पाँच बजे", "11-23 17:30"],
    ["४ वाजून ३० मिनिटे", "16:30"],
    ["सवा चार बजे", "16:15"],
    ["पौने पाँच बजे", "16:45"],
    ["aaj", "11-21"],
    ["aaj raat 8 baje", "11-21 20:00"],
    ["tonight", "11-21 night"],
    ["Friday between 2 and 6", "11-27 14:00-18:00"],
    ["Friday from 2 to 6 pm", "11-27 14:00-18:00"],
    ["11 to 1 pm", "11:00-13:00"],
    ["10 to 1", "10:00-13:00"],
    ["2-6", "14:00-18:00"],
    ["2 baje se 5 baje tak", "14:00-17:00"],
    ["kal subah 11 se 1 ke beech", "11-22 11:00-13:00"],
    ["२ ते ६", "14:00-18:00"],
    ["दो से छह", "14:00-18:00"],
    ["शुक्रवार दो से छह बजे", "11-27 14:00-18:00"],
    ["शुक्रवारी दोन ते सहा", "11-27 14:00-18:00"],
    ["friday do se chhe", "11-27 14:00-18:00"],
    ["दो से तीन दिन", ""],
    ["do se teen log", ""],
    ["do se teen baar", ""],
    ["साडेतीन वाजता येते", "15:30"],
    ["पावणेपाच चालेल", "16:45"],
    ["sadeteen vajta", "15:30"],
    ["I'm busy until 4", "16:00-23:59"],
    ["I am not free till 4 pm", "16:00-23:59"],
    ["not before 4", "16:00-23:59"],
    ["4 baje tak busy hoon", "16:00-23:59"],
    ["after 4", "16:00-23:59"],
    ["4 ke baad", "16:00-23:59"],
    ["5 se pehle", "0:00-17:00"],
    ["shaam ko 5 baje", "17:00"],
    ["sade paanch baje", "17:30"],
    ["dedh baje", "13:30"],
    ["dhai baje", "14:30"],
    ["do baje", "14:00"],
    ["sat baje", "19:00"],
    ["sat 3pm", "11-21 15:00"],
    ["5:30 pm", "17:30"],
    ["5.30pm", "17:30"],
    ["430pm", "16:30"],
    ["4 p.m.", "16:00"],
    ["16:30 tomorrow", "11-22 16:30"],
    ["around 4", "16:00"],
    ["at four", "16:00"],
    ["4", "16:00"],
    ["9", "9:00"],
    ["12", "12:00"],
    ["12 noon", "12:00"],
    ["subah 10", "10:00"],
    ["half past three", "15:30"],
    ["quarter to 5", "16:45"],
    ["dopahar", "afternoon"],
    ["27 Nov", "11-27"],
    ["Nov 27 at 4", "11-27 16:00"],
    ["27th", "11-27"],
    ["27 tarikh ko", "11-27"],
    ["27/11 at 4", "11-27 16:00"],
    ["2026-11-27", "11-27"],
    ["10–20 December", "12-10"],
    ["next week friday", "11-27"],
    ["in 2 days", "11-23"],
    ["day after tomorrow 3 pm", "11-23 15:00"],
    ["move it from 4 to 5", "17:00"],
    ["4 se 5 kar do", "17:00"],
    ["5 ki jagah 4", "16:00"],
    ["kal nahi", "not 11-22"],
    ["not tomorrow", "not 11-22"],
    ["कल नहीं, परसों शाम", "11-23 evening not 11-22"],
    ["उद्या नको, शुक्रवारी चालेल", "11-27 not 11-22"],
    ["kal nahi, shaam ko 5 baje chalega", "17:00 not 11-22"],
    ["kal nahi shaam ko 5 baje chalega", "17:00 not 11-22"],
    ["nahi aa paungi kal", "not 11-22"],
    ["kal nahi\nparson 4 baje", "11-23 16:00 not 11-22"],
    ["cannot come tomorrow\nfriday 4 pm?", "11-27 16:00 not 11-22"],
    ["nahi 5 baje chalega", "17:00"],
    ["friday wont work but 4 on thursday does", "11-26 16:00 not 11-27"],
    ["friday is not possible saturday ok", "11-21 not 11-27"],
    ["I can come Friday not Saturday", "11-27 not 11-21"],
    ["kal busy hu parson aa sakti hu", "11-23 not 11-22"],
    ["cannot make it, can we do 4?", "16:00"],
    ["4 baje nahi 5 baje", "17:00"],
    ["25:70", "impossible"],
    ["32 November", "impossible"],
    ["31 feb", "impossible"],
    ["25 baje", "impossible"],
    ["yesterday 4pm", "past 11-20 16:00"],
    ["today at 9 am", "past 11-21 9:00"],
    ["20 Nov", "past 11-20"],
    ["I am 27 years old", ""],
    ["5 feet 6", ""],
    ["20 minutes each", ""],
    ["three women, 25–32, 40k a day", ""],
    ["as soon as I can", ""],
    ["hello", ""],
    ["", ""],
  ])("%j is %j", (text, expected) => {
    expect(short(parseWhen(text, at))).toBe(expected);
  });

  test("an hour is sure only when morning or evening was said or follows", () => {
    expect(parseWhen("4", at).time?.sure).toBe(false);
    expect(parseWhen("4 pm", at).time?.sure).toBe(true);
    expect(parseWhen("shaam 4", at).time?.sure).toBe(true);
    expect(parseWhen("16:00", at).time?.sure).toBe(true);
  });

  test("an unsure hour of today is the one still to come", () => {
    expect(parseWhen("aaj 9 baje", at).time).toEqual({ hour: 21, minute: 0, sure: false });
  });

  test("a weekday that is today and over means next week's", () => {
    expect(parseWhen("Saturday 10 am", at).day).toBe("2026-11-28");
    expect(parseWhen("Saturday 4 pm", at).day).toBe("2026-11-21");
  });

  test("a day without a year lies ahead, unless it has just passed", () => {
    expect(parseWhen("10 January", at).day).toBe("2027-01-10");
    expect(parseWhen("20 November", at)).toMatchObject({ day: "2026-11-20", past: true });
  });

  test("tomorrow is the zone's, not the machine's", () => {
    const late = new Date("2026-11-21T20:00:00Z");
    expect(parseWhen("tomorrow", { now: late, timeZone: "Asia/Kolkata" }).day).toBe("2026-11-23");
    expect(parseWhen("tomorrow", { now: late, timeZone: "UTC" }).day).toBe("2026-11-22");
  });

  test("never throws, and every day and time it gives exists", () => {
    const words = fc.constantFrom(
      "kal",
      "4",
      "baje",
      "nahi",
      "Friday",
      ":",
      "-",
      "27",
      "Nov",
      "se",
      "between",
      "and",
      "pm",
      "sade",
      "१२",
      "/",
      "से",
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(words, { maxLength: 12 }).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const when = parseWhen(text, at);
        for (const day of [when.day, ...when.notDays]) if (day) expect(day).toMatch(/^\d{4,}-\d\d-\d\d$/);
        for (const clock of [when.time, when.range?.from, when.range?.to]) {
          if (clock) expect(clock.hour >= 0 && clock.hour < 24 && clock.minute >= 0 && clock.minute < 60).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("20,000 characters take no longer than their part", () => {
    const started = performance.now();
    parseWhen("kal 4 baje nahi friday between 2 and 6 ".repeat(600), at);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
