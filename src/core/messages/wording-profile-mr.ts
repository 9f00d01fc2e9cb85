import type { ProfileWords } from "./wording-profile-en.ts";

const FACTS: Record<string, string> = {
  name: "नाव",
  age: "प्लेइंग एज",
  gender: "लिंग",
  city: "शहर",
  languages: "भाषा",
  heightCm: "उंची",
  skills: "कौशल्ये",
  experienceYears: "अनुभव",
  ratePerDayRupees: "दर",
  bio: "तुमच्याबद्दल",
  links: "लिंक",
  union: "युनियन",
  portrait: "फोटो",
};
const QUESTIONS: Record<string, string> = {
  name: "तुमचे पूर्ण नाव काय?",
  age: "तुमचे वय किती?",
  gender: "तुम्ही स्त्री आहात, पुरुष आहात की नॉन-बायनरी?",
  city: "तुम्ही कोणत्या शहरात राहता?",
  languages: "तुम्ही कोणकोणत्या भाषा बोलता?",
  heightCm: "तुमची उंची किती, cm किंवा फुटात?",
  skills: "तुम्हाला काय काय येते: नृत्य, घोडेस्वारी, फाइट, गाणे, एखादे वाद्य?",
  experienceYears: "अभिनयाचा किती वर्षांचा अनुभव आहे? 0 चालेल.",
  ratePerDayRupees: "एका दिवसाचा तुमचा दर किती, रुपयांत?",
  bio: "आतापर्यंत काय काय केले आहे? दोन-तीन वाक्यांत.",
  links: "तुमचे काम कुठे पाहता येईल: शोरील, पेज? लिंक पाठवा.",
};
const GENDERS: Record<string, string> = {
  female: "स्त्री",
  male: "पुरुष",
  nonbinary: "नॉन-बायनरी",
};

export const profileMr: ProfileWords = {
  profileFact: ({ fact }) => FACTS[fact] ?? fact,
  profileQuestion: ({ fact }) => QUESTIONS[fact] ?? "",
  profileGender: ({ gender }) => GENDERS[gender] ?? gender,
  profileYears: ({ years }) => `${years} वर्षे`,
  profileRate: ({ rate }) => `दिवसाला ${rate}`,
  profileWas: ({ was }) => `(आधी ${was})`,
  profileSaved: ({ changes, child }) => `${child ? `${child} साठी ` : ""}जतन केले: ${changes}.`,
  profileForChild: ({ child }) => `${child} च्या वतीने सांगा:`,
  whoseProfile: ({ options }) => `हे कोणाच्या प्रोफाइलसाठी आहे: ${options.join(", ")}? नावासह लिहा.`,
  profileSame: () => "हे आधीच लिहिलेले आहे; काही बदलले नाही.",
  profileShare: ({ percent, child }) => `${child ? `${child} ची` : "तुमची"} प्रोफाइल ${percent}% पूर्ण आहे.`,
  profileMissing: ({ lacks }) => `बाकी आहे: ${lacks}. “प्रोफाइल” लिहा, मी एकेक करून विचारेन.`,
  profileAway: ({ dates }) => `उपलब्ध नाही: ${dates}`,
  profileDone: ({ percent, child }) =>
    `एवढेच हवे होते: ${child ? `${child} ची` : "तुमची"} प्रोफाइल ${percent}% पूर्ण आहे. कधीही बदलू शकता: “माझी उंची 165 cm आहे”.`,
  profilePaused: () => "ठीक आहे. सांगितलेले जतन आहे; “प्रोफाइल” लिहिले की पुढे जाऊ.",
  photoSaved: ({ child, photos }) =>
    `${child ? `${child} साठी ` : ""}${photos === 1 ? "फोटो जतन केला" : `${photos} फोटो जतन केले; शेवटचा दिसेल`}. कास्टिंग टीम तो प्रोफाइलसोबत पाहते. काढायला लिहा “फोटो काढा”.`,
  photoNotOne: () => "हा फोटो म्हणून उघडला नाही. JPEG किंवा PNG मध्ये, चित्र म्हणून पाठवा.",
  photoTooLarge: () => "हा फोटो 10 MB पेक्षा मोठा आहे. लहान पाठवा.",
  photoNotFetched: () => "फोटो मला मिळाला नाही. पुन्हा एकदा पाठवा.",
  photoRemoved: ({ child }) => `काढला: ${child ? `${child} चा` : "तुमचा"} फोटो आता दिसणार नाही.`,
  photoNone: ({ child }) => `${child ? `${child} चा` : "तुमचा"} एकही फोटो इथे नाही, म्हणून काही बदलले नाही.`,
  profileAgain: ({ fact }) => `हे समजले नाही. ${QUESTIONS[fact] ?? ""} “सोडा” किंवा “नंतर” असेही लिहू शकता.`,
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
