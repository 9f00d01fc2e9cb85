import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Intent } from "./intent.ts";
import { understand } from "./understand.ts";

const now = new Date("2026-11-21T06:00:00Z");
const talent = (text: string) => understand(text, { now, timeZone: "Asia/Kolkata", side: "talent" });
const team = (text: string) => understand(text, { now, timeZone: "Asia/Kolkata", side: "team" });

const TALENT: Record<string, string[]> = {
  time: [
    "kal nahi, shaam ko 5 baje chalega",
    "kal 4 baje",
    "nahi, 5 baje",
    "kya 4 baje ho sakta hai",
    "4 baje free hai kya",
    "शुक्रवार ४ बजे",
    "शुक्रवार को शाम ५ बजे ठीक है",
    "उद्या संध्याकाळी ५ वाजता चालेल",
    "शुक्रवारी ४ वाजता येते",
    "I am free after 4",
    "Friday",
    "shaam ko",
    "yes 4 pm",
    "ok friday",
    "1 pm works",
    "25:70",
    "32 November",
    "yesterday 4pm",
    "kal nahi",
  ],
  reschedule: [
    "cannot make it, can we do 4?",
    "can't make it at 5",
    "kal nahi aa paungi",
    "time badal sakte hai?",
    "time change karna hai",
    "koi aur time milega?",
    "dusra time",
    "reschedule",
    "reschedule to Friday 3pm",
    "prepone ho sakta hai kya",
    "cancel karke friday 4 baje kar do",
    "which times are available?",
    "another day please",
    "दूसरा समय चाहिए",
    "समय बदलना है",
    "मला वेळ बदलायची आहे",
    "वेळ बदलता येईल का",
    "दुसरी वेळ मिळेल का",
    "anytime",
  ],
  cancel: [
    "nahi aa paungi",
    "main nahi aa sakti",
    "cancel my audition",
    "Cancel",
    "I cannot make it",
    "won't be able to come",
    "not interested",
    "रद्द करा",
    "रद्द करो",
    "मी येऊ शकत नाही",
    "मैं नहीं आ पाऊँगी",
    "jamnar nahi",
  ],
  pick: ["4", "option 2", "2nd one", "pehla wala", "2.", "number 3"],
  yes: [
    "yes",
    "haan",
    "haan chalega",
    "ok",
    "ok 👍",
    "👍",
    "theek hai",
    "confirm",
    "हाँ",
    "ठीक है",
    "हो चालेल",
    "चालेल",
    "pakka",
    "feeling better, can I still come?",
    "oops, didn't mean to cancel",
    "galti se cancel ho gaya",
    "आता बरं वाटतंय, येऊ का?",
    "गलती से कैंसल हो गया",
  ],
  no: ["no", "nahi", "nako", "नहीं", "नाही", "no thanks", "👎"],
  where: ["where is it?", "audition kahan hai", "address bhejo", "location please", "कहाँ आना है", "कुठे यायचे आहे?"],
  when: ["when is it?", "kitne baje aana hai", "4 baje hai na?", "is my audition at 4?", "कब आना है", "किती वाजता यायचे"],
  status: [
    "kya status hai",
    "my booking",
    "mera audition kab hai",
    "don't cancel",
    "cancel mat karna",
    "what is the role?",
    "got your msg. whats this about",
    "यह कौन सी फिल्म है?",
    "कोणती भूमिका आहे?",
  ],
  help: ["help", "HELP", "madad", "मदद"],
  greeting: ["hi", "good evening", "hello sir", "namaste", "नमस्कार"],
  thanks: ["thanks", "thank you so much", "ok thanks", "shukriya", "धन्यवाद", "no problem", "ok bye", "good night"],
  who: ["who is this?", "Is this genuine or a scam?", "fraud to nahi hai?", "तुम्ही कोण?"],
  later: ["not sure yet, will tell by evening", "abhi pata nahi, shaam ko bataungi", "अजून नक्की नाही"],
  opt_out: ["STOP", "band karo", "बंद करो", "थांबवा", "unsubscribe"],
  opt_in: ["START", "चालू करा"],
  about_others: [
    "who else is coming?",
    "is Priya also auditioning?",
    "Priya ka number do",
    "kaun kaun aa raha hai",
    "What time is Neha's audition?",
    "दूसरे कलाकार कौन हैं",
    "आणखी कोण येणार आहे",
  ],
  profile: [
    "my height is 165 cm",
    "I am 27",
    "meri age 24 hai",
    "main Nagpur se hoon",
    "I speak Marathi and Hindi",
    "my rate is 15k per day",
  ],
  unknown: ["😀", "asdf qwerty", "hmm", "", "   "],
};

