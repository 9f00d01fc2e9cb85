import type { Intent } from "./intent.ts";
import { has, padded, phrases, tokenise } from "./tokens.ts";

/** How our request for a self-tape ends, in each language, and how a reminder of one does. */
const ASKED =
  /Will you send one\?$|Kya aap bhejenge\?$|क्या आप भेजेंगे\?$|तुम्ही पाठवाल का\?$|If it does not work out, write so\.$|Na ho paye toh likh dijiye\.$|न हो पाए तो लिख दीजिए।$|जमत नसेल तर लिहा\.$|like one more take, until|ek aur take chahti hai|एक और टेक चाहती है|आणखी एक टेक हवा आहे/u;

const WILL = phrases(
  "i will send, will send, i will do, ill send, sending it, sending soon, will record, i will record, bhej dungi, bhej dunga, bhejungi, bhejunga, bhej deti, bhej deta, bana ke bhej, pathvte, pathavte, pathvto, pathavto, pathvin",
  "भेज दूंगी, भेज दूंगा, भेजूंगी, भेजूंगा, भेजती हूं, भेजता हूं, पाठवते, पाठवतो, पाठवीन",
);
const WILL_NOT = phrases(
  "cannot send, cant send, will not send, wont send, not able to send, cannot record, cannot make it, not this time, skip this, nahi bhej, bhej nahi, nahi ho payega, nahi kar paungi, nahi kar paunga, pathvu shakat nahi, jamnar nahi",
  "नहीं भेज, भेज नहीं, नहीं हो पाएगा, नहीं कर पाऊंगी, नहीं कर पाऊंगा, पाठवू शकत नाही, जमणार नाही",
);

/** The answer to a request for a self-tape, when that is what was said last; undefined for anything else. */
export function tapeAnswer(said: string, lastSaid: string, intent: Intent): "yes" | "no" | undefined {
  if (!ASKED.test(lastSaid.trim())) return undefined;
  const words = padded(tokenise(said));
  if (has(words, WILL_NOT) || intent.kind === "no" || intent.kind === "cancel") return "no";
  return has(words, WILL) || intent.kind === "yes" ? "yes" : undefined;
}

/** The address that somebody sent, https and no other. */
export function linkIn(said: string): string | undefined {
  const found = /https:\/\/[^\s<>"]{4,480}/iu.exec(said)?.[0]?.replace(/[.,;:!?)\]}'’”]+$/u, "");
  return found && URL.canParse(found) ? found : undefined;
}
