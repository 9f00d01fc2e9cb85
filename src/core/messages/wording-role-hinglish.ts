import { forChild } from "./wording-facts.ts";
import type { RoleWords } from "./wording-role-en.ts";

export const roleHinglish: RoleWords = {
  holdAsked: ({ kind, name, child, role, house, dates, until }) => {
    const by = house || "hamari casting team";
    const whose = child ? `${child} ki` : "aapki";
    const asks = {
      avail_check: `${by} poochh rahi hai ki “${role}” ke liye ${dates} ko ${child || "aap"} free ${child ? "hai" : "hain"} ya nahi. Yeh sirf dates ka sawaal hai: booking nahi, hold bhi nahi.`,
      first_refusal: `${by} “${role}” ke liye ${whose} ${dates} ki dates par first refusal chahti hai: kisi aur ko haan kehne se pehle humse poochhiye. Yeh booking nahi hai, aur iski koi fee nahi.`,
      pin: `${by} ne “${role}” ke liye ${dates} par ${child ? `${child} ko` : "aapko"} pin kiya hai: hum interested hain. Yeh pin hai, booking nahi, aur iski koi fee nahi.`,
      hold: `${by} “${role}” ke liye ${whose} ${dates} ki dates hold kar rahi hai: kripya inhe hamare liye khaali rakhiye. Yeh hold hai, booking nahi.`,
    };
    return `Hi ${name}, ${asks[kind]} Yeh ${until} ko apne aap khatam ho jayega. Kya ${child || "aap"} in dates par free ${child ? "hai" : "hain"}?`;
  },
  freeLabel: () => "In dates par free",
  notFreeLabel: () => "Free nahi",
  holdYes: ({ dates, role }) =>
    `Shukriya, note kar liya: “${role}” ke liye ${dates} ko free. Yeh abhi bhi booking nahi hai; hum yahin likhenge.`,
  holdNo: ({ dates, role }) =>
    `Batane ke liye shukriya. “${role}” ke liye aapki ${dates} ki dates ab hamare paas hold nahi hain.`,
  holdOver: () => "Abhi aapki dates ke baare mein kuch poochha nahi hai. Kuch hoga to yahin likhenge.",
  holdReleased: ({ dates, role, child }) =>
    `“${role}” ke baare mein: ${child ? `${child} ki` : "aapki"} ${dates} ki dates release kar di hain. Ab koi hold nahi aur koi booking nahi. Dates rakhne ke liye shukriya.`,
  roleBooked: ({ dates, role, child }) =>
    `Khush khabri: ${child || "aap"} “${role}” ke liye book ho ${child ? "gaya hai" : "gaye hain"}, ${dates}. Yeh role ki booking hai. Baaki details yahin aayengi.`,
  offer: ({ name, child, role, house, dates, rate, usage, exclusivity, until }) =>
    `Hi ${name}, ${house || "hamari casting team"} ${child ? `${child} ko` : "aapko"} “${role}” ka role offer karti hai.\nDates: ${dates}\nRate: ${rate}\nUsage: ${usage}\nExclusivity: ${exclusivity}\n` +
    `Yeh offer hai, abhi booking nahi: aap accept karenge tab booking hogi. Offer ${until} tak hai.`,
  acceptLabel: () => "Offer manzoor",
  declineLabel: () => "Offer nahi chahiye",
  offerAccepted: ({ dates, role, child }) =>
    `Shukriya, accept ho gaya. ${child || "Aap"} “${role}” ke liye book ho ${child ? "gaya hai" : "gaye hain"}, ${dates}. Yeh role ki booking hai. Baaki details yahin aayengi.`,
  offerNoted: ({ role }) =>
    `Shukriya: humne note kar liya ki aap “${role}” accept karte hain. Casting team pehle ise dekhegi, isliye yeh abhi booking nahi hai. Woh yahin likhenge.`,
  offerDeclined: ({ role }) =>
    `Batane ke liye shukriya. Note kar liya ki aap “${role}” nahi karna chahte. Koi booking nahi hai.`,
  offerOver: () => "Abhi aapke liye koi offer khula nahi hai. Sawaal ho to yahin likhiye.",
  dealMemo: ({ role, house, dates, rate, usage, exclusivity, child }) =>
    `“${role}” ka deal memo${child ? ` (${child})` : ""}${house && `, ${house}`}, jaisa book hua:\nDates: ${dates}\nRate: ${rate}\nUsage: ${usage}\nExclusivity: ${exclusivity}\n` +
    "Kuch alag tay hua tha to turant likhiye.",
  callSheet: ({ role, when, place, contact, child }) =>
    `“${role}” ki call sheet${child ? ` (${child})` : ""}:\nCall time: ${when}\nJagah: ${place}\nContact: ${contact}\nYeh booked shoot ke din ke liye hai. Kuch galat ho to yahin likhiye.`,
  closed: ({ name, role, child }) =>
    `${name} ji, “${role}” ke audition ${child ? `mein ${child} ko laane` : "ke liye aane"} ka bahut shukriya. Role cast ho gaya hai, aur is baar kisi aur ko mila. ` +
    "Kaam achha laga aur aage zaroor yaad rakhenge. Aapki koi date hold par nahi hai.",
  closedUnseen: ({ name, role, child }) =>
    `${name} ji, jis role “${role}” ke liye humne ${child ? `${child} ke baare mein ` : ""}likha tha woh cast ho gaya hai, isliye ab kuch karne ki zaroorat nahi. ` +
    "Samay ke liye shukriya; aage phir likhenge. Aapki koi date hold par nahi hai.",
  teamWord: ({ name, role, child, text, answerable }) =>
    `Hi ${name}, “${forChild(role, child)}” ke baare mein casting team ka message:\n“${text}”${answerable ? "\nJawab yahin likh sakte hain." : ""}`,
};