const TEAM: Record<string, string[]> = {
  move: ["move Rewa to 5 pm"],
  brief: [
    "need 2 cops",
    "cast a man who can swim, ride a bike, 25",
    "Need three Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri, shoot 10–20 December, 40k a day",
    "Looking for a boy 8-10 for an ad film",
    "ek ladki chahiye 20-25 Marathi bolne wali",
    "मराठी बोलने वाली तीन औरतें चाहिए",
    "I want a tall man, 30-40, for a villain",
  ],
  invite: [
    "Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each",
    "invite them",
    "Friday 2 to 6 at Andheri studio",
    "inko kal 11 se 4 Aram Nagar studio bulao",
  ],
  select: ["select 1 and 3", "Select Asha and Meera Rao", "shortlist 2", "select all"],
  pass: ["pass 2", "pass on Asha", "drop Asha"],
  status: [
    "what about the cop role?",
    "is Mukta confirmed?",
    "who declined?",
    "who hasn't replied?",
    "where are we?",
    "status",
    "who is coming?",
    "kaun aa raha hai",
    "kya status hai",
  ],
  more: [
    "more",
    "show more",
    "more like this",
    "aur dikhao",
    "show me 3 more",
    "two others",
    "aur teen dikhao",
    "show the shortlist",
  ],
  slots: ["free slots?", "how many slots are free"],
  update: [
    "budget 25k",
    "she should also speak Hindi",
    "thoda younger, 38-42",
    "no, 30 to 40",
    "also Hindi",
    "make it 5 women",
    "drop the age limit",
    "budget is 50k now",
    "without the city",
    "without the city and the language",
    "Hindi is fine too",
    "ok without the language",
    "any city is fine",
    "city doesn't matter",
    "OK, let's look without the age and the city",
    "age won’t matter",
    "koi bhi language chalegi",
    "relax the height filter please",
  ],
  search: [
    "how many women speak Konkani?",
    "find women who ride horses in Pune",
    "show me tall men who speak Tamil",
    "Do we have any kathak dancers?",
  ],
  cancel: ["cancel Asha's booking", "cancel"],
  help: ["help"],
  greeting: ["hi"],
  thanks: ["thanks"],
  unknown: ["asdf", "😀", "not before monday"],
};

const rows = (table: Record<string, string[]>) =>
  Object.entries(table).flatMap(([kind, texts]) => texts.map((text) => [text, kind]));

describe("understand, from talent", () => {
  test.each(rows(TALENT))("%j is %s", (text, kind) => {
    expect(talent(text).kind).toBe(kind);
  });

  test("a wish to change carries the wished time and what is ruled out", () => {
    expect(talent("cannot make it, can we do 4?")).toMatchObject({ kind: "reschedule", when: { time: { hour: 16 } } });
    expect(talent("kal nahi aa paungi")).toMatchObject({ kind: "reschedule", when: { notDays: ["2026-11-22"] } });
  });

  test.each([
    ["my name is Asha Rao and I am 27 from Pune", { name: "Asha Rao", age: 27, city: "Pune" }],
    ["5'6\" height", { heightCm: 168 }],
    ["skills: kathak, horse riding", { skills: ["kathak", "horse riding"] }],
    ["I have 5 years experience", { experienceYears: 5 }],
    ["my rate is 15,000 per day", { ratePerDayRupees: 15_000 }],
    [
      "mera rate 30000 hai ab, aur main horse riding bhi karta hoon",
      { ratePerDayRupees: 30_000, skills: ["horse riding"] },
    ],
    ["I am also trained in kathak", { skills: ["kathak"] }],
    ["I speak Marathi, Hindi and English", { languages: ["hindi", "marathi", "english"] }],
    ["माझे नाव आशा आहे", { name: "आशा" }],
  ])("%j fills in a profile", (text, fields) => {
    expect(talent(text)).toEqual({ kind: "profile", fields });
  });

  test("cancel alone cancels an audition on WhatsApp and is an opt-out on SMS", () => {
    expect(talent("CANCEL").kind).toBe("cancel");
    expect(understand("CANCEL", { now, timeZone: "Asia/Kolkata", side: "talent", channel: "sms" }).kind).toBe(
      "opt_out",
    );
  });
});

