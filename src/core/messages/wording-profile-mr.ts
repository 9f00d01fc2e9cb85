import type { ProfileWords } from "./wording-profile-en.ts";

export const profileMr: ProfileWords = {
  away: ({ dates, child }) =>
    `नोंद केली: ${dates} ला ${child || "तुम्ही"} उपलब्ध नाही. या तारखांना आम्ही काही विचारणार नाही. बदलले तर लिहा “… पासून परत मोकळी/मोकळा”.`,
  awayStands: ({ when }) => `${when} ची ऑडिशन अजूनही आहे: जमत नसेल तर लिहा “येऊ शकत नाही”.`,
  awayInvited: ({ role, day }) => `“${role}” चे आमंत्रण ${day} चे आहे: दुसरा कोणता दिवस जमेल, किंवा लिहा “येऊ शकत नाही”.`,
  awayUntil: ({ from }) => `${from} पासून बाहेर: कोणत्या दिवसापर्यंत?`,
  awayUnclear: () => "या तारखा समजल्या नाहीत. असे लिहा: “10 ते 20 डिसेंबर”.",
  freeAgain: ({ dates, child }) => `नोंद केली: ${dates} ला ${child || "तुम्ही"} परत मोकळे.`,
  freeAgainFrom: ({ dates, child }) => `नोंद केली: ${dates} पासून ${child || "तुम्ही"} परत मोकळे.`,
  notAway: () => "त्या वेळच्या बाहेरच्या तारखा माझ्याकडे नाहीत, म्हणून काही बदलले नाही.",
  whoseDates: ({ options }) => `या तारखा कोणाच्या आहेत: ${options.join(", ")}? नावासह लिहा.`,
};
