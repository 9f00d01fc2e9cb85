import { changeHinglish } from "./wording-change-hinglish.ts";
import type { Words } from "./wording-en.ts";
import { calendarLinks, fitSms, forChild, gsm, hoursOf, listed, slotLines } from "./wording-facts.ts";
import { minorHinglish } from "./wording-minor-hinglish.ts";
import { profileHinglish } from "./wording-profile-hinglish.ts";
import { roleHinglish } from "./wording-role-hinglish.ts";
import { begun, kindIn, roleIn } from "./wording-round.ts";
import { sessionHinglish } from "./wording-session-hinglish.ts";
import { tapeHinglish } from "./wording-tape-hinglish.ts";

/** A role that has only a working title has no name for talent. */
const A_ROLE = "ek role";
const kind = kindIn("hinglish");
const named = roleIn("hinglish");
const titled = (role: string) => (role ? `“${role}”` : A_ROLE);

export const hinglish: Words = {
  ...changeHinglish,
  ...tapeHinglish,
  ...sessionHinglish,
  ...minorHinglish,
  ...roleHinglish,
  ...profileHinglish,
  invitation: ({ round, name, child, role, project, house, place, day, slots }) =>
    `Hi ${name}, ${house || "hamari casting team"} ${child ? `${child} ko` : "aapko"} ${titled(role)}${project && ` (${project})`} ke liye dekhna chahti hai.\n` +
    `${begun(kind(round))}: ${day}, ${place}.\n\nKaunsa time theek rahega?${slotLines(slots)}\n\nEk chuniye, ya apna time likhiye. STOP likhne se messages band.`,
  invitationByCall: ({ round, name, child, role, project, house, place, day }) =>
    `Hi ${name}, ${house || "hamari casting team"} ${child ? `${child} ko` : "aapko"} ${titled(role)}${project && ` (${project})`} ke liye dekhna chahti hai. ` +
    `${begun(kind(round))}: ${day}, ${place}. Time tay karne ke liye woh aapko call karenge.`,
  invitationVariables: ({ round, name, child, house, role, project, place, day, slots }) => [
    name || "ji",
    house || "hamari casting team",
    forChild(named(role || A_ROLE, round), child),
    project || "ek naya project",
    place,
    slots.slice(0, 3).join("; ") || day,
  ],
  keptUntil: ({ until }) => `Pehla time ${until} tak aapke liye rakha hai; uske baad kisi aur ko diya jayega.`,
  otherTimeLabel: () => "Dusra time",
  cancelLabel: () => "Nahi aa sakte",
  booked: ({ round, when, place, role, child, icsUrl, calendarInvited }) =>
    `${child ? `${child} ka ` : ""}${titled(role)} ka ${kind(round)} book ho gaya: ${when}, ${place}.${calendar({ icsUrl, calendarInvited })}\n` +
    `Yeh sirf ${kind(round)} ki booking hai, role ki nahi. Badalna ho to yahin likhiye.`,
  retimed: ({ round, when, place, role, child, icsUrl, calendarInvited }) =>
    `${child ? `${child} ke ` : ""}${titled(role)} ke ${kind(round)} ka time badal gaya. Naya time: ${when}, ${place}. Purana time ab nahi hai.${calendar({ icsUrl, calendarInvited })}`,
  cancelSureLabel: () => "Haan, cancel kijiye",
  cancelAsked: ({ round, when, child }) =>
    `${when} ka ${whose(child)} ${kind(round)} cancel kar doon? Aapke kehne tak booking rahegi.`,
  cancelled: ({ round, when, child }) =>
    `${when} ka ${whose(child)} ${kind(round)} cancel ho gaya. Batane ke liye shukriya.`,
  cancelledByCasting: ({ round, when, child }) =>
    `Maaf kijiye: ${when} ka ${whose(child)} ${kind(round)} casting team ne cancel kiya hai. Aapko aane ki zaroorat nahi.`,
  movedByCasting: ({ round, when, was, place, role, child }) =>
    `Casting team ne ${child ? `${child} ke ` : ""}${titled(role)} ke ${kind(round)} ka time badla hai. Naya time: ${when}, ${place}. Purana time (${was}) ab nahi hai. Kya aap aa sakte hain?`,
  changeAsked: ({ round, when, stands }) =>
    `Maine casting team se pooch liya hai ki kya aap ${when} aa sakte hain. Unke jawab tak aapka ${kind(round)} wahi hai: ${stands}.`,
  changeKept: ({ round, when, place, role, child }) =>
    `Casting team ${titled(role)} ka ${whose(child)} ${kind(round)} badal nahi sakti. Time wahi hai: ${when}, ${place}. Na aa sakein to yahin likhiye.`,
  meetLink: ({ round, when, child, meetUrl }) =>
    `${when} ka ${whose(child)} ${kind(round)} video call par hai: ${meetUrl}`,
  comeLabel: () => "Haan, aayenge",
  declinedInCalendar: ({ round, when, role, child }) =>
    `Aapne calendar mein ${child ? `${child} ke ` : ""}${titled(role)} ke ${kind(round)} (${when}) ko decline kiya hai. Kya koi aur time theek rahega?`,
  declined: () => "Batane ke liye shukriya. Humne note kar liya hai ki aap nahi aa payenge.",
  alreadyBooked: () =>
    "Us time aapka ek audition pehle se hai. Badalna hai? Jo time chahiye likhiye, ya poochiye “kab aur kahan?”.",
  slotTaken: ({ next }) =>
    next.length === 1
      ? `Woh time abhi kisi ne le liya. Sabse paas ka khaali time: ${next[0]}. Chalega?`
      : `Woh time abhi kisi ne le liya. Paas ke khaali time:\n${listed(next)}\nKaunsa chalega?`,
  noExactTime: ({ times }) =>
    times.length === 1
      ? `Woh time khaali nahi hai. Sabse paas ka time: ${times[0]}. Chalega?`
      : `Woh time khaali nahi hai. Paas ke time:\n${listed(times)}\nKaunsa chalega?`,
  timesLeft: ({ times }) => `Yeh time khaali hain:\n${listed(times)}\nKaunsa theek rahega?`,
  timeFree: ({ when, moves }) =>
    `${when} khaali hai. Kya ${moves ? "aapka audition is time par kar doon" : "aapke liye book kar doon"}?`,
  dayAsked: ({ times, stands }) =>
    `Us din koi time khaali nahi hai. Maine casting team se pooch liya hai; jawab yahin likhunga.` +
    `${stands ? `\nTab tak aapka audition wahi hai: ${stands}.` : ""}` +
    `${times.length > 0 ? `\nDusre din khaali:\n${listed(times)}` : "\nAur kaunse din theek rahenge? Ya likhiye “nahi aa paunga/paungi”."}`,
  noTimesLeft: () => "Ab koi time khaali nahi hai. Casting team ko bata diya hai; jagah khulte hi likhenge.",
  reminder: ({ round, when, place, role, child, lead }) =>
    `Yaad dila rahe hain: ${whose(child)} ${kind(round)}${role ? ` (“${role}”)` : ""} lagbhag ${hoursOf(lead)} ghante mein hai: ${when}, ${place}. Kuch badalna ho to yahin likhiye.`,
  reminderVariables: ({ round, role, when, place, child }) => [
    forChild(named(role || A_ROLE, round), child),
    when,
    place,
  ],
  reminderSms: ({ round, when, place, role, link }) => {
    const answer = `Badalne ke liye WhatsApp par likhiye${link ? ` ${link}` : ""}. CastMatch`;
    const at = gsm(when);
    const fit = fitSms({ role, place }, 160 - at.length - answer.length - kind(round).length - " : , . ".length);
    return `${begun(kind(round))} ${fit.role ? `${fit.role}: ` : ""}${at}, ${fit.place}. ${answer}`.slice(0, 160);
  },
  optedOut: ({ stands }) =>
    `Theek hai, ab hum aapko message nahi karenge. Mann badle to START bhejiye.${stands ? ` Aapka ${stands} ka audition abhi bhi hai; na aa sakein to yahin likhiye.` : ""}`,
  optedIn: () => "Wapas swagat hai. Casting ke messages yahan phir aayenge. Band karne ke liye STOP bhejiye.",
  help: () =>
    "Main auditions ka time tay karta hoon. Aap:\n• time chun sakte hain: number, ya “Friday 4 baje”\n• badal sakte hain: “5 baje ho sakta hai?”\n" +
    "• cancel: “nahi aa paunga/paungi”\n• poochiye: “kab aur kahan?”\n• profile: “meri height 165 cm hai”\nSTOP se messages band.",
  hello: () => "Namaste! Main auditions ka time tay karta hoon. Poochiye “kab aur kahan?”, apna time likhiye, ya HELP.",
  nudge: ({ round, name, child, role, day, place }) =>
    `Hi ${name}, ${day} ko ${place} mein ${titled(role)} ke ${child ? `${child} ke ` : ""}${kind(round)} ke liye aapke jawab ka intezaar hai. In mein se kaunsa time theek rahega? Koi na ho to woh bhi bata dijiye.`,
  takeYourTime: () =>
    "Theek hai, aaram se bataiye. Jo pehle leta hai time usi ka hota hai, isliye pata chalte hi yahin likhiye.",
  erasureAsked: () =>
    "Maine casting team ko bata diya hai ki aap apna data hatwana chahte hain; confirm wahi karenge. Messages turant band karne ke liye STOP bhejiye.",
  checkedIn: ({ round, when, place, role, child }) =>
    `Thank you, casting team ko bata diya hai ki ${child || "aap"} aa gaye hain. ${begun(kind(round))}${role ? ` “${role}”` : ""}: ${when}, ${place}. Woh bula lenge.`,
  newsPassed: () => "Shukriya, maine casting team ko bata diya hai.",
  questionPassed: () => "Iska jawab mere paas nahi hai, isliye maine aapka sawaal casting team ko bhej diya hai.",
  lasts: ({ minutes }) => `Aapka audition lagbhag ${minutes} minute ka hai.`,
  wrongNumber: () =>
    "Galti ke liye maafi; maine note kar liya hai. STOP bhejiye, to is number par aur messages nahi aayenge.",
  whoWeAre: ({ house }) =>
    `Main CastMatch hoon, ${house ? `${house} ki ` : ""}casting team ka assistant: auditions ka time tay karta hoon. Apna audition jaanne ke liye poochiye “kab aur kahan?”. STOP se messages band.`,
  welcome: () => "Aapka swagat hai. All the best!",
  noNoted: () => "Theek hai, maine kuch nahi badla. Dusra time chahiye to likhiye, ya “nahi aa paunga/paungi”.",
  unknownSender: () =>
    "Namaste! Main casting teams ke liye auditions tay karta hoon, aur yeh number mere paas nahi hai. Agar kisi team ne likhne ko kaha hai, to apna poora naam bhejiye.",
  unsupportedMedia: () => "Is tarah ki file main abhi khol nahi sakta. Kripya shabdon mein likhiye.",
  whichOne: ({ options }) => `Aap kiski baat kar rahe hain?\n${listed(options)}`,
  auditionOver: () => "Woh audition ho chuka hai, isliye maine kuch nahi badla. Kuch chahiye to yahin likhiye.",
  expiredChoice: () => "Woh option ab khula nahi hai. Jo time theek ho likhiye, main phir dekhta hoon.",
  usedChoice: () => "Iska jawab aap de chuke hain. Badalna ho to likhiye kya chahiye.",
  notYours: () => "Woh option kisi aur ke liye hai, isliye maine kuch nahi badla.",
  impossibleTime: () => "Yeh time samajh nahi aaya. Aise likhiye: “Friday 27 November 4 pm”.",
  pastTime: () => "Woh time nikal chuka hai. Kaunsa dusra din ya time theek rahega?",
  notUnderstood: () =>
    "Yeh samajh nahi aaya. Aap likh sakte hain: time (“Friday 4 baje”), “time badalna hai”, “nahi aa paunga/paungi”, “kab aur kahan?” ya HELP.",
  noInvitation: () => "Abhi hamare paas aapka koi audition khula nahi hai. Hoga to yahin likhenge.",
  mayReturn: () =>
    "Abhi aapka koi audition book nahi hai. Agar ab aa sakte hain to apna time likhiye: kuch time ab bhi khaali ho sakte hain.",
  whereWhen: ({ round, when, place, role, child }) =>
    `${titled(role)} ka ${whose(child)} ${kind(round)}: ${when}, ${place}.`,
  stillOpen: ({ round, role, project, day, place, child }) =>
    `${child ? `${child} ko` : "Aapko"} ${project && `${project} mein `}${titled(role)} ke ${kind(round)} ke liye bulaya hai: ${day}, ${place}. Aapne abhi time nahi chuna: jo theek ho likhiye.`,
  aboutOthers: () =>
    "Main kisi aur talent ke baare mein kuch nahi bata sakta. Aapke apne auditions mein madad kar sakta hoon.",
  basicMode: () => "(Main abhi basic mode mein hoon: chhote, seedhe vaakya sabse achhe chalte hain.)",
  tooLong: () => "Yeh message mere liye bahut lamba hai. Kripya chhota karke bhejiye, sabse zaroori baat pehle.",
  agesOfOthers: ({ name }) =>
    `Yeh aapki umar hai ya ${name} ki? Yahan main sirf aapki apni jaankari rakhta hoon, isliye kuch nahi badla. ${name} ki umar casting team theek kar sakti hai.`,
  failedKindly: () =>
    "Maaf kijiye, hamari taraf kuch gadbad hui. Aapka message safe hai; ek minute mein phir koshish kijiye.",
};

const whose = (child: string | undefined) => (child ? `${child} ka` : "aapka");

function calendar({ icsUrl, calendarInvited }: { icsUrl?: string | undefined; calendarInvited: boolean }): string {
  if (calendarInvited) return " Calendar invite email par aa raha hai.";
  return icsUrl ? `\nCalendar mein jodiye: ${calendarLinks(icsUrl)}` : "";
}