describe("understand, from the team", () => {
  test.each(rows(TEAM))("%j is %s", (text, kind) => {
    expect(team(text).kind).toBe(kind);
  });

  test.each<[string, Partial<Intent>]>([
    [
      "Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each",
      { day: "2026-11-27", from: "14:00", to: "18:00", place: "Andheri studio", slotMinutes: 20 },
    ],
    [
      "schedule auditions tomorrow 11 to 4 at Aram Nagar, 15 min slots",
      { day: "2026-11-22", from: "11:00", to: "16:00", place: "Aram Nagar", slotMinutes: 15 },
    ],
    [
      "Call them on 27 Nov from 10am to 1pm in Film City, half an hour each",
      { day: "2026-11-27", from: "10:00", to: "13:00", place: "Film City", slotMinutes: 30 },
    ],
    [
      "invite them tomorrow 10 to 1 at Prabhat road office 15 min each",
      { day: "2026-11-22", from: "10:00", to: "13:00", place: "Prabhat road office", slotMinutes: 15 },
    ],
    [
      "inko shukravar 3 se 6 baje Naigaon studio bulao",
      { day: "2026-11-27", from: "15:00", to: "18:00", place: "Naigaon studio" },
    ],
    ["invite them friday दो से छह versova studio", { from: "14:00", to: "18:00", place: "versova studio" }],
    ["invite them Thursday 2 to 6 Versova", { from: "14:00", to: "18:00", place: "Versova" }],
    ["invite Raju and Asha Rao friday 2 to 6", { who: { names: ["Raju", "Asha Rao"] }, from: "14:00", to: "18:00" }],
    ["invite 1 and 2 for Friday", { who: { numbers: [1, 2] }, day: "2026-11-27" }],
    ["select 1 and 3", { numbers: [1, 3] }],
    ["select the first two", { numbers: [1, 2] }],
    ["select one and three", { numbers: [1, 3] }],
    ["Select Asha and Meera Rao", { names: ["Asha", "Meera Rao"] }],
    ["cancel Asha's booking", { name: "Asha" }],
    ["show me Mukta's profile", { kind: "search", name: "Mukta" }],
    ["Asha ka audition cancel karo", { name: "Asha" }],
  ])("%j has its particulars", (text, particulars) => {
    expect(team(text)).toMatchObject(particulars);
  });

  test("stop is no opt-out in Slack", () => {
    expect(team("STOP").kind).not.toBe("opt_out");
  });
});

test("any text is understood as something, on either side, without an error", () => {
  const words = fc.constantFrom(
    "kal",
    "nahi",
    "cancel",
    "select",
    "invite",
    "4",
    "baje",
    "my",
    "name",
    "is",
    "रद्द",
    "?",
    "'",
    "at",
    "the",
    "need",
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(words, { maxLength: 15 }).map((all) => all.join(" ")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(talent(text).kind).toBeTypeOf("string");
      expect(team(text).kind).toBeTypeOf("string");
    }),
    { numRuns: 200 },
  );
});

test.each(["at the ", "my name is a", "select a and ", "cancel ka ki ", "12345 ", "i am from a ", "aaaa", "is Asha "])(
  "%j over and over is understood in a moment",
  (piece) => {
    const text = piece.repeat(Math.ceil(12_000 / piece.length));
    const started = performance.now();
    talent(text);
    team(text);
    expect(performance.now() - started).toBeLessThan(2_000);
  },
);
