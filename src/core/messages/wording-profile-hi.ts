import type { ProfileWords } from "./wording-profile-en.ts";

export const profileHi: ProfileWords = {
  away: ({ dates, child }) =>
    `नोट कर लिया: ${dates} को ${child || "आप"} उपलब्ध नहीं। इन तारीख़ों पर हम कुछ नहीं पूछेंगे। बदले तो लिखिए “… से फिर से फ्री”।`,
  awayStands: ({ when }) => `${when} का ऑडिशन अब भी है: न हो सके तो लिखिए “नहीं आ पाऊँगा/पाऊँगी”।`,
  awayInvited: ({ role, day }) =>
    `“${role}” का न्योता ${day} का है: कौन सा दूसरा दिन ठीक रहेगा, या लिखिए “नहीं आ पाऊँगा/पाऊँगी”।`,
  awayUntil: ({ from }) => `${from} से बाहर: किस दिन तक?`,
  awayUnclear: () => "ये तारीख़ें समझ नहीं आईं। ऐसे लिखिए: “10 से 20 दिसंबर”।",
  freeAgain: ({ dates, child }) => `नोट कर लिया: ${dates} को ${child || "आप"} फिर से फ्री।`,
  freeAgainFrom: ({ dates, child }) => `नोट कर लिया: ${dates} से ${child || "आप"} फिर से फ्री।`,
  notAway: () => "तब की कोई बाहर वाली तारीख़ें मेरे पास नहीं हैं, इसलिए मैंने कुछ नहीं बदला।",
  whoseDates: ({ options }) => `ये किसकी तारीख़ें हैं: ${options.join(", ")}? नाम के साथ लिखिए।`,
};
