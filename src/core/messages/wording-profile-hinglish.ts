import type { ProfileWords } from "./wording-profile-en.ts";

export const profileHinglish: ProfileWords = {
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
