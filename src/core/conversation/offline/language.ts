import type { Language } from "../../messages/message.ts";
import { loosen, tokenise } from "./tokens.ts";

const set = (...lines: string[]) =>
  new Set(lines.flatMap((line) => line.split(" ")).map((word) => tokenise(word)[0]?.text ?? word));
const looseSet = (...lines: string[]) => new Set(lines.flatMap((line) => line.split(" ")).map(loosen));

const MARATHI = set(
  "आहे आहेत नाही मला मी तुम्ही तुमचे आम्ही उद्या परवा चालेल वाजता काय आणि होय करा कुठे कधी केव्हा संध्याकाळी सकाळी दुपारी येऊ",
  "शकत शकते शकतो नको जमेल जमणार वेळ दुसरी हवी हवा माझे माझी माझं माझा साठी झाले थांबवा पाहिजे बदला बदलायची ऐवजी नंतर सोमवारी शुक्रवारी रविवारी येणार नक्की नाव राहते राहतो",
  "होईल येईल जाईल देईल राहील मिळेल उशीर झाला झाली तुम्हाला आम्हाला तुझे त्या त्याला तिला वाजेपर्यंत पर्यंत मधे मध्ये असेल नसेल जमत येते येतो करते करतो सांगते सांगतो कळवते कळवतो पोहोचले पोहोचलो",
);
/** Endings that Marathi has and Hindi has not. */
const MARATHI_ENDING = /(?:णार|ायचं|ायचे|ायची|ायचा|ायला|ण्यासाठी|ऱ्या|(?:सोम|मंगळ|बुध|गुरु|गुरू|शुक्र|शनि|रवि)वारी)$/u;
const HINDI = set(
  "नमस्ते है हैं नहीं मुझे मैं आप हम कल परसों चलेगा चलेगी बजे क्या और हाँ हां करो करें कहाँ कहां कब शाम सुबह दोपहर पाऊंगी पाऊँगी पाऊंगा सकती",
  "सकता मेरा मेरी समय दूसरा चाहिए बदल के का की को में से हूँ हूं ठीक जी रद्द नाम ओके बदलना",
);
const HINGLISH = looseSet(
  "kal parso parson nahi nahin nhi hai hain hoga hogi chalega chalegi baje bje shaam subah dopahar raat haan kya kyu kyun mujhe mera meri mere",
  "aap aaj abhi karo kar kardo karna sakta sakti sakte aa aaunga aaungi aunga aungi paunga paungi payega payegi theek thik accha acha kaha kahan kab kitne kitna",
  "hum main mein ko ka ki ke se badal badalna dusra bhai ji jaldi wala wali chahiye bolo batao dikhao bhejo aur lekin magar nai raha rahi rahe bhej thoda thodi jayega jayegi gaya gayi hu hoon hun tha thi namaste shukriya dhanyavad band kaun",
);
const MARATHI_LATIN = looseSet(
  "ahe aahe ahet nako udya vajta vajata kuthe kadhi chalel chalnar jamel jamnar mala majhi majha mazi maza tumhi amhi yeu shakat shakto shakte sandhyakali sakali dupari hoy karaycha badlaychi pahije nantar ani kay naav rahto rahte parva",
);
const ENGLISH = set(
  "the is are am i you we can could cannot cant not make it my your what where when do does how want need will would to at for of in on and or",
  "come available works work any other another this that with have has me show find invite select please between their them thank could shall should",
);

/** The language a message is written in; undefined when it does not tell ("4", "ok", "Friday 4 pm", STOP, a name, an emoji). */
export function detectLanguage(text: string): Language | undefined {
  const words = tokenise(text).filter((token) => token.kind === "word");
  const count = (known: Set<string>, by: "text" | "loose" = "text") =>
    words.filter((word) => known.has(word[by])).length;
  if (words.some((word) => /\p{Script=Devanagari}/u.test(word.text))) {
    const endings = words.filter((word) => !MARATHI.has(word.text) && MARATHI_ENDING.test(word.text)).length;
    const [marathi, hindi] = [count(MARATHI) + endings + (text.includes("ळ") ? 1 : 0), count(HINDI)];
    if (marathi === hindi) return undefined;
    return marathi > hindi ? "mr" : "hi";
  }
  const [hinglish, marathi, english] = [count(HINGLISH, "loose"), count(MARATHI_LATIN, "loose"), count(ENGLISH)];
  if (marathi > 0 && marathi >= hinglish && marathi > english) return "mr";
  if (hinglish > 0 && hinglish >= english) return "hinglish";
  return english > 0 ? (hinglish > 1 ? "hinglish" : "en") : undefined;
}
