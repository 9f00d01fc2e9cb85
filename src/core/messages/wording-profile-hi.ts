import type { ProfileWords } from "./wording-profile-en.ts";

const FACTS: Record<string, string> = {
  name: "नाम",
  age: "प्लेइंग एज",
  gender: "लिंग",
  city: "शहर",
  languages: "भाषाएँ",
  heightCm: "कद",
  skills: "हुनर",
  experienceYears: "अनुभव",
  ratePerDayRupees: "रेट",
  bio: "आपके बारे में",
  links: "लिंक",
  union: "यूनियन",
  portrait: "फ़ोटो",
};
const QUESTIONS: Record<string, string> = {
  name: "आपका पूरा नाम क्या है?",
  age: "आपकी उम्र कितनी है?",
  gender: "आप महिला हैं, पुरुष हैं या नॉन-बाइनरी?",
  city: "आप किस शहर में रहते हैं?",
  languages: "आप कौन-कौन सी भाषाएँ बोलते हैं?",
  heightCm: "आपका कद कितना है, cm या फुट में?",
  skills: "आपको क्या-क्या आता है: डांस, घुड़सवारी, फ़ाइट, गाना, कोई वाद्य?",
  experienceYears: "अभिनय में कितने साल का अनुभव है? 0 भी ठीक है।",
  ratePerDayRupees: "एक दिन का आपका रेट कितना है, रुपये में?",
  bio: "अब तक क्या-क्या किया है? दो-तीन वाक्यों में।",
  links: "आपका काम कहाँ देख सकते हैं: शोरील, पेज? लिंक भेजिए।",
};
const GENDERS: Record<string, string> = {
  female: "महिला",
  male: "पुरुष",
  nonbinary: "नॉन-बाइनरी",
};

export const profileHi: ProfileWords = {
  profileFact: ({ fact }) => FACTS[fact] ?? fact,
  profileQuestion: ({ fact }) => QUESTIONS[fact] ?? "",
  profileGender: ({ gender }) => GENDERS[gender] ?? gender,
  profileYears: ({ years }) => `${years} साल`,
  profileRate: ({ rate }) => `${rate} प्रति दिन`,
  profileWas: ({ was }) => `(पहले ${was})`,
  profileSaved: ({ changes, child }) => `${child ? `${child} के लिए ` : ""}सेव हो गया: ${changes}।`,
  profileForChild: ({ child }) => `${child} की ओर से बताइए:`,
  whoseProfile: ({ options }) => `यह किसकी प्रोफ़ाइल के लिए है: ${options.join(", ")}? नाम के साथ लिखिए।`,
  profileSame: () => "यह पहले से लिखा है; कुछ नहीं बदला।",
  profileShare: ({ percent, child }) => `${child ? `${child} की` : "आपकी"} प्रोफ़ाइल ${percent}% पूरी है।`,
  profileMissing: ({ lacks }) => `बाकी है: ${lacks}। “प्रोफ़ाइल” लिखिए, मैं एक-एक करके पूछूँगा।`,
  profileAway: ({ dates }) => `उपलब्ध नहीं: ${dates}`,
  profileDone: ({ percent, child }) =>
    `बस इतना ही चाहिए था: ${child ? `${child} की` : "आपकी"} प्रोफ़ाइल ${percent}% पूरी है। कभी भी बदल सकते हैं: “मेरा कद 165 cm है”।`,
  profilePaused: () => "ठीक है। जो बताया वह सेव है; “प्रोफ़ाइल” लिखिए तो आगे बढ़ेंगे।",
  photoSaved: ({ child, photos }) =>
    `${child ? `${child} के लिए ` : ""}${photos === 1 ? "फोटो सेव हो गई" : `${photos} फोटो सेव हो गईं; आख़िरी वाली दिखेगी`}। कास्टिंग टीम इसे प्रोफ़ाइल के साथ देखती है। हटाने के लिए लिखिए “फोटो हटाओ”।`,
  photoNotOne: () => "यह फोटो की तरह नहीं खुली। JPEG या PNG में, पिक्चर की तरह भेजिए।",
  photoTooLarge: () => "यह फोटो 10 MB से बड़ी है। छोटी भेजिए।",
  photoNotFetched: () => "फोटो मुझे नहीं मिली। एक बार फिर भेजिए।",
  photoRemoved: ({ child }) => `हटा दी: ${child ? `${child} की` : "आपकी"} फोटो अब नहीं दिखेगी।`,
  photoNone: ({ child }) => `${child ? `${child} की` : "आपकी"} कोई फोटो यहाँ नहीं है, इसलिए कुछ नहीं बदला।`,
  profileAgain: ({ fact }) => `यह समझ नहीं आया। ${QUESTIONS[fact] ?? ""} “छोड़ो” या “बाद में” भी लिख सकते हैं।`,
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
