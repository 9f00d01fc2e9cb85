import { type ChangeKind, type ChangeWords, changeLines, type Standing } from "./wording-change-en.ts";

const STANDS: Record<Standing, string> = {
  invited: "ऑडिशन सांगितल्याप्रमाणेच आहे.",
  held: "राखून ठेवलेल्या तारखा आम्ही पुन्हा लिहीपर्यंत तशाच राहतील. हे बुकिंग नाही.",
  offered: "प्रस्ताव आम्ही पुन्हा लिहीपर्यंत जुन्या अटींवर आहे. हे बुकिंग नाही.",
  booked: "बुकिंग कायम आहे; काहीही नवीन आधी तुमच्याशी ठरवू.",
};

const LABELS: Record<ChangeKind, string> = {
  dates: "शूटच्या तारखा",
  location: "शूटचे ठिकाण",
  rate: "रेट",
  usage: "वापर",
  exclusivity: "एक्सक्लुझिव्हिटी",
  role: "भूमिका",
  project: "प्रोजेक्ट",
  house: "प्रॉडक्शन हाऊस",
  audition: "ऑडिशन",
};

export const changeMr: ChangeWords = {
  roleChanged: (facts) =>
    `नमस्कार ${facts.name}, “${facts.role}”${facts.child ? ` (${facts.child})` : ""} मध्ये काही बदलले आहे:\n` +
    `${changeLines(facts, { labels: LABELS, also: "हेही बदलले" })}\n${STANDS[facts.standing]} सोयीचे नसेल तर इथे लिहा.`,
  auditioned: ({ way }) => ({ self_tape: "सेल्फ-टेप", in_person: "प्रत्यक्ष", either: "सेल्फ-टेप किंवा प्रत्यक्ष" })[way],
};
