import { type ChangeKind, type ChangeWords, changeLines, type Standing } from "./wording-change-en.ts";

const STANDS: Record<Standing, string> = {
  invited: "Audition waisa hi hai jaisa bataya tha.",
  held: "Jo dates rakhi hain woh waisi hi rahengi jab tak hum phir na likhein. Yeh booking nahi hai.",
  offered: "Offer apni purani sharton par hai jab tak hum phir na likhein. Yeh booking nahi hai.",
  booked: "Booking bani hui hai; kuch bhi naya pehle aapse tay karenge.",
};

const LABELS: Record<ChangeKind, string> = {
  dates: "Shoot ki dates",
  location: "Shoot ki jagah",
  rate: "Rate",
  usage: "Usage",
  exclusivity: "Exclusivity",
  role: "Role",
  project: "Project",
  house: "Production house",
  audition: "Audition",
};

export const changeHinglish: ChangeWords = {
  roleChanged: (facts) =>
    `Hi ${facts.name}, “${facts.role}”${facts.child ? ` (${facts.child})` : ""} mein kuch badla hai:\n` +
    `${changeLines(facts, { labels: LABELS, also: "Yeh bhi badla" })}\n${STANDS[facts.standing]} Theek na ho toh yahin likhiye.`,
  auditioned: ({ way }) =>
    ({ self_tape: "self-tape", in_person: "saamne aakar", either: "self-tape ya saamne aakar" })[way],
};
