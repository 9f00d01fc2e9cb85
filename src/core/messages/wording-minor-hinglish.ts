import type { MinorWords } from "./wording-minor-en.ts";
import { kindIn } from "./wording-round.ts";

export const minorHinglish: MinorWords = {
  consentAsked: ({ child }) =>
    `${child} ki umar 18 se kam hai, isliye pehle guardian ke taur par aapki sehmati chahiye. Hum ${child} ki profile, audition ke time aur recording sirf casting ke liye rakhte hain, sirf is casting team ko dikhate hain, aur sirf aapko likhte hain. ` +
    `Aap ise kabhi bhi wapas le sakte hain: “sehmati wapas” likhiye. Kya ${child} ke liye aapki sehmati hai?`,
  placeForChild: ({ round, house, child, role, when, place, until }) =>
    `${house || "Hamari casting team"} ${child} ko ${role ? `“${role}”` : "ek role"} ke liye dekhna chahti hai: ${kindIn("hinglish")(round)}, ${when}, ${place}. Yeh time ${child} ke liye ${until} tak rakha hai.`,
  consentLabel: () => "Sehmati hai",
  noConsentLabel: () => "Sehmati nahi",
  consentGiven: ({ child }) => `Shukriya. ${child} ke liye aapki sehmati record ho gayi hai.`,
  consentRefused: ({ child }) =>
    `Note kar liya: ${child} ke liye sehmati nahi hai. Main ${child} ka audition book nahi karunga aur casting team ko bata diya hai. Mann badle toh phir se time chuniye.`,
  permissionAwaited: ({ child, when, until }) =>
    `${when} ka time ${child} ke liye ${until} tak rakha hai. Yeh abhi book nahi hai: casting team ko pehle bachche ka permission document chahiye. Maine unhe bata diya hai; book hote hi yahin likhunga.`,
  childHours: ({ child, limit }) =>
    `Yeh book nahi ho sakta: ${child} ${{ day: "us din paanch ghante se zyada kaam karega", stretch: "ek ghante ke aaram ke bina teen ghante se zyada kaam karega", run: "lagatar 27 din se zyada kaam karega" }[limit]}, aur kanoon bachchon ko isse bachata hai. Kaunsa doosra time theek rahega?`,
};
