import type { TapeWords } from "./wording-tape-en.ts";

const about = (role: string, child: string | undefined) => `“${role}”${child ? ` (${child})` : ""}`;

export const tapeHinglish: TapeWords = {
  tapeAsked: ({ name, role, child, house, until, note }) =>
    `Hi ${name}, ${house || "hamari casting team"} “${role}” ke liye ${child ? `${child} ka` : "aapka"} self-tape chahti hai, ${until} tak.${note && ` ${note}`} ` +
    "Video yahin bhejiye ya uska link. Yeh audition hai, booking nahi. Kya aap bhejenge?",
  tapeYesLabel: () => "Haan, bhejunga/bhejungi",
  tapeNoLabel: () => "Is baar nahi",
  tapeAccepted: ({ role, until, child }) =>
    `Shukriya. ${about(role, child)} ka self-tape ${until} tak bhejiye: video yahin (100 MB tak), ya uska link.`,
  tapeDeclined: ({ role, child }) =>
    `Note kar liya: ${about(role, child)} ke liye self-tape nahi. Batane ke liye shukriya. Mann badle toh yahin bhej dijiye.`,
  tapeReceived: ({ role, child }) =>
    `Shukriya, ${about(role, child)} ka self-tape mil gaya, casting team dekhegi. Jab tak woh na dekhein, behtar take bhej sakte hain. Yeh booking nahi hai.`,
  tapeTooLarge: () =>
    "Yeh video 100 MB se bada hai, main itna nahi le sakta, isliye rakha nahi. Chhota karke bhejiye (720p theek hai), ya Drive, YouTube ya Vimeo par daalkar link yahin bhejiye.",
  tapeNotVideo: () =>
    "Yeh file chal nahi sakti: naam kuch bhi ho, yeh video nahi hai, isliye rakhi nahi. MP4, MOV ya WebM bhejiye, ya video ka link.",
  tapeNotFetched: () =>
    "Aapka video WhatsApp se abhi nahi mil paya. Ek baar phir bhejiye, ya Drive, YouTube ya Vimeo par daalkar link yahin bhejiye. Casting team ko pata hai.",
  tapeNone: () => "Abhi aapka koi self-tape baaki nahi hai. Koi sawaal ho toh yahin likhiye.",
  tapeReminder: ({ role, until, child }) =>
    `Yaad dila dein: ${about(role, child)} ka self-tape ${until} tak dena hai. Video yahin bhejiye ya uska link. Na ho paye toh likh dijiye.`,
  tapeRetake: ({ name, role, child, until, note }) =>
    `Hi ${name}, ${about(role, child)} ke self-tape ke liye shukriya. Casting team ek aur take chahti hai, ${until} tak.${note && ` ${note}`} Yahin bhejiye ya link. Yeh booking nahi hai.`,
  tapeOpen: ({ role, until, child }) => `${about(role, child)} ka self-tape: ${until} tak.`,
  sidesHere: ({ role, sidesUrl, child }) =>
    `${about(role, child)} ki sides, sirf aapke liye: ${sidesUrl}\nInpar aapka naam hai: kisi aur ko na dein. Audition radd hone par link band ho jayega.`,
};
