/**
 * Writes demo-talent.csv: 240 invented people, the same at every run. Names are put together from common first and last
 * names; numbers are +91 00000 xxxxx, which is never given out; addresses are below example.com.
 */
import { writeFileSync } from "node:fs";

let state = 20_261_121;
const random = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
};
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
const some = <T>(list: readonly T[], count: number): T[] => list.toSorted(() => random() - 0.5).slice(0, count);

const FEMALE =
  "Aarohi Asmita Bhakti Chaitra Damini Esha Falguni Gauri Hemal Ira Janhavi Ketaki Lavanya Mukta Namita Ojasvi Panna Rewa Shalmali Trupti Urvi Vedika Yamini Zoya Avani Bela Charvi Dhara Harini Ishani Jui Kaveri Leela Madhura Netra Pradnya Ritika Sayali Tejal Vrinda Ahana Barkha Devika Farah Gitali Hafsa Kalyani Meenal Noor Purva".split(
    " ",
  );
const MALE =
  "Abhiram Bhargav Chinmay Darshan Eshan Farhan Gajendra Harshad Indraneel Jaideep Ketan Lokesh Mihir Nakul Omkar Prasanna Raghav Samar Tarak Utkarsh Vedant Yuvan Zubin Atharva Bhavesh Devdutt Fuad Govind Hemant Ishaan Jatin Kaustubh Madhav Nachiket Parth Rudra Siddhesh Tanmay Viraj Anirudh Burhan Chetan Dhruv Gagan Hriday Kabir Malhar Nihar Ranjan Soham".split(
    " ",
  );
const LAST =
  "Bhosle Chitnis Dalvi Gokhale Inamdar Jadhav Kelkar Limaye Mahadik Nimbalkar Oak Paranjape Rege Sathe Tambe Upadhye Vaidya Wagle Bhandari Chauhan Dubey Gandhi Handa Jain Khatri Lohia Mistry Nagpal Oberai Pandit Qureshi Rawat Solanki Thakur Vohra Yadav Ansari Borkar Contractor Dsouza Fernandes Ghoshal Iyengar Kamath Menon Nair Pillai Reddy Shetty Varghese".split(
    " ",
  );
const CITIES = [
  "Mumbai",
  "Mumbai",
  "Mumbai",
  "Mumbai",
  "Mumbai",
  "Pune",
  "Pune",
  "Thane",
  "Nagpur",
  "Nashik",
  "Delhi",
  "Kolkata",
  "Bengaluru",
  "Lucknow",
  "Jaipur",
  "Hyderabad",
  "Kolhapur",
  "Chandigarh",
];
const SKILLS = [
  "kathak",
  "bharatanatyam",
  "lavani",
  "horse riding",
  "swimming",
  "driving",
  "bike riding",
  "martial arts",
  "boxing",
  "sword fighting",
  "singing",
  "guitar",
  "yoga",
  "cricket",
  "football",
  "skating",
  "voice over",
  "stand-up comedy",
  "mimicry",
  "stage combat",
  "firearms handling",
  "ballroom dance",
];
const YOUNG_SKILLS = [
  "kathak",
  "bharatanatyam",
  "swimming",
  "singing",
  "yoga",
  "cricket",
  "football",
  "skating",
  "mimicry",
];
const OTHER_LANGUAGES = [
  "gujarati",
  "punjabi",
  "urdu",
  "bengali",
  "tamil",
  "telugu",
  "kannada",
  "malayalam",
  "bhojpuri",
  "konkani",
  "haryanvi",
  "rajasthani",
];
const PARTS = [
  "cop",
  "doctor",
  "lawyer",
  "teacher",
  "college student",
  "journalist",
  "gangster",
  "soldier",
  "politician",
  "farmer",
  "detective",
  "singer",
  "dancer",
];
const HER_PARTS = [...PARTS, "village woman", "mother", "nurse", "bride"];
const HIS_PARTS = [...PARTS, "businessman", "father", "village headman", "taxi driver"];
const WORKS = [
  "an OTT crime series",
  "a Marathi feature",
  "two daily serials",
  "a short film that went to festivals",
  "a theatre company in Pune",
  "ad films",
  "a web comedy",
  "a period drama",
  "a travelling play",
  "an indie thriller",
];

