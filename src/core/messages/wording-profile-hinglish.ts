import type { ProfileWords } from "./wording-profile-en.ts";

const FACTS: Record<string, string> = {
  name: "naam",
  age: "playing age",
  gender: "gender",
  city: "city",
  languages: "languages",
  heightCm: "height",
  skills: "skills",
  experienceYears: "experience",
  ratePerDayRupees: "rate",
  bio: "aapke baare mein",
  links: "links",
  union: "union",
  portrait: "photo",
};
const QUESTIONS: Record<string, string> = {
  name: "Aapka poora naam kya hai?",
  age: "Aapki umar kitni hai?",
  gender: "Aap mahila hain, purush hain ya non-binary?",
  city: "Aap kis shehar mein rehte hain?",
  languages: "Aap kaun kaunsi bhashayein bolte hain?",
  heightCm: "Aapki height kitni hai, cm ya feet mein?",
  skills: "Aapko kya kya aata hai: dance, riding, fights, gaana, koi instrument?",
  experienceYears: "Acting mein kitne saal ka experience hai? 0 bhi theek hai.",
  ratePerDayRupees: "Ek din ka aapka rate kitna hai, rupaye mein?",
  bio: "Ab tak kya kya kiya hai? Do teen vaakya mein.",
  links: "Aapka kaam kahan dekh sakte hain: showreel, page? Link bhejiye.",
};
const GENDERS: Record<string, string> = {
  female: "mahila",
  male: "purush",
  nonbinary: "non-binary",
};

export const profileHinglish: ProfileWords = {
  profileFact: ({ fact }) => FACTS[fact] ?? fact,
  profileQuestion: ({ fact }) => QUESTIONS[fact] ?? "",
  profileGender: ({ gender }) => GENDERS[gender] ?? gender,
  profileYears: ({ years }) => `${years} saal`,
  profileRate: ({ rate }) => `${rate} ek din ka`,
  profileWas: ({ was }) => `(pehle ${was})`,
  profileSaved: ({ changes, child }) => `${child ? `${child} ke liye save` : "Save"} ho gaya: ${changes}.`,
  profileForChild: ({ child }) => `${child} ki taraf se bataiye:`,
  whoseProfile: ({ options }) => `Yeh kiski profile ke liye hai: ${options.join(", ")}? Naam ke saath likhiye.`,
  profileSame: () => "Yeh pehle se likha hai; kuch nahi badla.",
  profileShare: ({ percent, child }) => `${child ? `${child} ki` : "Aapki"} profile ${percent}% poori hai.`,
  profileMissing: ({ lacks }) => `Baaki hai: ${lacks}. “profile” likhiye, main ek ek karke poochunga.`,
  profileAway: ({ dates }) => `available nahi: ${dates}`,
  profileDone: ({ percent, child }) =>
    `Bas itna hi chahiye tha: ${child ? `${child} ki` : "aapki"} profile ${percent}% poori hai. Kabhi bhi badal sakte hain: “meri height 165 cm hai”.`,
  profilePaused: () => "Theek hai. Jo bataya woh save hai; “profile” likhiye to aage badhenge.",
  photoSaved: ({ child, photos }) =>
    `${child ? `${child} ke liye ` : ""}${photos === 1 ? "photo save ho gayi" : `${photos} photos save ho gayin; aakhri wali dikhegi`}. Casting team ise profile ke saath dekhti hai. Hatane ke liye likhiye “photo hatao”.`,
  photoNotOne: () => "Yeh photo ki tarah nahi khuli. JPEG ya PNG mein, picture ki tarah bhejiye.",
  photoTooLarge: () => "Yeh photo 10 MB se badi hai. Chhoti bhejiye.",
  photoNotFetched: () => "Photo mujhe mili nahi. Ek baar phir bhejiye.",
  photoRemoved: ({ child }) => `Hata di: ${child ? `${child} ki` : "aapki"} photo ab nahi dikhegi.`,
  photoNone: ({ child }) => `${child ? `${child} ki` : "Aapki"} koi photo yahan nahi hai, isliye kuch nahi badla.`,
  profileAgain: ({ fact }) =>
    `Yeh samajh nahi aaya. ${QUESTIONS[fact] ?? ""} “skip” ya “baad mein” bhi likh sakte hain.`,
  away: ({ dates, child }) =>
    `Note kar liya: ${dates} ko ${child || "aap"} available nahi. In dates par hum kuch nahi poochenge. Badle to likhiye “… se phir se free”.`,
  awayStands: ({ when }) => `${when} ka audition abhi bhi hai: na ho sake to likhiye “nahi aa paunga/paungi”.`,
  awayInvited: ({ role, day }) =>
    `“${role}” ka invitation ${day} ka hai: kaunsa dusra din theek rahega, ya likhiye “nahi aa paunga/paungi”.`,
  awayUntil: ({ from }) => `${from} se bahar: kis din tak?`,
  awayUnclear: () => "Yeh dates samajh nahi aayin. Aise likhiye: “10 se 20 December”.",
  freeAgain: ({ dates, child }) => `Note kar liya: ${dates} ko ${child || "aap"} phir se free.`,
  freeAgainFrom: ({ dates, child }) => `Note kar liya: ${dates} se ${child || "aap"} phir se free.`,
  notAway: () => "Tab ki koi bahar wali dates mere paas nahi hain, isliye maine kuch nahi badla.",
  whoseDates: ({ options }) => `Yeh kiski dates hain: ${options.join(", ")}? Naam ke saath likhiye.`,
};
