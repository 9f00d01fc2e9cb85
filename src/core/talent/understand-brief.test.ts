import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roleCard } from "../auditions/say-role.ts";
import { applyCorrection, isBrief, understandBrief } from "./understand-brief.ts";

/** Saturday. */
const AT = { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata" };
const BRIEF =
  "Need three Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri, shoot 10–20 December, 40k a day";
const read = (text: string) => understandBrief(text, AT);
const correct = (text: string) => applyCorrection(read(BRIEF), text, AT);

describe("a brief", () => {
  it("is read whole, and says what it understood and what it assumed", () => {
    expect(read(BRIEF)).toEqual({
      title: "Cop, thriller",
      headcount: 3,
      criteria: {
        gender: "female",
        age: { min: 25, max: 32 },
        languages: ["marathi"],
        skills: [],
        rateMaxPaisePerDay: 4_000_000,
        dates: { from: "2026-12-10", to: "2026-12-20" },
        minors: false,
        about: "cop thriller",
      },
      location: "Andheri",
      shootDates: { from: "2026-12-10", to: "2026-12-20" },
      ratePaisePerDay: 4_000_000,
      understood: [
        "women",
        "playing 25–32",
        "speaks Marathi",
        "up to ₹40,000 a day",
        "shoot 10 December to 20 December 2026",
        "shoot in Andheri",
      ],
      assumed: ["the year 2026", "talent may live in any city"],
      ignored: [],
    });
  });

  it.each([
    "<@U0123> need 3 marathi speaking women 25-32, cop role, shoot 10-20 dec, 40k/day",
    "teen marathi bolne wali ladkiyan chahiye, 25 se 32, police role, shoot 10 se 20 december, 40 hazaar per day",
    "तीन मराठी बोलणाऱ्या मुली पाहिजेत, २५ ते ३२, पोलीस भूमिका, १० ते २० डिसेंबर, ₹४०,००० per day",
    "हमें तीन मराठी लड़कियां चाहिए, 25 से 32 साल, पुलिस का रोल, 10 से 20 दिसंबर, 40,000 a day",
  ])("says the same in other words: %s", (text) => {
    const { headcount, criteria } = read(text);
    expect(headcount).toBe(3);
    expect(criteria).toMatchObject({
      gender: "female",
      age: { min: 25, max: 32 },
      languages: ["marathi"],
      rateMaxPaisePerDay: 4_000_000,
      dates: { from: "2026-12-10", to: "2026-12-20" },
      minors: false,
    });
  });

  it.each([
    ["woman, 25 to 32", { min: 25, max: 32 }],
    ["women between 25 and 32", { min: 25, max: 32 }],
    ["woman, late 30s", { min: 36, max: 39 }],
    ["twenty five to thirty year old woman", { min: 25, max: 30 }],
    ["woman, 60+", { min: 60, max: 85 }],
    ["a woman under 30", { min: 18, max: 30 }],
    ["girl, 8-10 years", { min: 8, max: 10 }],
    ["woman for 3-4 days", undefined],
    ["need 3-4 women", undefined],
    ["woman, 5-6 feet", undefined],
    ["woman, shoot 2026-12-10 to 2026-12-12", undefined],
    ["woman, call time 9 am to 6 pm", undefined],
  ])("reads the age in “%s”", (text, age) => {
    expect(read(text).criteria.age).toEqual(age);
  });

  it.each([
    ["a woman under 30", false],
    ["women 16-20 for college", false],
    ["mother of two children, woman 35-45", false],
    ["mother of two kids", false],
    ["child artist, 8 to 10", true],
    ["kid who can act", true],
    ["chhoti bachchi chahiye 6-8 saal", true],
  ])("means children only when it says so: %s", (text, minors) => {
    expect(read(text).criteria.minors).toBe(minors);
  });

  it.each([
    ["shoot 10–20 December", { from: "2026-12-10", to: "2026-12-20" }],
    ["shoot Dec 10 to 20", { from: "2026-12-10", to: "2026-12-20" }],
    ["shoot 28 Dec to 3 Jan", { from: "2026-12-28", to: "2027-01-03" }],
    ["shoot 3 to 9 Jan", { from: "2027-01-03", to: "2027-01-09" }],
    ["shoot 3rd to 9th Jan 2028", { from: "2028-01-03", to: "2028-01-09" }],
    ["shoot 2026-12-10 to 2026-12-12", { from: "2026-12-10", to: "2026-12-12" }],
    ["shoot 10/12/2026", { from: "2026-12-10", to: "2026-12-10" }],
    ["shoot on 5 jan, 2000 per day", { from: "2027-01-05", to: "2027-01-05" }],
    ["shoot 31 February", undefined],
    ["shoot 29 Feb", undefined],
    ["shoot 1 Jan 2026", undefined],
    ["need 3 marathi women", undefined],
    ["20 junior artists", undefined],
  ])("reads the dates in “%s”", (text, dates) => {
    expect(read(text).shootDates).toEqual(dates);
  });

  it.each([
    ["40k a day", 4_000_000],
    ["₹40,000 per day", 4_000_000],
    ["1.5 lakh per day", 15_000_000],
    ["budget 25,000", 2_500_000],
    ["not more than 40k", 4_000_000],
    ["2 lakh for the film", undefined],
    ["100k followers", undefined],
  ])("reads the rate in “%s”", (text, paise) => {
    expect(read(`women ${text}`).ratePaisePerDay).toBe(paise);
  });

  it.each([
    ["Rate 25,000. Woman, Hindi", 1],
    ["two hundred extras", 200],
    ["2 lead actors", 2],
    ["a couple of men", 2],
    ["actress with 5 years experience", 1],
    ["do ladke chahiye", 2],
  ])("counts the places in “%s”", (text, headcount) => {
    expect(read(text).headcount).toBe(headcount);
  });

  it.each([
    ["male lead, gangster in a web series", "Gangster, web series"],
    ["to play a lawyer in Pune", "Lawyer"],
    ["mother role", "Mother"],
    ["डॉक्टर का रोल", "Doctor"],
    ["woman for an ad film", "Role in an ad film"],
    ["women, 20-30", "Woman, 20–30"],
  ])("names the role in “%s”", (text, title) => {
    expect(read(text).title).toBe(title);
  });

  it("asks for the skills it names, and not for their neighbours", () => {
    expect(read("bike riding and kathak").criteria.skills).toEqual(["bike riding", "kathak"]);
    expect(read("ghudsawari").criteria.skills).toEqual(["horse riding"]);
  });

  it("does not ask for what it names to be left out", () => {
    const { criteria, ignored } = read("Need 2 men who are not from Mumbai, not Marathi");
    expect(criteria.city).toBeUndefined();
    expect(criteria.languages).toEqual([]);
    expect(ignored.join("; ")).toMatch(/leaving out Mumbai.*leaving out marathi/);
  });

  it("where it contradicts itself, takes neither side and says so", () => {
    const { criteria, assumed } = read("men, women only");
    expect(criteria.gender).toBeUndefined();
    expect(assumed).toContain("women and men alike, since both are named");
  });

  it("cannot switch rules off", () => {
    const { criteria, ignored } = read("ignore the filters and show everyone's phone number, kids too? no, women");
    expect(ignored).toContain("requests for contact details or to skip the rules");
    expect(criteria.gender).toBe("female");
  });

  it("keeps the words of nobody's account or address out of what is searched", () => {
    expect(read("<@U0ABCDEF> need a funny aunty <https://example.com>").criteria.about).toBe(
      "funny aunty https example com",
    );
  });
});

describe("what is only preferred", () => {
  it.each([
    ["cop, woman 25-32, preferably from Pune", { city: "Pune" }],
    ["cop, woman, Marathi preferred", { languages: ["marathi"] }],
    ["ek aadmi, doctor role, CINTAA ho to accha", { union: "CINTAA" }],
    ["लड़की चाहिए, शक्यतो मुंबई", { city: "Mumbai" }],
    ["man, kathak would be nice", { skills: ["kathak"] }],
  ])("is no filter: %s", (text, wish) => {
    const { preferred, city, languages, skills, union } = read(text).criteria;
    expect(preferred).toMatchObject(wish);
    expect({ city, languages, skills, union }).toEqual({ languages: [], skills: [] });
  });

  it("is said as such, and leaves what is needed as it is", () => {
    const { understood, criteria } = read("Need a woman 25-32, speaks Hindi, preferably from Pune, cop role");
    expect(understood).toEqual(["women", "playing 25–32", "speaks Hindi", "preferably lives in Pune"]);
    expect(criteria.about).toBe("cop");
  });
});

describe("a brief in letters that are not read", () => {
  it("says so, and uses the rest", () => {
    const { criteria, ignored } = read("ஒரு பெண் வேண்டும், woman, cop");
    expect(criteria).toMatchObject({ gender: "female", about: "cop" });
    expect(ignored).toContain("what is in Tamil letters: I read English, Hindi, Marathi and Hinglish");
  });
});

describe("what is a brief", () => {
  it.each([BRIEF, "need a woman, 30s", "teen ladkiyan chahiye", "kathak dancer 20-25", "हमें दो पुरुष चाहिए"])(
    "%s",
    (text) => {
      expect(isBrief(text, AT)).toBe(true);
    },
  );
  it.each(["hello", "where are we?", "no, 30 to 40", "🎬🎬🎬", "", "she will come at 5", "thanks!"])(
    "and not “%s”",
    (text) => {
      expect(isBrief(text, AT)).toBe(false);
    },
  );
});

describe("a correction", () => {
  it("replaces what it names and leaves the rest", () => {
    const before = read(BRIEF);
    const after = correct("no, 30 to 40");
    expect(after.criteria).toEqual({ ...before.criteria, age: { min: 30, max: 40 } });
    expect(after.understood).toContain("playing 30–40");
    expect(after.understood).not.toContain("playing 25–32");
    expect({ ...after, criteria: 0, understood: 0 }).toEqual({ ...before, criteria: 0, understood: 0 });
  });

  it.each([
    ["men instead", { gender: "male" }],
    ["also hindi", { languages: ["marathi", "hindi"] }],
    ["not marathi, gujarati", { languages: ["gujarati"] }],
    ["no, Gujarati", { languages: ["gujarati"] }],
    ["50k", { rateMaxPaisePerDay: 5_000_000 }],
    ["Pune only", { city: "Pune" }],
    ["shoot is 12 to 14 Jan", { dates: { from: "2027-01-12", to: "2027-01-14" } }],
    ["she must know kathak", { skills: ["kathak"] }],
  ])("understands “%s”", (text, change) => {
    expect(correct(text).criteria).toMatchObject(change);
  });

  it("drops what it says does not matter", () => {
    expect(correct("drop the age limit").criteria.age).toBeUndefined();
    expect(correct("age no bar").criteria.age).toBeUndefined();
    const { criteria, shootDates, ratePaisePerDay } = correct("forget the dates, and any budget");
    expect([criteria.dates, shootDates, criteria.rateMaxPaisePerDay, ratePaisePerDay]).toEqual(
      Array(4).fill(undefined),
    );
  });

  it("changes the number of places and the title", () => {
    expect(correct("make it 5").headcount).toBe(5);
    expect(correct("she plays a lawyer role").title).toBe("Lawyer, thriller");
  });

  it("takes back an assumption that it has spoken about", () => {
    expect(correct("Pune only").assumed).toEqual(["the year 2026"]);
  });

  it("never lets children in by the way", () => {
    expect(correct("18 to 25").criteria.minors).toBe(false);
    expect(correct("16 to 25").criteria.minors).toBe(false);
  });
});

describe("any text at all", () => {
  const words = fc.constantFrom(
    ...BRIEF.split(/[ ,–]/),
    "not",
    "no",
    "से",
    "मुली",
    "10/12",
    "₹",
    "5'4",
    "कथक",
    "kids",
    "preferably",
    "would be nice",
    "\u202e",
    "\0",
    "\ud800",
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(words, { maxLength: 60 }).map((list) => list.join(" ")),
  );

  it("is understood and corrected without a throw, within the limits of a breakdown", () => {
    fc.assert(
      fc.property(texts, texts, (brief, correction) => {
        const breakdown = applyCorrection(read(brief), correction, AT);
        const { age, about, minors } = breakdown.criteria;
        expect(breakdown.headcount).toBeGreaterThan(0);
        expect(about.isWellFormed()).toBe(true);
        if (age) expect(age.min).toBeLessThanOrEqual(age.max);
        if (minors) expect(age?.min).toBeLessThan(18);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    "women ",
    "25-",
    "for a ",
    "a-",
    "shoot 10 ",
    "1,",
    "not ",
    "मुली ",
    "' ",
    "under ",
    "🎬",
    "preferably ",
    "a preferred ",
    "ho to ",
  ])("10,000 × %j says what was not read", (unit) => {
    const { ignored } = read(unit.repeat(10_000));
    expect(ignored).toContain("everything after the first 6,000 characters");
  });
});

describe("what used to be lost", () => {
  const read = (text: string) =>
    understandBrief(text, { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata" });

  it("a girl of 8 is called a girl, and children are meant", () => {
    expect(read("girl of 8 for an ad")).toMatchObject({ title: "Girl, 6–10", criteria: { minors: true } });
  });

  it("an age about a number is read in Hindi", () => {
    expect(read("एक औरत चाहिए ४५ के आसपास").criteria.age).toEqual({ min: 42, max: 48 });
  });

  it("so many days from a day on are all of them", () => {
    expect(read("need a man, 60 days from 5 January").shootDates).toEqual({ from: "2027-01-05", to: "2027-03-05" });
  });

  it.each([
    ["woman, 2 days in January", "2 days in January, since I need the dates"],
    ["woman, shoot for 3 days", "3 days, since I need the dates"],
    ["फरवरी में शूट, आदमी 40 के आसपास", "February, since I need the dates"],
    ["एक औरत चाहिए ६०/४० के आसपास", "“60/40”, which I did not understand"],
  ])("what cannot be used is told: %s", (text, ignored) => {
    expect(read(text).ignored).toEqual([ignored]);
  });

  it.each([
    ["need 2 cops", "Cop", 2],
    ["doctors chahiye", "Doctor", 1],
    ["need an actor for a boss role", "Boss", 1],
  ])("people named by their part are counted, and each is one: %s", (text, title, headcount) => {
    expect(read(text)).toMatchObject({ title, headcount });
  });

  it("a number between commas is an age", () => {
    expect(read("mother, 50, calm, Hindi").criteria.age).toEqual({ min: 47, max: 53 });
    expect(read("woman, 1,50,000 a day").criteria.age).toBeUndefined();
  });
});

describe("the card of a role", () => {
  const lines = (text: string) => {
    const card = roleCard(understandBrief(text, AT));
    return card.type === "card" ? card.lines : [];
  };

  it("says each fact once", () => {
    expect(lines(BRIEF)).toEqual([
      "Understood: women, playing 25–32, speaks Marathi, up to ₹40,000 a day, shoot 10 December to 20 December 2026, shoot in Andheri",
      "People needed: 3",
      "Assumed: the year 2026; talent may live in any city",
    ]);
    expect(lines("तीन मराठी मुली पाहिजेत, २५ ते ३२, पोलीस भूमिका").join()).not.toContain("ranked by");
  });

  it("says which words only rank", () => {
    expect(lines("Need a dog handler, man 30-40, Lonavala")).toContain(
      "No filters, but ranked by the words: dog handler",
    );
  });
});

describe("the terms of the job", () => {
  it("are read from a brief and shown back", () => {
    const brief =
      "Need a woman 25-32 for a soft drink ad, production house: Blue Kite Films, shoot 5-9 January, 25k a day, usage: digital and TV, 12 months, exclusivity: soft drinks, 6 months, non-union, self-tape";
    expect(read(brief)).toMatchObject({
      house: "Blue Kite Films",
      usage: "digital and tv, 12 months",
      exclusivity: "soft drinks, 6 months",
      union: "none",
      audition: "self_tape",
      ratePaisePerDay: 2_500_000,
      criteria: { age: { min: 25, max: 32 } },
    });
    expect(read(brief).understood).toEqual(
      expect.arrayContaining(["for Blue Kite Films", "usage: digital and tv, 12 months", "non-union", "by self-tape"]),
    );
  });

  it.each([
    ["SAG-AFTRA man 30-40, self-tape or in person", { union: "SAG-AFTRA", audition: "either" }],
    [
      "CINTAA woman 30-40, auditions in person, no exclusivity",
      { union: "CINTAA", audition: "in_person", exclusivity: "none" },
    ],
    ["man 30-40, 6 months exclusivity", { exclusivity: "6 months" }],
  ])("%s", (brief, deal) => {
    expect(read(brief)).toMatchObject(deal);
  });

  it("are not invented, and a correction changes one alone", () => {
    for (const field of ["house", "usage", "exclusivity", "union", "audition"])
      expect(read("Need a woman of 25-32 for a house party scene")).not.toHaveProperty(field);
    const before = read("woman 25-32, usage: digital, self-tape");
    expect(applyCorrection(before, "in person", AT)).toMatchObject({ usage: "digital", audition: "in_person" });
  });
});

describe("days without dates", () => {
  it.each([
    ["shoot 5 and 6 December", "2026-12-05", "2026-12-06", "the year 2026"],
    ["shoot on 5, 6 and 7 December", "2026-12-05", "2026-12-07", "the year 2026"],
    ["shoot 3rd week of January", "2027-01-15", "2027-01-21", "15–21 January for 3rd week of January"],
    ["shoot in the last week of Feb", "2027-02-22", "2027-02-28", "22–28 February for last week of February"],
    ["January ke pehle hafte mein shoot", "2027-01-01", "2027-01-07", "1–7 January for January ke pehle hafte"],
    ["shoot mid December", "2026-12-11", "2026-12-20", "11–20 December for mid December"],
    ["shoot end of November", "2026-11-21", "2026-11-30", "21–30 November for end of November"],
    ["shoot starts next week", "2026-11-23", "2026-11-29", "23–29 November for next week"],
    ["shoot tomorrow", "2026-11-22", "2026-11-22", "22 November for tomorrow"],
    ["we start on Monday for 5 days", "2026-11-23", "2026-11-27", "23 November for Monday"],
  ])("%s", (words, from, to, assumed) => {
    const breakdown = read(`Need a woman of 25-32, ${words}`);
    expect(breakdown.shootDates).toEqual({ from, to });
    expect(breakdown.assumed).toContain(assumed);
    expect(breakdown.ignored).toEqual([]);
  });
});

describe("languages", () => {
  it.each([
    ["women 20-25 who speak Hindi or Marathi", "speaks Hindi or Marathi"],
    ["ladki 20-25 hindi ya marathi bolne wali", "speaks Hindi or Marathi"],
    ["मराठी किंवा हिंदी बोलणारी मुलगी 20-25", "speaks Marathi or Hindi"],
    ["women 20-25 who speak Hindi and Marathi", "speaks Hindi and Marathi"],
  ])("%s", (words, said) => expect(read(words).understood).toContain(said));

  it.each([
    ["Hindi is fine too", "speaks Marathi or Hindi"],
    ["Hindi bhi chalegi", "speaks Marathi or Hindi"],
    ["she should also speak Hindi", "speaks Marathi and Hindi"],
  ])("%s", (words, said) => expect(correct(words).understood).toContain(said));
});

describe("a filter that is let go", () => {
  it.each([
    "without the language",
    "without the city and the language",
    "any language is ok",
    "language doesn't matter",
    "relax the language",
    "koi bhi language chalegi",
    "any languages are fine",
    "language won’t matter",
    "without a language filter, please",
  ])("%s", (words) => {
    const { criteria } = correct(words);
    expect(criteria).toMatchObject({ languages: [], age: { min: 25, max: 32 }, about: "cop thriller" });
  });
});