type Person = { gender: "female" | "male" | "nonbinary"; part: string; skills: string[]; years: number; city: string };

const ENGLISH = [
  ({ part, years }: Person) =>
    `Trained on stage, ${years} years in front of the camera. Played a ${part} in ${pick(WORKS)}. Quick with lines, calm on long days.`,
  ({ part, skills }: Person) =>
    `Known for grounded, natural work. Was the ${part} in ${pick(WORKS)}. Does own ${skills[0] ?? "light stunts"}.`,
  ({ part, city }: Person) =>
    `From ${city}, workshop regular, strong in close-ups. Looking for layered parts after playing a ${part} in ${pick(WORKS)}.`,
  ({ part, skills }: Person) =>
    `Dry humour and good timing. Credits: ${part} in ${pick(WORKS)}. Also ${skills[1] ?? "voice work"}.`,
];
const HINGLISH = [
  ({ part, years, gender }: Person) =>
    `${years} saal se theatre aur camera dono kar ${gender === "male" ? "raha" : "rahi"} hoon, ${part} ka role ${pick(WORKS)} mein kiya tha. Emotional scenes meri strength hain.`,
  ({ part, skills, gender }: Person) =>
    `Main set pe time se ${gender === "male" ? "aata" : "aati"} hoon, ${part} wala kirdar ${pick(WORKS)} mein kiya. ${skills[0] ?? "dance"} bhi aata hai.`,
  ({ part }: Person) => `Rangmanch se shuruaat, phir ${pick(WORKS)} mein ${part}. Naye kirdar karne ka shauk hai.`,
];
const HINDI = [
  ({ years }: Person) =>
    `${years} साल से रंगमंच और कैमरे पर काम। गंभीर और भावुक किरदार पसंद हैं, पुलिस और डॉक्टर की भूमिका निभाई है।`,
  ({ gender }: Person) =>
    `नाटक से शुरुआत, अब वेब सीरीज़। ${gender === "male" ? "गाँव के किसान" : "गाँव की लड़की"} से लेकर वकील तक के किरदार किए हैं। नृत्य और गायन भी आता है।`,
  () => "मेहनती, समय के पाबंद, हर तरह के किरदार के लिए तैयार। थ्रिलर में पुलिस इंस्पेक्टर की भूमिका की है।",
];
const MARATHI = [
  ({ gender }: Person) =>
    `मराठी नाटक आणि मालिकांमध्ये काम. पोलीस अधिकारी, ${gender === "male" ? "शिक्षक आणि वडिलांच्या" : "शिक्षिका आणि आईच्या"} भूमिका केल्या आहेत.`,
  () => "पुण्यातील प्रायोगिक रंगभूमीतून सुरुवात, आता वेब मालिका. नृत्य आणि गायन येते.",
];
const COPS = [
  "Played a cop in an OTT thriller and an inspector in a Marathi feature. Trained in stage combat, does own chases.",
  "Police ka role do crime series mein kiya hai, marathi meri pehli bhasha hai. Action aur bike riding aati hai.",
  "थ्रिलर मालिकेत पोलीस उपनिरीक्षकाची भूमिका. मारामारीची दृश्ये स्वतः करते.",
  "Constable in a feature on night patrols, lead in a women's play about the force. Strong screen presence, steady eyes.",
  "पुलिस इंस्पेक्टर की भूमिका एक क्राइम सीरीज़ में निभाई, मराठी और हिंदी दोनों में सहज।",
  "Marathi stage actor; tough investigating officer in an indie thriller. Firearms handling certificate for film.",
  "Karate black belt, ACP in a web series, village sarpanch in a Marathi film. Fit and camera-ready.",
];

