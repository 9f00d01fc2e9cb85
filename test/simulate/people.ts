/** The talent of the week: invented people with a language, a profile and habits, the same for the same seed. */
import type { Language } from "../../src/core/messages/message.ts";
import { createRandom, type Random } from "../support/random.ts";

export type Arrival = "on_time" | "late" | "unsaid" | "no_show";
/** `texts_only`: texts from India, which cannot be answered; `sms`: from a number that may. */
export type Reach = "whatsapp" | "sms" | "texts_only";
export type Person = {
  name: string;
  phone: string;
  reach: Reach;
  language: Language;
  random: Random;
  seed: number;
  /** Whose auditions they arrange, when they are a guardian. */
  children: { name: string; phone: string }[];
};

const FIRST = {
  female:
    "Aarohi Barkha Chhaya Devika Esha Falguni Gauri Harini Ishita Janhavi Ketaki Leela Mukta Namita Ojasvi Pallavi Rewa Sayali Tanvi Urmi Vaidehi Yamini Zoya Nandini Sharvari".split(
      " ",
    ),
  male: "Aditya Bhavesh Chirag Devang Eshan Farhan Gaurav Harshal Ishaan Jayesh Kunal Lokesh Manas Nikhil Omkar Pranav Rohit Sahil Tejas Uday Varun Yash Zubin Neeraj Shantanu".split(
    " ",
  ),
};
const LAST =
  "Ansari Bhosle Chitnis Dalvi Engineer Fernandes Ghoshal Hegde Iyer Joshi Kamat Lele Menon Naik Oberoi Pillai Rane Shetty Thakur Upadhye Vaidya Wagle Yadav Zaveri Dubey".split(
    " ",
  );
const SKILLS =
  "stage combat;kathak;sword fighting;horse riding;lavani;bharatanatyam;driving;stand-up comedy;voice over;cricket;skating;bike riding;boxing".split(
    ";",
  );
const BIOS = [
  "Stage actor with a steady voice, two short films and a web series.",
  "Police ka role crime series mein kiya hai, action aur bike riding aati hai.",
  "थ्रिलर मालिकेत भूमिका. नाटकाचा दहा वर्षांचा अनुभव.",
  "विज्ञापन और धारावाहिक, हिंदी में सहज, नृत्य की शिक्षा.",
];
const SPOKEN: [Language, number][] = [
  ["hinglish", 0.35],
  ["en", 0.65],
  ["hi", 0.85],
  ["mr", 1],
];

/** Rows as `npm run talent:import` reads them, and who they are. */
export function invent(count: number, seed: number): { people: Person[]; rows: Record<string, string>[] } {
  const random = createRandom(seed);
  const people: Person[] = [];
  const rows: Record<string, string>[] = [];
  for (let index = 0; index < count; index += 1) {
    const gender = index % 2 === 0 ? "female" : "male";
    const nth = Math.floor(index / 2);
    const first = FIRST[gender][nth % FIRST[gender].length] ?? "";
    // Each first name meets each last name once; beyond that there are second names.
    const last = LAST[(nth + Math.floor(nth / LAST.length)) % LAST.length] ?? "";
    const more = nth >= FIRST[gender].length * LAST.length ? ` ${String.fromCharCode(65 + (nth % 26))}.` : "";
    const name = `${first}${more} ${last}`;
    const reach = reachOf(index);
    const phone =
      reach === "sms" ? `+150055500${10 + Math.floor(index / ABROAD)}` : `+9100000${String(10_000 + index)}`;
    people.push({
      name,
      phone,
      reach,
      language: spoken(random),
      random: createRandom(seed * 31 + index),
      seed: seed * 31 + index,
      children: [],
    });
    rows.push(rowOf(random, { index, name, phone, gender, reach }));
  }
  return { people, rows };
}

export function spoken(random: Random): Language {
  const drawn = random.next();
  return (SPOKEN.find(([, below]) => drawn < below) ?? ["en"])[0] as Language;
}

const ABROAD = 15;
const reachOf = (index: number): Reach => {
  if (index % ABROAD === 7) return "sms";
  return index % 10 === 4 ? "texts_only" : "whatsapp";
};

type Known = { index: number; name: string; phone: string; gender: string; reach: Reach };

function rowOf(random: Random, { index, name, phone, gender, reach }: Known): Record<string, string> {
  const age = random.between(19, 48);
  return {
    external_id: `week-${index}`,
    name,
    age_min: String(age),
    age_max: String(age + random.between(5, 10)),
    gender,
    city: random.pick(["Mumbai", "Mumbai", "Thane", "Pune"]),
    languages: `hindi:fluent;marathi:${random.pick(["native", "fluent", "basic"])};english:working`,
    skills: random.shuffled(SKILLS).slice(0, 3).join(";"),
    height_cm: String(random.between(150, 188)),
    experience_years: String(random.between(1, 14)),
    bio: random.pick(BIOS),
    rate_per_day: String(random.between(10, 30) * 1_000),
    phone,
    whatsapp: reach === "whatsapp" ? "yes" : "no",
    ...(random.chance(0.4) && { email: `week.${index}@example.com` }),
  };
}
