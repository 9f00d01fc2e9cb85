import type { Channel } from "../messages/message.ts";

/** Whole messages, courtesies aside, that withdraw consent on every channel. Compared without case, punctuation or emoji. */
const STOP = new Set(
  [
    "stop, stop all, stopall, unsubscribe, unsub, end, quit, opt out, optout, stop it, please stop, stop please",
    "stop messages, stop messaging, stop messaging me, stop texting me, do not message me, dont message me",
    "stop sending messages, stop sending me messages, remove me, remove my number, no more messages",
    "band karo, band kro, band kar do, band kardo, band karo please, message band karo, messages band karo",
    "message mat karo, message mat bhejo, msg mat karo, msg mat bhejo, mujhe message mat karo, rok do",
    "बंद, बंद करो, बंद करें, बंद कर दो, बंद कर दीजिए, संदेश बंद करो, मैसेज बंद करो, मैसेज मत करो, मैसेज मत भेजो, मत भेजो, रोको, रोक दो",
    "थांबवा, थांबा, बंद करा, मेसेज बंद करा, संदेश बंद करा, मेसेज थांबवा, संदेश थांबवा, मेसेज पाठवू नका, पाठवू नका",
    "thambva, thambava, band kara, message band kara, messages band kara, message pathvu naka, स्टॉप",
  ].flatMap((line) => line.split(", ")),
);

/** Twilio withdraws consent on these by itself; on WhatsApp they are about an audition, or nothing. */
const STOP_ON_SMS = new Set(["cancel", "revoke"]);

const START = new Set(
  [
    "start, unstop, subscribe, resubscribe, opt in, optin, start again, start messages, message me again",
    "chalu karo, chaalu karo, shuru karo, phir se shuru karo, message chalu karo, chalu kara, suru kara",
    "चालू करो, शुरू करो, फिर से शुरू करो, चालू करा, सुरू करा, पुन्हा सुरू करा, स्टार्ट",
  ].flatMap((line) => line.split(", ")),
);

/** Twilio takes this as consent after a STOP; on WhatsApp it is an answer. */
const START_ON_SMS = new Set(["yes"]);

/** True when the message asks not to be written to any more, in these words or with courtesies around them. */
export function optOut(text: string, channel: Channel): boolean {
  const said = bare(text);
  if (STOP.has(said) || (channel === "sms" && STOP_ON_SMS.has(said))) return true;
  const plain = said
    .split(" ")
    .filter((word) => !COURTESY.has(word))
    .join(" ");
  if (STOP.has(plain)) return true;
  return plain.split(" ").length <= 12 && !TIMED.test(plain) && UNWANTED.some((pattern) => pattern.test(` ${plain} `));
}

const COURTESY = new Set(
  "please pls plz kindly sir sirji madam mam maam bro bhai ji hi hello hey ok okay thanks now ab aata कृपया सर मैडम मॅडम भाई जी अब आता प्लीज".split(
    " ",
  ),
);

/** "Don't message me before 5" is about an hour, not about all messages. */
const TIMED =
  /\d|(?:^| )(?:at|before|after|until|till|during|today|tonight|tomorrow|night|yet|here|tak|raat|aaj|kal|तक|रात|आज|कल|रात्री|उद्या)(?: |$)/u;

/** Said anywhere in a short message, these end messages. */
const UNWANTED = [
  / (?:stop|quit|end) (?:messaging|texting|contacting|spamming|bothering|writing to|sending) /,
  / stop (?:these|the|all|your|all your) (?:messages|texts|sms) /,
  / (?:dont|do not|never) (?:ever )?(?:message|text|contact|msg|spam|bother|write to) me /,
  / (?:dont|do not|never) send (?:me )?(?:any |any more |more )?(?:messages|texts|sms|msgs) /,
  / (?:remove|take|delete) (?:me|my number|my name) (?:from|off)(?: of)? (?:your|the|this) (?:list|database|group|contacts|system) /,
  / (?:message|messages|msg|sms|whatsapp) (?:mat|na|nahi|nai) (?:karo|kro|karna|kijiye|kariye|bhejo|bhejna|bhejiye|bhejo na) /,
  / (?:message|messages|msg|sms) (?:pathvu|pathavu|karu) (?:naka|nako) /,
  / (?:मैसेज|मेसेज|संदेश|एसएमएस) (?:मत|ना|न|नहीं) (?:करो|करना|करें|कीजिए|भेजो|भेजना|भेजें|भेजिए) /,
  / (?:मैसेज|मेसेज|संदेश|एसएमएस) (?:पाठवू|करू) (?:नका|नको) /,
];

/** True when the message asks that what is stored of the person be erased. */
export function asksErasure(text: string): boolean {
  const said = ` ${bare(text)} `;
  return ERASE.some((pattern) => pattern.test(said));
}

const ERASE = [
  / (?:delete|erase|remove|forget|wipe) (?:all )?(?:of )?my (?:personal )?(?:data|information|info|details|profile|account|photos|pictures) /,
  / (?:mera|meri|mere|maza|majha|mazi|majhi) (?:sara )?(?:data|profile|account|details|mahiti|jankari) (?:delete|hata|mita|nikal|kadhun|hatva) /,
  / (?:मेरा|मेरी|मेरे|माझा|माझी|माझे) (?:सारा )?(?:डेटा|प्रोफाइल|अकाउंट|जानकारी|माहिती) (?:डिलीट|हटा|मिटा|निकाल|काढून|हटवा|पुसून) /,
];

/** True when the whole message asks to be written to again. On SMS it includes YES: ask it only of who has opted out. */
export function optIn(text: string, channel: Channel): boolean {
  const said = bare(text);
  return START.has(said) || (channel === "sms" && START_ON_SMS.has(said));
}

const LONGEST = 200;

function bare(text: string): string {
  if (text.length > LONGEST) return "";
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}