const rows: string[][] = [];
const used = new Set<string>();
const nameFor = (gender: Person["gender"]) => {
  for (;;) {
    const name = `${pick(gender === "male" ? MALE : FEMALE)} ${pick(LAST)}`;
    if (!used.has(name)) {
      used.add(name);
      return name;
    }
  }
};
const COLUMNS =
  "external_id,name,age_min,age_max,gender,city,languages,skills,height_cm,experience_years,bio,rate_per_day,union,away,phone,whatsapp,email,portrait,minor,guardian_name,guardian_phone";
const phoneOf = (index: number) => `+9100000${String(index).padStart(5, "0")}`;

for (let index = 1; index <= 240; index += 1) {
  const cop = index <= 14;
  const minor = index > 228;
  const gender: Person["gender"] = cop
    ? "female"
    : index % 60 === 0 && !minor
      ? "nonbinary"
      : random() < 0.5
        ? "female"
        : "male";
  const age = cop ? between(26, 31) : minor ? between(6, 15) : between(20, 66);
  const spread = minor ? 1 : between(3, 5);
  const name = nameFor(gender);
  const city = cop ? pick(["Mumbai", "Mumbai", "Pune", "Thane"]) : pick(CITIES);
  const skills = cop
    ? [
        "stage combat",
        ...some(
          SKILLS.filter((skill) => skill !== "stage combat"),
          2,
        ),
      ]
    : some(minor ? YOUNG_SKILLS : SKILLS, between(1, minor ? 3 : 4));
  const years = minor ? between(0, 3) : Math.max(1, Math.min(between(2, 20), age - 18));
  const person: Person = {
    gender,
    part: pick(gender === "male" ? HIS_PARTS : gender === "female" ? HER_PARTS : PARTS),
    skills,
    years,
    city,
  };
  const marathi = cop || random() < 0.35;
  const languages = [
    ...(marathi
      ? [`marathi:${cop ? pick(["native", "native", "fluent"]) : pick(["native", "fluent", "working"])}`]
      : []),
    `hindi:${pick(["native", "fluent", "fluent"])}`,
    ...(random() < 0.8 ? [`english:${pick(["fluent", "working", "basic"])}`] : []),
    ...(random() < 0.4 ? [`${pick(OTHER_LANGUAGES)}:${pick(["native", "fluent", "working"])}`] : []),
  ];
  const style = gender === "nonbinary" ? 0 : random();
  const bio = cop
    ? (COPS[index % COPS.length] as string)
    : minor
      ? `School plays and ${pick(["an ad film", "a short film", "a TV serial"])}; comes with a guardian.`
      : style < 0.5
        ? pick(ENGLISH)(person)
        : style < 0.75
          ? pick(HINGLISH)(person)
          : style < 0.9 || !marathi
            ? pick(HINDI)(person)
            : pick(MARATHI)(person);
  const id = `demo-${String(index).padStart(3, "0")}`;
  const from = between(1, 25);
  rows.push([
    id,
    name,
    String(minor ? age : Math.max(18, age - spread)),
    String(age + (minor ? 1 : spread)),
    gender,
    city,
    languages.join(";"),
    skills.join(";"),
    String(minor ? 84 + age * 5 + between(0, 6) : gender === "male" ? between(162, 188) : between(150, 176)),
    String(years),
    bio,
    String(cop ? between(20, 38) * 1000 : between(8, 120) * 1000),
    random() < 0.3 ? "CINTAA" : "",
    !cop && random() < 0.2
      ? `2026-12-${String(from).padStart(2, "0")}..2026-12-${String(from + 3).padStart(2, "0")}`
      : "",
    minor ? "" : phoneOf(index),
    index % 12 === 0 ? "no" : "yes",
    index % 2 === 0 && !minor ? `${name.toLowerCase().replace(/[^a-z]+/g, ".")}@example.com` : "",
    `/portraits/${id}.svg`,
    minor ? "yes" : "",
    minor ? `${pick([...FEMALE, ...MALE])} ${name.split(" ")[1]}` : "",
    minor ? phoneOf(index) : "",
  ]);
}

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
writeFileSync(
  new URL("demo-talent.csv", import.meta.url),
  `${[COLUMNS.split(","), ...rows].map((row) => row.map(quoted).join(",")).join("\n")}\n`,
);
