import type { Channel } from "../messages/message.ts";

/** Whole messages that withdraw consent on every channel. Compared without case, punctuation or emoji. */
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

/** True when the whole message asks not to be written to any more. */
export function optOut(text: string, channel: Channel): boolean {
  const said = bare(text);
  return STOP.has(said) || (channel === "sms" && STOP_ON_SMS.has(said));
}

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
