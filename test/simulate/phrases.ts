/** What people write, in the language that they speak. */
import type { Language } from "../../src/core/messages/message.ts";
import type { Random } from "../support/random.ts";

type Say = Record<Language, readonly string[]>;

const CANNOT_COME: Say = {
  en: ["Sorry, I cannot come", "I won't be able to make it", "not possible for me, sorry"],
  hinglish: ["sorry main nahi aa paungi", "nahi ho payega, sorry", "main nahi aa sakta"],
  hi: ["माफ़ कीजिए, मैं नहीं आ पाऊंगी", "नहीं हो पाएगा", "मैं नहीं आ सकता"],
  mr: ["माफ करा, मला जमणार नाही", "मी येऊ शकत नाही", "येता येणार नाही"],
};
const ANOTHER_TIME: Say = {
  en: ["can we do another time?", "I need to reschedule", "any other time possible?"],
  hinglish: ["time badal sakte hai kya?", "koi aur time milega?", "dusra time dijiye"],
  hi: ["समय बदल सकते हैं क्या?", "कोई और समय मिलेगा?"],
  mr: ["वेळ बदलता येईल का?", "दुसरी वेळ मिळेल का?"],
};
const HERE: Say = {
  en: ["I am here", "I have reached", "I'm at the studio"],
  hinglish: ["main pahunch gayi", "aa gaya hoon", "pahunch gaya"],
  hi: ["मैं पहुंच गई", "मैं आ गया हूं"],
  mr: ["मी पोहोचले", "मी आलो"],
};
const LATE: Say = {
  en: ["running late, 20 minutes", "stuck in traffic, will be 20 minutes late"],
  hinglish: ["20 minute late ho jaunga, traffic mein hoon", "thoda late ho rahi hu"],
  hi: ["देर हो रही है, ट्रैफिक में हूं", "20 मिनट लेट हो जाऊंगा"],
  mr: ["उशीर होतोय, ट्रॅफिकमध्ये आहे", "20 मिनिटे उशीर होईल"],
};
const WHERE: Say = {
  en: ["where and when?", "what is the address?"],
  hinglish: ["kahan aana hai?", "address kya hai?"],
  hi: ["कहां आना है?", "पता क्या है?"],
  mr: ["कुठे यायचं?", "पत्ता काय आहे?"],
};
const SURE: Say = {
  en: ["yes"],
  hinglish: ["haan"],
  hi: ["हां"],
  mr: ["हो"],
};
const FREE: Say = {
  en: ["yes, I am free", "those dates work for me"],
  hinglish: ["haan main free hoon", "dates theek hai, available hoon"],
  hi: ["हां, मैं खाली हूं", "तारीखें ठीक हैं"],
  mr: ["हो, मी मोकळी आहे", "हो, तारखा मोकळ्या आहेत"],
};
const NOT_FREE: Say = {
  en: ["sorry, I am not free", "I have another shoot on those dates"],
  hinglish: ["sorry free nahi hoon", "us time dusra shoot hai, available nahi hoon"],
  hi: ["माफ़ कीजिए, खाली नहीं हूं"],
  mr: ["माफ करा, मी मोकळी नाही"],
};
const ACCEPT: Say = {
  en: ["I accept", "yes, I accept the offer"],
  hinglish: ["manzoor hai", "haan, accept hai"],
  hi: ["स्वीकार है", "हां, मंज़ूर है"],
  mr: ["मान्य आहे", "हो, मान्य"],
};
const DECLINE: Say = {
  en: ["no thanks", "no, sorry"],
  hinglish: ["nahi, sorry", "nahi"],
  hi: ["नहीं", "जी नहीं, माफ़ कीजिए"],
  mr: ["नाही", "नको, माफ करा"],
};
const CONSENT: Say = {
  en: ["I consent", "yes, I agree"],
  hinglish: ["haan sehmati hai", "manzoor hai"],
  hi: ["हां, सहमति है", "मंज़ूर है"],
  mr: ["हो, संमती आहे", "सहमत आहे"],
};
const NO_CONSENT: Say = {
  en: ["I do not consent", "no"],
  hinglish: ["nahi, sehmati nahi", "nahi"],
  hi: ["सहमति नहीं है", "नहीं"],
  mr: ["संमती नाही", "नाही"],
};
const COME: Say = {
  en: ["yes, I can come", "yes"],
  hinglish: ["haan aa jaungi", "haan theek hai"],
  hi: ["हां, आ जाऊंगी", "हां ठीक है"],
  mr: ["हो, येईन", "हो चालेल"],
};
const WILL_SEND: Say = {
  en: ["I will send it"],
  hinglish: ["haan bhej dungi", "bhej dunga"],
  hi: ["भेज दूंगी", "हां, भेज दूंगा"],
  mr: ["हो, पाठवते", "पाठवीन"],
};
const WILL_NOT_SEND: Say = {
  en: ["sorry, I cannot send one"],
  hinglish: ["nahi bhej paungi, sorry"],
  hi: ["नहीं भेज पाऊंगी"],
  mr: ["पाठवू शकत नाही"],
};
const TAPE: Say = {
  en: ["Here is my self-tape: https://tapes.example.com/en"],
  hinglish: ["yeh rahi meri tape https://tapes.example.com/hinglish"],
  hi: ["मेरी टेप: https://tapes.example.com/hi"],
  mr: ["माझी टेप https://tapes.example.com/mr"],
};
const SAYINGS = {
  cannotCome: CANNOT_COME,
  anotherTime: ANOTHER_TIME,
  here: HERE,
  late: LATE,
  where: WHERE,
  sure: SURE,
  free: FREE,
  notFree: NOT_FREE,
  accept: ACCEPT,
  decline: DECLINE,
  come: COME,
  willSend: WILL_SEND,
  willNotSend: WILL_NOT_SEND,
  tape: TAPE,
  consent: CONSENT,
  noConsent: NO_CONSENT,
};

export const say = (what: keyof typeof SAYINGS, { language, random }: { language: Language; random: Random }) =>
  random.pick(SAYINGS[what][language]);

/** Takes a time of the clock, as it was read off the message. */
export function sayTime(
  { hour, minute }: { hour: number; minute: number },
  { language, random }: { language: Language; random: Random },
): string {
  const at = minute === 0 ? String(hour) : `${hour}:${String(minute).padStart(2, "0")}`;
  const forms: Say = {
    en: [`${at} pm works for me`, `${at} pm please`],
    hinglish: [`${at} baje chalega`, `shaam ko ${at} baje theek hai`],
    hi: [`${at} बजे ठीक है`, `शाम ${at} बजे आ जाऊंगी`],
    mr: [`${at} वाजता चालेल`, `संध्याकाळी ${at} वाजता जमेल`],
  };
  return random.pick(forms[language]);
}
