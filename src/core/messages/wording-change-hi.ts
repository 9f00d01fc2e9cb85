import { type ChangeKind, type ChangeWords, changeLines, type Standing } from "./wording-change-en.ts";

const STANDS: Record<Standing, string> = {
  invited: "ऑडिशन वैसा ही है जैसा बताया था।",
  held: "जो तारीख़ें रखी हैं वे वैसी ही रहेंगी जब तक हम फिर न लिखें। यह बुकिंग नहीं है।",
  offered: "प्रस्ताव अपनी पुरानी शर्तों पर है जब तक हम फिर न लिखें। यह बुकिंग नहीं है।",
  booked: "बुकिंग बनी हुई है; कुछ भी नया पहले आपसे तय करेंगे।",
};

const LABELS: Record<ChangeKind, string> = {
  dates: "शूट की तारीख़ें",
  location: "शूट की जगह",
  rate: "रेट",
  usage: "इस्तेमाल",
  exclusivity: "एक्सक्लूसिविटी",
  role: "रोल",
  project: "प्रोजेक्ट",
  house: "प्रोडक्शन हाउस",
  audition: "ऑडिशन",
};

export const changeHi: ChangeWords = {
  roleChanged: (facts) =>
    `नमस्ते ${facts.name}, “${facts.role}”${facts.child ? ` (${facts.child})` : ""} में कुछ बदला है:\n` +
    `${changeLines(facts, { labels: LABELS, also: "यह भी बदला" })}\n${STANDS[facts.standing]} ठीक न हो तो यहीं लिखिए।`,
  auditioned: ({ way }) => ({ self_tape: "सेल्फ़-टेप", in_person: "सामने आकर", either: "सेल्फ़-टेप या सामने आकर" })[way],
};
